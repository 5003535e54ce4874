"""Text states as MuPDF needs them: nothing moves when letters go where size or width change within a line.

MuPDF carries the width of letters that it removed forward, in thousandths of the font size, to the next letter that
stays, and writes it out in the state of that letter: with another size, or another horizontal scaling, the line moves.
A letter without width, far from the line so that no rectangle touches it, is therefore set before each such change:
what has to be carried is written out before it. ``undo`` takes these letters away again. Text without area, which
nobody sees and MuPDF cannot remove, goes at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream, String

LETTER = "\u2060"
"""How the letter without width reads (a word joiner)."""

FONT = "/Still"
"""Its font's name among the resources of a stream."""

FAR = 50_000
"""It is raised so far above the line."""

FLAT = 1e-5
"""A matrix that makes areas smaller than this share of its sides' squares leaves nothing to be seen."""

SHOWING = frozenset(("Tj", "TJ", "'", '"'))
PLACING = frozenset(("Td", "TD", "T*", "ET"))

FOLLOWED = SHOWING | PLACING | {"q", "Q", "cm", "Do", "BT", "Tm", "Tf", "Tz", "Tc", "Tw", "Ts"}
"""Operators that ``Pen`` has to be told of."""

Step = tuple[list[Any], Operator]

_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <00> endcodespacerange "
    b"1 beginbfchar <00> <2060> endbfchar endcmap end end"
)


@dataclass(frozen=True, slots=True)
class _State:
    font: Name | None = None
    size: float = 0.0
    squeeze: float = 100.0
    between: Any = 0
    words: Any = 0
    rise: Any = 0
    upright: bool = False
    flat: bool = False


class Pen:
    """The text state of one stream, told of each operator before it is written."""

    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._line_flat = False
        self._waiting = False

    @property
    def unseen(self) -> bool:
        """Whether what is painted now has no area, whatever it is."""
        return self._state.flat

    @property
    def silent(self) -> bool:
        """Whether text shown now has no area, and moves nothing that has."""
        state = self._state
        still = state.size == 0 and state.between == 0 and state.words == 0 and state.font is not None
        return state.flat or self._line_flat or state.squeeze == 0 or still

    def take(self, operator: str, given: Sequence[Any], upright: bool = False) -> list[Step]:
        """Follows an operator; gives what has to be written before it.

        Args:
            upright: of ``Tf``, whether the font is written from top to bottom.
        """
        before: list[Step] = []
        new = self._after(operator, given, upright)
        if self._waiting and self._differs(new):
            before = self._letter()
            self._waiting = False
        if operator == "q":
            self._stack.append(self._state)
        elif operator in ("BT", "Tm"):
            self._waiting, self._line_flat = False, operator == "Tm" and _is_flat(given)
        elif operator in PLACING:
            self._waiting = False
        elif operator in SHOWING:
            self._waiting = True
        self._state = new
        return before

    def _differs(self, new: _State) -> bool:
        old = self._state
        return (new.size, new.squeeze, new.upright) != (old.size, old.squeeze, old.upright)

    def _after(self, operator: str, given: Sequence[Any], upright: bool) -> _State:
        state = self._state
        match operator:
            case "Tf":
                return replace(state, font=given[0], size=float(given[1]), upright=upright)
            case "Tz":
                return replace(state, squeeze=float(given[0]))
            case "Tc":
                return replace(state, between=given[0])
            case "Tw":
                return replace(state, words=given[0])
            case "Ts":
                return replace(state, rise=given[0])
            case '"':
                return replace(state, words=given[0], between=given[1])
            case "cm":
                return replace(state, flat=True) if _is_flat(given) else state
            case "Q" if self._stack:
                return self._stack.pop()
        return state

    def _letter(self) -> list[Step]:
        """The letter without width, in the size and scaling that still hold."""
        state = self._state
        if state.font is None or state.size == 0 or state.squeeze == 0:
            return []
        spaced = state.between != 0
        return [
            *([_step("Tc", 0)] if spaced else []),
            _step("Ts", FAR),
            _step("Tf", Name(FONT), state.size),
            _step("Tj", String(b"\0")),
            _step("Tf", state.font, state.size),
            _step("Ts", state.rise),
            *([_step("Tc", state.between)] if spaced else []),
        ]


def _step(operator: str, *given: Any) -> Step:
    return list(given), Operator(operator)


def _is_flat(given: Sequence[Any]) -> bool:
    a, b, c, d = (float(v) for v in given[:4])
    return abs(a * d - b * c) <= FLAT * (a * a + b * b + c * c + d * d)


def is_flat(matrix: Any) -> bool:
    """Whether a form's matrix leaves nothing to be seen."""
    try:
        return isinstance(matrix, Array) and len(matrix) == 6 and _is_flat(list(matrix))
    except (TypeError, ValueError):
        return False


def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font of the letter without width."""
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 0, 0]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(z=pdf.make_stream(b"0 0 d0")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, Name.z])),
        FirstChar=0,
        LastChar=0,
        Widths=Array([0]),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(_MAP),
    )
    return pdf.make_indirect(made)


def undo(pdf: pikepdf.Pdf) -> None:
    """Takes the letters without width, and their font, out of every page and stream."""
    for page in pdf.pages:
        if _has(page.obj.get("/Resources")):
            page.contents_coalesce()
            page.obj.Contents = pdf.make_stream(_without(page))
            del page.obj.Resources.Font[FONT]
    for thing in list(pdf.objects):
        if isinstance(thing, Stream) and _has(thing.get("/Resources")):
            thing.write(_without(thing))
            resources: Any = thing.Resources
            del resources.Font[FONT]


def _has(resources: Any) -> bool:
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    return isinstance(fonts, Dictionary) and FONT in fonts


def _without(stream: Any) -> bytes:
    """The stream's contents; what the letter carried stays, in the font that was set before it or comes after it."""
    steps = [(list(s.operands), s.operator) for s in pikepdf.parse_content_stream(stream)]
    names = [given[0] for given, operator in steps if str(operator) == "Tf" and given and given[0] != FONT]
    current = names[0] if names else Name(FONT)
    ours = False
    for given, operator in steps:
        if str(operator) == "Tf" and given:
            ours = given[0] == FONT
            current = given[0] = current if ours else given[0]
        elif ours and str(operator) == "Tj":
            given[0] = String(b"")
        elif ours and str(operator) == "TJ":
            given[0] = Array([part for part in given[0] if not isinstance(part, String)])
    return pikepdf.unparse_content_stream([step for step in steps if not _is_empty(*step)])


def _is_empty(given: Sequence[Any], operator: Operator) -> bool:
    """Whether an instruction is left over from a letter without width."""
    match str(operator):
        case "Tj":
            return not bytes(given[0])
        case "Ts":
            return float(given[0]) == FAR
    return False

"""Where a content stream shows text: stretches of bytes with their place on the page, nested as the stream nests them.

Only streams that we or the engine wrote are read: strings escape their brackets, inline images and comments are gone,
nothing is marked. Places are PDF space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import hypot

TOKEN = re.compile(
    rb"(?P<text>\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>(?!>))|(?P<other><<|>>|[\[\]]|/[^\s/\[\]()<>{}%]*)"
    rb"|(?P<number>[-+]?\d+\.?\d*|[-+]?\.\d+)(?=[\s/\[\]()<>{}%]|$)|(?P<word>[^\s/\[\]()<>{}%\d.+-][^\s/\[\]()<>{}%]*)"
    rb"|(?P<bad>\S)",
    re.S,
)
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.S)
REFUSED = frozenset((b"BDC", b"BMC", b"EMC", b"DP", b"MP", b"BI", b"ID", b"EI", b"BX", b"EX"))
"""What a stream that can be marked does not hold."""

PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}

WIDE = 0.5
"""A shift inside an array beyond so many font sizes parts what stands before and after it."""

UNKNOWN = 0.5
"""Width of a letter, in font sizes, where the font does not tell."""

Matrix = tuple[float, float, float, float, float, float]
ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Widths = Callable[[bytes], float]
"""How wide a string of codes is, in font sizes."""

Corner = tuple[float, float]
Token = tuple[str, bytes, int, int]
"""Kind, bytes, first and last offset."""


class Unsafe(Exception):
    """The stream is not nested as it should be, or holds what is not expected: it cannot be marked safely."""


@dataclass(slots=True)
class Shown:
    """Bytes from ``start`` to ``end`` that show text at type ``size`` along a base line, from ``place`` to ``tip``.

    ``joined`` is whether it begins in the middle of an array of strings.
    """

    start: int
    end: int
    place: Corner
    tip: Corner
    size: float
    joined: bool = False


@dataclass(slots=True)
class Part:
    """Bytes between q and Q, or BT and ET (``text``), with all that show text inside."""

    start: int
    end: int
    text: bool
    inside: list[Part | Shown] = field(default_factory=list)


def shown(part: Part) -> Iterator[Shown]:
    """All that shows text in a part, in order."""
    for thing in part.inside:
        if isinstance(thing, Shown):
            yield thing
        else:
            yield from shown(thing)


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


@dataclass(slots=True)
class _State:
    """What q keeps: matrix, font, its size, and the spacings of letters and words."""

    matrix: Matrix = ONE
    widths: Widths | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    squeeze: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def _six(given: Sequence[Token]) -> Matrix:
    if len(given) < 6:
        raise Unsafe
    a, b, c, d, e, f = (_number(token) for token in given[-6:])
    return a, b, c, d, e, f


def _number(token: Token) -> float:
    if token[0] != "number":
        raise Unsafe
    return float(token[1])


def decoded(raw: bytes) -> bytes:
    """The codes of a string as it stands in a stream."""
    if raw.startswith(b"<"):
        digits = b"".join(raw[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    inner = raw[1:-1]
    return ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|<<|<(?P<hex>[0-9A-Fa-f\s]*)>", re.S)
RAW = re.compile(rb"[()\\\r]")


def packed(body: bytes) -> bytes:
    """The stream with its hexadecimal strings written out, since those pack worse; it shows the same."""
    return STRING.sub(_written_out, body)


def _written_out(string: re.Match[bytes]) -> bytes:
    if string["hex"] is None:
        return string[0]
    codes = decoded(string[0])
    return b"(" + RAW.sub(lambda c: b"\\r" if c[0] == b"\r" else b"\\" + c[0], codes) + b")"


def _unescaped(found: re.Match[bytes]) -> bytes:
    octal, char = found.groups()
    if octal is not None:
        return bytes([int(octal, 8) & 255])
    return PLAIN.get(char, char) if char is not None else b""


def parts(body: bytes, fonts: Callable[[str], Widths | None], forms: Callable[[str], Sequence[Corner] | None]) -> Part:
    """All parts of a stream.

    Args:
        body: the stream, decoded.
        fonts: the page's fonts by name (without slash), as functions that measure.
        forms: the corners (user space where the form is painted) of a form by name, None where it is none.

    Raises:
        Unsafe: text objects or kept states are not closed, or it holds what it should not.
    """
    return _Walk(body, fonts, forms).read()


class _Walk:
    """Reads one stream: ``given`` are the operands of the step at hand."""

    def __init__(
        self, body: bytes, fonts: Callable[[str], Widths | None], forms: Callable[[str], Sequence[Corner] | None]
    ) -> None:
        self._body, self._fonts, self._forms = body, fonts, forms
        self._state, self._stack = _State(), list[_State]()
        self._line: Matrix = ONE
        self._at: Matrix = ONE
        self._open = [Part(0, len(body), False)]

    def read(self) -> Part:
        """The whole stream."""
        given: list[Token] = []
        for token in TOKEN.finditer(self._body):
            kind, raw = token.lastgroup, token.group()
            if kind == "word":
                step = _STEPS.get(raw)
                if step is not None:
                    step(self, given, *token.span())
                elif raw in REFUSED:
                    raise Unsafe
                given = []
            elif kind is None or kind == "bad":
                raise Unsafe
            else:
                given.append((kind, raw, *token.span()))
        if len(self._open) != 1:
            raise Unsafe
        return self._open[0]

    def _enter(self, start: int, end: int, text: bool) -> None:
        if self._open[-1].text:
            raise Unsafe
        part = Part(start, end, text)
        self._open[-1].inside.append(part)
        self._open.append(part)

    def _leave(self, end: int, text: bool) -> None:
        if len(self._open) < 2 or self._open[-1].text != text:
            raise Unsafe
        self._open.pop().end = end

    def save(self, given: list[Token], start: int, end: int) -> None:
        """Keeps the state (q)."""
        self._enter(start, end, False)
        self._stack.append(replace(self._state))

    def restore(self, given: list[Token], start: int, end: int) -> None:
        """Goes back to the state kept (Q)."""
        self._leave(end, False)
        self._state = self._stack.pop()

    def begin(self, given: list[Token], start: int, end: int) -> None:
        """Begins a text object (BT)."""
        self._enter(start, end, True)
        self._line = self._at = ONE

    def finish(self, given: list[Token], start: int, end: int) -> None:
        """Ends a text object (ET)."""
        self._leave(end, True)

    def turn(self, given: list[Token], start: int, end: int) -> None:
        """Changes the matrix (cm)."""
        self._state.matrix = _times(_six(given), self._state.matrix)

    def font(self, given: list[Token], start: int, end: int) -> None:
        """Sets font and size (Tf)."""
        if len(given) >= 2:
            self._state.widths = self._fonts(given[-2][1][1:].decode("latin-1"))
            self._state.size = _number(given[-1])

    def place(self, given: list[Token], start: int, end: int) -> None:
        """Goes to a place (Tm)."""
        self._line = self._at = _six(given)

    def move(self, given: list[Token], start: int, end: int) -> None:
        """Goes on by so much (Td)."""
        if len(given) < 2:
            raise Unsafe
        self._line = self._at = _times((1, 0, 0, 1, _number(given[-2]), _number(given[-1])), self._line)

    def lead(self, given: list[Token], start: int, end: int) -> None:
        """Goes on by so much and takes it for the leading (TD)."""
        self.move(given, start, end)
        self._state.leading = -_number(given[-1])

    def feed(self, given: list[Token], start: int, end: int) -> None:
        """Goes to the next line (T*)."""
        self._line = self._at = _times((1, 0, 0, 1, 0, -self._state.leading), self._line)

    def show(self, given: list[Token], start: int, end: int) -> None:
        """Shows a string (Tj)."""
        if given:
            self._shown(given[-1:], given[-1][2], end, False)

    def show_below(self, given: list[Token], start: int, end: int) -> None:
        """Shows a string on the next line (' and \")."""
        self.feed(given, start, end)
        if given:
            self._shown(given[-1:], given[0][2], end, False)

    def show_all(self, given: list[Token], start: int, end: int) -> None:
        """Shows an array of strings (TJ), in as many pieces as wide shifts make of it."""
        if len(given) < 2 or given[0][1] != b"[" or given[-1][1] != b"]":
            raise Unsafe
        pieces: list[list[Token]] = [[]]
        for token in given[1:-1]:
            pieces[-1].append(token)
            if token[0] == "number" and abs(float(token[1])) > 1000 * WIDE:
                pieces.append([])
        full = [piece for piece in pieces if piece] or [[given[-1]]]
        for i, piece in enumerate(full):
            first, last = piece[0][2] if i else given[0][2], end if i + 1 == len(full) else piece[-1][3]
            self._shown(piece, first, last, i > 0)

    def _shown(self, pieces: Sequence[Token], start: int, end: int, joined: bool) -> None:
        if not self._open[-1].text:
            raise Unsafe
        state, before, after = self._state, self._at, self._at
        for kind, raw, _, _ in pieces:
            along = -float(raw) / 1000 * state.size if kind == "number" else 0.0
            if kind == "text":
                codes = decoded(raw)
                along = (state.widths(codes) if state.widths else UNKNOWN * len(codes)) * state.size
                along += len(codes) * state.letter + codes.count(b" ") * state.word
            self._at = _times((1, 0, 0, 1, along * state.squeeze, 0), self._at)
            after = self._at if kind == "text" else after
        base = _times((1, 0, 0, 1, 0, state.rise), _times(before, state.matrix))
        tip = _times(after, state.matrix)
        size = abs(state.size) * hypot(base[2], base[3])
        self._open[-1].inside.append(Shown(start, end, base[4:], tip[4:], size, joined))

    def paint(self, given: list[Token], start: int, end: int) -> None:
        """Paints an object (Do): a form counts as text, as a whole, from its upper left corner."""
        corners = self._forms(given[-1][1][1:].decode("latin-1")) if given else None
        if corners is None:
            return
        if self._open[-1].text:
            raise Unsafe
        places = [_times((1, 0, 0, 1, x, y), self._state.matrix)[4:] for x, y in corners]
        left, right, top = min(x for x, _ in places), max(x for x, _ in places), max(y for _, y in places)
        self._open[-1].inside.append(Shown(given[-1][2], end, (left, top), (right, top), 1.0))


def _sets(name: str, part: float = 1.0) -> Callable[[_Walk, list[Token], int, int], None]:
    """A step that sets one number of the state."""

    def step(walk: _Walk, given: list[Token], start: int, end: int) -> None:
        if given:
            setattr(walk._state, name, part * _number(given[-1]))

    return step


_STEPS: dict[bytes, Callable[[_Walk, list[Token], int, int], None]] = {
    b"q": _Walk.save, b"Q": _Walk.restore, b"BT": _Walk.begin, b"ET": _Walk.finish, b"cm": _Walk.turn,
    b"Tf": _Walk.font, b"Tm": _Walk.place, b"Td": _Walk.move, b"TD": _Walk.lead, b"T*": _Walk.feed,
    b"Tj": _Walk.show, b"'": _Walk.show_below, b'"': _Walk.show_below, b"TJ": _Walk.show_all, b"Do": _Walk.paint,
    b"Tc": _sets("letter"), b"Tw": _sets("word"), b"Tz": _sets("squeeze", 0.01), b"TL": _sets("leading"),
    b"Ts": _sets("rise"),
}  # fmt: skip

"""Terms inside tiles, drawn glyphs and soft masks, where no letter has one place on the page: their text goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from .. import matching
from ..fonts.fonts import table
from ..matching import Term

SHOWING = frozenset(("Tj", "TJ", "'", '"'))

Decode = Callable[[bytes], str]


def silence(pdf: pikepdf.Pdf, terms: Sequence[Term]) -> int:
    """Takes the text out of every such stream that spells a term; gives how many there were."""
    wanted = [t for t in terms if t.text]
    seen: set[tuple[int, int]] = set()
    found = 0
    for thing in list(pdf.objects) if wanted else ():
        for stream, resources in _roots(thing):
            found += sum(_silenced(s, r, wanted) for s, r in _below(stream, resources, seen))
    return found


def _roots(thing: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(thing, Stream) and thing.get("/PatternType") == 1:
        yield thing, thing.get("/Resources")
    if not isinstance(thing, Dictionary) or isinstance(thing, Stream):
        return
    if isinstance(thing.get("/CharProcs"), Dictionary):
        yield from ((g, thing.get("/Resources")) for _, g in thing.CharProcs.items() if isinstance(g, Stream))
    mask = thing.get("/SMask")
    if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
        yield mask.G, mask.G.get("/Resources")


def _below(stream: Any, resources: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[Any, Any]]:
    """The stream and every form that it can paint."""
    if stream.objgen in seen:
        return
    seen.add(stream.objgen)
    yield stream, resources
    forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    for _, form in forms.items() if isinstance(forms, Dictionary) else ():
        if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
            yield from _below(form, form.get("/Resources", resources), seen)


def _silenced(stream: Any, resources: Any, terms: Sequence[Term]) -> bool:
    steps = pikepdf.parse_content_stream(stream)
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    text: list[str] = []
    decode: Decode = _latin
    for step in steps:
        operator, operands = str(step.operator), list(step.operands)
        if operator == "Tf" and operands:
            decode = _decoder(fonts.get(str(operands[0])) if isinstance(fonts, Dictionary) else None)
        elif operator in SHOWING and operands:
            parts = operands[-1] if isinstance(operands[-1], Array) else operands[-1:]
            text += [decode(bytes(part)) for part in parts if isinstance(part, pikepdf.String)]
    if not any(matching.occurs("".join(text), term) for term in terms):
        return False
    left = [step for step in steps if str(step.operator) not in SHOWING]
    stream.write(pikepdf.unparse_content_stream(left))
    return True


def _latin(raw: bytes) -> str:
    return raw.decode("cp1252", "replace")


def _decoder(font: Any) -> Decode:
    given = font.get("/ToUnicode") if isinstance(font, Dictionary) else None
    if not isinstance(given, Stream):
        return _latin
    known, size = table(given.read_bytes()), 2 if font.get("/Subtype") == Name.Type0 else 1
    return lambda raw: "".join(
        known.get(int.from_bytes(raw[i : i + size], "big"), "") for i in range(0, len(raw), size)
    )

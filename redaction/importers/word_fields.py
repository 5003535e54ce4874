"""Fields of a Word file (ISO/IEC 29500-1, 17.16): their code, the marks they are written with, and what they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .package import Element
from .wordml import local, value

_COUNTING = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})


@dataclass
class Field:
    """A field written as marks in the running text; ``parts`` are its marks and its code, ``texts`` what it shows."""

    code: str = ""
    parts: list[Element] = field(default_factory=list)
    texts: list[Element] = field(default_factory=list)
    separated: bool = False

    @property
    def counts(self) -> bool:
        """Whether a layout alone can fill it in."""
        return is_counting(self.code)


def is_counting(code: str) -> bool:
    """Whether the code is of a field for numbers of pages, that only a layout can fill in."""
    return (code.split() or [""])[0].upper() in _COUNTING


def each(root: Element) -> Iterator[Field]:
    """The fields that are closed, inner ones first."""
    open_: list[Field] = []
    for element in list(root.iter("{*}fldChar", "{*}instrText", "{*}t")):
        name, kind = local(element), value(element, "fldCharType")
        if kind == "begin":
            open_.append(Field())
        if not open_:
            continue
        now = open_[-1]
        if name == "t":
            now.texts.append(element)
        elif name == "instrText" and not now.separated:
            now.code += element.text or ""
        if name != "t":
            now.parts.append(element)
        now.separated = now.separated or kind == "separate"
        if kind == "end":
            yield open_.pop()


def counted(root: Element) -> str:
    """What the fields showed that every layout fills in anew."""
    said = ["".join(text.text or "" for text in found.texts) for found in each(root) if found.counts]
    for simple in root.iter("{*}fldSimple"):
        if is_counting(value(simple, "instr")):
            said += [element.text or "" for element in simple.iter("{*}t")]
    return " ".join(said)

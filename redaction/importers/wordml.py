"""The language of Word's parts (ISO/IEC 29500): what of it is text that a reader sees, and in what shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .package import Element, Package

W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_GONE = {
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "rPr",
    "pPr",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
}
_GAPS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BREAKS = {"p", "tc", "tr", "txbxContent"}
_OFF = {"0", "false", "off", "none"}


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def kid(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, then its child, and so on."""
    for name in path:
        element = next((child for child in element if local(child) == name), None) if element is not None else None
    return element


def value(element: Element | None, name: str = "val", otherwise: str = "") -> str:
    """An attribute in Word's namespace; ``otherwise`` where element or attribute is missing."""
    if element is None:
        return otherwise
    return next(
        (element.get(f"{{{space}}}{name}", "") for space in W if f"{{{space}}}{name}" in element.attrib), otherwise
    )


def is_on(element: Element | None) -> bool:
    """Whether a switch such as w:b or w:vanish is there and on."""
    return element is not None and value(element, otherwise="1") not in _OFF


@dataclass(frozen=True, slots=True)
class Styles:
    """What of the style sheet matters: which styles hide text, and which are headings of which level."""

    hiding: frozenset[str] = frozenset()
    headings: dict[str, int] = field(default_factory=dict)

    def hides(self, run: Element, paragraph_hides: bool = False) -> bool:
        """Whether a run is hidden text, by itself or by its style."""
        properties = kid(run, "rPr")
        own = kid(properties, "vanish")
        if own is not None:
            return is_on(own)
        return paragraph_hides or value(kid(properties, "rStyle")) in self.hiding

    def hides_paragraph(self, paragraph: Element) -> bool:
        """Whether the paragraph's style hides its text."""
        return value(kid(paragraph, "pPr", "pStyle")) in self.hiding


def styles(package: Package, part: str = "word/styles.xml") -> Styles:
    """Reads the style sheet; an empty one where there is none."""
    if part not in package.names:
        return Styles()
    hiding: set[str] = set()
    headings: dict[str, int] = {}
    for style in package.xml(part):
        name = value(style, "styleId")
        if local(style) != "style" or not name:
            continue
        if is_on(kid(style, "rPr", "vanish")):
            hiding.add(name)
        level = value(kid(style, "pPr", "outlineLvl"))
        if level.isdigit() and int(level) < 9:
            headings[name] = int(level) + 1
    return Styles(frozenset(hiding), headings)


def children(element: Element) -> Iterator[Element]:
    """The children that are shown: of alternatives the first choice alone, of changes the new state."""
    for child in element:
        name = local(child)
        if name == "AlternateContent":
            first = kid(child, "Choice")
            chosen = kid(child, "Fallback") if first is None else first
            if chosen is not None:
                yield from children(chosen)
        elif name and name not in _GONE:
            yield child


def visible(element: Element, known: Styles, hidden: bool = False) -> Iterator[str]:
    """The text a reader sees under the element, in pieces; paragraphs, cells and text boxes end with a line feed."""
    name = local(element)
    if name == "p":
        hidden = known.hides_paragraph(element)
    if name == "r" and known.hides(element, hidden):
        return
    if name == "t":
        yield element.text or ""
    elif name in _GAPS:
        yield _GAPS[name]
    if name == "txbxContent":
        yield "\n"
    for child in children(element):
        yield from visible(child, known, hidden)
    if name in _BREAKS:
        yield "\n"


def count(element: Element, name: str, where: Callable[[Element], bool] = lambda _: True) -> int:
    """How many elements of that name stand under the element."""
    return sum(where(found) for found in element.iter("{*}" + name))

"""Walking the objects of a PDF: keys, names and strings of each, and what can be reached from a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

Number = tuple[int, int]


def _bare(thing: Any) -> Any:
    return thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing


def children(thing: Any) -> list[Any]:
    """What stands in a dictionary, an array or a stream's dictionary."""
    thing = _bare(thing)
    if isinstance(thing, pikepdf.Dictionary):
        return [value for _, value in thing.items()]
    return list(thing) if isinstance(thing, pikepdf.Array) else []


def within(thing: Any) -> Iterator[Any]:
    """An object and all that is written inside it; what it points to comes by itself."""
    waiting = [thing]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(c for c in children(found) if not getattr(c, "is_indirect", False))


def keys(thing: Any) -> Iterator[str]:
    """Every dictionary key in an object."""
    for found in within(thing):
        bare = _bare(found)
        if isinstance(bare, pikepdf.Dictionary):
            yield from bare.keys()


def names(thing: Any) -> Iterator[str]:
    """Every name in an object, keys too."""
    yield from keys(thing)
    for found in within(thing):
        if isinstance(found, pikepdf.Name):
            yield str(found)


def strings(thing: Any) -> Iterator[str]:
    """Every string in an object, as text and as bytes."""
    for found in within(thing):
        if isinstance(found, pikepdf.String):
            yield str(found)
            yield bytes(found).decode("latin-1")


def reaching(pdf: pikepdf.Pdf, wanted: set[Number]) -> tuple[int, ...]:
    """The pages (from 0) from which one of the objects can be reached."""
    if not wanted:
        return ()
    return tuple(n for n, page in enumerate(pdf.pages) if _reaches(page.obj, wanted))


def _reaches(page: Any, wanted: set[Number]) -> bool:
    seen: set[Number] = set()
    waiting = [c for key, c in page.items() if key != "/Parent"]
    while waiting:
        thing = waiting.pop()
        if getattr(thing, "is_indirect", False):
            if thing.objgen in wanted:
                return True
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        waiting.extend(children(thing))
    return page.objgen in wanted

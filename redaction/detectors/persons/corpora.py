"""Texts with their names marked, from JSON lines {"text", "spans": [[start, end, category]]}."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from .office import Names

PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the places of the names in it, by place."""

    text: str
    names: tuple[tuple[int, int], ...]


def read_marked(path: Path) -> list[Marked]:
    """The texts of a file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Marked(row["text"], tuple(sorted((s[0], s[1]) for s in row["spans"] if s[2] == PERSON))) for row in rows]


def read_names(path: Path) -> Names:
    """Names and their bearers, parted by a tab; rare names are drawn more often than they are borne."""
    with path.open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return Names([name for name, _ in rows], [int(bearers) ** 0.55 for _, bearers in rows])


def varied(marked: Sequence[Marked], given: Names, surnames: Names, chance: Random) -> Iterator[Marked]:
    """Each text, and for some a second one with other names, in capitals, or with its names in lower case."""
    for text in marked:
        yield text
        draw = chance.random()
        if draw < 0.7 and text.names:
            yield _renamed(text, given, surnames, chance)
        elif draw < 0.77:
            upper = text.text.upper()
            if len(upper) == len(text.text):
                yield Marked(upper, text.names)
        elif draw < 0.81 and text.names:
            yield _lowered(text)


def _renamed(marked: Marked, given: Names, surnames: Names, chance: Random) -> Marked:
    pieces: list[str] = []
    names: list[tuple[int, int]] = []
    last = length = 0
    for start, end in marked.names:
        old = marked.text[start:end].split(" ")
        new = [
            given.draw(chance) if len(old) > 1 and i < len(old) - 1 else surnames.draw(chance) for i in range(len(old))
        ]
        if len(old) == 1 and chance.random() < 0.5:
            new = [given.draw(chance)]
        name = " ".join(new)
        before = marked.text[last:start]
        names.append((length + len(before), length + len(before) + len(name)))
        pieces += (before, name)
        length += len(before) + len(name)
        last = end
    return Marked("".join((*pieces, marked.text[last:])), tuple(names))


def _lowered(marked: Marked) -> Marked:
    text = marked.text
    for start, end in marked.names:
        text = text[:start] + text[start:end].lower() + text[end:]
    return Marked(text, marked.names) if len(text) == len(marked.text) else marked

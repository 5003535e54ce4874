"""Numbers in tables, told by the heading of their column: rows whose cells a tab, a semicolon or a bar parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import resources

from ..findings import Span
from .labelled import LABELLED, Labelled
from .patterns import words_of

_ROW = re.compile(r"^[^\n\t;|]*[\t;|][^\n]*", re.MULTILINE)
_LINE = re.compile(r"^[^\W\d_][^\n\t;|0-9]{3,90}$", re.MULTILINE)
_HEADING_WORDS = 4
"""A heading of more words than this is running text."""
_MOST_COLUMNS = 12

Columns = Mapping[int, tuple[Labelled, str]]
"""By the number of a cell from 0: what stands in the column, and its heading."""


class ColumnDetector:
    """Reads tables from their headings down, as long as the rows have as many cells."""

    name = "columns"

    def __init__(self, catalogue: Mapping[str, Any], kinds: Mapping[str, Labelled]) -> None:
        words = catalogue["words"]
        self.kinds = {w: kinds[row["name"]] for row in catalogue["labelled"] for w in words_of(row, "words", words)}

    def find(self, text: str) -> Iterator[Span]:
        """Every cell below a known heading that looks like what the heading says."""
        columns: Columns = {}
        width = last = 0
        for row in _ROW.finditer(text):
            cells = _cells(row)
            headings = self._headings(text, cells)
            if headings or len(cells) != width or row.start() != last + 1:
                columns, width = headings, len(cells)
            else:
                yield from _values(text, cells, columns)
            last = row.end()
        yield from self._parted_by_blanks(text)

    def _parted_by_blanks(self, text: str) -> Iterator[Span]:
        """The first cell of each row below a line of headings, where nothing but blanks parts the cells."""
        for line in _LINE.finditer(text):
            words = line[0].split()
            heading = words[0].strip(".:").casefold()
            kind = self.kinds.get(heading) if 1 < len(words) <= _MOST_COLUMNS and heading != words[0] else None
            if kind is None or not all(word[0].isupper() for word in words):
                continue
            start = line.end() + 1
            while value := kind.bare.match(text, start):
                span = kind.span(" " + value["value"], 0, heading)
                if span is None or span.end != len(value["value"]) + 1:
                    break
                evidence = tuple(replace(e, detector="columns") for e in span.evidence)
                yield replace(span, start=start, end=start + span.end - 1, evidence=evidence)
                start = text.find("\n", start) + 1
                if not start:
                    break

    def _headings(self, text: str, cells: list[tuple[int, int]]) -> Columns:
        """The columns that these cells head; none where a cell holds a number, as headings do not."""
        found: dict[int, tuple[Labelled, str]] = {}
        for i, (start, end) in enumerate(cells):
            heading = text[start:end].strip(" .:\"'").casefold()
            if heading.isdecimal() or len(heading.split()) > _HEADING_WORDS:
                return {}
            if heading in self.kinds:
                found[i] = self.kinds[heading], heading
        return found


def _cells(row: re.Match[str]) -> list[tuple[int, int]]:
    """Start and end of each cell; the first kind of separator in the row parts them all."""
    line = row[0]
    separator = next(c for c in line if c in "\t;|")
    cells: list[tuple[int, int]] = []
    start = row.start()
    for cell in line.split(separator):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return cells


def _values(text: str, cells: list[tuple[int, int]], columns: Columns) -> Iterator[Span]:
    for i, (kind, heading) in columns.items():
        start, end = cells[i]
        value = " " + text[start:end]
        span = kind.span(value, 0, heading)
        if span and not value[: span.start].strip() and not value[span.end :].strip(" \"'"):
            evidence = tuple(replace(e, detector="columns") for e in span.evidence)
            yield replace(span, start=span.start - 1 + start, end=span.end - 1 + start, evidence=evidence)


COLUMNS = ColumnDetector(resources.table("catalogues", "patterns.toml"), LABELLED.kinds)

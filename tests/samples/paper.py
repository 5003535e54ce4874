"""Pages for the sample PDFs, set by hand: lines, paragraphs, grids, a signature; no time or chance in the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf

A4 = pymupdf.paper_rect("a4")
A4_LANDSCAPE = pymupdf.paper_rect("a4-l")
Colour = tuple[float, float, float]
INK: Colour = (0.12, 0.12, 0.14)
BLUE_INK: Colour = (0.08, 0.16, 0.45)
GREY: Colour = (0.45, 0.47, 0.5)
TINT: Colour = (0.95, 0.96, 0.97)
HEAD: Colour = (0.9, 0.92, 0.93)
LEFT, RIGHT = 68.0, 527.0
"""Margins of an upright page, page space."""
FACES = {"plain": pymupdf.Font("helv"), "bold": pymupdf.Font("hebo")}
TIE = "~"
"""Stands for a blank where a line may not end."""


class Pen:
    """Writes on one page; ``y`` is the baseline of the next line, all in page space."""

    def __init__(self, page: pymupdf.Page, y: float = 88) -> None:
        self.page = page
        self.y = y
        for name, font in FACES.items():
            page.insert_font(fontname=name, fontbuffer=font.buffer)

    def text(self, x: float, y: float, words: str, size: float = 9, face: str = "plain", colour: Colour = INK) -> None:
        """Words from ``x`` rightwards."""
        self.page.insert_text((x, y), words.replace(TIE, " "), fontname=face, fontsize=size, color=colour)

    def text_left_of(self, x: float, y: float, words: str, size: float = 9, face: str = "plain") -> None:
        """Words that end at ``x``."""
        self.text(x - FACES[face].text_length(words, size), y, words, size, face)

    def line(self, words: str, size: float = 10.5, face: str = "plain", after: float = 0, right: bool = False) -> None:
        """One line at ``y``, then down; ``after`` is space below it."""
        (self.text_left_of if right else self.text)(RIGHT if right else LEFT, self.y, words, size, face)
        self.y += size * 1.42 + after

    def paragraph(self, words: str, size: float = 10.5, after: float = 8) -> None:
        """Lines broken between the margins."""
        for row in broken(words, RIGHT - LEFT, size):
            self.line(row, size)
        self.y += after

    def grid(self, widths: Sequence[float], rows: Sequence[Sequence[str]], rights: Sequence[int] = ()) -> None:
        """A table with rules; the first row is its head, ``rights`` are columns set to the right."""
        top, height = self.y - 10, 19.0
        edges = [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
        self.page.draw_rect(pymupdf.Rect(edges[0], top, edges[-1], top + height), color=None, fill=HEAD)
        for place in range(len(rows) + 1):
            level = top + place * height
            self.page.draw_line((edges[0], level), (edges[-1], level), color=GREY, width=0.6)
        for edge in edges:
            self.page.draw_line((edge, top), (edge, top + len(rows) * height), color=GREY, width=0.6)
        for place, row in enumerate(rows):
            for column, words in enumerate(row):
                face = "plain" if place and not words.startswith("Summa") else "bold"
                base = top + place * height + 13
                if column in rights:
                    self.text_left_of(edges[column + 1] - 6, base, words, 9.5, face)
                else:
                    self.text(edges[column] + 6, base, words, 9.5, face)
        self.y = top + len(rows) * height + 26


def broken(words: str, width: float, size: float, face: str = "plain") -> list[str]:
    """The words in lines no wider than ``width``."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and FACES[face].text_length(longer.replace(TIE, " "), size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


_STROKES = {
    "granberg": (
        (0, 4), (5, -22), (12, -30), (15, -20), (8, -6), (14, 2), (22, -6), (27, -11), (24, -2), (30, -3), (35, -11),
        (37, -2), (43, -10), (45, -2), (52, -9), (49, -2), (56, -3), (60, -26), (64, -34), (62, -14), (60, 8), (54, 14),
        (58, 4), (72, -7), (76, -11), (76, -2), (84, -9), (86, -2), (95, -26), (93, -4), (100, -6), (106, -3),
        (118, -8), (132, -4), (150, -14),
    ),
    "lindahl": (
        (0, -24), (10, -32), (32, -31), (20, -29), (14, -8), (10, 2), (4, 0), (16, -6), (24, -10), (21, -2), (28, -4),
        (34, -11), (38, -2), (44, -10), (50, -30), (56, -36), (52, -10), (50, 3), (62, -2), (70, -10), (68, -2),
        (76, -9), (78, -2), (86, -30), (84, -3), (92, -10), (96, -2), (104, -32), (103, -4), (116, -6), (136, -12),
    ),
}  # fmt: skip
"""Points of two signatures, in page space from where they begin."""


def sign(page: pymupdf.Page, x: float, y: float, hand: str) -> pymupdf.Rect:
    """Draws a signature in ink through its points (Catmull-Rom); returns the rectangle around it, page space."""
    points = [pymupdf.Point(x + a, y + b) for a, b in _STROKES[hand]]
    shape = page.new_shape()
    for i in range(len(points) - 1):
        before, a, b, beyond = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, len(points) - 1)]
        shape.draw_bezier(a, a + (b - before) / 6, b - (beyond - a) / 6, b)
    shape.finish(color=BLUE_INK, width=1.25, closePath=False, lineCap=1, lineJoin=1)
    shape.commit()
    xs, ys = [p.x for p in points], [p.y for p in points]
    return pymupdf.Rect(min(xs) - 6, min(ys) - 6, max(xs) + 6, max(ys) + 6)


def save(document: pymupdf.Document, path: Path, title: str, author: str, made: str) -> None:
    """Writes the document so that two runs give the same bytes; ``made`` is a PDF date (D:2026...)."""
    document.set_metadata(
        {"title": title, "author": author, "creator": "Utlämna, demo case", "creationDate": made, "modDate": made}
    )
    document.subset_fonts()
    document.save(path, garbage=4, deflate=True, no_new_id=True)
    document.close()

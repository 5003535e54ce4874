"""A long office document as an ordinary generator writes it: dense Swedish text in three embedded, subset fonts."""

from __future__ import annotations

import random
from pathlib import Path

import pymupdf

import resources
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark

NAMES = (
    "Astrid Provsson", "Bertil Testberg", "Cecilia Exempelgren", "David Mallström", "Elsa Övningsdal",
    "Folke Ängprov", "Greta Påhittsson", "Harald Fiktivius", "Ingrid Låtsasson", "Johan Skrivberg",
)  # fmt: skip
"""Names that nobody bears; the ten stand on every page, once each."""

TEXT = (
    "ärendet gäller ett avbrott i fjärrvärmen som pågick under två dygn enligt uppgift från driftcentralen "
    "berodde felet på en läcka ventil byttes samma natt handläggaren har gått igenom mätvärdena för perioden och "
    "ser ingen avvikelse bolaget beslutade att ersätta de kunder varit utan värme mer än tolv timmar sträck frågan "
    "om ersättning följdskador prövas sig när underlaget försäkringsbolaget kommit in anteckningen fördes till akten"
)
WORDS = TEXT.split()
FONTS = {"plain": "LiberationSans-Regular", "bold": "LiberationSans-Bold", "mono": "LiberationMono-Regular"}
PAGE = pymupdf.Rect(0, 0, 595, 842)
LEFT, TOP, LEADING, SIZE, LINES, LETTERS = 62.0, 100.0, 14.4, 10.5, 48, 92


def make(target: Path, pages: int) -> tuple[PlannedMark, ...]:
    """Writes the document; gives ten marks a page, one over each name."""
    fonts = {key: pymupdf.Font(fontfile=str(resources.path("look", "fonts", f"{FONTS[key]}.ttf"))) for key in FONTS}
    marks: list[PlannedMark] = []
    with pymupdf.open() as document:
        for number in range(pages):
            page = document.new_page(width=PAGE.width, height=PAGE.height)
            for rect, name in _filled(page, number, fonts):
                marks.append(PlannedMark(len(marks) + 1, number, (rect,), MarkKind.TEXT, spoken="Maskerat", text=name))
        document.subset_fonts()
        document.save(target, garbage=3, deflate=True)
    return tuple(marks)


def _filled(page: pymupdf.Page, number: int, fonts: dict[str, pymupdf.Font]) -> list[tuple[Rect, str]]:
    """Writes one page: a heading, forty-eight lines of which every fifth names somebody, a footer."""
    writer = pymupdf.TextWriter(PAGE)
    writer.append((LEFT, 70), f"{number + 1} Tjänsteanteckning i ärende", fonts["bold"], 14)
    writer.append((LEFT + 300, 70), f"Dnr 2026-{number + 1:05d}", fonts["mono"], SIZE)
    found: list[tuple[Rect, str]] = []
    chance = random.Random(number)
    for line in range(LINES):
        y, text = TOP + line * LEADING, _sentence(chance)
        if line % 5 or line // 5 >= len(NAMES):
            writer.append((LEFT, y), text, fonts["plain"], SIZE)
            continue
        name, before = NAMES[line // 5], f"{text[:15]} "
        x0 = LEFT + fonts["plain"].text_length(before, SIZE)
        x1 = x0 + fonts["plain"].text_length(name, SIZE)
        writer.append((LEFT, y), f"{before}{name} {text[50:]}", fonts["plain"], SIZE)
        found.append((Rect(x0, y - 0.75 * SIZE, x1, y + 0.22 * SIZE), name))
    writer.append((LEFT, 815), f"Sida {number + 1}", fonts["mono"], 8)
    writer.write_text(page)
    return found


def _sentence(chance: random.Random) -> str:
    """Words in no order, as many as fit on a line."""
    text = ""
    while len(text) < LETTERS:
        text += chance.choice(WORDS) + " "
    return text[:LETTERS].capitalize()

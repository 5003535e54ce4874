"""Scanned pages made from Swedish text in many ways, and how much of them the reading of pictures gets back.

The texts are the sample case's; the personal numbers are those that authorities publish for tests. Each way spoils the
same 200 dpi pages alike every time.
"""

from __future__ import annotations

import io
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops, ImageFilter

import resources
from redaction import text_layer, words_file, write
from redaction.content import Document, paragraph
from redaction.detectors import detect_page
from redaction.detectors.allow import AllowList
from redaction.detectors.terms import TermList
from tests.bench.figure import Figure, folder

DOTS = 200
MADE_AT = "2026-01-01T00:00:00Z"
RECALL, SECONDS = 0.97, 5.0
"""The share of words and the CPU seconds a page that are wanted."""
NUMBERS = ("19810107-9294", "900602-2397", "191212121212", "9610202385", "20000105-2380", "791110-9291")
_WORD = re.compile(r"\w+(?:[-:./@]\w+)*")

Way = Callable[[Image.Image], Image.Image]


def skewed(degrees: float) -> Way:
    """Laid crooked on the glass; positive turns the page to the left."""
    return lambda page: page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def blurred(radius: float) -> Way:
    """Out of focus."""
    return lambda page: page.filter(ImageFilter.GaussianBlur(radius))


def noisy(spread: int) -> Way:
    """Grain of the sensor and the paper."""

    def spoil(page: Image.Image) -> Image.Image:
        grain = Image.frombytes("L", page.size, random.Random(1).randbytes(page.width * page.height))
        return Image.blend(page, grain, spread / 255)

    return spoil


def pressed(quality: int) -> Way:
    """Through JPEG."""

    def spoil(page: Image.Image) -> Image.Image:
        kept = io.BytesIO()
        page.save(kept, "JPEG", quality=quality)
        return Image.open(kept).convert("L")

    return spoil


def shaded(darkest: int) -> Way:
    """Light that falls off to one corner, as over a photographed page."""

    def spoil(page: Image.Image) -> Image.Image:
        slope = Image.linear_gradient("L").rotate(45).crop((40, 40, 216, 216)).resize(page.size)
        return ImageChops.multiply(page, slope.point(lambda value: darkest + value * (255 - darkest) // 255))

    return spoil


def faxed(page: Image.Image) -> Image.Image:
    """Black and white with specks, as from a fax."""
    dots, page = random.Random(2), page.point(lambda value: 255 if value > 150 else 0)
    for _speck in range(page.width * page.height // 900):
        page.putpixel((dots.randrange(page.width), dots.randrange(page.height)), dots.choice((0, 255)))
    return page


def turned(degrees: int) -> Way:
    """Fed the wrong way."""
    return lambda page: page.rotate(degrees, expand=True)


def in_turn(*ways: Way) -> Way:
    """One after the other."""

    def spoil(page: Image.Image) -> Image.Image:
        for way in ways:
            page = way(page)
        return page

    return spoil


WAYS: dict[str, Way] = {
    "clean": in_turn(),
    "blur": blurred(1.2),
    "noise": noisy(70),
    "skew +3": skewed(3),
    "skew -3": skewed(-3),
    "skew +1.5": skewed(1.5),
    "jpeg 20": pressed(20),
    "uneven light": shaded(90),
    "fax": faxed,
    "fax, skew +3": in_turn(skewed(3), faxed),
    "coarse": in_turn(lambda page: page.resize((page.width // 2, page.height // 2)).resize(page.size), noisy(30)),
    "worn": in_turn(skewed(-2), blurred(0.8), noisy(45), pressed(40)),
    "worn, dim": in_turn(skewed(2.5), shaded(110), noisy(40), blurred(0.7)),
    "turned 90": turned(90),
    "turned 180": turned(180),
    "turned 270": turned(270),
    "turned 90, worn": in_turn(skewed(2), noisy(40), pressed(40), turned(90)),
}


@dataclass(frozen=True, slots=True)
class Read:
    """What came back of a page: its words of how many, numbers of how many, wrongly placed words, CPU seconds."""

    way: str
    words: int
    of: int
    numbers: int
    wanted: int
    seconds: float

    @property
    def recall(self) -> float:
        """The share of the words."""
        return self.words / self.of


def pages() -> tuple[tuple[str, ...], ...]:
    """The lines of two pages, with personal numbers in running text and in a list."""
    note = resources.text("samples", "tjansteanteckning.txt").splitlines()
    with pymupdf.open(resources.path("samples", "klagomal-1.pdf")) as letter:
        said = str(letter[0].get_text("text")).splitlines()
    listed = tuple(f"{place}. Kund {number}, anläggning 7359990000000{place}, avbrott {place} tim" for place, number in
                   enumerate(NUMBERS, 10))  # fmt: skip
    return tuple((*listed, *(line for line in lines if line.strip())) for lines in (note, said))


def drawn(lines: tuple[str, ...], place: Path, mono: bool = False) -> tuple[Image.Image, str]:
    """A page as it comes from the glass before anything spoils it, and its text; ``mono``: as from a typewriter."""
    blocks = tuple(replace(paragraph(line), mono=mono) for line in lines)
    said = Document("", blocks, page_word="", show_title=False)
    write.working(said, place, MADE_AT, write.silent)
    with pymupdf.open(place) as document:
        pixels = document[0].get_pixmap(dpi=DOTS, colorspace=pymupdf.csGRAY)
        return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples), str(document[0].get_text("text"))


def read(picture: Image.Image, wanted: str, way: str, place: Path) -> Read:
    """Reads a picture as the only thing on a page, as a document that comes in."""
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    with pymupdf.open() as made:
        page = made.new_page(width=picture.width * 72 / DOTS, height=picture.height * 72 / DOTS)
        page.insert_image(page.rect, stream=kept.getvalue())
        made.save(place / "scan.pdf")
    before = time.process_time()
    text_layer.keep(place / "scan.pdf", 1, place / "words", pictures=True)
    spent = time.process_time() - before
    found = words_file.load(place / "words", 0)
    there, seen = words_of(wanted), words_of(found.text)
    numbers = {plain(f.text) for f in detect_page(found, TermList(()), AllowList()) if f.category == "PERSONNUMMER"}
    asked = {plain(number) for number in NUMBERS if number in wanted}
    return Read(way, (there & seen).total(), there.total(), len(asked & numbers), len(asked), spent)


def plain(number: str) -> str:
    """The last ten digits."""
    return re.sub(r"\D", "", number)[-10:]


def words_of(text: str) -> Counter[str]:
    """The words and numbers of a text."""
    return Counter(_WORD.findall(text))


def measure(ways: Iterable[str] = WAYS) -> Iterator[Read]:
    """Every page spoilt in every way, and read."""
    with folder() as place:
        one, other = pages()
        sheets = ((one, False), (other, False), (other, True))
        clean = [drawn(lines, place / "text.pdf", mono) for lines, mono in sheets]
        for way in ways:
            for picture, text in clean:
                yield read(WAYS[way](picture), text, way, place)


def scans() -> tuple[Figure, ...]:
    """A figure for each way: the words lost in 100, and the CPU seconds of the slowest page."""
    figures = []
    by_way: dict[str, list[Read]] = {}
    for one in measure():
        by_way.setdefault(one.way, []).append(one)
    for way, found in by_way.items():
        lost = 100 * (1 - sum(r.words for r in found) / sum(r.of for r in found))
        numbers = f"numbers {sum(r.numbers for r in found)} of {sum(r.wanted for r in found)}"
        note = f"{numbers}, {max(r.seconds for r in found):.1f} CPU s"
        figures.append(Figure(f"scan {way}", lost, 0, 100 * (1 - RECALL), "words lost", "%", note))
    return tuple(figures)

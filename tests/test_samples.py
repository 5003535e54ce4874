"""The demo case: made anew it says the same, and its two gold lists agree with its documents and the law."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from resources import path, table

SAMPLES = path("samples")
CASE = table("samples", "case.toml")
GOLD = table("samples", "gold.toml")
FILES = [document["file"] for document in CASE["document"]]
MASKED: list[dict[str, Any]] = GOLD["must_mask"]
KEPT: list[dict[str, Any]] = GOLD["must_stay"]
PROVISIONS = {p["id"]: p for p in table("catalogues", "provisions.toml")["provision"]}
CATEGORIES = {c["code"] for c in table("catalogues", "categories.toml")["category"]}
ASSESSMENT = table("catalogues", "assessment.toml")
SCAN = "offert-skannad.pdf"
TEST_NUMBERS = {"19810107-9294", "19791110-9291", "19900602-2397", "900163-2398"}


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case made anew, in a process of its own because it needs PyMuPDF."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run(
        [sys.executable, "-m", "tests.samples", str(folder)], check=True, cwd=path().parent, capture_output=True
    )
    return folder


def squeezed(text: str) -> str:
    """Text with every run of white space as one blank."""
    return " ".join(text.split())


def words_of(file: Path) -> str:
    """What a reader of the file sees, page by page, white space evened out; of DOCX every part with text in it."""
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as pdf:
            return squeezed(" ".join(page.get_textpage().get_text_range() for page in pdf))
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            names = [n for n in sorted(parts.namelist()) if n.startswith("word/") and n.endswith(".xml")]
            paragraphs = " ".join(parts.read(n).decode("utf-8") for n in names).replace("</w:p>", " ")
        return squeezed(re.sub(r"<[^>]*>", "", paragraphs))
    return squeezed(file.read_text(encoding="utf-8"))


@cache
def said(name: str) -> str:
    """The words of a committed document."""
    return words_of(SAMPLES / name)


def picture(file: Path) -> Image.Image:
    """The first page in grey, one pixel to the point."""
    with pypdfium2.PdfDocument(file) as pdf:
        image = pdf[0].render().to_pil()
    return image.convert("L")


@pytest.mark.parametrize("name", FILES)
def test_documents_say_the_same_when_made_anew(remade: Path, name: str) -> None:
    """The committed documents are those that the script makes: same words, and the same picture of the first page."""
    assert words_of(remade / name) == said(name)
    if name.endswith(".pdf"):
        difference = ImageChops.difference(picture(remade / name), picture(SAMPLES / name))
        assert ImageStat.Stat(difference).mean[0] < 1


@pytest.mark.parametrize("name", ["case.toml", "gold.toml"])
def test_tables_are_the_same_when_made_anew(remade: Path, name: str) -> None:
    """Case and gold lists are made from the same people as the documents; nobody has edited them by hand."""
    assert tomllib.loads((remade / name).read_text(encoding="utf-8")) == table("samples", name)


def test_kinds_of_document() -> None:
    """The case holds a letter, a long table, minutes, a text file and a scan without a word of text."""
    assert {Path(f).suffix for f in FILES} == {".pdf", ".docx", ".txt"}
    with pypdfium2.PdfDocument(SAMPLES / "avbrottslista.pdf") as pdf:
        assert len(pdf) >= 2
    assert len([t for t in MASKED if t["document"] == "avbrottslista.pdf" and t["category"] == "PERSON"]) >= 40
    assert said(SCAN) == ""


@pytest.mark.parametrize("entry", [pytest.param(m, id=f"{m['document']}-{i}") for i, m in enumerate(MASKED)])
def test_what_must_be_masked_is_there_and_has_a_ground(entry: dict[str, Any]) -> None:
    """Each entry stands in its document (or has an area), with a live provision, a category and a why that names it."""
    provision = PROVISIONS[entry["provision"]]
    assert provision["kind"] == "secrecy"
    assert not provision["retired"]
    assert entry["category"] in CATEGORIES
    assert entry["why"].startswith(entry["provision"].removeprefix("OSL ").split()[0])
    assert "rect" in entry or entry["text"] in said(entry["document"])


@pytest.mark.parametrize("entry", [pytest.param(k, id=f"{k['document']}-{i}") for i, k in enumerate(KEPT)])
def test_what_must_stay_is_there_and_apart(entry: dict[str, Any]) -> None:
    """Each entry stands in its document, has a why, and neither holds nor lies in anything that must be masked."""
    assert entry["why"]
    if "rect" in entry:
        areas = [m["rect"] for m in (*MASKED, *CASE["mark"]) if "rect" in m and m["document"] == entry["document"]]
        assert not any(overlap(entry["rect"], area) for area in areas)
        return
    assert entry["text"] in said(entry["document"])
    bare = entry["text"].replace(" ", "")
    assert not any(bare in m or m in bare for m in (t["text"].replace(" ", "") for t in MASKED if "text" in t))


def overlap(one: list[float], other: list[float]) -> bool:
    """Whether two rectangles share a point."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def test_masked_words_stand_nowhere_else() -> None:
    """What must be masked is in no wording, title, name of a file, reason or answer that could carry it out."""
    spoken = {key: CASE[key] for key in ("request", "person", "document", "allow", "assessment")}
    words = squeezed(repr(spoken))
    assert [m["text"] for m in MASKED if m.get("text", "\0") in words] == []


def test_masked_word_is_masked_in_every_document() -> None:
    """A word that must be masked in one document is named in the list for each document where it stands."""
    named = {(m["document"], m["text"]) for m in MASKED if "text" in m}
    standing = {(name, text) for _, text in named for name in FILES if text in said(name)}
    assert standing <= named


def test_clerk_covers_the_gold_list() -> None:
    """Every uppgift of the first list is reached by a term, a mark, or the rule for the detectors' proposals."""
    terms = {t["text"]: t["provision"] for t in CASE["term"]}
    marks = {m["text"]: m["provision"] for m in CASE["mark"] if "text" in m}
    for entry in (m for m in MASKED if "rect" not in m):
        ground = terms.get(entry["text"]) or marks.get(entry["text"]) or accepted(entry)
        assert ground == entry["provision"]
    areas = [m for m in CASE["mark"] if m["kind"] == "area"]
    for entry in (m for m in MASKED if "rect" in m):
        assert any(a["document"] == entry["document"] and inside(entry["rect"], a["rect"]) for a in areas)


def accepted(entry: dict[str, Any]) -> str | None:
    """The ground that the case gives a proposal, as README.md tells it: first fit decides."""
    for rule in CASE["accept"]:
        here = rule.get("document", entry["document"]) == entry["document"]
        same = rule.get("text", entry["text"]) == entry["text"]
        if here and same and entry["category"] in rule.get("categories", [entry["category"]]):
            return str(rule["provision"])
    return None


def inside(one: list[float], other: list[float]) -> bool:
    """Whether the first rectangle lies in the second."""
    return one[0] >= other[0] and one[1] >= other[1] and one[2] <= other[2] and one[3] <= other[3]


def test_every_mark_has_an_assessment_that_answers() -> None:
    """Each provision used in a document has one assessment, with an answer for each question and known factors."""
    used = {(m["document"], m["provision"]) for m in MASKED}
    written = [(d, a["provision"]) for a in CASE["assessment"] for d in a["documents"]]
    sides = {f["code"]: f["side"] for f in ASSESSMENT["factor"]}
    assert sorted(written) == sorted(used)
    for one in CASE["assessment"]:
        assert len(one["answers"]) == len(PROVISIONS[one["provision"]]["questions"])
        assert {sides[f] for f in one["factors_for"]} == {"for"}
        assert {sides[f] for f in one["factors_against"]} == {"against"}
        assert one["group"] in {g["code"] for g in ASSESSMENT["group"]}
        assert one["applies"]
        assert one["harm"]
        assert one["outcome"] == "mask"


def test_no_reason_is_a_common_mistake() -> None:
    """The case gives no reason of the kind that the program warns for."""
    phrases = [p for m in table("catalogues", "provisions.toml")["mistake"] for p in m["phrases"]]
    words = squeezed(repr([CASE["assessment"], CASE["allow"], GOLD])).lower()
    assert [p for p in phrases if re.search(rf"\b{re.escape(p)}\b", words)] == []


def test_hidden_places_hold_a_masked_name() -> None:
    """The letter and the minutes hold a customer's name where no reader looks: the demo proves more than the page."""
    name = "Lovisa Granberg"
    with pikepdf.open(SAMPLES / "klagomal-1.pdf") as pdf, pdf.open_outline() as outline:
        assert name in str(pdf.docinfo["/Title"])
        assert name in pdf.Root.Metadata.read_bytes().decode("utf-8")
        assert name in outline.root[0].title
        notes = [str(a.get("/Contents", "")) for a in pdf.pages[0].Annots]
        assert any(name in note for note in notes)
    with zipfile.ZipFile(SAMPLES / "protokoll-kundrad.docx") as parts:
        assert name in parts.read("word/comments.xml").decode("utf-8")


def test_numbers_are_reserved_ones() -> None:
    """Personal numbers are published test numbers, telephones lie in the reserved series, mail ends in example.se."""
    everything = " ".join([*map(said, FILES), squeezed(repr(CASE)), squeezed(repr(GOLD))])
    own = {"559999-9009"}
    assert set(re.findall(r"\b(?:\d{2})?\d{6}-\d{4}\b", everything)) - own == TEST_NUMBERS
    phones = re.findall(r"\b0\d{1,3}-\d{2,3} ?\d\d ?\d\d\b", everything)
    assert phones
    assert all(re.fullmatch(r"070-174 06 \d\d", p) and int(p[-2:]) >= 5 for p in phones)
    assert all(mail.endswith("example.se") for mail in re.findall(r"\S+@[\w.]+\w", everything))


def test_areas_on_the_scan_have_ink() -> None:
    """Each area of the scan, masked or kept, lies on dark strokes, so that the list speaks of what is printed."""
    page = picture(SAMPLES / SCAN)
    for entry in (e for e in (*MASKED, *KEPT) if e["document"] == SCAN):
        x0, y0, x1, y1 = (round(v) for v in entry["rect"])
        low, _ = page.crop((x0, y0, x1, y1)).getextrema()
        assert isinstance(low, int | float)
        assert low < 120

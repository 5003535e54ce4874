"""The frame of the detectors: offsets, the allow-list, pages, catalogues, and text of any kind."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from redaction.detectors import DETECTORS, AllowList, Term, detect, detect_page
from redaction.detectors.categories import CATEGORIES
from redaction.detectors.patterns import read_patterns
from redaction.geometry import PageBox, Rect
from redaction.words import PageText, Word
from resources import BadCatalogue

JAMTKRAFT = AllowList.of(resources.table("profiles", "jamtkraft.toml"))
FJALLVIK = AllowList.of(resources.table("profiles", "fjallvik.toml"))


def reasons(text: str, allow: AllowList) -> dict[str, str]:
    """Each thing found, as written, and why it is not proposed ("" where it is)."""
    found = detect(text, allow=allow)
    assert all(span.proposed == (not span.why_not) for span in found)
    return {text[s.start : s.end]: s.why_not for s in found}


def page_of(*lines: str) -> PageText:
    """A page with these lines; each character is 10 wide and each line 20 high."""
    words: list[Word] = []
    offset = 0
    for number, line in enumerate(lines):
        x = 0
        for part in line.split(" "):
            edges = tuple(10.0 * (x + i) for i in range(len(part) + 1))
            rect = Rect(edges[0], 20.0 * number, edges[-1], 20.0 * number + 12)
            words.append(Word(part, rect, offset + x, edges, number))
            x += len(part) + 1
        offset += len(line) + 1
    return PageText(3, PageBox(600, 800), "\n".join(lines), tuple(words))


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr 556001-6064",  # (N1)
        "org nr 5560016064",
        "16556001-6064",
        "SE556001606401",
        "SE 556001-6064 01",
        "556001\u20136064",
        "Växel 063-14 93 00",
        "+46 63 14 93 00",
        "+46 (0)63-149300",
        "063\u20111493 00",
        "info@jamtkraft.se",
        "INFO@Jamtkraft.SE",
        "Box 394, 831 25 Östersund",
        "Box 394\n831 25 ÖSTERSUND",
        "Box 394, SE-831 25 Östersund",
        "Kyrkgatan 21\r\n831\u00a050  O\u0308stersund",
    ],
)
def test_the_organisations_own_values_are_left_readable(text: str) -> None:
    """They are found however written, and not proposed, with the reason."""
    assert set(reasons(text, JAMTKRAFT).values()) == {"allow-list"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kyrkgatan 23, 831 50 Östersund", "Kyrkgatan 23|831 50 Östersund"),
        ("070-174 06 05", "070-174 06 05"),
        ("anna@example.se", "anna@example.se"),
        ("anna@jamtkraft.se.example.se", "anna@jamtkraft.se.example.se"),
        ("anna@ejjamtkraft.se", "anna@ejjamtkraft.se"),
        ("900602-2397", "900602-2397"),
    ],
)
def test_what_is_not_the_organisations_own_is_proposed(text: str, value: str) -> None:
    """A neighbour's address or a like-sounding domain is not excused."""
    assert reasons(text, JAMTKRAFT) == dict.fromkeys(value.split("|"), "")


def test_addresses_in_the_own_domain_are_those_of_people_in_duty() -> None:
    """Also in a domain below it."""
    text = "anna.berg@fjallvik.example.se, drift@nat.fjallvik.example.se, anna@example.se"
    assert list(reasons(text, FJALLVIK).values()) == ["in-duty", "in-duty", ""]


def test_the_two_profiles_differ() -> None:
    """One organisation's number is another's mere public number."""
    assert reasons("556001-6064", FJALLVIK) == {"556001-6064": "not-personal"}


def test_a_listed_term_wins_over_the_allow_list() -> None:
    """What the clerk lists is proposed although it is the organisation's own."""
    (span,) = detect("Ring 063-14 93 00", [Term("063-14 93 00", "PHONE")], JAMTKRAFT)
    assert span.proposed
    assert span.evidence[0].detector == "terms"


def test_a_term_inside_a_longer_finding_does_not_cut_it() -> None:
    """The whole address stays one finding, so that no part of it is left in sight."""
    text = "anna.berg@example.se"
    (span,) = detect(text, [Term("Anna")])
    assert (span.start, span.end, span.category) == (0, len(text), "EMAIL")


def test_a_finding_has_its_rectangles_on_the_page() -> None:
    """A number broken over two lines is one finding with two rectangles."""
    page = page_of("Personnummer 900602-", "2397 Fjällvik", "anna@example.se")
    number, mail = (found for found in detect_page(page) if found.category != "PERSON")
    assert (number.page, number.text, number.category) == (3, "900602-\n2397", "PERSONNUMMER")
    assert number.rects == (Rect(130, 0, 200, 12), Rect(0, 20, 40, 32))
    assert mail.rects == (Rect(0, 40, 150, 52),)
    assert page.text[mail.start : mail.end] == mail.text


def test_a_page_takes_terms_and_the_allow_list() -> None:
    """They hold on a page as in plain text."""
    own, term = detect_page(page_of("556001-6064 Anna Berg"), [Term("anna berg", provision="OSL 21:1")], JAMTKRAFT)
    assert (own.why_not, term.text, term.evidence[0].context) == ("allow-list", "Anna Berg", "OSL 21:1")


def test_every_category_that_is_found_is_in_the_catalogue() -> None:
    """Codes of rows and of the catalogue are the same."""
    assert {row["category"] for row in resources.table("catalogues", "patterns.toml")["pattern"]} <= set(CATEGORIES)
    assert len({d.name for d in DETECTORS}) == len(DETECTORS)


GOOD_ROW = {"name": "x", "category": "IP", "shape": "s", "validator": "accepted", "score": 0.5, "labelled": 0.5}


@pytest.mark.parametrize(
    "change",
    [{"category": "NONE"}, {"shape": "none"}, {"validator": "none"}, {"labels": ["none"]}],
    ids=["category", "shape", "validator", "words"],
)
def test_a_bad_row_is_named(change: dict[str, object]) -> None:
    """A row that names something unknown is told with file, number and name."""
    catalogue = {"shape": {"s": "(?P<value>x)"}, "words": {}, "pattern": [GOOD_ROW, GOOD_ROW | change]}
    with pytest.raises(BadCatalogue, match=r"rows\.toml: pattern 2 \(x\): '(?:NONE|none)'"):
        read_patterns(catalogue, "rows.toml")


def test_a_bad_expression_is_named() -> None:
    """A shape that is no regular expression is told with file and name."""
    with pytest.raises(BadCatalogue, match=r"rows\.toml: shape s: "):
        read_patterns({"shape": {"s": "("}, "words": {}, "pattern": [GOOD_ROW]}, "rows.toml")


def test_numbering_plans_load_with_the_first_number() -> None:
    """Importing the detectors does not load them, so that a start without phones stays quick."""
    code = "import sys, redaction.detectors; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PIECES = st.sampled_from(
    [
        "900602-2397",
        "556001-6064",
        "070-174 06 05",
        "a@example.se",
        "SE-831 31 Öst",
        "Anna Berg",
        "-",
        "\n",
        " ",
        "\u00ad",
        "\u200b",
        "o\u0308",
        "ß",
        "\u0130",
        "\x00",
        "\ud800",
        "\U0001f600",
        "\u202e",
        "0",
        "+46",
        "@",
        "(",
        "pnr ",
        "å",
        "\t",
        "\u0663",
        "s",
    ]
)
ANY_TEXT = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ANY_TEXT)
def test_any_text_gives_spans_that_lie_in_it(text: str) -> None:
    """No text raises; spans are ordered, do not overlap, hold something and name a known category."""
    spans = detect(text, [Term("Anna Berg"), Term("öst"), Term("-"), Term("ß", inside_words=True)], JAMTKRAFT)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(span.start < span.end and 0 < span.score <= 1 and span.category in CATEGORIES for span in spans)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=12), st.text(max_size=12))
def test_offsets_are_those_of_the_original(before: str, after: str) -> None:
    """Whatever stands around a number, the slice of the original is the number as written."""
    text = f"{before} \n\n900602\u20132397\n\n {after}"
    assert "900602\u20132397" in [text[s.start : s.end] for s in detect(text)]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "0",
        "@",
        "900602-",
        "+",
        "a@",
        "07",
        "- ",
        "\n",
        "( ",
        "0 ",
        "SE",
        "x\u00ad",
        "831 31 ",
        "Aa-",
        "Aa ",
        "A",
        "1:1 ",
        "AB12 ",
        "0A:",
        "1.",
        "kundnr ",
        "å",
    ],
)
def test_a_line_without_end_ends(piece: str) -> None:
    """A line of 100,000 characters of any kind is read through; a slow pattern would never come back."""
    detect(piece * (100_000 // len(piece)), [Term("Anna")], JAMTKRAFT)

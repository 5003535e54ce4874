"""Listed words are found however they are written, and nothing else is."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.detectors.plain import folded, plain
from redaction.detectors.terms import Term, TermList, term_list


def found(text: str, *terms: Term | str) -> list[str]:
    """What the terms find, as written."""
    listed = TermList(term if isinstance(term, Term) else Term(term) for term in terms)
    return [text[s.start : s.end] for s in listed.find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anna Sjöberg ringde", "Anna Sjöberg"),
        ("ANNA SJÖBERG", "ANNA SJÖBERG"),
        ("anna sjöberg", "anna sjöberg"),
        ("Anna Sjo\u0308berg", "Anna Sjo\u0308berg"),
        ("Anna\u00a0Sjöberg", "Anna\u00a0Sjöberg"),
        ("Anna\nSjöberg", "Anna\nSjöberg"),
        ("Anna \r\n  Sjöberg", "Anna \r\n  Sjöberg"),
        ("Anna\tSjöberg", "Anna\tSjöberg"),
        ("Anna Sjö\u00adberg", "Anna Sjö\u00adberg"),
        ("Anna Sjö\u00ad\nberg", "Anna Sjö\u00ad\nberg"),
        ("Anna Sjö-\nberg", "Anna Sjö-\nberg"),
        ("Anna Sjö\u2010 \n berg", "Anna Sjö\u2010 \n berg"),
        ("Anna\u200b Sjöberg", "Anna\u200b Sjöberg"),
        ("Anna Sjöbergs mätare", "Anna Sjöbergs"),
        ("Anna Sjöberg's", "Anna Sjöberg's"),
        ("(Anna Sjöberg)", "Anna Sjöberg"),
        ("anna_Anna Sjöberg_1", "Anna Sjöberg"),
    ],
)
def test_a_term_is_found_however_it_is_written(text: str, value: str) -> None:
    """Case, blanks, line breaks, hyphenation, composition and the genitive do not hide a name."""
    assert found(text, "Anna Sjöberg") == [value]


@pytest.mark.parametrize(
    "text", ["Anna Sjöbergson", "Johanna Sjöberg", "Anna Sjö berg", "AnnaSjöberg", "Anna, Sjöberg", ""]
)
def test_a_term_is_a_whole_word(text: str) -> None:
    """Parts of longer words and other words are not it."""
    assert found(text, "Anna Sjöberg") == []


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "-\n"])
def test_any_dash_is_a_dash(dash: str) -> None:
    """A double name is found with every dash, also where the line ends after it."""
    text = f"Anna{dash}Karin"
    assert found(text, "Anna-Karin") + found(text, "Anna- Karin") + found(text, "AnnaKarin")
    assert found("Anna-Karin", f"Anna{dash.strip()}Karin") == ["Anna-Karin"]


def test_inside_words_where_the_term_says_so() -> None:
    """A number can be looked for inside longer ones."""
    assert found("A1234567", Term("3456", inside_words=True)) == ["3456"]
    assert found("A1234567", Term("3456")) == []


def test_folding_of_letters_that_grow() -> None:
    """Sharp s, ligatures and the dotted I are found and given back whole."""
    assert found("STRASSE, Straße och So\ufb01a", "straße", "Sofia") == ["STRASSE", "Straße", "So\ufb01a"]


def test_a_finding_tells_category_and_ground() -> None:
    """The term's category and provision go with each finding."""
    (span,) = TermList([Term("Fjällgården", "ADDRESS", "OSL 39:3")]).find("Fjällgården")
    assert (span.category, span.score, span.evidence[0].context) == ("ADDRESS", 1.0, "OSL 39:3")


def test_empty_terms_find_nothing() -> None:
    """Neither a blank nor an unseen character is a term."""
    assert found("  a ", "", " ", "\u200b") == []
    assert len(TermList([Term(" ")])) == 0


def test_the_same_list_is_made_ready_once() -> None:
    """Pages of one document share the work."""
    assert term_list([Term("Anna")]) is term_list((Term("Anna"),))
    ready = TermList([Term("Anna")])
    assert term_list(ready) is ready


def test_every_letter_folds_as_the_language_says() -> None:
    """No character of Unicode folds to another length than the reading knows of."""
    grown = [chr(c) for c in range(sys.maxunicode + 1) if len(chr(c).casefold()) > 1]
    text = "x".join(grown)
    reading = folded(text)
    assert all(text[slice(*reading.span(m, m + 1))] == "x" for m in range(len(reading.text)) if reading.text[m] == "x")
    assert reading.text == "x".join(char.casefold() for char in grown)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["a", "Å", "e\u0301", " ", "  ", "\n", "\u00ad", "\u200b", "ß", "-\n", "\U0001d7ce", "\u0664"])
    ).map("".join)
)
def test_the_way_back_covers_the_text(text: str) -> None:
    """Neighbouring spans of a reading lie in order in the original and reach from its first to its last letter."""
    for reading in (plain(text), folded(text)):
        at = 0
        for i in range(len(reading.text)):
            start, end = reading.span(i, i + 1)
            assert at <= start < end <= len(text) or (start, end) == reading.span(i - 1, i)
            at = start

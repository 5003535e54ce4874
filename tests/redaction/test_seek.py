"""A search finds what it was asked for, at the right place, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import seek
from redaction.detectors.terms import Term
from redaction.errors import ExpressionWrong
from redaction.sought import SECONDS, Expression, Lines, Listed, Near, Query, Sought
from tests.ui.desks import page_of


def words(*texts: str, case: bool = False, parts: bool = False) -> Listed:
    """A query for words."""
    return Listed(tuple(Term(text, "", None, parts) for text in texts), case)


def sought(query: Query, *pages: str, seconds: float = SECONDS) -> Sought:
    """What a query finds in one document of these pages."""
    return seek.seek([(7, [page_of(text.split("\n"), at) for at, text in enumerate(pages)])], query, seconds)


def texts(query: Query, *pages: str) -> list[str]:
    """The words found."""
    return [hit.text for hit in sought(query, *pages).hits]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        (words("granberg"), "Granberg, GRANBERG och granbergs bil", ["Granberg", "GRANBERG", "granbergs"]),
        (words("Granberg", case=True), "Granberg, GRANBERG och granbergs bil", ["Granberg"]),
        (words("berg"), "Granberg och berg", ["berg"]),
        (words("berg", parts=True), "Granberg och berg", ["berg", "berg"]),
        (words("Gran Berg", "GRAN BERG", case=True), "gran berg Gran\nBerg GRAN BERG", ["Gran\nBerg", "GRAN BERG"]),
        (words("Anna", "Anna Berg"), "Anna Berg och Anna", ["Anna Berg", "Anna"]),
        (words("avbrott"), "ström av-\nbrottet avbrott", ["avbrott"]),
        (words("avbrottet"), "ström av-\nbrottet kom", ["av-\nbrottet"]),
        (Expression(r"\d{4}-\d{2}"), "Den 2026\u201303 och 2026-04", ["2026\u201303", "2026-04"]),
        (Expression("^mvh"), "Hej mvh\nMvh Nils", ["Mvh"]),
        (Expression("^mvh", case=True), "mvh\nMvh Nils", ["mvh"]),
        (Expression("a.b", across=True), "a\nb", ["a\nb"]),
        (Expression("a.b"), "a\nb", []),
        (Expression("x*"), "aaa", []),
        (Near("diagnos", "Nils", 3), "Nils fick diagnos och Nils", ["diagnos och Nils", "Nils fick diagnos"]),
        (Near("diagnos", "Nils", 2), "Nils har fått en diagnos", []),
        (Near("diagnos", "Nils", 9, alone=True), "Nils har fått en diagnos", ["diagnos"]),
        (Near("Nils", "Nils", 1), "Nils Nils", ["Nils Nils"]),
        (Lines("Från:", "Ämne"), "Hej\nFrån: a\nTill: b\nÄmne: c\nText", ["Från: a\nTill: b\nÄmne: c"]),
        (Lines("Ett", "Två"), "Ett och Två\nTre", ["Ett och Två"]),
        (Lines("Ett", "Två"), "Två\nEtt", []),
    ],
)  # fmt: skip
def test_each_kind_finds_what_it_says(query: Query, text: str, found: list[str]) -> None:
    """Words, parts and case; expressions over lines; words near each other; runs of lines."""
    assert sorted(texts(query, text)) == sorted(found)


def test_a_hit_tells_its_place_and_what_stands_around() -> None:
    """One rectangle per line, the page and the document's number, words before and after."""
    (hit,) = sought(words("Anna Berg"), "tom", "Här bor Anna\nBerg sedan länge").hits
    assert (hit.document, hit.page, hit.before, hit.after) == (7, 1, "Här bor ", " sedan länge")
    assert [(r.x0, r.y0) for r in hit.rects] == [(72 + 6 * 8, 80), (72, 100)]


def test_lines_go_on_over_one_page_break() -> None:
    """What begins at the foot of a page and ends on the next is found as a part on each; it goes no further."""
    assert texts(Lines("Från", "Slut"), "A\nFrån x\nB", "C\nSlut y\nD") == ["Från x\nB", "C\nSlut y"]
    assert texts(Lines("Från", "Slut"), "Från x", "mitt", "Slut y") == []


def test_what_a_list_says_goes_with_the_hit() -> None:
    """Ground and category of the row come with the place."""
    (hit,) = sought(Listed((Term("Granberg", "PERSON", "OSL 21:7"),)), "Nils Granberg").hits
    assert (hit.category, hit.provision) == ("PERSON", "OSL 21:7")


def test_an_expression_that_runs_away_leaves_the_other_documents() -> None:
    """The document is told with its page, what was found before stays, and the next one is searched."""
    evil = "c" + "a" * 60
    pages = [[page_of(["c först"], 0), page_of([evil], 1), page_of(["c sist"], 2)], [page_of(["c här"], 0)]]
    found = seek.seek(enumerate(pages), Expression("(a|a)*b|c"), 0.05)
    assert found.slow == ((0, 1),)
    assert [(hit.document, hit.page) for hit in found.hits if hit.page != 1] == [(0, 0), (1, 0)]


@pytest.mark.parametrize(("pattern", "at"), [("(a", 2), ("a{2,1}", 0), ("[", 1), ("a" * 3000, 2000)])
def test_an_expression_that_cannot_be_read_says_where(pattern: str, at: int) -> None:
    """A sentence and a place, never a fault; the expression itself is in no parameter."""
    with pytest.raises(ExpressionWrong) as told:
        sought(Expression(pattern), "a")
    assert set(told.value.parameters) == {"at"}
    assert at == 0 or told.value.parameters["at"] == at


def test_hits_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """An expression that matches everything tells so many and that there are more."""
    monkeypatch.setattr(seek, "MOST_HITS", 5)
    found = sought(Expression("a"), "a " * 20)
    assert len(found.hits) == 5
    assert found.more


@given(st.lists(st.sampled_from(["anna", "berg", "x", "och"]), min_size=1, max_size=30), st.integers(0, 5))
def test_near_is_what_counting_words_gives(said: list[str], most: int) -> None:
    """Against a slow reading: the words that lie inside a stretch of A, at most so many words, and B."""
    hits = sought(Near("anna", "berg", most), " ".join(said)).hits
    pairs = [(i, j) for i, a in enumerate(said) for j, b in enumerate(said) if {a, b} == {"anna", "berg"}]
    assert bool(hits) == any(abs(i - j) - 1 <= most for i, j in pairs)
    for hit in hits:
        inside = hit.text.split()
        assert {"anna", "berg"} <= set(inside)


def test_a_long_list_is_searched() -> None:
    """A hundred thousand terms, among which the two that stand there are found."""
    listed = words(*(f"kund nr {n}" for n in range(100_000)))
    assert texts(listed, "Se kund nr 77 och kund nr 99999.") == ["kund nr 77", "kund nr 99999"]

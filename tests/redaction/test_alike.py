"""Texts that say the same are known again, and a mark is carried to the same words wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from redaction import alike, prints
from redaction.alike import LEAST, Place, Placed
from redaction.words import PageText
from tests.builders import page_of

MAIL = "Hej, jag heter Lovisa Granberg och har personnummer 19810107-9294. Vattnet är borta sedan i går kväll hos oss."
ANSWER = "Tack för ditt mejl om avbrottet! Vi felsöker på plats och hör av oss. Vänligen kundtjänst i bolaget."
SOUGHT = "Lovisa Granberg"


@dataclass(frozen=True)
class Paper:
    """A document in memory."""

    pages: Sequence[PageText]

    def __len__(self) -> int:
        return len(self.pages)

    def text(self, page: int) -> str:
        """The text of a page."""
        return self.pages[page].text

    def whole(self, page: int) -> PageText:
        """A page."""
        return self.pages[page]


def paper(*pages: Sequence[str]) -> Paper:
    """A document whose pages have these lines."""
    return Paper([replace(page_of(lines), page=number) for number, lines in enumerate(pages)])


def broken(text: str, width: int, quote: str = "") -> list[str]:
    """A text in lines of so many words, each behind a sign of quoting."""
    words = text.split()
    return [quote + " ".join(words[at : at + width]) for at in range(0, len(words), width)]


def mark(document: Paper, text: str, number: int = 1) -> Placed:
    """A mark on the first place of a text on the first page."""
    page = document.whole(0)
    start = page.text.replace("\n", " ").index(text)
    return Placed(number, Place(0, page.rects(start, start + len(text))))


def under(document: Paper, place: Place) -> str:
    """The words whose middles lie in a place."""
    page = document.whole(place.page)
    spans = [alike._characters(page, [rect]) for rect in place.rects]
    return " ".join(page.text[slice(*span)] for span in spans if span)


WIDE = st.integers(2, 9)


@given(WIDE, WIDE, st.sampled_from(["", "> ", ">> "]), st.sampled_from([SOUGHT, "19810107-9294"]))
def test_a_mark_is_carried_to_its_words_however_lines_break_and_are_quoted(
    one: int, other: int, quote: str, sought: str
) -> None:
    """The very words, in a mail and in the answer that quotes it."""
    mail, thread = paper(broken(MAIL, one)), paper([*broken(ANSWER, 7), *broken(MAIL, other, quote)])
    found = alike.carry(mail, thread, [mark(mail, sought)])
    assert [under(thread, placed.place) for placed in found.marks] == [sought]


def test_a_mark_is_carried_to_each_place_and_over_pages() -> None:
    """A mail that two answers quote has its mark in both."""
    mail = paper(broken(MAIL, 6))
    thread = paper(broken(ANSWER, 6), broken(MAIL, 5, "> "), broken(MAIL, 4, ">> "))
    found = alike.carry(mail, thread, [mark(mail, SOUGHT)])
    assert [placed.place.page for placed in found.marks] == [1, 2]
    assert {place.page for place in found.shared} == {1, 2}


def test_nothing_is_carried_where_the_words_beside_it_are_others() -> None:
    """The same name in another matter is not the same place."""
    text = f"Fakturan gäller {SOUGHT} i Storgatan och är betald. {ANSWER}"
    mail, other = paper(broken(MAIL, 6)), paper(broken(text, 6))
    assert alike.carry(mail, other, [mark(mail, SOUGHT)]).marks == ()


def test_a_part_of_a_word_stays_a_part() -> None:
    """What was left visible of a number stays so."""
    mail, same = paper(broken(MAIL, 6)), paper(broken(MAIL, 3))
    (placed,) = alike.carry(mail, same, [mark(mail, "-9294")]).marks
    assert under(same, placed.place) == "-9294"


ROW = st.lists(st.sampled_from("abcd"), max_size=60)


@given(ROW, ROW)
def test_passages_are_the_same_words_and_long_enough(one: list[str], other: list[str]) -> None:
    """In both rows, from where they are said to begin."""
    for found in alike.passages(one, other):
        assert found.length >= LEAST
        assert one[found.one : found.one + found.length] == other[found.other : found.other + found.length]


def test_what_a_text_is_known_by_is_neither_case_nor_lines_nor_signs() -> None:
    """The page's print is the same, its layout's another; a page that says next to nothing has none."""
    first, second = page_of(broken(MAIL + ANSWER, 6)), page_of(broken((MAIL + ANSWER).upper(), 4))
    (one,), (other,) = prints.of([first]).pages, prints.of([second]).pages
    assert one.words == other.words != ""
    assert one.layout != other.layout
    assert prints.of([page_of(["Sida 1 av 2"])]).pages[0].words == ""


def test_how_much_of_one_stands_in_another() -> None:
    """All of a mail in its thread, little of the thread in the mail, nothing of another matter."""
    texts = [" ".join(f"{topic}{number}" for number in range(300)) for topic in ("vatten", "el", "fjärrvärme")]
    mail, rest, other = ([page_of(broken(text, 8))] for text in texts)
    one, thread, none = prints.of(mail).runs, prints.of([*rest, *mail, *rest]).runs, prints.of(other).runs
    assert prints.share(one, thread) > 0.95
    assert 0.3 < prints.share(thread, one) < 0.7
    assert prints.share(one, none) == 0
    assert prints.share((), one) == 0


def test_a_long_document_keeps_a_bounded_print_and_is_still_compared() -> None:
    """Beyond the bound both are compared by their smallest runs."""
    words = [f"ord{number}" for number in range(40_000)]
    long, half = ([page_of(broken(" ".join(part), 40))] for part in (words, words[:20_000]))
    one, other = prints.of(long).runs, prints.of(half).runs
    assert len(one) == prints.MOST
    assert prints.share(other, one) > 0.95
    assert 0.4 < prints.share(one, other) < 0.6

"""Words and phrases that the clerk lists, found however case, blanks, dashes and line breaks stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from ..findings import ALWAYS, LEARNED, TERMS, Evidence, Span
from .plain import Reading, folded, folded_and_joined

_GENITIVES = ("'s", "\u2019s", ":s", "s", "'", "\u2019")


@dataclass(frozen=True, slots=True)
class Term:
    """What to look for: whole words unless ``inside_words``; ``provision`` is the ground it was listed with, if any.

    ``entry`` is the number of the office's entry that it comes from, 0 for a term of the request's own list.
    """

    text: str
    category: str = "PERSON"
    provision: str | None = None
    inside_words: bool = False
    entry: int = 0


class TermList:
    """Terms made ready for searching many texts; building takes about 0.3 s for 100,000 terms."""

    name = TERMS

    def __init__(self, terms: Iterable[Term]) -> None:
        self._words = ahocorasick.Automaton()
        for term in terms:
            key = folded(term.text).text.strip()
            if key and key not in self._words:
                self._words.add_word(key, (len(key), term))
        if len(self._words):
            self._words.make_automaton()

    def __len__(self) -> int:
        return len(self._words)

    def find(self, text: str) -> Iterator[Span]:
        """Every occurrence, the genitive's ending included; ``text`` is the original, not ``plain`` text."""
        return self.find_in(readings(text)) if len(self) else iter(())

    def find_in(self, read: Iterable[Reading]) -> Iterator[Span]:
        """As ``find``, in texts that were folded before."""
        for start, end, term in self.places_in(read):
            yield Span(start, end, term.category, 1.0, _why(term))

    def places_in(self, read: Iterable[Reading]) -> Iterator[tuple[int, int, Term]]:
        """Start and end (in the original) of every occurrence, and the term that stands there."""
        for reading in read if len(self) else ():
            yield from self._in(reading)

    def _in(self, reading: Reading) -> Iterator[tuple[int, int, Term]]:
        text = reading.text
        for last, (length, term) in self._words.iter(text):
            start, end = last + 1 - length, last + 1
            if not term.inside_words:
                end = _word_end(text, start, end)
            if end:
                yield (*reading.span(start, end), term)


def _why(term: Term) -> tuple[Evidence, ...]:
    own = Evidence(TERMS, ALWAYS if term.entry else "term", None, term.provision or "")
    return (own, Evidence(LEARNED, ALWAYS, None, str(term.entry))) if term.entry else (own,)


def readings(text: str) -> tuple[Reading, ...]:
    """The text as terms are looked for in it: as it stands and, where lines end in a dash, with words joined."""
    joined = folded_and_joined(text)
    return (folded(text), joined) if joined else (folded(text),)


def _word_end(text: str, start: int, end: int) -> int:
    """Where the word at ``start`` ends, a genitive included; 0 where it is a part of a longer word."""
    if _inside_word(text, start):
        return 0
    for ending in _GENITIVES:
        if text.startswith(ending, end) and not _inside_word(text, end + len(ending)) and text[end - 1].isalpha():
            return end + len(ending)
    return 0 if _inside_word(text, end) else end


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


@lru_cache(maxsize=16)
def _ready(terms: tuple[Term, ...]) -> TermList:
    return TermList(terms)


def term_list(terms: Sequence[Term] | TermList) -> TermList:
    """Terms ready for searching; the same terms are made ready once."""
    return terms if isinstance(terms, TermList) else _ready(tuple(terms))

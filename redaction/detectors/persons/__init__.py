"""Names of persons: a small linear model over words that may be names, in two passes over the text.

The weights and lists are resources (``resources/models``, with a notice of their sources) and are read at first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from math import exp, log

from ...findings import Evidence, Span
from .likely import vouched
from .memory import recalled, remembered, stands_in
from .model import Model, read_model
from .reading import Read, logits, read
from .spans import Tokens, cue, form, is_abbreviation, runs
from .words import MAYBE

_PIECE = 400_000
"""Characters read at a time, cut at a line's end, so that any text needs bounded memory."""
_WORD_LEAST = 0.04
_NAME_LEAST = 0.05
"""Least probability of a word inside a name, and of the surest word of a name."""
_ABBREVIATION = 0.25
"""Most that two or three capitals score which no list of names holds: a signature at best."""
_LEAST_LOGIT = log(_WORD_LEAST / (1 - _WORD_LEAST))


@cache
def _model() -> Model:
    return read_model()


def is_word(word: str) -> bool:
    """Whether the Swedish dictionary holds a word (lower case) or one of its inflected forms."""
    return _model().lexicon.holds(word)


def remember(names: Iterable[tuple[str, float]]) -> frozenset[str]:
    """The words of names as found, each with its score, that are names in the whole document from now on."""
    return remembered(_model().lexicon, names)


def is_left(known: frozenset[str], text: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether remembered words stand in a text outside the places (start, end; by place) that findings take."""
    return stands_in(_model().lexicon, known, text, taken)


class PersonDetector:
    """Finds runs of name words; the score is the calibrated probability of the surest.

    ``known`` are words that were names elsewhere in the document (``remember``).
    """

    name = "persons"

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self._known = known

    def find(self, text: str) -> Iterator[Span]:
        """Names in plain text, by place, none overlapping."""
        for offset, piece in _pieces(text):
            yield from self._in(piece, offset)

    def _in(self, text: str, offset: int) -> Iterator[Span]:
        model = _model()
        page = read(model.lexicon, text)
        if not page.candidates and not self._known:
            return
        chance = _chances(model, zip(page.candidates, logits(model, page), strict=True))
        likely = dict(vouched(page, chance))
        if likely:
            chance = dict(sorted((chance | likely).items()))
        found = list(_found(page.tokens, chance))
        known = self._known | remember((text[span.start : span.end], span.score) for span in found)
        again = dict(recalled(page.tokens, _wider(page), chance, known)) if known else {}
        if again:
            found = list(_found(page.tokens, dict(sorted((chance | again).items()))))
        for span in found:
            yield replace(span, start=offset + span.start, end=offset + span.end) if offset else span


def _found(tokens: Tokens, chance: Mapping[int, float]) -> Iterator[Span]:
    for first, last in runs(tokens, chance):
        score = max([chance.get(at, 0.0) for at in range(first, last + 1)])
        if is_abbreviation(tokens, first, last):
            score = min(score, _ABBREVIATION)
        if score >= _NAME_LEAST:
            why = _evidence(form(tokens, first, last), cue(tokens, first))
            yield Span(tokens.starts[first], tokens.ends[last], "PERSON", round(score, 3), why)


def _wider(page: Read) -> list[int]:
    """The candidates, and the words in lower case that are candidates beside a name or after a greeting alone."""
    maybe = (at for at, look in enumerate(page.tokens.looks) if look.candidate == MAYBE)
    return sorted({*page.candidates, *maybe})


def _chances(model: Model, logits: Iterable[tuple[int, float]]) -> dict[int, float]:
    """By token, in order: the probability of those that may be words of a name."""
    slope, shift = model.slope, model.shift
    least = (_LEAST_LOGIT - shift) / slope
    return {at: 1 / (1 + exp(-min(30.0, slope * logit + shift))) for at, logit in logits if logit >= least}


@lru_cache(maxsize=512)
def _evidence(form: str, cue: str) -> tuple[Evidence]:
    return (Evidence(PersonDetector.name, form, None, cue),)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of bounded length with their offsets, cut at the end of a line, else at a blank."""
    start = 0
    while len(text) - start > _PIECE:
        end = max(text.rfind(mark, start + _PIECE // 2, start + _PIECE) for mark in ("\n", " "))
        line = text.rfind("\n", start + _PIECE // 2, start + _PIECE)
        end = (line if line > 0 else end if end > 0 else start + _PIECE - 1) + 1
        yield start, text[start:end]
        start = end
    if start < len(text):
        yield start, text[start:]

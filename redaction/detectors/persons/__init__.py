"""Names of persons: a small linear model over words that may be names, in two passes over the text.

The weights and lists are resources (``resources/models``, with a notice of their sources) and are read at first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import exp, log
from typing import TYPE_CHECKING

from ...findings import Evidence, Span

if TYPE_CHECKING:
    from .model import Model
    from .reading import Read

_PIECE = 400_000
"""Characters read at a time, cut at a line's end, so that any text needs bounded memory."""
_WORD_LEAST = 0.06
_NAME_LEAST = 0.09
"""Least probability of a word inside a name, and of the surest word of a name."""
_LEAST_LOGIT = log(_WORD_LEAST / (1 - _WORD_LEAST))


@cache
def _model() -> Model:
    from .model import read_model

    return read_model()


class PersonDetector:
    """Finds runs of name words; the score is the calibrated probability of the surest."""

    name = "persons"

    def find(self, text: str) -> Iterator[Span]:
        """Names in plain text, by place, none overlapping."""
        for start, piece in _pieces(text):
            for span in self._in(piece):
                yield Span(span.start + start, span.end + start, span.category, span.score, span.evidence)

    def _in(self, text: str) -> Iterator[Span]:
        from .reading import logits, read

        model = _model()
        page = read(model.lexicon, text)
        if not page.candidates:
            return
        slope, shift = model.slope, model.shift
        least = (_LEAST_LOGIT - shift) / slope
        found = {
            at: 1 / (1 + exp(-min(30.0, slope * logit + shift)))
            for at, logit in zip(page.candidates, logits(model, page), strict=True)
            if logit >= least
        }
        yield from self._spans(page, found)

    def _spans(self, page: Read, found: dict[int, float]) -> Iterator[Span]:
        from .spans import runs

        tokens = page.tokens
        for first, last in runs(tokens, found):
            score = max(found.get(at, 0.0) for at in range(first, last + 1))
            if score >= _NAME_LEAST:
                end = tokens.ends[last]
                yield Span(tokens.starts[first], end, "PERSON", round(score, 3), (self._evidence(page, first, last),))

    def _evidence(self, page: Read, first: int, last: int) -> Evidence:
        from .spans import cue, form

        return Evidence(self.name, form(page.tokens, first, last), None, cue(page.tokens, first))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of bounded length with their offsets, cut at the end of a line, else at a blank."""
    start = 0
    while len(text) - start > _PIECE:
        end = max(text.rfind(mark, start + _PIECE // 2, start + _PIECE) for mark in ("\n", " "))
        line = text.rfind("\n", start + _PIECE // 2, start + _PIECE)
        end = (line if line > 0 else end if end > 0 else start + _PIECE - 1) + 1
        yield start, text[start:end]
        start = end
    if re.search(r"[^\W\d_]", text[start : start + 200_000]) or start < len(text):
        yield start, text[start:] if start else text

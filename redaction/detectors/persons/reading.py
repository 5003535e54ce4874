"""A text as the model reads it: tokens, which of them may be names, and how sure each pass is of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import Any

from .features import NONE, first_keys, second_keys, sureness
from .model import SCALE, FirstPass, Model
from .spans import ENGLISH, GREETINGS, WITHIN_A_LINE, Tokens
from .words import NO, TOKEN, YES, Lexicon, Look

_EDGE = Look("\n\n", "\n\n", "\n\n", "\n\n", "", NO)
_ADDRESS = re.compile(r"[^\s<>()\[\]\"';,]{0,80}")
SURELY = 8.0
"""Above this logit of the first pass a word is a name; the search leaves out the second, the training does not."""
SURELY_NOT = -5.0
"""Below this logit of the first pass a word is no name, unless it surely is one elsewhere in the text."""
KNOWN = 2.0
"""From this logit on a mention is sure enough to ask whether the same word is a name elsewhere."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text read: its tokens, with two edges before and after them, and the numbers of those that may be names."""

    tokens: Tokens
    candidates: Sequence[int]
    english: frozenset[int]


def read(lexicon: Lexicon, text: str) -> Read:
    """The tokens of a text in plain spelling, without those in e-mail and web addresses as candidates."""
    parts = TOKEN.split(text)
    offsets = [0, *accumulate(map(len, parts))]
    looks = [_EDGE, _EDGE, *map(lexicon.__getitem__, parts[1::2]), _EDGE, _EDGE]
    size = len(text)
    starts = [0, 0, *offsets[1:-1:2], size + 3, size + 6]
    ends = [-6, -3, *offsets[2::2], size + 3, size + 6]
    tokens = Tokens(looks, starts, ends)
    found = _candidates(looks)
    taken = _addresses(text)
    if taken:
        found = _outside(found, starts, taken)
    english = _english_tokens(text, starts, found)
    return Read(tokens, found, english)


def _candidates(looks: Sequence[Look]) -> list[int]:
    found: list[int] = []
    for at in [at for at, look in enumerate(looks) if look.candidate]:
        if looks[at].candidate == YES or _is_called_for(looks, at, found):
            found.append(at)
    return found


def _is_called_for(looks: Sequence[Look], at: int, found: Sequence[int]) -> bool:
    """Whether a word in lower case stands beside a name in lower case or within two tokens after a greeting."""
    before, before2, after = looks[at - 1], looks[at - 2], looks[at + 1]
    if before.lower in GREETINGS:
        return True
    if before2.lower in GREETINGS and (not before.key.isalpha() or len(before.key) == 1):
        return before.key[0] != "\n" or before2.lower not in WITHIN_A_LINE
    if after.candidate == YES and after.shape == "x":
        return True
    return bool(found) and found[-1] == at - 1 and before.shape == "x"


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where e-mail and web addresses stand, by place."""
    found: list[tuple[int, int]] = []
    at = text.find("@")
    while at >= 0:
        left = max(text.rfind(mark, max(0, at - 80), at) for mark in " \n\t<(;,:\"'[")
        tail = _ADDRESS.match(text, at)
        end = tail.end() if tail else at + 1
        if at - left > 1 and end - at > 3 and "." in text[at:end]:
            found.append((left + 1 if left >= 0 else max(0, at - 80), end))
        at = text.find("@", at + 1)
    for match in _WEB.finditer(text):
        found.append(match.span())
    return sorted(found)


_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}")


def _outside(found: list[int], starts: Sequence[int], taken: list[tuple[int, int]]) -> list[int]:
    kept: list[int] = []
    spans = iter([*taken, (1 << 62, 1 << 62)])
    start, end = next(spans)
    for at in found:
        while starts[at] >= end:
            start, end = next(spans)
        if starts[at] < start:
            kept.append(at)
    return kept


def _english_tokens(text: str, starts: Sequence[int], candidates: Sequence[int]) -> frozenset[int]:
    """The candidates in lines that hold two English words or more."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if (" the " in line or " of " in line or " and " in line or line[:4] == "The ") and _is_english(line):
            lines.append((at, at + len(line)))
        at += len(line) + 1
    return frozenset(
        token
        for start, end in lines
        for token in candidates[
            bisect_left(candidates, start, key=starts.__getitem__) : bisect_left(
                candidates, end, key=starts.__getitem__
            )
        ]
    )


def _is_english(line: str) -> bool:
    words = line.lower().split()
    return sum(word in ENGLISH for word in words) > max(1, len(words) // 25)


def first_sums(first: FirstPass, text: Read) -> list[int]:
    """The first pass's sum of each candidate."""
    own, left, right, kinds, english = first.own, first.left, first.right, first.kinds, text.english
    looks = text.tokens.looks
    sums: list[int] = []
    for at in text.candidates:
        p2, p1, look, n1, n2 = looks[at - 2 : at + 3]
        kind = look.kind
        total = own[look] + left[p2, p1, kind] + right[kind, n1, n2] + kinds[p2.kind, p1.kind, kind, n1.kind, n2.kind]
        if english and at in english:
            total += first.english[kind]
        sums.append(total)
    return sums


def second_inputs(text: Read, logits: Sequence[float], most: float = inf) -> list[tuple[Any, ...] | None]:
    """The keys of the second pass for each candidate, from the logits of the first.

    None for what is surely no name and for what is over ``most``: there the second pass would change nothing.
    """
    looks, candidates = text.tokens.looks, text.candidates
    letters = dict(zip(candidates, [sureness(logit) for logit in logits], strict=True))
    best = _best_mentions(looks, candidates, logits)
    return [
        _second_keys(looks, at, logit, letters, best)
        if SURELY_NOT <= logit <= most or (logit < SURELY_NOT and _elsewhere(best, looks[at].base, logit) >= KNOWN)
        else None
        for at, logit in zip(candidates, logits, strict=True)
    ]


def _second_keys(
    looks: Sequence[Look], at: int, logit: float, letters: dict[int, str], best: dict[str, tuple[float, float]]
) -> tuple[Any, ...]:
    look, p1, n1 = looks[at], looks[at - 1], looks[at + 1]
    before = letters.get(at - 1) or (letters.get(at - 2, NONE) if p1.key in ".,-" else NONE)
    after = letters.get(at + 1) or (letters.get(at + 2, NONE) if n1.key in ".,-" else NONE)
    elsewhere = _elsewhere(best, look.base, logit)
    return second_keys(look, p1, n1, letters[at], before, after, sureness(elsewhere) if elsewhere > -99 else NONE)


def _elsewhere(best: dict[str, tuple[float, float]], base: str, logit: float) -> float:
    """How sure the surest other mention of a word is, with or without a genitive -s; -99 where there is none."""
    top, second = best.get(base, _NO_MENTION)
    elsewhere = second if logit == top else top
    genitive = best.get(base + "s")
    if genitive and genitive[0] > elsewhere:
        elsewhere = genitive[0]
    stem = best.get(base[:-1]) if base[-1:] == "s" else None
    return stem[0] if stem and stem[0] > elsewhere else elsewhere


_NO_MENTION = (-99.0, -99.0)


def _best_mentions(
    looks: Sequence[Look], candidates: Sequence[int], logits: Sequence[float]
) -> dict[str, tuple[float, float]]:
    """By word: how sure the two surest of its mentions are."""
    best: dict[str, tuple[float, float]] = {}
    for at, logit in zip(candidates, logits, strict=True):
        if logit >= SURELY_NOT:
            base = looks[at].base
            top, second = best.get(base, _NO_MENTION)
            best[base] = (logit, top) if logit > top else (top, max(second, logit))
    return best


def logits(model: Model, text: Read) -> list[float]:
    """How sure the model is of each candidate after both passes; 0 is even odds before calibration."""
    sums = [total / SCALE for total in first_sums(model.first, text)]
    a, b, c, d = model.second
    for i, keys in enumerate(second_inputs(text, sums, SURELY)):
        if keys:
            k1, k2, k3, k4 = keys
            sums[i] += (a[k1] + b[k2] + c[k3] + d[k4]) / SCALE
    return sums


__all__ = ["Read", "first_keys", "first_sums", "logits", "read", "second_inputs"]

"""What texts are known again by: a print of each page and one of the whole, and how much of one stands in another.

The whole is known by its runs of words, of which one in four is kept by its hash (scaled MinHash: Irber et al. 2022,
after Broder 1997). Whichever runs two documents share are kept in both, however long the one is beside the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from .words import PageText

RUN = 5
"""Words in a run."""
ONE_IN = 4
"""Of so many runs one is kept."""
MOST = 4096
"""Runs of one document that are kept at most, those with the smallest hashes: some 16,000 words."""
FEW = 20
"""Words under which a page is like any other that says little, and has no print."""

TOKEN = re.compile(r"[^\W_]+")
_LIMIT = 2**64 // ONE_IN
_SIGN = 2**63


@dataclass(frozen=True, slots=True)
class PagePrint:
    """A page (from 0): digests of what it says, and of what it says and where; hex, "" where it says too little."""

    page: int
    words: str
    layout: str


@dataclass(frozen=True, slots=True)
class Print:
    """A document: its pages' prints, and the hashes of runs that were kept, rising, each within 63 bits and a sign."""

    pages: tuple[PagePrint, ...]
    runs: tuple[int, ...]


def of(pages: Iterable[PageText]) -> Print:
    """The print of a document. Runs go on from page to page; case, signs and white space do not count."""
    prints: list[PagePrint] = []
    runs: set[int] = set()
    before: list[str] = []
    for page in pages:
        tokens = TOKEN.findall(page.text.casefold())
        prints.append(_page_print(page, tokens))
        row = before + tokens
        runs.update(value for value in _hashes(row) if value < _LIMIT)
        before = row[1 - RUN :]
    kept = sorted(runs)[:MOST]
    return Print(tuple(prints), tuple(value - _SIGN for value in kept))


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of one document stands in another, from 0 to 1, by their runs; 0 where one has none."""
    limit = min((runs[-1] for runs in (one, other) if len(runs) >= MOST), default=_SIGN)
    mine = {value for value in one if value <= limit}
    return len(mine.intersection(other)) / len(mine) if mine else 0.0


def _page_print(page: PageText, tokens: Sequence[str]) -> PagePrint:
    if len(tokens) < FEW:
        return PagePrint(page.page, "", "")
    says = blake2b(" ".join(tokens).encode(), digest_size=16)
    stands = says.copy()
    stands.update(repr([round(edge) for word in page.words for edge in word.rect]).encode())
    return PagePrint(page.page, says.hexdigest(), stands.hexdigest())


def _hashes(tokens: Sequence[str]) -> Iterator[int]:
    for at in range(len(tokens) - RUN + 1):
        run = " ".join(tokens[at : at + RUN]).encode()
        yield int.from_bytes(blake2b(run, digest_size=8).digest(), "big")

"""Words on a document that say it is classified under the protective security act, told apart from talk of the classes.

A marking stands alone: it fills its line, cell or header, in capitals, at the edge of a page or after the name of what
it is. Several different classes close to each other explain the classes, or are a form's choices. Source: catalogue
``class_stamps.toml`` (säkerhetsskyddslagen 2:5; a stamp is no decision, OSL 5:5).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import accumulate, pairwise, takewhile
from typing import Any

from resources import each, table

CATALOGUE = ("catalogues", "class_stamps.toml")
LONGEST = 160
"""Characters of a line that can be a marking with what stands beside it."""
EDGE = 3
"""Lines at the top and the foot of a page in which a marking need not be in capitals."""
BESIDE = 3
"""Lines after a marking in which the statute may stand that it goes by."""
LIST = 12
"""Lines within which ``CHOICES`` different classes are a list of them."""
CHOICES = 3
SHORT = 80
"""Longer lines beside a marking are running text and say nothing of it."""
_CHAPTER = re.compile(r"\b(\d+)\s*kap|\b(\d+)\s*:\s*\d+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_TICKED = re.compile("[\u2611\u2612\u2713\u2714\u2717\u2718\u25a0\u25cf]|\\[[xX]\\]|^[xX]\\s")
_KEY = re.compile("hemlig|konfidentiell|secret|restricted|confidential", re.IGNORECASE)
"""One of these is in every marking."""
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")


class Degree(StrEnum):
    """How sure it is: the words mean a class, or may mean one as well as other secrecy."""

    CLASS = "class"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A row of the catalogue: the words, folded, and whether they mean a class and nothing else."""

    words: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that belong together (a page, a part of a file); ``edge``: all of it stands as in a header."""

    lines: tuple[str, ...]
    edge: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    stamps: tuple[Stamp, ...]
    beside: frozenset[str]
    act: tuple[str, ...]
    secrecy: tuple[str, ...]
    chapters: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A line that is a marking by its words: at which line, which one, how it is written."""

    at: int
    stamp: Stamp
    capitals: bool
    ticked: bool


def folded(text: str) -> str:
    """The text in small letters without accents: a stamp, and what reads it, often has none."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def rules() -> _Rules:
    """The catalogue's rules. Raises BadCatalogue where a row cannot be used."""
    stamps = each(_stamp, "stamp", *CATALOGUE)
    beside = table(*CATALOGUE)["beside"]
    longest_first = sorted(stamps, key=lambda stamp: -len(stamp.words))
    act, secrecy = (tuple(map(folded, beside[key])) for key in ("act", "secrecy"))
    words = frozenset(map(folded, beside["words"]))
    return _Rules(tuple(longest_first), words, act, secrecy, frozenset(beside["chapters"]))


def _stamp(row: dict[str, Any]) -> Stamp:
    if not row["source"] or row["confidence"] not in ("V", "M"):
        raise ValueError("a marking has a source and a confidence")
    if _KEY.search(row["words"]) is None:
        raise ValueError("a marking has one of the words by which lines are chosen")
    return Stamp(tuple(folded(row["words"]).split()), bool(row["sure"]))


def of(parts: Iterable[Lines]) -> Degree | None:
    """The surest marking that the parts hold, None where there is none."""
    found: Degree | None = None
    for part in parts:
        degree = _of_lines(part)
        if degree is Degree.CLASS:
            return degree
        found = found or degree
    return found


def on_pages(pages: Iterable[str]) -> Degree | None:
    """As ``of``, for the texts of pages as they are read."""
    return of(Lines(tuple(text.splitlines())) for text in pages)


def named(name: str) -> Degree | None:
    """What the name of a file says: there a marking stands in capitals among other words."""
    tokens = _TOKEN.findall(name)
    for stamp in rules().stamps:
        place = _place(stamp, tokens)
        if place is not None and " ".join(tokens[place : place + len(stamp.words)]).isupper():
            return Degree.CLASS if stamp.sure else Degree.UNCLEAR
    return None


def _of_lines(part: Lines) -> Degree | None:
    lines = [line for line in part.lines if line.strip()]
    hits = [hit for at, line in enumerate(lines) if (hit := _hit(at, line)) is not None]
    degrees = {_degree(hit, lines, part.edge) for hit in _unlisted(hits)}
    return next((degree for degree in Degree if degree in degrees), None)


def _hit(at: int, line: str) -> _Hit | None:
    """The marking that fills the line; a line with several of them is a choice."""
    if len(line) > LONGEST:
        return None
    together = _SPACED.sub(lambda spaced: spaced.group().replace(" ", ""), line)
    if _KEY.search(together) is None:
        return None
    tokens = _TOKEN.findall(together)
    for stamp in rules().stamps:
        place = _place(stamp, tokens)
        if place is not None:
            end = place + len(stamp.words)
            rest = tokens[:place] + tokens[end:]
            if all(_may_stand(token) for token in rest):
                capitals = "".join(tokens[place:end]).isupper()
                return _Hit(at, stamp, capitals, _TICKED.search(line.strip()) is not None)
            return None
    return None


def _place(stamp: Stamp, tokens: Sequence[str]) -> int | None:
    """Where the stamp's words stand one after the other, whole or run together; None where they do not."""
    plain = [folded(token) for token in tokens]
    size = len(stamp.words)
    for at in range(len(plain) - size + 1):
        if all(_is(word, token, stamp.sure) for word, token in zip(stamp.words, plain[at:], strict=False)):
            return at
    return None


def _is(word: str, token: str, sure: bool) -> bool:
    """Whether the token is the word; one letter of a long word may be misread where nothing else is near."""
    if word == token:
        return True
    if not sure or len(word) <= 6 or len(word) != len(token):
        return False
    return sum(one != other for one, other in zip(word, token, strict=True)) == 1


def _may_stand(token: str) -> bool:
    return token.isdigit() or len(token) == 1 or folded(token) in rules().beside


def _unlisted(hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """The hits that are not rows of a list of classes; of a list, the one row that is ticked."""
    groups: list[list[_Hit]] = []
    begins = [False, *(after.at - before.at > LIST for before, after in pairwise(hits))]
    for number, hit in zip(accumulate(begins), hits, strict=False):
        if number == len(groups):
            groups.append([])
        groups[number].append(hit)
    for group in groups:
        if len({hit.stamp for hit in group}) < CHOICES:
            yield from (replace(hit, ticked=False) for hit in group)
            continue
        ticked = [hit for hit in group if hit.ticked]
        yield from ticked if len(ticked) == 1 else ()


def _degree(hit: _Hit, lines: Sequence[str], edge: bool) -> Degree | None:
    """How sure the marking is by how it is written and what stands in its line and in short ones beside it."""
    own = rules()
    line = lines[hit.at].strip()
    labelled = line[0].isupper() and _says(own.act, line)
    if hit.stamp.sure:
        outer = edge or hit.at < EDGE or hit.at >= len(lines) - EDGE
        shown = hit.capitals or hit.ticked or labelled or (outer and line[0].isupper())
        return Degree.CLASS if shown else None
    after = "\n".join(_short(lines[hit.at : hit.at + 1 + BESIDE]))
    beside = "\n".join((*_short(lines[max(0, hit.at - 1) : hit.at]), after))
    if labelled or (hit.capitals and _says(own.act, beside)):
        return Degree.CLASS
    chapters = {number for pair in _CHAPTER.findall(after) for number in pair if number}
    if _says(own.secrecy, after) and not chapters & own.chapters:
        return None
    return Degree.UNCLEAR if hit.capitals or hit.ticked else None


def _short(lines: Sequence[str]) -> list[str]:
    """The lines up to the first that is running text."""
    return list(takewhile(lambda line: len(line) <= SHORT, lines))


def _says(words: Sequence[str], text: str) -> bool:
    plain = folded(text)
    return any(re.search(rf"\b{re.escape(word)}", plain) for word in words)

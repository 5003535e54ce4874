"""Trains the model: ``python -m redaction.detectors.persons.train FOLDER`` writes ``resources/models/persons.bin``.

FOLDER holds the corpora (``*_train.jsonl``) and the lists of names of Statistics Sweden (``names/*.tsv``); the lists
that ship must have been built before (``lists``). Seeded and in one process: the same folder gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from random import Random
from typing import Any

import resources

from ..plain import plain
from . import pack
from .corpora import Marked, read_marked, read_names, varied
from .features import FIRST, SECOND, first_keys
from .model import SCALE, packed, read_lists
from .office import Office
from .reading import Read, read, second_inputs
from .words import BUCKETS, Lexicon, Look

_SEED = 20261123
_PAPERS = 28_000
_FOLDS = 3
_ROUNDS = 6
_RATE, _DECAY = 0.12, 2e-6
_FORGOTTEN = 0.12
"""Share of names that are learned as if no list held them."""
_LOWER_WORD = re.compile(r"(?<=[\wåäö,] )[a-zåäö]{4,16}\b")


@dataclass(slots=True)
class Sheet:
    """A text to learn from: what was read, and which candidates are name words."""

    read: Read
    truth: list[bool]
    features: list[list[int]]
    firsts: list[float]


def main(arguments: list[str]) -> int:
    """Train from the folder named on the command line; returns 0."""
    chance = Random(_SEED)
    lexicon = Lexicon(read_lists())
    texts = _texts(Path(arguments[0]), lexicon, chance)
    sheets = [_sheet(lexicon, text, chance) for text in texts]
    truths = [named for sheet in sheets for named in sheet.truth]
    _say(f"{len(sheets)} texts, {len(truths)} words that may be names, {sum(truths)} are")
    parts: list[list[Sheet]] = [[] for _ in range(_FOLDS)]
    for sheet in sheets:
        parts[chance.randrange(_FOLDS)].append(sheet)
    for held in range(_FOLDS):
        weights = _learned([s for i, part in enumerate(parts) if i != held for s in part], chance)
        for sheet in parts[held]:
            sheet.firsts = [sum(map(weights.__getitem__, row)) for row in sheet.features]
        _say(f"part {held + 1} of {_FOLDS} held back")
    first = _learned(sheets, chance)
    second, sums = _learned_second(sheets, chance)
    slope, shift = _fitted(sheets, sums)
    _say(f"slope {slope:.3f}, shift {shift:.3f}")
    fitted = json.dumps({"slope": round(slope, 4), "shift": round(shift, 4)}).encode("ascii")
    blocks = {"fitted": fitted, "first": packed(_whole(first)), "second": packed(_whole(second))}
    pack.write(resources.path("models", "persons.bin"), blocks)
    return 0


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _texts(folder: Path, lexicon: Lexicon, chance: Random) -> list[Marked]:
    given, surnames = (read_names(folder / "names" / name) for name in ("tilltalsnamn.tsv", "surnames.tsv"))
    corpora = [marked for path in sorted(folder.glob("*_train.jsonl")) for marked in read_marked(path)]
    words = sorted({word for marked in corpora for word in _LOWER_WORD.findall(marked.text)})
    office = Office(given, surnames, words, _SEED, lambda word: "w" in lexicon[word].flags)
    papers = [Marked(text, tuple(names)) for text, names in (office.paper() for _ in range(_PAPERS))]
    return [*varied(corpora, given, surnames, chance), *papers]


def _sheet(lexicon: Lexicon, marked: Marked, chance: Random) -> Sheet:
    reading = plain(marked.text)
    text = read(lexicon, reading.text)
    starts = text.tokens.starts
    truth, names, at = [], marked.names, 0
    for token in text.candidates:
        start = reading.span(starts[token], starts[token] + 1)[0]
        while at < len(names) and names[at][1] <= start:
            at += 1
        truth.append(at < len(names) and names[at][0] <= start)
    return Sheet(text, truth, list(_features(text, truth, chance)), [])


class _Kept(dict[Any, list[int]]):
    """The places of a slot's keys, each made once."""

    def __init__(self, turn: Callable[[Any], list[int]]) -> None:
        super().__init__()
        self._turn = turn

    def __missing__(self, key: Any) -> list[int]:
        places = self[key] = self._turn(key)
        return places


class _Unlisted(dict[Look, Look]):
    def __missing__(self, look: Look) -> Look:
        other = self[look] = look.unlisted()
        return other


_UNLISTED = _Unlisted()
_KEPT = tuple(map(_Kept, FIRST.values()))


def _features(text: Read, truth: Sequence[bool], chance: Random) -> Iterator[list[int]]:
    """The places of each candidate's weights; now and then as if no list held it."""
    looks = text.tokens.looks
    for at, named in zip(text.candidates, truth, strict=True):
        look = looks[at]
        if chance.random() < (_FORGOTTEN if named else _FORGOTTEN / 6):
            look = _UNLISTED[look]
        keys = first_keys(
            look, looks[at - 2], looks[at - 1], looks[at + 1], looks[at + 2], "e" if at in text.english else ""
        )
        yield [place for kept, key in zip(_KEPT, keys, strict=True) for place in kept[key]]


def _learned(sheets: Sequence[Sheet], chance: Random) -> array[float]:
    """Weights of the first pass: logistic regression by AdaGrad."""
    rows = [(row, 1.0 if named else 0.0, 0.0) for s in sheets for row, named in zip(s.features, s.truth, strict=True)]
    return _regression(rows, chance)


def _learned_second(sheets: Sequence[Sheet], chance: Random) -> tuple[array[float], list[float]]:
    """Weights of the second pass, which adds to the first one's sums, and both passes' sum of each candidate."""
    turners = tuple(SECOND.values())
    rows: list[tuple[list[int], float, float]] = []
    for sheet in sheets:
        inputs = second_inputs(sheet.read, sheet.firsts)
        for keys, first, named in zip(inputs, sheet.firsts, sheet.truth, strict=True):
            row = [p for turn, key in zip(turners, keys, strict=True) for p in turn(key)] if keys else []
            rows.append((row, float(named), first))
    weights = _regression(list(rows), chance)
    return weights, [first + sum(map(weights.__getitem__, row)) for row, _, first in rows]


def _regression(rows: list[tuple[list[int], float, float]], chance: Random) -> array[float]:
    weights, squares = array("d", bytes(8 * BUCKETS)), array("d", b"\0" * 8 * BUCKETS)
    for _ in range(_ROUNDS):
        chance.shuffle(rows)
        for row, truth, offset in rows:
            total = offset + sum(map(weights.__getitem__, row))
            wrong = 1 / (1 + exp(-max(-30.0, min(30.0, total)))) - truth
            if -0.01 < wrong < 0.01:
                continue
            square = wrong * wrong
            for place in row:
                squares[place] += square
                weights[place] -= _RATE * (wrong + _DECAY * weights[place]) / sqrt(squares[place] + 1e-6)
    return weights


def _fitted(sheets: Sequence[Sheet], sums: Sequence[float]) -> tuple[float, float]:
    """Slope and shift that make a sum a probability (Platt), by Newton's method."""
    pairs = list(zip(sums, (named for s in sheets for named in s.truth), strict=True))
    slope, shift = 1.0, 0.0
    for _ in range(20):
        g0 = g1 = h00 = h01 = h11 = 1e-9
        for total, named in pairs:
            chance = 1 / (1 + exp(-max(-30.0, min(30.0, slope * total + shift))))
            wrong, spread = chance - named, chance * (1 - chance)
            g0 += wrong * total
            g1 += wrong
            h00 += spread * total * total
            h01 += spread * total
            h11 += spread
        factor = h00 * h11 - h01 * h01
        slope -= (h11 * g0 - h01 * g1) / factor
        shift -= (h00 * g1 - h01 * g0) / factor
    return slope, shift


def _whole(weights: array[float]) -> array[int]:
    return array("h", (max(-32767, min(32767, round(weight * SCALE))) for weight in weights))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The word ``evaluate``: what the detectors find held against lines that a person has marked, kind by kind.

A line of the gold file is ``{"id", "text", "spans": [[start, end, category], ...]}``. A line without spans is a trap:
anything found in it is a mistake. Kinds that no line marks are not judged, unless they are named.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.domain.errors import Refused
from app.texts import _
from redaction.detectors import detect
from redaction.findings import Span, band_of

from .console import out, table
from .files import BANDS

_WORD = re.compile(r"[^\W_]+")
ALL = "*"

Place = tuple[int, int, str]
"""Start, end and category."""


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A marked line."""

    id: str
    text: str
    places: tuple[Place, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one category; the shares are 0-1, or None where there was nothing to count."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    found_touching: int = 0
    gold_touched: int = 0
    words: int = 0
    words_covered: int = 0
    in_sight: int = 0
    traps: int = 0
    traps_hit: int = 0

    def add(self, gold: Sequence[Place], found: Sequence[Place], covered: Sequence[Place], text: str) -> None:
        """Counts one line; ``covered`` are the places of all kinds, since a mask of any kind hides the word."""
        self.gold += len(gold)
        self.found += len(found)
        self.exact += len(set(gold) & set(found))
        self.found_touching += sum(any(_touch(f, g) for g in gold) for f in found)
        self.gold_touched += sum(any(_touch(g, f) for f in found) for g in gold)
        for place in gold:
            words = [match.span() for match in _WORD.finditer(text, place[0], place[1])]
            hidden = sum(any(c[0] <= start and end <= c[1] for c in covered) for start, end in words)
            self.words += len(words)
            self.words_covered += hidden
            self.in_sight += hidden < len(words)

    def shares(self) -> dict[str, float | None]:
        """The figures that are reported, by name."""
        return {
            "precision_exact": _share(self.exact, self.found),
            "recall_exact": _share(self.exact, self.gold),
            "f1_exact": _share(2 * self.exact, self.gold + self.found),
            "precision_overlap": _share(self.found_touching, self.found),
            "recall_overlap": _share(self.gold_touched, self.gold),
            "f1_overlap": _f1(_share(self.found_touching, self.found), _share(self.gold_touched, self.gold)),
            "token_recall": _share(self.words_covered, self.words),
            "left_in_sight": _share(self.in_sight, self.gold),
            "traps_hit": _share(self.traps_hit, self.traps),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The tallies by category, ``*`` for all together, and the lines where found and marked differ."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    differing: list[dict[str, Any]] = field(default_factory=list)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


def _touch(one: Place, other: Place) -> bool:
    return one[2] == other[2] and one[0] < other[1] and other[0] < one[1]


def read_gold(lines: Iterable[bytes]) -> Iterator[GoldLine]:
    """The marked lines of a file; empty lines are passed over.

    Raises:
        Refused: a line is not JSON with a text and spans that lie in it.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _gold(json.loads(line.decode("utf-8-sig")), number)
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise Refused("line-not-json") from error


def _gold(row: dict[str, Any], number: int) -> GoldLine:
    text, places = row["text"], tuple((int(s), int(e), str(c)) for s, e, c in row["spans"])
    if not isinstance(text, str) or any(not 0 <= s < e <= len(text) for s, e, _c in places):
        raise ValueError("a span lies outside its text")
    return GoldLine(str(row.get("id", number)), text, places)


def evaluate(
    gold: Sequence[GoldLine], find: Callable[[str], Iterable[Span]], categories: frozenset[str] = frozenset()
) -> Evaluation:
    """Holds what ``find`` finds against the gold lines; only the categories named, or those that some line marks."""
    judged = categories or {c for line in gold for _s, _e, c in line.places}
    result = Evaluation()
    for line in gold:
        covered = [(s.start, s.end, s.category) for s in find(line.text)]
        found = [place for place in covered if place[2] in judged]
        marked = [place for place in line.places if place[2] in judged]
        for category in (ALL, *sorted(judged)):
            of = [[p for p in places if category in (ALL, p[2])] for places in (marked, found)]
            tally = result.tallies[category]
            tally.add(of[0], of[1], covered, line.text)
            tally.traps += not line.places
            tally.traps_hit += not line.places and bool(of[1])
        if set(found) != set(marked):
            result.differing.append({"id": line.id, "marked": marked, "found": found})
    return result


def add_words(words: Any) -> None:
    """Adds the word ``evaluate``."""
    word = words.add_parser("evaluate", help=_("measure what is found against lines that a person has marked"))
    word.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    word.add_argument("--band", choices=list(BANDS), default="trolig")
    word.add_argument("--category", action="append", default=[], metavar="CODE")
    word.add_argument("--json", action="store_true")
    word.add_argument("--differing", action="store_true", help=_("list the lines where found and marked differ"))
    word.set_defaults(run=_evaluate)


def _evaluate(arguments: Any) -> None:
    if not arguments.gold.is_file():
        raise Refused("file-vanished")
    with arguments.gold.open("rb") as file:
        gold = list(read_gold(file))
    bands = BANDS[arguments.band]
    result = evaluate(
        gold,
        lambda text: [span for span in detect(text) if band_of(span.score, span.category) in bands],
        frozenset(arguments.category),
    )
    out(_as_json(result, len(gold), arguments) if arguments.json else _as_table(result))
    if arguments.differing and not arguments.json:
        for line in result.differing:
            out(json.dumps(line, ensure_ascii=False))


def _as_json(result: Evaluation, lines: int, arguments: Any) -> str:
    figures = {c: asdict(tally) | {"shares": tally.shares()} for c, tally in result.tallies.items()}
    body: dict[str, Any] = {"lines": lines, "band": arguments.band, "categories": figures}
    if arguments.differing:
        body["differing"] = result.differing
    return json.dumps(body, ensure_ascii=False, indent=1)


_COLUMNS = ("gold", "found", "P", "R", "F1", "P~", "R~", "F1~", "tokens", "in sight", "traps")


def _as_table(result: Evaluation) -> str:
    """One row per category; ~ marks the figures where touching is enough."""
    rows = [
        [category, tally.gold, tally.found, *("–" if s is None else f"{s:.3f}" for s in tally.shares().values())]
        for category, tally in result.tallies.items()
    ]
    return table(("category", *_COLUMNS), rows, right=frozenset(range(1, len(_COLUMNS) + 1)))

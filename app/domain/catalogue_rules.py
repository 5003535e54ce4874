"""What a row of the catalogue must hold to be used: its fields filled, from their lists, in accord with each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .catalogue import BadRow
from .provisions import OWN_DATA, SECRECY, Provision

ID = re.compile(r"OSL (?P<chapter>\d{1,2}):\d{1,3}( [a-z])?( \d st)?( \d p)?")
"""Chapter and section of the secrecy act, with paragraph ("st") and point ("p") where only that part is meant."""
ARTICLE = re.compile(r"GDPR \d{1,2}\.\d{1,2}")
"""Article and paragraph of the data protection regulation, for a person's own data alone."""
FILLED = ("heading", "scope", "protects", "typical", "source", "confidence")
CHOICES = {
    "kind": (SECRECY, "limit", OWN_DATA),
    "interest": ("individual", "public"),
    "emissions": ("forbidden", "question", "none"),
    "meddelarfrihet_limited": ("yes", "no", "partly", "unknown"),
    "confidence": ("V", "V2", "H", "M", "L"),
}
"""The words that each of these fields may hold."""
NO_SECRECY = "INGEN"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The codes that rows may name: each requisite and whether it tests harm, and what may open a secrecy."""

    harm_tested: Mapping[str, bool]
    overrides: frozenset[str]


def faults(rows: Iterable[Provision], known: Vocabulary) -> tuple[BadRow, ...]:
    """Everything for which a row cannot be used, row by row; empty when all can."""
    return tuple(BadRow(row.id, field, code) for row in rows for field, code in _wrong(row, known))


def _wrong(row: Provision, known: Vocabulary) -> Iterator[tuple[str, str]]:
    for check in (_numbered, _filled, _chosen, _timed, _retired):
        yield from check(row)
    if row.requisite not in known.harm_tested:
        yield "requisite", "choice"
    elif row.reservation_possible != (known.harm_tested[row.requisite] and row.kind != OWN_DATA):
        yield "reservation_possible", "reservation"
    if any(part.requisite not in known.harm_tested for part in row.variants):
        yield "variants", "choice"
    if not set(row.overrides) <= known.overrides:
        yield "overrides", "choice"
    if row.kind == SECRECY:
        yield from _maskable(row)


def _numbered(row: Provision) -> Iterator[tuple[str, str]]:
    found = ID.fullmatch(row.id)
    if row.kind == OWN_DATA:
        yield from [] if ARTICLE.fullmatch(row.id) and not row.chapter else [("id", "id")]
    elif found is None:
        yield "id", "id"
    elif int(found["chapter"]) != row.chapter:
        yield "chapter", "chapter"


def _filled(row: Provision) -> Iterator[tuple[str, str]]:
    yield from ((name, "empty") for name in FILLED if not getattr(row, name).strip())


def _chosen(row: Provision) -> Iterator[tuple[str, str]]:
    yield from ((name, "choice") for name, words in CHOICES.items() if getattr(row, name) not in words)


def _timed(row: Provision) -> Iterator[tuple[str, str]]:
    if row.max_years is not None and row.max_years < 1:
        yield "max_years", "years"
    if row.contract_cap is not None and row.contract_cap.years < 1:
        yield "contract_cap", "years"


def _retired(row: Provision) -> Iterator[tuple[str, str]]:
    if row.retired and not row.retired_why.strip():
        yield "retired_why", "empty"


def _maskable(row: Provision) -> Iterator[tuple[str, str]]:
    """What a row that carries masks must hold besides: the requester is told what, whoever masks is asked why."""
    absolute = row.requisite == "ABSOLUT"
    checks: tuple[tuple[Callable[[], bool], str, str], ...] = (
        (lambda: not row.letter_line.strip(), "letter_line", "empty"),
        (lambda: not any(question.strip() for question in row.questions), "questions", "empty"),
        (lambda: row.requisite == NO_SECRECY, "requisite", "no-secrecy"),
        (lambda: absolute and bool(row.requisite_text), "requisite_text", "absolute"),
        (lambda: not absolute and not row.requisite_text.strip(), "requisite_text", "empty"),
        (lambda: row.emissions != ("forbidden" if 19 <= row.chapter <= 40 else "question"), "emissions", "emissions"),
    )
    yield from ((field, code) for is_wrong, field, code in checks if is_wrong())

"""Finding personal data: every detector looks at the text, and what they saw becomes one list.

``detect`` works on any text, ``detect_page`` on the words of a page. The code of a finding's category is one of
``categories.CATEGORIES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..findings import READ, Evidence, Finding, Span, merge
from ..words import PageText
from . import learned
from .addresses import ADDRESSES
from .allow import AllowList, apply
from .base import Detector
from .codes import find_codes
from .columns import COLUMNS
from .coordinates import CoordinateDetector
from .emails import EmailDetector
from .labelled import LABELLED
from .meter_values import MeterValueDetector
from .misread import catalogue_labels
from .noise import NoiseDetector
from .page_columns import find_columns
from .patterns import PATTERNS
from .persons import PersonDetector, is_left, remember
from .phones import PhoneDetector
from .plain import Reading, plain
from .sensitive import SENSITIVE
from .terms import Term, TermList, readings, term_list

__all__ = [
    "DETECTORS",
    "AllowList",
    "Detector",
    "Term",
    "TermList",
    "detect",
    "detect_page",
    "is_worth_again",
    "known_names",
]

_PHONES = PhoneDetector()
_NOISE = NoiseDetector((*PATTERNS, LABELLED, _PHONES, ADDRESSES))

_NAMELESS: tuple[Detector, ...] = (
    *PATTERNS,
    LABELLED,
    COLUMNS,
    ADDRESSES,
    CoordinateDetector(),
    MeterValueDetector(),
    SENSITIVE,
    EmailDetector(),
    _PHONES,
    _NOISE,
    catalogue_labels((*PATTERNS, LABELLED, _PHONES, _NOISE)),
)
DETECTORS: tuple[Detector, ...] = (*_NAMELESS, PersonDetector())
"""All detectors that need nothing but the text."""

SURELY_READ = 60
"""A word of which the engine that read it in a picture is less sure (0-100) is told as such."""
_GOOD_ENOUGH = 0.5
"""A name found at least so surely gains nothing from being known elsewhere."""
_NOTHING_ALLOWED = AllowList()


def detect(text: str, terms: Sequence[Term] | TermList = (), allow: AllowList = _NOTHING_ALLOWED) -> list[Span]:
    """What all detectors and the clerk's terms find, ordered by place, no two overlapping.

    A term is the clerk's word: it stands even where the allow-list or the kind of thing speaks against it.
    """
    return _detect(text, _seen(text), terms, allow)


def detect_page(
    page: PageText,
    terms: Sequence[Term] | TermList = (),
    allow: AllowList = _NOTHING_ALLOWED,
    known: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """What ``detect`` finds on a page, what stands below headings of tables, and the bar codes; in page space.

    ``known`` are the ``known_names`` of the document's pages.
    """
    wanted = term_list(terms)
    found = [_on_page(page, span) for span in _detect(page.text, _seen_on(page, known), wanted, allow)]
    return (*found, *find_codes(page, lambda text: detect(text, wanted, allow)))


def known_names(found: Iterable[Finding]) -> frozenset[str]:
    """The words of names that were found surely somewhere in a document and are names in all of it."""
    return remember((finding.text, finding.score) for finding in found if finding.category == "PERSON")


def is_worth_again(text: str, known: frozenset[str], found: Iterable[Finding]) -> bool:
    """Whether the text of a page may hold names that the document's ``known_names`` tell and that were not found."""
    here = tuple(found)
    elsewhere = known - known_names(here)  # a page's own names were known when it was searched
    taken = sorted((finding.start, finding.end) for finding in here if finding.score >= _GOOD_ENOUGH)
    return bool(elsewhere) and is_left(elsewhere, text, taken)


def _detect(text: str, seen: Iterable[Span], terms: Sequence[Term] | TermList, allow: AllowList) -> list[Span]:
    wanted = term_list(terms)
    folds = readings(text) if len(wanted) or allow != _NOTHING_ALLOWED else ()
    listed = list(wanted.find_in(folds))
    judged = apply(allow, text, folds, seen)
    found = list(_trimmed(text, merge([*listed, *_without_listed(judged, listed)])))
    return learned.apply(allow.never, text, found)


def _seen_on(page: PageText, known: frozenset[str]) -> Iterator[Span]:
    yield from _seen(page.text, (*_NAMELESS, PersonDetector(known)))
    yield from find_columns(page)


def _seen(text: str, detectors: Sequence[Detector] = DETECTORS) -> Iterator[Span]:
    reading = plain(text)
    moved = reading.starts or reading.before
    for detector in detectors:
        for span in detector.find(reading.text):
            yield _moved(span, reading) if moved else span


def _moved(span: Span, reading: Reading) -> Span:
    start, end = reading.span(span.start, span.end)
    return span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end)


def _on_page(page: PageText, span: Span) -> Finding:
    return Finding(
        category=span.category,
        page=page.page,
        start=span.start,
        end=span.end,
        rects=page.rects(span.start, span.end),
        score=span.score,
        text=page.text[span.start : span.end],
        evidence=(*span.evidence, *_unsure(page, span)),
        proposed=span.proposed,
        why_not=span.why_not,
    )


def _unsure(page: PageText, span: Span) -> Iterator[Evidence]:
    """That a word of the span was not surely read, and how surely."""
    sure = min((word.sure for word in page.words_in(span.start, span.end)), default=SURELY_READ)
    if sure < SURELY_READ:
        yield Evidence(READ, context=str(sure))


def _without_listed(spans: list[Span], listed: list[Span]) -> Iterator[Span]:
    """The spans without those that are not proposed and that a listed term covers: the term shall win there."""
    covered = {(s.start, s.end) for s in merge(listed)}
    return (s for s in spans if s.proposed or (s.start, s.end) not in covered)


def _trimmed(text: str, spans: list[Span]) -> Iterator[Span]:
    """The spans without white space and commas at their ends; those that hold nothing else are dropped."""
    for span in spans:
        part = text[span.start : span.end]
        start = span.start + len(part) - len(part.lstrip(_LOOSE))
        end = span.start + len(part.rstrip(_LOOSE))
        if start < end:
            yield replace(span, start=start, end=end) if (start, end) != (span.start, span.end) else span


_LOOSE = " \t\n\r\u00a0,;"

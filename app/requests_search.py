"""Searching over all requests: in their own words and in their documents, and never for a person.

Persons are gathered in one request and nowhere else. What a detector takes for somebody is refused as a question and
passed over as an answer: a place that is marked, or that detectors see as personal, is no hit. Whoever looks for a
person opens the request that it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.requests import Document
from app.jobs import process, tasks
from app.progress import Progress, quiet
from app.services.marking import search
from app.services.marking.search import Stands
from app.services.office import organisation
from app.store.unit import Reader
from app.workspace import Workspace
from redaction import words_file
from redaction.detectors import AllowList, Term, detect
from redaction.detectors.categories import CATEGORIES
from redaction.detectors.plain import folded
from redaction.detectors.terms import TermList
from redaction.findings import Band, Span, band_of
from redaction.sought import Hit, Listed


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a word stood: the title of a document and its page (from 0), None for the title itself; "" and None for
    the request's own words."""

    title: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The requests in which every word stands, each with the places; ``more`` where there were too many to look at."""

    found: Mapping[RequestId, tuple[Stood, ...]]
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Held:
    """What there is to look through: own words by request, the documents, and what is the office's own."""

    wordings: Mapping[RequestId, str]
    documents: tuple[Document, ...]
    allow: AllowList


def look_for(workspace: Workspace, words: str, progress: Progress = quiet) -> Answer:
    """The requests whose words, titles or documents hold every one of the words, in any order, also inside longer ones.

    Raises Refused where a word is too short (``term-short``) or seems to be a person's (``search-personal``).
    """
    terms = tuple(dict.fromkeys(folded(word).text.strip() for word in words.split()))
    listed = Listed(tuple(Term(term, inside_words=True) for term in terms))
    search.check(listed)
    held = workspace.ask(_held)
    _check(" ".join(terms), held.allow)
    read = {int(d.id): d for d in held.documents if d.words_sha256 is not None}
    paths = [(number, workspace.vault.file(d.words_sha256)) for number, d in read.items() if d.words_sha256]
    sought = process.run(tasks.seek, paths, listed, progress=progress)
    free = [place.hit for place in workspace.ask(search.places, sought).rows if place.stands is Stands.FREE]
    places: dict[RequestId, dict[str, list[Stood]]] = {}
    pages = _in_pages(workspace, held, read, free, terms, progress)
    for request_id, term, stood in chain(_in_texts(held, listed.terms), pages):
        places.setdefault(request_id, {}).setdefault(term, []).append(stood)
    found = {of: _each(its.values()) for of, its in places.items() if its.keys() == set(terms)}
    return Answer(found, sought.more)


def _check(words: str, allow: AllowList) -> None:
    """Refuses what is likely somebody's, together or word by word. In small letters: capitals alone make no name."""
    found = (span for text in (words, *words.split()) for span in _theirs(text, allow))
    likely = {s.category for s in found if band_of(s.score, s.category) is not Band.POSSIBLE}
    if likely:
        known = organisation.categories()
        raise Refused("search-personal", what=", ".join(known[code]["sv"].lower() for code in sorted(likely)))


def _held(reader: Reader) -> _Held:
    wordings = {RequestId(row.request_id): row.text for row in reader.wordings.where()}
    return _Held(wordings, reader.documents.where(), organisation.allow_list(reader))


def _in_texts(held: _Held, terms: Sequence[Term]) -> Iterator[tuple[RequestId, str, Stood]]:
    """Each word that stands in what was asked for, or in the title of a document."""
    listed = TermList(terms)
    texts = [(of, Stood(), text) for of, text in held.wordings.items()]
    texts += [(d.request_id, Stood(d.title), d.title) for d in held.documents]
    for request_id, stood, text in texts:
        hits = [(span.start, span.end) for span in listed.find(text)]
        for start, end in _of_nobody(text, hits, held.allow):
            yield from ((request_id, term, stood) for term in _told(text[start:end], terms))


def _in_pages(
    workspace: Workspace,
    held: _Held,
    read: Mapping[int, Document],
    hits: Sequence[Hit],
    terms: Sequence[str],
    progress: Progress,
) -> Iterator[tuple[RequestId, str, Stood]]:
    """The first place of each word in each document; further pages are looked at only where the first is a person's."""
    known: set[tuple[int, str]] = set()
    for at, hit in enumerate(hits):
        progress(at, len(hits), "find")
        document = read[hit.document]
        left = [term for term in _told(hit.text, [Term(t) for t in terms]) if (hit.document, term) not in known]
        if not left or document.words_sha256 is None:
            continue
        text = words_file.load(workspace.vault.file(document.words_sha256), hit.page).text
        if any(_of_nobody(text, [(hit.start, hit.end)], held.allow)):
            known |= {(hit.document, term) for term in left}
            yield from ((document.request_id, term, Stood(document.title, hit.page)) for term in left)


def _told(text: str, terms: Sequence[Term]) -> list[str]:
    """The words that a place holds."""
    plain = folded(text).text
    return [term.text for term in terms if term.text in plain]


def _of_nobody(text: str, spans: Sequence[tuple[int, int]], allow: AllowList) -> Iterator[tuple[int, int]]:
    """The spans that detectors do not see as somebody's."""
    theirs = _theirs(text, allow) if spans else []
    yield from ((a, z) for a, z in spans if not any(s.start < z and a < s.end for s in theirs))


def _theirs(text: str, allow: AllowList) -> list[Span]:
    """What detectors see of persons, however faintly; the organisation's own is nobody's."""
    return [span for span in detect(text, (), allow) if span.proposed and CATEGORIES[span.category].personal]


def _each(places: Iterable[list[Stood]]) -> tuple[Stood, ...]:
    return tuple(dict.fromkeys(stood for its in places for stood in its))

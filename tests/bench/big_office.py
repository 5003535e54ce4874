"""An office that has been at work for years: its requests, one document of five thousand pages, one of all findings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app import demo, gathering
from app.domain.ids import DocumentId, RequestId
from app.services.cases import intake, official
from app.services.cases.intake import NewDocument
from app.services.marking import review
from app.workspace import Workspace, utc_now
from redaction import words_file
from redaction.files import WorkingPdf
from redaction.findings import Evidence, Finding
from redaction.words import PageText
from tests.bench import office_pdf, raw
from tests.bench.large import FINDINGS, PAGES, PAPER, PAPER_PAGES, Long
from tests.bench.office_pdf import NAMES, WORDS
from tests.builders import A4, MAJA, PASSWORD, RECEIVED, Office, an_office, page_of

REQUESTS = 200
"""Requests beside the large ones, each with a document and what was found in it."""
LINES = 20
PERSON = "PERSON"


def make(folder: Path) -> dict[str, int]:
    """Makes the office in ``folder``; gives the ids of the documents by the titles, and of the demo's request."""
    office = an_office(folder)
    office.workspace.clock = utc_now
    office.as_(MAJA)
    ids = {long.title: int(_long(office, long, folder)) for long in (PAGES, FINDINGS)}
    for number in range(REQUESTS):
        request_id = office.request(f"Begäran om handling – avbrott {number + 1}")
        document_id = office.document(request_id, title=f"Klagomål {number + 1}")
        marks = office.findings(document_id, [f"ord {at}" for at in range(5)])
        if number % 2:
            office.workspace.do(review.accept, marks, "OSL 21:7")
    case = demo.prepare(office.workspace, {MAJA: PASSWORD}, lambda _said: None)
    ids |= {"demo": int(case.request_id), "small": int(request_id)}
    office.workspace.close()
    office_pdf.make(folder / PAPER, PAPER_PAGES)
    return ids


def _long(office: Office, long: Long, folder: Path) -> DocumentId:
    workspace = office.workspace
    request_id = office.request(f"Begäran om handling – {long.title.casefold()}")
    source = folder / "long.pdf"
    raw.long_pdf(source, long.pages)
    sha256, size = workspace.vault.take_in(source)
    page = page_of(_lines(long.on_page))
    with workspace.vault.workspace() as place:
        words_file.save((replace(page, page=number) for number in range(long.pages)), place / "words")
        words, _size = workspace.vault.keep(place / "words")
    document_id = workspace.do(intake.take_in, request_id, NewDocument(long.title, source.name, sha256, size))
    working = WorkingPdf(sha256, (A4,) * long.pages, "pdf")
    workspace.do(intake.was_read, document_id, working, words, "application/pdf")
    workspace.do(official.answer, [document_id], RECEIVED)
    workspace.do(intake.store_findings, document_id, list(_findings(page, long.pages)))
    _gather(workspace, request_id)
    return document_id


def _gather(workspace: Workspace, request_id: RequestId) -> None:
    gathering.gather(workspace, request_id)


def _lines(names: int) -> list[str]:
    """The lines of a page on which so many names stand, evenly spread."""
    words, given = itertools.cycle(WORDS), itertools.cycle(NAMES)
    each = [names // LINES + (at < names % LINES) for at in range(LINES)]
    return [" ".join([next(words), *(f"{next(given)} {next(words)}" for _ in range(count))]) for count in each]


def _findings(page: PageText, pages: int) -> Iterator[Finding]:
    why = (Evidence("persons"),)
    spans: Sequence[tuple[int, int]] = [hit.span() for hit in re.finditer("|".join(map(re.escape, NAMES)), page.text)]
    found = [(start, end, page.rects(start, end), page.text[start:end]) for start, end in spans]
    for number in range(pages):
        for start, end, rects, text in found:
            yield Finding(PERSON, number, start, end, rects, 0.99, text, why)

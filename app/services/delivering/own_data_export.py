"""A person's own data in a form that a machine reads (GDPR art. 15.3 and 20): JSON and CSV of what stays in sight.

JSON: ``format`` ("utlamna-own-data-1"), ``company``, ``reference`` (the request's number), ``day`` (ISO 8601), and
``rows``, each with ``category``, ``text``, ``document`` and ``page`` (from 1). CSV: the same rows under these names.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection
from dataclasses import asdict, astuple, dataclass
from datetime import date

from app.domain import reasons
from app.domain.errors import Refused
from app.domain.events import OwnDataTaken
from app.domain.ids import RequestId
from app.domain.own_data import DataOutcome
from app.domain.people import Right
from app.domain.requests import Track
from app.store.unit import Reader, Unit
from redaction.findings import Finding
from redaction.marks import Mark, MarkKind, MarkState

from ..marking import individual_marks
from ..office import organisation
from ..writing import letters
from . import own_data
from .compilations import safe

FORMAT = "utlamna-own-data-1"
KIND = "own-data-"
"""With "json" or "csv", what the files of a package are kept as."""
JSON, CSV = "json", "csv"
FORMS = (JSON, CSV)
ENCODINGS = {JSON: "utf-8", CSV: "utf-8-sig"}
"""A Swedish Excel reads a CSV as UTF-8 only with the mark at its beginning."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing the company's documents say of the person: a category, the words, and where (page from 1)."""

    category: str
    text: str
    document: str
    page: int


def is_due(reader: Reader, request_id: RequestId) -> bool:
    """Whether an answer that was given, and was no plain no, is owed in a form that a machine reads."""
    if reader.requests.get(request_id).track is not Track.OWN_DATA:
        return False
    rights = own_data.rights()
    answers = reader.data_answers.where(request_id=request_id)
    return any(
        rights[row.right].export and row.outcome in (DataOutcome.GRANTED, DataOutcome.PARTLY) for row in answers
    )


def held(reader: Reader, request_id: RequestId, documents: Collection[int] | None = None) -> tuple[Held, ...]:
    """Everything found of the subject that no mask lies over, by document and page; in these documents, else in all.

    Raises Refused where something masked would be told, in these words or in another place's.
    """
    own = own_data.of(reader, request_id)
    if own.individual_id is None:
        return ()
    every = (d.id for d in reader.documents.where(request_id=request_id))
    burned = reader.marks.of_all(every, MarkState.ACCEPTED)
    masks = [mark for marks in burned.values() for mark in marks]
    names = organisation.categories()
    members = individual_marks.person(reader, own.individual_id).members
    rows = [
        Held(
            str(names.get(m.finding.category, {}).get("sv", m.finding.category)),
            m.finding.text,
            m.document.title,
            m.finding.page + 1,
        )
        for m in members
        if (documents is None or m.document.id in documents) and not _covered(m.finding, burned[m.document.id])
    ]
    found = tuple(dict.fromkeys(rows))
    said = "\n".join(f"{row.text}\n{row.document}" for row in found)
    if reasons.told(said, masks) - reasons.told(letters.own_words(reader, request_id), masks):
        raise Refused("secret-in-own-data")
    return found


def _covered(finding: Finding, burned: Collection[Mark]) -> bool:
    """Whether a mask lies over any part of a finding, whoever made it."""
    return any(
        mark.page == finding.page
        and (mark.kind is MarkKind.PAGE or any(a.intersection(b) for a in finding.rects for b in mark.rects))
        for mark in burned
    )


def written(
    reader: Reader, request_id: RequestId, form: str, day: date, documents: Collection[int] | None = None
) -> str:
    """The export as the text of a file, ``form`` JSON or CSV.

    Raises Refused before it is known who asks and which person of the request that is, and as ``held`` does.
    """
    own = own_data.of(reader, request_id)
    if not own.way:
        raise Refused("identity-missing")
    if own.individual_id is None:
        raise Refused("asker-missing")
    rows = held(reader, request_id, documents)
    return _csv(rows) if form == CSV else _json(reader, request_id, rows, day)


def take_out(unit: Unit, request_id: RequestId, form: str, day: date) -> str:
    """The person's own data as the text of a file that leaves by itself, beside any package; the log says so.

    Raises Refused as ``written`` does, and while it is not judged whether something of it is to be masked.
    """
    unit.require(Right.PREPARE)
    text = written(unit, request_id, form, day)
    waits = _unjudged(unit, request_id)
    if waits:
        raise Refused("marks-unjudged", count=waits)
    unit.record(OwnDataTaken(request_id, form))
    return text


def _unjudged(reader: Reader, request_id: RequestId) -> int:
    """How many things found of the subject lie under a proposal that nobody has judged."""
    own = own_data.of(reader, request_id)
    members = individual_marks.person(reader, own.individual_id).members if own.individual_id is not None else ()
    waits = reader.marks.of_all((m.document.id for m in members), MarkState.PROPOSED)
    return sum(_covered(m.finding, waits[m.document.id]) for m in members)


def _json(reader: Reader, request_id: RequestId, rows: tuple[Held, ...], day: date) -> str:
    body = {
        "format": FORMAT,
        "company": organisation.profile(reader).legal_entity,
        "reference": reader.requests.get(request_id).registry_number,
        "day": day.isoformat(),
        "rows": [asdict(row) for row in rows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _csv(rows: tuple[Held, ...]) -> str:
    """As a Swedish Excel reads it; no cell is counted out as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(Held.__dataclass_fields__)
    writer.writerows(safe([str(cell) for cell in astuple(row)]) for row in rows)
    return text.getvalue()

"""Documents in documents: each is one of its own, shown under the one it came in, and nothing is lost with that one."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app import long_work
from app.domain import family
from app.domain.ids import DocumentId, RequestId
from app.domain.requests import Document, DocumentState
from app.jobs.reports import JobCancelled
from app.services import queries
from app.services.cases import intake
from app.services.cases.intake import NewDocument
from app.services.delivering import delivery
from redaction.errors import TooLarge
from redaction.files import WorkingPdf
from tests.builders import A4, Office


def came_in(office: Office, parent: DocumentId, *titles: str) -> tuple[DocumentId, ...]:
    """Documents that came in this one, which is read anew for it; they wait."""
    vault = office.workspace.vault
    members = [NewDocument(title, f"{title}.txt", vault.put_bytes(title.encode()), len(title)) for title in titles]
    office.workspace.do(lambda unit: unit.documents.save(_waiting(unit.documents.get(parent))))
    working = WorkingPdf(vault.put_bytes(b"working"), (A4,), "mail")
    return office.workspace.do(intake.was_read, parent, working, "0" * 64, "message/rfc822", members)


def _waiting(document: Document) -> Document:
    return replace(document, state=DocumentState.WAITING)


def tree(office: Office, request_id: RequestId) -> list[tuple[str, int]]:
    """What the request's page lists: titles with their depth."""
    view = office.workspace.ask(
        queries.request, request_id, office.workspace.signed_in, office.workspace.clock()
    )
    return [(row.document.title, row.depth) for row in view.current.documents]


def a_mail(office: Office) -> tuple[RequestId, DocumentId, tuple[DocumentId, ...]]:
    """A mail with two attachments, one of them a mail with one of its own, and another document after it."""
    request_id = office.request()
    mail = office.document(request_id, title="Brev")
    office.document(request_id, title="Annat")
    one, two = came_in(office, mail, "Bilaga", "Vidarebefordrat")
    (three,) = came_in(office, two, "Inuti")
    return request_id, mail, (one, two, three)


def test_what_came_in_a_document_stands_under_it(office: Office) -> None:
    """By number, each followed by its own, however deep; every one is a document with a number of its own."""
    request_id, _mail, members = a_mail(office)
    assert tree(office, request_id) == [("Brev", 0), ("Bilaga", 1), ("Vidarebefordrat", 1), ("Inuti", 2), ("Annat", 0)]
    rows = office.workspace.ask(delivery.documents, office.delivery(request_id))
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    waiting = {row.id for row in rows if row.state is DocumentState.WAITING}
    assert waiting == {members[0], members[2]}


def test_a_document_leaves_with_all_that_came_in_it_or_alone(office: Office) -> None:
    """Alone, its members stand at the top afterwards; with them, none is left. Each removal is in the log."""
    request_id, mail, (_one, two, _three) = a_mail(office)
    assert len(office.workspace.ask(intake.members, mail)) == 3
    office.workspace.do(intake.remove, two)
    assert tree(office, request_id) == [("Brev", 0), ("Bilaga", 1), ("Annat", 0), ("Inuti", 0)]
    office.workspace.do(intake.remove, mail, True)
    assert tree(office, request_id) == [("Annat", 0), ("Inuti", 0)]


def test_too_many_or_too_deep_is_refused_before_anything_is_stored(office: Office) -> None:
    """A parcel in a parcel in a parcel ends at a depth, and at a number of documents for the whole of it."""
    request_id = office.request()
    document_id = office.document(request_id)
    for number in range(family.DEEPEST):
        office.workspace.ask(intake.check_members, document_id, 1)
        (document_id,) = came_in(office, document_id, f"Nivå {number}")
    with pytest.raises(TooLarge):
        office.workspace.ask(intake.check_members, document_id, 1)
    office.workspace.ask(intake.check_members, document_id, 0)
    with pytest.raises(TooLarge):
        office.workspace.ask(intake.check_members, office.document(request_id, title="Ny"), family.MOST + 1)


def test_a_stop_between_two_loses_none_of_them(office: Office, tmp_path: Path) -> None:
    """The members are stored with the archive's own pages: called off after those, they wait, and are read later."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("Mapp/ett.txt", "Lovisa Granberg")
        made.writestr("två.txt", "Torsten Ek")
    request_id = office.request()
    begun = []

    def stop(done: int, total: int, phase: str) -> None:
        begun.append((done, phase))
        if begun.count((0, "open")) > 1:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        long_work.take_in(office.workspace, request_id, tmp_path / "a.zip", progress=stop)
    rows = office.workspace.ask(lambda reader: reader.documents.where(request_id=request_id))
    assert [row.state for row in rows] == [DocumentState.REVIEW, DocumentState.WAITING, DocumentState.WAITING]
    assert tree(office, request_id) == [("a", 0), ("Mapp/ett", 1), ("två", 1)]
    assert long_work.read(office.workspace, rows[1].id).pages == 1
    assert [row.title for row in long_work.family(office.workspace, rows[0].id)] == ["a", "Mapp/ett", "två"]

"""After the closing the working copy is made from the original again, the same byte by byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from argon2 import PasswordHasher

from app import long_work, purging, reissue
from app.domain.ids import RequestId
from app.services.keeping import retention
from app.services.office import people
from app.store.unit import Unit
from redaction.errors import DocumentError
from resources import path
from tests.builders import START, Office, an_office
from tests.redaction.office import with_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    made = an_office(tmp_path)
    yield made
    made.workspace.close()


@pytest.mark.parametrize("name", ["tjansteanteckning.txt", "protokoll-kundrad.docx", "klagomal-1.pdf"])
def test_a_working_copy_that_left_can_be_made_again(office: Office, name: str) -> None:
    """So a copy can be made anew and compared years later although working copies go when a request is closed."""
    document = long_work.take_in(office.workspace, office.request(), path("samples", name))
    assert document.working_sha256 is not None
    if document.working_sha256 != document.source_sha256:
        office.workspace.vault.remove(document.working_sha256)
    with office.workspace.vault.workspace() as folder:
        made = reissue._working(office.workspace, document, document.working_sha256, folder, None)
        assert hashlib.sha256(made.read_bytes()).hexdigest() == document.working_sha256


def set_closed(unit: Unit, request_id: RequestId, at: datetime | None) -> None:
    """Closes a request, whose working copies go, or opens it again (None)."""
    if at is not None:
        retention.drop_working_copies(unit, request_id)
    unit.requests.save(replace(unit.requests.get(request_id), closed_at=at))


def test_a_locked_original_is_opened_by_its_password_again(office: Office, tmp_path: Path) -> None:
    """Nothing kept the password: without it the copy is not made, with it the very same pages are there."""
    request_id, do = office.request(), office.workspace.do
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(path("samples", "klagomal-1.pdf")) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="hemligt", owner="hemligt", R=6))
    before = long_work.take_in(office.workspace, request_id, locked, "", "hemligt")
    do(set_closed, request_id, START)
    purging.sweep(office.workspace)
    do(set_closed, request_id, None)
    with pytest.raises(DocumentError):
        purging.restore(office.workspace, request_id)
    assert purging.restore(office.workspace, request_id, password="hemligt") == 1
    after = office.workspace.ask(lambda r: r.documents.get(before.id))
    assert (after.working_sha256, after.words_sha256) == (before.working_sha256, before.words_sha256)


def test_pages_that_we_made_are_made_again_our_way(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where LibreOffice has come to the machine meanwhile, or to another one: the marks stand on our layout."""
    request_id, ask, do = office.request(), office.workspace.ask, office.workspace.do
    before = long_work.take_in(office.workspace, request_id, path("samples", "protokoll-kundrad.docx"))
    do(set_closed, request_id, START)
    purging.sweep(office.workspace)
    do(set_closed, request_id, None)
    with_office(monkeypatch)
    assert purging.restore(office.workspace, request_id) == 1
    after = ask(lambda r: r.documents.get(before.id))
    assert (after.importer, after.working_sha256) == ("dxpdf", before.working_sha256)


def test_pages_that_another_program_made_stay(office: Office) -> None:
    """Nobody can lay them out again letter for letter: with the closing only their words go, and these come back."""
    request_id, ask, do = office.request(), office.workspace.ask, office.workspace.do
    read = long_work.take_in(office.workspace, request_id, path("samples", "protokoll-kundrad.docx"))
    do(lambda unit: unit.documents.save(replace(read, importer="libreoffice")))
    before = ask(lambda r: r.documents.get(read.id))
    do(set_closed, request_id, START)
    purging.sweep(office.workspace)
    assert office.workspace.vault.check(before.working_sha256 or "")
    assert not office.workspace.vault.check(before.words_sha256 or "")
    do(set_closed, request_id, None)
    assert purging.restore(office.workspace, request_id) == 1
    after = ask(lambda r: r.documents.get(before.id))
    assert replace(after, version=before.version) == before
    assert office.workspace.vault.check(before.words_sha256 or "")


def test_a_request_that_is_opened_again_gets_its_working_copies_back(office: Office) -> None:
    """The very same pages and words, so that marks stand where they stood; while it is closed nothing is made."""
    request_id, ask, do = office.request(), office.workspace.ask, office.workspace.do
    before = long_work.take_in(office.workspace, request_id, path("samples", "tjansteanteckning.txt"))

    do(set_closed, request_id, START)
    purging.sweep(office.workspace)
    assert before.words_sha256 is not None
    assert before.working_sha256 is not None
    assert not office.workspace.vault.check(before.words_sha256)
    assert not office.workspace.vault.check(before.working_sha256)
    assert purging.restore(office.workspace, request_id) == 0
    do(set_closed, request_id, None)
    assert purging.restore(office.workspace, request_id) == 1
    after = ask(lambda r: r.documents.get(before.id))
    assert replace(after, version=before.version) == before
    assert office.workspace.vault.check(before.working_sha256)
    assert ask(purging.missing, request_id) == ()

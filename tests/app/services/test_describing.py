"""The list of documents: what files and clerks say of them, taken back again; one order for list, letter, package."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.cli.document_list import _row
from app.domain.errors import Refused
from app.domain.ids import DocumentId, RequestId
from app.services import queries
from app.services.cases import describing
from app.services.cases.describing import NewDescription
from app.services.delivering import delivery
from app.store import audit_log
from redaction.files import About
from tests.builders import Office


def three(office: Office) -> tuple[RequestId, list[DocumentId]]:
    """A request with three documents."""
    request_id = office.request()
    return request_id, [office.document(request_id, title=title) for title in ("Bilaga", "Avtal", "Cirkulär")]


def order(office: Office, request_id: RequestId) -> list[str]:
    """The titles in the order of the package."""
    return [d.title for d in office.workspace.ask(delivery.documents, office.delivery(request_id))]


def test_what_the_file_says_holds_until_somebody_says_otherwise(office: Office) -> None:
    """The clerk's word comes before the file's, and taking it back leads to the word before."""
    _request, (document_id, *_more) = three(office)
    do, ask = office.workspace.do, office.workspace.ask
    do(describing.from_file, document_id, About("2026-02-04", "Nova <nova@example.se>"))
    do(describing.say, document_id, NewDescription(date(2026, 2, 5), "Nova", "brev", "KS 2026-1"))
    do(describing.say, document_id, NewDescription(date(2026, 2, 6), "Nova", "brev", "KS 2026-1"))
    do(describing.from_file, document_id, About("2026-02-03", "Nova"))
    assert ask(describing.of, [document_id])[document_id].dated == date(2026, 2, 6)
    do(describing.take_back, document_id)
    assert ask(describing.of, [document_id])[document_id].dated == date(2026, 2, 5)
    do(describing.take_back, document_id)
    found = ask(describing.of, [document_id])[document_id]
    assert (found.dated, found.sender, found.said_by) == (date(2026, 2, 3), "Nova", None)
    with pytest.raises(Refused, match="nothing-said"):
        do(describing.take_back, document_id)


def test_who_sent_it_stands_in_no_log_row(office: Office) -> None:
    """The sender of a mail is the document's content: the log tells that something was said, never what."""
    _request, (document_id, *_more) = three(office)
    office.workspace.do(describing.say, document_id, NewDescription(None, "Nova Testsson", "brev", "Nova 1"))
    rows = office.workspace.ask(lambda reader: tuple(audit_log.rows(reader.connection)))
    assert rows[-1].event == "document-described"
    assert not any("Nova" in str(row) for row in rows)


def test_moving_and_sorting_is_the_order_of_the_package(office: Office) -> None:
    """Up and down, by title, by date (unknown last): the numbers follow, and the old order can be put back."""
    request_id, ids = three(office)
    before = [d.id for d in office.workspace.ask(delivery.documents, office.delivery(request_id))]
    office.workspace.do(describing.move, ids[2], -1)
    assert order(office, request_id) == ["Bilaga", "Cirkulär", "Avtal"]
    office.workspace.do(describing.move, ids[2], -9)
    assert order(office, request_id) == ["Cirkulär", "Bilaga", "Avtal"]
    office.workspace.do(describing.sort, office.delivery(request_id), "title")
    assert order(office, request_id) == ["Avtal", "Bilaga", "Cirkulär"]
    office.workspace.do(describing.say, ids[2], NewDescription(date(2026, 1, 1)))
    office.workspace.do(describing.sort, office.delivery(request_id), "date")
    assert order(office, request_id)[0] == "Cirkulär"
    office.workspace.do(describing.arrange, office.delivery(request_id), before)
    assert order(office, request_id) == ["Bilaga", "Avtal", "Cirkulär"]


def test_what_came_in_one_goes_with_it(office: Office) -> None:
    """A mail moves with its attachments, which stay behind it; an order that parts them is refused."""
    request_id, (first, second, third) = three(office)
    member = office.document(request_id, title="Bifogat")
    office.workspace.do(lambda unit: unit.documents.save(replace(unit.documents.get(member), parent_id=second)))
    office.workspace.do(describing.move, third, -2)
    assert order(office, request_id) == ["Cirkulär", "Bilaga", "Avtal", "Bifogat"]
    office.workspace.do(describing.move, second, -1)
    assert order(office, request_id) == ["Cirkulär", "Avtal", "Bifogat", "Bilaga"]
    with pytest.raises(Refused, match="order-unlike"):
        office.workspace.do(describing.arrange, office.delivery(request_id), [member, first, second, third])
    with pytest.raises(Refused, match="order-unlike"):
        office.workspace.do(describing.arrange, office.delivery(request_id), [first, second])


def test_another_order_voids_what_was_signed(office: Office) -> None:
    """Numbers stand on pages and in the letter, so they are part of what the reviewer signs; the same order is not."""
    request_id, delivery_id, document_id = office.masked()
    hash_before = office.workspace.ask(delivery.plan_hash, delivery_id)
    office.workspace.do(describing.move, document_id, 1)
    assert office.workspace.ask(delivery.plan_hash, delivery_id) == hash_before
    office.document(request_id, title="Annat")
    hash_before = office.workspace.ask(delivery.plan_hash, delivery_id)
    office.workspace.do(describing.move, document_id, 1)
    assert office.workspace.ask(delivery.plan_hash, delivery_id) != hash_before


def test_the_row_of_the_list(office: Office) -> None:
    """Number, day, sender, kind, pages, reference and title; where nothing is said the kind is the file's."""
    request_id, (document_id, *_more) = three(office)
    office.workspace.do(describing.say, document_id, NewDescription(date(2026, 2, 5), "Nova", "", "KS 2026-1"))
    part = office.workspace.ask(queries.delivery, office.delivery(request_id), office.workspace.signed_in)
    assert _row(part.documents[0]) == (1, date(2026, 2, 5), "Nova", "pdf", 2, "KS 2026-1", "Bilaga")

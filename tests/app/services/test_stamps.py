"""Stamps on the pages that leave: the office's choice, the delivery's own, and one number in copy, letter and list."""

from __future__ import annotations

import pytest

from app.domain.errors import Refused
from app.services.delivering import delivery, stamps
from app.store.unit import Reader
from redaction.plan import RedactionPlan
from tests.builders import MAJA, SVEN, Office


def test_new_deliveries_bear_stamps_until_the_office_says_no(office: Office) -> None:
    """The office's choice holds for what is opened afterwards; what is open keeps its own."""
    first = office.delivery(office.request())
    assert office.workspace.ask(lambda reader: reader.deliveries.get(first)).stamped
    with pytest.raises(Refused):
        office.as_(MAJA).workspace.do(stamps.set_on, False)
    office.as_(SVEN).workspace.do(stamps.set_on, False)
    second = office.as_(MAJA).delivery(office.request())
    held = office.workspace.ask(lambda reader: [reader.deliveries.get(d).stamped for d in (first, second)])
    assert held == [True, False]


def test_a_change_of_the_choice_voids_what_was_signed(office: Office) -> None:
    """What is printed on the pages belongs to what the reviewer signs."""
    _request, delivery_id, _document = office.signed()
    before = office.workspace.ask(delivery.plan_hash, delivery_id)
    office.workspace.do(delivery.choose, delivery_id, stamped=False)
    assert office.workspace.ask(delivery.signature, delivery_id) is None
    assert office.workspace.ask(delivery.plan_hash, delivery_id) != before


def test_the_stamp_names_the_document_as_the_letter_does(office: Office) -> None:
    """Registry number and the document's number stand in the plan of its copy."""
    request_id, delivery_id, document_id = office.masked()
    number = office.workspace.ask(lambda reader: reader.requests.get(request_id)).registry_number

    def plan(reader: Reader) -> RedactionPlan:
        return delivery.plan(reader, reader.documents.get(document_id), reader.deliveries.get(delivery_id))

    assert office.workspace.ask(plan).stamp == f"{number} · 1"

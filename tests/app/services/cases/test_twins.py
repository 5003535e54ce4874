"""The same file is told where it is met again: twice in an answer, or handed out before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.cases import twins
from app.services.cases.twins import Twin
from app.services.delivering import delivery
from tests.app.services.test_deliveries import handed_out
from tests.builders import MAJA, Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office."""
    made = an_office(tmp_path)
    yield made
    made.workspace.close()


def found(office: Office, delivery_id: int) -> list[Twin | None]:
    """What is told of the documents of a delivery, in their order."""
    rows = office.workspace.ask(delivery.documents, delivery_id)
    told = office.workspace.ask(twins.of, rows)
    return [told.get(row.id) for row in rows]


def test_a_file_that_came_twice_is_told_at_the_second(office: Office) -> None:
    """By the number of the first; others are alone."""
    request_id = office.request()
    office.document(request_id)
    office.document(request_id)
    assert found(office, office.delivery(request_id)) == [None, Twin(1)]


def test_a_file_that_was_handed_out_before_is_told_with_its_masks(office: Office) -> None:
    """Once it has left, and not before: what another request prepares is its own matter."""
    first, earlier, handed = office.masked()
    request_id = office.request()
    same = office.document(request_id)
    file = office.workspace.ask(lambda r: r.documents.get(handed)).source_sha256
    office.workspace.do(lambda unit: unit.documents.save(replace(unit.documents.get(same), source_sha256=file)))
    here = office.delivery(request_id)
    assert found(office, here) == [None]
    handed_out(office, earlier)
    office.as_(MAJA)
    number = office.workspace.ask(lambda r: r.requests.get(first)).registry_number
    assert found(office, here) == [Twin(0, number, 1)]

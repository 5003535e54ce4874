"""Two at once: what takes a colleague's word away is not done unseen; what only adds goes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain import overwriting
from app.domain.errors import ChangedMeanwhile, MarkChanged, Refused
from app.domain.people import Role
from app.services.assessing import assessment
from app.services.cases import intake, notes, official, registration
from app.services.marking import review
from app.services.office import people
from app.services.office.people import NewPerson
from app.workspace import Workspace
from tests.app.together.two import beside
from tests.builders import MAJA, PASSWORD, RECEIVED, SVEN, Office, answers

ANNA = "Anna Berg"


def colleague(office: Office) -> Workspace:
    """A second clerk with a program of her own."""
    new = NewPerson(ANNA, "handläggare", frozenset({Role.HANDLER, Role.REGISTRAR}), PASSWORD)
    office.as_(SVEN).workspace.do(people.add, new)
    office.as_(MAJA)
    theirs = beside(office)
    theirs.sign_in(ANNA, PASSWORD)
    return theirs


def test_what_a_colleague_has_said_since_is_not_written_over(office: Office) -> None:
    """Title, subject, whether it is official, an assessment taken away, a mark: told who and when, nothing changed."""
    request_id, delivery_id, document_id = office.masked()
    (mark,) = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    (row,) = office.workspace.ask(lambda reader: reader.assessments.where(delivery_id=delivery_id))
    mine, theirs = office.workspace, colleague(office)
    mine.do(intake.reopen, document_id)
    deeds: list[tuple[Callable[..., Any], tuple[Any, ...], tuple[Any, ...]]] = [
        (intake.rename, (document_id, "Hennes"), (document_id, "Min")),
        (registration.change_subject, (request_id, "Hennes ämne"), (request_id, "Mitt ämne")),
        (official.answer, ([document_id], RECEIVED), ([document_id], RECEIVED)),
        (review.accept, ([mark.id], "OSL 21:7"), ([mark.id], "OSL 21:1")),
    ]
    for deed, hers, his in deeds:
        mine.catch_up()
        seen = mine.heard_to
        theirs.do(deed, *hers)
        with pytest.raises((ChangedMeanwhile, MarkChanged)) as told, mine.seeing(seen):
            mine.do(deed, *his)
        assert told.value.parameters["who"] == ANNA
    mine.catch_up()
    seen = mine.heard_to
    theirs.do(assessment.write, delivery_id, answers("OSL 21:1", harm="Hennes ord."), row.id)
    with pytest.raises(ChangedMeanwhile), mine.seeing(seen):
        mine.do(assessment.remove, row.id)
    assert mine.ask(lambda reader: reader.documents.get(document_id)).title == "Hennes"
    assert mine.ask(lambda reader: reader.assessments.get(row.id)).harm == "Hennes ord."


def test_two_who_begin_the_same_assessment_at_once_are_asked(office: Office) -> None:
    """A second one on the same ground does not come to stand beside the first unseen."""
    delivery_id = office.delivery(office.request())
    mine, theirs = office.workspace, colleague(office)
    mine.catch_up()
    theirs.do(assessment.write, delivery_id, answers(harm="Hennes ord."))
    with pytest.raises(ChangedMeanwhile), mine.seeing(mine.heard_to):
        mine.do(assessment.write, delivery_id, answers(harm="Mina ord."))
    assert [row.harm for row in mine.ask(lambda reader: reader.assessments.where())] == ["Hennes ord."]


def test_whoever_has_looked_may_write_over(office: Office) -> None:
    """Having seen theirs, one's own holds; what one says twice oneself asks nobody."""
    document_id = office.document(office.request())
    mine, theirs = office.workspace, colleague(office)
    mine.catch_up()
    theirs.do(intake.rename, document_id, "Hennes")
    mine.catch_up()
    for title in ("Min", "Min igen"):
        with mine.seeing(mine.heard_to):
            mine.do(intake.rename, document_id, title)


def test_what_only_adds_collides_with_nothing(office: Office) -> None:
    """Two notes on one request, two marks on one page."""
    request_id = office.request()
    document_id = office.document(request_id)
    mine, theirs = office.workspace, colleague(office)
    mine.catch_up()
    seen = mine.heard_to
    theirs.do(notes.searched, request_id, "Arkivet", "inget")
    with mine.seeing(seen):
        mine.do(notes.searched, request_id, "Servern", "fyra filer")
        office.area(document_id)


def test_two_rooms_of_the_office_do_not_collide(office: Office) -> None:
    """The same word on two documents is two words."""
    request_id = office.request()
    first, second = office.document(request_id), office.document(request_id, title="Svar")
    mine, theirs = office.workspace, colleague(office)
    mine.catch_up()
    theirs.do(intake.rename, first, "Hennes")
    with mine.seeing(mine.heard_to):
        mine.do(intake.rename, second, "Min")


def test_every_subject_names_fields_that_its_events_have() -> None:
    """A table of names is only as good as the names."""
    for kind, subjects in overwriting.SAYS.items():
        for _subject, *fields in subjects:
            assert set(fields) <= set(kind.__dataclass_fields__)


def test_a_refusal_of_its_own_comes_first(office: Office) -> None:
    """Who collides and may not anyway is told that they may not."""
    with pytest.raises(Refused, match="right-missing"), office.workspace.seeing(0):
        office.workspace.do(people.set_idle_minutes, 5)

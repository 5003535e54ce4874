"""The read side asks the database a fixed number of questions, however many requests there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from app.domain.requests import DocumentState
from app.services import queries, todos
from app.services.cases import intake
from app.services.delivering import sign_off
from app.services.marking import review
from app.store.unit import Unit
from tests.builders import MAJA, SVEN, Office

Ask = Callable[[Office], object]


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """The statements that reading sends."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = office.workspace.store._reader
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


ASKED: dict[str, Ask] = {
    "requests": lambda o: o.workspace.ask(queries.requests, o.clock()),
    "todos": lambda o: o.workspace.ask(todos.todos, o.workspace.signed_in, o.clock()),
    "delivery": lambda o: o.workspace.ask(queries.delivery, o.delivery(1), o.workspace.signed_in),  # type: ignore[arg-type]
    "assessments": lambda o: o.workspace.ask(queries.assessments, o.delivery(1), o.workspace.signed_in),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", ASKED)
def test_more_requests_and_documents_are_no_more_questions(office: Office, name: str) -> None:
    """No question per request, per document or per mark; the edition of the catalogue is kept once it was read."""
    request_id = office.request()
    office.findings(office.document(request_id), ["a1", "b2"])
    ASKED[name](office)
    with counted(office) as few:
        ASKED[name](office)
    for number in range(6):
        office.findings(office.document(office.request()), ["a1", "b2", "c3"])
        office.findings(office.document(request_id, title=f"Bilaga {number}"), ["a1", "b2", "c3"])
    with counted(office) as many:
        ASKED[name](office)
    assert len(many) == len(few)


def test_the_todo_list_says_what_waits(office: Office) -> None:
    """Search, judge, finish, assess, submit: each in its time, and the same as the request's own page offers."""

    def codes() -> list[str]:
        return [t.code for t in office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock())]

    request_id = office.request()
    assert codes() == ["search"]
    document_id = office.document(request_id)
    mark = office.area(document_id)
    assert codes() == ["finish", "assess"]
    office.as_(SVEN)
    assert codes() == [], "an administrator prepares nothing, and is told of none of it"
    office.as_(MAJA)
    office.workspace.do(intake.mark_done, document_id)
    assert codes() == ["assess"]
    office.assessed(office.delivery(request_id))
    assert codes() == ["submit"]
    office.workspace.do(sign_off.submit, office.delivery(request_id))
    assert codes() == []
    office.workspace.do(intake.reopen, document_id)
    office.workspace.do(review.remove, mark)
    office.workspace.do(intake.mark_done, document_id)
    assert codes() == ["make-copies"]


@pytest.mark.parametrize(("failure", "code"), [("unsupported kind=sound", "outside"), ("damaged", "unread")])
def test_a_document_that_no_reading_helps_waits_to_be_taken_out(office: Office, failure: str, code: str) -> None:
    """A sound is judged outside the program; what broke off can be read again from a new file."""
    document_id = office.document(office.request())

    def failed(unit: Unit) -> None:
        row = unit.documents.get(document_id)
        unit.documents.save(replace(row, state=DocumentState.FAILED, failure=failure))

    office.workspace.do(failed)
    told = office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock())
    assert [t.code for t in told if t.document_id == document_id] == [code]

"""A letter is half written before the clerk types: what the request knows stands in its fields."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import Refused
from app.domain.questions import QuestionKind
from app.services.cases import questions
from app.services.cases.questions import NewQuestion
from app.services.writing import letter_fields, letters
from redaction.content import Table
from tests.app.services.test_refusal import text_of
from tests.builders import MAJA, Office


def form(office: Office, code: str) -> letter_fields.Form:
    """A letter about to be written on a request with one document."""
    request_id, _delivery, _document = office.masked()
    return office.workspace.ask(letter_fields.form, request_id, code, MAJA)


def test_what_the_request_knows_is_there(office: Office) -> None:
    """The documents with their pages and fee, the writer; the rest is typed, in the order of the catalogue."""
    found = form(office, "delay")
    assert isinstance(found.known["handlingar"], tuple)
    assert isinstance(found.known["handlingar"][0], Table)
    assert found.first("handläggare") == MAJA
    assert found.typed == ("orsak", "nytt svar")
    assert form(office, "fee").first("sidor") == "2 sidor"
    assert form(office, "consent").typed[0] == "mottagare"


def test_letters_of_deliveries_and_decisions_are_not_written_alone(office: Office) -> None:
    """They come with what they tell of."""
    for code in ("partial", "decision", "missive", "appeal", "nonsens"):
        with pytest.raises(Refused):
            form(office, code)
    assert {kind.code for kind in letter_fields.writable()} >= {"fee", "pickup", "consent", "hearing", "gdpr-access"}


def test_a_question_of_purpose_must_have_been_entered(office: Office) -> None:
    """With its provision, so that nobody is asked who they are for nothing (TF 2:18)."""
    request_id, _delivery, _document = office.masked()
    with pytest.raises(Refused) as held:
        office.workspace.ask(letter_fields.form, request_id, "purpose", MAJA)
    assert held.value.code == "letter-question-first"
    new = NewQuestion(QuestionKind.PURPOSE, "Vad ska du ha uppgifterna till?", "OSL 21:7", "Många kunder på en gång.")
    office.workspace.do(questions.ask, request_id, new)
    found = office.workspace.ask(letter_fields.form, request_id, "purpose", MAJA)
    assert (found.first("fråga"), found.first("bestämmelse")) == ("Vad ska du ha uppgifterna till?", "OSL 21:7")
    office.clock.now += timedelta(days=1)
    made = office.workspace.ask(letters.compose, "purpose", request_id, office.clock(), found.known)
    assert "Många kunder" not in text_of(made), "the circumstance stays in the house"


def test_a_kept_letter_stands_in_the_register(office: Office) -> None:
    """As what the catalogue says it is, once."""
    request_id = office.request()
    office.workspace.do(letter_fields.keep, request_id, "delay", "delay 0 x", "a" * 64, "b" * 64)
    rows = office.workspace.ask(lambda reader: reader.register_entries.where(request_id=request_id))
    assert [(row.kind, row.sha256) for row in rows] == [("request", ""), ("interim", "a" * 64)]

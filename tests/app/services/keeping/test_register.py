"""The register: entered by itself, added to by hand, and a public view that never shows what is held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.questions import QuestionKind
from app.domain.register import Direction, Held, Party
from app.domain.requests import Channel
from app.services.cases import notes, questions, registration, subjects
from app.services.cases.questions import NewQuestion
from app.services.cases.registration import NewRequest
from app.services.keeping import happened, register
from app.services.keeping.register import DiaryRow, NewEntry
from app.store import audit_log
from tests.app.services.deciding.test_decisions import ready
from tests.app.services.test_deliveries import handed_out
from tests.builders import KARIN, MAJA, START, SVEN, Office

NOTE = NewEntry("note", Direction.DRAWN_UP, START.date())
SPRING = "Begäran om handling – avbrott"


def asked_by(office: Office, name: str, subject: str = SPRING) -> RequestId:
    """A request whose requester said who they are."""
    arrived = START - timedelta(hours=2)
    new = NewRequest(subject, "Klagomålen, tack.", Channel.LETTER, arrived, name, "anna@example.se")
    return office.workspace.do(registration.register, new)


def akt(office: Office, request_id: RequestId) -> list[DiaryRow]:
    """The documents of a request as the house reads them."""
    return list(office.workspace.ask(register.of_request, request_id))


def public(office: Office) -> list[DiaryRow]:
    """The public view of all days."""
    return list(office.workspace.ask(partial(register.diary, public=True)))


def test_a_request_stands_in_the_register_as_soon_as_it_is_registered(office: Office) -> None:
    """OSL 5:1: as soon as it came in; the day is the day it arrived, the form the way it came."""
    request_id = asked_by(office, "Anna Fjällgren")
    (row,) = akt(office, request_id)
    assert (row.kind, row.direction, row.on, row.party) == ("Begäran", Direction.IN, START.date(), "Anna Fjällgren")
    assert (row.form, row.reference) == ("Brev", "FE 2026-0001:1")


def test_what_is_handed_out_is_entered_with_its_hash(office: Office) -> None:
    """Letter, every masked copy and the record of assessments, in the release's own transaction, once."""
    delivery_id = ready(office)
    request_id = office.workspace.ask(lambda r: r.deliveries.get(delivery_id)).request_id
    handed_out(office, delivery_id)
    office.workspace.do(happened.enter, request_id)
    office.workspace.do(happened.enter, request_id)
    rows = office.workspace.ask(lambda r: r.register_entries.where(request_id=request_id))
    assert [(e.kind, e.direction) for e in rows] == [
        ("request", Direction.IN),
        ("answer", Direction.OUT),
        ("assessment", Direction.DRAWN_UP),
    ]
    assert rows[1].sha256 == "3" * 64
    assert [e.number for e in rows] == [1, 2, 3]


def test_a_person_adds_a_note_and_strikes_one_that_was_wrong(office: Office) -> None:
    """It stays in the house with its reason and leaves the public view; what the program entered is not struck."""
    request_id = office.request()
    entry_id = office.workspace.do(register.add, request_id, NOTE)
    assert [row.kind for row in akt(office, request_id)] == ["Begäran", "Tjänsteanteckning"]
    with pytest.raises(Refused, match="entry-without-reason"):
        office.workspace.do(register.strike, entry_id, " ")
    office.workspace.do(register.strike, entry_id, "fel ärende")
    assert akt(office, request_id)[1].struck == "fel ärende"
    assert [row.kind for row in public(office)] == ["Begäran"]
    with pytest.raises(Refused, match="register-not-struck"):
        office.workspace.do(register.strike, akt(office, request_id)[0].entry_id, "nej")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewEntry("decision", Direction.OUT, START.date()), "register-kind"),
        (NewEntry("note", Direction.IN, START.date() + timedelta(days=1)), "arrives-later"),
        (NewEntry("note", Direction.IN, START.date(), Party.NAMED), "party-missing"),
        (NewEntry("note", Direction.IN, START.date(), form="duva"), "register-kind"),
        (NewEntry("note", Direction.IN, START.date(), subject="Ringde 070-174 06 12"), "subject-personal"),
    ],
)
def test_what_cannot_be_entered_by_hand(office: Office, new: NewEntry, code: str) -> None:
    """The program's own kinds, a day ahead, a party without a name, an unknown form, a number in the subject."""
    request_id = office.request()
    with pytest.raises(Refused, match=code):
        office.workspace.do(register.add, request_id, new)


def test_the_public_view_never_names_a_private_person_unless_the_office_decides_so(office: Office) -> None:
    """The register of requests shall not become a list of who asks for what (law.md 1.5); the policy is logged."""
    request_id = asked_by(office, "Anna Fjällgren")
    typed = [("Bo Ekvall", Party.PRIVATE), ("Fjällentreprenad AB", Party.NAMED)]
    for name, party in typed:
        new = NewEntry("correspondence", Direction.IN, START.date(), party, name)
        office.workspace.do(register.add, request_id, new)
    assert [row.party for row in public(office)] == ["Sökanden", "Enskild", "Fjällentreprenad AB"]
    with pytest.raises(Refused, match="right-missing"):
        office.workspace.do(register.set_private_names, True)
    office.as_(SVEN).workspace.do(register.set_private_names, True)
    assert [row.party for row in public(office)] == ["Anna Fjällgren", "Bo Ekvall", "Fjällentreprenad AB"]


def test_a_sender_who_is_held_back_is_told_by_no_other_row_and_by_no_subject(office: Office) -> None:
    """The answer to them, the subject of the request and a note name them too; a part of a word does not."""
    request_id = asked_by(office, "", "Begäran om handling – Sekreta ABs ritningar")
    sent = NewEntry("correspondence", Direction.IN, START.date(), Party.NAMED, "Sekreta AB", "skyddsplan")
    entry_id = office.workspace.do(register.add, request_id, sent)
    office.workspace.do(register.add, request_id, replace(sent, direction=Direction.OUT))
    office.workspace.do(register.hold, request_id, Held.PARTY, "OSL 18:8", entry_id)
    assert "Sekreta" not in repr(public(office))
    assert [row.subject for row in public(office)] == ["", "skyddsplan", "skyddsplan"]
    assert not register.says("Begäran om bostad", "Bo")
    assert register.says("Brev från bo", "Bo")


def test_what_is_held_back_is_in_no_public_row(office: Office) -> None:
    """OSL 5:2: sender and subject of one entry or the whole request, with provision and who decided; until lifted."""
    request_id = asked_by(office, "", "Begäran om handling – hot mot anläggning")
    new = NewEntry("correspondence", Direction.IN, START.date(), Party.NAMED, "Sekreta AB", "skyddsplan")
    entry_id = office.workspace.do(register.add, request_id, new)
    subject = office.workspace.do(register.hold, request_id, Held.SUBJECT, "OSL 18:8")
    party = office.workspace.do(register.hold, request_id, Held.PARTY, "OSL 18:8", entry_id)
    seen = repr(public(office))
    for secret in ("hot mot", "skyddsplan", "Sekreta"):
        assert secret not in seen
    inner = repr(akt(office, request_id))
    assert "hot mot" in inner
    assert "Sekreta" in inner
    kept = office.workspace.ask(register.holds, request_id)
    assert [(h.provision, h.decided_by) for h in kept] == [("OSL 18:8", office.workspace.signed_in.id)] * 2
    office.workspace.do(register.lift, subject)
    assert "hot mot" in repr(public(office))
    assert "Sekreta" not in repr(public(office))
    office.workspace.do(register.lift, party)
    assert "Sekreta" in repr(public(office))


def test_holding_back_needs_a_provision_and_holds_once(office: Office) -> None:
    """"GDPR" holds nothing back (TF 2:2), and a reviewer does not keep the diary."""
    request_id = office.request()
    with pytest.raises(Refused, match="provision-unknown"):
        office.workspace.do(register.hold, request_id, Held.PARTY, "GDPR")
    office.workspace.do(register.hold, request_id, Held.PARTY, "OSL 21:7")
    with pytest.raises(Refused, match="register-held"):
        office.workspace.do(register.hold, request_id, Held.PARTY, "OSL 21:7")
    office.as_(KARIN)
    with pytest.raises(Refused, match="right-missing"):
        office.workspace.do(register.hold, request_id, Held.SUBJECT, "OSL 21:7")


def test_the_diary_is_of_a_period(office: Office) -> None:
    """Both days are in it."""
    office.request()
    day = START.date()
    ask = office.workspace.ask
    assert len(ask(register.diary, day, day)) == 1
    assert ask(register.diary, day + timedelta(days=1), None) == ()
    assert ask(register.diary, date(2026, 1, 1), day - timedelta(days=1)) == ()


@pytest.mark.parametrize(
    "subject", ["Begäran – 19810107-9294", "Klagomål från 070-174 06 12", "Mejl från anna.fjallgren@example.se"]
)
def test_a_number_phone_or_mail_is_never_kept_in_the_subject(office: Office, subject: str) -> None:
    """Certain personal data is refused, confirmed or not."""
    arrived = START - timedelta(hours=2)
    new = NewRequest(subject, "Ord.", Channel.EMAIL, arrived, subject_confirmed=True)
    with pytest.raises(Refused, match="subject-personal"):
        office.workspace.do(registration.register, new)


def test_a_name_in_the_subject_is_asked_about_and_the_answer_is_logged(office: Office) -> None:
    """Doubt is a person's to settle: refused first, kept once confirmed, and the log says so without the words."""
    arrived = START - timedelta(hours=2)
    new = NewRequest("Begäran om brev från Lovisa Granberg", "Ord.", Channel.EMAIL, arrived)
    with pytest.raises(Refused, match="subject-doubted") as refused:
        office.workspace.do(registration.register, new)
    assert "person" in str(refused.value.parameters["what"]).lower()
    request_id = asked_by(office, "")
    with pytest.raises(Refused, match="subject-doubted"):
        office.workspace.do(registration.change_subject, request_id, new.subject)
    office.workspace.do(registration.change_subject, request_id, new.subject, confirmed=True)
    rows = office.workspace.ask(lambda r: list(audit_log.rows(r.connection, request_id)))
    assert [row.event for row in rows][-2:] == ["subject-changed", "subject-confirmed"]
    assert "Granberg" not in repr(rows)


def test_neutral_subjects_and_the_companys_own_are_left_alone(office: Office) -> None:
    """The proposal and the organisation's own phone are nobody's personal data."""
    for text in ("Begäran om utlämnande av handling – elavbrott i Fjällvik", "Fjällviks Energi AB, 070-174 06 05"):
        assert office.workspace.ask(subjects.look, text) == subjects.Look()


def test_requests_are_not_found_by_who_asked(office: Office) -> None:
    """Only the registrar's own rows hold a name, and forgetting the requester empties them (law.md 3.5)."""
    request_id = asked_by(office, "Anna Fjällgren")
    office.workspace.do(lambda unit: unit.requesters.remove(request_id=request_id))
    assert [row.party for row in akt(office.as_(MAJA), request_id)] == ["Sökanden"]


def test_searches_and_questions_are_entered_without_their_words(office: Office) -> None:
    """A note of where was searched, a question of which documents and its answer: days and kinds alone."""
    request_id = office.request()
    office.workspace.do(notes.searched, request_id, "Arkivet på Storgatan", "inget")
    office.workspace.do(questions.ask, request_id, NewQuestion(QuestionKind.PRECISION, "Vilket år gäller det?"))
    rows = akt(office, request_id)
    assert [(row.kind, row.direction) for row in rows[1:]] == [
        ("Anteckning om sökning", Direction.DRAWN_UP),
        ("Precisering", Direction.OUT),
    ]
    assert "Storgatan" not in repr(rows)

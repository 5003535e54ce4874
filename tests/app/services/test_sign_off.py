"""Sign-off: a second person, a password again, exactly what was seen; and who may do what."""

from dataclasses import replace

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.events import PasswordMissed
from app.domain.ids import DeliveryId
from app.domain.log_events import event_of
from app.domain.people import Role
from app.domain.requests import DeliveryState, Outcome, RequestState
from app.services import queries
from app.services.assessing import assessment
from app.services.cases import intake, registration
from app.services.delivering import delivery, delivery_facts, disclosure, sign_off
from app.services.marking import review
from app.services.office import people
from app.services.office.people import NewPerson
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, answers_of


def sign(office: Office, delivery_id: DeliveryId, password: str = PASSWORD) -> None:
    """Signs what is seen now."""
    seen = office.workspace.ask(delivery.plan_hash, delivery_id)
    office.workspace.do(sign_off.sign, delivery_id, seen, password)


def codes(error: pytest.ExceptionInfo[Blocked]) -> list[str]:
    """What stood in the way."""
    return [b.code for b in error.value.blockers]


def test_who_prepared_cannot_sign(office: Office) -> None:
    """Not even a person who is clerk and reviewer at once."""
    office.as_(SVEN)
    both = NewPerson("Bo Både", "allt", frozenset({Role.REGISTRAR, Role.HANDLER, Role.REVIEWER}), PASSWORD)
    office.workspace.do(people.add, both)
    office.as_("Bo Både")
    _request, delivery_id, _document = office.masked()
    office.workspace.do(sign_off.submit, delivery_id)
    with pytest.raises(Blocked) as held:
        sign(office, delivery_id)
    assert codes(held) == ["you-prepared"]


def test_a_reviewer_who_changed_a_mark_has_prepared_it(office: Office) -> None:
    """Whoever touched the plan is no second person any more."""
    _request, delivery_id, document_id = office.masked()
    office.as_(KARIN)
    office.workspace.do(intake.reopen, document_id)
    office.workspace.do(intake.mark_done, document_id)
    office.as_(MAJA).workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    with pytest.raises(Blocked) as held:
        sign(office, delivery_id)
    assert codes(held) == ["you-prepared"]


def test_a_clerk_has_no_right_to_sign(office: Office) -> None:
    """The right is checked in app."""
    _request, delivery_id, _document = office.masked()
    office.workspace.do(sign_off.submit, delivery_id)
    with pytest.raises(Blocked) as held:
        sign(office, delivery_id)
    assert "right-missing" in codes(held)


def test_a_signature_asks_for_the_password_again(office: Office) -> None:
    """A wrong password leaves no signature, and in the log that it was wrong."""
    _request, delivery_id, _document = office.masked()
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    before = office.workspace.ask(lambda reader: reader.log_head())
    with pytest.raises(Refused, match="wrong-sign-in"):
        sign(office, delivery_id, "fel lösenord här")
    assert office.workspace.ask(lambda reader: reader.signatures.where()) == ()
    (row,) = office.workspace.ask(lambda reader: reader.log_after(before.seq, 9))
    assert isinstance(event_of(row), PasswordMissed)


def test_only_what_was_seen_can_be_signed(office: Office) -> None:
    """A plan that changed between reading and signing is not signed."""
    _request, delivery_id, _document = office.masked()
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    with pytest.raises(Refused, match="plan-changed"):
        office.workspace.do(sign_off.sign, delivery_id, "0" * 64, PASSWORD)


def test_a_changed_assessment_voids_the_signature(office: Office) -> None:
    """The reasons are part of what was signed."""
    _request, delivery_id, _document = office.signed()
    row = office.workspace.ask(delivery.assessments, delivery_id).popitem()[1]
    office.workspace.do(assessment.write, delivery_id, answers_of(row, harm="Annan skada."), row.id)
    assert office.workspace.ask(delivery.signature, delivery_id) is None
    assert office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state is DeliveryState.PREPARING


def test_a_mask_without_a_finished_assessment_stops_the_review(office: Office) -> None:
    """A harm that is not stated is named as missing."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.workspace.do(review.accept, office.findings(document_id), "OSL 21:7")
    office.workspace.do(intake.mark_done, document_id)
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id, harm="  ")
    with pytest.raises(Blocked) as held:
        office.workspace.do(sign_off.submit, delivery_id)
    assert codes(held) == ["marks-without-assessment"]


def test_a_delivery_that_leaves_whole_needs_no_second_person(office: Office) -> None:
    """law.md T7: the quick path."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.workspace.do(intake.mark_done, document_id)
    delivery_id = office.delivery(request_id)
    assert office.workspace.ask(delivery_facts.of, delivery_id).outcome is Outcome.WHOLE
    office.workspace.ask(disclosure.may_make_copies, delivery_id, office.workspace.signed_in.id)


def test_a_masked_delivery_without_signature_makes_no_copies(office: Office) -> None:
    """The second person is a rule, not a habit."""
    _request, delivery_id, _document = office.masked()
    with pytest.raises(Blocked) as held:
        office.workspace.ask(disclosure.may_make_copies, delivery_id, office.workspace.signed_in.id)
    assert "signature-missing" in codes(held)


def test_switching_the_second_person_off_is_logged(office: Office) -> None:
    """A policy of the office; the log tells who and when."""
    _request, delivery_id, _document = office.masked()
    with pytest.raises(Refused, match="right-missing"):
        office.workspace.do(people.set_second_person, False)
    office.as_(SVEN).workspace.do(people.set_second_person, False)
    assert office.workspace.ask(queries.log, None, 1)[0].row.event == "policy-changed"
    office.as_(MAJA)
    office.workspace.ask(disclosure.may_make_copies, delivery_id, office.workspace.signed_in.id)


def test_a_refusal_is_signed_too(office: Office) -> None:
    """Where everything is refused a second person signs, though nothing is masked."""
    request_id = office.request()
    delivery_id = office.delivery(request_id)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    facts = office.workspace.ask(delivery_facts.of, delivery_id)
    assert facts.outcome is Outcome.REFUSED
    assert facts.needs_signature


def test_a_return_needs_a_comment(office: Office) -> None:
    """T9: the clerk is told what to change."""
    _request, delivery_id, _document = office.masked()
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    with pytest.raises(Refused, match="comment-missing"):
        office.workspace.do(sign_off.send_back, delivery_id, " ")
    office.workspace.do(sign_off.send_back, delivery_id, "Skriv skadan tydligare.")
    assert office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state is DeliveryState.PREPARING


def test_a_title_may_not_repeat_what_is_masked(office: Office) -> None:
    """The file's name and the letter's list would say it."""
    request_id = office.request()
    document_id = office.document(request_id, title="Klagomål från 19810107-9294")
    office.workspace.do(review.accept, office.findings(document_id), "OSL 21:7")
    with pytest.raises(Refused, match="secret-in-title"):
        office.workspace.ask(disclosure.check_words, office.delivery(request_id))


def test_a_person_past_the_last_day_cannot_act(office: Office) -> None:
    """Valid to is the last day, checked at each deed, not only at sign-in."""
    office.as_(SVEN)
    maja = next(p for p in office.workspace.ask(queries.people) if p.name == MAJA)
    office.workspace.do(people.change, replace(maja, valid_to=office.clock.now.date()))
    office.as_(MAJA)
    office.clock.now = office.clock.now.replace(day=office.clock.now.day + 1)
    with pytest.raises(Refused, match="person-not-valid"):
        office.request()


def test_the_last_administrator_stays(office: Office) -> None:
    """An office without an administrator could not be mended."""
    office.as_(SVEN)
    sven = next(p for p in office.workspace.ask(queries.people) if p.name == SVEN)
    with pytest.raises(Refused, match="last-administrator"):
        office.workspace.do(people.change, replace(sven, roles=frozenset({Role.HANDLER})))


def test_wrong_name_and_wrong_password_sound_the_same(office: Office) -> None:
    """The sign-in does not tell who works here."""
    for name, password in (("Ingen Alls", PASSWORD), (MAJA, "fel lösenord här")):
        with pytest.raises(Refused, match="wrong-sign-in"):
            office.workspace.sign_in(name, password)
        assert office.workspace.person is None


def test_requests_are_numbered_without_gaps_and_may_be_anonymous(office: Office) -> None:
    """One series a year; no name is asked for (TF 2:18)."""
    ids = [office.request() for _ in range(3)]
    rows = office.workspace.ask(queries.requests, office.clock.now)
    assert [r.registry_number for r in reversed(rows)] == ["FE 2026-0001", "FE 2026-0002", "FE 2026-0003"]
    assert {r.requester for r in rows} == {""}
    assert office.workspace.ask(registration.state, ids[0]) is RequestState.REGISTERED


def test_passwords_are_kept_as_argon2id(office: Office) -> None:
    """Never in clear, never in the log."""
    kept = office.workspace.ask(lambda reader: reader.passwords.where())
    assert all(p.hash.startswith("$argon2id$") for p in kept)

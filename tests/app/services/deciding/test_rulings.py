"""What courts say, mask by mask, and what follows: a delivery with what was opened, a new test, a changed decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.decisions import Decision, DecisionState, Scope
from app.domain.errors import Blocked, Refused
from app.domain.follow_ups import Because
from app.domain.ids import DecisionId, DeliveryId, MarkId
from app.domain.mark_sets import Point
from app.domain.people import Role
from app.domain.requests import DeliveryState, DocumentState
from app.domain.rulings import Court, Judgment
from app.domain.time_limits import Timeliness
from app.services.assessing import learning, recipient
from app.services.cases import intake, registration
from app.services.deciding import decision_papers, decisions, rulings
from app.services.deciding.rulings import NewRuling
from app.services.delivering import delivery, delivery_facts, disclosure, follow_ups, sign_off
from app.services.delivering.follow_ups import NewFollowUp
from app.services.marking import mark_sets, review
from app.services.office import people
from app.services.office.people import NewPerson
from app.services.writing import delivery_letters
from redaction.marks import MarkState
from redaction.report import CheckResult, Proof
from tests.app.services.deciding.test_decision_papers import words
from tests.app.services.deciding.test_decisions import at, delegate, retested
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, an_office

EVA = "Eva Chef"
NUMBERS = ("19810107-9294", "19900118-2389")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office where the head decides and the jurist signs."""
    made = an_office(tmp_path)
    yield with_head(made)
    made.workspace.close()


def with_head(office: Office) -> Office:
    """The office with its head, who may decide everything; the clerk is signed in."""
    office.as_(SVEN).workspace.do(people.add, NewPerson(EVA, "vd", frozenset({Role.DECISION_MAKER}), PASSWORD))
    delegate(office, EVA, "2026-01-01", *Scope)
    return office.as_(MAJA)


def out(office: Office, delivery_id: DeliveryId) -> None:
    """The delivery goes its whole way out, by the clerk and the jurist."""
    do, ask = office.workspace.do, office.workspace.ask
    office.as_(MAJA)
    if ask(delivery_facts.of, delivery_id).recipient:
        do(recipient.none_known, delivery_id)
    if ask(delivery_facts.of, delivery_id).needs_signature:
        office.workspace.do(sign_off.submit, delivery_id)
        office.as_(KARIN).workspace.do(sign_off.sign, delivery_id, ask(delivery.plan_hash, delivery_id), PASSWORD)
    office.as_(MAJA)
    for document in ask(delivery.documents, delivery_id):
        plan = ask(delivery.plan, document, ask(lambda reader: reader.deliveries.get(delivery_id)))
        proof = Proof("0" * 64, "1" * 64, plan.hash(), {}, (CheckResult("text", True),))
        do(disclosure.copy_made, document.id, plan, "1" * 64, proof, "2" * 64)
    do(disclosure.paper_made, delivery_id, ask(delivery.plan_hash, delivery_id), "letter", "Brev.pdf", "3" * 64)
    do(disclosure.ready, delivery_id)


def released(office: Office, delivery_id: DeliveryId) -> None:
    """The delivery leaves."""
    out(office, delivery_id)
    office.workspace.do(disclosure.release, delivery_id, "4" * 64, "e-post")


def held_back(office: Office, *, more: bool = False) -> DeliveryId:
    """An answer with two masks on one ground, and ``more``: another document with one mask on another."""
    request_id = office.request()
    first = office.document(request_id)
    office.workspace.do(review.accept, office.findings(first, NUMBERS), "OSL 21:7")
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    office.workspace.do(intake.mark_done, first)
    if more:
        second = office.document(request_id, title="Journal")
        office.workspace.do(review.accept, office.findings(second, ("ett halt golv",)), "OSL 21:1")
        office.assessed(delivery_id, "OSL 21:1", "Sjukdomen blir känd.")
        office.workspace.do(intake.mark_done, second)
    released(office, delivery_id)
    return delivery_id


def decided(office: Office, decision_id: DecisionId) -> None:
    """Tested anew and decided by the head, sent by the clerk."""
    retested(office, decision_id)
    office.as_(EVA).workspace.do(decisions.decide, decision_id, PASSWORD)
    office.as_(MAJA).workspace.do(decisions.send, decision_id, "e-post")


def appealed(office: Office, delivery_id: DeliveryId) -> DecisionId:
    """A decision on the answer that the requester has appealed in time."""
    decision_id = office.workspace.do(decisions.ask, delivery_id)
    decided(office, decision_id)
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 11), "läskvitto")
    office.workspace.do(decisions.appeal, decision_id, date(2026, 3, 11))
    return decision_id


def at_court(office: Office, delivery_id: DeliveryId) -> DecisionId:
    """The same, with the court; the clock stands on a day in May."""
    decision_id = appealed(office, delivery_id)
    office.workspace.do(decisions.forward, decision_id)
    at(office, "2026-05-04")
    return decision_id


def get(office: Office, decision_id: DecisionId) -> Decision:
    """The decision as it stands."""
    return office.workspace.ask(lambda reader: reader.decisions.get(decision_id))


def ids(office: Office, decision_id: DecisionId) -> list[int]:
    """The numbers of what still stands masked."""
    return [p.id for p in office.workspace.ask(rulings.standing, get(office, decision_id))]


def said(judgment: Judgment, *opened: int, case: str = "1234-26") -> NewRuling:
    """A ruling of the first of May."""
    return NewRuling(judgment, date(2026, 5, 1), case, frozenset(opened))


def states(office: Office, delivery_id: DeliveryId) -> list[tuple[str, MarkState, str]]:
    """Words, state and reason of each mark of a delivery."""
    rows = office.workspace.ask(delivery.documents, delivery_id)
    marks = office.workspace.ask(lambda reader: reader.marks.of_all(d.id for d in rows))
    return [(m.text, m.state, m.reason) for d in rows for m in marks[d.id]]


def test_what_the_court_opened_goes_out_at_once_and_the_rest_stays_masked(office: Office) -> None:
    """A new delivery holds the documents in which something was opened, judged, with the judgment as the reason."""
    decision_id = at_court(office, held_back(office, more=True))
    first, second, _third = ids(office, decision_id)
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, first))
    assert follow is not None
    why = "Kammarrätten i Sundsvall, 1234-26, 2026-05-01"
    assert states(office, follow) == [(NUMBERS[0], MarkState.REJECTED, why), (NUMBERS[1], MarkState.ACCEPTED, "")]
    (document,) = office.workspace.ask(delivery.documents, follow)
    assert document.state is DocumentState.DONE
    facts = office.workspace.ask(delivery_facts.of, follow)
    assert (facts.without_assessment, facts.recipient) == (0, 0), "the court has tried OSL 21:7 too"
    letter = words(office.workspace.ask(delivery_letters.letter, follow, MAJA, office.clock()))
    assert "Domstolen har gett dig rätt (mål 1234-26, 2026-05-01)." in letter
    released(office, follow)
    assert office.workspace.ask(lambda r: r.deliveries.get(follow)).state is DeliveryState.RELEASED
    assert ids(office, decision_id) == [second, _third]
    assert get(office, decision_id).state is DecisionState.JUDGED


def test_what_the_court_opened_is_not_masked_again(office: Office) -> None:
    """Not on the provision it tried; on another one only by a new decision of the company."""
    decision_id = at_court(office, held_back(office))
    first, _second = ids(office, decision_id)
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, first))
    assert follow is not None
    facts = office.workspace.ask(delivery_facts.of, follow)
    assert (facts.opened_again, facts.opened_undecided) == (0, 0), "the mask beside it stays"
    (document,) = office.workspace.ask(delivery.documents, follow)
    office.workspace.do(intake.reopen, document.id)
    (opened,) = [m for m in office.workspace.ask(lambda r: r.marks.of(document.id)) if m.text == NUMBERS[0]]
    for provision, found in (("OSL 21:7", (1, 0)), ("OSL 21:1", (0, 1))):
        office.workspace.do(review.accept, [MarkId(opened.id)], provision)
        facts = office.workspace.ask(delivery_facts.of, follow)
        assert (facts.opened_again, facts.opened_undecided) == found
    office.assessed(follow, "OSL 21:1", "Sjukdomen blir känd.")
    office.workspace.do(intake.mark_done, document.id)
    out(office, follow)
    with pytest.raises(Blocked) as held:
        office.workspace.do(disclosure.release, follow, "4" * 64, "e-post")
    assert [blocker.code for blocker in held.value.blockers] == ["opened-undecided"]
    decided(office, office.workspace.do(decisions.ask, follow, by_company=True))
    office.workspace.do(disclosure.release, follow, "4" * 64, "e-post")


def test_what_the_court_opened_stays_open_in_every_later_answer(office: Office) -> None:
    """An answer that follows the one after the judgment is held by it too."""
    decision_id = at_court(office, held_back(office, more=True))
    first, _second, _third = ids(office, decision_id)
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, first))
    assert follow is not None
    released(office, follow)
    (document,) = office.workspace.ask(delivery.documents, follow)
    (kept,) = office.workspace.ask(delivery.masks, document.id)
    later = NewFollowUp(follow, Because.RECONSIDERED, frozenset({kept.id}))
    again = office.workspace.do(follow_ups.prepare, later)
    (document,) = office.workspace.ask(delivery.documents, again)
    office.workspace.do(intake.reopen, document.id)
    (opened,) = [m for m in office.workspace.ask(lambda r: r.marks.of(document.id)) if m.text == NUMBERS[0]]
    office.workspace.do(review.accept, [MarkId(opened.id)], "OSL 21:7")
    assert office.workspace.ask(delivery_facts.of, again).opened_again == 1


def test_a_grant_of_everything_is_handed_out_whole_and_ends_the_case(office: Office) -> None:
    """Nothing is masked any more, so no second person signs; there is nothing left to appeal."""
    decision_id = at_court(office, held_back(office))
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, *ids(office, decision_id)))
    assert follow is not None
    assert not office.workspace.ask(delivery_facts.of, follow).needs_signature
    released(office, follow)
    office.workspace.do(decisions.expire, decision_id)
    assert get(office, decision_id).state is DecisionState.SETTLED
    office.workspace.do(registration.close, get(office, decision_id).request_id)


def test_a_ruling_names_what_it_opens_and_nothing_else(office: Office) -> None:
    """A grant opens something of the decision's own; a dismissal opens nothing; no ruling before the court has it."""
    decision_id = at_court(office, held_back(office))
    first, second = ids(office, decision_id)
    for new, code in (
        (said(Judgment.GRANTED), "judgment-opens-nothing"),
        (said(Judgment.DISMISSED, first), "judgment-opens"),
        (said(Judgment.GRANTED, 999), "ruling-part-elsewhere"),
        (NewRuling(Judgment.DISMISSED, date(2026, 6, 1)), "arrives-later"),
    ):
        with pytest.raises(Refused) as held:
            office.workspace.do(rulings.judged, decision_id, new)
        assert held.value.code == code
    parts = office.workspace.ask(rulings.standing, get(office, decision_id))
    assert rulings.chosen(parts, ["OSL 21:7"]) == rulings.chosen(parts, ["all"]) == {first, second}
    assert rulings.chosen(parts, [str(second)]) == {second}
    with pytest.raises(Refused):
        rulings.chosen(parts, ["OSL 31:16"])


def test_a_refusal_is_ruled_on_ground_by_ground(office: Office) -> None:
    """Where nothing was handed out there are no masks: the court opens a ground, and the document goes out."""
    request_id = office.request()
    document_id = office.document(request_id)
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    office.workspace.do(intake.mark_done, document_id)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    office.workspace.do(sign_off.submit, delivery_id)
    plan_hash = office.workspace.ask(delivery.plan_hash, delivery_id)
    office.as_(KARIN).workspace.do(sign_off.sign, delivery_id, plan_hash, PASSWORD)
    office.as_(MAJA).workspace.do(disclosure.paper_made, delivery_id, plan_hash, "letter", "Brev.pdf", "3" * 64)
    office.workspace.do(disclosure.ready, delivery_id)
    office.workspace.do(disclosure.release, delivery_id, "4" * 64, "e-post")
    decision_id = at_court(office, delivery_id)
    (ground,) = office.workspace.ask(rulings.standing, get(office, decision_id))
    assert (ground.mark_id, ground.provision) == (None, "OSL 21:7")
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, ground.id))
    assert follow is not None
    row = office.workspace.ask(lambda reader: reader.deliveries.get(follow))
    assert not row.refused
    released(office, follow)


def test_a_case_sent_back_is_tested_anew_whole(office: Office) -> None:
    """Every mask is a proposal again, nobody has tested the assessments, and a new decision waits."""
    decision_id = at_court(office, held_back(office, more=True))
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.REMANDED))
    assert follow is not None
    assert {state for _text, state, _why in states(office, follow)} == {MarkState.PROPOSED}
    assert {d.state for d in office.workspace.ask(delivery.documents, follow)} == {DocumentState.REVIEW}
    again = office.workspace.ask(lambda reader: reader.decisions.first(delivery_id=follow))
    assert again is not None
    assert again.state is DecisionState.ASKED
    assert len(office.workspace.ask(decisions.untested, again)) == 2
    rows = office.workspace.ask(delivery.documents, follow)
    marks = office.workspace.ask(lambda reader: reader.marks.of_all(d.id for d in rows))
    for document in rows:
        for mark in marks[document.id]:
            office.workspace.do(review.accept, [MarkId(mark.id)], mark.provision or "")
        office.workspace.do(intake.mark_done, document.id)
    assert office.workspace.ask(delivery_facts.of, follow).without_assessment == 0, "the texts are kept, to be tested"
    out(office, follow)
    decided(office, again.id)
    paper = words(office.workspace.ask(decision_papers.decision, again.id, office.clock()))
    assert "1234-26" in paper


def test_the_company_releases_more_and_the_appeal_covers_the_changed_decision(office: Office) -> None:
    """A new delivery and a changed decision tied to the first; both go to the court, and are judged together."""
    decision_id = appealed(office, held_back(office))
    first, second = ids(office, decision_id)
    with pytest.raises(Refused):
        office.workspace.do(rulings.reconsider, decision_id, frozenset({first}), " ")
    changed = office.workspace.do(rulings.reconsider, decision_id, frozenset({first}), "Uppgiften är harmlös.")
    part = get(office, changed).delivery_id
    tie = office.workspace.ask(follow_ups.of, part)
    assert tie is not None
    assert (tie.because, tie.decision_id) == (Because.RECONSIDERED, decision_id)
    document_id = office.workspace.ask(delivery.documents, part)[0].id
    assert [one.point for one in office.workspace.ask(mark_sets.of, document_id)][-1] is Point.DELIVERED
    against = office.workspace.ask(mark_sets.compare, document_id, mark_sets.BEFORE).differences
    assert [(one.then and one.then.mark_id, one.now and one.now.state) for one in against] == [(first, "rejected")]
    with pytest.raises(Blocked):
        office.workspace.do(rulings.reconsider, decision_id, frozenset({second}), "En till.")
    out(office, part)
    decided(office, changed)
    row = get(office, changed)
    assert (row.state, row.timeliness) == (DecisionState.APPEALED, Timeliness.COVERED)
    assert row.appealed_on == date(2026, 3, 11)
    office.workspace.do(decisions.forward, changed)
    assert {get(office, one).state for one in (decision_id, changed)} == {DecisionState.FORWARDED}
    at(office, "2026-05-04")
    with pytest.raises(Blocked) as held:
        office.workspace.do(rulings.judged, decision_id, said(Judgment.DISMISSED))
    assert held.value.code == "decision-changed"
    office.workspace.do(disclosure.release, part, "4" * 64, "e-post")
    office.workspace.do(rulings.judged, changed, said(Judgment.DISMISSED))
    assert {get(office, one).state for one in (decision_id, changed)} == {DecisionState.JUDGED}
    missive = words(office.workspace.ask(decision_papers.missive, changed, office.clock()))
    assert "2026-03-11" in missive
    paper = words(office.workspace.ask(decision_papers.decision, changed, office.clock()))
    assert "46 § FL" in paper


def test_without_an_appeal_a_changed_decision_runs_its_own_time(office: Office) -> None:
    """Nothing is appealed that nobody has appealed; and more may be released after the time is over."""
    decision_id = office.workspace.do(decisions.ask, held_back(office))
    decided(office, decision_id)
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 11), "läskvitto")
    at(office, "2026-05-04")
    office.workspace.do(decisions.expire, decision_id)
    everything = frozenset(ids(office, decision_id))
    changed = office.workspace.do(rulings.reconsider, decision_id, everything, "Tiden har gått.")
    out(office, get(office, changed).delivery_id)
    decided(office, changed)
    assert get(office, changed).state is DecisionState.SENT
    paper = words(office.workspace.ask(decision_papers.decision, changed, office.clock()))
    assert "i sin helhet" in paper


def test_only_the_requester_goes_on_and_the_supreme_court_takes_the_case_up_first(office: Office) -> None:
    """Leave to appeal, then the ruling; a case may go back to the court of appeal; time runs from the judgment."""
    decision_id = at_court(office, held_back(office))
    first, second = ids(office, decision_id)
    office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, first))
    with pytest.raises(Blocked) as held:
        office.workspace.do(decisions.expire, decision_id)
    assert held.value.code == "appeal-time-runs"
    with pytest.raises(Refused):
        office.workspace.do(rulings.go_on, decision_id, date(2026, 4, 30))
    office.workspace.do(rulings.go_on, decision_id, date(2026, 5, 4))
    with pytest.raises(Blocked):
        office.workspace.do(rulings.judged, decision_id, said(Judgment.DISMISSED))
    for judgment in (Judgment.LEAVE, Judgment.BACK, Judgment.DISMISSED):
        office.workspace.do(rulings.judged, decision_id, NewRuling(judgment, date(2026, 5, 4)))
    office.workspace.do(rulings.go_on, decision_id, date(2026, 5, 4))
    office.workspace.do(rulings.judged, decision_id, NewRuling(Judgment.LEAVE, date(2026, 5, 4), "77-26"))
    released(office, office.delivery(get(office, decision_id).request_id))
    last = office.workspace.do(
        rulings.judged, decision_id, NewRuling(Judgment.GRANTED, date(2026, 5, 4), "77-26", frozenset({second}))
    )
    assert get(office, decision_id).state is DecisionState.SETTLED
    assert last is not None
    assert {state for _text, state, _why in states(office, last)} == {MarkState.REJECTED}
    courts = [r.court for r in office.workspace.ask(rulings.of, decision_id)]
    assert courts == [Court.APPEAL, Court.SUPREME, Court.SUPREME, Court.APPEAL, Court.SUPREME, Court.SUPREME]


def test_without_leave_the_judgment_stands(office: Office) -> None:
    """The supreme court does not take the case up: settled, nothing follows."""
    decision_id = at_court(office, held_back(office))
    office.workspace.do(rulings.judged, decision_id, said(Judgment.DISMISSED))
    office.workspace.do(rulings.go_on, decision_id, date(2026, 5, 4))
    gone = office.workspace.do(rulings.judged, decision_id, NewRuling(Judgment.NO_LEAVE, date(2026, 5, 4)))
    assert gone is None
    assert get(office, decision_id).state is DecisionState.SETTLED


def test_a_ruling_is_entered_though_another_delivery_is_open_and_followed_afterwards(office: Office) -> None:
    """The court does not wait for us; the delivery is prepared as soon as there is room, and once."""
    decision_id = at_court(office, held_back(office))
    request_id = get(office, decision_id).request_id
    office.workspace.do(registration.next_delivery, request_id)
    extra = office.document(request_id, title="Ett till")
    everything = ids(office, decision_id)
    assert office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, *everything)) is None
    assert office.workspace.ask(rulings.owed, get(office, decision_id)) is not None
    office.workspace.do(intake.remove, extra)
    assert office.workspace.do(rulings.follow, decision_id) is not None
    assert office.workspace.ask(rulings.owed, get(office, decision_id)) is None
    assert office.workspace.do(rulings.follow, decision_id) is None


def test_an_appeal_opens_a_closed_request_again(office: Office) -> None:
    """An appealed case is not a closed one."""
    decision_id = office.workspace.do(decisions.ask, held_back(office))
    decided(office, decision_id)
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 11), "läskvitto")
    at(office, "2026-05-04")
    office.workspace.do(decisions.expire, decision_id)
    request_id = get(office, decision_id).request_id
    office.workspace.do(registration.close, request_id)
    assert office.workspace.do(decisions.appeal, decision_id, date(2026, 5, 4)) is Timeliness.LATE
    assert office.workspace.ask(lambda reader: reader.requests.get(request_id)).closed_at is None


def test_a_reason_that_a_court_did_not_accept_is_known_again(office: Office) -> None:
    """By its words, for the same provision and group; the office keeps a hash and no text."""
    decision_id = at_court(office, held_back(office, more=True))
    opened = rulings.chosen(office.workspace.ask(rulings.standing, get(office, decision_id)), ["OSL 21:7"])
    office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, *opened))
    (row, *_rest) = office.workspace.ask(lambda reader: reader.assessments.where(provision="OSL 21:7"))

    def known(provision: str, *texts: str) -> list[str]:
        rows = office.workspace.ask(learning.unaccepted, provision, row.group, texts)
        return [r.case_number for r in rows]

    assert known("OSL 21:7", "  oönskade  SÄLJSAMTAL. ") == ["1234-26"]
    assert known("OSL 21:7", "Något annat.", "") == []
    assert known("OSL 21:1", "Oönskade säljsamtal.") == []
    assert known("OSL 21:1", "Sjukdomen blir känd.") == [], "what the court let stand is no mistake"
    kept = office.workspace.ask(lambda reader: reader.connection.exec_driver_sql("SELECT * FROM unaccepted").all())
    assert "säljsamtal" not in str(kept).casefold()


def test_the_preparers_of_the_first_delivery_do_not_sign_the_next(office: Office) -> None:
    """Who masked in the first place is no second person for what stays masked."""
    decision_id = at_court(office, held_back(office))
    first, _second = ids(office, decision_id)
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, first))
    assert follow is not None
    preparers = office.workspace.ask(lambda reader: reader.preparers(follow))
    names = {p.name for p in office.workspace.ask(lambda reader: reader.people.where()) if p.id in preparers}
    assert names == {MAJA}

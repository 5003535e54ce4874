"""What must not happen: proposals where nothing is personal, masks without ground, decisions by nobody."""

from __future__ import annotations

import pytest

from app import letter_work
from app.domain.decisions import Scope
from app.domain.errors import Blocked, Refused
from app.domain.ids import MarkId
from app.domain.requests import Channel, RequestState, Track
from app.jobs import process, tasks
from app.services.cases import answering, intake, registration
from app.services.cases.answering import NewEnding
from app.services.cases.registration import NewRequest
from app.services.deciding import decisions
from app.services.marking import review
from redaction.geometry import Rect
from redaction.marks import MarkKind, MarkState

from .desk import KARIN, MAJA, Desk, texts

ASKED = "Jag vill ta del av handlingen."


def test_scenario_n01_the_companys_own_number_is_never_proposed(desk: Desk) -> None:
    """A document that shows nothing but the company's own organisation number and reception: nothing to mask."""
    request = desk.request(ASKED, "Begäran om utlämnande av handling – taxa")
    document = desk.document(
        request, desk.text("Taxa", "Elhandelstaxa 2026, Jämtkraft AB, org.nr 556001-6064.", "Frågor: 063-14 93 00.")
    )
    assert desk.marks(document) == []
    assert {f.text for f in desk.findings(document)} >= {"556001-6064"}, "seen, known as our own, and not proposed"


def test_scenario_n02_an_ocr_number_that_is_no_date_is_no_personal_number(desk: Desk) -> None:
    """Ten digits with a right check digit and month 13 are an OCR number."""
    request = desk.request(ASKED, "Begäran om utlämnande av handling – faktura")
    document = desk.document(request, desk.text("Faktura", "Betala senast 2026-04-30.", "OCR: 8113079291"))
    numbers = {"PERSONNUMMER", "SAMORDNINGSNUMMER"}
    assert [m for m in desk.marks(document) if m.category in numbers] == []
    assert [f for f in desk.findings(document) if f.category in numbers] == [], "nor is it merely possible"


def test_scenario_n03_a_municipal_number_is_an_organisation(desk: Desk) -> None:
    """The third digit of 212000-2528 is 2: no personnummer, and public."""
    request = desk.request(ASKED, "Begäran om utlämnande av handling – avtal")
    document = desk.document(request, desk.text("Avtal", "Part: Östersunds kommun, org.nr 212000-2528."))
    found = {f.text: f.category for f in desk.findings(document)}
    assert found["212000-2528"] == "ORGNR"
    assert "212000-2528" not in texts(m for m in desk.marks(document) if m.category == "PERSONNUMMER")


def test_scenario_n04_a_mask_without_provision_is_not_saved(desk: Desk) -> None:
    """Neither by accepting a proposal, nor by a mark of one's own, nor by saying that the document is done."""
    request = desk.request(ASKED, "Begäran om utlämnande av handling – klagomål")
    document = desk.document(request, desk.text("Klagomål", "Från Lovisa Granberg, 19810107-9294."))
    ids = [MarkId(m.id) for m in desk.marks(document)]
    for provision in ("", "GDPR", "OSL 10:5"):
        with pytest.raises(Refused, match="provision"):
            desk.workspace.do(review.accept, ids, provision)
    assert desk.marks(document, MarkState.ACCEPTED) == []
    desk.workspace.do(review.add, document, 0, (Rect(80, 80, 200, 100),), MarkKind.AREA, None)
    desk.leave(document, "Ingen bestämmelse hindrar.", *(mark.text for mark in desk.marks(document) if mark.text))
    with pytest.raises(Blocked) as held:
        desk.workspace.do(intake.mark_done, document)
    assert [(blocker.code, blocker.count) for blocker in held.value.blockers] == [("marks-unjudged", 1)]


def test_scenario_n05_a_masked_word_is_nowhere_in_what_leaves(desk: Desk) -> None:
    """Not in the text layer, the name of the file, the letter, the list of masks, nor letter by letter."""
    request = desk.request(ASKED, "Begäran om utlämnande av handling – klagomål")
    document = desk.document(
        request, desk.word("Klagomål Granberg", "Klagomål", "Jag heter Lovisa Granberg, 19810107-9294.", "L. Granberg")
    )
    desk.workspace.do(intake.rename, document, "Klagomål 1")
    desk.accept(document, "OSL 21:7")
    part = desk.delivery(request)
    desk.assess_seller(part)
    desk.done(document)
    traces = desk.judge_traces(part, "Originalets namn lämnar inte huset.")
    assert [trace.field for trace in traces] == ["file-name"]
    desk.sign(part)
    package = desk.release(part)
    assert package.lacks("Lovisa", "Granberg", "19810107-9294", "198101079294")


def test_scenario_n09_a_question_for_information_gets_no_notice_of_appeal(desk: Desk) -> None:
    """OSL 6:4: it is answered, no decision can be asked for, and no letter says how to appeal."""
    new = NewRequest(
        "Begäran om uppgift – elavbrott", "Hur länge varade avbrottet den 3 februari?", Channel.EMAIL, desk.clock.now,
        track=Track.INFORMATION,
    )  # fmt: skip
    request = desk.workspace.do(registration.register, new)
    told = "Avbrottet varade i 2 timmar och 10 minuter."
    desk.workspace.do(answering.end, request, NewEnding("told", told, way="e-post"))
    with pytest.raises(Refused) as none:
        desk.workspace.do(decisions.ask, desk.delivery(request))
    assert none.value.code == "no-decision-information"
    files = letter_work.write(desk.workspace, request, "information", {"svar": told}, folder=desk.folder)
    (words,) = process.run(tasks.readable, tuple(f for f in files if f.suffix == ".pdf"))
    assert "2 timmar" in words
    assert not any(word in words.casefold() for word in ("överklag", "kammarrätt", "skriftligt beslut"))


def test_scenario_n08_a_request_without_a_name_is_accepted(desk: Desk) -> None:
    """Nobody is asked who they are: the request is registered, answered, and the letter is to its number."""
    request = desk.request(ASKED, "Begäran om utlämnande av handling – taxa")
    document = desk.document(request, desk.text("Taxa", "Elhandelstaxa 2026."))
    desk.done(document)
    package = desk.release(desk.delivery(request), "hämtad i receptionen")
    number = desk.workspace.ask(lambda r: r.requests.get(request)).registry_number
    assert number.casefold() in package.letter
    assert desk.workspace.ask(registration.state, request) is RequestState.ANSWERED


def test_scenario_n10_a_decision_before_the_delegation_begins_is_blocked(desk: Desk) -> None:
    """The reviewer's delegation begins on 1 May; on 30 April nothing can be decided by her, the day after it can."""
    desk.at("2026-04-29T09:00")
    desk.delegate(KARIN, "2026-05-01", Scope.REFUSE)
    request = desk.request(ASKED, "Begäran om utlämnande av handling – klagomål")
    document = desk.document(request, desk.text("Klagomål", "Från Lovisa Granberg."))
    desk.accept(document, "OSL 21:7")
    part = desk.delivery(request)
    desk.assess_seller(part)
    desk.done(document)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    desk.release(part)
    decision = desk.workspace.do(decisions.ask, part)
    desk.at("2026-04-30T15:00")
    with pytest.raises(Blocked) as held:
        desk.decide(decision, KARIN)
    assert [b.code for b in held.value.blockers] == ["delegation-missing"]
    desk.as_(MAJA).at("2026-05-01T09:00")
    desk.decide(decision, KARIN)
    row = desk.workspace.ask(lambda r: r.decisions.get(decision))
    assert row.decided_at is not None
    assert row.delegation_id is not None

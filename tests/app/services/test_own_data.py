"""Own data: who asks is known, each right is answered within the month, the person is kept and the others masked."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from app import gathering
from app.domain.errors import Refused
from app.domain.ids import DocumentId, MarkId, RequestId
from app.domain.own_data import DataOutcome
from app.domain.requests import Channel, Track
from app.services import assessment, delivery, intake, organisation, own_data, own_data_letters, registration, review
from app.services.registration import NewRequest
from redaction.marks import MarkState
from tests.builders import START, Office

LINES = ("Jag heter Lovisa Granberg, personnr 19810107-9294.", "", "Grannen Erik Norling har 070-174 06 05.")
FOUND = {"Lovisa Granberg": "PERSON", "19810107-9294": "PERSONNUMMER"}
FOUND |= {"Erik Norling": "PERSON", "070-174 06 05": "PHONE"}


def asked(office: Office, *rights: str) -> RequestId:
    """A request for one's own data, with these rights."""
    at = START - timedelta(hours=2)
    new = NewRequest("Begäran om egna uppgifter", "Allt ni har om mig.", Channel.WEB, at, track=Track.OWN_DATA)
    request_id = office.workspace.do(registration.register, new)
    office.workspace.do(own_data.ask, request_id, rights or ("access",))
    return request_id


def gathered(office: Office) -> tuple[RequestId, DocumentId, dict[str, int]]:
    """A request with a paper about the person and a neighbour; individuals by name."""
    request_id = asked(office)
    document_id = office.paper(request_id, LINES, FOUND)
    gathering.gather(office.workspace, request_id)
    rows = office.workspace.ask(lambda r: r.individuals.where(request_id=request_id))
    return request_id, document_id, {row.name: row.id for row in rows}


@pytest.mark.parametrize(
    ("arrived", "last", "extended"),
    [
        ("2026-03-11", "2026-04-13", "2026-06-11"),
        ("2027-01-29", "2027-03-01", "2027-04-29"),
        ("2026-05-06", "2026-06-08", "2026-08-06"),
    ],
    ids=["Saturday to Monday", "February has 28 days, and they end on a Sunday", "national day and a weekend"],
)
def test_the_month_ends_on_the_same_number_and_never_on_a_free_day(
    office: Office, arrived: str, last: str, extended: str
) -> None:
    """One month from arrival, three where it was extended; a month without that day ends on its last."""
    office.clock.now = datetime.fromisoformat(f"{arrived}T10:00").replace(tzinfo=UTC)
    new = NewRequest("Begäran", "Allt om mig.", Channel.WEB, office.clock.now, track=Track.OWN_DATA)
    request_id = office.workspace.do(registration.register, new)
    assert office.workspace.ask(own_data.due, request_id).day == date.fromisoformat(last)
    assert office.workspace.do(own_data.extend, request_id, "Många ärenden.").day == date.fromisoformat(extended)
    with pytest.raises(Refused) as twice:
        office.workspace.do(own_data.extend, request_id, "Ännu fler.")
    assert twice.value.code == "extended-already"


def test_the_time_is_extended_within_the_first_month_and_with_a_reason(office: Office) -> None:
    """Art. 12.3: the person is told within a month."""
    request_id = asked(office)
    with pytest.raises(Refused):
        office.workspace.do(own_data.extend, request_id, " ")
    office.clock.now += timedelta(days=40)
    with pytest.raises(Refused) as late:
        office.workspace.do(own_data.extend, request_id, "Många ärenden.")
    assert late.value.code == "extended-late"


def test_nothing_is_answered_before_it_is_known_who_asks(office: Office) -> None:
    """The opposite of a request for documents; how it was shown is kept, and no number of a card."""
    request_id = asked(office)
    answer = partial(own_data.answer, request_id=request_id, code="access", outcome=DataOutcome.GRANTED, done="Kopia.")
    with pytest.raises(Refused) as unknown:
        office.workspace.do(answer)
    assert unknown.value.code == "identity-missing"
    office.workspace.do(own_data.identify, request_id, "reception")
    office.workspace.do(answer)
    assert office.workspace.ask(own_data.open_rights, request_id) == ()


def test_a_no_needs_a_ground_that_answers_the_right(office: Office) -> None:
    """Accounting keeps data from being erased, and answers no request for a copy."""
    request_id = asked(office, "access", "erasure")
    office.workspace.do(own_data.identify, request_id, "my-pages")
    for code, grounds in (("erasure", ()), ("access", ("accounting",)), ("rectification", ("accurate",))):
        with pytest.raises(Refused):
            office.workspace.do(own_data.answer, request_id, code, DataOutcome.REFUSED, grounds)
    office.workspace.do(own_data.answer, request_id, "erasure", DataOutcome.REFUSED, ("accounting",))
    values, cases = office.workspace.ask(own_data_letters.values, request_id, "erasure")
    assert cases == ("avslag",)
    assert "sju år" in str(values["skäl till beslutet"])


def test_the_rights_belong_to_their_track(office: Office) -> None:
    """A request for official documents has no month, no identity and no art. 15.4."""
    request_id, _delivery, document_id = office.masked()
    for deed in ((own_data.ask, request_id, ("access",)), (own_data.identify, request_id, "reception")):
        with pytest.raises(Refused) as other:
            office.workspace.do(*deed)
        assert other.value.code == "not-own-data"
    office.workspace.do(intake.reopen, document_id)
    marks = [MarkId(m.id) for m in office.workspace.ask(lambda r: r.marks.of(document_id))]
    with pytest.raises(Refused) as ground:
        office.workspace.do(review.accept, marks, own_data.OTHERS)
    assert ground.value.code == "provision-other-track"


def test_the_person_is_kept_and_the_others_are_masked(office: Office) -> None:
    """One decision, one undo; the machine's copy holds the person's own data alone."""
    request_id, document_id, people = gathered(office)
    with pytest.raises(Refused):
        office.workspace.do(own_data.keep_subject, request_id)
    office.workspace.do(own_data.choose_subject, request_id, people["Lovisa Granberg"])
    masked, left = office.workspace.do(own_data.keep_subject, request_id)
    assert (masked, left) == (2, 2)
    burned = {m.text for m in office.workspace.ask(delivery.masks, document_id)}
    assert burned == {"Erik Norling", "070-174 06 05"}
    held = office.workspace.ask(own_data.held, request_id)
    assert {row.text for row in held} == {"Lovisa Granberg", "19810107-9294"}
    office.workspace.do(review.undo, document_id)
    states = {m.state for m in office.workspace.ask(lambda r: r.marks.of(document_id))}
    assert states == {MarkState.PROPOSED}


def test_a_copy_leaves_when_who_asks_is_known_and_all_is_answered(office: Office) -> None:
    """Until then it neither is signed nor leaves, and the blockers say what is missing."""
    request_id, document_id, people = gathered(office)
    office.workspace.do(own_data.choose_subject, request_id, people["Lovisa Granberg"])
    office.workspace.do(own_data.keep_subject, request_id)
    part = office.delivery(request_id)
    row = office.workspace.ask(organisation.provision, own_data.OTHERS)
    assessment_id = office.assessed(part, row.id)
    office.workspace.do(intake.mark_done, document_id)
    assert office.workspace.ask(assessment.candidates, assessment_id)
    facts = office.workspace.ask(delivery.facts, part)
    assert (facts.unidentified, facts.open_rights) == (1, 1)
    office.workspace.do(own_data.identify, request_id, "my-pages")
    office.workspace.do(own_data.answer, request_id, "access", DataOutcome.PARTLY, ("others",), "Kopian bifogas.")
    facts = office.workspace.ask(delivery.facts, part)
    assert (facts.unidentified, facts.open_rights) == (0, 0)

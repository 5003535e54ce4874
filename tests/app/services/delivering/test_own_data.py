"""Own data: who asks is known, each right is answered within the month, the person is kept and the others masked."""

import csv
import io
import json
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from app import gathering, own_data_file, purging
from app.domain.errors import Changed, Refused
from app.domain.ids import DeliveryId, DocumentId, MarkId, RequestId
from app.domain.own_data import DataOutcome
from app.domain.requests import Channel, DeliveryState, RequestState, Track
from app.services import todos
from app.services.assessing import assessment
from app.services.cases import answering, intake, registration
from app.services.cases.answering import NewEnding
from app.services.cases.registration import NewRequest
from app.services.delivering import delivery, delivery_facts, own_data, own_data_export, own_data_letters
from app.services.marking import review
from app.services.office import organisation
from app.services.writing import delivery_letters, letters
from app.store import audit_log
from redaction.marks import MarkKind, MarkState
from tests.app.services.deciding.test_rulings import out
from tests.app.services.keeping.test_closing import points
from tests.app.services.test_refusal import text_of
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
    assert office.workspace.ask(own_data.is_answered, request_id)


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
    kept = office.workspace.do(own_data.keep_subject, request_id)
    assert (kept.masked, kept.left, kept.documents) == (2, 2, (document_id,))
    burned = {m.text for m in office.workspace.ask(delivery.masks, document_id)}
    assert burned == {"Erik Norling", "070-174 06 05"}
    held = office.workspace.ask(own_data_export.held, request_id)
    assert {row.text for row in held} == {"Lovisa Granberg", "19810107-9294"}
    office.workspace.do(review.undo, document_id)
    states = {m.state for m in office.workspace.ask(lambda r: r.marks.of(document_id))}
    assert states == {MarkState.PROPOSED}


def test_no_letter_of_the_track_tells_of_the_companys_decision(office: Office) -> None:
    """Also where no copy was asked for, the letter is that of a right, with the complaint to IMY."""
    request_id = asked(office, "rectification", "portability")
    office.workspace.do(own_data.identify, request_id, "my-pages")
    for code in ("rectification", "portability"):
        office.workspace.do(own_data.answer, request_id, code, DataOutcome.GRANTED, (), "Det är gjort.")
    part = office.delivery(request_id)
    assert office.workspace.ask(delivery_letters.kind, part) == "gdpr-rectification"
    said = text_of(office.workspace.ask(delivery_letters.letter, part, "Maja Sundin", office.clock()))
    assert "Integritetsskyddsmyndigheten" in said
    assert "skriftligt beslut" not in said
    with pytest.raises(Refused):
        office.workspace.ask(letters.compose, "partial", request_id, office.clock(), {})


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
    facts = office.workspace.ask(delivery_facts.of, part)
    assert (facts.unidentified, facts.open_rights) == (1, 1)
    office.workspace.do(own_data.identify, request_id, "my-pages")
    office.workspace.do(own_data.answer, request_id, "access", DataOutcome.PARTLY, ("others",), "Kopian bifogas.")
    facts = office.workspace.ask(delivery_facts.of, part)
    assert (facts.unidentified, facts.open_rights) == (0, 0)


def ready(office: Office) -> tuple[RequestId, DocumentId, DeliveryId]:
    """A request whose copy keeps the person, is answered and is ready to be signed."""
    request_id, document_id, people = gathered(office)
    office.workspace.do(own_data.choose_subject, request_id, people["Lovisa Granberg"])
    office.workspace.do(own_data.keep_subject, request_id)
    office.workspace.do(own_data.identify, request_id, "my-pages")
    office.workspace.do(own_data.answer, request_id, "access", DataOutcome.PARTLY, ("others",), "Kopian bifogas.")
    part = office.delivery(request_id)
    office.assessed(part, own_data.OTHERS)
    office.workspace.do(intake.mark_done, document_id)
    return request_id, document_id, part


def test_two_who_answer_the_same_right_do_not_lose_each_other(office: Office) -> None:
    """Whoever has an older answer before them is told so, and the newer one stands."""
    request_id, _document, _part = ready(office)
    seen = office.workspace.ask(own_data.view, request_id).answers[0]
    deed = partial(own_data.answer, request_id=request_id, code="access", outcome=DataOutcome.PARTLY)
    office.workspace.do(deed, grounds_=("others",), done="Kopia och förklaring.", seen=seen)
    with pytest.raises(Changed):
        office.workspace.do(deed, grounds_=("others",), done="Kopian bifogas!", seen=seen)
    assert office.workspace.ask(own_data.view, request_id).answers[0].done == "Kopia och förklaring."


def test_what_was_made_for_another_answer_is_not_handed_out(office: Office) -> None:
    """A letter that is ready tells the answer as it was: a new one, or another way of showing who asks, undoes it."""
    request_id = asked(office)
    document_id = office.paper(request_id, ("Hej.",), {})
    office.workspace.do(own_data.identify, request_id, "my-pages")
    office.workspace.do(own_data.answer, request_id, "access", DataOutcome.GRANTED, (), "Kopian bifogas.")
    office.workspace.do(intake.mark_done, document_id)
    part = office.delivery(request_id)
    changes = (
        partial(own_data.answer, code="access", outcome=DataOutcome.GRANTED, done="Allt bifogas."),
        partial(own_data.identify, way="reception"),
        partial(own_data.ask, codes=("access", "erasure")),
    )
    for change in changes:
        out(office, part)
        assert office.workspace.ask(lambda r: r.deliveries.get(part)).state is DeliveryState.READY
        office.workspace.do(change, request_id=request_id)
        assert office.workspace.ask(lambda r: r.deliveries.get(part)).state is DeliveryState.PREPARING
        assert not office.workspace.ask(lambda r: r.papers.count(delivery_id=part))


def test_the_export_says_what_is_held_and_where(office: Office) -> None:
    """A machine reads the same rows out of both forms; the neighbour's are in neither."""
    request_id, _document, _part = ready(office)
    day = date(2026, 3, 11)
    body = json.loads(office.workspace.ask(own_data_export.written, request_id, "json", day))
    assert (body["format"], body["day"]) == ("utlamna-own-data-1", "2026-03-11")
    assert {(row["text"], row["document"], row["page"]) for row in body["rows"]} == {
        ("Lovisa Granberg", "Klagomål", 1),
        ("19810107-9294", "Klagomål", 1),
    }
    text = office.workspace.ask(own_data_export.written, request_id, "csv", day)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows == [{key: str(value) for key, value in row.items()} for row in body["rows"]]


def test_what_is_taken_out_beside_the_package_stands_in_the_log(office: Office) -> None:
    """Each time, in which form; the log says nothing of what it was."""
    request_id, _document, _part = ready(office)
    text = office.workspace.do(own_data_export.take_out, request_id, "csv", date(2026, 3, 11))
    assert "19810107-9294" in text
    last = office.workspace.ask(lambda r: list(audit_log.rows(r.connection, request_id)))[-1]
    assert (last.event, last.payload["form"]) == ("own-data-taken", "csv")


def test_nothing_under_a_mask_is_exported(office: Office) -> None:
    """Not what an area drawn by hand lies over, though its own mark was left in sight."""
    request_id, document_id, _part = ready(office)
    office.workspace.do(intake.reopen, document_id)
    number = next(m for m in office.workspace.ask(lambda r: r.marks.of(document_id)) if m.text == "19810107-9294")
    office.workspace.do(review.add, document_id, 0, number.rects, MarkKind.AREA, own_data.OTHERS)
    held = office.workspace.ask(own_data_export.held, request_id)
    assert {row.text for row in held} == {"Lovisa Granberg"}


def test_an_export_that_would_tell_what_is_masked_is_refused(office: Office) -> None:
    """The title of a document that names the neighbour."""
    request_id, document_id, _part = ready(office)
    office.workspace.do(intake.rename, document_id, "Erik Norling ringde")
    with pytest.raises(Refused) as told:
        office.workspace.ask(own_data_export.held, request_id)
    assert told.value.code == "secret-in-own-data"


def test_the_export_waits_for_who_asks(office: Office) -> None:
    """Nothing is written for somebody who has not shown who they are, nor before one of the persons is pointed out."""
    request_id, _document, people = gathered(office)
    for code in ("identity-missing", "asker-missing"):
        with pytest.raises(Refused) as refused:
            office.workspace.ask(own_data_export.written, request_id, "json", START.date())
        assert refused.value.code == code
        office.workspace.do(own_data.identify, request_id, "reception")
    assert people


def test_what_is_answered_is_signed(office: Office) -> None:
    """Another person pointed out, or another answer, is another plan."""
    request_id, _document, part = ready(office)
    first = office.workspace.ask(delivery.plan_hash, part)
    people = office.workspace.ask(lambda r: r.individuals.where(request_id=request_id))
    other = next(row.id for row in people if row.name == "Erik Norling")
    office.workspace.do(own_data.choose_subject, request_id, other)
    assert office.workspace.ask(delivery.plan_hash, part) != first


def test_a_correction_is_answered_by_its_letter_alone(office: Office, tmp_path: Path) -> None:
    """No documents: who asks, the answer, the letter in the register, the end, and the closing."""
    request_id = asked(office, "rectification", "erasure")
    for code in ("rectification", "erasure"):
        with pytest.raises(Refused, match="ending-needs-rights"):
            office.workspace.do(answering.end, request_id, NewEnding("rights-answered"))
        office.workspace.do(own_data.identify, request_id, "my-pages")
        office.workspace.do(own_data.answer, request_id, code, DataOutcome.PARTLY, ("none-kept",), "Rättat.")
    office.workspace.do(answering.end, request_id, NewEnding("rights-answered"))
    assert points(office, request_id)["rights"] is False
    for code in ("rectification", "erasure"):
        assert len(own_data_file.write_letter(office.workspace, request_id, code, tmp_path)) == 2
    assert points(office, request_id)["rights"] is True
    entries = office.workspace.ask(lambda r: r.letters.where(request_id=request_id))
    assert [letter.kind for letter in entries] == ["gdpr-rectification", "gdpr-erasure"]
    purging.close(office.workspace, request_id)
    assert office.workspace.ask(registration.state, request_id) is RequestState.CLOSED


def test_a_letter_that_only_asked_for_time_is_no_answer(office: Office, tmp_path: Path) -> None:
    """The same letter carries both; what counts was written after the answer."""
    request_id = asked(office, "erasure")
    office.workspace.do(own_data.identify, request_id, "my-pages")
    with pytest.raises(Refused, match="right-open"):
        own_data_file.write_letter(office.workspace, request_id, "erasure", tmp_path)
    office.workspace.do(own_data.extend, request_id, "Det är många system.")
    own_data_file.write_letter(office.workspace, request_id, "erasure", tmp_path / "tid")
    office.workspace.do(own_data.answer, request_id, "erasure", DataOutcome.REFUSED, ("archive",))
    assert office.workspace.ask(own_data_letters.unwritten, request_id) == ("erasure",)
    own_data_file.write_letter(office.workspace, request_id, "erasure", tmp_path / "svar")
    assert office.workspace.ask(own_data_letters.unwritten, request_id) == ()


def test_what_a_request_for_own_data_waits_for(office: Office) -> None:
    """Who asks, each right, and a week before the last day that too; nothing of the clock of TF 2:16."""
    request_id = asked(office, "access", "erasure")

    def codes() -> dict[str, int]:
        found = office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock())
        return {one.code: one.count for one in found if one.code in ("identity", "right", "own-data-due")}

    assert codes() == {"identity": 1, "right": 2}
    last = office.workspace.ask(own_data.due, request_id).day
    office.clock.now = datetime.combine(last - timedelta(days=8), time(10), UTC)
    assert "own-data-due" not in codes()
    office.clock.now += timedelta(days=1)
    assert codes() == {"identity": 1, "right": 2, "own-data-due": 1}
    office.workspace.do(own_data.identify, request_id, "my-pages")
    for code in ("access", "erasure"):
        office.workspace.do(own_data.answer, request_id, code, DataOutcome.GRANTED, (), "Gjort.")
    assert codes() == {}


def test_the_file_waits_until_it_is_judged_what_of_it_is_masked(office: Office) -> None:
    """What is found of the person lies under proposals first: a draft does not leave as a file either."""
    request_id, _document, people = gathered(office)
    office.workspace.do(own_data.identify, request_id, "my-pages")
    office.workspace.do(own_data.choose_subject, request_id, people["Lovisa Granberg"])
    head = office.workspace.ask(lambda reader: reader.log_head()).seq
    with pytest.raises(Refused, match="marks-unjudged"):
        office.workspace.do(own_data_export.take_out, request_id, "json", date(2026, 3, 11))
    assert office.workspace.ask(lambda reader: reader.log_head()).seq == head
    office.workspace.do(own_data.keep_subject, request_id)
    assert "Lovisa" in office.workspace.do(own_data_export.take_out, request_id, "json", date(2026, 3, 11))

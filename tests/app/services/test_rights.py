"""Every command asks for a right, in app, and leaves a row in the log."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app import services
from app.domain.assessments import Answers, AssessmentOutcome
from app.domain.decisions import Decision, DecisionStep, Scope
from app.domain.errors import Refused
from app.domain.fees import Rates
from app.domain.follow_ups import Because
from app.domain.handover import Form, Way
from app.domain.ids import (
    DecisionId,
    DelegationId,
    DeliveryId,
    DocumentId,
    EntryId,
    MarkId,
    PersonId,
    RegisterEntryId,
    RegisterHoldId,
    RequestId,
    RulingId,
)
from app.domain.likeness import Kind
from app.domain.mark_sets import Point, kept
from app.domain.office import EntryKind
from app.domain.own_data import DataOutcome
from app.domain.people import Role
from app.domain.questions import QuestionKind, Reply
from app.domain.regions import PageRegion
from app.domain.register import Direction, Held
from app.domain.requests import Channel, Track
from app.domain.residuals import Residual
from app.domain.retention import CountedFrom
from app.domain.rulings import Court, Judgment, Ruling
from app.keys import recovery
from app.services import queries
from app.services.assessing import assessment
from app.services.cases import answering, intake, questions, registration
from app.services.cases.answering import NewEnding
from app.services.cases.describing import NewDescription
from app.services.cases.intake import NewDocument
from app.services.cases.likenesses import Alike
from app.services.cases.questions import NewQuestion
from app.services.cases.registration import NewRequest
from app.services.cases.triage import Part
from app.services.deciding import decisions
from app.services.deciding.decisions import NewDelegation
from app.services.deciding.rulings import NewRuling
from app.services.delivering import (
    delivery,
    delivery_facts,
    own_data,
)
from app.services.delivering.charging import NewTariff
from app.services.delivering.compilations import NewCompilation
from app.services.delivering.follow_ups import NewFollowUp
from app.services.delivering.handovers import NewHandover
from app.services.delivering.reservations import NewReservation
from app.services.keeping import register
from app.services.marking import (
    individuals,
    mark_sets,
    residuals,
    review,
    reviewing,
)
from app.services.marking.carrying import Source
from app.services.marking.office_lists import NewEntry
from app.services.office import organisation, people
from app.services.office.people import NewPerson
from app.services.writing import letters
from app.store.records import Individual, IndividualPlace
from app.store.unit import Unit
from redaction.detectors import Term
from redaction.files import About, WorkingPdf
from redaction.geometry import Rect
from redaction.marks import Mark, MarkKind, MarkState
from redaction.people import Gathering
from redaction.plan import RedactionPlan
from redaction.prints import Print
from redaction.report import CheckResult, Proof
from redaction.sought import Hit
from redaction.words import RegionKind
from tests.builders import A4, PASSWORD, RECEIVED, START, SVEN, Office, answers_of

OPEN = {
    *("people.sign_in", "people.first_administrator", "tries.missed", "tries.succeeded"),
    *("happened.keep_up", "happened.enter", "backups.upgraded"),
}
"""What a person who is not signed in may do, each with its own tests; and what the program enters after every deed."""


def commands() -> dict[str, Callable[..., object]]:
    """Every public function of the services whose first argument is the unit."""
    found = {}
    for info in pkgutil.walk_packages(services.__path__, "app.services."):
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            kinds = [p.annotation for p in inspect.signature(function).parameters.values()]
            if own and kinds and kinds[0] in ("Unit", Unit):
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = function
    return {name: function for name, function in found.items() if name not in OPEN}


def arguments(office: Office) -> dict[str, tuple[object, ...]]:
    """For each command, arguments with which a person of the right role would succeed or come far."""
    request_id, delivery_id, document_id = office.masked()
    (mark,) = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    (known,) = office.workspace.ask(delivery.assessments, delivery_id)
    first = office.workspace.ask(lambda reader: reader.people.where())[0]
    decision_id = office.workspace.do(decisions.ask, office.masked()[1], by_company=True)
    place, person_id, other_id = office.workspace.do(_a_person, request_id, document_id)
    residual_id = office.workspace.do(_a_residual, delivery_id, document_id)
    region_id = office.workspace.do(_a_region, document_id)
    area_id = office.area(office.document(office.request()))
    plan = RedactionPlan("0" * 64, ())
    proof = Proof("0" * 64, "1" * 64, plan.hash(), {}, (CheckResult("text", True),))
    area = (document_id, 0, (Rect(1, 1, 50, 50),), MarkKind.AREA, "OSL 21:7")
    new = NewPerson("Ny", "ny", frozenset({Role.REVIEWER}), PASSWORD)
    asked = office.workspace.do(questions.ask, request_id, NewQuestion(QuestionKind.PURPOSE, "Till vad?", "OSL 39:1"))
    mine = NewRequest("Egna uppgifter", "Vad har ni om mig?", Channel.EMAIL, START, track=Track.OWN_DATA)
    own_request = office.workspace.do(registration.register, mine)
    asker = Individual(0, own_request, "", (), "", "", "")
    asker_id = office.workspace.do(lambda unit: unit.individuals.add(asker))
    office.workspace.do(own_data.ask, own_request, ["access"])
    office.workspace.do(own_data.choose_subject, own_request, asker_id)
    ended = office.request()
    office.workspace.do(answering.end, ended, NewEnding("withdrawn", "ringde"))
    return {
        "answering.end": (request_id, NewEnding("withdrawn", "ringde")),
        "answering.take_back": (ended,),
        "classified.none_is": (request_id,),
        "classified.one_is": (request_id,),
        "stamped.say_not_classified": (document_id, "Gammal stämpel."),
        "stamped.shut_out": (document_id,),
        "compilations.make": (delivery_id, NewCompilation("Summor", "1"), [("Gata",), ("Storgatan",)]),
        "compilations.remove": (delivery_id, 1),
        "compilations.set_smallest": (5,),
        "editions.edit": (office.workspace.ask(organisation.provisions)["OSL 21:7"],),
        "editions.retire": ("OSL 21:7", "ersatt"),
        "editions.take_in": ("",),
        "editions.undo": (),
        "editions.redo": (),
        "editions.save": ("ändrat",),
        "editions.sign": (["OSL 21:7"], office.workspace.ask(lambda r: r.editions.newest().sha256), PASSWORD),
        "editions.take": ("OSL 21:7",),
        "editions.decline": ("OSL 21:7",),
        "own_data.ask": (own_request, ["access"]),
        "own_data.identify": (own_request, "eid"),
        "own_data.extend": (own_request, "många handlingar"),
        "own_data.answer": (own_request, "access", DataOutcome.GRANTED, (), "En kopia."),
        "own_data.choose_subject": (own_request, asker_id),
        "own_data.keep_subject": (own_request,),
        "own_data_export.take_out": (own_request, "json", date(2026, 3, 4)),
        "pseudonyms.give": (person_id, "Person"),
        "pseudonyms.follow": (request_id,),
        "reviewing.unmask": ([mark.id], "i tjänst"),
        "reviewing.mask_again": (document_id,),
        "reviewing.keep_in_review": (delivery_id,),
        "reviewing.comment": (mark.id, "Varför?"),
        "reviewing.settle": (office.workspace.do(reviewing.comment, MarkId(mark.id), "Vem?"),),
        "reviewing.settle_mark": (mark.id,),
        "reviewing.looked": (delivery_id,),
        "looks.looked": (document_id,),
        "likenesses.store": (office.workspace.ask(lambda reader: reader.documents.get(document_id)), Print((), ())),
        "carrying.keep": (document_id, _a_source(document_id, mark)),
        "mark_sets.keep": (document_id,),
        "mark_sets.keep_all": (delivery_id, Point.SUBMITTED),
        "mark_sets.take_over": (document_id, office.workspace.do(mark_sets.keep, document_id), [mark.id]),
        "drafts.keep": (request_id, "mark/1", "en tjänsteman som"),
        "notes.searched": (request_id, "arkivet", "inget"),
        "notes.delayed": (request_id, "många handlingar"),
        "questions.ask": (request_id, NewQuestion(QuestionKind.PRECISION, "Vilka?")),
        "questions.answer": (asked, Reply.ANONYMOUS),
        "assessment.write": (delivery_id, Answers("OSL 21:7", "customer_identity")),
        "assessment.remove": (known,),
        "assessment.confirm": (known, [mark.id]),
        "restated.keep": (known,),
        "backups.made": (1,),
        "backups.set_days": (14,),
        "locking.keep_recovery": (office.workspace.store.keys, recovery.new()),
        "locking.change_office": (office.workspace.store.keys, bytes(32)),
        "locking.renew": (office.workspace.store.keys,),
        "locking.export": (office.workspace.store.keys,),
        "decisions.delegate": (_a_delegation(first.id),),
        "decisions.end_delegation": (DelegationId(1), date(2026, 12, 31)),
        "decisions.ask": (delivery_id,),
        "decisions.retest": (decision_id, known, "En okänd sökande."),
        "decisions.decide": (decision_id, PASSWORD),
        "decisions.send": (decision_id, "e-post"),
        "decisions.received": (decision_id, date(2026, 3, 4), "kvitto"),
        "decisions.appeal": (decision_id, date(2026, 3, 4)),
        "decisions.reject": (decision_id, PASSWORD),
        "decisions.forward": (decision_id,),
        "decisions.expire": (decision_id,),
        "delivery.touch": (delivery_id,),
        "delivery.void": (office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)),),
        "delivery.choose": (delivery_id,),
        "sign_off.submit": (delivery_id,),
        "sign_off.send_back": (delivery_id, "ändra"),
        "sign_off.sign": (delivery_id, "", PASSWORD),
        "disclosure.copy_made": (document_id, plan, "1" * 64, proof, "2" * 64),
        "disclosure.paper_made": (delivery_id, "", "letter", "Brev.pdf", "3" * 64),
        "disclosure.ready": (delivery_id,),
        "disclosure.release": (delivery_id, "4" * 64, "e-post"),
        "individual_marks.mask": (person_id, "OSL 21:7", [place.id]),
        "individual_marks.leave": (person_id, "i tjänst", [place.id]),
        "individuals.store": (request_id, office.workspace.ask(individuals.key, request_id), (), Gathering()),
        "individuals.merge": (person_id, other_id),
        "individuals.split": (person_id, [place.id], other_id),
        "individuals.assign": (person_id, [place.id]),
        "individuals.undo": (document_id,),
        "individuals.redo": (document_id,),
        "individuals.forget": (request_id,),
        "intake.take_in": (request_id, NewDocument("a", "a.pdf", "5" * 64, 1)),
        "intake.was_read": (document_id, WorkingPdf("6" * 64, (A4,), "pdf"), "7" * 64, "application/pdf"),
        "areas.keep_only": (document_id, 0, A4, Rect(10, 10, 90, 90), "OSL 21:7"),
        "areas.on_every_page": (area_id, {0: A4, 1: A4}),
        "regions.store": (document_id, ()),
        "regions.leave": ([region_id], "en logotyp"),
        "regions.reopen": (region_id,),
        "regions.mask": (region_id, "OSL 21:7"),
        "printed.put_in": (document_id, "5" * 64, WorkingPdf("6" * 64, (A4,), "printed"), "7" * 64, "application/pdf"),
        "intake.was_made_again": (document_id, "6" * 64, "7" * 64),
        "intake.could_not_be_read": (document_id, "damaged"),
        "intake.store_findings": (document_id, ()),
        "intake.mark_done": (document_id,),
        "intake.reopen": (document_id,),
        "intake.rename": (document_id, "b"),
        "describing.from_file": (document_id, About("2026-03-01", "Nova")),
        "describing.say": (document_id, NewDescription(kind="brev")),
        "describing.take_back": (document_id,),
        "describing.arrange": (delivery_id, [document_id]),
        "describing.move": (document_id, 1),
        "describing.sort": (delivery_id, "date"),
        "intake.remove": (document_id,),
        "letter_fields.keep": (request_id, "delay", "", "8" * 64, "9" * 64),
        "letter_templates.use": ("precision", letters.shipped("precision"), "a.docx", "8" * 64),
        "letter_templates.back": ("precision",),
        "office_lists.add": (NewEntry(EntryKind.NEVER, "kabelskåp", "PERSON", "ett skåp"),),
        "office_lists.take_back": (EntryId(1),),
        "office_lists.forget": (request_id,),
        "official.answer": ([document_id], RECEIVED),
        "official.hand_out_voluntarily": (document_id, "Artikel 6.1 e"),
        "organisation.choose_profile": (organisation.profiles()["jamtkraft"],),
        "organisation.number_ground": (request_id, "OSL 38:6"),
        "people.add": (new,),
        "people.change": (first,),
        "people.set_password": (first.id, PASSWORD),
        "people.reset_password": (first.id,),
        "people.disable": (office.workspace.ask(lambda reader: reader.people.where())[-1].id,),
        "people.set_idle_minutes": (20,),
        "tries.unlock": (first.id,),
        "tries.forget": (first.id,),
        "people.set_second_person": (False,),
        "register.set_private_names": (True,),
        "stamps.set_on": (False,),
        "handovers.handed_over": (delivery_id, NewHandover(Way.FOLDER, Form.ZIP, 1, "0" * 64)),
        "handovers.received": (1, None),
        "handovers.forget": (request_id,),
        "register.add": (request_id, register.NewEntry("note", Direction.DRAWN_UP, date(2026, 3, 4))),
        "register.strike": (RegisterEntryId(1), "fel ärende"),
        "register.hold": (request_id, Held.PARTY, "OSL 21:7"),
        "register.lift": (RegisterHoldId(1),),
        "registration.change_subject": (request_id, "Begäran om avtal"),
        "registration.register": (NewRequest("a", "b", Channel.EMAIL, START),),
        "registration.open_delivery": (request_id,),
        "registration.start_search": (request_id,),
        "registration.next_delivery": (request_id,),
        "registration.close": (request_id,),
        "registration.watch": (request_id, "Lovisa", "PERSON"),
        "registration.watch_all": (request_id, (Term("Lovisa"),)),
        "registration.forget": (request_id,),
        "phrases.keep": ("OSL 31:16", "supplier_price", "harm", "Kalkylen används i andra anbud."),
        "phrases.remove": (1,),
        "recipient.none_known": (delivery_id,),
        "recipient.name": (delivery_id, "säljer listor", "artikel 6"),
        "recipient.take_back": (delivery_id,),
        "residual_marks.mask": (residual_id, "OSL 21:7"),
        "residuals.store": (delivery_id, office.workspace.ask(residuals.key, delivery_id), ()),
        "residuals.leave": ([residual_id], "någon annan"),
        "residuals.reopen": (residual_id,),
        "residuals.was_masked": (residual_id, mark.id),
        "retention.decide_row": ("whole", 2, CountedFrom.CLOSED, "Styrelsen § 4"),
        "retention.drop_working_copies": (request_id,),
        "retention.purge": (request_id,),
        "retention.remove_log_year": (2025,),
        "reservations.reserve": (delivery_id, NewReservation("Bo Ek", "Inte vidare.", {known: "Bara här."})),
        "reservations.withdraw": (delivery_id,),
        "charging.change_tariff": (_a_tariff(),),
        "charging.choose_form": (delivery_id, "paper"),
        "charging.waive": (delivery_id, "liten"),
        "charging.in_advance": (delivery_id, "stor", PASSWORD),
        "charging.paid": (delivery_id, date(2026, 3, 4), "Swish"),
        "rulings.judged": (decision_id, NewRuling(Judgment.DISMISSED, date(2026, 3, 4))),
        "rulings.follow": (decision_id,),
        "rulings.reconsider": (decision_id, frozenset({mark.id}), "för att"),
        "rulings.go_on": (decision_id, date(2026, 3, 4)),
        "follow_ups.prepare": (NewFollowUp(delivery_id, Because.GRANTED, frozenset({mark.id})),),
        "registration.reopen": (request_id,),
        "decisions.take": (decision_id, DecisionStep.SEND),
        "decisions.save": (_read(office, decision_id), _read(office, decision_id)),
        "learning.note": (_a_ruling(decision_id, first.id), [known]),
        "review.accept": ([mark.id], "OSL 21:7"),
        "review.reject": ([mark.id], "i tjänst"),
        "review.add": area,
        "review.add_page": (document_id, 0, A4, "OSL 21:7"),
        "review.remove": (mark.id,),
        "review.reshape": (mark.id, Rect(1, 1, 50, 50)),
        "review.never_here": (mark.id, "ett skåp", "", ""),
        "review.undo": (document_id,),
        "review.redo": (document_id,),
        "review.editable": (document_id,),
        "review.remember": (document_id, ()),
        "stops.take_stand": ([], "kontrollerat"),
        "triage.choose": (request_id, Track.OWN_DATA),
        "triage.register": (NewRequest("a", "b", Channel.EMAIL, START), [Part(Track.OWN_DATA)]),
        "triage.split": (request_id, [Part(Track.OWN_DATA)]),
        "search.mark": (request_id, [Hit(document_id, 0, 0, 5, (Rect(1, 1, 50, 50),), "ord")], "OSL 21:7"),
    }


def _a_delegation(person_id: PersonId) -> NewDelegation:
    return NewDelegation(person_id, frozenset({Scope.REFUSE}), "VD-instruktion", date(2026, 1, 1))


def _a_tariff() -> NewTariff:
    """A tariff that was decided."""
    day = date(2026, 1, 1)
    return NewTariff("Taxa", Rates(), Rates(), "Styrelsen", day, "FE 2026-0001", day)


def _read(office: Office, decision_id: DecisionId) -> Decision:
    return office.workspace.ask(lambda reader: reader.decisions.get(decision_id))


def _a_ruling(decision_id: DecisionId, person_id: PersonId) -> Ruling:
    """A ruling that was not entered."""
    said = (Court.APPEAL, Judgment.GRANTED, date(2026, 3, 4), "1-26", person_id, START)
    return Ruling(RulingId(0), decision_id, *said)


def _a_person(unit: Unit, request_id: RequestId, document_id: DocumentId) -> tuple[IndividualPlace, int, int]:
    """A place of a person, its person, and another one."""
    ids = [unit.individuals.add(Individual(0, request_id, "", (), "", "", "")) for _ in range(2)]
    unit.individual_places.add(IndividualPlace(0, request_id, document_id, 0, 0, 13, ids[0]))
    return unit.individual_places.where(request_id=request_id)[0], ids[0], ids[1]


def _a_region(unit: Unit, document_id: DocumentId) -> int:
    region = PageRegion(0, document_id, 0, (Rect(1, 1, 50, 50),), RegionKind.PICTURE, "a" * 64)
    return unit.regions.add(region)


def _a_residual(unit: Unit, delivery_id: DeliveryId, document_id: DocumentId) -> int:
    """A place that points to a masked person."""
    rects = (Rect(1, 1, 50, 50),)
    words = ("first", "PERSON", "Lovisa", "Lovisa ringde", None)
    return unit.residuals.add(Residual(0, delivery_id, document_id, "text", 0, 0, 6, rects, *words))


def _a_source(document_id: DocumentId, mark: Mark) -> Source:
    """A document whose pages look the same, with one judged mark."""
    marks = kept([replace(mark, state=MarkState.ACCEPTED)])
    return Source(Alike(document_id, Kind.SAME, 1), marks, ((mark.page, mark.page),), None, None)


def everything(office: Office) -> list[str]:
    """The whole database as SQL but for the row of who signed in."""
    with office.workspace.store.read() as reader:
        raw = reader.connection.connection.dbapi_connection
        return list(raw.iterdump())  # type: ignore[union-attr]


def allowed(office: Office, given: dict[str, tuple[object, ...]]) -> list[str]:
    """The commands that this person may take."""
    found = []
    for name, command in commands().items():
        try:
            office.workspace.do(command, *given[name])
        except Refused:
            continue
        found.append(name)
    return found


def test_no_command_is_left_out_of_this_test(office: Office) -> None:
    """A new command comes with its arguments here."""
    assert set(arguments(office)) >= set(commands())


def test_nobody_can_do_anything_without_signing_in(office: Office) -> None:
    """Refused, and nothing is changed."""
    given = arguments(office)
    office.workspace.sign_out()
    before = everything(office)
    assert allowed(office, given) == []
    assert everything(office) == before


def test_a_person_without_a_role_can_do_nothing(office: Office) -> None:
    """The right is checked in app on every command; nothing is changed."""
    given = arguments(office)
    office.as_(SVEN).workspace.do(people.add, NewPerson("Utan Roll", "", frozenset(), PASSWORD))
    office.as_("Utan Roll")
    before = everything(office)
    assert allowed(office, given) == []
    assert everything(office) == before


def test_a_person_whose_days_are_over_can_do_nothing(office: Office) -> None:
    """Not even in a window that was left open."""
    given = arguments(office)
    me = office.workspace.signed_in

    def ends(unit: Unit) -> None:
        unit.people.save(replace(unit.people.get(me.id), valid_to=datetime(2026, 1, 1, tzinfo=UTC).date()))

    office.workspace.do(ends)
    assert allowed(office, given) == []


def test_watching_and_renaming_are_in_the_log_without_the_words(office: Office) -> None:
    """A change without a row would be a change that nobody can prove."""
    request_id = office.request()
    document_id = office.document(request_id)
    for change in (
        lambda: office.workspace.do(registration.watch, request_id, "Lovisa Granberg", "PERSON"),
        lambda: office.workspace.do(intake.rename, document_id, "Granbergs klagomål"),
    ):
        before = office.workspace.ask(lambda reader: reader.log_head()).seq
        change()
        rows = [line.row for line in office.workspace.ask(queries.log) if line.row.seq > before]
        assert len(rows) == 1
        assert "ranberg" not in repr(rows)


def test_a_category_that_no_catalogue_knows_never_reaches_the_log(office: Office) -> None:
    """Log rows hold codes; a text in a code's place is refused."""
    request_id = office.request()
    document_id = office.document(request_id)
    with pytest.raises(Refused, match="category-unknown"):
        office.workspace.do(
            review.add, document_id, 0, (Rect(1, 1, 50, 50),), MarkKind.AREA, "OSL 21:7", category="Lovisa Granberg"
        )
    with pytest.raises(Refused, match="category-unknown"):
        office.workspace.do(registration.watch, request_id, "Lovisa", "Lovisa Granberg")
    with pytest.raises(Refused, match="provision-unknown"):
        office.workspace.do(registration.watch, request_id, "Lovisa", "PERSON", "GDPR")


def test_an_outcome_of_release_carries_no_mask(office: Office) -> None:
    """An assessment that ends in handing out is no ground for a box."""
    _request, delivery_id, _document = office.masked()
    (row,) = office.workspace.ask(delivery.assessments, delivery_id).values()
    released = answers_of(row, outcome=AssessmentOutcome.RELEASE)
    office.workspace.do(assessment.write, delivery_id, released, row.id)
    assert office.workspace.ask(delivery_facts.of, delivery_id).without_assessment == 1

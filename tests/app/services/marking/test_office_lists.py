"""What the office learns: who, when and why, never somebody's data, taken back by anyone, gone with its request."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import Refused
from app.domain.ids import EntryId, RequestId
from app.domain.office import EntryKind
from app.services import queries
from app.services.cases import registration
from app.services.marking import office_lists, review
from app.services.marking.office_lists import NewEntry
from redaction.marks import MarkState
from tests.app.services.test_deliveries import handed_out
from tests.app.services.test_marks import states
from tests.builders import KARIN, MAJA, SVEN, Office

NEVER, ALWAYS = EntryKind.NEVER, EntryKind.ALWAYS


def add(
    office: Office,
    text: str = "Hotell Rosen",
    kind: EntryKind = NEVER,
    category: str = "PERSON",
    request_id: RequestId | None = None,
    **more: str,
) -> EntryId:
    """Learns something."""
    new = NewEntry(kind, text, category, more.pop("reason", "ett hotell"), request_id=request_id, **more)
    return office.workspace.do(office_lists.add, new)


def test_an_entry_tells_who_when_and_why(office: Office) -> None:
    """And is in force until somebody takes it back, which is told too."""
    entry_id = add(office, before="på", after="i")
    request_id = office.request()
    (row,) = office.workspace.ask(office_lists.rows)
    assert (row.entry.text, row.entry.reason, row.added_by, row.entry.holds) == (
        "Hotell Rosen",
        "ett hotell",
        MAJA,
        True,
    )
    (entry,) = office.workspace.ask(office_lists.never, request_id)
    assert (entry.id, entry.text, entry.before, entry.after) == (entry_id, "Hotell Rosen", "på", "i")
    office.as_(SVEN).workspace.do(office_lists.take_back, entry_id)
    (row,) = office.as_(MAJA).workspace.ask(office_lists.rows)
    assert (row.reversed_by, row.entry.holds) == (SVEN, False)
    assert office.workspace.ask(office_lists.never, request_id) == ()
    with pytest.raises(Refused, match="entry-reversed"):
        office.workspace.do(office_lists.take_back, entry_id)
    assert add(office, before="på", after="i") != entry_id


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Lovisa Granberg", {}),
        ("granberg", {}),
        ("lind", {}),
        ("GRANBERG", {}),
        ("19810107-9294", {"category": "PERSONNUMMER"}),
        ("070-1740605", {"category": "PHONE"}),
        ("Storgatan 5", {"category": "ADDRESS"}),
        ("Granberg", {"before": "Lovisa"}),
        ("kabelskåp", {"reason": "Lovisa Granberg bad om det"}),
    ],
)
@pytest.mark.parametrize("kind", [NEVER, ALWAYS])
def test_the_offices_list_holds_nobodys_data(office: Office, text: str, more: dict[str, str], kind: EntryKind) -> None:
    """Refused for the office, in any spelling and with its neighbours; kept for one request alone."""
    with pytest.raises(Refused, match="entry-personal"):
        add(office, text, kind, **more)  # type: ignore[arg-type]
    request_id = office.request()
    add(office, text, kind, request_id=request_id, **more)
    assert len(office.workspace.ask(office_lists.in_force, request_id)) == 1
    assert office.workspace.ask(office_lists.in_force, office.request()) == ()


@pytest.mark.parametrize("text", ["Hotell Rosen", "Kundservice", "kabelskåp", "Elnät Mitt", "dialys", "559999-9009"])
def test_what_is_nobodys_can_be_learned_by_the_office(office: Office, text: str) -> None:
    """Words of the trade, sensitive words and organisation numbers say nothing of a person."""
    add(office, text)


def test_what_cannot_be_learned_is_refused(office: Office) -> None:
    """No reason, no string, no category, no such ground, a hard stop, twice, a closed request."""
    wrong: list[tuple[str, dict[str, str]]] = [
        ("entry-without-reason", {"reason": " "}),
        ("term-short", {"text": "-"}),
        ("category-unknown", {"category": "NONSENS"}),
        ("category-unknown", {"category": ""}),
        ("provision-unknown", {"provision": "GDPR"}),
        ("entry-stop", {"text": "skyddade personuppgifter", "category": "PROTECTED_IDENTITY"}),
    ]
    for code, more in wrong:
        with pytest.raises(Refused, match=code):
            add(office, **more)  # type: ignore[arg-type]
    add(office)
    with pytest.raises(Refused, match="entry-there"):
        add(office, "HOTELL  rosen")
    add(office, before="på")


def test_always_is_a_term_with_its_ground(office: Office) -> None:
    """As the detectors get it, for the office and for the request."""
    entry_id = add(office, "kabelskåp", ALWAYS, "SECURITY", provision="OSL 18:8")
    request_id = office.request()
    mine = add(office, "Granberg", ALWAYS, request_id=request_id)
    first, second = office.workspace.ask(office_lists.always, request_id)
    assert (first.text, first.category, first.provision, first.entry) == ("kabelskåp", "SECURITY", "OSL 18:8", entry_id)
    assert second.entry == mine


def test_entries_of_a_request_go_when_it_is_closed(office: Office) -> None:
    """The strings are gone from the database; those of the office stay."""
    request_id, delivery_id, _document = office.masked()
    add(office, "Granberg", ALWAYS, request_id=request_id)
    kept = add(office)
    handed_out(office, delivery_id)
    office.workspace.do(registration.close, request_id)
    assert [row.entry.id for row in office.workspace.ask(office_lists.rows)] == [kept]
    with pytest.raises(Refused, match="entry-closed"):
        add(office, "Granberg", ALWAYS, request_id=request_id)


def test_the_log_holds_ids_and_counts_and_no_string(office: Office) -> None:
    """Added, taken back, gone with its request: a row each."""
    request_id, delivery_id, _document = office.masked()
    before = office.workspace.ask(lambda reader: reader.log_head()).seq
    entry_id = add(office)
    add(office, "Granberg", request_id=request_id)
    office.workspace.do(office_lists.take_back, entry_id)
    handed_out(office, delivery_id)
    office.workspace.do(registration.close, request_id)
    rows = [line.row for line in office.workspace.ask(queries.log, None, 50) if line.row.seq > before]
    assert {"entry-added", "case-entry-added", "entry-reversed", "entries-forgotten"} <= {row.event for row in rows}
    told = json.dumps([row.payload for row in rows]).casefold()
    assert not any(word in told for word in ("rosen", "granberg", "hotell"))


def test_never_here_leaves_the_mark_visible_and_is_learned(office: Office) -> None:
    """One step: where the one is refused, the other is not done."""
    document_id = office.document(office.request())
    (mark,) = office.findings(document_id, ["Hotell Rosen"])
    with pytest.raises(Refused, match="entry-without-reason"):
        office.workspace.do(review.never_here, mark, "", "på", "i")
    assert states(office, document_id) == [MarkState.PROPOSED]
    office.workspace.do(review.never_here, mark, "ett hotell", "på", "i", in_request=False)
    assert states(office, document_id) == [MarkState.REJECTED]
    (row,) = office.workspace.ask(office_lists.rows)
    assert (row.entry.text, row.entry.category, row.entry.request_id) == ("Hotell Rosen", "PERSONNUMMER", None)


def test_a_reviewer_may_learn_and_a_decision_maker_not(office: Office) -> None:
    """Whoever prepares."""
    office.as_(KARIN)
    add(office)
    office.as_(SVEN)
    with pytest.raises(Refused, match="right-missing"):
        add(office, "Kundservice")

"""Secrets in the wrong place, searching again, and the turn of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import bootstrap, demo
from app.domain.errors import Changed, Refused
from app.domain.ids import MarkId
from app.domain.requests import Channel
from app.exporters.package import Piece, safe_name, write_zip
from app.services.assessing import assessment
from app.services.cases import intake, registration
from app.services.cases.registration import NewRequest
from app.services.delivering import delivery, disclosure
from app.services.marking import review
from app.services.office import organisation
from redaction.findings import Evidence, Finding
from redaction.geometry import Rect
from redaction.marks import MarkKind, MarkState
from tests.builders import MAJA, SVEN, Office, answers_of


def finding(text: str, rect: Rect, category: str = "PERSONNUMMER", score: float = 0.99) -> Finding:
    """Something found on the first page."""
    return Finding(category, 0, 0, len(text), (rect,), score, text, (Evidence("test"),))


def proposed(office: Office, document_id: int) -> int:
    """How many proposals wait."""
    return office.workspace.ask(lambda reader: reader.marks.tallies([document_id]))[document_id].proposed


WORDS = Rect(72.123, 80.456, 172.789, 94.321)


def test_what_a_hand_has_masked_is_not_proposed_again(office: Office) -> None:
    """The same words marked by hand, an area around them, a whole page: a search adds no second mark."""
    document_id = office.document(office.request())
    mark = office.workspace.do(review.add, document_id, 0, (WORDS,), MarkKind.TEXT, "OSL 21:7", text="19810107-9294")
    office.workspace.do(intake.store_findings, document_id, [finding("19810107-9294", WORDS)])
    assert proposed(office, document_id) == 0
    office.workspace.do(review.remove, mark)
    office.workspace.do(review.add, document_id, 0, (Rect(60, 70, 300, 100),), MarkKind.AREA, "OSL 21:7")
    office.workspace.do(intake.store_findings, document_id, [finding("19810107-9294", WORDS)])
    assert proposed(office, document_id) == 0


def test_what_only_touches_a_mask_or_was_left_visible_with_more_is_proposed(office: Office) -> None:
    """Half covered is not covered; and leaving a whole line visible says nothing of the number in it."""
    document_id = office.document(office.request())
    office.workspace.do(review.add, document_id, 0, (Rect(60, 70, 100, 100),), MarkKind.AREA, "OSL 21:7")
    wide = finding("Lovisa 19810107-9294", Rect(60, 76, 300, 98), "PERSON")
    office.workspace.do(intake.store_findings, document_id, [wide])
    (line,) = [m for m in office.workspace.ask(lambda r: r.marks.of(document_id)) if m.state is MarkState.PROPOSED]
    office.workspace.do(review.reject, [MarkId(line.id)], "offentlig")
    office.workspace.do(intake.store_findings, document_id, [wide, finding("19810107-9294", WORDS)])
    assert proposed(office, document_id) == 1


def test_undo_and_search_again_leave_one_mark(office: Office) -> None:
    """Accept, undo, search, redo: the proposal found again is the same mark, so redo works and there is only one."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.workspace.do(review.undo, document_id)
    assert office.findings(document_id) == marks
    office.workspace.do(review.redo, document_id)
    (mark,) = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    assert mark.state is MarkState.ACCEPTED


PLACES = ("title", "title without a hyphen", "applies", "an answer", "a reason left visible")


@pytest.mark.parametrize("place", PLACES)
def test_masked_words_are_kept_out_of_everything_that_leaves(office: Office, place: str) -> None:
    """Titles, reasons, answers to the provision's questions, reasons for leaving something visible."""
    _request, delivery_id, document_id = office.masked()
    office.workspace.ask(disclosure.check_words, delivery_id)
    (row,) = office.workspace.ask(delivery.assessments, delivery_id).values()
    answers = answers_of(row)
    said = "Gäller 19810107-9294."
    if place.startswith("title"):
        title = said if place == "title" else "Akt 198101079294"
        office.workspace.do(intake.rename, document_id, title)
    elif place == "applies":
        office.workspace.do(assessment.write, delivery_id, replace(answers, applies=said), row.id)
    elif place == "an answer":
        office.workspace.do(assessment.write, delivery_id, replace(answers, answers=(said,)), row.id)
    else:
        office.workspace.do(intake.reopen, document_id)
        office.workspace.do(review.add, document_id, 0, (Rect(1, 1, 50, 50),), MarkKind.TEXT, None, text="Fjällvik")
        (mark,) = [m for m in office.workspace.ask(lambda r: r.marks.of(document_id)) if m.text == "Fjällvik"]
        office.workspace.do(review.reject, [MarkId(mark.id)], said)
    with pytest.raises(Refused, match="secret-in-"):
        office.workspace.ask(disclosure.check_words, delivery_id)


def test_the_series_follows_the_years_of_the_office(office: Office) -> None:
    """Half past midnight on New Year's Day in Stockholm is the new year, though UTC still has the old one."""
    numbers = []
    for at in (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        office.clock.now = at
        new = NewRequest("Begäran", "Allt.", Channel.LETTER, at)
        request_id = office.workspace.do(registration.register, new)
        numbers.append(request_id)
    rows = office.workspace.ask(lambda reader: [reader.requests.get(i).registry_number for i in numbers])
    assert rows == ["FE 2026-0001", "FE 2027-0001"]


def test_each_legal_entity_has_its_own_series(office: Office) -> None:
    """Its own prefix, its own numbers, and none is given twice."""
    office.request()
    office.as_(SVEN).workspace.do(organisation.choose_profile, organisation.profiles()["jamtkraft"])
    office.as_(MAJA)
    second = office.request()
    assert office.workspace.ask(lambda r: r.requests.get(second)).registry_number == "JK 2026-0001"


def test_names_in_a_package_hold_nothing_that_fools_the_eye() -> None:
    """No control characters, no marks that turn the reading direction, nothing a system reserves."""
    assert safe_name("a\u202efdp.exe") == "afdp.exe"
    assert safe_name("a\u200bb\x7f\n../c:d") == "ab .. c d"
    assert safe_name("..") == "handling"
    assert safe_name("CON.pdf") != "CON.pdf"


def test_the_same_pieces_make_the_same_archive_on_every_system(tmp_path: Path) -> None:
    """Nothing of the clock or the system in it."""
    (tmp_path / "a").write_bytes(b"a")
    write_zip([Piece("a.pdf", tmp_path / "a")], tmp_path / "1.zip")
    raw = (tmp_path / "1.zip").read_bytes()
    assert raw[raw.index(b"PK\x01\x02") + 5] == 3


@pytest.mark.parametrize(
    ("now", "came"),
    [
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), datetime(2026, 11, 27, 7, 54, tzinfo=UTC)),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 7, 1, 22, 30, tzinfo=UTC)),
    ],
)
def test_a_case_to_try_came_in_today(now: datetime, came: datetime) -> None:
    """At the hour of the sample on the office's day, never in the future; so it is not months old when it is begun."""
    assert demo.came_today(now) == came


def test_a_demo_never_empties_a_folder_that_is_not_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the one named nor the one beside the office's."""
    monkeypatch.delenv("UTLAMNA_WORKSPACE", raising=False)
    monkeypatch.setattr(bootstrap, "office_folder", lambda: tmp_path / "workspace")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "viktigt.txt").write_text("mitt", encoding="utf-8")
    with pytest.raises(Refused, match="demo-not-here"):
        demo.folder()


def test_two_people_on_one_mark_or_one_assessment(office: Office) -> None:
    """Whoever judges what somebody else has changed meanwhile is told so, and nothing is overwritten."""
    document_id = office.document(office.request())
    (mark,) = office.findings(document_id)
    seen = {mark: office.workspace.ask(lambda reader: reader.marks.get(mark))[1].version}
    office.workspace.do(review.accept, [mark], "OSL 21:7", seen)
    with pytest.raises(Changed):
        office.workspace.do(review.reject, [mark], "i tjänst", seen)
    delivery_id = office.delivery(office.workspace.ask(lambda r: r.documents.get(document_id)).request_id)
    written = office.assessed(delivery_id)
    (row,) = office.workspace.ask(delivery.assessments, delivery_id).values()
    answers = answers_of(row, applies="Ett.")
    office.workspace.do(assessment.write, delivery_id, answers, written, row.version)
    with pytest.raises(Changed):
        office.workspace.do(assessment.write, delivery_id, replace(answers, applies="Två."), written, row.version)
    assert office.workspace.ask(delivery.assessments, delivery_id)[written].applies == "Ett."

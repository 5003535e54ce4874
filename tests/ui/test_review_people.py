"""Persons on the review page: grouped, decided once with a key; merged, split and given by hand; undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import gathering
from app.domain.ids import DocumentId
from app.services.cases import intake
from app.services.marking import individual_marks
from app.texts import _
from redaction.marks import MarkState
from tests.builders import findings_on
from tests.ui.desks import Desk, press, there
from ui.screens.review.person import PersonQuestion, UnclearQuestion
from ui.screens.review.rows import Heading
from ui.screens.review.screen import ReviewScreen

from .rooms import spoken

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FOUND = {
    "Lovisa Granberg": "PERSON",
    "19810107-9294": "PERSONNUMMER",
    "Erik Norling": "PERSON",
    "L. Granberg": "PERSON",
    "Nils Granberg": "PERSON",
    "Granberg": "PERSON",
    "dialys": "HEALTH",
}
LINES = ["Jag heter Lovisa Granberg, personnr 19810107-9294, dialys.", "Er montör Erik Norling ringde."]
NOTE = ["L. Granberg ringde igen."]


def paper(desk: Desk, lines: Sequence[str], title: str = "Brev") -> DocumentId:
    """A document with its findings."""
    document_id = desk.document(lines, title=title)
    found = findings_on(desk.pages[document_id][0], FOUND)
    desk.office.workspace.do(intake.store_findings, document_id, found)
    return document_id


def opened(desk: Desk, *papers: Sequence[str]) -> tuple[ReviewScreen, list[DocumentId]]:
    """The review page of the first of these documents, persons gathered."""
    ids = [paper(desk, lines) for lines in papers]
    gathering.gather(desk.office.workspace, desk.request_id)
    return desk.review(ids[0]), ids


def states(desk: Desk, document_id: DocumentId) -> dict[str, str]:
    """How the marks of a document stand, by their words."""
    return {mark.text: mark.provision or mark.state.value for mark in desk.marks(document_id)}


def names(desk: Desk) -> list[str]:
    """The persons of the request."""
    found = desk.office.workspace.ask(individual_marks.people, desk.request_id)
    return sorted(one.individual.name for one in found)


def question(screen: ReviewScreen) -> PersonQuestion:
    """The question about a person that is shown."""
    return there(screen.asked)


def test_grouped_by_person(desk: Desk) -> None:
    """Each person is a heading with what the person seems to be, in the document's order; the rest comes last."""
    screen, _ids = opened(desk, LINES)
    screen.panel.grouping.setCurrentIndex(screen.panel.grouping.findData("person"))
    found = screen.panel.list.findings
    headings = [row for at in range(found.rowCount()) if isinstance(row := found.shown_at(at), Heading)]
    assert [(h.words, h.about, h.left, h.count) for h in headings] == [
        ("Lovisa Granberg", _("private person"), 3, 3),
        ("Erik Norling", _("employee in duty"), 1, 1),
    ]


def test_one_key_masks_a_person_in_all_documents(desk: Desk, style: str) -> None:
    """G shows every place with a tick, a number masks them with that ground, and Ctrl+Z takes all of it back."""
    screen, (letter, note) = opened(desk, LINES, NOTE)
    press(screen.panel.list, Key.Key_G)
    said = spoken(screen.panel.card)
    assert "Lovisa Granberg" in said
    assert _("seems to be: {role}").format(role=_("private person")) in said
    assert len(question(screen).ticked()) == 3
    press(question(screen).yes, Key.Key_3)
    assert states(desk, letter)["Lovisa Granberg"] == "OSL 21:7"
    assert states(desk, note) == {"L. Granberg": "OSL 21:7"}
    assert states(desk, letter)["dialys"] == "proposed"
    assert "Lovisa Granberg" in desk.frame.status.echo.text()
    press(screen, Key.Key_Z, modifier=CTRL)
    assert set(states(desk, letter).values()) | set(states(desk, note).values()) == {"proposed"}


def test_enter_masks_only_what_is_ticked(desk: Desk) -> None:
    """A place whose tick is taken away stays open; without a ground nothing happens but a word."""
    screen, (letter, note) = opened(desk, LINES, NOTE)
    press(screen.panel.list, Key.Key_G)
    press(question(screen).yes, Key.Key_Return)
    assert "1–9" in desk.frame.status.echo.text()
    press(screen.panel.card, Key.Key_Escape)
    screen._set_ground("OSL 21:7")
    press(screen.panel.list, Key.Key_G)
    question(screen)._ticks[0][0].setChecked(False)
    press(question(screen).yes, Key.Key_Return)
    assert states(desk, letter)["Lovisa Granberg"] == "proposed"
    assert (states(desk, letter)["19810107-9294"], states(desk, note)["L. Granberg"]) == ("OSL 21:7", "OSL 21:7")


def test_left_visible_for_a_reason(desk: Desk) -> None:
    """Backspace asks why in the card; the reason stands on every mark of the person."""
    screen, (letter,) = opened(desk, LINES)
    erik = next(row for row in screen._rows if row.words == "Erik Norling")
    screen.choose(erik.id)
    press(screen.panel.list, Key.Key_G)
    press(question(screen).yes, Key.Key_Backspace)
    assert screen.panel.card.asking
    press(there(QApplication.focusWidget()), Key.Key_1)
    mark = next(m for m in desk.marks(letter) if m.text == "Erik Norling")
    assert (mark.state, mark.reason) == (MarkState.REJECTED, _("Employee in duty"))


def test_a_reason_that_is_not_given_leaves_the_next_one_to_its_own_finding(desk: Desk) -> None:
    """After Escape a reason is for the current finding alone again."""
    screen, (letter, note) = opened(desk, LINES, NOTE)
    press(screen.panel.list, Key.Key_G)
    press(question(screen).yes, Key.Key_Backspace)
    press(there(QApplication.focusWidget()), Key.Key_Escape)
    press(screen.panel.list, Key.Key_Backspace)
    press(there(QApplication.focusWidget()), Key.Key_2)
    assert states(desk, note) == {"L. Granberg": "proposed"}
    assert list(states(desk, letter).values()).count("rejected") == 1


def test_merged_and_split_by_key(desk: Desk) -> None:
    """J joins another person, D takes places out, and each is undone by Ctrl+Z."""
    screen, _ids = opened(desk, LINES, NOTE)
    press(screen.panel.list, Key.Key_G)
    press(question(screen).yes, Key.Key_J)
    press(question(screen).choice, Key.Key_Return)
    assert names(desk) == ["Lovisa Granberg"]
    press(screen, Key.Key_Z, modifier=CTRL)
    assert names(desk) == ["Erik Norling", "Lovisa Granberg"]
    press(screen.panel.list, Key.Key_G)
    press(question(screen).yes, Key.Key_D)
    question(screen)._ticks[-1][0].setChecked(True)
    press(question(screen).yes, Key.Key_Return)
    assert names(desk) == ["Erik Norling", "L. Granberg", "Lovisa Granberg"]
    press(screen, Key.Key_Z, modifier=CTRL)
    assert names(desk) == ["Erik Norling", "Lovisa Granberg"]


def test_whose_an_unclear_name_is(desk: Desk) -> None:
    """A surname of two persons asks whose it is; a number gives it to one."""
    screen, _ids = opened(desk, ["Lovisa Granberg ringde.", "Nils Granberg ringde.", "Granberg vill ha svar."])
    row = next(row for row in screen._rows if row.words == "Granberg")
    screen.choose(row.id)
    press(screen.panel.list, Key.Key_G)
    asked = there(screen.panel.card.findChild(UnclearQuestion))
    assert sorted(choice.text() for choice in asked.choices) == ["Lovisa Granberg", "Nils Granberg"]
    wanted = asked.choices[0].text()
    press(asked.choices[0], Key.Key_1)
    found = desk.office.workspace.ask(individual_marks.people, desk.request_id)
    counts = {one.individual.name: len(one.members) for one in found}
    assert counts[wanted] == 2


def test_persons_are_gathered_when_they_are_first_asked_for(desk: Desk) -> None:
    """Grouping by person gathers them in a thread of its own, and the headings follow."""
    document_id = paper(desk, LINES)
    screen = desk.review(document_id)
    assert all(row.owner is None for row in screen._rows)
    screen.panel.grouping.setCurrentIndex(screen.panel.grouping.findData("person"))
    screen.gathering.wait()
    QTest.qWait(1)
    assert {there(row.owner).name for row in screen._rows} == {"Lovisa Granberg", "Erik Norling"}


def test_a_finished_document_asks_nothing(desk: Desk) -> None:
    """Where marks are closed G says so and shows no question."""
    screen, (letter,) = opened(desk, LINES)
    for key in (Key.Key_3,) * 4:
        press(screen.panel.list, key)
    desk.office.workspace.do(intake.mark_done, letter)
    screen.look()
    press(screen.panel.list, Key.Key_G)
    assert screen.asked is None
    assert not screen.panel.card.asking

"""The catalogue's page: rows found, changed, undone, saved, signed and compared, and what a newer program brings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.office import editions, organisation
from tests.builders import KARIN, MAJA, PASSWORD, SVEN
from tests.ui.rooms import Room
from ui.parts.columns import Group


def ids(screen: Any) -> list[str]:
    """The provisions shown, in their order."""
    return [row.row.id for row in screen.table.rows._shown if not isinstance(row, Group)]


def write(screen: Any, name: str, text: str) -> None:
    """Writes in a field."""
    control = screen.panel.form.controls[name].field.control
    (control.setPlainText if hasattr(control, "setPlainText") else control.setText)(text)


def answer(screen: Any, text: str) -> None:
    """Answers what is asked."""
    assert screen.asking.isVisible()
    screen.asking.entry.setText(text)
    QTest.keyClick(screen.asking.entry, Qt.Key.Key_Return)


def test_a_clerk_reads_and_finds_but_changes_nothing(room: Room) -> None:
    """Every row under its chapter, found by its words; the fields are closed and the verbs say why."""
    screen = room.show("catalogue")
    chapters = [int(i.split(":")[0][4:]) for i in ids(screen) if i.startswith("OSL")]
    assert chapters == sorted(chapters)
    assert set(ids(screen)) == set(organisation.shipped())
    assert screen.unsigned.isVisible()
    screen.search.setText("låntagare upplåning")
    assert ids(screen) == ["OSL 19:4"]
    assert not screen.panel.form.controls["heading"].field.isEnabled()
    assert not screen.panel.keep.isVisible()
    assert screen.save.blockers() == ("Bara en granskare eller en administratör ändrar katalogen.",)
    screen.search.clear()
    screen.choose_which("doubt")
    assert "OSL 21:3 a" in ids(screen)


def test_a_change_is_kept_undone_and_saved(room: Room) -> None:
    """Going to another row keeps what was written; Ctrl+Z takes it back; saving asks for a note."""
    screen = room.as_(SVEN).show("catalogue")
    screen.table.choose("OSL 19:4")
    write(screen, "heading", "Lån")
    write(screen, "questions", "Vilket lån?\n\nPågår det?")
    screen.table.choose("OSL 19:5")
    kept = room.workspace.ask(editions.draft)["OSL 19:4"]
    assert (kept.heading, kept.questions) == ("Lån", ("Vilket lån?", "Pågår det?"))
    QTest.keyClick(screen.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.workspace.ask(editions.draft)["OSL 19:4"].heading == "Upplåning"
    screen.redo.click()
    screen.save.click()
    answer(screen, "Ny rubrik")
    assert room.workspace.ask(organisation.provisions)["OSL 19:4"].heading == "Lån"
    assert screen.top.detail.text() == "Utgåva 2"
    assert screen.save.blockers()


def test_every_field_comes_back_from_the_form_as_it_was(room: Room) -> None:
    """A row that is shown and read again is the same row, whichever it is."""
    screen = room.as_(SVEN).show("catalogue")
    for row in organisation.shipped().values():
        screen.panel.form.show_row(row, editable=True)
        assert screen.panel.form.row() == row


@pytest.mark.parametrize(("name", "text"), [
    ("letter_line", ""), ("max_years", "tjugo"), ("max_years", "0"), ("valid_from", "i går"), ("contract_cap", "fem"),
    ("variants", "bara ett"), ("variants", "Någon | OMVÄNT | text"),
])  # fmt: skip
def test_what_cannot_be_used_is_told_at_its_field(room: Room, name: str, text: str) -> None:
    """The row stays until it is mended or dropped: neither another row nor another page takes its place."""
    screen = room.as_(SVEN).show("catalogue")
    screen.table.choose("OSL 31:16")
    write(screen, name, text)
    screen.table.choose("OSL 19:5")
    assert screen.panel.one.row.id == "OSL 31:16"
    assert screen.table.current().row.id == "OSL 31:16"
    assert screen.panel.form.controls[name].field.note.text()
    assert room.show("company") is screen
    screen.panel.drop.click()
    assert screen.panel.form.row() == organisation.shipped()["OSL 31:16"]
    assert room.show("company") is not screen


def test_a_row_is_added_and_retired_and_put_back(room: Room) -> None:
    """A new row needs all that a row needs; one that is retired says why and can be put back."""
    screen = room.as_(KARIN).show("catalogue")
    screen.add.click()
    told = {
        "id": "OSL 19:8", "heading": "Ny", "scope": "Här", "protects": "Bolaget", "requisite_text": "om det kan antas",
        "questions": "Varför?", "letter_line": "uppgift om något", "typical": "Något", "source": "SFS 2009:400",
    }  # fmt: skip
    for name, text in told.items():
        write(screen, name, text)
    screen.panel.keep.click()
    assert room.workspace.ask(editions.draft)["OSL 19:8"].chapter == 19
    assert screen.panel.one.row.id == "OSL 19:8"
    screen.panel.retire.click()
    answer(screen, "Behövs inte.")
    assert screen.panel.one.row.retired_why == "Behövs inte."
    assert "Behövs inte." in screen.panel.form.signed.text()
    screen.panel.retire.click()
    assert not room.workspace.ask(editions.draft)["OSL 19:8"].retired


def test_rows_are_signed_with_the_password(room: Room) -> None:
    """The chosen row, then all that are shown; a wrong password signs nothing; the banner counts down and goes."""
    screen = room.as_(KARIN).show("catalogue")
    screen.table.choose("OSL 21:7")
    screen.panel.sign.click()
    answer(screen, "fel lösenord")
    assert screen.banner.isVisible()
    screen.panel.sign.click()
    answer(screen, PASSWORD)
    assert room.workspace.ask(organisation.provisions)["OSL 21:7"].reviewed_by == KARIN
    assert screen.panel.sign.blockers()
    screen.search.setText("förföljda")
    shown = len(ids(screen))
    assert 0 < shown < 5
    screen.sign.click()
    answer(screen, PASSWORD)
    screen.search.clear()
    assert screen.sign.text().startswith(f"Signera {len(organisation.shipped()) - 1 - shown} rader")
    screen.sign.click()
    answer(screen, PASSWORD)
    assert not screen.unsigned.isVisible()
    assert screen.sign.blockers()
    assert not room.as_(SVEN).show("catalogue").sign.isVisible()


def test_a_file_comes_in_and_two_editions_are_compared(room: Room, tmp_path: Path) -> None:
    """The file's rows wait as changes; the differences stand field by field, before and after."""
    screen = room.as_(SVEN).show("catalogue")
    text = room.workspace.ask(editions.exported)
    file = tmp_path / "katalog.toml"
    file.write_text(text.replace('heading = "Hotade arter"', 'heading = "Arter"'), encoding="utf-8")
    screen.take_in(file)
    screen.choose_which("changed")
    assert ids(screen) == ["OSL 20:1"]
    screen.parts.chosen.emit("differences")
    (row,) = screen.differences.table.rows._shown
    assert [column.text(row) for column in screen.differences.table.rows.columns] == [
        "OSL 20:1", "Rubrik", "Hotade arter", "Arter",
    ]  # fmt: skip
    room.workspace.do(editions.save, "Rubrik")
    QTest.qWait(1)
    screen.refresh()
    screen.differences._old.setCurrentIndex(screen.differences._old.findData(1))
    screen.differences._new.setCurrentIndex(screen.differences._new.findData(2))
    screen.differences.asked.emit()
    assert len(screen.differences.table.rows._shown) == 1
    screen.take_in(tmp_path / "ingen.toml")
    assert screen.banner.isVisible()


def test_what_the_program_brings_is_shown_and_answered(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The banner leads to the rows; one is taken, the other left; then the banner goes."""
    rows = dict(organisation.shipped())
    brought = {i: replace(rows[i], heading="Ny rubrik") for i in ("OSL 21:1", "OSL 21:7")}
    monkeypatch.setattr(organisation, "shipped", lambda: rows | brought)
    screen = room.as_(SVEN).show("catalogue")
    assert screen.offers.isVisible()
    screen.offers.acted.emit()
    assert ids(screen) == ["OSL 21:1", "OSL 21:7"]
    screen.table.choose("OSL 21:1")
    screen.panel.take.click()
    screen.table.choose("OSL 21:7")
    screen.panel.leave.click()
    assert not screen.offers.isVisible()
    kept = room.workspace.ask(editions.draft)
    assert (kept["OSL 21:1"].heading, kept["OSL 21:7"].heading) == ("Ny rubrik", rows["OSL 21:7"].heading)


def test_the_page_for_a_jurist_is_written(room: Room, tmp_path: Path) -> None:
    """A PDF with the edition's rows; a name that is no PDF's is refused with what to do."""
    screen = room.show("catalogue")
    screen.write_page(tmp_path / "lagen.pdf")
    assert (tmp_path / "lagen.pdf").read_bytes().startswith(b"%PDF")
    screen.write_page(tmp_path / "lagen.docx")
    assert ".pdf" in screen.banner.accessibleName()


def test_the_page_is_reached_from_the_company_and_from_the_banner(room: Room) -> None:
    """A button on the company's page, a link in the banner of the assessment."""
    room.as_(MAJA).show("company").catalogue.click()
    assert room.now.title() == "Katalogen över bestämmelser"
    office = room.office
    _request, delivery_id, _document = office.masked()
    screen = room.show("assessment", delivery_id=delivery_id)
    screen.catalogue.acted.emit()
    assert room.now.title() == "Katalogen över bestämmelser"

"""The page of sums in place of rows: a table is read, its columns chosen, the totals seen, kept and removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import messages
from app.domain.ids import DeliveryId
from app.services.delivering import compilations
from tests.ui.rooms import Room, spoken

LIST = "\r\n".join(["Namn;Avdelning;Dagar", *(f"P{i};Elnät;2" for i in range(6)), *(f"Q{i};Värme;3" for i in range(6))])
PRINTED = (
    "Namn           Avdelning      Dagar",
    *(f"P{i}             Elnät          2" for i in range(6)),
    *(f"Q{i}             Värme          3" for i in range(3)),
    *(f"R{i}             Service        3" for i in range(6)),
)


def page(room: Room) -> tuple[Any, DeliveryId]:
    """The page over a delivery with one document that holds a printed table."""
    request_id = room.office.request()
    room.office.paper(request_id, PRINTED, {}, "Lista")
    delivery_id = room.office.delivery(request_id)
    return room.show("sums", delivery_id=delivery_id), delivery_id


def test_a_list_is_summed_kept_and_removed(room: Room, tmp_path: Path, qtbot: Any) -> None:
    """Read, group chosen, seen, a title asked for, kept, removed."""
    screen, delivery_id = page(room)
    file = tmp_path / "lista.csv"
    file.write_text(LIST, encoding="utf-8-sig")
    with qtbot.waitSignal(screen.work.ended, timeout=30000):
        screen.read_file(file)
    screen.group.setCurrentIndex(1)
    screen.amount.setCurrentIndex(screen.amount.findText("Dagar"))
    assert {"Elnät", "12"} <= set(spoken(screen.preview).splitlines())
    screen.make.click()
    assert messages.sentence("compilation-untitled") in spoken(screen.banner)
    screen.title_entry.setText("Dagar per avdelning")
    screen.make.click()
    (row,) = room.workspace.ask(compilations.of, delivery_id)
    assert (row.title, len(row.cells)) == ("Dagar per avdelning", 2)
    assert "Dagar per avdelning" in spoken(screen)
    screen._ask_removal(row)
    assert "Dagar per avdelning" in screen.asking.words.text()
    screen.asking.yes.click()
    assert room.workspace.ask(compilations.of, delivery_id) == ()


def test_a_printed_table_with_few_persons(room: Room, qtbot: Any) -> None:
    """The pages of a document; what is held back is a dash and said why; pages that are none are told."""
    screen, _delivery_id = page(room)
    screen.pages.setText("ett")
    screen.read.click()
    assert screen.banner.isVisibleTo(screen)
    screen.pages.setText("1")
    with qtbot.waitSignal(screen.work.ended, timeout=30000):
        screen.read.click()
    screen.group.setCurrentIndex(1)
    told = spoken(screen.preview)
    assert "–" in told
    assert all(words in told for words in ("Värme", "Service", "15"))
    screen.by.setCurrentIndex(screen.by.findData("month"))
    assert screen.why.text() == messages.sentence("sum-row-unread", {"row": 2})
    assert screen.make.blockers()


def test_the_requests_page_leads_there(room: Room) -> None:
    """A button in the bar opens the page for the delivery that is being prepared."""
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    screen.sums.click()
    assert room.now.delivery_id == room.office.delivery(request_id)

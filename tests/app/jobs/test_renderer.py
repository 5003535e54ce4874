"""The page-drawer: what is asked last comes first, and a page that kills it costs only itself."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.jobs.line import Inbox
from app.jobs.renderer import Picture, Renderer
from redaction.errors import Crashed, Damaged, PageOutside, Stalled
from redaction.geometry import PageBox
from tests.app.jobs.papers import a_pdf

SECONDS = 20.0


class Desk:
    """An owner's thread with a drawer; answers are kept by name in the order they came."""

    def __init__(self, stall_seconds: float = 20.0) -> None:
        self.inbox = Inbox()
        self.drawer = Renderer(self.inbox.post, stall_seconds)
        self.answers: dict[str, Any] = {}

    def draw(self, name: str, path: Path, page: int = 0, scale: float = 1.0) -> int:
        return self.drawer.draw(path, page, scale, partial(self.answers.__setitem__, name))

    def until(self, *names: str) -> None:
        self.inbox.run_until(lambda: all(name in self.answers for name in names), SECONDS)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk whose drawer is put away at the end."""
    desk = Desk()
    yield desk
    desk.drawer.close()


def test_a_page_comes_as_pixels(desk: Desk, tmp_path: Path) -> None:
    """A page comes in the size asked for, with something written on white."""
    desk.draw("page", a_pdf(tmp_path / "a.pdf"), scale=2.0)
    desk.until("page")
    picture = desk.answers["page"]
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == (400, 200)
    assert len(picture.rgb) == picture.stride * picture.height
    assert {0, 255} <= set(picture.rgb)


def test_the_sizes_of_all_pages(desk: Desk, tmp_path: Path) -> None:
    """Boxes come for all pages at once."""
    desk.drawer.boxes(a_pdf(tmp_path / "a.pdf", ("a", "b")), partial(desk.answers.__setitem__, "boxes"))
    desk.until("boxes")
    assert desk.answers["boxes"] == (PageBox(200, 100), PageBox(200, 100))


def test_one_child_draws_all(desk: Desk, tmp_path: Path) -> None:
    """The child stays warm from page to page and from file to file, more of them than stay open."""
    files = [a_pdf(tmp_path / f"{number}.pdf") for number in range(6)]
    desk.draw("first", files[0])
    desk.until("first")
    child = desk.drawer._child
    for file in files + files:
        desk.draw(file.name, file)
    desk.until(*(file.name for file in files))
    assert desk.drawer._child is child
    assert all(isinstance(answer, Picture) for answer in desk.answers.values())


def test_the_newest_wish_comes_first(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wishes that wait are drawn newest first; a dropped one never."""
    file, go = a_pdf(tmp_path / "a.pdf", ("a", "b", "c", "d")), threading.Event()
    next_wish = desk.drawer._next
    monkeypatch.setattr(desk.drawer, "_next", lambda: next_wish() if go.wait(SECONDS) else None)
    desk.draw("old", file, 0)
    dropped = desk.draw("dropped", file, 1)
    desk.draw("new", file, 2)
    desk.draw("newest", file, 3)
    desk.drawer.drop(dropped)
    desk.drawer.drop(dropped)
    go.set()
    desk.until("old")
    assert list(desk.answers) == ["newest", "new", "old"]


def test_a_wish_dropped_while_it_is_drawn_is_not_answered(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was drawn for a dropped wish is thrown away."""
    file, drawn, go = a_pdf(tmp_path / "a.pdf"), threading.Event(), threading.Event()
    answer_to = desk.drawer._answer

    def answer(wish: Any) -> Any:
        answer = answer_to(wish)
        drawn.set()
        go.wait(SECONDS)
        return answer

    monkeypatch.setattr(desk.drawer, "_answer", answer)
    wish = desk.draw("dropped", file)
    assert drawn.wait(SECONDS)
    desk.drawer.drop(wish)
    go.set()
    desk.draw("after", file)
    desk.until("after")
    assert list(desk.answers) == ["after"]


def test_a_forgotten_file_is_not_drawn_and_can_be_asked_again(desk: Desk, tmp_path: Path) -> None:
    """Forgetting a file drops its wishes and lets it go; other files are drawn."""
    file, other = a_pdf(tmp_path / "a.pdf"), a_pdf(tmp_path / "b.pdf")
    desk.draw("first", file)
    desk.until("first")
    desk.draw("dropped", file)
    desk.draw("other", other)
    desk.drawer.forget(file)
    desk.until("other")
    desk.draw("again", file)
    desk.until("again")
    assert list(desk.answers) == ["first", "other", "again"]


def test_a_page_that_is_not_there_says_so(desk: Desk, tmp_path: Path) -> None:
    """A document's error is the answer to its wish; the child stays."""
    file = a_pdf(tmp_path / "a.pdf")
    desk.draw("outside", file, 9)
    desk.draw("inside", file, 0)
    desk.until("outside", "inside")
    assert isinstance(desk.answers["outside"], PageOutside)
    assert isinstance(desk.answers["inside"], Picture)


def test_a_file_that_is_no_pdf_says_so(desk: Desk, tmp_path: Path) -> None:
    """A broken file is an answer, not an end."""
    broken = tmp_path / "x.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    desk.draw("broken", broken)
    desk.until("broken")
    assert isinstance(desk.answers["broken"], Damaged)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of Windows are no files")
def test_a_page_that_hangs_fails_and_the_next_is_drawn(tmp_path: Path) -> None:
    """A document on which the child hangs fails as stalled, with its page; a new child draws on."""
    os.mkfifo(tmp_path / "hang.pdf")  # opening it waits for a writer who never comes
    desk = Desk(stall_seconds=2.0)
    try:
        desk.draw("hangs", tmp_path / "hang.pdf", 3)
        desk.until("hangs")
        desk.draw("fine", a_pdf(tmp_path / "a.pdf"))
        desk.until("fine")
    finally:
        desk.drawer.close()
    assert isinstance(desk.answers["hangs"], Stalled)
    assert desk.answers["hangs"].parameters == {"seconds": 2, "page": 3}
    assert isinstance(desk.answers["fine"], Picture)


def test_a_crash_costs_one_wish(desk: Desk, tmp_path: Path) -> None:
    """When the child dies the wish in its hands fails with its page and the next is drawn by a new child."""
    file = a_pdf(tmp_path / "a.pdf")
    desk.draw("first", file)
    desk.until("first")
    child = desk.drawer._child
    assert child is not None
    child.kill()
    child._exit()
    desk.draw("lost", file)
    desk.until("lost")
    desk.draw("next", file)
    desk.until("next")
    assert isinstance(desk.answers["lost"], Crashed)
    assert desk.answers["lost"].parameters["page"] == 0
    assert isinstance(desk.answers["next"], Picture)


def test_closing_ends_the_child_and_the_answers(tmp_path: Path) -> None:
    """After close there is no child, no answer, and a new wish is no error."""
    desk, file = Desk(), a_pdf(tmp_path / "a.pdf")
    desk.draw("first", file)
    desk.until("first")
    child = desk.drawer._child
    assert child is not None
    desk.draw("late", file)
    desk.drawer.close()
    desk.draw("later", file)
    with pytest.raises(TimeoutError):
        desk.inbox.run_until(lambda: False, 0)
    assert not child.alive
    assert list(desk.answers) == ["first"]


def test_closing_before_the_first_wish_is_nothing() -> None:
    """A drawer that never drew has nothing to end."""
    Desk().drawer.close()

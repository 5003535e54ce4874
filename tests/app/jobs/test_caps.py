"""The bounds of a child and of what it starts: no network, time, memory, and an end at once when it is called off."""

from __future__ import annotations

import socket
import sys

import pytest

from app.jobs.bounds import READING, Bounds, Clock, shorter
from app.jobs.process import called_off_by, run
from app.jobs.reports import JobCancelled, Progressed
from redaction.errors import OutOfMemory, Stalled

from . import deeds

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter and counts are Linux's")
CONNECT = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 5)"
HOLD = "import signal; held = bytearray(300_000_000); signal.pause()"


def test_a_child_reaches_no_network() -> None:
    """A listener on this very machine is not reached."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert run(deeds.call_home, listener.getsockname()[1]) == "PermissionError"


@LINUX
def test_neither_does_what_a_child_starts() -> None:
    """A program that the child starts is refused by the kernel."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert run(deeds.send_out, CONNECT, str(listener.getsockname()[1])) == 1


@LINUX
def test_nor_c_code() -> None:
    """What asks the kernel and not Python is refused alike."""
    assert run(deeds.ask_kernel) == -1


@LINUX
def test_a_child_holds_no_more_of_its_own_than_it_may() -> None:
    """Memory of its own is bounded beside the address space."""
    with pytest.raises(OutOfMemory):
        run(deeds.gobble, 1 << 30, bounds=Bounds(own=500_000_000))


@LINUX
def test_what_a_child_starts_counts_with_it() -> None:
    """All of a tree together may hold so much; past it the whole of it ends."""
    with pytest.raises(OutOfMemory):
        run(deeds.send_out, HOLD, bounds=Bounds(tree=250_000_000))


def test_a_job_that_tells_without_end_is_ended() -> None:
    """Telling of progress does not stretch the time in all."""
    with pytest.raises(Stalled):
        run(deeds.tick, bounds=Bounds(seconds=0.3))


def test_each_page_grants_more_time() -> None:
    """A file gets 20 s, and 5 s for each page whose words are read; little for one that is laid out, none for parts."""
    clock = Clock(READING, 100.0)
    assert clock.left(100.0) == 20.0
    clock.hear(Progressed(30, 100, "open"))
    clock.hear(Progressed(2, 100, "words"))
    clock.hear(Progressed(1, 100, "words"))
    clock.hear(Progressed(9, 100, "write"))
    assert clock.left(100.0) == 36.0


def test_another_attempt_has_what_is_left() -> None:
    """A second reading of the same file does not double its time; a little it has in any case."""
    assert shorter(READING, 8.0, 5.0).seconds == 12.0
    assert shorter(READING, 19.0, 5.0).seconds == 5.0


@pytest.mark.parametrize("task", [deeds.hang, deeds.hang_in_c, deeds.tick])
def test_a_job_is_called_off_while_it_tells_nothing(task: deeds.Deed) -> None:
    """It ends without waiting for a word of the child, which may hang in C code."""
    with pytest.raises(JobCancelled), called_off_by(lambda: True):
        run(task)

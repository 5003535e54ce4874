"""What the tests' children do: one small function for each way a job can go."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.jobs.child import Progress
from app.jobs.helpers import Helpers
from app.keys.ring import Ring
from app.vault import Vault
from redaction.crew import At
from redaction.errors import Damaged
from redaction.geometry import Rect
from redaction.report import CheckResult

Deed = Callable[..., Any]


def add(a: int, b: int, *, progress: Progress) -> int:
    """The shortest job."""
    return a + b


def echo(value: Any, *, progress: Progress) -> Any:
    """Gives back what it was given."""
    return value


def values(*, progress: Progress) -> tuple[CheckResult, Rect]:
    """A result made of the engine's values."""
    return CheckResult("text", True, pages=(1, 2)), Rect(1, 2, 3, 4)


def count(total: int, *, progress: Progress) -> int:
    """Counts through two phases."""
    for phase in ("read", "write"):
        for done in range(1, total + 1):
            progress(done, total, phase)
    return total


def damaged(*, progress: Progress) -> None:
    """Meets a damaged document."""
    raise Damaged(page=7)


def faulty(secret: str, *, progress: Progress) -> None:
    """A fault of ours, whose text holds what must not cross the wall."""
    print(secret, file=sys.stderr)
    raise ValueError(secret)


def full(*, progress: Progress) -> None:
    """Writes on a full disk."""
    raise OSError(28, "No space left on device", "/home/anna/brev.pdf")


def leave(code: int, *, progress: Progress) -> None:
    """Dies without a word."""
    os._exit(code)


def die(number: int, *, progress: Progress) -> None:
    """Dies by a signal, as a library does in hostile hands."""
    os.kill(os.getpid(), number)


def leave_another(*, progress: Progress) -> None:
    """Starts a program, tells its number, and dies without ending it."""
    waits = [sys.executable, "-c", "import threading; threading.Event().wait(60)"]
    progress(subprocess.Popen(waits).pid, 0, "")
    os._exit(3)


def hang(*, progress: Progress) -> None:
    """Tells once, then never again."""
    progress(1, 10, "read")
    threading.Event().wait(60)


def hang_in_c(*, progress: Progress) -> None:
    """Hangs in a call that holds Python's lock, deaf to every thread and handler."""
    progress(1, 10, "read")
    sum(range(10**13))


def count_and_hang(done: int, total: int, phase: str, *, progress: Progress) -> None:
    """Counts so far at once, then hangs."""
    for page in range(done + 1):
        progress(page, total, phase)
    threading.Event().wait(60)


def gobble(size: int, *, progress: Progress) -> int:
    """Takes memory."""
    return len(bytearray(size))


def modules(*, progress: Progress) -> tuple[str, ...]:
    """What is loaded in a child, and its main module's contents."""
    return tuple(sys.modules) + tuple(f"__main__.{name}" for name in vars(sys.modules["__main__"]))


def pid(*, progress: Progress) -> int:
    """The child's process number."""
    return os.getpid()


def part(pages: Sequence[int], *, at: At) -> list[tuple[int, int]]:
    """Works on pages; gives each with who did it."""
    done = []
    for page in pages:
        at(page)
        done.append((page, os.getpid()))
    return done


def part_that(deed: str, pages: Sequence[int], *, at: At) -> None:
    """Comes to grief on the second of its pages, in one of the ways above."""
    at(pages[0])
    at(pages[1])
    match deed:
        case "hangs":
            sum(range(10**13))
        case "leaves":
            os._exit(42)
        case "gobbles":
            bytearray(2 << 30)
        case "is damaged":
            raise Damaged(page=pages[1])
        case "is faulty":
            raise ValueError("Anna Exempelsson")


def share_and_wait(*, progress: Progress) -> None:
    """A job whose two helpers hang in C code; tells the number of one."""
    with Helpers(2) as crew:
        pids = crew.share(part, [([0],), ([1],)], lambda _page: None)
        progress(pids[0][0][1], pids[1][0][1], "read")
        crew.share(part_that, [("hangs", [0, 1]), ("hangs", [2, 3])], lambda _page: None)


class NotOnTheList:
    """A class that no result may be of."""


def smuggle(*, progress: Progress) -> object:
    """Sends an object of a class that is not a value."""
    return NotOnTheList()


def unsendable(*, progress: Progress) -> object:
    """A result that no pipe can take."""
    return threading.Lock()


def half_a_file(folder: Path, *, progress: Progress) -> None:
    """Writes into a workspace it was given and waits."""
    (folder / "half.pdf").write_bytes(b"half")
    progress(1, 2, "write")
    threading.Event().wait(60)


def take_in_slowly(vault: Path, source: Path, *, progress: Progress) -> None:
    """Stops in the middle of a take-in."""

    def wait(done: int, total: int, phase: str) -> None:
        progress(done, total, phase)
        threading.Event().wait(60)

    Vault(vault, Ring({1: bytes(32)})).take_in(source, wait)


SIGNAL = signal.SIGTERM if sys.platform == "win32" else signal.SIGSEGV


def tick(*, progress: Progress) -> None:
    """Tells all the time and never ends."""
    done = 0
    while True:
        done += 1
        progress(done, 0, "open")


def call_home(port: int, *, progress: Progress) -> str:
    """Tries to reach a listener on this machine; gives the error it met, "" where it got through."""
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
    except OSError as error:
        return type(error).__name__
    return ""


def send_out(code: str, *args: str, progress: Progress) -> int:
    """Starts another Python, which does the code; gives its exit code."""
    return subprocess.run([sys.executable, "-c", code, *args], check=False).returncode


def ask_kernel(*, progress: Progress) -> int:
    """Asks the kernel itself for a socket, as C code does; -1 where it refuses."""
    return int(ctypes.CDLL(None).socket(2, 1, 0))

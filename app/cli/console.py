"""What the command line shares: progress on stderr, passwords from terminal or stdin, tables on stdout."""

from __future__ import annotations

import getpass
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from app import bootstrap, messages
from app.domain.errors import Refused
from app.services.assessing import common_mistakes
from app.texts import _
from app.workspace import Workspace

BAR = 24
"""Characters of the progress bar."""


def say(message: str) -> None:
    """A message to the person, on stderr."""
    print(message, file=sys.stderr)


def say_mistakes(text: str) -> None:
    """Tells of each common mistake that a reason seems to make, on stderr."""
    for mistake in common_mistakes.found(text):
        say(_("Common mistake: {claim}. {why}").format(claim=mistake.claim, why=mistake.why))


def out(text: str) -> None:
    """A result, on stdout."""
    print(text)


class ProgressLine:
    """One line on stderr that shows how far long work has come; silent where stderr is no terminal.

    Time left is guessed from the pace so far and shown once the work has taken a second.
    """

    def __init__(self, label: str = "", stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._label = label
        self._shown = self._stream is not None and self._stream.isatty()  # a windowed program on Windows has none
        self._begun = time.monotonic()
        self._phase = ""

    def __call__(self, done: int, total: int, phase: str) -> None:
        """Shows how far the work has come."""
        if not self._shown:
            return
        if phase != self._phase:
            self._phase, self._begun = phase, time.monotonic()
        share = min(1.0, done / total) if total else 0.0
        filled = round(share * BAR)
        spent = time.monotonic() - self._begun
        left = f" {spent / share - spent:4.0f} s" if share > 0 and spent > 1 else ""
        bar = "█" * filled + "░" * (BAR - filled)
        self._stream.write(f"\r\x1b[K{self._label} {bar} {messages.phase(phase)}{left}")
        self._stream.flush()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


class Passwords:
    """Passwords typed at the terminal, or lines of stdin where it is none; nothing is asked for there."""

    def __init__(self) -> None:
        self._interactive = sys.stdin is not None and sys.stdin.isatty()

    def next(self, prompt: str) -> str:
        """The next password. Raises Refused where stdin has no further line."""
        if self._interactive:
            return getpass.getpass(prompt + ": ")
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            raise Refused("password-not-given")
        return line.rstrip("\r\n")


def opened(arguments: Any) -> Workspace:
    """Opens the workspace that the words name, and tells of its upgrade where it was an older program's."""
    with ProgressLine() as line:
        workspace = bootstrap.open_workspace(Path(arguments.workspace) if arguments.workspace else None, progress=line)
    if workspace.kept is not None:
        say(messages.upgraded(workspace.kept))
    return workspace


def signed_in(arguments: Any) -> tuple[Workspace, Passwords]:
    """Opens the workspace and signs ``--user`` in. Raises Refused."""
    passwords = Passwords()
    workspace = opened(arguments)
    try:
        if not arguments.user:
            raise Refused("user-not-named")
        workspace.sign_in(arguments.user, passwords.next(_("Password for {name}").format(name=arguments.user)))
    except BaseException:
        workspace.close()
        raise
    return workspace, passwords


def table(header: Sequence[str], rows: Sequence[Sequence[object]], right: frozenset[int] = frozenset()) -> str:
    """A plain text table; ``right`` names the columns whose values stand to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[i]) for line in [list(header), *cells]) for i in range(len(header))]

    def line(row: Sequence[str]) -> str:
        parts = [c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
        return "  ".join(parts).rstrip()

    return "\n".join([line(list(header)), line(["-" * w for w in widths]), *map(line, cells)])

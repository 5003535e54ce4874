"""Trouble that a user can do something about: a code and parameters; ``app.messages`` words it.

Everything else that is raised is a fault of ours and is caught only at the top.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a step cannot be taken: a code, how many things stand in the way, and the document that holds them."""

    code: str
    count: int = 1
    document_id: int | None = None


class Refused(Exception):
    """A rule, a right or the state of things does not allow what was asked. Nothing has been changed."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


class Blocked(Refused):
    """A step of a state machine is not open now; ``blockers`` says why, in order of weight."""

    def __init__(self, step: str, blockers: tuple[Blocker, ...]) -> None:
        first = blockers[0] if blockers else Blocker("step-not-open")
        super().__init__(first.code, count=first.count)
        self.step = step
        self.blockers = blockers


class Gone(Refused, KeyError):
    """What was asked for is not there, or not any more: a colleague may have removed it."""

    def __init__(self, what: str) -> None:
        super().__init__("gone", what=what)


class Changed(Refused):
    """Somebody else changed the same thing in between; what was asked was not done."""

    def __init__(self, what: str) -> None:
        super().__init__("changed-in-between", what=what)


class ChangedMeanwhile(Changed):
    """A colleague has said something else of the same thing since one last looked: who, and when on the clock.

    ``seq`` is the log's row that tells it, the newest where there are several.
    """

    def __init__(self, who: str, when: str, seq: int) -> None:
        super().__init__("")
        self.code = "changed-meanwhile"
        self.seq = seq
        self.parameters = {"who": who, "when": when}


class MarkChanged(Changed):
    """A colleague has changed a mark since it was shown: which, who and when, as it stands now."""

    def __init__(self, mark_id: int, who: str, when: str) -> None:
        super().__init__("mark")
        self.code = "mark-changed"
        self.mark_id = mark_id
        self.parameters = {"who": who, "when": when}

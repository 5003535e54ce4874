"""The command line's words on all requests at once: the appeals, and counts by year."""

from __future__ import annotations

from typing import Any

from app.domain.local_time import local_day
from app.domain.requests import Outcome
from app.domain.rulings import Judgment
from app.services.deciding import appeals, decision_papers, ruling_words, statistics
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import on_request


def add_words(words: Any) -> None:
    """Adds ``appeals`` and ``statistics``."""
    on_request(words, "appeals", _appeals, _("the appeals of all requests"), number=False)
    on_request(words, "statistics", _statistics, _("answers, decisions, appeals and judgments by year"), number=False)


def _appeals(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    today = local_day(workspace.clock())
    lines = [
        (
            row.registry_number,
            row.arrived,
            decision_papers.timeliness_words(row.timeliness),
            row.last.day if row.last is not None else "–",
            row.forwarded or "–",
            f"{row.target.day} !" if row.overdue(today) else row.target.day,
            "; ".join(ruling_words.ruling(ruling, court) for ruling, court in row.rulings) or "–",
        )
        for row in workspace.ask(appeals.appeals)
    ]
    header = (_("Request"), _("Came in"), _("Found"), _("Last day"), _("Sent on"), _("Should go by"), _("Outcome"))
    print(table(header, lines))


def _statistics(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    lines = [
        (
            row.year,
            *(row.outcomes[outcome] for outcome in Outcome),
            "–" if row.hours is None else f"{row.hours:.1f}",
            row.decisions,
            row.appeals,
            row.late,
            *(row.judgments[judgment] for judgment in SHOWN),
        )
        for row in workspace.ask(statistics.years)
    ]
    header = (
        _("Year"), _("Whole"), _("In part"), _("Refused"), _("Median hours"), _("Decisions"), _("Appeals"), _("Late"),
        _("Dismissed"), _("Granted"), _("Sent back"),
    )  # fmt: skip
    print(table(header, lines, frozenset(range(len(header)))))


SHOWN = (Judgment.DISMISSED, Judgment.GRANTED, Judgment.REMANDED)
"""The judgments that are counted in columns of their own."""

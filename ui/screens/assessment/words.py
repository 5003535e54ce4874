"""What the assessment page says: how a group stands, what is missing, which mistakes a text seems to make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app import messages
from app.domain import reasons, secrecy
from app.domain.assessments import Answers, Assessment, AssessmentOutcome
from app.domain.provisions import Provision
from app.domain.rulings import Unaccepted
from app.services.assessing import assessment, learning, reason_faults, record_fields
from app.services.office import organisation
from app.services.queries import AssessmentsView, AssessmentView
from app.texts import _, ngettext, pgettext
from redaction.marks import Mark

from ...parts.inputs import Entry, Field, Lines
from ...parts.states import State


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row of the list: a written assessment, or a provision with masks that has none (``view`` is None)."""

    provision: str
    number: int
    title: str
    masks: int
    state: State
    words: str
    view: AssessmentView | None

    @property
    def key(self) -> int | str:
        return self.view.assessment.id if self.view is not None else self.provision


def group_rows(view: AssessmentsView) -> tuple[GroupRow, ...]:
    """The assessments by number, then the provisions that wait for one."""
    written = [_written(row) for row in sorted(view.assessments, key=lambda r: (r.number, r.assessment.id))]
    waiting = [
        GroupRow(g.provision, g.number, g.heading, g.masks, State.OPEN, _("no assessment yet"), None)
        for g in view.orphans
    ]
    return (*written, *waiting)


def _written(row: AssessmentView) -> GroupRow:
    title = organisation.groups().get(row.assessment.group, row.assessment.group)
    masks = len(row.confirmed) + len(row.open)
    missing = missing_words(row.assessment)
    if missing:
        state, words = State.OPEN, missing[0].lower() if len(missing) == 1 else _("begun")
    elif row.open:
        state, words = State.OPEN, _("{count} of {total} confirmed").format(count=len(row.confirmed), total=masks)
    else:
        state, words = State.DONE, pgettext("assessment", "done")
    return GroupRow(row.assessment.provision, row.number, title, masks, state, words, row)


def missing_words(row: Assessment) -> list[str]:
    """What still has to be said, in words."""
    return [messages.missing(code) for code in row.missing()]


def mask_words(count: int) -> str:
    """So many masks."""
    return ngettext("{count} mask", "{count} masks", count).format(count=count)


def mistake_words(text: str) -> str:
    """The common mistake a text seems to make and why it does not hold; "" for none."""
    found = assessment.mistakes(text)
    if not found:
        return ""
    return _("Common mistake: {claim}. {why}").format(claim=found[0].claim, why=found[0].why)


def tell_mistakes(field: Field) -> Field:
    """The field, which from here on tells of a common mistake while it is written."""
    control = field.control
    if isinstance(control, Lines):
        control.textChanged.connect(lambda: field.set_fault(mistake_words(control.toPlainText())))
    elif isinstance(control, Entry):
        control.textChanged.connect(lambda text: field.set_fault(mistake_words(text)))
    return field


BREACH_FIELDS = {
    "secrecy-time-over": "document_date",
    "contract-time-over": "contract_date",
    "status-over": "status",
    "emissions-masked": "emissions",
    "environment-evident": "emissions",
    "own-data-masked": "own_data",
    "consent-given": "consent",
    "reservation-impossible": "reservation",
}
"""Where in the form it is told that a mask is impossible: at the answer that makes it so."""


def breach_words(answers: Answers, provision: Provision, day: date) -> dict[str, str]:
    """What makes a mask impossible on this day, in a sentence with the way out, by the field to tell it at."""
    if answers.outcome is not AssessmentOutcome.MASK:
        return {}
    found = secrecy.breaches(answers, provision, day, record_fields.over(provision))
    return {BREACH_FIELDS[code]: messages.sentence(code) for code in found}


def court_words(known: Iterable[Unaccepted], answers: Answers, text: str) -> str:
    """That a court did not accept this text for this kind of information; "" where none has said so."""
    rows = learning.among(known, answers.provision, answers.group, text)
    return learning.warning(rows[0]) if rows else ""


def fault_words(text: str, provision: Provision | None, masks: Iterable[Mark]) -> str:
    """What is wrong with a reason of the letter: it tells what is masked, is mistaken, or repeats the provision.

    ``provision`` is None while it is being written: half a sentence repeats nothing.
    """
    if reasons.told(text, masks):
        return _("Words that are masked stand here, and the letter shows the reason. Say it in neutral words.")
    repeats = _("This only repeats the provision. Say what in this case makes it hold.")
    never = reason_faults.forbidden(text)
    if never:
        return _("May not be weighed: {factors}.").format(factors=", ".join(never).lower())
    return mistake_words(text) or (repeats if provision and assessment.repeats(text, provision) else "")

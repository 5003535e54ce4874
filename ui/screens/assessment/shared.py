"""An assessment that two write at once: nothing is written over unseen; whose words hold is asked quietly."""

from __future__ import annotations

from collections.abc import Callable

from app import later, messages
from app.domain.assessments import Answers, Assessment
from app.domain.errors import Changed, Refused
from app.domain.ids import AssessmentId, DeliveryId
from app.services.assessing import assessment
from app.texts import _

from ...parts.notices import Tone
from ..asking import Asking
from ..page import Page


class Shared:
    """Knows which version of an assessment the form shows. ``again`` shows it anew, as the store has it."""

    def __init__(self, page: Page, asking: Asking, again: Callable[[], object]) -> None:
        self._page, self._asking, self._again = page, asking, again
        self._id, self._version = AssessmentId(0), 0
        self._waited: Answers | None = None

    def shows(self, row: Assessment) -> None:
        """The form shows this one now; a question about another is over."""
        if row.id != self._id:
            self._asking.leave()
        self._id, self._version = row.id, row.version

    def is_older(self, row: Assessment) -> bool:
        """Whether the form shows an earlier version of it."""
        return row.id == self._id and row.version != self._version

    def write(self, delivery_id: DeliveryId, answers: Answers, assessment_id: AssessmentId) -> bool:
        """Writes what stands in the form; where a colleague has written meanwhile it asks whose holds, and says False.

        What is refused for another reason is told by the page.
        """
        seen = self._version if assessment_id == self._id else None
        return self._write(delivery_id, answers, assessment_id, seen)

    def _write(self, delivery_id: DeliveryId, answers: Answers, assessment_id: AssessmentId, seen: int | None) -> bool:
        workspace = self._page.workspace
        try:
            later.send(workspace, assessment.write, delivery_id, answers, assessment_id, seen)
        except later.Kept:
            self._waited = answers
            self._page.frame.status.say(_("Kept on this computer, and sent when the server is back."))
            return False
        except Changed:
            if seen is not None and self._row(assessment_id).said == self._waited:
                return self._write(delivery_id, answers, assessment_id, None)  # what waited of one's own was sent
            self._ask(delivery_id, answers, assessment_id)
            return False
        except Refused as refusal:
            self._page.tell(Tone.STOP, messages.of(refusal))
            return False
        self._page.hush()
        if assessment_id == self._id:
            self._version = self._row(assessment_id).version
        return True

    def _row(self, assessment_id: AssessmentId) -> Assessment:
        found: Assessment = self._page.workspace.ask(lambda reader: reader.assessments.get(assessment_id))
        return found

    def _ask(self, delivery_id: DeliveryId, answers: Answers, assessment_id: AssessmentId) -> None:
        who = self._row(assessment_id).written_by
        people = self._page.workspace.ask(lambda reader: reader.people.where())
        name = next((person.name for person in people if person.id == who), _("Somebody else"))
        words = _("{who} has written this assessment meanwhile. What you write is not saved until you choose.")

        def mine(_said: str) -> None:
            self._write(delivery_id, answers, assessment_id, None)

        theirs = (_("Keep theirs"), self._again)
        self._asking.ask(words.format(who=name), _("Do mine"), mine, otherwise=theirs, quiet=True)

"""Over the form: what the provision says otherwise since the assessment was written, until somebody has read it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app import messages
from app.services.queries.assessment_page import AssessmentView
from app.texts import _

from ...parts.notices import Banner, Tone


class RestatedBanner(Banner):
    """Shows itself where the assessment rests on older words; ``acted`` tells that it was read and stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARN, "", full_width=True, parent=parent)
        self.hide()

    def show_view(self, view: AssessmentView | None) -> None:
        """Says field by field what reads otherwise, or hides the banner."""
        told = " ".join(messages.restated(one) for one in view.restated) if view is not None else ""
        self.say(told, _("I have read it; it stands"))

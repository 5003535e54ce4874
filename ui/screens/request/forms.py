"""What is written on a request's page besides its documents: each form is a widget that makes one deed."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.domain.questions import QuestionKind, Reply
from app.domain.requests import Track
from app.services.cases import answering, endings, notes, questions, triage
from app.services.cases.answering import NewEnding
from app.services.cases.questions import NewQuestion
from app.services.cases.triage import Part
from app.services.office import organisation
from app.services.queries import RequestView
from app.store.unit import Unit
from app.texts import N_, _

from ... import theme
from ...parts.inputs import Entry, Field, Lines, Radio, Select
from ...parts.words import Words
from ..assessment.words import tell_mistakes
from ..requests.tracks import TrackChoice

REPLIES = {
    Reply.GIVEN: N_("The requester has answered"),
    Reply.ANONYMOUS: N_("The requester stays anonymous or does not wish to say"),
    Reply.SILENT: N_("No reply has come; we go on with what we know"),
}


class Form(QWidget):
    """A form over a request. ``title`` and ``verb`` are said around it; ``deed`` is done in one transaction."""

    title = ""
    verb = ""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__()
        self.workspace, self.view = workspace, view
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))

    @abstractmethod
    def deed(self, unit: Unit) -> None:
        """Does what the form says. Raises Refused where something is missing."""

    @abstractmethod
    def first(self) -> QWidget:
        """Where the keyboard begins."""

    def _told(self, words: str = "") -> Words:
        made = Words(words, "small", "ink2", wrap=True, parent=self)
        self.column.addWidget(made)
        return made

    def _field(self, label: str, control: QWidget, help_text: str = "") -> Field:
        made = Field(label, control, help_text, self)
        self.column.addWidget(made)
        return made


class TrackForm(Form):
    """Another track, or a split."""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__(workspace, view)
        self.title, self.verb = _("What is asked for?"), _("Save")
        self.tracks = TrackChoice(self)
        self.tracks.start(view.request.track)
        self.tracks.weigh(view.wording)
        self.column.addWidget(self.tracks)

    def deed(self, unit: Unit) -> None:
        request_id = self.view.request.id
        if self.tracks.chosen() is not self.view.request.track:
            triage.choose(unit, request_id, self.tracks.chosen())
        if self.tracks.further():
            triage.split(unit, request_id, [Part(track) for track in self.tracks.further()])

    def first(self) -> QWidget:
        return self.tracks.radios[self.tracks.chosen()]


class QuestionForm(Form):
    """A question: of which documents freely; who and what for by a provision, whose requisite decides the rest."""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__(workspace, view)
        self.title, self.verb = _("A question to the requester"), _("Note that it is asked")
        self._group = QButtonGroup(self)
        self.radios: dict[QuestionKind, Radio] = {}
        for kind, rule in questions.kinds().items():
            self.radios[kind] = radio = Radio(rule.label, rule.explanation, parent=self)
            self._group.addButton(radio)
            self.column.addWidget(radio)
            radio.toggled.connect(self._offer)
        self.provision = Select(self)
        self.provision.addItem(_("Choose the provision"), "")
        for row in workspace.ask(organisation.provisions).values():
            if row.maskable:
                self.provision.addItem(f"{row.id} {row.heading}", row.id)
        self.provision.currentIndexChanged.connect(self._offer)
        self.by = self._field(_("The provision that makes the question necessary (TF 2:18)"), self.provision)
        self.why = self._told()
        self.circumstance = Lines(rows=2, parent=self)
        self.known = self._field(
            _("The concrete circumstance"), self.circumstance, _("It stays in the house and is in no letter.")
        )
        self.words = Lines(rows=2, parent=self)
        tell_mistakes(self._field(_("The question as the letter puts it"), self.words))
        tell_mistakes(self.known)
        self.radios[QuestionKind.PRECISION].setChecked(True)

    def start(self, new: NewQuestion) -> None:
        """Begins with a question that is known already; all of it can still be changed."""
        self.radios[new.kind].setChecked(True)
        self.provision.setCurrentIndex(max(0, self.provision.findData(new.provision)))
        self.circumstance.setPlainText(new.circumstance)
        self.words.setPlainText(new.text)

    def chosen(self) -> QuestionKind | None:
        """What is asked about."""
        return next((kind for kind, radio in self.radios.items() if radio.isChecked()), None)

    def _offer(self) -> None:
        """Shows what the kind and the provision ask for, and their words unless others were written."""
        kind = self.chosen()
        if kind is None:
            return
        rule, provision = questions.kinds()[kind], self.provision.currentData()
        own = rule.provision and not _known_anyway(self.view, kind)
        found = self.workspace.ask(questions.needs, kind, provision) if own and provision else None
        none = _("Under this provision the answer would change nothing, so the question may not be asked.")
        self.by.setVisible(own)
        self.why.setText("" if not (own and provision) else found.why if found is not None else none)
        self.why.setVisible(bool(self.why.text()))
        self.known.setVisible(found is not None and found.circumstance)
        if self.words.toPlainText() in ("", *(one.words for one in questions.kinds().values())):
            self.words.setPlainText(rule.words)

    def deed(self, unit: Unit) -> None:
        kind = self.chosen()
        assert kind is not None
        provision = self.provision.currentData() or None
        new = NewQuestion(kind, self.words.toPlainText(), provision, self.circumstance.toPlainText())
        questions.ask(unit, self.view.request.id, new)

    def first(self) -> QWidget:
        return self.radios[self.chosen() or QuestionKind.PRECISION]


def _known_anyway(view: RequestView, kind: QuestionKind) -> bool:
    """Whether the requester must be known whatever is asked for (GDPR art. 12.6)."""
    return kind is QuestionKind.IDENTITY and view.request.track is Track.OWN_DATA


class ReplyForm(Form):
    """What came back on the oldest question that waits."""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__(workspace, view)
        self.title, self.verb = _("The reply"), _("Save")
        self.question = next(q for q in view.questions if q.waits)
        self._told(f"”{self.question.text}”")
        self.radios = {
            reply: Radio(_(REPLIES[reply]), parent=self) for reply in questions.kinds()[self.question.kind].replies
        }
        self._group = QButtonGroup(self)
        for radio in self.radios.values():
            self._group.addButton(radio)
            self.column.addWidget(radio)
        self.answer = Lines(rows=3, parent=self)
        self._field(_("What the requester said"), self.answer)
        self.radios[Reply.GIVEN].setChecked(True)

    def deed(self, unit: Unit) -> None:
        reply = next(reply for reply, radio in self.radios.items() if radio.isChecked())
        questions.answer(unit, self.question.id, reply, self.answer.toPlainText())

    def first(self) -> QWidget:
        return self.answer


class SearchForm(Form):
    """Where was searched."""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__(workspace, view)
        self.title, self.verb = _("Where was searched"), _("Save")
        self.place, self.result, self.by = Entry(parent=self), Entry(parent=self), Entry(parent=self)
        self._field(_("Where"), self.place, _("Like: in the diary, in the case system, with the grid unit."))
        self._field(_("What that gave"), self.result)
        self._field(_("Who searched"), self.by, _("Empty: you."))

    def deed(self, unit: Unit) -> None:
        notes.searched(unit, self.view.request.id, self.place.text(), self.result.text(), self.by.text())

    def first(self) -> QWidget:
        return self.place


class DelayForm(Form):
    """Why it takes long."""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__(workspace, view)
        self.title, self.verb = _("Why the answer takes long"), _("Save")
        self._told(_("Much work, holidays and the order of business are no excuse. Hand out what is ready meanwhile."))
        self.words = Lines(rows=3, parent=self)
        self._field(_("The reason"), self.words)

    def deed(self, unit: Unit) -> None:
        notes.delayed(unit, self.view.request.id, self.words.toPlainText())

    def first(self) -> QWidget:
        return self.words


class EndingForm(Form):
    """Ending a request without documents; a search can be noted on the way."""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__(workspace, view)
        self.title, self.verb = _("Answer without documents"), _("End the request")
        self.kind = Select(self)
        for rule in endings.open_to(view.request.track):
            self.kind.addItem(rule.label, rule.code)
        self._field(_("How it ends"), self.kind)
        self.explanation = self._told()
        self.place, self.result = Entry(parent=self), Entry(parent=self)
        self.authority, self.way, self.note = Entry(parent=self), Entry(parent=self), Lines(rows=3, parent=self)
        self.fields = {
            "search": self._field(_("Where was searched"), self.place),
            "result": self._field(_("What that gave"), self.result),
            "authority": self._field(_("Who keeps the document"), self.authority),
            "way": self._field(_("How it was told"), self.way),
            "note": self._field(_("In a few neutral words"), self.note),
        }
        self.kind.currentIndexChanged.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        rule = endings.rules()[self.kind.currentData()]
        self.explanation.setText(f"{rule.explanation} {rule.source}.")
        noted = bool(self.view.searches)
        for name, field in self.fields.items():
            need = "search" if name == "result" else name
            field.setVisible(need in rule.needs and not (need == "search" and noted))

    def deed(self, unit: Unit) -> None:
        request_id = self.view.request.id
        if not self.fields["search"].isHidden() and self.place.text().strip():
            notes.searched(unit, request_id, self.place.text(), self.result.text())
        new = NewEnding(self.kind.currentData(), self.note.toPlainText(), self.authority.text(), self.way.text())
        answering.end(unit, request_id, new)

    def first(self) -> QWidget:
        return self.kind


FORMS: dict[str, type[Form]] = {
    "track": TrackForm,
    "ask": QuestionForm,
    "reply": ReplyForm,
    "searched": SearchForm,
    "delay": DelayForm,
    "end": EndingForm,
}
"""By the name that ``RequestScreen.follow`` understands."""

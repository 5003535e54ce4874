"""The assessment page: groups of masks, the form of one, and the masks it carries; every change is saved at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app import messages
from app.domain.assessments import Answers
from app.domain.events import DeliveryEvent, DocumentEvent, Event
from app.domain.ids import AssessmentId, DeliveryId, MarkId
from app.domain.local_time import local_day
from app.domain.requests import LEFT, DeliveryState, Document
from app.domain.workflow import DeliveryStep
from app.services import queries
from app.services.assessing import assessment, learning, phrases, restated
from app.services.office import organisation
from app.services.queries import AssessmentsView
from app.services.writing.times import day as day_words
from app.texts import _, ngettext
from redaction.sealed import File

from ... import legal, theme
from ...parts import grounds, paint, states
from ...parts.buttons import Button, Kind, SecondaryButton
from ...parts.columns import Column
from ...parts.keys import bind
from ...parts.notices import Banner, EmptyState, Offer, Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.words import Surface, Words
from ...sending import Sending
from ...texts import clock
from ...viewer.pictures import pictures_of
from .. import losing
from ..asking import Asking
from ..delivery.recipient import RecipientBar
from ..page import Page
from .form import AssessmentForm
from .marks import MaskRow, MasksList, mask_rows
from .restated import RestatedBanner
from .shared import Shared
from .words import GroupRow, group_rows, mask_words

GROUPS, MASKS = 272, 320
ROW = 78
LONGEST = 70
"""Characters of a kept text that the menu shows."""


class AssessmentScreen(Page):
    """The assessments of one delivery. ``open(delivery_id=..., assessment_id=...)`` shows it."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.sending = Sending(frame, self)
        self.view: AssessmentsView | None = None
        self.delivery_id = DeliveryId(0)
        self._key: int | str = 0
        self._build()
        self.collision = Asking(self)
        self.column.insertWidget(self.column.indexOf(self.recipient), self.collision)
        self.shared = Shared(self, self.collision, self._show_theirs)
        self._join()
        self.listen_to(DeliveryEvent, DocumentEvent)

    # -- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.new = SecondaryButton(_("New assessment"), "plus", parent=self.top)
        self.send = Button(_("Send to review"), Kind.PRIMARY, "review", "Ctrl+Enter", parent=self.top)
        self._steers = Words("", "body", "ink2", parent=self.top)
        self.more = Button(_("Can more be handed out?"), Kind.QUIET, "visible", parent=self.top)
        self.more.clicked.connect(lambda: self.frame.show_screen("more", delivery_id=self.delivery_id))
        legal.carry(self.more, "more")
        legal.carry(self.send, "review")
        self.top.add(self._steers, self.more, self.new, self.send)
        self.catalogue = Banner(Tone.WARN, "", full_width=True, parent=self)
        self.catalogue.hide()
        self.catalogue.acted.connect(lambda: self.frame.show_screen("catalogue"))
        self.column.addWidget(self.catalogue)
        self.falls = Banner(Tone.WARN, "", parent=self)
        self.falls.hide()
        self.column.addWidget(self.falls)
        self.recipient = RecipientBar(self, names_loss=False)
        self.column.addWidget(self.recipient)
        self.restated = RestatedBanner(self)
        self.restated.acted.connect(self._keep)
        self.column.addWidget(self.restated)
        self.groups = RowsView(
            (Column(_("Groups of information"), _words_of, paint=_paint_group),),
            _("Groups of information"),
            key=lambda row: row.key,
            parent=self,
        )
        self.groups.row_height = theme.px(ROW)
        self.groups.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.groups.horizontalHeader().hide()
        self.groups.setProperty("ground", "panel")
        self.form = AssessmentForm(self)
        self.masks = MasksList(pictures_of(self.frame), self._path_of, self)
        empty = _("Nothing is masked, so nothing has to be assessed.")
        back = Offer("request", "requests", _("Open the request"), _("There are its documents, and what is left to do"))
        self.empty = EmptyState(_("No assessment here"), empty, [back], self)
        self.empty.chosen.connect(self.go_back)
        self.unwritten = _Unwritten(self)
        self._middle = QStackedWidget(self)
        self._middle.setAccessibleName(_("Assessment"))
        for part in (self.form, self.empty, self.unwritten):
            self._middle.addWidget(part)
        groups = self._panel(_("Groups of information"), self.groups)
        panels = (
            Panel(groups, _("Groups"), GROUPS, 200),
            Panel(self._middle, _("Assessment"), 0, 380),
            Panel(self._right(), _("Masks"), MASKS, 220),
        )
        self.split = Split("assessment", panels, self)
        self.column.addWidget(self.split, 1)

    def _panel(self, title: str, body: QWidget) -> QWidget:
        panel = Surface("panel", parent=self)
        whole = QVBoxLayout(panel)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(_head(Words(title, "strong"), parent=panel))
        whole.addWidget(body, 1)
        return panel

    def _right(self) -> QWidget:
        panel = Surface("panel", parent=self)
        whole = QVBoxLayout(panel)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        self._count = Words("", "body", "ink2")
        whole.addWidget(_head(Words(_("Masks of the assessment"), "strong"), self._count, parent=panel))
        verbs = Surface("panel", "bottom", panel)
        row = QHBoxLayout(verbs)
        row.setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(8))
        self.confirm = SecondaryButton(_("Confirm next"), key="Return", parent=verbs)
        self.confirm_all = Button(_("Confirm all"), Kind.QUIET, parent=verbs)
        row.addWidget(self.confirm)
        row.addWidget(self.confirm_all)
        row.addStretch(1)
        whole.addWidget(verbs)
        whole.addWidget(self.masks, 1)
        return panel

    def _join(self) -> None:
        self.groups.chose.connect(self._chose)
        self.groups.opened.connect(self._open_group)
        self.form.changed.connect(self._save)
        self.masks.confirmed.connect(self._confirm)
        self.form.texts.connect(self._show_texts)
        self.masks.opened.connect(self._show_page)
        self.confirm.clicked.connect(self.masks.confirm_next)
        self.confirm_all.clicked.connect(self._confirm_all)
        self.new.clicked.connect(self.choose_new)
        self.new.refused.connect(self._say)
        self.send.clicked.connect(self.submit)
        self.send.refused.connect(self._say)
        self.sending.sent.connect(self._sent)
        self.sending.held.connect(self._held)
        self.sending.refused.connect(self._say)
        self.unwritten.button.clicked.connect(self._write_current)
        bind(self, "Ctrl+Return", _("Send to review"), self.submit)
        bind(self, "Ctrl+Down", _("Go to the next question without an answer"), self._to_empty)
        bind(self, "Ctrl+N", _("Write a new assessment"), self.choose_new)

    # -- showing -----------------------------------------------------------------------------------------------

    def open(self, delivery_id: int = 0, assessment_id: int = 0, **arguments: Any) -> None:
        """Shows a delivery's assessments, at one of them."""
        fresh = DeliveryId(delivery_id or self.delivery_id)
        if fresh != self.delivery_id:
            self.delivery_id, self._key = fresh, 0
        if assessment_id:
            self._key = assessment_id
        self.refresh()
        self._show_chosen()
        self.frame.status.set_mode(_("Assessment"), _("Ctrl+Down goes to the next question without an answer."))

    def title(self) -> str:
        number = self.view.request.registry_number if self.view is not None else ""
        return " ".join((number, _("Assessment"))).strip()

    def areas(self) -> list[QWidget]:
        return [self.top, self.recipient, self.restated, self.groups, self._middle, self.masks, self.frame.status]

    def start_focus(self) -> None:
        self.groups.setFocus()

    def may_leave(self) -> bool:
        self.form.save()
        return True

    def concerns(self, event: Event) -> bool:
        mine = getattr(event, "delivery_id", None) == self.delivery_id
        request_id = self.view.request.id if self.view is not None else 0
        return mine or (isinstance(event, DocumentEvent) and event.request_id == request_id)

    def refresh(self) -> None:
        """Asks again; what is being written stays as it is."""
        if not self.delivery_id:
            return
        self.view = view = self.workspace.ask(queries.assessments, self.delivery_id, self.person)
        rows = group_rows(view)
        self.catalogue.say(self.workspace.ask(organisation.catalogue_banner), _("Open the catalogue"))
        self.top.set_crumbs([("request", view.request.registry_number)])
        self.top.set_title(_("Assessment"))
        count, steered = len(view.assessments), sum(row.masks for row in rows)
        told = ngettext("{count} assessment of {masks}", "{count} assessments of {masks}", count)
        self._steers.setText(told.format(count=count, masks=mask_words(steered)))
        held = view.delivery.steps.get(DeliveryStep.SUBMIT)
        self.send.setVisible(view.delivery.delivery.state is DeliveryState.PREPARING)
        words = tuple(messages.blocker(blocker) for blocker in held or ())
        left = view.delivery.facts.without_assessment
        self.send.set_blockers(words, ngettext("{count} left", "{count} left", left).format(count=left) if left else "")
        self.new.set_blockers(() if rows else (_("Nothing is masked, so nothing has to be assessed."),))
        self.recipient.show_view(view.delivery)
        self.falls.say(losing.lost(self.workspace, view.delivery))
        self.groups.set_rows(rows)
        if self._row() is None and rows:
            self._key = rows[0].key
        self.groups.blockSignals(True)
        self.groups.choose(self._key)
        self.groups.blockSignals(False)
        self._show_masks()
        row, free = self._row(), not self.form.unsaved and not self.collision.isVisible()
        if free and row is not None and row.view is not None and self.shared.is_older(row.view.assessment):
            self._show_chosen()

    def _show_theirs(self) -> None:
        """What a colleague has written stands in the form; what was written here goes."""
        self.form.forget()
        self.refresh()
        self._show_chosen()

    def _row(self) -> GroupRow | None:
        rows = group_rows(self.view) if self.view is not None else ()
        return next((row for row in rows if row.key == self._key), None)

    def _chose(self, row: GroupRow | None) -> None:
        if row is not None and row.key != self._key:
            self.form.save()
            self._key = row.key
            self._show_chosen()

    def _show_chosen(self) -> None:
        """The form and the masks of the group chosen."""
        row = self._row()
        self.restated.show_view(row.view if row is not None else None)
        if row is None:
            self._middle.setCurrentWidget(self.empty)
        elif row.view is None:
            self.unwritten.show_ground(row)
            self._middle.setCurrentWidget(self.unwritten)
        else:
            assert self.view is not None
            editable = self.view.delivery.delivery.state not in LEFT
            one, day = row.view, local_day(self.now)
            self.form.unaccepted = self.workspace.ask(learning.known)
            self.shared.shows(one.assessment)
            self.form.show_assessment(one.assessment, one.provision, row.number, editable, day, self.view.masks)
            self._middle.setCurrentWidget(self.form)
        self._show_masks()

    def _show_masks(self) -> None:
        row = self._row()
        masks = mask_rows(row.view) if row is not None and row.view is not None else ()
        confirmed = sum(mask.confirmed for mask in masks)
        singly = sum(mask.singly for mask in masks)
        told = _("{count} of {total}, {singly} one by one")
        self._count.setText(told.format(count=confirmed, total=len(masks), singly=singly) if masks else "")
        nothing = _("Every mask is confirmed.") if masks else _("No masks here.")
        self.confirm.set_blockers(() if singly < len(masks) else (nothing,))
        self.confirm_all.set_blockers(() if confirmed < len(masks) else (nothing,))
        self.masks.show_masks(masks)

    def _path_of(self, document: Document) -> File | None:
        return self.workspace.vault.file(document.working_sha256) if document.working_sha256 else None

    # -- doing -------------------------------------------------------------------------------------------------

    def _save(self, answers: Answers) -> None:
        row = self._row()
        if row is None or row.view is None or self.workspace is None:
            return
        if self.shared.write(self.delivery_id, answers, AssessmentId(row.view.assessment.id)):
            self.frame.status.set_saved(clock(datetime.now().astimezone()))

    def _keep(self) -> None:
        """The assessment was read against its provision's new words and stands on them."""
        row = self._row()
        if row is None or row.view is None:
            return
        self.form.save()
        assessment_id = AssessmentId(row.view.assessment.id)
        if self.done(lambda: self.workspace.do(restated.keep, assessment_id)):
            self.refresh()
            self._show_chosen()

    def _confirm(self, ids: list[int]) -> None:
        row = self._row()
        if row is None or row.view is None:
            return
        self.form.save()
        assessment_id, chosen = AssessmentId(row.view.assessment.id), [MarkId(mark_id) for mark_id in ids]
        if self.done(lambda: self.workspace.do(assessment.confirm, assessment_id, chosen)):
            self.refresh()
            self.masks.go_to_next()
            told = ngettext("{count} mask confirmed.", "{count} masks confirmed.", len(ids))
            self.frame.status.say(told.format(count=len(ids)))

    def _show_texts(self, field: str, button: QWidget) -> None:
        """The office's texts for a field: one is put in, the field's own is kept, one is taken away."""
        row, answers = self._row(), self.form.answers
        if row is None or answers is None:
            return
        menu = QMenu(self)
        known = self.workspace.ask(phrases.of, answers.provision, answers.group)
        names = {person.id: person.name for person in self.workspace.ask(queries.people)}
        away = QMenu(_("Take away"), menu)
        for phrase in (phrase for phrase in known if phrase.field == field):
            told = _short(phrase.text)
            who = _("Kept by {name} {day}").format(name=names.get(phrase.added_by, ""), day=day_words(phrase.added_at))
            put = menu.addAction(f"{told}  ({who})")
            put.triggered.connect(lambda _on=False, text=phrase.text: self.form.put_in(field, text))
            gone = away.addAction(told)
            gone.triggered.connect(lambda _on=False, which=phrase.id: self._text_done(phrases.remove, which))
        if menu.isEmpty():
            menu.addAction(_("No texts are kept for this yet")).setEnabled(False)
        menu.addSeparator()
        text = getattr(answers, field)
        kept = (answers.provision, answers.group, field, text, self.delivery_id)
        keep = menu.addAction(_("Keep this text for the office"))
        keep.setEnabled(bool(text.strip()))
        keep.triggered.connect(lambda _on=False: self._text_done(phrases.keep, *kept))
        if not away.isEmpty():
            menu.addMenu(away)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _text_done(self, deed: Any, *arguments: Any) -> None:
        if self.done(lambda: self.workspace.do(deed, *arguments)):
            self._say(_("The office's texts are changed."))

    def _confirm_all(self) -> None:
        self._confirm([row.mark.id for row in self.masks.masks_model.masks if not row.confirmed])

    def choose_new(self) -> None:
        """Offers the provisions that masks rest on; one that has an assessment may get another for another group."""
        if self.view is None or self.new.blockers():
            return
        menu, known = QMenu(self), self.workspace.ask(organisation.provisions)
        seen = set()
        for row in sorted(group_rows(self.view), key=lambda r: r.view is not None):
            if row.provision not in seen:
                seen.add(row.provision)
                heading = known[row.provision].heading
                action = menu.addAction(f"{row.number}  {row.provision}  {heading}")
                action.triggered.connect(lambda _on=False, chosen=row.provision: self.write_new(chosen))
        menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def write_new(self, provision: str) -> None:
        """Begins an assessment of a provision."""
        self.form.save()
        group = next(iter(organisation.groups()))
        made: list[int] = []
        answers = Answers(provision, group)
        if self.done(lambda: made.append(self.workspace.do(assessment.write, self.delivery_id, answers))):
            self._key = made[0]
            self.refresh()
            self._show_chosen()
            field = self.form.first_field()
            if field is not None:
                field.setFocus()

    def _write_current(self) -> None:
        row = self._row()
        if row is not None and row.view is None:
            self.write_new(row.provision)

    def _open_group(self, row: GroupRow) -> None:
        """Return on a group goes into its form, or begins it."""
        if row.view is None:
            self.write_new(row.provision)
        elif (field := self.form.first_field()) is not None:
            field.setFocus()

    def submit(self) -> None:
        """Sends the delivery to legal review."""
        self.form.save()
        self.refresh()
        if self.send.blockers():
            self._say(self.send.blockers()[0])
        else:
            self.sending.send(self.delivery_id)

    def _sent(self) -> None:
        if self.frame.current() is self:
            self.refresh()
            self.frame.status.say(_("The delivery is sent to review."))

    def _held(self) -> None:
        if self.frame.current() is self:
            self.frame.show_screen("traces", delivery_id=self.delivery_id)

    def _to_empty(self) -> None:
        field = self.form.next_empty() if self._middle.currentWidget() is self.form else None
        if field is not None:
            field.setFocus()
            self.form.ensureWidgetVisible(field)

    def _show_page(self, row: MaskRow) -> None:
        self.frame.show_screen("review", document_id=row.document.id, mark_id=row.mark.id)

    def _say(self, words: str) -> None:
        self.frame.status.say(words)

    def go_back(self, where: str) -> None:
        if self.view is not None:
            self.frame.show_screen("request", request_id=self.view.request.id)


class _Unwritten(Surface):
    """A ground with masks and no assessment: one sentence and one button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("content", parent=parent)
        self._title = Words("", "heading", wrap=True, parent=self)
        self._text = Words("", "body", "ink2", wrap=True, parent=self)
        self.button = Button(_("Write the assessment"), Kind.SECONDARY, "assessment", parent=self)
        whole = QVBoxLayout(self)
        pad = theme.px(24)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(theme.px(12))
        whole.addWidget(self._title)
        whole.addWidget(self._text)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)

    def show_ground(self, row: GroupRow) -> None:
        """Which ground it is."""
        self._title.setText(f"{row.number} · {row.provision} {row.title}")
        told = ngettext("{count} mask rests on it.", "{count} masks rest on it.", row.masks).format(count=row.masks)
        self._text.setText(" ".join((told, _("Write why the provision holds and which harm would follow."))))


def _head(title: QWidget, *parts: QWidget, parent: QWidget) -> QWidget:
    head = Surface("panel", "bottom", parent)
    head.setFixedHeight(theme.height("panel"))
    row = QHBoxLayout(head)
    row.setContentsMargins(theme.px(14), 0, theme.px(12), 1)
    row.addWidget(title, 1)
    for part in parts:
        row.addWidget(part)
    return head


def _words_of(row: GroupRow) -> str:
    return f"{row.number} {row.title}, {row.provision}, {mask_words(row.masks)}, {row.words}"


def _paint_group(painter: QPainter, rect: QRectF, row: GroupRow, ink: str) -> None:
    side, line = theme.px(grounds.BADGE), theme.px(20)
    plain = ink if theme.tokens().contrast and ink else ""
    top = rect.top() + theme.px(9)
    wide = grounds.badge_width(row.number)
    grounds.draw_badge(painter, QRectF(rect.left() + theme.px(4), top, wide, side), row.number)
    title = QRectF(rect.left() + theme.px(12) + wide, top - 1, rect.width() - wide - theme.px(14), line)
    paint.text(painter, title, row.title, plain or "ink", theme.font("strong"))
    second = QRectF(rect.left() + theme.px(4), top + line, rect.width() - theme.px(6), line)
    small = theme.font("small")
    masks = mask_words(row.masks)
    taken = paint.width(masks, small) + theme.px(8)
    paint.text(painter, second.adjusted(0, 0, -taken, 0), row.provision, plain or "ink2", small)
    paint.text(painter, second, masks, plain or "ink2", small, paint.RIGHT)
    third = QRectF(second.left(), second.bottom() - 1, second.width(), line)
    tone = "ok" if row.state is states.State.DONE else "warn"
    states.draw_state(painter, third, row.state, row.words, plain or tone, "small", bare=True)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

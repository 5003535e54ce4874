"""What the second person signs: documents with their masks, the assessments they rest on, and the signature itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app import messages
from app.domain.ids import DocumentId
from app.domain.residuals import Residual, ResidualState
from app.domain.workflow import DeliveryStep
from app.services.delivering import compilations
from app.services.marking.reviewing import Difference
from app.services.office import organisation
from app.services.queries import AssessmentsView, AssessmentView, DeliveryView, RequestView
from app.store.records import MarkComment
from app.texts import _, ngettext

from ... import texts, theme, wording
from ...drafting import Keeper, Kept
from ...parts.area import Area
from ...parts.buttons import Button, Kind, PrimaryButton
from ...parts.choices import SegmentedControl
from ...parts.columns import Column
from ...parts.grounds import GroundBadge
from ...parts.inputs import Entry, Field, Lines
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.states import State, StateText
from ...parts.swap import empty, show_in
from ...parts.words import Card, Surface, Words, column, line
from ...viewer.pictures import Pictures
from ..request.documents import icon_of
from ..review.words import page_words
from .plan import PlanPages
from .since import comments_card, difference_card
from .sums import SumsView


@dataclass(frozen=True, slots=True)
class Now:
    """What is told of this person's looks: the time (UTC), what has changed since, and the comments on masks."""

    at: datetime
    difference: Difference
    comments: tuple[MarkComment, ...]


def _documents() -> list[Column]:
    return [
        Column(
            _("Document"),
            lambda r: r.document.title,
            second=lambda r: f"{wording.masks(r.tally.accepted)}, {wording.pages(r.document.pages)}",
            icon=lambda r: icon_of(r.document),
        )
    ]


ASSESSMENTS, PAGES, SINCE = "assessments", "pages", "since"


class SignPane(QWidget):
    """The reviewer's page. ``signed`` gives the password, ``returned`` the comment, ``opened`` a document, ``planned``
    a document whose plan shall be shown with a mask (0: the first), ``settled`` a comment that has been seen to.
    """

    signed = Signal(str)
    returned = Signal(str)
    opened = Signal(int)
    planned = Signal(int, int)
    settled = Signal(int)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.documents = RowsView(
            _documents(), _("Documents"), key=lambda row: row.document.id, tall="document", parent=self
        )
        self.documents.setProperty("ground", "panel")
        self.documents.opened.connect(lambda row: self.opened.emit(row.document.id))
        self.documents.chose.connect(lambda _row: self._plan())
        parts = [(ASSESSMENTS, _("Assessments"), ""), (PAGES, _("The pages"), ""), (SINCE, _("Since last time"), "")]
        self.segments = SegmentedControl(parts, _("What is shown"), self)
        self.segments.chosen.connect(self.show_part)
        self.plan = PlanPages(pictures, self)
        self.middle = QScrollArea(self)
        self.middle.setWidgetResizable(True)
        self.middle.setAccessibleName(_("What is signed"))
        self.checks = QVBoxLayout()
        self.password = Entry(secret=True, parent=self)
        self.password.returnPressed.connect(self._sign)
        self.sign = PrimaryButton("", "sign", parent=self)
        self.sign.clicked.connect(self._sign)
        self.send_back = Button(_("Return …"), Kind.SECONDARY, "return", parent=self)
        self.send_back.clicked.connect(self._return)
        self.comment = Lines(placeholder=_("What should be changed"), rows=3, parent=self)
        self.comment.setAccessibleName(_("What should be changed"))
        self.comment.hide()
        self.begun = Keeper(self.comment)
        self._bodies: dict[str, Callable[[], QWidget]] = {}
        self.who = Words("", "small", "ink2", wrap=True, parent=self)
        self.hash = Words("", "hash", "ink2", wrap=True, parent=self)
        self._lay_out()

    def _lay_out(self) -> None:
        left = Surface("panel", "right", self)
        stacked = QVBoxLayout(left)
        stacked.setContentsMargins(0, 0, 1, 0)
        stacked.addWidget(self.documents)
        body = Surface("panel")
        told = QVBoxLayout(body)
        told.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        told.setSpacing(theme.px(10))
        head = line(Words(_("Sign"), "section"))
        head.addStretch(1)
        head.addWidget(self.who)
        self.checks.setSpacing(theme.px(6))
        told.addLayout(head)
        told.addLayout(self.checks)
        told.addStretch(1)
        told.addWidget(Field(_("Your password, again"), self.password))
        told.addWidget(self.comment)
        buttons = line(self.send_back, spacing=8)
        buttons.addStretch(1)
        buttons.addWidget(self.sign)
        told.addLayout(buttons)
        note = _("The signature holds for exactly these masks. If a mask is changed, it falls.")
        told.addWidget(Words(note, "small", "ink2", True))
        told.addWidget(self.hash)
        right = Area(parent=self)
        right.setWidget(body)
        middle = Surface("content", parent=self)
        above = QVBoxLayout(middle)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        top = line(self.segments, margins=(24, 12, 24, 8))
        top.addStretch(1)
        above.addLayout(top)
        self.parts = QStackedWidget(self)
        self.parts.addWidget(self.middle)
        self.parts.addWidget(self.plan)
        above.addWidget(self.parts, 1)
        panels = (
            Panel(left, _("Documents"), 260, 190),
            Panel(middle, _("Assessments"), 0, 400),
            Panel(right, _("Sign"), 352, 260),
        )
        split = Split("sign", panels, self)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_part(self, name: str) -> None:
        """Shows the assessments, the pages, or what has changed since the last look."""
        self.segments.choose(name)
        self.parts.setCurrentWidget(self.plan if name == PAGES else self.middle)
        if name == PAGES:
            self._plan()
        elif self._bodies:
            show_in(self.middle, self._bodies[name]())

    def _plan(self) -> None:
        row = self.documents.current()
        if row is not None and self.segments.current() == PAGES:
            self.planned.emit(row.document.id, 0)

    def show_view(self, view: RequestView, part: DeliveryView, said: AssessmentsView, who: str, now: Now) -> None:
        """Shows what would be signed now."""
        self.documents.set_rows(part.documents)
        if self.documents.current() is None:
            self.documents.selectRow(0)
        self.who.setText(who)
        self.hash.setText(_("Plan {hash}").format(hash=_in_fours(part.plan_hash)))
        self._bodies = {
            ASSESSMENTS: lambda: self._body(view, part, said),
            SINCE: lambda: self._since(view, part, now),
        }
        self.show_part(self.segments.current())
        self._show_checks(view, part)
        masks = part.facts.masks
        words = ngettext("Sign {count} mask", "Sign {count} masks", masks).format(count=texts.number(masks))
        self.sign.become(words if masks else _("Sign the refusal"), "sign")
        held = tuple(messages.blocker(one) for one in part.steps.get(DeliveryStep.SIGN, ()))
        self.sign.set_blockers(held)
        self.password.setEnabled(not held)
        back = tuple(messages.blocker(one) for one in part.steps.get(DeliveryStep.RETURN, ()))
        self.send_back.set_blockers(back)

    def _show_checks(self, view: RequestView, part: DeliveryView) -> None:
        empty(self.checks)
        blockers = part.steps.get(DeliveryStep.SIGN, ())
        rows: list[tuple[State, str]] = []
        if not any(one.code == "you-prepared" for one in blockers):
            names = ", ".join(sorted(view.people[p].name for p in part.facts.prepared_by))  # type: ignore[index]
            rows.append((State.DONE, _("Prepared by {names}").format(names=names)))
        if not part.facts.unjudged and not part.facts.not_done:
            rows.append((State.DONE, _("All documents are judged")))
        if not part.facts.without_assessment and part.facts.masks:
            rows.append((State.DONE, _("Every mask has a ground and an assessment")))
        rows += [(State.BLOCKED, messages.blocker(one)) for one in blockers]
        for state, words in rows:
            wrapped = Words(words, wrap=True)
            row = line(StateText(state, ""), wrapped, spacing=0)
            row.itemAt(0).widget().setFixedWidth(theme.px(24))  # type: ignore[union-attr]
            row.setStretch(1, 1)
            holder = QWidget(self)
            row.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(row)
            self.checks.addWidget(holder)

    def _body(self, view: RequestView, part: DeliveryView, said: AssessmentsView) -> QWidget:
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        stacked.setSpacing(theme.px(12))
        outcome = _(wording.OUTCOMES[part.outcome])
        stacked.addWidget(Words(wording.subject(view.request.subject), "heading", wrap=True))
        told = _("{documents}, {masks}. Outcome: {outcome}.").format(
            documents=wording.documents(len(part.documents)), masks=wording.masks(part.facts.masks), outcome=outcome
        )
        stacked.addWidget(Words(told, tone="ink2", wrap=True))
        stacked.addWidget(Words(f"”{view.wording.strip()}”", wrap=True))
        stacked.addSpacing(theme.px(6))
        stacked.addWidget(Words(_("Assessments"), "section"))
        for one in said.assessments:
            stacked.addWidget(_assessment_card(one))
        if not said.assessments:
            stacked.addWidget(Words(_("There are no assessments."), tone="ink2"))
        if part.compilations:
            stacked.addSpacing(theme.px(6))
            stacked.addWidget(Words(_("Sums in place of rows"), "section"))
        for made in part.compilations:
            card = Card()
            card.add_row(Words(f"{compilations.name(made)}: {made.title}", "strong", wrap=True))
            card.add_row(SumsView(made))
            stacked.addWidget(card)
        left = [row for row in part.residuals if row.state is ResidualState.LEFT]
        if left:
            stacked.addSpacing(theme.px(6))
            stacked.addWidget(Words(_("Traces of masked persons that were left"), "section"))
            stacked.addWidget(_traces_card(left, {row.document.id: row.document.title for row in part.documents}))
        stacked.addStretch(1)
        return body

    def _since(self, view: RequestView, part: DeliveryView, now: Now) -> QWidget:
        titles = {row.document.id: row.document.title for row in part.documents}
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(20))
        stacked.setSpacing(theme.px(12))
        stacked.addWidget(Words(_("Since you last looked"), "section"))
        stacked.addWidget(difference_card(now.difference, titles, self.planned.emit))
        stacked.addWidget(Words(_("Comments on masks"), "section"))
        if now.comments:
            stacked.addWidget(
                comments_card(now.comments, view.people, titles, now.at, self.planned.emit, self.settled.emit)
            )
        else:
            stacked.addWidget(Words(_("There are no comments."), tone="ink2"))
        stacked.addStretch(1)
        return body

    # -- deeds -------------------------------------------------------------------------------------------------------

    def _sign(self) -> None:
        if not self.sign.blockers():
            self.signed.emit(self.password.text())
            self.password.clear()

    def _return(self) -> None:
        if not self.comment.isVisible():
            self.comment.show()
            self.comment.setFocus()
            self.send_back.become(_("Return"), "return")
            return
        self.returned.emit(self.comment.toPlainText())

    def begin(self, kept: Kept) -> None:
        """The comment that was begun for this delivery stands there again, and is in sight."""
        self.begun.begin(kept)
        if self.comment.toPlainText():
            self.comment.show()
            self.send_back.become(_("Return"), "return")

    def forget(self) -> None:
        """Empties what was written; a comment that was not sent stays a draft."""
        self.begun.end()
        self.password.clear()
        self.comment.clear()
        self.comment.hide()
        self.send_back.become(_("Return …"), "return")

    def focus_refused(self) -> None:
        """The password was wrong: it is asked for again."""
        self.password.setFocus()


def _traces_card(rows: Sequence[Residual], titles: Mapping[DocumentId, str]) -> Card:
    """What was left in sight though it points to somebody masked, each with where, how and the reason."""
    card = Card()
    for row in rows:
        place = page_words(row.page) if row.rects else messages.field(row.field)
        title = titles.get(row.document_id, "") if row.document_id else ""
        where = ", ".join(part for part in (messages.trace(row.kind), title, place) if part)
        told = Words(f"”{row.text}”, {where}", "small", "ink2", wrap=True)
        card.add_row(column(told, Words(row.reason, wrap=True), spacing=1))
    return card


def _in_fours(digest: str) -> str:
    return " ".join(digest[at : at + 4] for at in range(0, 24, 4)) + " …"


def _assessment_card(view: AssessmentView) -> Card:
    one = view.assessment
    card = Card()
    group = organisation.groups().get(one.group, one.group)
    head = line(GroundBadge(view.number, one.provision), Words(group, "strong", wrap=True), spacing=8)
    head.setStretch(1, 1)
    singly = sum(mark.id in view.singly for _document, mark in view.confirmed)
    told = _("{provision}, {masks}, {singly} confirmed one by one")
    masks = wording.masks(len(view.confirmed))
    head.addWidget(Words(told.format(provision=one.provision, masks=masks, singly=singly), "small", "ink2"))
    card.add_row(head)
    labels = organisation.factors("for") | organisation.factors("against")
    facts = (
        (_("Requisite"), organisation.requisites().get(one.requisite, one.requisite)),
        (_("Why it applies here"), one.applies),
        (_("Harm"), one.harm),
        (_("Speaks for handing out"), ", ".join(labels.get(code, code) for code in one.factors_for)),
        (_("Speaks for secrecy"), ", ".join(labels.get(code, code) for code in one.factors_against)),
    )
    for name, said in facts:
        if said:
            card.add_row(column(Words(name, "small", "ink2"), Words(said, wrap=True), spacing=1))
    return card

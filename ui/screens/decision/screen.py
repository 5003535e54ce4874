"""The company's decision on an answer: what is tested anew, the next step with its fields, the days of the appeal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app import long_work, messages
from app.domain.decisions import RULED, Decision, DecisionState, DecisionStep
from app.domain.events import Event, RequestEvent
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState, Outcome
from app.domain.rulings import Judgment
from app.domain.time_limits import Timeliness
from app.services import queries
from app.services.deciding import decision_papers, decisions, ruling_words, rulings
from app.services.deciding.rulings import NewRuling
from app.services.queries import DecisionView
from app.texts import N_, _

from ... import theme, wording
from ...parts.area import Area
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.notices import Tone
from ...parts.split import Panel, Split
from ...parts.swap import show_in
from ...parts.words import Rule, Surface, Words
from ..page import Page
from ..request.facts import Pairs
from .forms import RetestCard, StepForm

STATES = {
    DecisionState.ASKED: N_("Asked for"),
    DecisionState.DECIDED: N_("Decided, not yet sent"),
    DecisionState.SENT: N_("Sent"),
    DecisionState.RECEIVED: N_("Received, may be appealed"),
    DecisionState.FINAL: N_("Final"),
    DecisionState.APPEALED: N_("Appealed"),
    DecisionState.REJECTED: N_("Appeal rejected as too late"),
    DecisionState.FORWARDED: N_("With the court"),
    DecisionState.JUDGED: N_("Judged, may be taken further"),
    DecisionState.SUPREME: N_("With the supreme court, not yet taken up"),
    DecisionState.TAKEN_UP: N_("Taken up by the supreme court"),
    DecisionState.SETTLED: N_("Settled by the court"),
}


class DecisionScreen(Page):
    """The decision of one delivery. ``open(delivery_id=...)`` shows it."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.view: DecisionView | None = None
        self.papers = SecondaryButton(_("Write the papers …"), "letter", parent=self)
        self.papers.clicked.connect(self.write_papers)
        self.top.add(self.papers)
        self.reserve = SecondaryButton(_("Reservation …"), parent=self)
        self.reserve.clicked.connect(self.show_reservation)
        self.top.add(self.reserve)
        self.forms: dict[DecisionStep, StepForm] = {}
        self.retests: list[RetestCard] = []
        shares = ((_("Facts"), 320, 220), (_("Assessments"), 0, 320), (_("Next step"), 352, 250))
        self.parts = tuple(Area(name, self) for name, _width, _least in shares)
        panels = [Panel(area, *share) for area, share in zip(self.parts, shares, strict=True)]
        self.column.addWidget(Split("decision", panels, self), 1)
        self.listen_to(RequestEvent)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return " ".join((self.view.request.registry_number if self.view else "", _("Decision"))).strip()

    def open(self, delivery_id: int = 0, **arguments: Any) -> None:
        """Shows a delivery's decision."""
        self.delivery_id = DeliveryId(delivery_id or self.delivery_id)
        self.hush()
        self.refresh()
        self.titled.emit()

    def concerns(self, event: Event) -> bool:
        return self.view is not None and getattr(event, "request_id", None) == self.view.request.id

    def refresh(self) -> None:
        if not self.delivery_id:
            return
        self.view = view = self.workspace.ask(queries.decision, self.delivery_id, self.person, self.now)
        self.top.set_crumbs([("request", view.request.registry_number)])
        self.top.set_title(_("The company's decision"))
        made = view.decision is not None and view.decision.decided_at is not None
        self.papers.set_blockers(() if made else (_("The company has not decided yet."),))
        self.reserve.set_blockers(self._no_reservation(view))
        for area, body in zip(self.parts, (self._facts(view), self._assessments(view), self._next(view)), strict=True):
            show_in(area, body)
        state = _(STATES[view.decision.state]) if view.decision is not None else _("Not asked for")
        self.frame.status.set_mode(state, _("F6 changes area."))

    def _no_reservation(self, view: DecisionView) -> tuple[str, ...]:
        """Why nothing can be handed out under a reservation now; () where it can."""
        if view.outcome is Outcome.WHOLE:
            return (_("Nothing is held back, so there is nothing to reserve."),)
        released = view.delivery.state is DeliveryState.RELEASED
        return () if released or view.under_reservation else (messages.sentence("answer-first"),)

    def show_reservation(self) -> None:
        """Goes to the reservation of this delivery, or where one is made from it."""
        if self.reserve.blockers():
            self.tell(Tone.WARN, self.reserve.blockers()[0])
            return
        self.frame.show_screen("reservation", delivery_id=self.delivery_id)

    def areas(self) -> list[QWidget]:
        return [self.top, *self.parts, self.frame.status]

    def start_focus(self) -> None:
        self.parts[2].setFocus()

    def go_back(self, where: str) -> None:
        if self.view is not None:
            self.frame.show_screen("request", request_id=self.view.request.id)

    def _facts(self, view: DecisionView) -> QWidget:
        body, stacked = _body("panel")
        stacked.addWidget(Words(_("The decision"), "section"))
        pairs = Pairs(110)
        pairs.add(_("Outcome"), _(wording.OUTCOMES[view.outcome]))
        row = view.decision
        pairs.add(_("State"), _(STATES[row.state]) if row is not None else _("Not asked for"))
        if row is not None:
            for name, words in self._told(view, row):
                pairs.add(name, words)
        stacked.addLayout(pairs)
        for end in view.days:
            limit, moved = end.limit, f" ({', '.join(end.because)})" if end.because else ""
            stacked.addWidget(Words(f"{limit.label}: {end.day}{moved}", "strong", wrap=True))
            told = f"{limit.rule} {wording.backed(limit.source, limit.confidence)}."
            stacked.addWidget(Words(told, "small", "ink2", True))
        stacked.addStretch(1)
        return body

    def _told(self, view: DecisionView, row: Decision) -> list[tuple[str, str]]:
        by = view.people[row.decided_by].name if row.decided_by is not None else ""
        found = decision_papers.timeliness_words(Timeliness(row.timeliness)) if row.timeliness else ""
        moments = {
            _("Asked for"): wording.moment(row.asked_at, self.now),
            _("Decided"): f"{wording.moment(row.decided_at, self.now)}, {by}" if row.decided_at else "",
            _("Delegation"): view.basis,
            _("Sent"): f"{wording.moment(row.sent_at, self.now)}, {row.way}" if row.sent_at else "",
            _("Received"): f"{row.received_on}, {row.receipt}" if row.received_on else "",
            _("Appeal came in"): str(row.appealed_on or ""),
            _("First at the court"): str(row.court_at or ""),
            _("Found"): found,
            _("To the court"): wording.moment(row.forwarded_at, self.now) if row.forwarded_at else "",
            _("To the supreme court"): str(row.supreme_on or ""),
        }
        said = [(_("The court"), ruling_words.ruling(ruling, court)) for ruling, court in view.rulings]
        return [*moments.items(), *said]

    def _assessments(self, view: DecisionView) -> QWidget:
        body, stacked = _body("content")
        stacked.addWidget(Words(_("Tested anew, whole"), "heading"))
        told = _("A decision is no stamp on the clerk's answer: every assessment is tested again (OSL 6:3).")
        stacked.addWidget(Words(told, tone="ink2", wrap=True))
        self.retests = []
        open_ = view.steps.get(DecisionStep.RETEST) == ()
        for row in view.assessments:
            done = view.retests.get(row.id)
            by, milder = (view.people[done.tested_by].name, done.milder) if done is not None else ("", "")
            card = RetestCard(row, view.numbers.get(row.provision, 0), by, milder, open_)
            card.stands.connect(self._retest)
            self.retests.append(card)
            stacked.addWidget(card)
        if not view.assessments:
            stacked.addWidget(Words(_("There are no assessments."), tone="ink2"))
        stacked.addStretch(1)
        return body

    def _next(self, view: DecisionView) -> QWidget:
        body, stacked = _body("panel")
        stacked.addWidget(Words(_("Next step"), "section"))
        self.forms = {}
        if view.decision is None:
            for words, by_company in ((_("The requester asks for a decision"), False), (_("Decide at once"), True)):
                button = (SecondaryButton if by_company else PrimaryButton)(words, parent=body)
                button.clicked.connect(lambda _on=False, chosen=by_company: self._ask(chosen))
                stacked.addWidget(button)
        for step, held in view.steps.items():
            if step is not DecisionStep.RETEST:
                told = tuple(messages.blocker(one) for one in held)
                form = StepForm(step, told, not self.forms, view.parts, body)
                form.answered.connect(self._take)
                if self.forms:
                    stacked.addWidget(Rule())
                self.forms[step] = form
                stacked.addWidget(form)
        if view.owed:
            button = SecondaryButton(_("Prepare what the court's judgment calls for"), parent=body)
            button.clicked.connect(self._follow)
            stacked.addWidget(button)
        if view.decision is not None and not view.steps:
            stacked.addWidget(Words(_("Nothing more is to be done."), tone="ink2", wrap=True))
        stacked.addStretch(1)
        return body

    # -- deeds -------------------------------------------------------------------------------------------------------

    def _ask(self, by_company: bool) -> None:
        if self.done(lambda: self.workspace.do(decisions.ask, self.delivery_id, by_company=by_company)):
            self.refresh()

    def _retest(self, assessment_id: int, milder: str) -> None:
        row = self._row()
        if self.done(lambda: self.workspace.do(decisions.retest, row.id, assessment_id, milder)):
            self.refresh()

    def _row(self) -> Decision:
        assert self.view is not None
        assert self.view.decision is not None
        return self.view.decision

    def _follow(self) -> None:
        row = self._row()
        made = self.attempt(lambda: self.workspace.do(rulings.follow, row.id))
        if made is None and not self.banner.isVisible():
            self.tell(Tone.WARN, messages.sentence("delivery-under-way"))
        self._prepared(made)

    def _prepared(self, delivery_id: DeliveryId | None) -> None:
        """Says that a delivery was prepared, and goes there."""
        self.refresh()
        if delivery_id is not None:
            told = _("A delivery is prepared with what is opened. Look it through and hand it out.")
            self.tell(Tone.OK, told, "", _("Go there"), lambda: self._go_to(delivery_id))

    def _go_to(self, delivery_id: DeliveryId) -> None:
        self.frame.show_screen("delivery", delivery_id=delivery_id)

    def _rule(self, step: DecisionStep, said: dict[str, Any]) -> None:
        judgment = Judgment(said["judgment"]) if "judgment" in said else RULED[step][0]
        new = NewRuling(judgment, said["day"], said["case_number"], said.get("opened", frozenset()))
        row = self._row()
        made: list[DeliveryId | None] = []
        if self.done(lambda: made.append(self.workspace.do(rulings.judged, row.id, new))):
            self._prepared(made[0])

    def _reconsider(self, said: dict[str, Any]) -> None:
        row = self._row()
        made = self.attempt(lambda: self.workspace.do(rulings.reconsider, row.id, said["opened"], said["why"]))
        if made is not None:
            self._prepared(self.workspace.ask(lambda reader: reader.decisions.get(made)).delivery_id)

    def _take(self, step: DecisionStep, said: dict[str, Any]) -> None:
        row, do = self._row().id, self.workspace.do
        if step in RULED:
            self._rule(step, said)
            return
        if step is DecisionStep.RECONSIDER:
            self._reconsider(said)
            return
        deeds: dict[DecisionStep, Callable[[], object]] = {
            DecisionStep.DECIDE: lambda: do(decisions.decide, row, said["password"]),
            DecisionStep.SEND: lambda: do(decisions.send, row, said["way"], noticed=said["noticed"]),
            DecisionStep.RECEIVE: lambda: do(decisions.received, row, said["day"], said["receipt"]),
            DecisionStep.APPEAL: lambda: do(decisions.appeal, row, said["day"], said["court"]),
            DecisionStep.REJECT: lambda: do(decisions.reject, row, said["password"]),
            DecisionStep.FORWARD: lambda: do(decisions.forward, row),
            DecisionStep.GO_ON: lambda: do(rulings.go_on, row, said["day"]),
            DecisionStep.EXPIRE: lambda: do(decisions.expire, row),
        }
        if self.done(deeds[step]):
            self.refresh()

    def write_papers(self) -> None:
        """Asks for a folder and writes the decision there, and after an appeal the letter to the court."""
        if self.papers.blockers():
            self.tell(Tone.WARN, self.papers.blockers()[0])
            return
        chosen = QFileDialog.getExistingDirectory(self, _("Write the papers …"))
        if chosen:
            written = self.attempt(lambda: long_work.decision_papers(self.workspace, self._row().id, Path(chosen)))
            if written:
                self.tell(Tone.OK, _("The papers are written."), ", ".join(path.name for path in written))


def _body(ground: str) -> tuple[Surface, QVBoxLayout]:
    body = Surface(ground)
    stacked = QVBoxLayout(body)
    pad = theme.px(16)
    stacked.setContentsMargins(pad, pad, pad, pad)
    stacked.setSpacing(theme.px(12))
    return body, stacked

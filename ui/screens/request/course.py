"""Beside a request's documents: its track, its other parts, the questions, the notes, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout

from app import messages
from app.domain.endings import DelayNote, SearchNote
from app.domain.questions import Question
from app.domain.workflow import RequestStep
from app.services.cases import questions, tracks
from app.services.queries import RequestView
from app.texts import N_, _

from ... import legal, wording
from ...parts.buttons import Link
from ...parts.states import State, StateText
from ...parts.words import Rule, Words
from .forms import REPLIES

Asked = Callable[[str], None]
"""Gets the name of what the page shall show or do, as ``RequestScreen.follow`` understands it."""

LINKS: tuple[tuple[RequestStep, str, str], ...] = (
    (RequestStep.SPLIT, "track", N_("Change the track or split the letter")),
    (RequestStep.ASK, "ask", N_("Ask the requester")),
    (RequestStep.END, "end", N_("Answer without documents")),
    (RequestStep.RESUME, "resume", N_("Open the request again")),
)
"""What can be done here: the step, its name, its words."""
RULES = {"ask": "ask"}
"""Links that rest on a rule of law."""


def add_track(column: QVBoxLayout, view: RequestView, asked: Asked) -> None:
    """The track, and the requests that came in the same letter."""
    rule = tracks.rules()[view.request.track]
    column.addWidget(Rule())
    column.addWidget(Words(_("What is asked for"), "section"))
    column.addWidget(Words(f"{rule.label}. {rule.source}.", wrap=True))
    for other in view.others:
        words = f"{other.registry_number} {tracks.rules()[other.track].short}"
        _link(column, _("In the same letter: {other}").format(other=words), f"request:{other.id}", asked)


def add_course(column: QVBoxLayout, view: RequestView, now: datetime, asked: Asked) -> None:
    """Questions, notes and the ending, and what can be done."""
    if view.delay_untold:
        column.addWidget(StateText(State.WARNING, _("The answer takes long"), "strong"))
        waits = _("Note why, and hand out what is ready") if view.age is not None else _("Note why it took long")
        _link(column, waits, "delay", asked)
    for question in view.questions:
        _question(column, view, question, now, asked)
    for search in view.searches:
        _search(column, search, now)
    for delay in view.delays:
        _delay(column, view, delay, now)
    if view.delays and view.age is not None:
        _link(column, _("Tell the requester that it takes long"), "letter:delay", asked)
    if view.ending is not None:
        ending, rule = view.ending
        column.addWidget(Words(rule.label, "strong", wrap=True))
        for told in (ending.authority, ending.way, ending.note):
            if told:
                column.addWidget(Words(told, wrap=True))
        if rule.letter:
            _link(column, _("Write the letter"), f"letter:{rule.letter}", asked)
    for step, name, words in LINKS:
        if step in view.steps:
            held = tuple(messages.blocker(one) for one in view.steps[step])
            _link(column, _(words), name, asked, held)
    if RequestStep.CLOSE in view.steps or RequestStep.ASK in view.steps:
        _link(column, _("Note where was searched"), "searched", asked)


def _link(column: QVBoxLayout, words: str, name: str, asked: Asked, held: tuple[str, ...] = ()) -> None:
    link = Link(words)
    if name in RULES:
        legal.carry(link, RULES[name])
    link.set_blockers(held)
    link.clicked.connect(lambda: asked(name))
    column.addWidget(link)


def _question(column: QVBoxLayout, view: RequestView, question: Question, now: datetime, asked: Asked) -> None:
    label = questions.kinds()[question.kind].label
    when, by = wording.moment(question.asked_at, now), f", {question.provision}" if question.provision else ""
    column.addWidget(Words(f"{when} {label}{by}", "small", "ink2", wrap=True))
    column.addWidget(Words(question.text, wrap=True))
    if question.reply is not None:
        column.addWidget(Words(question.answer or _(REPLIES[question.reply]), "body", "ink2", wrap=True))
    elif RequestStep.ANSWER in view.steps:
        _link(column, _("Write the letter"), f"letter:{questions.kinds()[question.kind].letter}", asked)
        _link(column, _("Enter the reply"), "reply", asked)


def _search(column: QVBoxLayout, search: SearchNote, now: datetime) -> None:
    head = f"{wording.moment(search.noted_at, now)} {search.searched_by}"
    column.addWidget(Words(head, "small", "ink2", wrap=True))
    told = _("Searched: {place}. {result}").format(place=search.place, result=search.result)
    column.addWidget(Words(told, wrap=True))


def _delay(column: QVBoxLayout, view: RequestView, delay: DelayNote, now: datetime) -> None:
    head = f"{wording.moment(delay.written_at, now)} {view.people[delay.written_by].name}"
    column.addWidget(Words(head, "small", "ink2", wrap=True))
    column.addWidget(Words(_("Takes long: {reason}").format(reason=delay.text), wrap=True))

"""The words for codes of the domain: states, channels, roles, outcomes, things to do. Translated when shown."""

from __future__ import annotations

from datetime import datetime

from app.domain.local_time import local
from app.domain.requests import Channel, DocumentState, Outcome, RequestState
from app.domain.time_limits import Colour, Waited
from app.texts import N_, NN_, _, ngettext

from . import texts
from .parts.states import Age, State

REQUEST_STATES = {
    RequestState.REGISTERED: N_("Registered"),
    RequestState.PRECISION: N_("Waits for the requester"),
    RequestState.SEARCH: N_("Searching"),
    RequestState.REVIEW: N_("Secrecy assessment"),
    RequestState.LEGAL_REVIEW: N_("Under review"),
    RequestState.ANSWERED_IN_PART: N_("Answered in part"),
    RequestState.ANSWERED: N_("Answered"),
    RequestState.ENDED: N_("Ended without documents"),
    RequestState.CLOSED: N_("Closed"),
}
STEPS_DONE = {
    RequestState.REGISTERED: 1,
    RequestState.PRECISION: 1,
    RequestState.SEARCH: 1,
    RequestState.REVIEW: 2,
    RequestState.LEGAL_REVIEW: 3,
    RequestState.ANSWERED_IN_PART: 4,
    RequestState.ANSWERED: 5,
    RequestState.ENDED: 5,
    RequestState.CLOSED: 6,
}
STEPS = 6
"""Steps of the procedure: register, search, secrecy assessment, review, handing out, close."""

SUBJECT_START = N_("Request for documents")
"""How the line of the diary begins (law.md 7.2); what follows is neutral words."""

CHANNELS = {
    Channel.EMAIL: N_("E-mail"),
    Channel.LETTER: N_("Letter by post"),
    Channel.PHONE: N_("Phone"),
    Channel.VISIT: N_("Visit"),
    Channel.WEB: N_("Web form"),
}
OUTCOMES = {
    Outcome.WHOLE: N_("as a whole"),
    Outcome.PART: N_("in part"),
    Outcome.REFUSED: N_("not handed out"),
}
STANDS = {
    Outcome.WHOLE: N_("As things stand everything is handed out."),
    Outcome.PART: N_("As things stand it is handed out in part."),
    Outcome.REFUSED: N_("As things stand nothing is handed out."),
}
UNSURE = ("M", "L")
"""How sure a row of a catalogue is where nobody has read its source (see provisions.toml)."""


def backed(source: str, confidence: str) -> str:
    """A source as it is told beside what rests on it; one that nobody has read is told so."""
    return _("{source} (nobody has checked it)").format(source=source) if confidence in UNSURE else source


DOCUMENT_STATES: dict[DocumentState, tuple[State, str]] = {
    DocumentState.WAITING: (State.RESTING, N_("Not read yet")),
    DocumentState.LOCKED: (State.LOCKED, N_("Enter the password")),
    DocumentState.FAILED: (State.FAILED, N_("Could not be read")),
    DocumentState.REVIEW: (State.OPEN, N_("Being judged")),
    DocumentState.DONE: (State.DONE, N_("Ready for review")),
}
ROLES = {
    "registrar": (N_("Registrar"), N_("Registers, judges, hands out")),
    "handler": (N_("Handler"), N_("Judges and hands out")),
    "reviewer": (N_("Reviewer"), N_("Reads, returns, signs")),
    "decision-maker": (N_("Decision-maker"), N_("Makes the company's decisions")),
    "administrator": (N_("Administrator"), N_("Adds persons, chooses policy")),
}
TODOS: dict[str, tuple[str, tuple[str, str]]] = {
    "search": ("search", NN_("Search for the documents", "Search for the documents")),
    "unread": ("lock", NN_("Read the document in again", "Read the documents in again")),
    "outside": (
        "page",
        NN_("Judge the document outside, take it out", "Judge the documents outside, take them out"),
    ),
    "judge": ("mask", NN_("Judge {count} proposal", "Judge {count} proposals")),
    "finish": ("tick", NN_("Mark the document as done", "Mark the documents as done")),
    "retired": (
        "assessment",
        NN_("Look again at masks on {count} retired provision", "Look again at masks on {count} retired provisions"),
    ),
    "assess": ("assessment", NN_("Write the assessment of {count} mask", "Write the assessment of {count} masks")),
    "comments": ("comment", NN_("See to {count} comment on masks", "See to {count} comments on masks")),
    "submit": ("right", NN_("Send to review", "Send to review")),
    "sign": ("sign", NN_("Review and sign", "Review and sign")),
    "traces": ("search", NN_("Judge {count} trace", "Judge {count} traces")),
    "stand": ("blocked", NN_("Take a stand on {count} hard stop", "Take a stand on {count} hard stops")),
    "make-copies": ("copy", NN_("Make the copies", "Make the copies")),
    "release": ("package", NN_("Hand out", "Hand out")),
    "delay": ("age", NN_("Note why the answer takes long", "Note why the answer takes long")),
    "own-data-due": (
        "age",
        NN_("Answer on own data: the last day is near or past", "Answer on own data: the last day is near or past"),
    ),
    "identity": (
        "person",
        NN_("Note how the person has shown who they are", "Note how the person has shown who they are"),
    ),
    "right": ("letter", NN_("Answer {count} right to own data", "Answer {count} rights to own data")),
    "official": (
        "help",
        NN_("Say whether {count} document is official", "Say whether {count} documents are official"),
    ),
    "decide": ("sign", NN_("Decide for the company", "Decide for the company")),
    "send-decision": ("letter", NN_("Send the decision", "Send the decision")),
    "receive": ("mail", NN_("Note when the decision was received", "Note when the decision was received")),
    "final": ("tick", NN_("Note that the decision is final", "Note that the decision is final")),
    "judgment": ("package", NN_("Do what the court's judgment calls for", "Do what the court's judgment calls for")),
    "purge": ("remove", NN_("Purge {count} request that may go", "Purge {count} requests that may go")),
    "plan": ("table", NN_("Decide {count} row of the document plan", "Decide {count} rows of the document plan")),
    "appeal": ("right", NN_("Forward or reject the appeal", "Forward or reject the appeal")),
}
"""Code of a thing to do: icon, and its words for one and for many."""
AGES = {Colour.GREEN: Age.NEW, Colour.AMBER: Age.DAYS, Colour.RED: Age.OVER}


def age_sign(age: Waited | None) -> Age | None:
    """The sign for how many office hours a request has waited; None once it is answered."""
    return None if age is None else AGES[age.colour]


def age_words(age: Waited | None) -> str:
    """How long a request has waited by the clock, in words."""
    return "–" if age is None else texts.duration(int(age.clock.total_seconds() // 60))


def moment(when: datetime, now: datetime) -> str:
    """A UTC time as it is said on the office's clock."""
    return texts.moment(local(when), local(now).date())


def subject(line: str) -> str:
    """The line of the diary without the words that every request begins with."""
    start = f"{_(SUBJECT_START)} – "
    rest = line.removeprefix(start)
    return rest[:1].upper() + rest[1:] if rest and rest != line else line


def count(number: int) -> str:
    """A number in a table; none is a dash."""
    return texts.number(number) if number else "–"


def pages(number: int) -> str:
    """4 pages."""
    return ngettext("{count} page", "{count} pages", number).format(count=number)


def documents(number: int) -> str:
    """7 documents."""
    return ngettext("{count} document", "{count} documents", number).format(count=number)


def masks(number: int) -> str:
    """12 masks; no masks."""
    if not number:
        return _("no masks")
    return ngettext("{count} mask", "{count} masks", number).format(count=texts.number(number))


def todo(code: str, number: int) -> str:
    """What there is to do, verb first."""
    return ngettext(*TODOS[code][1], number).format(count=number)

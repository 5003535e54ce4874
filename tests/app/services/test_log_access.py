"""The log is read by those who keep it, looked up by request alone, and nobody is found in it by name (law.md 3.5)."""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import timedelta

import pytest

from app import services
from app.cli.main import parser
from app.cli.on_request import request_id_of
from app.domain.errors import Refused
from app.domain.people import RIGHTS, Right, Role
from app.domain.requests import Channel
from app.services import queries
from app.services.cases import registration
from app.services.cases.registration import NewRequest
from app.services.keeping import register
from app.store import audit_log
from app.store.unit import Reader
from tests.builders import KARIN, MAJA, START, SVEN, Office

NAME, CONTACT = "Anna Fjällgren", "anna.fjallgren@example.se"
ASKING = ("requester", "contact", "sökande")
"""What a word of the command line or a parameter of a query would be called that takes a requester."""

def test_only_who_keeps_the_log_reads_it(office: Office) -> None:
    """Registrar and administrator; a reviewer sees the steps of a request and no more."""
    assert {role for role in Role if Right.LOG in RIGHTS[role]} == {Role.REGISTRAR, Role.ADMINISTRATOR}
    request_id = office.request()
    for name in (MAJA, SVEN):
        assert office.as_(name).workspace.ask(queries.log)
    office.as_(KARIN)
    for wanted in (None, request_id):
        with pytest.raises(Refused, match="right-missing"):
            office.workspace.ask(queries.log, None, 10, wanted)
    lines = office.workspace.ask(queries.steps_taken, request_id, 50)
    assert {line.registry_number for line in lines} == {"FE 2026-0001"}


def readers() -> Iterator[tuple[str, inspect.Signature]]:
    """Every public function of all services, and of the log, that reads."""
    names = [found.name for found in pkgutil.walk_packages(services.__path__, f"{services.__name__}.")]
    for module in (audit_log, *map(importlib.import_module, names)):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            kinds = [str(p.annotation) for p in inspect.signature(function).parameters.values()]
            if kinds and kinds[0] in ("Reader", "Connection", str(Reader)) and not name.startswith("_"):
                yield f"{module.__name__}.{name}", inspect.signature(function)


def test_no_query_takes_a_requester() -> None:
    """Whoever adds a way to ask for requests by who asked them is stopped here."""
    asked = [(name, p) for name, signature in readers() for p in signature.parameters]
    assert len(asked) > 100
    assert [(name, p) for name, p in asked if any(word in p for word in ASKING)] == []


def options(made: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, str]]:
    """Every option and argument of the command line with the word it belongs to."""
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from options(inner, f"{path} {word}".strip())
        else:
            yield path, action.dest


def test_no_word_of_the_command_line_takes_a_requester_over_requests() -> None:
    """Who asked is written once, when the request is registered, and nothing is found by it."""
    taking = {word for word, name in options(parser()) if any(asked in name for asked in ASKING)}
    assert taking <= {"case new", "case split"}
    log = {name for word, name in options(parser()) if word.startswith("log")}
    assert log <= {"workspace", "user", "head", "year", "to", "help"}


def test_a_requesters_name_finds_no_request(office: Office) -> None:
    """Neither as a registry number nor in the diary's public view, nor in any row of the log."""
    new = NewRequest("Begäran om taxa", "Ord.", Channel.EMAIL, START - timedelta(hours=1), NAME, CONTACT)
    office.workspace.do(registration.register, new)
    for words in (NAME, "Anna", CONTACT):
        with pytest.raises(Refused, match="request-missing"):
            request_id_of(office.workspace, words)
    assert NAME not in repr(office.workspace.ask(register.diary))
    assert NAME not in repr(office.workspace.ask(queries.log, None, 100))

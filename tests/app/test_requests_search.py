"""Words over all requests: found in what is asked for, in titles and on pages, and never for a person."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import long_work
from app.cli import main
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.requests import Channel
from app.jobs.reports import JobCancelled
from app.requests_search import Stood, look_for
from app.services.cases import registration
from app.services.cases.registration import NewRequest
from app.services.marking import review
from app.services.office import people
from redaction.marks import MarkKind
from tests.builders import MAJA, PASSWORD, Office, an_office

LETTER = """Jag heter Lovisa Granberg och klagar på snöröjningen vid Tallstigen.
Mitt nummer är 19810107-9294. Larmkoden är hemlig.
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office with two requests; the second holds a letter that nobody has looked through for findings."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    for wording in ("Avtalen om snöröjning. Hälsningar Nils Granberg", "Alla klagomål."):
        new = NewRequest("Begäran om handling – vägar", wording, Channel.EMAIL, made.clock())
        request_id = made.workspace.do(registration.register, new)
    made.paper(request_id, LETTER.splitlines(), {}, "Brev om Tallstigen")
    yield made
    made.workspace.close()


def found(office: Office, words: str) -> dict[RequestId, tuple[Stood, ...]]:
    """The requests that hold the words."""
    return dict(look_for(office.workspace, words).found)


def test_words_are_found_and_persons_are_not(office: Office, monkeypatch, capfd) -> None:
    """In any order, also inside longer words; a name, a number, an address of mail is no question and no answer."""
    first, second = RequestId(1), RequestId(2)
    assert found(office, "snöröjning") == {first: (Stood(),), second: (Stood("Brev om Tallstigen", 0),)}
    assert found(office, "RÖJNING klag") == {second: (Stood(), Stood("Brev om Tallstigen", 0))}
    assert found(office, "larmkod fjärrvärme") == {}
    for words in ("Lovisa Granberg", "19810107-9294", "lovisa.granberg@example.se", "klagomål granberg"):
        with pytest.raises(Refused) as held:
            look_for(office.workspace, words)
        assert held.value.code == "search-personal", words
    for part in ("9294", "ranber"):
        assert found(office, part) == {}, "nobody's as it is asked; what it would find is somebody's"
    with pytest.raises(Refused) as short:
        look_for(office.workspace, "a")
    assert short.value.code == "term-short"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
    assert main(["case", "show", "--user", MAJA, "--words", "larmkod"]) == 0
    told = capfd.readouterr().out
    assert "Brev om Tallstigen, p. 1" in told
    assert "0001" not in told


def test_it_can_be_stopped_while_places_are_looked_at(office: Office) -> None:
    """Also after the pages were read: each place is told before detectors look at it."""
    told = []

    def stop(done: int, total: int, phase: str) -> None:
        told.append(phase)
        if phase == "find":
            raise JobCancelled

    with pytest.raises(JobCancelled):
        look_for(office.workspace, "larmkod", stop)
    assert told[-1] == "find"


def test_what_is_marked_is_not_found_outside_its_request(office: Office) -> None:
    """Whatever it is: a word that somebody has masked is protected, and is searched for in its own request alone."""
    document = office.workspace.ask(lambda reader: reader.documents.where())[0]
    assert found(office, "larmkod")
    page = long_work.page_text(office.workspace, document, 0)
    start = page.text.index("Larmkoden")
    rects = page.rects(start, start + len("Larmkoden"))
    office.workspace.do(review.add, document.id, 0, rects, MarkKind.AREA, "OSL 18:8")
    assert found(office, "larmkod") == {}

"""The words on requests at their edges: a refused command has changed nothing, and touches no other request."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy.exc import IntegrityError

from app import messages, purging
from app.cli import main
from app.domain.errors import Refused
from app.domain.log import Head
from app.domain.people import Role
from app.domain.requests import DeliveryState, Wording
from app.services import queries
from app.services.cases import intake, notes
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from app.services.office import people
from app.services.office.people import NewPerson
from redaction.marks import MarkState
from tests.app.services.deciding.test_rulings import appealed, at_court, held_back, ids, with_head
from tests.app.services.office.test_editions import reworded
from tests.app.services.test_deliveries import handed_out
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, an_office

Say = Callable[..., int]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with the least cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds by the environment."""
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    made = an_office(tmp_path / "office")
    yield made
    made.workspace.close()


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command as this person; gives the exit code."""

    def run(*words: object, user: str = MAJA, lines: tuple[str, ...] = ()) -> int:
        said = "".join(f"{line}\n" for line in (PASSWORD, *lines))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.encode()), encoding="utf-8"))
        step, *rest = words
        return main(["case", str(step), "--user", user, *map(str, rest)])

    return run


def everything(office: Office) -> list[str]:
    """The whole database as SQL, but for the rows that signing in leaves."""
    with office.workspace.store.read() as reader:
        raw = reader.connection.connection.dbapi_connection
        lines = raw.iterdump()  # type: ignore[union-attr]
        return [line for line in lines if not any(table in line for table in ('"log_row"', '"sign_in"'))]


def files(office: Office) -> list[str]:
    """Every file of the vault."""
    return sorted(str(p) for p in office.workspace.vault.folder.rglob("*") if p.is_file())


def states(office: Office, document_id: int) -> list[MarkState]:
    """How the document's marks stand."""
    return [m.state for m in office.workspace.ask(lambda reader: reader.marks.of(document_id))]


def test_a_command_on_marks_is_done_whole_or_not_at_all(office: Office, say: Say) -> None:
    """Masking the one and declaring the document judged while the other waits: refused, and nothing is masked."""
    document_id = office.document(office.request())
    first, _second = office.findings(document_id, ["a1", "b2"])
    before = everything(office)
    assert say("mark", "0001", 1, "--accept", first, "--provision", "OSL 21:7", "--done") == 1
    assert everything(office) == before


def test_marks_of_another_document_are_out_of_reach(office: Office, say: Say) -> None:
    """A number from another request is no mark of this document."""
    elsewhere = office.document(office.request())
    (other,) = office.findings(elsewhere)
    office.document(office.request())
    assert say("mark", "0002", 1, "--accept", other, "--provision", "OSL 21:7") == 1
    assert say("mark", "0002", 1, "--leave", other, "--reason", "offentlig") == 1
    assert states(office, elsewhere) == [MarkState.PROPOSED]


def test_an_assessment_that_cannot_be_tied_is_not_written(office: Office, say: Say) -> None:
    """Marks that are not of the provision: exit 1 and no assessment."""
    document_id = office.document(office.request())
    mark = office.area(document_id, "OSL 31:16")
    before = everything(office)
    words = ("--provision", "OSL 21:7", "--group", "customer_identity", "--applies", "x", "--marks", mark)
    assert say("assess", "0001", *words) == 1
    assert everything(office) == before


def test_an_assessment_on_older_words_is_kept_when_it_was_read(office: Office, say: Say) -> None:
    """``--keep`` says that it stands on the provision as the catalogue words it now."""
    _request, delivery_id, _document = office.masked()
    (row,) = office.workspace.ask(lambda reader: reader.assessments.where(delivery_id=delivery_id))
    reworded(office, requisite="OMVANT")
    assert say("assess", "0001", "--keep", row.id) == 0
    assert office.workspace.ask(lambda reader: reader.assessments.get(row.id)).edition == 2


@pytest.mark.parametrize("user", [SVEN, KARIN])
def test_who_may_not_take_documents_in_leaves_nothing_in_the_vault(
    office: Office, say: Say, tmp_path: Path, user: str
) -> None:
    """Neither an administrator nor anybody once the request is closed."""
    request_id, delivery_id, _document = office.masked()
    file = tmp_path / "brev.txt"
    file.write_text("Hej.", encoding="utf-8")
    if user == KARIN:
        handed_out(office, delivery_id)
        purging.close(office.workspace, request_id)
    before = files(office)
    assert say("add", "0001", file, user=user) == 1
    assert files(office) == before


def test_a_class_stamp_is_turned_away_and_may_be_answered(
    office: Office, say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other files of the line come in; with a reason the file does too; a document can be shut out afterwards."""
    for name, text in (("a.txt", "HEMLIG\n\nKabelväg"), ("b.txt", "Kabelväg")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    office.request()
    assert say("add", "0001", tmp_path / "a.txt", tmp_path / "b.txt") == 1
    told = capsys.readouterr()
    assert messages.sentence("turned-away", {"degree": "unclear"}) in told.err
    assert told.out.splitlines() == ["1\treview\t1\tb"]
    assert say("add", "0001", tmp_path / "a.txt", "--not-classified", "Affärshemlig, sade chefen.") == 0
    assert say("classified", "0001", 2) == 1, "it is told as unread from here on"
    assert messages.sentence("said-classified") in capsys.readouterr().err


def test_what_cannot_be_read_from_the_words_is_told(office: Office, say: Say, tmp_path: Path) -> None:
    """A wording file that is not there or no text, a time that is none: a sentence, never a fault of ours."""
    words = ("--subject", "Begäran")
    no_text = tmp_path / "bild.txt"
    no_text.write_bytes(b"\xff\xfe\x00\xd8\x00")
    assert say("new", *words, "--wording-file", tmp_path / "borta.txt") == 1
    assert say("new", *words, "--wording-file", no_text) == 1
    assert say("new", *words, "--wording", "Allt.", "--arrived", "i går") == 2
    assert say("new", *words, "--wording", "Allt.", "--arrived", "2026-03-10T08:15") == 0


def test_choices_of_a_delivery_can_be_made_and_taken_back(office: Office, say: Say) -> None:
    """Refused or not, the last or not, lengths hidden or not."""
    _request, delivery_id, _document = office.masked()
    for word, field in (("refuse", "refused"), ("final", "final"), ("hide-lengths", "hide_lengths")):
        for prefix, value in (("--", True), ("--no-", False)):
            assert say("release", "0001", prefix + word) == 0
            row = office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id))
            assert getattr(row, field) is value
            assert row.released_at is None


def test_a_package_folder_that_cannot_be_written_stops_the_release(office: Office, say: Say, tmp_path: Path) -> None:
    """Asked before the last step, which cannot be taken back."""
    request_id = office.request()
    delivery_id = office.delivery(request_id)
    office.workspace.do(notes.searched, request_id, "diariet", "inget")
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    office.workspace.do(sign_off.sign, delivery_id, office.workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)
    office.as_(MAJA)
    taken = tmp_path / "en fil"
    taken.write_text("här ligger en fil", encoding="utf-8")
    assert say("release", "0001", "--to", taken / "ut") == 1
    assert office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).released_at is None
    out = tmp_path / "ut"
    assert say("release", "0001", "--to", out) == 0
    package = next(p for p in out.iterdir() if p.is_dir() and "Brev.pdf" in [f.name for f in p.iterdir()])
    assert len(list(package.iterdir())) == 2  # the letter, and the list with the head of the log


def test_what_leaves_without_a_mask_is_said_with_its_count(
    office: Office, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing masked is no accident: the command names the documents' count and pages, and wants the count back."""
    request_id = office.request()
    for title in ("Protokoll", "Bilaga"):
        office.workspace.do(intake.mark_done, office.document(request_id, pages=3, title=title))
    delivery_id = office.delivery(request_id)
    made = replace(office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)), state=DeliveryState.READY)
    office.workspace.do(lambda unit: unit.deliveries.save(made))
    asked = messages.sentence("unmasked-unseen", {"count": 2, "pages": 6})
    for given in ((), ("--unmasked", 1)):
        assert say("release", "0001", *given) == 1
        assert asked in capsys.readouterr().err
    assert say("release", "0001", "--unmasked", 2) == 1
    assert asked not in capsys.readouterr().err, "what holds it now are its copies and papers"
    assert office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).released_at is None


def test_closing_prints_the_head_of_the_log(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """By which it can be checked later."""
    _request, delivery_id, _document = office.masked()
    handed_out(office, delivery_id)
    capsys.readouterr()
    assert say("close", "0001") == 0
    head = str(office.workspace.ask(lambda reader: reader.log_head()))
    assert head in capsys.readouterr().out
    verdict = office.workspace.ask(queries.verify_log, Head(int(head.split(":")[0]), head.split(":")[1]))
    assert verdict.whole


def test_a_workspace_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A password that is too short is refused before a file is made."""
    place = tmp_path / "nytt"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"kort\n"), encoding="utf-8"))
    assert main(["init", "--profile", "fjallvik", "--user", MAJA, "--workspace", str(place)]) == 1
    assert not place.exists()
    assert capsys.readouterr().out == ""


def test_reading_needs_a_person_who_may(office: Office) -> None:
    """Nobody signed in, nobody without a role: what is asked is refused, in app."""
    request_id = office.request()
    office.as_(SVEN).workspace.do(people.add, NewPerson("Utan Roll", "", frozenset(), PASSWORD))
    person = office.workspace.signed_in
    office.as_("Utan Roll")
    with pytest.raises(Refused, match="right-missing"):
        office.workspace.ask(queries.request, request_id, person, office.clock())
    office.workspace.sign_out()
    with pytest.raises(Refused, match="not-signed-in"):
        office.workspace.ask(queries.requests, office.clock())
    assert office.workspace.ask(queries.profile).name
    assert Role.ADMINISTRATOR in {role for p in office.workspace.ask(queries.people) for role in p.roles}


def test_what_a_colleague_took_away_is_told_as_such(office: Office) -> None:
    """A document that is gone is a sentence, not a fault of ours."""
    document_id = office.document(office.request())
    mark = office.area(document_id)
    office.workspace.do(intake.remove, document_id)
    with pytest.raises(Refused, match="gone"):
        office.workspace.do(intake.rename, document_id, "Ny titel")
    with pytest.raises(Refused, match="gone"):
        office.workspace.do(review.remove, mark)


def test_a_database_error_never_quotes_what_was_to_be_stored(office: Office) -> None:
    """Parameters of a statement are names and texts; an exception must not carry them."""
    request_id = office.request()
    with pytest.raises(IntegrityError) as held:
        office.workspace.do(lambda unit: unit.wordings.add(Wording(request_id, "Lovisa Granberg frågar")))
    assert "Granberg" not in str(held.value) + repr(held.value)


def test_a_mixed_letter_is_split_and_its_parts_are_told(
    office: Office, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """The part gets a number and a track of its own, and the whole names it."""
    office.request()
    assert say("split", "0001", "--to", "own-data", "--subject", "Begäran om egna uppgifter") == 0
    assert capsys.readouterr().out.split("\t")[1:] == ["own-data", "Begäran om egna uppgifter\n"]
    assert say("show", "0001") == 0
    assert "-0002" in capsys.readouterr().out


def test_a_question_is_put_on_its_track(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """The track is told with how it differs; then no decision can be asked for (negative 9)."""
    office.request()
    assert say("track", "0001", "information") == 0
    assert "JO 1061-2013" not in capsys.readouterr().out
    assert say("decision", "0001", "--ask") == 1
    assert "JO 1061-2013" in capsys.readouterr().err


def test_what_a_court_opened_is_handed_out(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """The masks are listed with their numbers, the judgment names some of them, and their delivery is prepared."""
    with_head(office)
    decision_id = at_court(office, held_back(office))
    assert say("decision", "0001", "--parts") == 0
    listed = capsys.readouterr().out
    (first, second) = ids(office, decision_id)
    assert f"{first}  OSL 21:7" in listed
    assert say("decision", "0001", "--judged", "granted", "--on", "2026-05-01") == 1
    assert "inte godtog" in capsys.readouterr().err
    words = ("--judged", "granted", "--on", "2026-05-01", "--case-number", "1234-26", "--opened", second)
    assert say("decision", "0001", *words) == 0
    assert "1234-26" in capsys.readouterr().err
    rows = office.workspace.ask(lambda reader: reader.follow_ups.where(decision_id=decision_id))
    assert len(rows) == 1
    assert say("decision", "0001", "--to-supreme", "2026-05-02") == 0
    assert say("decision", "0001", "--judged", "no-leave", "--on", "2026-06-01") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "settled"


def test_the_company_releases_more(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """A reason is asked for; then a delivery and a changed decision wait."""
    with_head(office)
    appealed(office, held_back(office))
    assert say("decision", "0001", "--reconsider", " ", "--opened", "all") == 1
    assert say("decision", "0001", "--reconsider", "Harmlöst.", "--opened", "OSL 21:7") == 0
    assert len(office.workspace.ask(lambda reader: reader.decisions.where())) == 2
    assert say("decision", "0001") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "asked"


def test_a_question_of_what_for_is_asked_only_by_a_provision(
    office: Office, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused with what is missing; asked with it; the reply is entered, and so is the wish to say nothing."""
    office.request()
    assert say("ask", "0001", "purpose", "--words", "Till vad?") == 1
    assert "TF 2:18" in capsys.readouterr().err
    assert say("ask", "0001", "purpose", "--provision", "OSL 39:1") == 0
    assert "OSL 39:1" in capsys.readouterr().out
    assert say("ask", "0001", "--reply", "anonymous") == 0
    assert say("ask", "0001", "--reply", "anonymous", "--question", 3) == 1


def test_a_request_ends_without_documents(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Not before it is noted where was searched; and it opens again."""
    office.request()
    assert say("end", "0001", "not-kept") == 1
    assert say("note", "0001", "--searched", "diariet", "--result", "ingen träff", "--by", "Olle") == 0
    assert "Olle" in capsys.readouterr().out
    assert say("end", "0001", "not-kept") == 0
    assert say("end", "0001", "--back") == 0
    assert "not-kept" in capsys.readouterr().out, "the endings that are open are told"
    assert say("note", "0001", "--delay", "arkivet var stängt") == 0


def test_a_reservation_names_its_groups(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Listed first; one without a name is refused with what to tell the requester; made, and taken back."""
    with_head(office)
    held_back(office)
    assert say("reserve", "0001") == 0
    number = capsys.readouterr().out.splitlines()[-1].split()[0]
    group = ("--text", "Får inte lämnas vidare.", "--group", f"{number}=Används bara i studien.")
    assert say("reserve", "0001", *group) == 1
    assert "anonym" in capsys.readouterr().err
    assert say("reserve", "0001", "--recipient", "Bo Ek", *group) == 0
    assert say("reserve", "0001", "--withdraw") == 0
    assert say("reserve", "0001", "--withdraw") == 1


def test_appeals_and_years_are_listed(office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """All requests in one list, and counts."""
    with_head(office)
    appealed(office, held_back(office))
    for word, told in (("appeals", "2026-03-18"), ("statistics", "2026")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        assert main([word, "--user", MAJA]) == 0
        assert told in capsys.readouterr().out


def test_the_form_and_the_fee_are_told(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """What it is, by which tariff, and that a form by e-mail is no right."""
    office.document(office.request(), pages=12)
    assert say("fee", "0001") == 0
    assert "ingen rättighet" in capsys.readouterr().err
    assert say("fee", "0001", "--form", "paper") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "54"
    assert say("fee", "0001", "--waive", "Fel handlingar förra gången.") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0"
    assert say("fee", "0001", "--in-advance", "Stort.", lines=(PASSWORD,)) == 1

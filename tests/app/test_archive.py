"""The archive package: two parts, told and summed, read back; no masked word can be read in the public one."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from argon2 import PasswordHasher

from app import archive, long_work
from app.cli.main import main
from app.domain.assessments import AssessmentOutcome
from app.domain.decisions import Scope
from app.domain.errors import Refused
from app.domain.ids import AssessmentId, DeliveryId, RequestId
from app.domain.register import Held
from app.domain.requests import Requester
from app.exporters.archive_metadata import NAMESPACE, read_sums
from app.jobs import process, tasks
from app.services.assessing import assessment
from app.services.cases import intake
from app.services.deciding import decisions
from app.services.deciding.decisions import NewDelegation
from app.services.delivering import delivery
from app.services.keeping import register
from app.services.office import people
from tests.app.killed import path as main_path
from tests.app.services.deciding.test_rulings import released, with_head
from tests.app.services.delivering.test_reservations import reserve
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, an_office, answers

MASKED = ("Granberg", "19810107-9294", "9294", "070-174 06 12")
"""What the main path masks of its letter."""


@dataclass(frozen=True, slots=True)
class World:
    """An answered request with the company's decision, and its package as a folder."""

    office: Office
    request_id: RequestId
    package: Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The main path once: masked, signed, handed out, decided; with a requester's name and a subject held back."""
    folder = tmp_path_factory.mktemp("archive")
    quick, real = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), people._hasher
    people._hasher = lambda: quick  # type: ignore[assignment]
    made = an_office(folder / "office")
    try:
        main_path(made.workspace, folder, folder / "acknowledged")
        do, ask = made.workspace.do, made.workspace.ask
        (part,) = ask(lambda r: r.deliveries.where())
        karin = next(p for p in ask(lambda r: r.people.where()) if p.name == KARIN)
        new = NewDelegation(karin.id, frozenset({Scope.REFUSE}), "VD-instruktion § 4", date(2026, 1, 1))
        made.as_(SVEN).workspace.do(decisions.delegate, new)
        decision_id = made.as_(MAJA).workspace.do(decisions.ask, part.id)
        made.as_(KARIN)
        for assessment_id in ask(delivery.assessments, part.id):
            do(decisions.retest, decision_id, AssessmentId(assessment_id), "En okänd sökande.")
        do(decisions.decide, decision_id, PASSWORD)
        made.as_(MAJA)
        do(register.hold, part.request_id, Held.SUBJECT, "OSL 18:8")
        target = folder / "paket"
        archive.write(made.workspace, RequestId(part.request_id), target)
        yield World(made, RequestId(part.request_id), target)
    finally:
        made.workspace.close()
        people._hasher = real


def files(folder: Path) -> list[Path]:
    """Every file under a folder."""
    return sorted(f for f in folder.rglob("*") if f.is_file())


def test_each_part_tells_its_files_and_every_checksum_holds(world: World) -> None:
    """By an independent reading of the list, the metadata and the files."""
    for part in (archive.PUBLIC, archive.INNER):
        folder = world.package / part
        told = read_sums((folder / "kontrollsummor.sha256").read_bytes())
        there = {f.relative_to(folder).as_posix(): f for f in files(folder) if f.name != "kontrollsummor.sha256"}
        assert told == {name: hashlib.sha256(f.read_bytes()).hexdigest() for name, f in there.items()}
        root = ElementTree.parse(folder / "metadata.xml").getroot()
        named = {f.get("namn") for f in root.iter(f"{{{NAMESPACE}}}fil")}
        assert named == there.keys() - {"metadata.xml"}
        assert root.findtext(f".//{{{NAMESPACE}}}diarienummer", "").startswith("FE 20")
    assert archive.whole(world.package)


def test_no_masked_word_can_be_read_in_the_public_part(world: World) -> None:
    """Text, hidden strings, names of files and metadata; the original in the inner part has them all."""
    public = files(world.package / archive.PUBLIC)
    said = " ".join(process.run(tasks.readable, public)) + " ".join(str(f) for f in public)
    assert [word for word in MASKED if word in said] == []
    kinds = {f.suffix for f in public}
    assert {".pdf", ".json", ".xml", ".sha256"} == kinds
    inner = " ".join(process.run(tasks.readable, files(world.package / archive.INNER)))
    assert all(word in inner for word in MASKED[:2])


def test_the_public_part_holds_letter_decision_copy_and_list_and_nothing_of_the_house(world: World) -> None:
    """Records, log and originals lie in the inner part alone, kept apart."""
    def kinds(part: str) -> set[str]:
        root = ElementTree.parse(world.package / part / "metadata.xml").getroot()
        return {str(f.get("handlingstyp")) for f in root.iter(f"{{{NAMESPACE}}}fil")}

    assert kinds(archive.PUBLIC) == {"letter", "schedule", "copy", "proof", "decision"}
    assert kinds(archive.INNER) == {"record", "log", "original"}


def test_what_the_public_diary_leaves_out_is_out_of_the_public_metadata(world: World) -> None:
    """A subject that is held back stands in the inner metadata alone."""
    subject = world.office.workspace.ask(lambda r: r.requests.get(world.request_id)).subject
    public, inner = (
        (world.package / part / "metadata.xml").read_text(encoding="utf-8") for part in (archive.PUBLIC, archive.INNER)
    )
    assert subject not in public
    assert subject in inner


def _change(package: Path) -> None:
    next(f for f in files(package) if f.suffix == ".pdf").write_bytes(b"%PDF-1.4 annat")


def _remove(package: Path) -> None:
    next(f for f in files(package) if f.suffix == ".pdf").unlink()


def _add(package: Path) -> None:
    (package / archive.PUBLIC / "till.txt").write_text("smuggelgods", encoding="utf-8")


def _retell(package: Path) -> None:
    file = package / archive.INNER / "metadata.xml"
    file.write_bytes(file.read_bytes().replace(b"FE 20", b"FE 19"))


@pytest.mark.parametrize("harm", [_change, _remove, _add, _retell])
def test_a_package_that_was_touched_is_not_whole(world: World, tmp_path: Path, harm: Any) -> None:
    """A changed, missing or smuggled file, or changed metadata."""
    copy = tmp_path / "paket"
    shutil.copytree(world.package, copy)
    harm(copy)
    assert not archive.whole(copy)
    assert main(["retention", "check", str(copy)]) == 1


def test_as_zip_it_is_the_same_and_nothing_is_written_over(world: World, tmp_path: Path) -> None:
    """One file with the same contents; a target that is there is refused and left."""
    target = tmp_path / "paket.zip"
    made = archive.write(world.office.workspace, world.request_id, target)
    assert archive.whole(target)
    with zipfile.ZipFile(target) as packed:
        assert len(packed.namelist()) == made.public + made.inner + 4
    before = target.read_bytes()
    with pytest.raises(Refused, match="file-there"):
        archive.write(world.office.workspace, world.request_id, target)
    assert target.read_bytes() == before
    assert main(["retention", "check", str(target)]) == 0
    assert not (tmp_path / "paket.zip.part").exists()


def laid(office: Office, request_id: int, folder: Path) -> dict[str, set[str]]:
    """What kind of files lie in which part, with the delivery's folder before it."""
    archive.write(office.workspace, RequestId(request_id), folder)
    parts = (archive.PUBLIC, archive.INNER)
    return {part: {f.relative_to(folder / part).as_posix() for f in files(folder / part)} for part in parts}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office with its head, in whose vault any file is the same one; passwords are hashed with the least cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setattr(archive, "_looked", lambda _workspace, _request_id, items, _folder: items)
    (tmp_path / "any").write_bytes(b"any")
    monkeypatch.setattr(archive, "_held", lambda _workspace, _sha256: tmp_path / "any")
    made = with_head(an_office(tmp_path / "office"))
    yield made
    made.workspace.close()


def answered(office: Office) -> DeliveryId:
    """An answer with one mask that has left."""
    _request_id, delivery_id, _document_id = office.masked()
    released(office, delivery_id)
    return delivery_id


def test_what_was_handed_out_under_a_reservation_is_in_no_public_part(office: Office, tmp_path: Path) -> None:
    """The first answer stays public; the copy that is open for one recipient lies in the inner part."""
    first = answered(office)
    made = reserve(office, first, "OSL 21:7")
    released(office, made)
    parts = laid(office, office.workspace.ask(lambda r: r.deliveries.get(first)).request_id, tmp_path / "p")
    assert any(name.startswith("Utlämnande 1/") for name in parts[archive.PUBLIC])
    assert not any(name.startswith("Utlämnande 2/") for name in parts[archive.PUBLIC])
    assert any(name.startswith("Utlämnande 2/") and name.endswith(".pdf") for name in parts[archive.INNER])


def test_what_was_open_because_it_was_the_requesters_own_is_in_no_public_part(office: Office, tmp_path: Path) -> None:
    """OSL 12:1: the copy shows the person to themselves, and to nobody else who asks for the file."""
    request_id = office.request()
    office.document(request_id)
    delivery_id = office.delivery(request_id)
    own = answers(own_data="yes", outcome=AssessmentOutcome.RELEASE)
    office.workspace.do(assessment.write, delivery_id, own)
    office.workspace.do(intake.mark_done, office.workspace.ask(delivery.documents, delivery_id)[0].id)
    released(office, delivery_id)
    parts = laid(office, request_id, tmp_path / "p")
    assert not any(name.startswith("Utlämnande") for name in parts[archive.PUBLIC])
    assert any(name.startswith("Utlämnande 1/") and name.endswith(".pdf") for name in parts[archive.INNER])


def test_a_letter_that_names_a_sender_who_is_held_back_lies_in_the_inner_part(world: World, tmp_path: Path) -> None:
    """The public view of the diary does not name the requester, and no public paper of the package does."""
    do = world.office.workspace.do
    name = "Anna Fjällgren"
    do(lambda unit: unit.requesters.put(Requester(world.request_id, name, "")))
    hold_id = do(register.hold, world.request_id, Held.PARTY, "OSL 18:8")
    try:
        archive.write(world.office.workspace, world.request_id, tmp_path / "p")
        said = " ".join(process.run(tasks.readable, files(tmp_path / "p" / archive.PUBLIC)))
        assert name not in said
    finally:
        do(register.lift, hold_id)
        do(lambda unit: unit.requesters.put(Requester(world.request_id, "", "")))


def test_once_its_texts_are_forgotten_no_unproven_paper_is_public(world: World, tmp_path: Path) -> None:
    """Nobody can tell any more what a letter says of what was masked; copies have their proofs."""
    workspace = world.office.workspace
    (wording,) = workspace.ask(lambda r: r.wordings.where(request_id=world.request_id))
    workspace.do(lambda unit: unit.wordings.remove(request_id=world.request_id))
    try:
        archive.write(workspace, world.request_id, tmp_path / "p")
        names = [f.name for f in files(tmp_path / "p" / archive.PUBLIC)]
        assert "Brev.pdf" not in names
        assert any(name.startswith("01 ") for name in names)
    finally:
        workspace.do(lambda unit: unit.wordings.add(wording))


def test_what_has_not_been_answered_has_no_package(world: World, tmp_path: Path) -> None:
    """An open request is refused, and who does not hand out writes none."""
    request_id = world.office.request("Begäran om taxa")
    with pytest.raises(Refused, match="not-released"):
        archive.write(world.office.workspace, request_id, tmp_path / "p")
    world.office.as_(KARIN)
    with pytest.raises(Refused, match="right-missing"):
        archive.write(world.office.workspace, world.request_id, tmp_path / "p")
    world.office.as_(MAJA)
    assert not (tmp_path / "p").exists()


def test_a_decision_that_is_kept_is_packed_once(world: World, tmp_path: Path) -> None:
    """One that nobody has written is made for the package; once it is kept, the kept one alone goes in."""
    office = world.office
    before = laid(office, world.request_id, tmp_path / "before")[archive.PUBLIC]
    assert [name for name in before if "eslut" in name or "decision" in name] == ["Beslut 1.pdf"]
    (decision,) = office.workspace.ask(lambda r: r.decisions.where(request_id=world.request_id))
    long_work.decision_papers(office.workspace, decision.id, tmp_path / "papers")
    after = laid(office, world.request_id, tmp_path / "after")[archive.PUBLIC]
    (name,) = [name for name in after if "eslut" in name or "decision" in name]
    assert name.startswith("Brev/")

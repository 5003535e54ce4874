"""Handing a released package over: only what was released, whole or not at all, locked where wanted, and logged."""

from __future__ import annotations

import email
import errno
import hashlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import pyzipper

from app import handing_over, long_work, sticks, writing
from app.cli import main
from app.domain.errors import Refused
from app.domain.handover import SAID, Form, Way
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.domain.requests import Requester
from app.handing_over import HandedOver, Order
from app.jobs.reports import JobCancelled
from app.progress import Progress, quiet
from app.services.delivering import handovers
from app.services.writing import event_words
from app.store import audit_log
from app.store.unit import Unit
from tests.builders import MAJA, PASSWORD, SVEN, Office, an_office
from tests.packages import COPY, ORIGINAL, PROOF, released_package


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the module's one office, and in ``made`` of what its package was made from."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "made").mkdir()
    return folder


@pytest.fixture(scope="module")
def office(house: Path) -> Iterator[Office]:
    """One office for all tests of this module: each hands over anew."""
    made = an_office(house / "office")
    yield made
    made.workspace.close()


@pytest.fixture(scope="module")
def released(office: Office, house: Path) -> DeliveryId:
    """A delivery that has left."""
    return released_package(office, house / "made")


def give(
    office: Office,
    delivery_id: DeliveryId,
    folder: Path,
    form: Form = Form.FILES,
    way: Way = Way.FOLDER,
    progress: Progress = quiet,
    **more: Any,
) -> HandedOver:
    """Hands it over to a folder."""
    return handing_over.hand_over(office.workspace, delivery_id, Order(way, form, folder, **more), progress)


def left(folder: Path) -> list[str]:
    """Everything that lies in a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def rows(office: Office) -> list[tuple[str, str]]:
    """The log: event and what it says."""
    return [(r.event, str(r)) for r in office.workspace.ask(lambda reader: tuple(audit_log.rows(reader.connection)))]


def test_what_is_written_is_the_package_and_nothing_else(
    office: Office, released: DeliveryId, house: Path, tmp_path: Path
) -> None:
    """The served copies and their letter lie in a folder of their own, byte for byte; the log tells with the hash."""
    made = give(office, released, tmp_path / "ut")
    assert made.place is not None
    assert [path.name for path in (tmp_path / "ut").iterdir()] == [made.place.name]
    assert left(made.place) == sorted((COPY, "Letter.pdf", "Proofs", PROOF))
    assert (made.place / COPY).read_bytes() == (house / "made" / "copy.pdf").read_bytes()
    row = office.workspace.ask(handovers.of, released)[-1]
    assert (row.way, row.form, row.files, row.digest) == (Way.FOLDER, Form.FILES, 3, made.digest)
    event, said = rows(office)[-1]
    assert event == "delivery-handed-over"
    assert made.digest in said


def test_the_inner_file_stays_in_the_house(office: Office, released: DeliveryId, tmp_path: Path) -> None:
    """A package that is written to a folder lies there without log and records."""
    made = long_work.export(office.workspace, released, tmp_path / "ut")
    assert {path.name for path in (tmp_path / "ut").iterdir()} == {made.package.name, made.archive.name}
    assert made.inner.is_relative_to(office.workspace.folder)


def test_a_zip_under_a_password_opens_with_it_alone(
    office: Office, released: DeliveryId, house: Path, tmp_path: Path
) -> None:
    """AES with 256 bits; the password can be said aloud, and is in no row, no log and no answer's text."""
    made = give(office, released, tmp_path / "ut", Form.LOCKED_ZIP)
    assert made.place is not None
    (file,) = made.place.iterdir()
    with pyzipper.AESZipFile(file) as archive:
        assert all(entry.flag_bits & 1 and entry.wz_aes_strength == 3 for entry in archive.infolist())
        with pytest.raises(RuntimeError):
            archive.read(COPY, b"fel")
        assert archive.read(COPY, made.password.encode()) == (house / "made" / "copy.pdf").read_bytes()
    assert len(made.password) == 19
    assert set(made.password) <= {*SAID, "-"}
    assert not set("il1o0") & set(SAID)
    assert made.password not in repr(made)
    database = b"".join(p.read_bytes() for p in (house / "office").rglob("*") if p.is_file())
    assert made.password.encode() not in database
    assert made.digest == hashlib.sha256(file.read_bytes()).hexdigest()


def test_pdfs_under_a_password_open_with_it_alone(office: Office, released: DeliveryId, tmp_path: Path) -> None:
    """Each PDF by itself, AES with 256 bits; the proofs for programs, which are of the unlocked files, stay behind."""
    made = give(office, released, tmp_path / "ut", Form.LOCKED_PDF)
    assert made.place is not None
    assert left(made.place) == [COPY, "Letter.pdf"]
    for file in made.place.iterdir():
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file)
        with pikepdf.open(file, password=made.password) as pdf:
            assert pdf.encryption.R == 6


def test_a_mail_is_a_draft_with_the_letters_words(office: Office, released: DeliveryId, tmp_path: Path) -> None:
    """The draft is unsent, has the letter as its text, the package attached, no address unless given, no password."""
    made = give(office, released, tmp_path / "ut", Form.LOCKED_ZIP, way=Way.MAIL)
    assert made.place is not None
    mail = email.message_from_bytes(made.place.read_bytes(), policy=SMTP)
    assert (mail["X-Unsent"], mail["To"]) == ("1", None)
    body, (attached,) = mail.get_body(), list(mail.iter_attachments())
    assert body is not None
    assert "Hej, här är det du bad om." in body.get_content()
    assert made.password not in made.place.read_text(encoding="utf-8")
    assert hashlib.sha256(attached.get_content()).hexdigest() == made.digest
    again = give(office, released, tmp_path / "ut", Form.ZIP, way=Way.MAIL, address="nova@example.se", beside=True)
    assert again.place == made.place
    assert email.message_from_bytes(made.place.read_bytes(), policy=SMTP)["To"] == "nova@example.se"


def test_a_mail_that_is_too_large_is_told(
    office: Office, released: DeliveryId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound is told before anything is written."""
    monkeypatch.setattr("app.domain.handover.MOST_MAIL", 10)
    with pytest.raises(Refused, match="mail-too-large"):
        give(office, released, tmp_path / "ut", Form.ZIP, way=Way.MAIL)
    assert left(tmp_path / "ut") == []


def test_nothing_unmasked_lies_beside_it(office: Office, released: DeliveryId, tmp_path: Path) -> None:
    """A folder with an original is refused, one with other things is told, one of the program's own is refused."""
    place = tmp_path / "ut"
    (place / "in").mkdir(parents=True)
    (place / "in" / "fil.pdf").write_bytes(ORIGINAL)
    with pytest.raises(Refused, match="folder-holds-original"):
        give(office, released, place, beside=True)
    (place / "in" / "fil.pdf").write_bytes(ORIGINAL[::-1])
    with pytest.raises(Refused, match="folder-not-alone"):
        give(office, released, place)
    assert give(office, released, place, beside=True).place
    for own in (office.workspace.folder, office.workspace.vault.folder / "aa"):
        with pytest.raises(Refused, match="folder-own"):
            give(office, released, own, beside=True)


def test_a_link_laid_out_is_not_followed(office: Office, released: DeliveryId, tmp_path: Path) -> None:
    """In a hostile folder a link of the package's name leads nothing elsewhere; a second time is told."""
    place, elsewhere = tmp_path / "ut", tmp_path / "elsewhere"
    made = give(office, released, place)
    assert made.place is not None
    with pytest.raises(Refused, match="file-there"):
        give(office, released, place, beside=True)
    name = made.place.name
    (tmp_path / "link").mkdir()
    elsewhere.mkdir()
    (tmp_path / "link" / name).symlink_to(elsewhere)
    (tmp_path / "link" / f".{name}.aaaa.part").symlink_to(elsewhere)
    (elsewhere / "kvar.txt").write_text("kvar", encoding="utf-8")
    with pytest.raises(Refused, match="file-there"):
        give(office, released, tmp_path / "link", beside=True)
    assert left(elsewhere) == ["kvar.txt"]


def _full(file: Path, target: Path) -> str:
    target.write_bytes(b"halv")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _other(file: Path, target: Path) -> str:
    target.write_bytes(b"annat")
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(("writer", "code"), [(_full, "disk-full"), (_other, "copy-differs")])
def test_a_full_or_lying_disk_leaves_nothing(
    office: Office,
    released: DeliveryId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    writer: Callable[[Path, Path], str],
    code: str,
) -> None:
    """What cannot be written whole is not there at all, and no log says that it was handed over."""
    before = office.workspace.ask(handovers.of, released)
    monkeypatch.setattr(writing, "copied", writer)
    with pytest.raises(Refused, match=code):
        give(office, released, tmp_path / "ut")
    assert left(tmp_path / "ut") == []
    assert office.workspace.ask(handovers.of, released) == before


def test_a_stop_leaves_nothing_and_a_kill_is_swept(office: Office, released: DeliveryId, tmp_path: Path) -> None:
    """Called off after the first file nothing is left; what a killed try left goes with the next one."""

    def stop(done: int, _total: int, _phase: str) -> None:
        if done:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        give(office, released, tmp_path / "ut", progress=stop)
    assert left(tmp_path / "ut") == []
    number = office.workspace.ask(lambda r: r.requests.get(r.deliveries.get(released).request_id)).registry_number
    (tmp_path / "ut" / f".{number}-1.dead.part").mkdir()
    (tmp_path / "ut" / f".{number}-1.dead.part" / "half.pdf").write_bytes(b"x")
    give(office, released, tmp_path / "ut")
    assert not [name for name in left(tmp_path / "ut") if "part" in name]


def test_what_the_log_cannot_tell_does_not_leave(
    office: Office, released: DeliveryId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the note cannot be made, the files go again."""

    def broken(unit: Unit, *_what: object) -> int:
        raise Refused("right-missing", right="release")

    monkeypatch.setattr(handovers, "handed_over", broken)
    with pytest.raises(Refused):
        give(office, released, tmp_path / "ut")
    assert left(tmp_path / "ut") == []


def test_nothing_is_handed_over_that_was_not_released(office: Office, tmp_path: Path) -> None:
    """A delivery that is still prepared leaves by no way."""
    _request, delivery_id, _document = office.masked()
    with pytest.raises(Refused, match="not-released"):
        give(office, delivery_id, tmp_path / "ut")


def test_paper_is_noted_and_its_receipt_too(office: Office, released: DeliveryId) -> None:
    """By post nothing is written; the day of the receipt is noted, taken back, and never before it was handed over."""
    made = handing_over.hand_over(office.workspace, released, Order(Way.POST, Form.PAPER))
    assert made.place is None
    today = local_day(office.clock.now)
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(Refused, match="receipt-day"):
            office.workspace.do(handovers.received, made.handover_id, day)
    office.workspace.do(handovers.received, made.handover_id, today)
    assert office.workspace.ask(handovers.of, released)[-1].received_on == today
    office.workspace.do(handovers.received, made.handover_id, None)
    assert office.workspace.ask(handovers.of, released)[-1].received_on is None
    with pytest.raises(Refused, match="handover-unfit"):
        handing_over.hand_over(office.workspace, released, Order(Way.POST, Form.ZIP))


def test_the_address_is_the_requesters_to_give(office: Office, released: DeliveryId, tmp_path: Path) -> None:
    """It is proposed where they gave one, stands in no log row, and goes when the request's texts are forgotten."""
    request_id = office.workspace.ask(lambda reader: reader.deliveries.get(released).request_id)
    office.workspace.do(lambda unit: unit.requesters.put(Requester(request_id, "", "nova@example.se")))
    assert office.workspace.ask(handovers.address, released) == "nova@example.se"
    give(office, released, tmp_path / "ut", address="nova@example.se")
    assert not any("nova@" in said for _event, said in rows(office))
    office.as_(SVEN).workspace.do(handovers.forget, request_id)
    office.as_(MAJA)
    assert not any(row.address for row in office.workspace.ask(handovers.of, released))


def test_the_events_have_words() -> None:
    """The log tells of a handing over in words."""
    assert "delivery-handed-over" in event_words.WORDS


def test_sticks_are_where_desktops_mount_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A drive under /media is a stick with its room; the system's own are none, nor one that was just pulled out."""
    there = tmp_path / "media" / "MIN STICKA"
    there.mkdir(parents=True)
    written = str(there).replace(" ", "\\040")
    mounts = f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {written} vfat rw 0 0\n/dev/sdc1 /media/borta vfat rw 0 0\n"
    monkeypatch.setattr(sticks, "UNDER", (str(tmp_path / "media"), "/media/"))
    monkeypatch.setattr(Path, "read_text", lambda _self, **_more: mounts)
    monkeypatch.setattr(sys, "platform", "linux")
    (found,) = sticks.sticks()
    assert (found.path, found.name) == (there, "MIN STICKA")
    assert found.free > 0


def test_the_command_line_hands_over_and_lists(
    office: Office,
    released: DeliveryId,
    house: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The password is said once, on stderr; the list shows way, form and receipt."""
    number = office.workspace.ask(lambda r: r.requests.get(r.deliveries.get(released).request_id)).registry_number

    def say(*words: object) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode())))
        who = ("--workspace", house / "office", "--user", MAJA)
        return main(["case", "handover", *map(str, who), number, *map(str, words)])

    assert say("--way", "folder", "--form", "locked-zip", "--to", tmp_path / "ut") == 0
    said = capsys.readouterr()
    assert "locked-zip" not in said.out
    assert [part for part in said.err.split() if len(part) == 19 and part.count("-") == 3]
    assert say() == 0
    assert "locked-zip" in capsys.readouterr().out

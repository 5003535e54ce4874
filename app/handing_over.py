"""A released package on its way out: to a folder, a memory stick or an e-mail draft, locked where that is wanted.

Nothing is handed over but what was released. It is written under another name, read back and held against the package,
and gets its name when all of it is there; the log tells of it then. A password is given to the caller, kept nowhere.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app import long_work, writing
from app.domain import handover
from app.domain.errors import Refused
from app.domain.handover import LOCKED, WRITTEN, Form, Way
from app.domain.ids import DeliveryId
from app.domain.requests import Delivery, Document
from app.exporters import mail_draft
from app.exporters.package import Piece, safe_name, unpack
from app.jobs import process, tasks
from app.progress import Progress, quiet
from app.services.delivering import handovers
from app.services.delivering.handovers import NewHandover
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace

MOST_LOOKED_AT = 20_000
"""So many files beside the package are held against the originals."""

RESIDUE = frozenset({"system volume information", "$recycle.bin", "lost+found", "desktop.ini", "thumbs.db"})
"""What systems leave on every drive; names that begin with a dot belong to them too."""


@dataclass(frozen=True, slots=True)
class Order:
    """How to hand over.

    ``folder`` is where it is put; a draft lies with the workspace's packages where none is named. ``beside`` says that
    the person has seen what else lies there.
    """

    way: Way
    form: Form
    folder: Path | None = None
    address: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was handed over: where it lies (None where it is only noted), and the password, "" for none."""

    handover_id: int
    place: Path | None
    files: int
    digest: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    delivery: Delivery
    number: str
    letter: str
    documents: tuple[Document, ...]


def hand_over(
    workspace: Workspace, delivery_id: DeliveryId, order: Order, progress: Progress = quiet
) -> HandedOver:
    """Hands a released delivery over, or only notes it where it goes on paper.

    Raises Refused: ``not-released``; ``folder-own``, ``folder-holds-original``, ``folder-not-alone`` or ``file-there``
    for the folder; ``lock-unfit``, ``mail-too-large``; ``disk-full``, ``folder-read-only`` or ``copy-differs`` where it
    cannot be written whole. Nothing is left then, nor where the progress calls it off.
    """
    workspace.ask(handovers.may_hand_over, delivery_id, workspace.signed_in.id, order.way, order.form)
    asked = workspace.ask(_asked, delivery_id)
    sha256 = asked.delivery.package_sha256
    if sha256 is None:  # it went with a document that was shut out
        raise Refused("not-released")
    if not workspace.vault.check(sha256):
        raise Refused("vault-paper-changed")
    if order.way not in WRITTEN:
        noted = NewHandover(order.way, order.form, 1, sha256, order.address)
        return HandedOver(workspace.do(handovers.handed_over, delivery_id, noted), None, 1, sha256)
    base = _base(workspace, order, asked)
    with workspace.vault.workspace() as temporary:
        name = safe_name(f"{asked.number}-{asked.delivery.number}")
        password = handover.password() if order.form in LOCKED else ""
        pieces = _pieces(workspace, asked, order.form, name, password, temporary, progress)
        digest = _digest(pieces)
        if order.way is Way.MAIL:
            sent = _draft(workspace, asked, order, pieces, temporary / f"{name}.eml")
            place = base / sent.name
        else:
            sent, place = Piece(name, temporary), base / name
        _put(pieces if order.way is not Way.MAIL else [sent], place, progress)
    new = NewHandover(order.way, order.form, len(pieces), digest, order.address)
    try:
        handover_id = workspace.do(handovers.handed_over, delivery_id, new)
    except BaseException:
        _remove(place)  # what no log tells of does not leave
        raise
    return HandedOver(handover_id, place, len(pieces), digest, password)


def _asked(reader: Reader, delivery_id: DeliveryId) -> _Asked:
    delivery = reader.deliveries.get(delivery_id)
    number = reader.requests.get(delivery.request_id).registry_number
    letter = reader.papers.first(delivery_id=delivery_id, kind="letter-docx")
    documents = reader.documents.where(request_id=delivery.request_id)
    return _Asked(delivery, number, letter.sha256 if letter else "", documents)


# -- what is handed over -----------------------------------------------------------------------------------------------


def _pieces(
    workspace: Workspace, asked: _Asked, form: Form, name: str, password: str, temporary: Path, progress: Progress
) -> list[Piece]:
    """The files to hand over, in a folder of our own."""
    source = workspace.vault.file(asked.delivery.package_sha256 or "")
    if form is Form.ZIP:
        return [Piece(f"{name}.zip", source)]
    place = temporary / "package"
    files = [Piece(file.relative_to(place).as_posix(), file) for file in unpack(source, place)]
    if form is Form.FILES:
        return files
    if form is Form.LOCKED_ZIP:
        from app.exporters import locked_zip

        locked_zip.write(files, temporary / "locked.zip", password)
        return [Piece(f"{name}.zip", temporary / "locked.zip")]
    return list(_locked(files, temporary / "locked", password, progress))


def _locked(files: Sequence[Piece], folder: Path, password: str, progress: Progress) -> Iterator[Piece]:
    """Each PDF under the password. Proofs for programs are of the unlocked files and stay behind."""
    wanted = [piece for piece in files if not ("/" in piece.name and piece.name.endswith(".json"))]
    if not all(piece.name.endswith(".pdf") for piece in wanted):
        raise Refused("lock-unfit")
    folder.mkdir()
    for number, piece in enumerate(wanted):
        progress(number, len(wanted), "package")
        target = folder / f"{number}.pdf"
        process.run(tasks.lock, piece.source, target, password)
        yield Piece(piece.name, target)


def _draft(workspace: Workspace, asked: _Asked, order: Order, pieces: Sequence[Piece], target: Path) -> Piece:
    """The draft of a mail with the letter's words."""
    size = sum(map(_size, pieces))
    if size > handover.MOST_MAIL:
        raise Refused("mail-too-large", size=size // 1_000_000, limit=handover.MOST_MAIL // 1_000_000)
    body = mail_draft.words_of(workspace.vault.file(asked.letter)) if asked.letter else ""
    if order.form in LOCKED:
        body += "\n" + _("What is attached opens with a password, which you get in another way.") + "\n"
    subject = _("Answer to your request, reg. no. {number}").format(number=asked.number)
    mail_draft.write(target, order.address, subject, body, pieces)
    return Piece(target.name, target)


def _size(piece: Piece) -> int:
    """Bytes of a piece."""
    with piece.source.open("rb") as stream:
        return stream.seek(0, os.SEEK_END)


def _digest(pieces: Sequence[Piece]) -> str:
    """The SHA-256 of the one file, or of the list of all with theirs, as ``sha256sum`` writes it."""
    sums = [(writing.sha256(piece.source), piece.name) for piece in pieces]
    if len(sums) == 1:
        return sums[0][0]
    listed = "".join(f"{digest}  {name}\n" for digest, name in sums)
    return hashlib.sha256(listed.encode("utf-8")).hexdigest()


# -- where it goes -----------------------------------------------------------------------------------------------------


def _base(workspace: Workspace, order: Order, asked: _Asked) -> Path:
    """The folder in which it is put. Raises Refused where something may not lie beside it."""
    if order.folder is None:
        if order.way is not Way.MAIL:
            raise Refused("folder-missing")
        base = workspace.folder / long_work.PACKAGES
        writing.probe(base)
        return base
    base = order.folder.resolve()
    own = (workspace.folder.resolve(), workspace.vault.folder.resolve())
    if any(base == place or place in base.parents for place in own):
        raise Refused("folder-own")
    writing.probe(base)
    others = [entry for entry in base.iterdir() if not _of_system(entry)]
    found = _original(base, asked.documents)
    if found:
        raise Refused("folder-holds-original", file=found)
    if others and not order.beside:
        raise Refused("folder-not-alone", count=len(others))
    return base


def _of_system(entry: Path) -> bool:
    return entry.name.startswith(".") or entry.name.casefold() in RESIDUE


def _original(base: Path, documents: Sequence[Document]) -> str:
    """The name of a file under the folder that is an original of the request, unmasked; "" where there is none."""
    wanted: dict[int, set[str]] = {}
    for document in documents:
        wanted.setdefault(document.size, set()).add(document.source_sha256)
    looked = 0
    for folder, _inner, names in os.walk(base, followlinks=False):
        for name in names:
            looked += 1
            if looked > MOST_LOOKED_AT:
                return ""
            file = Path(folder) / name
            try:
                if file.is_symlink() or file.stat().st_size not in wanted:
                    continue
                if writing.sha256(file) in wanted[file.stat().st_size]:
                    return name
            except OSError:
                continue
    return ""


def _put(pieces: Sequence[Piece], place: Path, progress: Progress) -> None:
    """Writes the pieces into a new folder (or the one piece as a file of that name), whole or not at all."""
    single = len(pieces) == 1 and place.name == pieces[0].name
    if place.is_symlink() or (place.exists() and not single):
        raise Refused("file-there", file=place.name)
    for left in place.parent.glob(f".{place.name}.*.part"):  # of a try that was killed
        _remove(left)
    part = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
    try:
        if shutil.disk_usage(place.parent).free < sum(map(_size, pieces)):
            raise Refused("disk-full")
        part.mkdir()
        for number, piece in enumerate(pieces):
            progress(number, len(pieces), "package")
            target = part / piece.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if writing.copied(piece.source, target) != writing.sha256(target, anew=True):
                raise Refused("copy-differs", file=piece.name)
        if single:
            (part / pieces[0].name).replace(place)
        else:
            part.rename(place)
    except OSError as error:
        raise writing.refusal(error, place.parent) from error
    finally:
        _remove(part)


def _remove(place: Path) -> None:
    """Removes a file or folder of ours; a link is never followed."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)

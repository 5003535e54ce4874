"""The archive package of a request: what anybody may get in one part, what stays in the house apart from it.

The public part holds letters, decisions, lists of masks, masked copies and their proofs; the inner part the records of
assessments, the log and the originals, and whatever was handed out to one person alone. Each part tells its files in
metadata and checksums, and the package is read back before it is handed to anyone.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app import letter_work, long_work, writing
from app.domain.decisions import Decision
from app.domain.errors import Refused
from app.domain.ids import DecisionId, RequestId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.requests import DeliveryState, Request, Track
from app.exporters.archive_metadata import FILE_NAME, SUMS_NAME, ArchivedFile, listed, read_sums, sums, xml
from app.exporters.package import Piece, safe_name, write_zip
from app.jobs import process, tasks
from app.progress import Progress, quiet
from app.services.deciding import decision_papers
from app.services.delivering import compilations, own_data_export
from app.services.delivering import delivery as deliveries
from app.services.keeping import register, retention
from app.services.keeping.register import DiaryRow
from app.services.office import organisation
from app.services.writing import letters
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace
from redaction.marks import Mark
from redaction.sealed import File

PUBLIC, INNER = "offentlig", "inre"
"""The folders of the two parts."""

TYPES = {".pdf": "application/pdf", ".json": "application/json", ".csv": "text/csv", ".txt": "text/plain"}
PROVEN = ("copy", "proof", "compilation")
"""Kinds that have been proven by themselves; the other public files are read for masked words once more."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A file that goes in: its part, its name there, what it is (a code), and where its content lies."""

    part: str
    name: str
    kind: str
    source: File


@dataclass(frozen=True, slots=True)
class Archived:
    """What was written: where, and how many files are in each part beside metadata and checksums."""

    place: Path
    public: int
    inner: int


def write(workspace: Workspace, request_id: RequestId, target: Path, progress: Progress = quiet) -> Archived:
    """Writes the package to a new folder, or to a ZIP where the name ends so, and reads it back.

    Raises Refused where the person may not (RELEASE), nothing has been answered, a file of the vault was changed, a
    public file would tell what is masked (``archive-tells``), or the target is there or cannot be written.
    """
    if not workspace.signed_in.may(Right.RELEASE):
        raise Refused("right-missing", right=Right.RELEASE.value)
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise Refused("file-there", file=target.name)
    with workspace.vault.workspace() as folder:
        made = folder / "package"
        items = [*_made(workspace, request_id, folder), *workspace.ask(_kept, request_id, workspace)]
        progress(1, 3, "papers")
        items = _looked(workspace, request_id, items, folder)
        for part in (PUBLIC, INNER):
            _lay(workspace, request_id, part, [i for i in items if i.part == part], made / part)
        progress(2, 3, "package")
        _place(made, target)
    if not whole(target):
        raise Refused("archive-broken", file=target.name)
    progress(3, 3, "package")
    counts = [sum(i.part == part for i in items) for part in (PUBLIC, INNER)]
    return Archived(target, *counts)


def _made(workspace: Workspace, request_id: RequestId, folder: Path) -> Iterator[_Item]:
    """The papers that are written for the package: decisions, letters to the court, the log."""
    now = workspace.clock()
    made = folder / "made"
    made.mkdir()
    for row in workspace.ask(lambda reader: reader.decisions.where(request_id=request_id)):
        for code in workspace.ask(_unkept, row):
            target = made / f"{code}-{row.id}.pdf"
            paper = workspace.ask(decision_papers.MAKERS[code], DecisionId(row.id), now)
            letter_work.write_pdf(workspace, paper, target, row.request_id, row.delivery_id)
            name = {"missive": _("Appeal handed over"), "too-late": _("Appeal rejected")}.get(code, _("Decision"))
            where = INNER if workspace.ask(for_one, row.delivery_id) else PUBLIC
            yield _Item(where, f"{name} {row.id}.pdf", "missive" if code == "missive" else "decision", target)
    for file in long_work.write_log(workspace, request_id, made):
        yield _Item(INNER, file.name, "log", file)


def _codes(reader: Reader, row: Decision) -> tuple[str, ...]:
    """The papers that there are of a decision; the letter to the court only once the appeal was handed over."""
    codes = decision_papers.kinds(reader, row.id) if row.decided_at is not None else ()
    return tuple(code for code in codes if code != "missive" or row.forwarded_at is not None)


def _unkept(reader: Reader, row: Decision) -> tuple[str, ...]:
    """The papers of a decision that are written for the package: those of which fewer are kept than there are."""
    rows = reader.decisions.where(request_id=row.request_id)
    there = Counter(code for other in rows for code in _codes(reader, other))
    kept = Counter(letter.kind for letter in reader.letters.where(request_id=row.request_id))
    return tuple(code for code in _codes(reader, row) if kept[code] < there[code])


def _for_one_alone(reader: Reader, request_id: RequestId) -> frozenset[str]:
    """The papers of decisions on what one person alone was given: a kept one of these lies in the inner part."""
    rows = (row for row in reader.decisions.where(request_id=request_id) if for_one(reader, row.delivery_id))
    return frozenset(code for row in rows for code in _codes(reader, row))


def _kept(reader: Reader, request_id: RequestId, workspace: Workspace) -> list[_Item]:
    """The files that lie in the vault, each held against its hash."""
    request = reader.requests.get(request_id)
    released = [d for d in reader.deliveries.where(request_id=request_id) if d.state is DeliveryState.RELEASED]
    items = []
    for part in released:
        folder = _("Delivery {number}").format(number=part.number)
        where = INNER if for_one(reader, part.id) else PUBLIC
        for paper in reader.papers.where(delivery_id=part.id):
            kind = _paper_kind(paper.kind)
            if kind:
                where_to = INNER if kind == "record" else where
                items.append(_Item(where_to, f"{folder}/{paper.name}", kind, _held(workspace, paper.sha256)))
        for document in () if part.refused else deliveries.documents(reader, part.id):
            copy = reader.copies.first(document_id=document.id)
            if copy is None:
                raise Refused("proofs-missing", count=1)
            name = f"{folder}/{long_work.document_name(document)}"
            items.append(_Item(where, name, "copy", _held(workspace, copy.sha256)))
            items.append(_Item(where, f"{name}.json", "proof", _held(workspace, copy.proof_sha256)))
    alone = _for_one_alone(reader, request_id)
    for letter in reader.letters.where(request_id=request_id):
        folder = _("Letters")
        name = f"{folder}/{letter.id:03d} {letter.kind}.pdf"
        where = INNER if letter.kind in alone or request.track is Track.OWN_DATA else PUBLIC
        items.append(_Item(where, name, "letter", _held(workspace, letter.sha256)))
    for document in reader.documents.where(request_id=request_id):
        suffix = Path(document.file_name).suffix.lower()[:10]
        folder = _("Originals")
        name = f"{folder}/{document.id:04d} {safe_name(document.title)}{suffix}"
        items.append(_Item(INNER, name, "original", _held(workspace, document.source_sha256)))
    if not any(item.kind != "original" for item in items) and not reader.endings.count(request_id=request_id):
        raise Refused("not-released")
    return items


def for_one(reader: Reader, delivery_id: int) -> bool:
    """Whether a delivery was open for its receiver alone: under a reservation (OSL 10:14), or with what is the
    requester's own, a party's or given by consent (GDPR art. 15, OSL 10:3, 12:1-2). Nobody else gets it as it left."""
    if reader.reservations.count(delivery_id=delivery_id):
        return True
    request = reader.requests.get(reader.deliveries.get(delivery_id).request_id)
    tested = reader.assessments.where(delivery_id=delivery_id)
    own = any("yes" in (a.own_data, a.party) or a.consent == "given" for a in tested)
    return own or request.track is Track.OWN_DATA


def _paper_kind(code: str) -> str:
    if code.startswith(long_work.PROOF):
        return "proof"
    if code.startswith(compilations.KIND):
        return "compilation"
    if code.startswith(own_data_export.KIND):
        return "own-data"
    return code if code in ("letter", "schedule", "record") else ""


def _held(workspace: Workspace, sha256: str) -> File:
    if not workspace.vault.check(sha256):
        raise Refused("vault-paper-changed")
    return workspace.vault.file(sha256)


def _looked(workspace: Workspace, request_id: RequestId, items: list[_Item], folder: Path) -> list[_Item]:
    """The items as they may lie: a public paper that says what is the receiver's alone goes to the inner part.

    That is what is masked but the requester's own, and what is held back from the public diary; once the request's
    texts are forgotten nobody can tell any more, and every such paper goes there. Raises Refused where a public paper
    says anything else that is masked.
    """

    def asked(reader: Reader) -> tuple[list[Mark], str, tuple[str, ...], bool]:
        hidden, known = register.hidden(reader, request_id), reader.wordings.count(request_id=request_id) > 0
        return letters.masked(reader, request_id), letters.own_words(reader, request_id), hidden, known

    masks, own, hidden, known = workspace.ask(asked)
    allowed = letter_work.tells(own, masks)
    papers = [item for item in items if item.part == PUBLIC and item.kind not in PROVEN]
    kept_in = set()
    lay_open = workspace.vault.lay_open
    sources = [i.source if isinstance(i.source, Path) else lay_open(i.source.name, folder) for i in papers]
    for item, text in zip(papers, process.run(tasks.readable, sources), strict=True):
        told = letter_work.tells(text, masks)
        if told - allowed:
            raise Refused("archive-tells", file=item.name)
        if told or not known or any(register.says(text, words) for words in hidden):
            kept_in.add(item.name)
    return [replace(i, part=INNER) if i.part == PUBLIC and i.name in kept_in else i for i in items]


def _lay(workspace: Workspace, request_id: RequestId, part: str, items: list[_Item], folder: Path) -> None:
    """Puts a part's files in their folder, with metadata and checksums."""
    folder.mkdir(parents=True)
    files = []
    for item in sorted(items, key=lambda i: i.name):
        place = folder / item.name
        place.parent.mkdir(parents=True, exist_ok=True)
        with item.source.open("rb") as source, place.open("wb") as target:
            shutil.copyfileobj(source, target)
        kind = TYPES.get(place.suffix.lower(), "application/octet-stream")
        files.append(ArchivedFile(item.name, item.kind, place.stat().st_size, _sha256(place), kind))
    told, rows = workspace.ask(_told, request_id, part)
    (folder / FILE_NAME).write_bytes(xml(part, told, rows, files))
    lines = [(file.name, file.sha256) for file in files] + [(FILE_NAME, _sha256(folder / FILE_NAME))]
    (folder / SUMS_NAME).write_bytes(sums(lines))


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _told(reader: Reader, request_id: RequestId, part: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What the metadata of a part tells of the request and of its documents; the public one as the public view does."""
    request = reader.requests.get(request_id)
    public = part == PUBLIC
    rows = [r for r in register.diary(reader, public=public) if r.request_id == request_id]
    held = any(register.says(request.subject, words) for words in register.hidden(reader, request_id))
    return _request(reader, request, public and held), [_document(row) for row in rows]


def _request(reader: Reader, request: Request, hide_subject: bool) -> dict[str, str]:
    profile = organisation.profile(reader)
    row = retention.plan(reader)[retention.class_of(reader, request)]
    day = row.due(local_day(request.closed_at)) if request.closed_at is not None else None
    return {
        "myndighet": profile.legal_entity,
        "organisationsnummer": profile.orgnr,
        "diarienummer": request.registry_number,
        "arendemening": "" if hide_subject else request.subject,
        "inkom": local_day(request.arrived_at).isoformat(),
        "registrerad": local_day(request.registered_at).isoformat(),
        "avslutad": local_day(request.closed_at).isoformat() if request.closed_at is not None else "",
        "spar": request.track.value,
        "gallringsrad": row.id,
        "gallras_tidigast": day.isoformat() if day is not None else "",
        "gallringsbeslut": row.decided_by,
    }


def _document(row: DiaryRow) -> dict[str, str]:
    return {
        "nummer": row.reference,
        "handlingstyp": row.kind,
        "riktning": register.direction_words(row.direction),
        "datum": row.on.isoformat(),
        "avsandare_mottagare": row.party,
        "arendemening": row.subject,
        "form": row.form,
        "sekretess": "ja" if row.held else "nej",
        "struken": row.struck,
    }


def _place(made: Path, target: Path) -> None:
    """Gives the finished package its name, whole or not at all."""
    files = sorted(f for f in made.rglob("*") if f.is_file())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        if target.suffix.lower() == ".zip":
            write_zip([Piece(f.relative_to(made).as_posix(), f) for f in files], part)
        else:
            shutil.copytree(made, part)
            if target.exists():
                target.rmdir()  # it is empty
        part.replace(target)
    except OSError as error:
        raise writing.refusal(error, target.parent) from error


def whole(package: Path) -> bool:
    """Whether a package holds just the files that its parts tell of, each with its checksum."""
    try:
        found = dict(_contents(package))
    except (OSError, zipfile.BadZipFile):
        return False
    expected: dict[str, str] = {}
    for part in (PUBLIC, INNER):
        told, meta = found.get(f"{part}/{SUMS_NAME}"), found.get(f"{part}/{FILE_NAME}")
        if told is None or meta is None:
            return False
        try:
            named = read_sums(told)
            if listed(meta) != {name: digest for name, digest in named.items() if name != FILE_NAME}:
                return False
        except ValueError:
            return False
        expected |= {f"{part}/{name}": digest for name, digest in named.items()}
    own = {f"{part}/{SUMS_NAME}" for part in (PUBLIC, INNER)}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in found.items() if name not in own}
    return digests == expected


def _contents(package: Path) -> Iterator[tuple[str, bytes]]:
    if package.is_dir():
        for file in package.rglob("*"):
            if file.is_file():
                yield file.relative_to(package).as_posix(), file.read_bytes()
        return
    with zipfile.ZipFile(package) as archive:
        for entry in archive.infolist():
            yield entry.filename, archive.read(entry)

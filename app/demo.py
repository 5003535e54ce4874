"""The demo case, run by the real path: from a request to a package, by two persons of its own.

Its workspace is made anew at each run and is never the office's. At the end every file of the package is
read by an engine that did not write it, and held against two gold lists.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import bootstrap, long_work, messages, purging, residual_check
from app.cli.console import ProgressLine, out, say, table
from app.domain.assessments import Answers, AssessmentOutcome
from app.domain.errors import Refused
from app.domain.ids import DeliveryId, DocumentId, MarkId, RequestId
from app.domain.local_time import STOCKHOLM, local, local_day
from app.domain.people import Role
from app.domain.requests import Channel, Document
from app.jobs import process, tasks
from app.services import queries
from app.services.assessing import assessment as assessments
from app.services.assessing import recipient
from app.services.cases import delays, intake, notes, official, registration
from app.services.cases.registration import NewRequest
from app.services.delivering import delivery as deliveries
from app.services.delivering import sign_off
from app.services.marking import regions, review
from app.services.office import organisation, people
from app.services.office.people import NewPerson
from app.store.engine import sqlite_url
from app.texts import _
from app.workspace import Workspace, at_once, utc_now
from redaction.geometry import Rect
from redaction.marks import Mark, MarkKind, MarkState
from resources import path
from resources import table as toml

MARKER = ".utlamna-demo"
"""A file in the folder that says: this workspace may be thrown away."""

SAMPLES = "samples"
TO_TRY = ("tjansteanteckning.txt",)
"""What the window's demo leaves for whoever tries it: a note of one page, with proposals to judge."""
PLAIN = ("alm", "berg", "dal", "fors", "gran", "hed", "lind", "mark", "sten", "strand", "tall", "vik")
"""Words of the passwords, which are read from the screen and typed; they protect nothing but what is invented."""


def folder() -> Path:
    """Where the demo works: UTLAMNA_WORKSPACE when it is empty or a demo's own, else beside the office's.

    Raises Refused where something else lies there.
    """
    named = os.environ.get("UTLAMNA_WORKSPACE")
    place = Path(named).expanduser().absolute() if named else bootstrap.office_folder().parent / bootstrap.DEMO
    taken = place.exists() and (not place.is_dir() or any(place.iterdir()))
    if taken and not (place / MARKER).is_file():
        raise Refused("demo-not-here", folder=str(place))
    return place


@dataclass(frozen=True, slots=True)
class Case:
    """A finished or half-finished demo case."""

    workspace: Workspace
    request_id: RequestId
    delivery_id: DeliveryId
    documents: tuple[Document, ...]
    passwords: dict[str, str]


Said = Callable[[str], None]


def fresh(
    place: Path,
    post: Callable[[Callable[[], None]], None] | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> tuple[Workspace, dict[str, str]]:
    """Makes the demo's workspace anew in ``place``, with its two persons; gives their passwords by name."""
    if place.is_dir():
        for entry in place.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    place.mkdir(parents=True, exist_ok=True)
    (place / MARKER).write_text("", encoding="utf-8")
    case = toml(SAMPLES, "case.toml")
    passwords = {row["name"]: "-".join(secrets.choice(PLAIN) for _word in range(4)) for row in case["person"]}
    first, *others = (
        NewPerson(r["name"], r["title"], frozenset(Role(x) for x in r["roles"]), passwords[r["name"]])
        for r in case["person"]
    )
    profile = organisation.profiles()[case["request"]["profile"]]
    url = sqlite_url(place / bootstrap.DATABASE)
    own = hashlib.sha256(str(place).encode()).hexdigest()[:16]  # one key for all demos that were here
    workspace = bootstrap.make_workspace(place, profile, first, post or at_once, clock, url, key_name=own)
    workspace.sign_in(first.name, first.password)
    for other in others:
        workspace.do(people.add, other)
    return workspace, passwords


def came_today(now: datetime) -> datetime:
    """The hour at which the case's request came in, on the day of ``now`` and never later than it; both in UTC."""
    hour = local(toml(SAMPLES, "case.toml")["request"]["arrived"]).time()
    return min(now, datetime.combine(local_day(now), hour, STOCKHOLM).astimezone(UTC))


def prepare(
    workspace: Workspace,
    passwords: dict[str, str],
    told: Said = say,
    left: tuple[str, ...] = (),
    came: datetime | None = None,
) -> Case:
    """Registers the request, takes the documents in, finds, marks and assesses: the first person's work.

    The files named in ``left`` are taken in and searched, and nobody has judged them. ``came`` is when the request
    came in, in UTC; None: when the case says so.
    """
    case = toml(SAMPLES, "case.toml")
    asked = case["request"]
    new = NewRequest(
        asked["subject"],
        asked["wording"],
        Channel(asked["channel"]),
        came or asked["arrived"].astimezone(UTC),
        asked.get("requester", ""),
        asked.get("contact", ""),
    )
    request_id = workspace.do(registration.register, new)
    workspace.do(registration.start_search, request_id)
    for row in case.get("term", ()):
        workspace.do(registration.watch, request_id, row["text"], row["category"], row.get("provision"))
    documents = []
    for row in case["document"]:
        told(_("Reading {title}").format(title=row["title"]))
        with ProgressLine(row["title"]) as line:
            document = long_work.take_in(workspace, request_id, path(SAMPLES, row["file"]), row["title"], progress=line)
            if long_work.unreadable(document):
                raise messages.unpacked(document.failure)
            long_work.find(workspace, document.id, line)
        documents.append(document)
    for row, document in zip(case["document"], documents, strict=True):
        answers = tuple((question, answer) for question, answer in row["official"])
        workspace.do(official.answer, [document.id], (*official.tree().proposed(), *answers))
        if row["file"] not in left:
            _judge(workspace, case, document)
    delivery_id = documents[0].delivery_id
    _assess(workspace, case, delivery_id, {d.file_name: d.id for d in documents})
    known = case["recipient"]
    workspace.do(recipient.name, delivery_id, known["circumstance"], known["rule"], asks=known["asks"])
    return Case(workspace, request_id, delivery_id, tuple(documents), passwords)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold().split())


def _judge(workspace: Workspace, case: dict[str, Any], document: Document) -> None:
    for row in case.get("mark", ()):
        if row["document"] == document.file_name:
            _mark_by_hand(workspace, document, row)
    proposals = [m for m in workspace.ask(_marks, document.id) if m.state is MarkState.PROPOSED]
    left: dict[str, list[MarkId]] = {}
    masked: dict[str, list[MarkId]] = {}
    for mark in proposals:
        reason = _allowed(case, document, mark)
        provision = None if reason else mark.provision or _ground(case, document, mark)
        if reason or provision is None:
            left.setdefault(reason or _("No provision holds for this."), []).append(MarkId(mark.id))
        else:
            masked.setdefault(provision, []).append(MarkId(mark.id))
    for provision, ids in masked.items():
        workspace.do(review.accept, ids, provision)
    for reason, ids in left.items():
        workspace.do(review.reject, ids, reason)
    read = next((row["reason"] for row in case.get("region", ()) if row["document"] == document.file_name), "")
    unread = [part.id for part in workspace.ask(regions.of, document.id) if part.open]
    if read and unread:
        workspace.do(regions.leave, unread, read)
    workspace.do(intake.mark_done, document.id)


def _marks(reader: Any, document_id: DocumentId) -> tuple[Mark, ...]:
    found: tuple[Mark, ...] = reader.marks.of(document_id)
    return found


def _mark_by_hand(workspace: Workspace, document: Document, row: dict[str, Any]) -> None:
    page, provision = row["page"], row["provision"]
    if row["kind"] == "area":
        rect = Rect(*row["rect"])
        workspace.do(review.add, document.id, page, (rect,), MarkKind.AREA, provision, category=row["category"])
        return
    text = long_work.page_text(workspace, document, page)
    words = re.escape(row["text"]).replace(r"\ ", r"\s+")
    hits = list(re.finditer(words, text.text, re.IGNORECASE))
    if not hits:
        raise Refused("demo-mark-missing", number=document.number)
    for hit in hits:
        rects = text.rects(*hit.span())
        workspace.do(
            review.add, document.id, page, rects, MarkKind.TEXT, provision, text=hit.group(), category=row["category"]
        )


def _allowed(case: dict[str, Any], document: Document, mark: Mark) -> str | None:
    for row in case.get("allow", ()):
        if row["document"] == document.file_name and _folded(row["text"]) == _folded(mark.text):
            return str(row["reason"])
    return None


def _ground(case: dict[str, Any], document: Document, mark: Mark) -> str | None:
    for row in case.get("accept", ()):
        fits = row.get("document", document.file_name) == document.file_name
        fits = fits and ("text" not in row or _folded(row["text"]) == _folded(mark.text))
        fits = fits and ("categories" not in row or mark.category in row["categories"])
        if fits:
            return str(row["provision"])
    return None


def _assess(workspace: Workspace, case: dict[str, Any], delivery_id: DeliveryId, ids: dict[str, DocumentId]) -> None:
    for row in case["assessment"]:
        fields: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in Answers.__dataclass_fields__
        }
        fields["outcome"] = AssessmentOutcome(row["outcome"])
        assessment_id = workspace.do(assessments.write, delivery_id, Answers(**fields))
        mine = {ids[name] for name in row["documents"]}
        marks = [MarkId(m.id) for d, m in workspace.ask(assessments.candidates, assessment_id) if d in mine]
        workspace.do(assessments.confirm, assessment_id, marks)


def review_and_release(case: Case, told: Said = say) -> long_work.Released:
    """The second person signs, the first makes the copies and hands out."""
    workspace = case.workspace
    first, second = tuple(case.passwords)[:2]
    residual_check.submit(workspace, case.delivery_id)
    workspace.sign_in(second, case.passwords[second])
    seen = workspace.ask(deliveries.plan_hash, case.delivery_id)
    workspace.do(sign_off.sign, case.delivery_id, seen, case.passwords[second])
    told(_("{name} has signed.").format(name=second))
    workspace.sign_in(first, case.passwords[first])
    with ProgressLine(_("Masked copies")) as line:
        long_work.make_copies(workspace, case.delivery_id, line)
    with ProgressLine(_("Package")) as line:
        return long_work.release(workspace, case.delivery_id, "e-post", progress=line)


@dataclass(frozen=True, slots=True)
class Gold:
    """What the gold lists found wrong; both empty when all is well."""

    readable: tuple[str, ...]
    lost: tuple[str, ...]
    checked: int


def check(package: Path, archive: Path, documents: tuple[Document, ...]) -> Gold:
    """Holds every file of the package against the gold lists: must be masked, must stay readable.

    What is found is named by document and row number, not by its words.
    """
    gold = toml(SAMPLES, "gold.toml")
    files = sorted(p for p in package.rglob("*") if p.is_file())
    read = [*files, archive]
    texts = dict(zip(read, process.run(tasks.readable, tuple(read)), strict=True))
    names = _folded(" ".join(str(f.relative_to(package)) for f in files))
    copies = {d.file_name: package / long_work.document_name(d) for d in documents}
    everything = " \x00 ".join([names, *map(_folded, texts.values())])
    squeezed = everything.replace(" ", "")
    readable, lost = [], []
    for number, row in enumerate(gold["must_mask"], start=1):
        words = _folded(row.get("text", ""))
        if "rect" in row and not _filled(copies[row["document"]], row):
            readable.append(f"{row['document']} must_mask {number} (area)")
        if words and (words in everything or words.replace(" ", "") in squeezed):
            readable.append(f"{row['document']} must_mask {number}")
    for number, row in enumerate(gold["must_stay"], start=1):
        copy = copies[row["document"]]
        if "rect" in row:
            if _filled(copy, row):
                lost.append(f"{row['document']} must_stay {number} (area)")
        elif _folded(row["text"]) not in _folded(texts[copy]):
            lost.append(f"{row['document']} must_stay {number}")
    return Gold(tuple(readable), tuple(lost), len(gold["must_mask"]) + len(gold["must_stay"]))


def _filled(copy: Path, row: dict[str, Any]) -> bool:
    return bool(process.run(tasks.is_filled, copy, row["page"], Rect(*row["rect"])))


def _summary(case: Case, released: long_work.Released) -> str:
    person = case.workspace.signed_in
    view = case.workspace.ask(queries.delivery, case.delivery_id, person)
    rows = [
        (
            row.document.title,
            row.document.pages,
            row.tally.findings,
            row.tally.accepted,
            _("passed") if row.copy is not None and row.copy.passed else _("MISSING"),
            long_work.document_name(row.document),
        )
        for row in view.documents
    ]
    header = (_("Document"), _("Pages"), _("Findings"), _("Masks"), _("Proof"), _("File"))
    return table(header, rows, frozenset({1, 2, 3}))


def run(quiet: bool = False) -> int:
    """Runs the demo from request to package. Exit code 0 only where both gold lists hold."""
    told: Said = (lambda _sentence: None) if quiet else say
    begun = datetime.now(UTC)
    workspace, passwords = fresh(folder())
    try:
        case = prepare(workspace, passwords, told)
        released = review_and_release(case, told)
        out(_summary(case, released))
        gold = check(released.package, released.archive, case.documents)
        if workspace.ask(delays.untold, case.request_id):
            why = _("The demo case is older than the day on which it is run.")
            workspace.do(notes.delayed, case.request_id, why)
        purging.close(workspace, case.request_id)
        head = workspace.ask(lambda reader: reader.log_head())
    finally:
        workspace.close()
    out("")
    out(_("Package: {path}").format(path=released.package))
    out(_("Archive: {path}").format(path=released.archive))
    out(_("Stays in the house: {path}").format(path=released.inner))
    out(_("Log head: {head}").format(head=head))
    for line in gold.readable:
        say(_("Can still be read: {where}").format(where=line))
    for line in gold.lost:
        say(_("Cannot be read any more: {where}").format(where=line))
    if gold.readable or gold.lost:
        return 1
    seconds = (datetime.now(UTC) - begun).total_seconds()
    out(_("{count} gold entries hold, {seconds} s").format(count=gold.checked, seconds=round(seconds)))
    return 0

"""The command line's words on requests: init, person, case, log."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import archive, bootstrap, demo, long_work, messages, purging, residual_check
from app.domain.errors import Refused
from app.domain.ids import DocumentId, MarkId
from app.domain.local_time import STOCKHOLM
from app.domain.log import Head
from app.domain.people import Role
from app.domain.requests import Channel, DeliveryState, Document, DocumentState, Outcome, RequestState, Track
from app.services import queries
from app.services.cases import classified, intake, registration, tracks
from app.services.cases.registration import NewRequest
from app.services.delivering import delivery as deliveries
from app.services.keeping import closing, retention
from app.services.marking import replacing, review, stops
from app.services.marking.replacing import Instead
from app.services.office import organisation, people
from app.services.office.people import NewPerson
from app.services.writing.papers import minute
from app.store.unit import Unit
from app.texts import _
from app.workspace import Workspace
from redaction.geometry import PageBox, normal
from redaction.marks import Level, Mark, MarkKind, MarkState

from . import (
    answering,
    assess,
    decision,
    fees,
    letters,
    more,
    official,
    own_data,
    recipient,
    register,
    reissue,
    reserve,
    reviewing,
    search,
    sums,
    triage,
)
from . import people as people_word
from . import residuals as residuals_word
from .console import Passwords, ProgressLine, say, say_mistakes, table
from .on_request import current_delivery, document_of, on_request, request_id_of
from .retention import checklist


def add_words(words: Any) -> None:
    """Adds the words on requests."""
    _add_setup(words)
    case = words.add_parser("case", help=_("work with requests"), description=_("Work with requests."))
    steps = case.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    new = on_request(steps, "new", _new, _("register a request"), number=False)
    new.add_argument("--subject", required=True, help=_("a neutral line without personal data"))
    new.add_argument("--confirmed", action="store_true", help=_("the subject names nobody, though it seems so"))
    wording = new.add_mutually_exclusive_group(required=True)
    wording.add_argument("--wording", help=_("the request's own words"))
    wording.add_argument("--wording-file", type=Path, help=_("a text file with the request's own words"))
    new.add_argument("--channel", choices=[c.value for c in Channel], default=Channel.EMAIL.value)
    new.add_argument(
        "--track",
        choices=[t.value for t in Track],
        default=Track.OFFICIAL.value,
        help=_("official documents, information out of one (OSL 6:4), or the requester's own data (art. 15-21)"),
    )
    new.add_argument("--arrived", type=_time, help=_("when it came, like 2026-11-23T08:15 (else now)"))
    new.add_argument("--requester", default="", help=_("only where the requester gave a name"))
    new.add_argument("--contact", default="", help=_("where the answer goes"))
    triage.add_words(steps)
    own_data.add_word(steps)
    reviewing.add_words(steps)
    answering.add_words(steps)
    add = on_request(steps, "add", _add, _("take documents in"))
    add.add_argument("files", nargs="+", type=Path, metavar=_("FILE"))
    add.add_argument("--classified", action="store_true", help=_("one of them is, or may be, classified: keep it out"))
    add.add_argument("--title", default="", help=_("what letters call it (one file only)"))
    add.add_argument(
        "--password-stdin", action="store_true", help=_("the document's password is the next line of stdin")
    )
    find = on_request(steps, "find", _find, _("look for personal data in the request's documents"))
    find.add_argument(
        "--term", nargs=2, action="append", default=[], metavar=(_("TEXT"), _("CATEGORY")), help=_("also look for this")
    )
    find.add_argument("--document", type=int, help=_("only in this document"))
    official.add_word(steps)
    decision.add_words(words, steps)
    reserve.add_word(steps)
    fees.add_words(words, steps)
    register.add_words(words, steps)
    search.add_word(steps)
    people_word.add_word(steps)
    sums.add_word(steps)
    residuals_word.add_word(steps)
    _add_mark(steps)
    assess.add_word(steps)
    recipient.add_word(steps)
    more.add_word(steps)
    stand = on_request(steps, "stand", _stand, _("list the hard stops, or take a stand on those that are open"))
    stand.add_argument("--reason", help=_("how the open stops were met (a reviewer's word)"))
    sign = on_request(steps, "sign", _sign, _("send to review, or sign as the second person"))
    sign.add_argument("--submit", action="store_true", help=_("send it to legal review"))
    sign.add_argument("--back", metavar=_("COMMENT"), help=_("return it with a comment"))
    release = on_request(steps, "release", _release, _("make the copies and hand out"))
    release.add_argument("--to", type=Path, help=_("the folder for the package"))
    release.add_argument("--way", default="", help=_("how it is handed over"))
    for word, what in (
        ("refuse", _("choose: hand nothing out (the clerk's refusal)")),
        ("final", _("choose: this delivery finishes the answer")),
        ("hide-lengths", _("choose: all masks of text have one width")),
    ):
        release.add_argument(f"--{word}", action=argparse.BooleanOptionalAction, default=None, help=what)
    release.add_argument(
        "--copies-only", action="store_true", help=_("make and prove the copies, hand nothing out yet")
    )
    reissue.add_word(steps)
    package = on_request(steps, "archive", _archive, _("write the archive package of an answered request"))
    package.add_argument("out", type=Path, metavar=_("OUT"), help=_("a new folder, or a file that ends in .zip"))
    again = on_request(
        steps, "restore", _restore, _("make the working copies again of a request that was opened again")
    )
    again.add_argument(
        "--password-stdin", action="store_true", help=_("the document's password is the next line of stdin")
    )
    letters.add_case_words(steps)
    close = on_request(steps, "close", _close, _("close an answered request"))
    close.add_argument("--list", action="store_true", help=_("only show the closing list"))
    show = on_request(steps, "show", _show, _("show the requests, or one"), number=False)
    show.add_argument("number", nargs="?", metavar=_("NUMBER"))
    _add_log(words)


def _add_setup(words: Any) -> None:
    init = words.add_parser("init", help=_("make a workspace with its first administrator"))
    init.add_argument("--workspace", metavar=_("FOLDER"))
    init.add_argument("--profile", choices=list(organisation.profiles()), required=True, help=_("the organisation"))
    init.add_argument("--user", required=True, metavar=_("NAME"))
    init.add_argument("--title", default="")
    init.add_argument("--role", action="append", default=[], choices=[r.value for r in Role])
    init.set_defaults(run=_init)
    person = words.add_parser("person", help=_("persons and their roles"))
    steps = person.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    add = on_request(steps, "add", _add_person, _("add a person; the password follows your own"), number=False)
    add.add_argument("--name", required=True)
    add.add_argument("--title", default="")
    add.add_argument("--role", action="append", required=True, choices=[r.value for r in Role])
    made = words.add_parser("demo", help=_("run the demo case from request to package"))
    made.add_argument("--quiet", action="store_true", help=_("only the table"))
    made.set_defaults(run=lambda arguments: demo.run(quiet=arguments.quiet))


def _add_mark(steps: Any) -> None:
    mark = on_request(steps, "mark", _mark, _("list and judge the marks of a document"))
    mark.add_argument("document", type=int, help=_("the document's number in the request"))
    mark.add_argument("--accept", type=int, nargs="+", metavar=_("ID"), help=_("mask these"))
    mark.add_argument("--accept-all", action="store_true", help=_("mask every proposal (of --category)"))
    mark.add_argument("--category", help=_("only marks of this category"))
    mark.add_argument("--provision", help=_("the provision that carries the mask, like ”OSL 21:7”"))
    mark.add_argument(
        "--level", choices=[level.value for level in Level], help=_("how much is left: with --replacement, else masked")
    )
    mark.add_argument("--replacement", default="", help=_("what the box says instead of its words"))
    mark.add_argument("--options", type=int, metavar="ID", help=_("show coarser words that this mark may say"))
    mark.add_argument("--leave", type=int, nargs="+", metavar=_("ID"), help=_("leave these visible"))
    mark.add_argument("--leave-all", action="store_true", help=_("leave every proposal visible (of --category)"))
    mark.add_argument("--reason", default="", help=_("why they are left visible"))
    mark.add_argument(
        "--area",
        type=float,
        nargs=5,
        metavar=("PAGE", "X0", "Y0", "X1", "Y1"),
        help=_("mask an area; pages from 1, points"),
    )
    mark.add_argument("--page", type=int, help=_("mask a whole page (from 1)"))
    mark.add_argument("--undo", action="store_true")
    mark.add_argument("--redo", action="store_true")
    mark.add_argument("--done", action="store_true", help=_("the document is judged"))
    mark.add_argument("--reopen", action="store_true", help=_("open a judged document again"))


def _add_log(words: Any) -> None:
    log = words.add_parser("log", help=_("the decision log"))
    steps = log.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    verify = steps.add_parser("verify", help=_("check the chain"))
    verify.add_argument("--workspace", metavar=_("FOLDER"))
    verify.add_argument("--head", metavar="N:HASH", type=_head, help=_("a head that was printed earlier"))
    verify.set_defaults(run=_verify_log)
    archive = on_request(steps, "archive", _archive_log, _("export an old year of the log and remove it"), number=False)
    archive.add_argument("year", type=int, metavar=_("YEAR"))
    archive.add_argument("--to", type=Path, required=True, help=_("the file that the year's rows are written to"))


def _head(text: str) -> Head:
    seq, _colon, digest = text.partition(":")
    if not seq.isdigit() or len(digest) != 64:
        raise argparse.ArgumentTypeError(_("a head looks like 120:3f…, number and 64 characters"))
    return Head(int(seq), digest.lower())


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a time looks like 2026-11-23T08:15")) from None
    return at if at.tzinfo is not None else at.replace(tzinfo=STOCKHOLM)


def _init(arguments: Any) -> None:
    password = Passwords().next(_("A password for {name}").format(name=arguments.user))
    roles = frozenset(Role(r) for r in arguments.role) | {Role.ADMINISTRATOR}
    first = NewPerson(arguments.user, arguments.title, roles, password)
    folder = Path(arguments.workspace) if arguments.workspace else None
    made = bootstrap.make_workspace(folder, organisation.profiles()[arguments.profile], first)
    print(made.folder)
    made.close()


def _add_person(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    password = passwords.next(_("A password for {name}").format(name=arguments.name))
    new = NewPerson(arguments.name, arguments.title, frozenset(Role(r) for r in arguments.role), password)
    print(workspace.do(people.add, new))


def _new(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    wording = arguments.wording if arguments.wording_file is None else _text(arguments.wording_file)
    arrived = arguments.arrived or workspace.clock()
    new = NewRequest(
        arguments.subject,
        wording,
        Channel(arguments.channel),
        arrived.astimezone(UTC),
        arguments.requester,
        arguments.contact,
        Track(arguments.track),
        arguments.confirmed,
    )
    request_id = workspace.do(registration.register, new)
    print(workspace.ask(lambda reader: reader.requests.get(request_id)).registry_number)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refused("file-vanished") from error
    except OSError as error:
        raise Refused("file-unreadable") from error
    except UnicodeDecodeError:
        raise Refused("not-text") from None  # the error holds the text


def _add(workspace: Workspace, passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.classified:
        workspace.do(classified.one_is, request_id)
        say(classified.question().kept_out)
        return 1
    password = passwords.next(_("The document's password")) if arguments.password_stdin else None
    failed = 0
    for file in arguments.files:
        with ProgressLine(file.name) as line:
            document = long_work.take_in(workspace, request_id, file, arguments.title, password, line)
        if long_work.unreadable(document):
            say(f"{file.name}: {messages.failure(document.failure)}")
            failed = 1
        print(f"{document.number}\t{document.state.value}\t{document.pages}\t{document.title}")
    return failed


def _find(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.document is not None:
        rows: tuple[Document, ...] = (document_of(workspace, request_id, arguments.document),)
    else:
        rows = workspace.ask(lambda reader: reader.documents.where(request_id=request_id))

    def watch(unit: Unit) -> None:
        for text, category in arguments.term:
            registration.watch(unit, request_id, text, category)

    if arguments.term:
        workspace.do(watch)
    for document in rows:
        if document.state is DocumentState.REVIEW or arguments.document is not None:
            with ProgressLine(document.title) as line:
                proposed = long_work.find(workspace, document.id, line)
            print(f"{document.number}\t{proposed}\t{document.title}")


def _mark(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    document = document_of(workspace, request_id, arguments.document)
    box = None if arguments.page is None else _box(workspace, document, arguments.page - 1)
    wished = (arguments.accept, arguments.leave, arguments.undo, arguments.redo, arguments.done, arguments.reopen)
    if any((*wished, arguments.accept_all, arguments.leave_all, arguments.area, box)):
        workspace.do(_judge, document.id, box, arguments)
        say_mistakes(arguments.reason)
    if arguments.options is not None:
        print(_options_table(workspace, document.id, arguments.options))
        return
    print(_marks_table(workspace, document.id))


def _judge(unit: Unit, document_id: DocumentId, box: PageBox | None, arguments: Any) -> None:
    """All that one command asks for, in one transaction."""
    if arguments.reopen:
        intake.reopen(unit, document_id)
    marks = unit.marks.of(document_id)
    fitting = [m for m in marks if m.state is MarkState.PROPOSED and arguments.category in (None, m.category)]
    proposed = [MarkId(m.id) for m in fitting]
    accepted = _named(marks, arguments.accept) or (proposed if arguments.accept_all else [])
    left = _named(marks, arguments.leave) or (proposed if arguments.leave_all else [])
    instead = Instead(Level(arguments.level), arguments.replacement) if arguments.level else None
    if arguments.replacement and instead is None:
        raise Refused("replacement-missing")
    if (accepted or arguments.area or box) and not arguments.provision:
        raise Refused("provision-unknown", provision="–")
    if accepted:
        review.accept(unit, accepted, arguments.provision, instead=instead)
    if left:
        review.reject(unit, left, arguments.reason)
    if arguments.area:
        page, *corners = arguments.area
        if not page.is_integer():
            raise Refused("page-missing", page=str(page))
        rects, kind = (normal(*corners),), MarkKind.AREA
        review.add(unit, document_id, int(page) - 1, rects, kind, arguments.provision, instead=instead)
    if box is not None:
        review.add_page(unit, document_id, arguments.page - 1, box, arguments.provision)
    for name, step in (("undo", review.undo), ("redo", review.redo)):
        if getattr(arguments, name):
            step(unit, document_id)
    if arguments.done:
        intake.mark_done(unit, document_id)


def _named(marks: Sequence[Mark], numbers: Sequence[int] | None) -> list[MarkId]:
    """The marks of these numbers. Raises Refused where one is not among the document's."""
    known = {mark.id for mark in marks}
    for number in numbers or ():
        if number not in known:
            raise Refused("mark-missing", number=number)
    return [MarkId(number) for number in numbers or ()]


def _box(workspace: Workspace, document: Document, page: int) -> PageBox:
    if not 0 <= page < document.pages or document.words_sha256 is None:
        raise Refused("page-missing", page=page + 1)
    return long_work.page_text(workspace, document, page).box


def _marks_table(workspace: Workspace, document_id: DocumentId) -> str:
    rows = [
        (m.id, m.page + 1, m.state.value, m.category or m.kind.value, m.provision or "", _said(m))
        for m in workspace.ask(lambda reader: reader.marks.of(document_id))
    ]
    header = (_("Mark"), _("Page"), _("State"), _("Category"), _("Provision"), _("Text"))
    return table(header, rows, frozenset({0, 1})) if rows else _("No marks.")


def _options_table(workspace: Workspace, document_id: DocumentId, number: int) -> str:
    marks = workspace.ask(lambda reader: reader.marks.of(document_id))
    (mark_id,) = _named(marks, [number])
    rows = [(option.code, option.text) for option in workspace.ask(replacing.options, mark_id, workspace.clock())]
    return table((_("Kind"), _("What stands instead")), rows, frozenset()) if rows else _("Nothing coarser is known.")


def _said(mark: Mark) -> str:
    """The mark's words, and what stands in its box instead."""
    return " → ".join(part for part in (mark.text or mark.reason, mark.replacement) if part)


def _stand(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    view = workspace.ask(queries.delivery, delivery_id, workspace.signed_in)
    if arguments.reason is not None:
        workspace.do(stops.take_stand, [stop.id for stop in view.stops if stop.stand is None], arguments.reason)
        view = workspace.ask(queries.delivery, delivery_id, workspace.signed_in)
    numbers = {row.document.id: row.document.number for row in view.documents}
    rows = [
        (numbers[s.document_id], s.finding.page + 1, _("met") if s.stand else _("open"), s.finding.text)
        for s in view.stops
    ]
    print(table((_("No."), _("Page"), _("State"), _("Text")), rows, frozenset({0, 1})) if rows else _("No hard stops."))


def _sign(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    if arguments.submit:
        residual_check.submit(workspace, delivery_id)
        reviewing.tell_open(workspace, delivery_id)
    elif arguments.back:
        workspace.do(deliveries.send_back, delivery_id, arguments.back)
    else:
        seen = workspace.ask(deliveries.plan_hash, delivery_id)
        say(_("You sign the plan {hash}.").format(hash=seen))
        name = workspace.signed_in.name
        workspace.do(
            deliveries.sign, delivery_id, seen, passwords.next(_("Password for {name}, again").format(name=name))
        )
    print(workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state.value)


def _release(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    state = workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state
    chosen = {"refused": arguments.refuse, "final": arguments.final, "hide_lengths": arguments.hide_lengths}
    if any(choice is not None for choice in chosen.values()):
        workspace.do(deliveries.choose, delivery_id, **chosen)
        return
    with ProgressLine() as line:
        if state not in (DeliveryState.READY, DeliveryState.RELEASED):
            long_work.make_copies(workspace, delivery_id, line)
        if arguments.copies_only:
            return
        made = long_work.release(workspace, delivery_id, arguments.way, arguments.to, line)
    print(made.package)
    print(made.archive)
    print(made.inner)


def _close(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    for line in checklist(workspace.ask(closing.points_of, request_id, workspace.clock())):
        say(line)
    if arguments.list:
        return
    purging.close(workspace, request_id)
    print(RequestState.CLOSED.value)
    print(_("Log head: {head}").format(head=workspace.ask(lambda reader: reader.log_head())))


def _archive(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    with ProgressLine() as line:
        made = archive.write(workspace, request_id_of(workspace, arguments.number), arguments.out, line)
    print(made.place)
    print(_("{public} files in the public part, {inner} in the inner").format(public=made.public, inner=made.inner))


def _restore(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    password = passwords.next(_("The document's password")) if arguments.password_stdin else None
    with ProgressLine() as line:
        print(purging.restore(workspace, request_id_of(workspace, arguments.number), line, password))


def _show(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    now = workspace.clock()
    if arguments.number is None:
        rows = [
            (r.registry_number, r.state.value, minute(r.arrived_at), r.documents, r.left, r.subject)
            for r in workspace.ask(queries.requests, now)
        ]
        header = (_("Number"), _("State"), _("Arrived"), _("Documents"), _("Left"), _("Subject"))
        print(table(header, rows, frozenset({3, 4})) if rows else _("No requests."))
        return
    view = workspace.ask(queries.request, request_id_of(workspace, arguments.number), workspace.signed_in, now)
    print(f"{view.request.registry_number}  {view.state.value}  {view.request.subject}")
    print(f"{tracks.rules()[view.request.track].label}  {', '.join(o.registry_number for o in view.others)}".rstrip())
    print(view.wording)
    for part in view.deliveries:
        word = _("Delivery")
        print(f"\n{word} {part.delivery.number}: {part.delivery.state.value}, {_outcome(part.outcome)}")
        rows_ = [
            (r.document.number, r.document.state.value, r.document.pages, *_counts(r.tally), r.document.title)
            for r in part.documents
        ]
        columns = (_("No."), _("State"), _("Pages"), _("Findings"), _("Masks"), _("Left"), _("Title"))
        print(table(columns, rows_, frozenset({0, 2, 3, 4, 5})))
        for step, held in part.steps.items():
            print(f"  {step.value}: " + ("; ".join(messages.blocker(b) for b in held) or _("open")))


def _outcome(outcome: Outcome) -> str:
    return {Outcome.WHOLE: _("whole"), Outcome.PART: _("in part"), Outcome.REFUSED: _("refused")}[outcome]


def _counts(tally: Any) -> tuple[int, int, int]:
    return tally.findings, tally.accepted, tally.proposed


def _archive_log(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    retention.may_archive(workspace.signed_in)
    long_work.export_log_year(workspace, arguments.year, arguments.to)
    print(workspace.do(retention.remove_log_year, arguments.year))


def _verify_log(arguments: Any) -> int:
    workspace = bootstrap.open_workspace(Path(arguments.workspace) if arguments.workspace else None)
    try:
        verdict = workspace.ask(queries.verify_log, arguments.head)
    finally:
        workspace.close()
    if verdict.whole:
        print(_("The chain is whole: {rows} rows, head {head}").format(rows=verdict.rows, head=verdict.head))
        return 0
    where = _("row {seq}").format(seq=verdict.broken_seq) if verdict.broken_seq is not None else _("the head")
    say(_("The chain does not hold at {where}: {reason}").format(where=where, reason=verdict.reason))
    return 1

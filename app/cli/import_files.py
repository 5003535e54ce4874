"""The command line's word that makes working PDFs of a file and all that came in it, or of a folder of files."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import folders, intake_words, messages, writing
from app.domain import family
from app.domain.errors import Refused
from app.exporters.package import safe_name
from app.jobs import reading
from app.jobs.results import ReadResult
from app.progress import Progress, quiet
from app.texts import _
from redaction import words_file
from redaction.class_stamps import Degree
from redaction.errors import DocumentError, Stamped, TooLarge
from redaction.words import RegionKind

from . import import_folder, inputs
from .console import ProgressLine, say


def add_words(words: Any) -> None:
    """Adds ``import``."""
    told = _("make the working PDF of a file and of all that came in it, or of every file of a folder")
    take = words.add_parser("import", help=told)
    take.add_argument("file", type=Path)
    take.add_argument("out", type=Path, help=_("a name ending in .pdf, or an existing folder"))
    take.add_argument("--report", type=Path, metavar="R.json")
    take.add_argument("--not-classified", action="store_true", help=_("a class stamp on it means no class"))
    take.add_argument("--no-ocr", action="store_true", help=_("do not read pictures"))
    take.add_argument("--password-stdin", action="store_true")
    take.set_defaults(run=_import)


@dataclass(frozen=True, slots=True)
class Piece:
    """A document that was read, or why it could not be: where it came from, in which of the others, and its PDF.

    ``words`` are how many stand on its pages, ``seconds`` how long it took.
    """

    name: str
    title: str
    parent: int | None
    read: ReadResult | None = None
    pdf: Path = Path()
    failure: str = ""
    words: int = 0
    seconds: float = 0.0


def _import(arguments: Any) -> int:
    if arguments.file.is_dir():
        return _import_folder(arguments)
    source = inputs.existing(arguments.file)
    into_folder = arguments.out.is_dir()
    if not into_folder and arguments.out.suffix.casefold() != ".pdf":
        raise Refused("out-not-pdf")
    target = arguments.out
    if into_folder:
        target = writing.beside(arguments.out / (safe_name(source.stem) + ".pdf"), source)
    writing.distinct([source], [target, arguments.report])
    with tempfile.TemporaryDirectory(prefix="utlamna-", ignore_cleanup_errors=True) as folder:
        pieces = _read_all(source, Path(folder), inputs.password(arguments), arguments)
        report, made = _made(source.name, target, pieces)
        writing.put([*made, *_reported(arguments.report, report)])
    late = sum(_unread(piece.read)[RegionKind.LATE.value] for piece in pieces if piece.read is not None)
    if late:
        say(intake_words.not_in_time(late))
    for path, _pdf in made:
        print(path)
    return 0


def _import_folder(arguments: Any) -> int:
    """Every file of the folder; what waits for a person is told at the end, and the rest goes on."""
    if not arguments.out.is_dir():
        raise Refused("out-not-folder")
    password = inputs.password(arguments)

    def read(source: Path, place: Path, target: Path) -> tuple[dict[str, object], list[tuple[Path, Path | str]]]:
        return _made(source.name, target, _read_all(source, place, password, arguments, quiet))

    reports = import_folder.Intake(arguments.out, read).run(folders.files([arguments.file]), safe_name)
    for line in import_folder.summary(reports):
        say(line)
    told = "\n".join(import_folder.summary(reports))
    writing.put(_reported(arguments.report, {"sources": reports, "summary": told}))
    for report in reports:
        rows: Any = report.get("documents", ())
        for row in rows:
            if "file" in row:
                print(arguments.out / row["file"])
    return int(any("failure" in report for report in reports))


def _reported(target: Path | None, report: dict[str, object]) -> list[tuple[Path, Path | str]]:
    return [(target, json.dumps(report, ensure_ascii=False, indent=1))] if target else []


def _read_all(
    source: Path, folder: Path, password: str | None, arguments: Any, progress: Progress | None = None
) -> list[Piece]:
    """The file and all that came in it, each in a child of its own; a line of progress for each, or the one given.

    Raises DocumentError where the file itself cannot be read, or any of it carries the stamp of a class; else what came
    in it is told and kept as a failure.
    """
    stamps = frozenset(Degree) if arguments.not_classified else frozenset()
    _look(source, password, stamps)
    pieces: list[Piece] = []
    waiting: list[tuple[Path, str, str, int | None, int]] = [(source, source.name, source.stem, None, 0)]
    while waiting:
        file, name, title, parent, depth = waiting.pop(0)
        place = folder / str(len(pieces))
        place.mkdir()
        begun = time.monotonic()
        try:
            with ProgressLine(name) as line:
                key = password if parent is None else None
                given = (file, name, place, key, not arguments.no_ocr, stamps)
                read = reading.document(*given, progress=progress or line)
            _bound(len(read.members), len(pieces) + len(waiting), depth)
        except DocumentError as error:
            if parent is None or isinstance(error, Stamped):
                raise
            say(f"{name}: {messages.of(error)}")
            pieces.append(Piece(name, title, parent, failure=messages.packed(error)))
            continue
        number = len(pieces)
        took = time.monotonic() - begun
        pieces.append(Piece(name, title, parent, read, place / read.pdf, "", _words(place / read.words), took))
        waiting[:0] = [(place / m.file, m.name, m.title, number, depth + 1) for m in read.members]
    return pieces


def _words(file: Path) -> int:
    return sum(len(words_file.text(file, page).split()) for page in range(words_file.count(file)))


def _look(source: Path, password: str | None, stamps: frozenset[Degree]) -> None:
    """Raises Stamped before anything is written, where the file carries a class stamp that it may not.

    What cannot be looked at is looked at when it is read, which says why it cannot be.
    """
    code = ""
    with suppress(DocumentError):
        _digest, code = reading.at_the_door(source, source.name, password)
    if code and Degree(code) not in stamps:
        raise Stamped(degree=code)


def _bound(members: int, others: int, depth: int) -> None:
    if members and depth >= family.DEEPEST:
        raise TooLarge(what="depth", limit=family.DEEPEST)
    if members and members + others > family.MOST:
        raise TooLarge(what="parts", limit=family.MOST)


def _made(source: str, target: Path, pieces: list[Piece]) -> tuple[dict[str, object], list[tuple[Path, Path | str]]]:
    """The report, and each PDF with where it shall lie: what came in the file beside it, numbered."""
    root = pieces[0].read
    assert root is not None
    made: list[tuple[Path, Path | str]] = []
    rows = []
    for number, piece in enumerate(pieces):
        path = target
        if number:
            path = _free(target.with_name(f"{target.stem} - {number} {safe_name(piece.title)}.pdf"))
        if piece.read is not None:
            made.append((path, piece.pdf))
        rows.append(dict(_row(piece, path)))
    return {"source": source, "media_type": root.media_type, "documents": rows}, made


def _row(piece: Piece, path: Path) -> Iterator[tuple[str, object]]:
    yield "name", piece.name
    yield "parent", piece.parent
    if piece.read is None:
        yield "failure", piece.failure
        return
    working = piece.read.working
    yield "file", path.name
    yield "media_type", piece.read.media_type
    yield "sha256", working.sha256
    yield "pages", len(working.pages)
    yield "words", piece.words
    yield "importer", working.importer
    yield "coverage", working.coverage
    yield "unread", dict(_unread(piece.read))
    yield "hidden", {h.kind: h.count for h in working.hidden}
    yield "seconds", round(piece.seconds, 1)


def _unread(read: ReadResult) -> Counter[str]:
    """How many parts a person must judge, by kind."""
    return Counter(region.kind.value for _page, region in read.unread)


def _free(target: Path) -> Path:
    """The target, or one with a number in its name where something lies there already."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return free

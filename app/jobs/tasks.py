"""What a child can be asked to do with documents.

The machines are imported inside the functions because only the child runs them: this module names the tasks,
and whoever names them must not load a library that opens documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from redaction import alike, prints, words_file
from redaction.alike import Carried, Placed
from redaction.class_stamps import Degree
from redaction.content import Document
from redaction.crew import ALONE, At, Crew, cut, told
from redaction.detectors import AllowList, Term, detect_page, is_worth_again, known_names
from redaction.detectors.terms import TermList
from redaction.errors import Stamped, StillReadable
from redaction.files import MailSaid
from redaction.findings import Finding
from redaction.geometry import Rect
from redaction.plan import RedactionPlan
from redaction.report import CheckResult, Difference, Proof
from redaction.sealed import File
from redaction.sought import ListRow, Query, Sought
from redaction.words import PageText, Region

from .bounds import READING
from .child import Progress
from .helpers import Helpers
from .results import PagesLack, ReadResult

WORDS_NAME = "words"
FOREIGN = frozenset({"pdf", "printed"})
"""What takes in pages that others have made: their text layers are doubted."""
WORTH_HELP = 200
"""Pages that take longer to read and search than helpers take to start."""


def at_the_door(source: Path, name: str, password: str | None, *, progress: Progress) -> tuple[str, str]:
    """SHA-256 (hex) of a file and the code of the class stamp it carries, "" for none. Phase: ``door``.

    The file is read in memory; nothing is written.
    """
    from redaction import door

    digest, stamp = door.look(source, name, password, progress)
    return digest, stamp.value if stamp is not None else ""


def read_document(
    source: Path,
    name: str,
    folder: Path,
    password: str | None,
    pictures: bool = True,
    stamps: frozenset[Degree] = frozenset(),
    pages_aside: frozenset[int] = frozenset(),
    avoid: frozenset[str] = frozenset(),
    *,
    progress: Progress,
) -> ReadResult:
    """Makes the working PDF of an original and the file of its words, both in ``folder``.

    ``name`` is the name its owner gave the original; ``pictures``: whether words in pictures are read; ``stamps``: the
    class stamps that it may carry, as somebody has said that it is not classified; ``pages_aside`` (from 0) are not
    read: a page that says so stands in the place of each, and of each that turns out to be damaged; ``avoid`` names
    routes that are not taken. Raises DocumentError as ``importers.take_in``, Stamped where it carries another.
    """
    from redaction import importers
    from redaction.importers import aside
    from redaction.unseen import describing
    from redaction.unseen import reading as unseen

    imported = aside.put(importers.take_in(source, name, folder, password, progress, avoid), pages_aside)
    imported, beside = aside.trying(imported, lambda made: unseen.add(source, made, progress))[1]
    made = _read(imported, beside, folder, pictures, stamps, progress)
    return replace(made, about=describing.read(source, imported.media_type))


def read_printed(
    source: Path, printed: Path, folder: Path, stamps: frozenset[Degree] = frozenset(), *, progress: Progress
) -> ReadResult | PagesLack:
    """Makes the working PDF of an original out of pages that a person printed, as ``read_document``.

    Gives what the pages lack where they do not say what the original says. Raises DocumentError as ``printed.put_in``,
    Stamped as ``read_document``.
    """
    from redaction.unseen import printed as machine

    made = machine.put_in(source, printed, folder, progress)
    if isinstance(made, machine.Lacks):
        return PagesLack(made.kept, made.words)
    return _read(*made, folder, True, stamps, progress)


def _read(
    imported: Any,
    beside: tuple[tuple[int, Region], ...],
    folder: Path,
    pictures: bool,
    stamps: frozenset[Degree],
    progress: Progress,
) -> ReadResult:
    """What ``importers`` made (an ``Imported``), with its words, which are put in the folder."""
    from redaction import class_stamps, text_layer
    from redaction.importers import aside

    foreign = imported.working.importer in FOREIGN
    pages, words = len(imported.working.pages), folder / WORDS_NAME
    with Helpers(bounds=READING) as crew:
        worth = _worth(pages, crew)
        imported, _ = aside.trying(
            imported, lambda made: text_layer.keep(made.pdf, pages, words, worth, progress, pictures, foreign)
        )
    stamp = class_stamps.on_pages(words_file.text(words, page) for page in range(pages))
    if stamp is not None and stamp not in stamps:
        raise Stamped(degree=stamp.value)
    found = ((page, part) for page in range(pages) for part in words_file.regions(words, page))
    unread = (*found, *aside.regions(imported), *beside)
    known_by = prints.of(words_file.load(words, page) for page in range(pages))
    made = (imported.pdf.name, WORDS_NAME, imported.working, imported.media_type, pages)
    return ReadResult(*made, imported.members, unread, known_by)


class _Pages:
    """The pages of a words file; the last few are at hand."""

    def __init__(self, words: File) -> None:
        self._words = words
        self._count = words_file.count(words)
        self.whole = lru_cache(maxsize=32)(partial(words_file.load, words))

    def __len__(self) -> int:
        return self._count

    def text(self, page: int) -> str:
        """The text of a page (from 0)."""
        return words_file.text(self._words, page)


def carry(one: File, other: File, marks: Sequence[Placed], *, progress: Progress) -> Carried:
    """Where marks of the first words file's document stand in the second's. Phase: ``carry``."""
    progress(0, 1, "carry")
    return alike.carry(_Pages(one), _Pages(other), marks)


def read_words(pdf: Path, pages: int, folder: Path, importer: str, *, progress: Progress) -> str:
    """Makes the file of the words of a working PDF of so many pages; gives its name in ``folder``."""
    from redaction import text_layer

    with Helpers() as crew:
        text_layer.keep(pdf, pages, folder / WORDS_NAME, _worth(pages, crew), progress, True, importer in FOREIGN)
    return WORDS_NAME


def find(words: File, terms: Sequence[Term], allow: AllowList, *, progress: Progress) -> tuple[Finding, ...]:
    """What the detectors find on the pages of a words file, page by page. Phase: ``find``.

    A page on which a name may stand alone that another page has in full is looked at again.
    """
    total = words_file.count(words)
    with Helpers() as crew:
        parts = [(words, part, terms, allow) for part in cut(range(total), _worth(total, crew))]
        found = tuple(chain.from_iterable(crew.share(find_on, parts, told(total, progress, "find"))))
    found = _again(words, found, terms, allow, lambda: progress(total, total, "find")) if total > 1 else found
    progress(total, total, "find")
    return found


def _again(
    words: File, found: tuple[Finding, ...], terms: Sequence[Term], allow: AllowList, alive: Callable[[], None]
) -> tuple[Finding, ...]:
    """The findings, those of pages that the document's names concern made anew."""
    known, listed = known_names(found), TermList(terms)
    pages = {page: list(those) for page, those in groupby(found, key=lambda finding: finding.page)}
    for page in range(words_file.count(words)) if known else ():
        if is_worth_again(words_file.text(words, page), known, pages.get(page, ())):
            alive()
            pages[page] = list(detect_page(words_file.load(words, page), listed, allow, known))
    return tuple(chain.from_iterable(pages[page] for page in sorted(pages)))


def find_on(words: File, pages: Sequence[int], terms: Sequence[Term], allow: AllowList, at: At) -> tuple[Finding, ...]:
    """What the detectors find on some pages (from 0) of a words file."""
    listed, found = TermList(terms), list[Finding]()
    for page in pages:
        at(page)
        found += detect_page(words_file.load(words, page), listed, allow)
    return tuple(found)


def _worth(pages: int, crew: Helpers) -> Crew:
    """The helpers where so many pages are worth their start."""
    return crew if pages >= WORTH_HELP else ALONE


def seek(documents: Sequence[tuple[int, File]], query: Query, *, progress: Progress) -> Sought:
    """Looks through words files (each with the number of its document) for a query. Phase: ``seek``.

    Raises ExpressionWrong.
    """
    from redaction import seek as machine

    total = sum(words_file.count(words) for _number, words in documents)
    done = 0

    def pages(words: File) -> Iterator[PageText]:
        nonlocal done
        for page in range(words_file.count(words)):
            yield words_file.load(words, page)
            done += 1
            progress(done, total, "seek")

    return machine.seek(((number, pages(words)) for number, words in documents), query)


def regions(pdf: File, *, progress: Progress) -> tuple[tuple[int, Region], ...]:
    """The parts of a working PDF's pages (from 0) that no reader can read. Phase: ``words``."""
    from redaction import text_layer

    return tuple((page.page, part) for page in text_layer.read(pdf, progress=progress) for part in page.regions)


def mail_said(source: Path, folder: Path, *, progress: Progress) -> MailSaid:
    """What a mail says; ``folder`` takes what is read on the way. Phase: ``open``. Raises DocumentError."""
    from redaction.importers import mail_said as machine

    progress(0, 1, "open")
    return machine.read(source, folder)


def read_terms(source: Path, *, progress: Progress) -> tuple[ListRow, ...]:
    """The rows of a list of terms. Raises DocumentError as ``term_files.read``."""
    from redaction import term_files

    return term_files.read(source)


def read_template(source: Path, *, progress: Progress) -> tuple[Document, tuple[str, ...]]:
    """The text of a Word file and what in it was not read. Raises DocumentError as ``word_content.read``."""
    from redaction import word_content

    return word_content.read(source)


def burn(
    working: Path,
    plan: RedactionPlan,
    target: Path,
    password: str | None = None,
    sight: bool = True,
    *,
    progress: Progress,
) -> Proof:
    """Masks a working PDF into ``target`` and proves it. Raises DocumentError; then there is no ``target``.

    Without ``sight`` no pictures are read and the proof has not passed: for measuring alone.
    """
    from redaction import mask

    with Helpers() as crew:
        return mask.mask(working, plan, target, password, progress, sight, crew)


def verify(output: Path, proof: Proof, *, progress: Progress) -> tuple[CheckResult, ...]:
    """Tries a masked copy anew by nothing but the file and its proof; the caller looks whether each check passed."""
    from redaction.verify import against

    progress(0, 1, "verify")
    with Helpers() as crew:
        checks = against(output, proof, crew, progress)
    progress(1, 1, "verify")
    return checks


def confirm(output: Path, proof: Proof, *, progress: Progress) -> None:
    """As ``verify``, but fails closed. Raises StillReadable with the first ``check`` that did not pass."""
    checks = verify(output, proof, progress=progress)
    failed = next((check for check in checks if not check.passed), None)
    if failed is not None or not checks:
        page = failed.pages[0] if failed and failed.pages else -1
        raise StillReadable(page=page, check=failed.name if failed else "none")


def lock(source: Path, target: Path, password: str, *, progress: Progress) -> None:
    """Writes a PDF under a password. Raises Damaged where it does not open with it."""
    from redaction import locking

    progress(0, 1, "package")
    locking.lock(source, target, password)


def differences(one: Path, other: Path, *, progress: Progress) -> tuple[Difference, ...]:
    """In what two PDFs differ. Raises Damaged where one cannot be opened."""
    from redaction import compare

    progress(0, 1, "verify")
    return compare.differences(one, other)


def write_pdf(document: Document, target: Path, made_at: str, *, progress: Progress) -> int:
    """Writes one of our own papers as PDF/A; gives its pages. ``made_at`` is ISO 8601 in UTC."""
    from redaction import write

    progress(0, 1, "write")
    pages = write.pdf(document, target, made_at)
    progress(1, 1, "write")
    return pages


def write_sheet(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], target: Path, *, progress: Progress
) -> None:
    """Writes a table of our own as XLSX."""
    from redaction import write_sheet as machine

    progress(0, 1, "write")
    machine.xlsx(title, header, rows, target)
    progress(1, 1, "write")


def engines(*, progress: Progress) -> dict[str, str]:
    """The libraries that read and write documents and their versions, pdfium's, qpdf's and Tesseract's own too."""
    from redaction import mask

    return mask.engines(sight=True)


def digest(file: Path, *, progress: Progress) -> str:
    """SHA-256 (hex) of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def readable(files: Sequence[Path], *, progress: Progress) -> tuple[str, ...]:
    """Everything that can be read in each file, in the open or hidden, archives and Word files unpacked."""
    from redaction import readback

    found = []
    for done, file in enumerate(files, start=1):
        found.append(readback.text_of(file))
        progress(done, len(files), "verify")
    return tuple(found)


def printed(pdf: Path, *, progress: Progress) -> str:
    """What stands on the pages of a PDF, read by an engine that does not write our papers."""
    from redaction import readback

    return readback.printed(pdf)


def is_filled(pdf: Path, page: int, rect: Rect, *, progress: Progress) -> bool:
    """Whether an area (page space) of a page (from 0) is one dark box, in an independent rendering."""
    from redaction import readback

    return readback.is_filled(pdf, page, rect)

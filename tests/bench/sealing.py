"""What encryption costs: the same document taken in and opened in an office that is sealed and in one that is not."""

from __future__ import annotations

import hashlib
import statistics
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from app import bootstrap, long_work
from app.domain.ids import DocumentId
from app.jobs.renderer import Renderer
from app.services import queries
from app.store import keys
from app.store.engine import Store
from app.vault import CHUNK, Vault
from redaction import words_file
from redaction.sealed import File
from tests.bench import office_pdf, raw
from tests.bench.figure import Figure, folder
from tests.builders import MAJA, Office, an_office

PAGES, MOST = 60, 1.05
"""Pages of the document, with ten names on each; and what sealing may cost, as a share of the work without it."""
ROUNDS = 9


class OpenVault(Vault):
    """The vault as it was before: files lie open and are read where they lie."""

    def _seal(self, stream: object, target: Path, total: int, progress: object) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with target.open("xb") as part:
            while chunk := stream.read(CHUNK):  # type: ignore[attr-defined]
                digest.update(chunk)
                part.write(chunk)
                size += len(chunk)
            part.flush()
        return digest.hexdigest(), size

    def keep(self, made: Path) -> tuple[str, int]:
        with made.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        size = made.stat().st_size
        self._move(made, sha256, size)
        return sha256, size

    def file(self, sha256: str) -> File:  # type: ignore[override]
        return self.place(sha256)

    def lay_open(self, sha256: str, folder: Path) -> Path:
        return self.place(sha256)


def offices(place: Path) -> tuple[Office, Office]:
    """One office whose words and files are sealed, and one in which they lie open."""
    sealed = an_office(place / "sealed")
    with ExitStack() as stack:
        stack.enter_context(patch.object(keys, "give_ring", lambda *_given: None))
        stack.enter_context(patch.object(Store, "seal_words", lambda _store: None))
        stack.enter_context(patch.object(bootstrap, "Vault", OpenVault))
        bare = an_office(place / "open")
    return sealed, bare


def _taken_in(office: Office, source: Path) -> tuple[float, DocumentId]:
    request_id = office.request()
    began = time.perf_counter()
    document = long_work.take_in(office.workspace, request_id, source)
    long_work.find(office.workspace, DocumentId(document.id))
    return (time.perf_counter() - began) * 1000, DocumentId(document.id)


def _opened(office: Office, document_id: DocumentId, line: raw.Line, renderer: Renderer) -> float:
    workspace = office.workspace
    person = next(person for person in workspace.ask(queries.people) if person.name == MAJA)
    began = time.perf_counter()
    view = workspace.ask(queries.review, document_id, person)
    document = view.row.document
    page = words_file.load(workspace.vault.file(document.words_sha256 or ""), 0)
    working = workspace.vault.file(document.working_sha256 or "")
    renderer.draw(working, page.page, 1.5, lambda _picture: line.stop())
    line.run()
    spent = (time.perf_counter() - began) * 1000
    renderer.forget(working)
    return spent


def costs() -> tuple[Figure, ...]:
    """Taking a document in and searching it; and opening it: its marks, the words of a page and its picture."""
    with folder() as place:
        source = place / "akt.pdf"
        office_pdf.make(source, PAGES)
        both = offices(place)
        taken: tuple[list[float], list[float]] = ([], [])
        opened: tuple[list[float], list[float]] = ([], [])
        line = raw.Line()
        renderer = Renderer(line.post)
        try:
            ids = [_taken_in(office, source)[1] for office in both]
            for office, document_id in zip(both, ids, strict=True):
                _opened(office, document_id, line, renderer)
            for turn in range(ROUNDS):
                for at in (0, 1) if turn % 2 else (1, 0):
                    taken[at].append(_taken_in(both[at], source)[0])
                    opened[at].extend(_opened(both[at], ids[at], line, renderer) for _again in range(3))
        finally:
            renderer.close()
            for office in both:
                office.workspace.close()
        return tuple(_figure(name, *spent) for name, spent in (("sealed intake", taken), ("sealed opening", opened)))


def _figure(name: str, sealed: list[float], bare: list[float]) -> Figure:
    ours, without = statistics.median(sealed), statistics.median(bare)
    note = f"{PAGES} pages; lowest {min(sealed):.0f} and {min(bare):.0f} ms"
    return Figure(name, ours, without, without * MOST, "not sealed", note=note)


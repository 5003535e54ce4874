"""The page for a jurist as a PDF/A: the workspace's own edition of the catalogue, the rules and the open doubts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app import messages, writing
from app.domain.errors import Refused
from app.jobs import process, tasks
from app.services.office import law_page, organisation
from app.services.writing import papers, times
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace
from redaction import content


def write(workspace: Workspace, target: Path) -> None:
    """Writes the page. Raises Refused where the name does not end in .pdf or the file cannot be written."""
    if target.suffix.lower() != ".pdf":
        raise Refused("page-format")
    now = workspace.clock()
    paper = workspace.ask(document, now)
    with workspace.vault.workspace() as folder:
        process.run(tasks.write_pdf, paper, folder / "law.pdf", now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        writing.put([(target, folder / "law.pdf")])


def document(reader: Reader, at: datetime) -> content.Document:
    """The page on the edition that holds now."""
    edition = _("Edition {number}").format(number=reader.editions.newest().number)
    edges = papers.sender(organisation.profile(reader), "", at) | {"reference": (edition, times.day(at))}
    blocks = law_page.blocks(organisation.provisions(reader), names())
    return content.Document(_("The law in the program"), blocks, **edges)


def names() -> dict[str, str]:
    """What the fields of a row are called."""
    return {name: messages.row_field(name) for name in messages.ROW_FIELDS}

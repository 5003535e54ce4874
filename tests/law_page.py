"""``docs/law.md``, the page for a jurist on the shipped catalogue: ``python -m tests.law_page`` writes it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from app import law_paper
from app.services.office import law_page, organisation
from redaction import content
from redaction.content import Block, Bullets, Facts, Heading, Note, Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "law.md"
HEAD = "<!-- Made by python -m tests.law_page from resources/catalogues; change those, not this file. -->"


def page() -> str:
    """The page as Markdown, in Swedish."""
    blocks = law_page.blocks(organisation.shipped(), law_paper.names())
    return "\n\n".join([HEAD, "# Lagen i programmet", *(text for block in blocks for text in _written(block))]) + "\n"


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * (level + 1)} {text}"
        case Note(text):
            yield f"> {text}"
        case Bullets(lines):
            yield "\n".join(f"- {line}" for line in lines)
        case Facts(rows):
            yield "\n".join(f"- **{key}**: {value}" for key, value in rows)
        case Table(header, rows):
            yield "\n".join(_row(cells) for cells in (header, ["---"] * len(header), *rows))
        case _:
            yield " ".join(content.texts(block))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

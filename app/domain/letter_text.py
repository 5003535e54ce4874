"""Templates as plain text, the form in which they are kept and reviewed.

Paragraphs are parted by an empty line; a line feed inside one breaks the line. "= " begins the title, "# " to "### " a
heading, "- " a line of a list, "1. " of a numbered one; two asterisks begin and end bold type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redaction import content
from redaction.content import Block, Bullets, Heading, Numbered, Paragraph, Run

TITLE, BULLET = "= ", "- "
_HEADING = re.compile(r"(#{1,3}) (.*)")
_NUMBERED = re.compile(r"\d+\. (.*)")
BOLD = "**"


def read(text: str) -> content.Document:
    """The template that a text spells."""
    title, blocks = "", list[Block]()
    for piece in re.split(r"\n\s*\n", text.strip("\n")):
        lines = piece.split("\n")
        if piece.startswith(TITLE):
            title = piece.removeprefix(TITLE)
        elif heading := _HEADING.fullmatch(piece):
            blocks.append(Heading(len(heading[1]), heading[2]))
        elif all(line.startswith(BULLET) for line in lines):
            blocks.append(Bullets(tuple(line.removeprefix(BULLET) for line in lines)))
        elif all(_NUMBERED.fullmatch(line) for line in lines):
            blocks.append(Numbered(tuple(line.split(". ", 1)[1] for line in lines)))
        elif piece:
            blocks.append(Paragraph(tuple(_runs(piece))))
    return content.Document(title, tuple(blocks))


def _runs(text: str) -> Iterator[Run]:
    for at, part in enumerate(text.split(BOLD)):
        if part:
            yield Run(part, bool(at % 2))


def write(template: content.Document) -> str:
    """The text that spells a template; ``read`` gives the same template back.

    Blocks that no template holds (tables, facts) are left away.
    """
    pieces = [TITLE + template.title, *(words for block in template.blocks if (words := _written(block)))]
    return "\n\n".join(pieces) + "\n"


def _written(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {block.text}"
        case Bullets():
            return "\n".join(BULLET + line for line in block.lines)
        case Numbered():
            return "\n".join(f"{at}. {line}" for at, line in enumerate(block.lines, 1))
        case Paragraph():
            return "".join(f"{BOLD}{run.text}{BOLD}" if run.bold else run.text for run in block.runs)
        case _:
            return ""

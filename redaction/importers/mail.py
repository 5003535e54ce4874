"""A mail as pages: its headers, its body, and a list of what came in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf

from redaction.content import Block, Bullets, Facts, Heading, Note, Paragraph, Run, texts
from redaction.errors import Damaged, DocumentError
from redaction.files import WorkingPdf

from . import coverage, html, laid_out, picture, rtf
from .base import Job, working
from .members import base_name, plain

MOST_BYTES = 300_000_000

SHOWN = {
    "from": "Från",
    "sender": "Avsändare",
    "reply-to": "Svar till",
    "to": "Till",
    "cc": "Kopia",
    "bcc": "Hemlig kopia",
    "date": "Datum",
    "subject": "Ämne",
}
"""Headers that a reader of mail sees, and what we call them; all others are counted."""

ATTACHED = "Bilagor"
IN_TEXT = "bild i brevet, på egen sida sist"
BODIES = {"plain": "[Brevet som ren text]", "html": "[Brevet som webbsida]", "rtf": "[Brevet som formaterad text]"}
"""Headings of ours, in brackets, where a mail says different things in its several forms."""

ALIKE = 0.98
"""The share of a form's words that another one must have to stand for it."""


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that came in the mail, as its page lists it; ``note`` says what became of it if it is no document."""

    name: str
    size: int
    note: str = ""

    @property
    def line(self) -> str:
        """The line of the list."""
        told = self.note or size_words(self.size)
        return f"{self.name} ({told})"


@dataclass
class Mail:
    """What was read of a mail: headers in order with lower-case names, forms of the body, what came in it.

    ``pictures`` are those that stand in its text, each with its name; ``markup`` its web pages in small letters;
    ``told`` what its text holds and does not show (kind, name, words).
    """

    headers: list[tuple[str, str]] = field(default_factory=list)
    bodies: dict[str, list[Block]] = field(default_factory=dict)
    attached: list[Attached] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)

    def header(self, name: str) -> str:
        """The first header of that name, "" where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def shows(self, name: str) -> bool:
        """Whether its text shows the part of this Content-ID (RFC 2392)."""
        return bool(name) and any(f"cid:{name}".casefold() in page for page in self.markup)

    def add_text(self, text: str) -> None:
        """Adds plain text to the body."""
        if text.strip():
            self.bodies.setdefault("plain", []).extend(lines(text))

    def add_html(self, text: str) -> None:
        """Adds a web page to the body; one that cannot be read stays as its text."""
        try:
            blocks, hidden = html.read(text)
        except Damaged:
            self.add_text(text)
            return
        self.markup.append(text.casefold())
        self.told += html.unseen(text)
        self.hidden.update(hidden)
        self.bodies.setdefault("html", []).extend(blocks)

    def add_rtf(self, content: bytes) -> None:
        """Adds formatted text to the body."""
        blocks, hidden = rtf.read(content)
        self.told += rtf.unseen(content)
        self.hidden.update(hidden)
        self.bodies.setdefault("rtf", []).extend(blocks)


def lines(text: str) -> list[Block]:
    """Plain text in the fixed-width face; blank lines are kept."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return [Paragraph((Run(whole),), mono=True)]


def make(job: Job, importer: str, mail: Mail) -> WorkingPdf:
    """Writes the mail's pages, the pictures of its text behind them. Raises WordsLost."""
    mail.hidden["header"] = sum(name not in SHOWN for name, _value in mail.headers)
    with pikepdf.new() as made:
        for name, content in mail.pictures:
            mail.attached.append(_drawn(job, mail, made, name, content))
        mail.hidden["attachment"] = len(mail.attached)
        written = laid_out.make(job, importer, _blocks(mail), mail.hidden, plain(mail.header("subject")))
        if not len(made.pages):
            return written
        with pikepdf.open(job.target, allow_overwriting_input=True) as pdf:
            pdf.pages.extend(made.pages)
            pdf.save(job.target, deterministic_id=True)
    return working(job.target, importer, written.coverage, mail.hidden)


def _drawn(job: Job, mail: Mail, made: pikepdf.Pdf, name: str, content: bytes) -> Attached:
    """Adds a picture of the text as a page, and what the list says of it; one that cannot be drawn is a member."""
    before = len(made.pages)
    try:
        _form, beside = picture.draw(content, made)
    except DocumentError:
        del made.pages[before:]
        member = job.members.add(name, [content])
        return Attached(member.name, len(content))
    mail.hidden.update(beside)
    return Attached(base_name(name), len(content), IN_TEXT)


def _blocks(mail: Mail) -> Iterator[Block]:
    rows = tuple((SHOWN[name], value) for name, value in _in_order(mail.headers) if value)
    if rows:
        yield Facts(rows)
    chosen = forms(mail.bodies)
    for name in chosen:
        if len(chosen) > 1:
            yield Heading(3, BODIES[name])
        yield from mail.bodies[name]
    if not chosen:
        yield Note("Brevet har ingen text.")
    if mail.attached:
        yield Heading(2, ATTACHED)
        yield Bullets(tuple(one.line for one in mail.attached))


def _in_order(headers: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name in SHOWN:
        yield from ((key, value) for key, value in headers if key == name)


def forms(bodies: dict[str, list[Block]]) -> list[str]:
    """The forms of the body that must be shown so that no word is lost: one, where it says what the others say."""
    said = {name: "\n".join(words for block in blocks for words in texts(block)) for name, blocks in bodies.items()}
    there = [name for name in ("html", "rtf", "plain") if said.get(name, "").strip()]
    for name in there:
        others = [other for other in there if other != name]
        if all(coverage.share(coverage.words(said[other]), said[name]) >= ALIKE for other in others):
            return [name]
    return there


def size_words(size: int) -> str:
    """The size in words: bytes, kB, MB."""
    if size < 1_000:
        return f"{size} byte"
    if size < 1_000_000:
        return f"{round(size / 1_000)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")

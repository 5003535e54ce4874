"""The words of an RTF text (Rich Text Format 1.9.1): paragraphs, tables' cells and bold type; all else is counted."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from redaction.content import Block, Paragraph, Run
from redaction.errors import Damaged, TooLarge
from redaction.files import WorkingPdf

from . import laid_out
from .base import Job

MOST_BYTES = 200_000_000
MOST_DEPTH = 1_000

_TOKEN = re.compile(
    rb"\\(?:([A-Za-z]{1,32})(-?\d{1,10})? ?|'([0-9A-Fa-f]{2})|([^A-Za-z]))|([{}])|([\r\n]+)|([^\\{}\r\n]+)|(\\)",
    re.DOTALL,
)
_GONE = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "generator", "listtable", "listoverridetable", "rsidtbl",
    "pict", "objdata", "themedata", "datastore", "colorschememapping", "latentstyles", "xmlnstbl", "revtbl",
    "fldinst", "filetbl", "template", "pgdsctbl", "mmathPr", "userprops", "wgrffmtfilter", "bkmkstart",
    "bkmkend", "xe", "tc", "rxe", "datafield", "objclass", "objname", "objalias", "sn", "sv",
))  # fmt: skip
"""Destinations whose text is none of the document's."""
_SHOWN = frozenset({"shptxt", "shpinst", "nesttableprops"})
"""Destinations that newer readers alone know, and whose text is the document's."""
_COUNTED = {
    "pict": "picture", "object": "embedded", "annotation": "comment", "atnid": "", "atnauthor": "", "atndate": "",
}  # fmt: skip
_PROPERTIES = frozenset({"title", "subject", "author", "manager", "company", "operator", "keywords", "doccomm"})
"""What the text says of itself."""
_EDGES = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote"})
_BREAKS = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\t", "nestcell": "\t",
           "nestrow": "\n", "tab": "\t"}  # fmt: skip
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•", "emspace": "\u2003", "enspace": "\u2002"}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group."""

    bold: bool = False
    hidden: bool = False
    gone: bool = False
    deleted: bool = False
    told: tuple[str, str] = ("", "")
    skip: int = 1
    page: str = "cp1252"


class RtfImporter:
    """``hidden`` counts hidden and deleted text, comments, pictures and objects."""

    kind = "rtf"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. A text without a word has a page that says so."""
        job.progress(0, 3, "open")
        if job.source.stat().st_size > MOST_BYTES:
            raise TooLarge(what="bytes", limit=MOST_BYTES)
        blocks, hidden = read(job.source.read_bytes())
        return laid_out.make(job, "rtf", blocks, hidden)


def read(content: bytes) -> tuple[list[Block], Counter[str]]:
    """The paragraphs that are seen, and what is not, counted by kind. Raises Damaged, TooLarge."""
    reader = _read(content)
    return list(reader.paragraphs()), reader.counted


def unseen(content: bytes) -> list[tuple[str, str, str]]:
    """What the text holds and does not show: kind, name and words of each thing. Raises as ``read``."""
    reader = _read(content)
    joined: list[tuple[str, str, str]] = []
    for kind, name, text in reader.told:
        if joined and joined[-1][:2] == (kind, name):
            joined[-1] = (kind, name, joined[-1][2] + text)
        else:
            joined.append((kind, name, text))
    return joined


def _read(content: bytes) -> _Reader:
    if not content.lstrip().startswith(b"{\\rtf"):
        raise Damaged()
    reader = _Reader()
    for token in _TOKEN.finditer(content):
        reader.take(token)
    return reader


@dataclass
class _Reader:
    """Reads tokens in order; ``runs`` are the words so far."""

    runs: list[Run] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    fonts: dict[int, str] = field(default_factory=dict)
    starred: bool = False
    swallow: int = 0
    font: int = 0
    in_fonts: int = 0

    def take(self, token: re.Match[bytes]) -> None:
        """One token: a control word, an escaped byte, a symbol, a brace, a line's end or text."""
        word, number, code, symbol, brace, _ends, text, _lone = token.groups()
        if code is not None or text is not None:
            self._bytes(bytes([int(code, 16)]) if code is not None else text)
            return
        self._flush()
        if brace == b"{":
            if len(self.outer) >= MOST_DEPTH:
                raise TooLarge(what="depth", limit=MOST_DEPTH)
            self.outer.append(self.state)
        elif brace == b"}":
            self.in_fonts = 0 if len(self.outer) <= self.in_fonts else self.in_fonts
            self.state = self.outer.pop() if self.outer else self.state
        elif word is not None:
            self._word(word.decode("ascii"), int(number) if number is not None else None)
        elif symbol == b"*":
            self.starred = True
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _bytes(self, content: bytes) -> None:
        if self.swallow:  # what stands for a \u character in older readers
            gone = min(self.swallow, len(content))
            self.swallow -= gone
            content = content[gone:]
        self.waiting += content

    def _flush(self) -> None:
        if self.waiting:
            self._say(self.waiting.decode(self.state.page, "replace"))
            self.waiting.clear()

    def _say(self, text: str) -> None:
        state = self.state
        if not text or state.gone:
            self.told += [(*state.told, text)] if text and state.told[0] else []
            return
        if state.hidden or state.deleted:
            kind = "deletion" if state.deleted else "hidden-text"
            self.counted[kind] += bool(text.strip())
            self.told.append((kind, "", text))
        else:
            self.runs.append(Run(text, state.bold))

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        self.swallow = 0
        on = number != 0
        if word == "u" and number is not None:
            self._say(_character(number))
            self.swallow = self.state.skip
        elif word in _BREAKS:
            self._say(_BREAKS[word])
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "b":
            self.state = replace(self.state, bold=on)
        elif word == "v":
            self.state = replace(self.state, hidden=on)
        elif word == "deleted":
            self.state = replace(self.state, deleted=on)
        elif word == "plain":
            self.state = replace(self.state, bold=False, hidden=False, deleted=False)
        elif word == "uc":
            self.state = replace(self.state, skip=max(0, number or 0))
        elif word == "ansicpg":
            self.state = replace(self.state, page=_known(f"cp{number}", self.state.page))
        elif word in _EDGES:
            self.runs.append(Run("\n", False))
        else:
            self._destination(word, number, starred)

    def _destination(self, word: str, number: int | None, starred: bool) -> None:
        if word == "fonttbl":
            self.in_fonts = len(self.outer)
        if word == "f" and number is not None:
            self.font = number
            page = self.fonts.get(number)
            self.state = replace(self.state, page=page) if page and not self.in_fonts else self.state
        elif word == "fcharset" and number is not None and number in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[number]
        counted = _COUNTED.get(word)
        if counted:
            self.counted[counted] += 1
        gone = word in _GONE or counted is not None or (starred and word not in _SHOWN)
        if gone and word != "object":  # what an object shows in its place is text
            told = ("comment", "") if word == "annotation" else self.state.told
            self.state = replace(self.state, gone=True, told=told)
        elif word in _PROPERTIES and self.state.gone:
            self.state = replace(self.state, told=("property", word))

    def paragraphs(self) -> Iterator[Block]:
        """The words so far, a paragraph for each line."""
        self._flush()
        line: list[Run] = []
        for run in [*self.runs, Run("\n", False)]:
            first, *rest = run.text.split("\n")
            line.append(Run(first, run.bold))
            for piece in rest:
                if "".join(part.text for part in line).strip():
                    yield Paragraph(_joined(line))
                line = [Run(piece, run.bold)]


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Run(joined[-1].text + run.text, run.bold)
        elif run.text:
            joined.append(run)
    return tuple(Run(_paired(run.text), run.bold) for run in joined)


def _paired(text: str) -> str:
    """The text with halves of characters beyond U+FFFF put together."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(number: int) -> str:
    """The character of a \\u word, which is a signed 16-bit number; halves of a pair stay what they are."""
    code = number & 0xFFFF if -0x8000 <= number < 0 else number
    return chr(code) if 0 <= code <= 0x10FFFF else "\ufffd"


def _known(name: str, otherwise: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return otherwise
    return name


_CHARSETS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
             162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
             238: "cp1250"}  # fmt: skip
"""\\fcharset -> the encoding of its bytes."""

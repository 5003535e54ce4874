"""The files that come in a file: put beside its working PDF under names of ours, and bounded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from redaction.errors import TooLarge
from redaction.files import Member

MOST = 1_000
MOST_BYTES = 1_000_000_000
LONGEST = 120
"""Characters of a name; what is longer loses its middle, the ending is kept."""
NAMELESS = "utan namn"

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(untrusted: str, longest: int = LONGEST) -> str:
    """A name on one line, without characters that are not seen or that turn the writing round."""
    blanks = "".join(" " if c.isspace() else c for c in untrusted)
    kept = "".join(c for c in blanks if unicodedata.category(c) not in _UNSEEN)
    name = " ".join(unicodedata.normalize("NFC", kept).split())
    half = longest // 2
    return name if len(name) <= longest else f"{name[:half].rstrip()}…{name[-half:].lstrip()}"


def base_name(untrusted: str) -> str:
    """The last part of a path of any system, for reading alone: no file is ever opened by it."""
    parts = [plain(part) for part in untrusted.replace("\\", "/").split("/")]
    return next((part for part in reversed(parts) if part.strip(". ")), NAMELESS)


def stem(name: str) -> str:
    """The name without its ending."""
    front, dot, end = name.rpartition(".")
    return front if dot and front.strip() and len(end) <= 5 else name


@dataclass
class Members:
    """What came in one file so far. ``folder`` receives the files; no name from outside is part of a path."""

    folder: Path
    found: list[Member] = field(default_factory=list)
    size: int = 0

    def add(self, name: str, content: Iterable[bytes], title: str = "") -> Member:
        """Puts a file there; ``title`` is its name without the ending where it has none of its own.

        Raises TooLarge past ``MOST`` files or ``MOST_BYTES`` bytes; what was put there before stays.
        """
        if len(self.found) >= MOST:
            raise TooLarge(what="parts", limit=MOST)
        called = base_name(name)
        member = Member(f"member-{len(self.found) + 1}", called, plain(title) or stem(called))
        with (self.folder / member.file).open("xb") as target:
            for part in content:
                self.size += len(part)
                if self.size > MOST_BYTES:
                    raise TooLarge(what="unpacked", limit=MOST_BYTES)
                target.write(part)
        self.found.append(member)
        return member

    def drop(self, count: int, size: int) -> None:
        """Forgets what came after the first ``count`` files, which held ``size`` bytes, and what was half written."""
        del self.found[count:]
        self.size = size
        (self.folder / f"member-{count + 1}").unlink(missing_ok=True)

"""What a mail holds beside what its reader sees: what its text hides, and headers that somebody wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from redaction.files import Member
from redaction.importers.base import Job
from redaction.importers.mail import Mail
from redaction.importers.members import Members, plain

from .items import Item
from .markup import items

WRITTEN = ("comments", "keywords", "organization", "resent-from", "resent-to", "resent-cc", "resent-bcc",
           "disposition-notification-to", "x-originating-ip")  # fmt: skip
"""Headers (RFC 5322, 3.6) that tell of persons or the matter; others are of the mail's way, and counted."""


def read(source: Path, reader: Callable[[Job], Mail]) -> list[Item]:
    """Everything that is found; what came in the mail is judged by itself. Raises DocumentError."""
    mail = reader(Job(source, source, members=NoMembers(source.parent)))
    headers = [Item("property", value, name=name.title()) for name, value in mail.headers if name in WRITTEN and value]
    return [*items(mail.told), *headers]


class NoMembers(Members):
    """Members that nobody takes out."""

    def add(self, name: str, content: Iterable[bytes], title: str = "") -> Member:
        """Writes nothing."""
        return Member("", plain(name), title)

"""How a package leaves the house after the release: the way, the form, what is noted, and when it was received."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .ids import DeliveryId, PersonId

SAID = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits of a password that is said aloud: none that looks like another (i, l, o, 0, 1)."""

GROUPS, GROUP = 4, 4
"""A password has so many groups of so many characters: 79 bits."""

MOST_MAIL = 15_000_000
"""Bytes of attachments in one mail; many mail servers refuse more than 20 MB, and packing for mail adds a third."""


class Way(StrEnum):
    """How it is handed over."""

    FOLDER = "folder"
    STICK = "stick"
    MAIL = "mail"
    POST = "post"
    VISIT = "visit"


WRITTEN = frozenset({Way.FOLDER, Way.STICK, Way.MAIL})
"""The ways for which files are written; the others are only noted."""


class Form(StrEnum):
    """What is handed over: the files as they are, one ZIP, or either under a password; paper for what is only noted."""

    FILES = "files"
    ZIP = "zip"
    LOCKED_ZIP = "locked-zip"
    LOCKED_PDF = "locked-pdf"
    PAPER = "paper"


LOCKED = frozenset({Form.LOCKED_ZIP, Form.LOCKED_PDF})


@dataclass(frozen=True, slots=True)
class Handover:
    """One handing over of a released delivery. Times in UTC.

    ``digest`` is the SHA-256 of the one file, or of the list of files with theirs; ``files`` how many there are.
    ``address`` is where it went, only where the requester has given one (TF 2:18) and it was written here;
    ``received_on`` the day on which it is known to have been received.
    """

    id: int
    delivery_id: DeliveryId
    way: Way
    form: Form
    files: int
    digest: str
    address: str
    given_by: PersonId
    given_at: datetime
    received_on: date | None = None


def password() -> str:
    """A new password that can be said over the telephone; it is shown once and kept nowhere."""
    return "-".join("".join(secrets.choice(SAID) for _ in range(GROUP)) for _ in range(GROUPS))

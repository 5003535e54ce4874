"""What a part of a page that no program can read seems to be, in words."""

from __future__ import annotations

from app.texts import N_, _
from redaction.words import RegionKind

KINDS: dict[RegionKind, str] = {
    RegionKind.SCAN: N_("Scanned page"),
    RegionKind.PICTURE: N_("Picture"),
    RegionKind.DRAWN: N_("Handwriting or drawing"),
    RegionKind.STAMP: N_("Stamp or note in ink"),
    RegionKind.LETTERS: N_("Letters without text"),
    RegionKind.BROKEN: N_("Page that cannot be read"),
    RegionKind.UNSEEN: N_("In the file and on no page"),
    RegionKind.LATE: N_("Picture that was not read in time"),
    RegionKind.FACE: N_("Likely a face"),
    RegionKind.SIGNATURE: N_("Likely a signature"),
}


def words(kind: RegionKind) -> str:
    """What a part of a page that no program can read seems to be."""
    return _(KINDS[kind])

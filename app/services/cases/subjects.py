"""The subject line of the diary (ärendemening) holds no personal data: detectors look at it when it is written.

Where they are sure of a number, a phone or an address of mail it is refused; where they doubt, a person confirms. What
is merely possible is asked about too: the diary is read by anybody, and a question costs a click.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import Refused
from app.store.unit import Reader
from redaction.detectors import detect
from redaction.detectors.categories import CATEGORIES
from redaction.findings import Band, band_of
from resources import table

from ..office import organisation


@dataclass(frozen=True, slots=True)
class Look:
    """What detectors see in a subject: categories that are never kept there, and those that a person is asked about."""

    refused: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was seen, in the catalogue's words."""
        known = organisation.categories()
        return ", ".join(known[code]["sv"].lower() for code in self.refused or self.doubted)


def look(reader: Reader, text: str) -> Look:
    """What detectors see in a text that is to stand in the diary; the organisation's own is nobody's."""
    found = detect(text, (), organisation.allow_list(reader))
    seen = [span for span in found if span.proposed and CATEGORIES[span.category].personal]
    never = set(table("catalogues", "register.toml")["subject"]["refused"])
    sure = {s.category for s in seen if s.category in never and band_of(s.score, s.category) is Band.SURE}
    return Look(tuple(sorted(sure)), tuple(sorted({s.category for s in seen} - sure)))


def check(reader: Reader, text: str, confirmed: bool) -> Look:
    """What was seen in a subject that may be kept.

    Raises Refused where detectors are sure (``subject-personal``), or doubt and nobody has ``confirmed``
    (``subject-doubted``).
    """
    seen = look(reader, text)
    if seen.refused:
        raise Refused("subject-personal", what=seen.words)
    if seen.doubted and not confirmed:
        raise Refused("subject-doubted", what=seen.words)
    return seen

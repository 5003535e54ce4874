"""Endings without documents: those of the catalogue, how a request ended, and what papers tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.domain.endings import Ending, EndingRule, SearchNote
from app.domain.ids import RequestId
from app.domain.requests import Request, Track
from app.store.unit import Reader
from resources import each

from ..office import organisation

ENDINGS = ("catalogues", "endings.toml")


@cache
def rules() -> dict[str, EndingRule]:
    """The endings by code."""

    def rule(row: dict[str, Any]) -> EndingRule:
        lists = {"tracks": tuple(Track(code) for code in row["tracks"]), "needs": tuple(row["needs"])}
        return EndingRule(**{**row, **lists})

    return {made.code: made for made in each(rule, "ending", *ENDINGS)}


def open_to(track: Track) -> tuple[EndingRule, ...]:
    """The endings that a request on this track can have."""
    return tuple(rule for rule in rules().values() if track in rule.tracks)


def of(reader: Reader, request_id: RequestId) -> tuple[Ending, EndingRule] | None:
    """How the request ended, with its row of the catalogue; None where it has not."""
    found = reader.endings.first(request_id=request_id)
    return None if found is None else (found, rules()[found.code])


@dataclass(frozen=True, slots=True)
class EndingFacts:
    """What a letter or a decision tells of an ending: its sentence with everything filled in, and the searches."""

    request: Request
    ending: Ending
    rule: EndingRule
    words: str
    searches: tuple[SearchNote, ...]


def facts(reader: Reader, request_id: RequestId) -> EndingFacts | None:
    """What a paper tells of the request's ending; None where it has not ended. No paper of it carries a notice of
    appeal: that stands with the company's decision alone (OSL 6:7), and only where ``rule.decision``.
    """
    found = of(reader, request_id)
    if found is None:
        return None
    ending, rule = found
    company = organisation.profile(reader).legal_entity
    words = rule.words.format(company=company, authority=ending.authority, note=ending.note)
    searches = reader.search_notes.where(request_id=request_id)
    return EndingFacts(reader.requests.get(request_id), ending, rule, " ".join(words.split()), searches)


def places(searches: Iterable[SearchNote]) -> str:
    """Where was searched, as a letter says it."""
    return ", ".join(search.place for search in searches)


def letter(found: EndingFacts) -> tuple[str, dict[str, str]]:
    """The letter that tells of an ending ("": there is none), and what fills its fields."""
    where = places(found.searches)
    fields = {
        "not-kept": {"sökt": where},
        "elsewhere": {"sökt": where, "rätt myndighet": found.ending.authority},
        "told": {"svar": found.words},
        "not-told": {"svar": found.words},
    }
    return found.rule.letter, fields.get(found.rule.code, {})

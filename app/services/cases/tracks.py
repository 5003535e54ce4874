"""The tracks of the catalogue, the requests that came in one letter, and what a track refuses."""

from __future__ import annotations

from functools import cache
from typing import Any

from app.domain import tracks
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.requests import Request, Track
from app.domain.tracks import Aspect, Proposed, TrackRule
from app.store.unit import Reader
from resources import each

TRACKS = ("catalogues", "tracks.toml")


@cache
def rules() -> dict[Track, TrackRule]:
    """What each track means."""

    def rule(row: dict[str, Any]) -> TrackRule:
        fields = {k: v for k, v in row.items() if k not in ("code", "never")}
        return TrackRule(track=Track(row["code"]), never=tuple(row["never"]), **fields)

    found = {made.track: made for made in each(rule, "track", *TRACKS)}
    return {track: found[track] for track in Track}


@cache
def aspects() -> tuple[Aspect, ...]:
    """How the tracks differ, line by line."""

    def aspect(row: dict[str, Any]) -> Aspect:
        texts = {track: row[track.value] for track in Track}
        return Aspect(row["code"], row["label"], texts, row["source"], row["confidence"])

    return each(aspect, "aspect", *TRACKS)


@cache
def _phrases() -> tuple[tuple[Track, tuple[str, ...]], ...]:
    return each(lambda row: (Track(row["track"]), tuple(row["words"])), "phrase", *TRACKS)


def proposed(text: str) -> tuple[Proposed, ...]:
    """The tracks that the words of a letter speak for; more than one makes it a mixed letter."""
    return tracks.proposed(text, _phrases())


def first(request: Request) -> RequestId:
    """The request that its letter was registered as first: itself, where it was not split from another."""
    return request.split_from or request.id


def others(reader: Reader, request_id: RequestId) -> tuple[Request, ...]:
    """The other requests that came in the same letter, by their numbers."""
    request = reader.requests.get(request_id)
    root = first(request)
    rows = (*reader.requests.where(id=root), *reader.requests.where(split_from=root))
    return tuple(row for row in rows if row.id != request_id)


def may_be_decided(reader: Reader, request_id: RequestId) -> None:
    """Raises Refused where the company's decision cannot be asked for on the request's track, and says what can.

    Source: OSL 6:7 (documents only), RÅ81 2:45 I (information), law.md 8 (own data).
    """
    track = reader.requests.get(request_id).track
    if not rules()[track].decision:
        raise Refused(f"no-decision-{track.value}")


def of_track(reader: Reader, request_id: RequestId) -> TrackRule:
    """What the request's track means."""
    return rules()[reader.requests.get(request_id).track]

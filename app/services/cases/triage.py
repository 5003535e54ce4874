"""Triage: putting a request on another track, and splitting a mixed letter in several requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.errors import Refused
from app.domain.events import RequestSplit, TrackChosen
from app.domain.ids import RequestId
from app.domain.requests import Track
from app.domain.workflow import REQUEST, RequestStep
from app.store.unit import Reader, Unit

from ..delivering import delivery
from ..office import organisation
from . import registration, tracks
from .registration import NewRequest


def choose(unit: Unit, request_id: RequestId, track: Track) -> None:
    """Puts a request on another track.

    Raises Blocked where it is under review or has been answered, also while a question to the requester is open;
    Refused where it has documents and the track takes none, or rests on a provision that does not hold there.
    """
    REQUEST.take(
        registration.state(unit, request_id, waiting=False),
        RequestStep.CHOOSE_TRACK,
        registration.closing_facts(unit, request_id),
        unit.actor,
    )
    request = unit.requests.get(request_id)
    if not tracks.rules()[track].documents and unit.documents.count(request_id=request_id):
        raise Refused("track-without-documents")
    if request.track is not track:
        unit.requests.save(replace(request, track=track))
        for provision_id in _rests_on(unit, request_id):
            organisation.check_track(unit, request_id, provision_id)
        unit.record(TrackChosen(request_id, track.value))


def _rests_on(reader: Reader, request_id: RequestId) -> list[str]:
    """The provisions of the request's masks and assessments."""
    parts = reader.deliveries.where(request_id=request_id)
    written = {a.provision for part in parts for a in reader.assessments.where(delivery_id=part.id)}
    masks = delivery.all_masks(reader, request_id=request_id)
    return sorted(written | {mark.provision for mark in masks if mark.provision})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mixed letter: its track, and its line in the diary ("": the letter's own)."""

    track: Track
    subject: str = ""


def register(unit: Unit, new: NewRequest, parts: Sequence[Part] = ()) -> RequestId:
    """Registers a letter: one request, and another for each further part. Gives the first one's id."""
    request_id = registration.register(unit, new)
    if parts:
        split(unit, request_id, parts)
    return request_id


def split(unit: Unit, request_id: RequestId, parts: Sequence[Part]) -> tuple[RequestId, ...]:
    """Makes a request of its own for each further part of a mixed letter: same words, arrival and channel, own number.

    The letter's first request keeps its track. Raises Refused where it has been closed or ended; a part goes away only
    by being closed.
    """
    REQUEST.take(
        registration.state(unit, request_id),
        RequestStep.SPLIT,
        registration.closing_facts(unit, request_id),
        unit.actor,
    )
    whole = unit.requests.get(request_id)
    wording, requester = unit.wordings.first(request_id=request_id), unit.requesters.first(request_id=request_id)
    made = []
    for part in parts:
        new = NewRequest(
            subject=part.subject.strip() or whole.subject,
            wording=wording.text if wording else "",
            channel=whole.channel,
            arrived_at=whole.arrived_at,
            requester=requester.name if requester else "",
            contact=requester.contact if requester else "",
            track=part.track,
            subject_confirmed=not part.subject.strip(),  # the letter's own was confirmed when it was registered
        )
        part_id = registration.register(unit, new)
        unit.requests.save(replace(unit.requests.get(part_id), split_from=tracks.first(whole)))
        unit.record(RequestSplit(request_id, part_id, part.track.value))
        made.append(part_id)
    return tuple(made)

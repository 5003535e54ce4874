"""Each request has a track, and keeps it."""

from __future__ import annotations

from app.domain.requests import Channel, Track
from app.services import registration
from app.services.registration import NewRequest
from tests.builders import START, Office


def test_a_request_is_for_official_documents_unless_somebody_says_otherwise(office: Office) -> None:
    """The track is chosen at registration and lies with the request and in the log."""
    plain = office.workspace.do(registration.register, NewRequest("a", "b", Channel.EMAIL, START))
    own = NewRequest("a", "b", Channel.EMAIL, START, track=Track.OWN_DATA)
    chosen = office.workspace.do(registration.register, own)
    with office.workspace.store.read() as reader:
        assert [reader.requests.get(i).track for i in (plain, chosen)] == [Track.OFFICIAL, Track.OWN_DATA]

"""Who hears of an event, and who does not."""

from __future__ import annotations

import sys

import pytest

from app.bus import Bus
from app.domain.events import Event, MarkAccepted, MarkEvent, MarkRejected, SignedIn

ACCEPTED = MarkAccepted(1, 2, 3, "OSL 21:1")


def test_a_subscriber_hears_its_kind_and_subtypes_of_it() -> None:
    """Who listens to marks hears of every kind of mark event and of nothing else."""
    bus, heard = Bus(), list[Event]()
    bus.subscribe(MarkEvent, heard.append)
    for event in (ACCEPTED, SignedIn(1), MarkRejected(1, 2, 4)):
        bus.publish(event)
    assert heard == [ACCEPTED, MarkRejected(1, 2, 4)]


def test_an_ended_subscription_hears_nothing() -> None:
    """After unsubscribing nothing is told; only this one subscription ends."""
    bus, heard = Bus(), list[Event]()
    end = bus.subscribe(SignedIn, heard.append)
    bus.subscribe(SignedIn, heard.append)
    end()
    end()
    bus.publish(SignedIn(1))
    assert heard == [SignedIn(1)]


def test_a_fault_stops_nobody_else() -> None:
    """What one subscriber raises goes to on_fault; the next one hears the event."""
    faults, heard = list[tuple[Event, Exception]](), list[Event]()
    bus = Bus(lambda event, error: faults.append((event, error)))
    fault = ValueError()

    def fail(_event: Event) -> None:
        raise fault

    bus.subscribe(Event, fail)
    bus.subscribe(Event, heard.append)
    bus.publish(ACCEPTED)
    assert faults == [(ACCEPTED, fault)]
    assert heard == [ACCEPTED]


def test_without_on_fault_a_fault_reaches_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is never swallowed."""
    seen = list[object]()
    monkeypatch.setattr(sys, "excepthook", lambda *what: seen.append(what[0]))
    bus = Bus()
    bus.subscribe(Event, lambda _event: [][0])
    bus.publish(ACCEPTED)
    assert seen == [IndexError]


def test_one_who_leaves_while_it_is_told_is_told_no_more() -> None:
    """A screen closed by an event hears no more of it, and nobody is skipped."""
    bus, heard = Bus(), list[str]()
    ends = [bus.subscribe(Event, lambda _event: ends[1]())]
    ends.append(bus.subscribe(Event, lambda _event: heard.append("closed")))
    bus.subscribe(Event, lambda _event: heard.append("open"))
    bus.publish(ACCEPTED)
    assert heard == ["open"]

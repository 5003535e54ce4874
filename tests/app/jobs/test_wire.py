"""What crosses the wall between a child and us is values, however this Python would have packed them."""

from __future__ import annotations

import enum
import pickle
from typing import Any

import pytest

from app.jobs import wire
from app.jobs.reports import Finished
from redaction.geometry import Rect
from redaction.words import Region, RegionKind


def by_name(member: enum.Enum, _protocol: int) -> Any:
    """How Python packed members of enumerations before 3.11.4, the one of Debian 12 among them."""
    return getattr, (type(member), member.name)


def test_members_of_enumerations_cross_on_every_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """No call of anything is packed for them, so they come back where the older Pythons would pack one."""
    monkeypatch.setattr(RegionKind, "__reduce_ex__", by_name)
    told = Finished(Region(RegionKind.STAMP, Rect(1, 2, 3, 4)))
    with pytest.raises(wire.NotAValue):
        wire.unpack(pickle.dumps(told, protocol=5))
    back = wire.unpack(wire.pack(told))
    assert back == told
    assert back.result.kind is told.result.kind

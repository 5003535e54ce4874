"""What the log may hold: ids, codes, counts and hashes, never a text."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_type_hints

import pytest

from app.domain import events
from app.domain.events import Event
from app.domain.log import Head, LogRow, row_hash

CODES = frozenset(
    {
        "because",
        "categories",
        "category",
        "channel",
        "counted_from",
        "court",
        "day",
        "degree",
        "direction",
        "failure",
        "form",
        "head_hash",
        "importer",
        "ending",
        "judgment",
        "kind",
        "level",
        "outcome",
        "package_sha256",
        "paragraph",
        "part",
        "plan_hash",
        "plan_row",
        "right",
        "rights",
        "way",
        "why",
        "policy",
        "profile_sha256",
        "proof_sha256",
        "provision",
        "reply",
        "roles",
        "schema",
        "scopes",
        "sha256",
        "timeliness",
        "track",
        "verdict",
        "working_sha256",
    }
)
"""Names of the fields that hold a word: each is a code from a closed list of the program, a day, or a hash.

A new name belongs here only if no person can ever type into it.
"""


KINDS = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_text(kind: type[Event]) -> None:
    """Every field is a number, a yes or no, or a word from the list; so a purge never has to touch a log row."""
    for name, hint in get_type_hints(kind).items():
        assert hint in (int, bool, str, tuple[str, ...]), f"{name}: {hint}"
        if hint not in (int, bool):
            assert name in CODES


def test_the_list_holds_nothing_else() -> None:
    """A name that no event uses any more leaves the list."""
    used = {field.name for kind in KINDS for field in fields(kind)}
    assert used >= CODES


def test_names_are_told_apart() -> None:
    """Each event has a name of its own in the log, in small letters and hyphens, that its column holds."""
    codes = [kind.code.fget(object.__new__(kind)) for kind in KINDS]  # type: ignore[attr-defined]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").islower() and len(code) <= 48 for code in codes)
    assert events.MarkAccepted(1, 2, 3, "OSL 21:1").code == "mark-accepted"


def test_payload_is_json() -> None:
    """A payload comes back from JSON with the same hash: a tuple and a list are one."""
    event = events.PersonAdded(4, ("handler", "reviewer"))
    again = json.loads(json.dumps(event.payload()))
    assert row_hash(1, "t", None, event.code, event.payload(), "0") == row_hash(1, "t", None, event.code, again, "0")


def test_every_part_is_in_the_hash() -> None:
    """The hash of a row changes with its number, time, actor, event, payload and the hash before it."""
    base = (1, "2026-03-02", 7, "signed-in", {"person_id": 7}, "0" * 64)
    others = (2, "2026-03-03", None, "signed-out", {"person_id": 8}, "1" * 64)
    changed: list[Any] = [(*base[:position], other, *base[position + 1 :]) for position, other in enumerate(others)]
    hashes = {row_hash(*parts) for parts in (base, *changed)}
    assert len(hashes) == 7


def test_head_is_printed() -> None:
    """A head is written as it can be given with --head."""
    assert str(Head(12, "ab")) == "12:ab"
    assert LogRow.__dataclass_params__.frozen  # type: ignore[attr-defined]

"""What the model weighs: the word, its neighbours and how they go together, each as a place among the weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .words import Look, bucket


def own(look: Look) -> list[int]:
    """The word by itself: its letters, its shape, the lists that hold it."""
    word, base, kind = look.lower, look.base, look.kind
    edged = f"^{base}$"
    names = [
        "bias",
        f"kind={kind}",
        f"shape={look.shape}",
        f"length={min(len(word), 14)}",
        f"kind, length={kind} {min(len(word), 14)}",
        *(f"is {flag}" for flag in look.flags),
    ]
    if len(word) > 1:
        names += [f"word={word}", f"base={base}"]
        names += [f"begins={word[:n]}" for n in (2, 3, 4)]
        names += [f"ends={word[-n:]}" for n in (1, 2, 3, 4, 5)]
        names += [f"kind, ends={kind} {word[-3:]}"]
        names += [f"has={edged[i : i + 3]}" for i in range(len(edged) - 2)]
        names += [f"has4={edged[i : i + 4]}" for i in range(len(edged) - 3)]
    return [bucket(name) for name in names]


def _beside(slot: str) -> Callable[[Look], list[int]]:
    def features(look: Look) -> list[int]:
        names = [f"{slot}={look.lower}", f"{slot} kind={look.kind}", f"{slot} ends={look.lower[-4:]}"]
        return [bucket(name) for name in names]

    return features


def _together(slot: str) -> Callable[[tuple[str, ...]], list[int]]:
    def features(parts: tuple[str, ...]) -> list[int]:
        return [bucket(f"{slot}={' '.join(parts)}")]

    return features


FIRST: dict[str, Callable[[Any], list[int]]] = {
    "own": own,
    "before": _beside("before"),
    "after": _beside("after"),
    "before2": _beside("before2"),
    "after2": _beside("after2"),
    "pair before": _together("pair before"),
    "kinds": _together("kinds"),
    "before, kind": _together("before, kind"),
    "kind, after": _together("kind, after"),
    "kinds before": _together("kinds before"),
    "kinds after": _together("kinds after"),
    "english": _together("english"),
}
"""Slots of the first pass: each turns its key into places."""

SECOND: dict[str, Callable[[Any], list[int]]] = {
    "sureness": _together("sureness"),
    "sureness before": _together("sureness before"),
    "sureness after": _together("sureness after"),
    "elsewhere": _together("elsewhere"),
}
"""Slots of the second pass, which knows how sure the first was of the word, its neighbours and its other mentions."""


def first_keys(look: Look, p2: Look, p1: Look, n1: Look, n2: Look, english: str) -> tuple[Any, ...]:
    """The keys of the first pass in the order of ``FIRST``; p and n are the tokens before and after."""
    kind = look.kind
    return (
        look,
        p1,
        n1,
        p2,
        n2,
        (p2.lower, p1.lower),
        (p1.kind, kind, n1.kind),
        (p1.lower, kind),
        (kind, n1.lower),
        (p2.kind, p1.kind, kind),
        (kind, n1.kind, n2.kind),
        (english, kind),
    )


def second_keys(look: Look, p1: Look, n1: Look, mine: str, before: str, after: str, elsewhere: str) -> tuple[Any, ...]:
    """The keys of the second pass in the order of ``SECOND``; sureness is a letter, see ``sureness``."""
    return (
        (before, mine, after),
        (before, p1.lower if p1.candidate == 0 else "name?", look.kind, mine),
        (mine, look.kind, n1.lower if n1.candidate == 0 else "name?", after),
        (mine, elsewhere, look.kind),
    )


_LETTERS = "abcdefghijk"


def sureness(logit: float) -> str:
    """How sure a pass was, as one letter."""
    step = int(logit * 1.25 + 5.5)
    return _LETTERS[step] if 0 <= step <= 10 else "a" if step < 0 else "k"


NONE = "-"
"""The sureness of what was not looked at."""

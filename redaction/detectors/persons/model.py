"""The weights and how they are summed; what a word or a pair adds is summed once and kept."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import resources

from . import pack
from .bloom import WordSet
from .features import FIRST, SECOND
from .words import BUCKETS, MOST, Lexicon, Look

SCALE = 256
"""Weights are kept as whole numbers, this many to one, so that sums are the same on every machine."""


class Sums(dict[Any, int]):
    """By the key of a slot: the sum of its weights."""

    def __init__(self, weights: array[int], features: Callable[[Any], list[int]]) -> None:
        super().__init__()
        self._weights = weights
        self._features = features

    def __missing__(self, key: Any) -> int:
        if len(self) > MOST:
            self.clear()
        total = self[key] = sum(map(self._weights.__getitem__, self._features(key)))
        return total


class Kept(dict[Any, int]):
    """By a key: what a function gives for it, reckoned once."""

    def __init__(self, reckon: Callable[[Any], int]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, key: Any) -> int:
        if len(self) > MOST:
            self.clear()
        total = self[key] = self._reckon(key)
        return total


class FirstPass:
    """The slots of the first pass, gathered by what they look at so that a word met before costs four look-ups.

    ``own`` is by word, ``left`` by the two tokens before and the word's kind, ``right`` by its kind and the two
    tokens after, ``kinds`` by the kinds of all five, ``english`` by its kind: what a line in English changes.
    """

    def __init__(self, weights: array[int]) -> None:
        slot = {name: Sums(weights, features) for name, features in FIRST.items()}
        self.own = Kept(lambda look: slot["own"][look] + slot["english"]["", look.kind])
        self.left = Kept(lambda key: _left(slot, *key))
        self.right = Kept(lambda key: _right(slot, *key))
        self.kinds = Kept(
            lambda key: slot["kinds"][key[1:4]] + slot["kinds before"][key[:3]] + slot["kinds after"][key[2:]]
        )
        self.english = Kept(lambda kind: slot["english"]["e", kind] - slot["english"]["", kind])


def _left(slot: Mapping[str, Sums], p2: Look, p1: Look, kind: str) -> int:
    pair = slot["pair before"][p2.lower, p1.lower] + slot["before, kind"][p1.lower, kind]
    return pair + slot["before"][p1] + slot["before2"][p2]


def _right(slot: Mapping[str, Sums], kind: str, n1: Look, n2: Look) -> int:
    return slot["kind, after"][kind, n1.lower] + slot["after"][n1] + slot["after2"][n2]


@dataclass(frozen=True, slots=True)
class Model:
    """Two linear passes over candidates, and from the second's sum a probability (``slope``, ``shift``)."""

    lexicon: Lexicon
    first: FirstPass
    second: tuple[Sums, ...]
    slope: float
    shift: float


def read_lists() -> dict[str, WordSet]:
    """The lists of names and words that ship."""
    return {name: WordSet(bits) for name, bits in pack.read(resources.path("models", "words.bin")).items()}


def read_model() -> Model:
    """The model that ships; takes under 0.1 s.

    Raises:
        BadModel: a file is missing or broken.
    """
    blocks = pack.read(resources.path("models", "persons.bin"))
    fitted = json.loads(blocks["fitted"])
    first, second = (unpacked(blocks[name]) for name in ("first", "second"))
    passes = FirstPass(first), tuple(Sums(second, features) for features in SECOND.values())
    return Model(Lexicon(read_lists()), *passes, fitted["slope"], fitted["shift"])


def packed(weights: array[int]) -> bytes:
    """Weights as bytes: first all low bytes, then all high ones, which packs better."""
    raw = array("h", weights)
    if not _LITTLE:
        raw.byteswap()
    data = raw.tobytes()
    return data[::2] + data[1::2]


def unpacked(data: bytes) -> array[int]:
    """The weights of ``packed``.

    Raises:
        BadModel: it is not their number.
    """
    if len(data) != 2 * BUCKETS:
        raise pack.BadModel(f"persons.bin: {len(data)} bytes of weights")
    raw = bytearray(len(data))
    raw[::2], raw[1::2] = data[:BUCKETS], data[BUCKETS:]
    weights = array("h")
    weights.frombytes(bytes(raw))
    if not _LITTLE:
        weights.byteswap()
    return weights


_LITTLE = array("h", [1]).tobytes()[0] == 1

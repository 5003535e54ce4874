"""Sets of words in few bytes: a Bloom filter, which at times takes a stranger for a member and never the reverse."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from zlib import crc32

_STEPS = 7
_SECOND = 0x9E3779B9


class WordSet:
    """Lower-case words; ``word in words`` errs in 1 of 2,000 strangers at sixteen bits a word, 1 of 120 at ten."""

    def __init__(self, bits: bytes) -> None:
        self._bits = bits
        self._size = len(bits) * 8

    @classmethod
    def of(cls, words: Collection[str], bits_per_word: int = 16) -> WordSet:
        """The set of these words."""
        bits = bytearray(max(1, len(words) * bits_per_word // 8))
        empty = cls(bytes(bits))
        for word in words:
            for place in empty._places(word):
                bits[place >> 3] |= 1 << (place & 7)
        return cls(bytes(bits))

    def __contains__(self, word: str) -> bool:
        return all(self._bits[place >> 3] >> (place & 7) & 1 for place in self._places(word))

    def __bytes__(self) -> bytes:
        return self._bits

    def _places(self, word: str) -> Iterator[int]:
        raw = word.encode("utf-8", "replace")
        place, step = crc32(raw), crc32(raw, _SECOND) | 1
        for _ in range(_STEPS):
            yield place % self._size
            place += step

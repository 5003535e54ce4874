"""Which findings of a case are about one human being: many spellings, numbers and addresses, one person.

Two persons who share a name are not made one: a first name or a surname that fits several, and a name that stands
with two identity numbers, are shown as unclear with those they fit. Nothing here looks beyond the case it is given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .persons import belongings, spellings
from .persons.mentions import PERSON, Mention
from .persons.names import read
from .persons.roles import Guess, guess


@dataclass(frozen=True, slots=True)
class Human:
    """One person: ``members`` are places in the list of mentions, in order; ``spellings`` the names as written, the
    most frequent first; ``name`` the fullest of them.
    """

    name: str
    spellings: tuple[str, ...]
    members: tuple[int, ...]
    role: Guess


@dataclass(frozen=True, slots=True)
class Unclear:
    """Mentions that fit several persons: ``fits`` are places in the list of humans."""

    members: tuple[int, ...]
    fits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """What a case's mentions come to; what is in neither list belongs to nobody that is known."""

    humans: tuple[Human, ...] = ()
    unclear: tuple[Unclear, ...] = ()


def gather(mentions: Sequence[Mention], requester: str = "") -> Gathering:
    """Gathers the mentions of one case; the order of the result is that of the first mentions. Near-linear in time.

    ``requester`` is the name of whoever asked, "" where nobody gave one.
    """
    clusters = spellings.spelt(mentions)
    spellings.join(clusters)
    owner = spellings.owners(clusters)
    beside = belongings.beside(mentions, owner, clusters)
    owner, split = belongings.told_apart(mentions, owner, beside)
    fits = {member: cluster.fits for cluster in clusters if cluster.fits for member in cluster.members}
    data, shared = belongings.data(mentions, owner, beside)
    owned: dict[int, list[int]] = defaultdict(list)
    for member, human in {**owner, **data}.items():
        owned[human].append(member)
    order = sorted(owned, key=lambda human: min(owned[human]))
    number = {human: place for place, human in enumerate(order)}
    humans = tuple(describe(mentions, sorted(owned[human]), requester) for human in order)
    open_: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for member, candidates in {**fits, **split, **shared}.items():
        open_[tuple(sorted({number[c] for c in candidates if c in number}))].append(member)
    unclear = (Unclear(tuple(sorted(members)), candidates) for candidates, members in open_.items())
    return Gathering(humans, tuple(sorted(unclear, key=lambda u: u.members)))


def describe(mentions: Sequence[Mention], members: Sequence[int], requester: str = "") -> Human:
    """What is known of the person whose mentions these are."""
    names = [mentions[m] for m in members if mentions[m].category == PERSON]
    data = [mentions[m] for m in members if mentions[m].category != PERSON]
    written, name = spell(mention.text for mention in names)
    return Human(name, written, tuple(members), guess(names, data, requester))


def spell(texts: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The different spellings among names as written, the most frequent first, and the fullest of them."""
    written = Counter(" ".join(text.split()) for text in texts)
    return tuple(spelling for spelling, _count in written.most_common()), _fullest(written)


def _fullest(written: Counter[str]) -> str:
    """The spelling with the most words, not in capitals, without a comma, and the most frequent of these."""

    def rank(spelling: str) -> tuple[int, bool, bool, int, int]:
        name = read(spelling)
        words = len(name.words) if name is not None else 0
        mixed = not (spelling.isupper() or spelling.islower())
        return words, mixed, "," not in spelling, written[spelling], -len(spelling)

    return max(written, key=rank, default="")

"""The names of a case by spelling: which shorter ones go into which full name, and which fit several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .mentions import PERSON, Mention
from .names import Form, Name, read

MOST_FITS = 12
"""A name that fits more persons than this says nothing of who is meant; so many of them are told."""


@dataclass(slots=True)
class Cluster:
    """Mentions of one spelling while they are gathered: ``members`` are places in the list of mentions; ``into`` is the
    place of the fuller name it goes into (-1: none), ``fits`` the places of those between which it is unclear.
    """

    name: Name
    members: list[int] = field(default_factory=list)
    fits: tuple[int, ...] = ()
    into: int = -1


def spelt(mentions: Sequence[Mention]) -> list[Cluster]:
    """The names by spelling: word order, case, comma and genitive make no difference."""
    found: dict[tuple[Form, tuple[str, ...]], Cluster] = {}
    for member, mention in enumerate(mentions):
        name = read(mention.text) if mention.category == PERSON else None
        if name is not None:
            found.setdefault((name.form, name.key), Cluster(name)).members.append(member)
    joined: dict[str, Cluster] = {}
    for key, cluster in list(found.items()):
        same = joined.setdefault("".join(cluster.name.parts), cluster) if cluster.name.form is Form.FULL else cluster
        if same is not cluster:
            same.members += cluster.members
            del found[key]
    for key, cluster in list(found.items()):
        name = cluster.name.without_genitive()
        bare = found.get((name.form, name.key)) if name is not None else None
        if bare is not None:
            bare.members += cluster.members
            del found[key]
    return list(found.values())


class _Index:
    """The full names of a case by the words that others may use for them."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_letters: dict[str, list[int]] = defaultdict(list)

    def add(self, clusters: Sequence[Cluster], places: Iterable[int]) -> None:
        """Adds the names at these places."""
        for place in places:
            name = clusters[place].name
            for word in {*name.words, *name.parts}:
                self.by_word[word].append(place)
                if word != name.words[0]:
                    self.by_pair[name.words[0], word].append(place)
            for letters in {name.letters, name.words[0][0] + name.words[-1][0]}:
                self.by_letters[letters].append(place)


def join(clusters: list[Cluster]) -> None:
    """Shorter spellings go into the full name that they fit; where they fit several they are left unclear."""
    index = _Index()
    for form in (Form.FULL, Form.INITIAL, Form.INITIALS, Form.SINGLE):
        places = [place for place, cluster in enumerate(clusters) if cluster.name.form is form]
        if form is Form.FULL:
            index.add(clusters, places)
        for place in places:
            cluster = clusters[place]
            others = [p for p in dict.fromkeys(_FITS[form](cluster, clusters, index)) if p != place]
            if len(others) == 1:
                cluster.into = others[0]
            elif others:
                cluster.fits = tuple(others[:MOST_FITS])
        if form is Form.INITIAL:
            index.add(clusters, [p for p in places if clusters[p].into < 0 and not clusters[p].fits])


def _longer(cluster: Cluster, clusters: Sequence[Cluster], index: _Index) -> list[int]:
    """Full names with further names in them: Anna Berg in Anna Maria Berg, Vilma Ek in Vilma Ek-Lind."""
    words, parts = cluster.name.words, set(cluster.name.parts)
    found = index.by_pair.get((words[0], words[-1])) or index.by_pair.get((words[-1], words[0])) or ()
    longer = [p for p in found if parts < set(clusters[p].name.parts)]
    if len(longer) > MOST_FITS:
        return longer
    return [p for p in longer if not any(_holds(clusters[q].name, clusters[p].name) for q in longer)]


def _holds(longer: Name, name: Name) -> bool:
    return set(name.parts) < set(longer.parts)


def _with_initials(cluster: Cluster, clusters: Sequence[Cluster], index: _Index) -> list[int]:
    """Full names with this surname whose given names begin so: A. Berg, A-K Berg."""
    name = cluster.name
    found = []
    for surname in _endings(name.words[-1], index.by_word):
        for place in index.by_word[surname]:
            given = [part for part in clusters[place].name.parts if part != surname]
            if "".join(part[0] for part in given).startswith("".join(name.initials)):
                found.append(place)
    return _fullest(found, clusters)


def _with_word(cluster: Cluster, clusters: Sequence[Cluster], index: _Index) -> list[int]:
    """Full names with this one name in them."""
    found = [place for word in _endings(cluster.name.words[0], index.by_word) for place in index.by_word[word]]
    return _fullest(found, clusters)


def _with_letters(cluster: Cluster, clusters: Sequence[Cluster], index: _Index) -> list[int]:
    """Full names with these initials."""
    return _fullest(index.by_letters.get(cluster.name.letters, ()), clusters)


def _fullest(found: Iterable[int], clusters: Sequence[Cluster]) -> list[int]:
    """Those found, a shorter spelling replaced by the full name that it went into."""
    return list(dict.fromkeys(_end(place, clusters) for place in found))


def _end(place: int, clusters: Sequence[Cluster]) -> int:
    while clusters[place].into >= 0:
        place = clusters[place].into
    return place


def _endings(word: str, known: dict[str, list[int]]) -> tuple[str, ...]:
    """The word, or where no full name has it, the word without its genitive s or with one that the name has kept."""
    if word in known:
        return (word,)
    others = (word[:-1] if word.endswith("s") else "", f"{word}s")
    return tuple(other for other in others if other in known)


_FITS = {
    Form.FULL: _longer,
    Form.INITIAL: _with_initials,
    Form.SINGLE: _with_word,
    Form.INITIALS: _with_letters,
}
"""What full names a spelling fits, by its form."""


def owners(clusters: Sequence[Cluster]) -> dict[int, int]:
    """The person of each mention of a name; a person's number is that of the cluster where the spellings end."""
    owner: dict[int, int] = {}
    for place, cluster in enumerate(clusters):
        if not cluster.fits:
            end = _end(place, clusters)
            if not clusters[end].fits:
                owner |= dict.fromkeys(cluster.members, end)
            else:
                cluster.fits = clusters[end].fits
    return owner

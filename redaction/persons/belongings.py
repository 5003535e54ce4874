"""What belongs to a person: numbers and addresses beside a name, and the same value elsewhere in the case."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from .mentions import PERSON, Mention
from .names import fold, local_of, locals_of
from .spellings import Cluster

NUMBERS = frozenset({"PERSONNUMMER", "SAMORDNINGSNUMMER"})
UNIQUE = NUMBERS | {
    "PHONE",
    "EMAIL",
    "BANK_ACCOUNT",
    "CUSTOMER_NO",
    "CONTRACT_NO",
    "METER_NO",
    "FACILITY_ID",
    "ADDRESS",
}
"""What points to the same person wherever it stands, as long as it stands beside no other."""
BELONGS = UNIQUE | {"POSTAL", "PROPERTY", "VEHICLE", "COORDINATE", "IP", "METER_VALUES", "SIGNATURE"}
"""What belongs to the person beside it."""
TELLS = frozenset({"HEALTH", "UNION", "CRIME", "BELIEF", "CHILD", "PROTECTED_IDENTITY"})
"""What tells something of the person before it; it is shown with the person and decided by itself."""

_STACKED = 1.8
"""Line heights: data this near below a person's name or data, in the same column, goes on with it."""
_ALIGNED = 4.0
"""Points that the left edges of a column may differ."""


def key_of(category: str, text: str) -> str:
    """What makes two writings of a value the same; "" where the value tells nobody apart."""
    if category in NUMBERS:
        return re.sub(r"[^\w]", "", fold(text))[-10:]
    if category == "PHONE":
        digits = re.sub(r"\D", "", text)
        return digits.removeprefix("00").removeprefix("46").lstrip("0")
    if category in UNIQUE:
        return fold(text) if category in ("EMAIL", "ADDRESS") else re.sub(r"[\W_]", "", fold(text))
    return ""


def beside(mentions: Sequence[Mention], owner: dict[int, int], clusters: Sequence[Cluster]) -> dict[int, int]:
    """For data beside a name: the mention of that name. An address that spells one person's name goes to that name."""
    found = _spelt_out(mentions, owner, clusters)
    by_page: dict[tuple[int, int], list[int]] = defaultdict(list)
    for member, mention in enumerate(mentions):
        by_page[mention.place].append(member)
    for members in by_page.values():
        _walk(mentions, sorted(members, key=lambda m: mentions[m].start), found)
    return found


def _spelt_out(mentions: Sequence[Mention], owner: dict[int, int], clusters: Sequence[Cluster]) -> dict[int, int]:
    """E-mail addresses that spell the name of one person alone, with a mention of that name."""
    addresses = [member for member, mention in enumerate(mentions) if mention.category == "EMAIL"]
    if not addresses:
        return {}
    first: dict[int, int] = {}
    for member, human in owner.items():
        first.setdefault(human, member)
    spelt: dict[str, set[int]] = defaultdict(set)
    for human in first:
        for local in locals_of(clusters[human].name):
            spelt[local].add(human)
    meant = ((member, spelt.get(local_of(mentions[member].text), set())) for member in addresses)
    return {member: first[next(iter(humans))] for member, humans in meant if len(humans) == 1}


def _walk(mentions: Sequence[Mention], members: Sequence[int], found: dict[int, int]) -> None:
    """Goes down one page in reading order.

    A cell belongs to the name in its row, data in a paragraph to the name before it, else to the first after it, and a
    line just below goes on with what stands over it.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    blocks: dict[int, list[int]] = defaultdict(list)
    for member in members:
        if mentions[member].category == PERSON:
            rows[mentions[member].row].append(member)
            blocks[mentions[member].block].append(member)
    numbers: dict[int, str] = {}
    last = -1
    for member in members:
        mention = mentions[member]
        if mention.category in BELONGS | TELLS and member not in found:
            name = _cell(mentions, mention, rows)
            if name is None:
                name = _nearest(mentions, mention, blocks.get(mention.block, ()))
            if name is None and last >= 0 and _stacked(mentions[last], mention):
                name = last if mentions[last].category == PERSON else found.get(last)
            if name is not None and _goes_with(mentions[name], mention, numbers.get(name)):
                found[member] = name
                if mention.category in NUMBERS:
                    numbers[name] = key_of(mention.category, mention.text)
        if mention.category == PERSON or member in found:
            last = member


def _goes_with(name: Mention, mention: Mention, number: str | None) -> bool:
    """Whether the thing belongs to the name: what tells of a person follows the name, and nobody has two numbers."""
    if mention.category in NUMBERS:
        return number in (None, key_of(mention.category, mention.text))
    return mention.category not in TELLS or name.start < mention.start


def _cell(mentions: Sequence[Mention], mention: Mention, rows: dict[int, list[int]]) -> int | None:
    """The nearest name in another cell of the same row; None where its own cell holds one."""
    names = rows.get(mention.row, ())
    if not names or any(mentions[m].line == mention.line for m in names):
        return None
    return _nearest(mentions, mention, names)


def _nearest(mentions: Sequence[Mention], mention: Mention, names: Sequence[int]) -> int | None:
    """The last of the names (by place) before the mention, else the first after it."""
    at = bisect_left(names, mention.start, key=lambda m: mentions[m].start)
    return names[at - 1] if at else names[0] if names else None


def _stacked(over: Mention, under: Mention) -> bool:
    gap = under.rect.y0 - over.rect.y1
    aligned = under.alone and over.alone and abs(under.rect.x0 - over.rect.x0) <= _ALIGNED
    return aligned and -1 <= gap <= (_STACKED - 1) * over.rect.height


def told_apart(
    mentions: Sequence[Mention], owner: dict[int, int], beside: dict[int, int]
) -> tuple[dict[int, int], dict[int, tuple[int, ...]]]:
    """Persons of one name who stand with different identity numbers become several.

    Mentions that stand with none of the numbers are unclear between them. Gives the persons anew, and the unclear
    mentions with those they fit.
    """
    numbers: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for member, name in beside.items():
        if mentions[member].category in NUMBERS and name in owner:
            key = key_of(mentions[member].category, mentions[member].text)
            numbers[owner[name]].setdefault(key, []).append(name)
    several = {human: told for human, told in numbers.items() if len(told) > 1}
    if not several:
        return owner, {}
    free = 1 + max(owner.values())
    apart: dict[int, int] = {}
    fits: dict[int, tuple[int, ...]] = {}
    for human, told in several.items():
        for names in told.values():
            apart |= dict.fromkeys(names, free)
            free += 1
        fits[human] = tuple(range(free - len(told), free))
    changed = {m: apart.get(m, human) for m, human in owner.items() if human not in several or m in apart}
    return changed, {m: fits[human] for m, human in owner.items() if human in several and m not in apart}


def data(
    mentions: Sequence[Mention], owner: dict[int, int], beside: dict[int, int]
) -> tuple[dict[int, int], dict[int, tuple[int, ...]]]:
    """The person of each piece of data: of the name beside it, else of the one person with whom the same value stands.

    Gives also the pieces that stand with several persons elsewhere.
    """
    data = {member: owner[name] for member, name in beside.items() if name in owner}
    having: dict[tuple[str, str], set[int]] = defaultdict(set)
    for member, human in data.items():
        if key := _shared_key(mentions[member]):
            having[key].add(human)
    shared: dict[int, tuple[int, ...]] = {}
    for member, mention in enumerate(mentions):
        key = _shared_key(mention)
        if member in data or key is None or key not in having:
            continue
        humans = having[key]
        if len(humans) == 1:
            data[member] = next(iter(humans))
        else:
            shared[member] = tuple(sorted(humans))
    return data, shared


def _shared_key(mention: Mention) -> tuple[str, str] | None:
    key = key_of(mention.category, mention.text)
    return ("NUMBER" if mention.category in NUMBERS else mention.category, key) if key else None

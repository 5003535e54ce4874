"""From probable name words to names: runs with particles and initials, without companies and streets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import resources

from .words import Look

_CUES = resources.table("catalogues", "persons.toml")
_KINDS = (
    "particles",
    "greetings",
    "within_a_line",
    "companies",
    "partners",
    "numbered",
    "places",
    "things",
    "in_duty",
    "roles",
    "english",
    "place_heads",
    "called",
    "several",
    "makers",
    "no_names",
)
(
    PARTICLES,
    GREETINGS,
    WITHIN_A_LINE,
    COMPANIES,
    PARTNERS,
    NUMBERED,
    PLACES,
    THINGS,
    IN_DUTY,
    ROLES,
    ENGLISH,
    _PLACE_HEADS,
    _CALLED,
    _SEVERAL,
    MAKERS,
    _NO_NAMES,
) = (
    frozenset(_CUES[kind]) for kind in _KINDS
)
_FIRST_PARTICLES = PARTICLES - {"den", "du", "y", "el", "la", "do", "le", "di", "da", "st", "ten"}
_FIRM = frozenset(
    {"ab", "hb", "kb", "aktiebolag", "handelsbolag", "kommanditbolag", "publ", "inc", "ltd", "gmbh", "oy"}
)
_NAMED = frozenset("gsGS")
_QUOTES = frozenset("\"”“'’")
_MARKS = _QUOTES | {"(", ")"}
_ROLE_ENDS = tuple(_CUES["roles"])
_PLACE_ENDS = tuple(_CUES["place_ends"])
_JOINTS = frozenset(_CUES["joints"])
_CHAIN = 6
"""Words joined one to the next that are looked through at most."""
_WRAPPED = 45
"""A line at least this long may break a name in running text; a shorter one ends by itself."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: as the model sees them, and the offset of each start and end."""

    looks: Sequence[Look]
    starts: Sequence[int]
    ends: Sequence[int]

    def adjoins(self, left: int, right: int) -> bool:
        """Whether nothing but one or two blanks stands between two neighbours."""
        return 1 <= self.starts[right] - self.ends[left] <= 2


def runs(tokens: Tokens, sums: Mapping[int, float]) -> list[tuple[int, int]]:
    """The runs of tokens (first, last) that are names, by place; ``sums`` holds the probable name words in order."""
    found: list[tuple[int, int]] = []
    first = last = -1
    for at in sums:
        if last >= 0 and _continues(tokens, last, at):
            last = at
            continue
        if last >= 0:
            found.append((first, last))
        first = last = at
    if last >= 0:
        found.append((first, last))
    found = [_begun(tokens, _ended(tokens, _trimmed(tokens.looks, run, sums))) for run in found]
    return list(_joined(tokens, [run for run in found if not _is_elsewhere(tokens, run)]))


def _continues(tokens: Tokens, last: int, at: int) -> bool:
    """Whether the name word at ``at`` belongs to the run that ends at ``last``."""
    looks = tokens.looks
    gap = at - last
    if gap == 1:
        return tokens.adjoins(last, at)
    between = [looks[i].key for i in range(last + 1, min(at, last + 5))]
    if gap > 4:
        return False
    if gap == 3 and between == [".", "-"]:
        return len(looks[last].key) == len(looks[at].key) == 1
    if gap == 2 and between == ["."]:
        return len(looks[last].key) <= 2 and tokens.starts[at] - tokens.ends[last + 1] <= 1
    if gap == 2 and len(between[0]) == 1 and between[0].isupper():
        return tokens.adjoins(last, last + 1) and tokens.adjoins(last + 1, at)
    if gap == 2 and between == ["\n"]:
        return _wraps(tokens, last, at)
    if between[0] == "." and len(looks[last].key) <= 2:
        between = between[1:]
    if between and between[-1] == "\n":
        return False
    return all(key.lower() in PARTICLES or key == "." for key in between) and all(
        tokens.adjoins(i, i + 1) for i in range(last + 2, at)
    )


def _wraps(tokens: Tokens, last: int, at: int) -> bool:
    """Whether a name goes on after a line's end: in running text, a given name and then another name."""
    looks, start = tokens.looks, last
    while start > 0 and looks[start - 1].key[:1] != "\n" and last - start < 40:
        start -= 1
    long = tokens.ends[last] - tokens.starts[start] >= _WRAPPED
    follows = looks[at + 1].key if at + 1 < len(looks) else "\n"
    return long and "g" in looks[last].flags and "g" not in looks[at].flags and follows[:1] not in ("\n", "\t", ":")


def _trimmed(looks: Sequence[Look], run: tuple[int, int], sums: Mapping[int, float]) -> tuple[int, int]:
    """The run without a greeting, an ordinary word or a place before a name, and without a place after a genitive.

    Beside words with a capital, ordinary words in lower case at its ends are no part of it.
    """
    first, last = run
    if any(look.shape[0] == "X" for look in looks[first : last + 1]):
        while first < last and _is_ordinary(looks[first]):
            first += 1
        while first < last and _is_ordinary(looks[last]):
            last -= 1
    while first < last:
        look, after = looks[first], looks[first + 1]
        if look.lower in GREETINGS and "w" in look.flags:
            first += 1
            continue
        if look.lower.endswith(_ROLE_ENDS) and "w" in look.flags + "w" * (look.flags == "c") and not _is_named(look):
            first += 1
            continue
        if not ("g" in after.flags and sums.get(first + 1, 0.0) >= sums.get(first, 0.0)):
            break
        ordinary = look.flags in ("w", "c") and sums.get(first, 0.0) < 0.97
        if not (ordinary or (look.flags in ("P", "pP", "p") and look.lower.endswith("s"))):
            break
        first += 1
    while last > first + 1:
        look, before = looks[last], looks[last - 1]
        if not (look.flags in ("p", "P") and before.lower.endswith("s") and set(before.flags) & set("GS")):
            break
        last -= 1
    return first, last


def _is_named(look: Look) -> bool:
    """Whether a list of names holds the word."""
    return not _NAMED.isdisjoint(look.flags)


def _is_ordinary(look: Look) -> bool:
    """Whether a word in lower case is none that only names are."""
    return look.shape == "x" and look.lower not in PARTICLES and ("w" in look.flags or not _is_named(look))


def _begun(tokens: Tokens, run: tuple[int, int]) -> tuple[int, int]:
    """The run with the initials and particles that stand before it."""
    looks, (first, last) = tokens.looks, run
    if _is_initial(tokens, first - 1, first):
        return first - 1, last
    initial = looks[first].shape[0]
    start = first
    while initial == "X" and start > 1 and looks[start - 1].lower in PARTICLES and tokens.adjoins(start - 1, start):
        start -= 1
        first = start if looks[start].lower in _FIRST_PARTICLES else first
    while first > 1 and looks[first - 1].key == "." and looks[first - 2].shape == initial:
        if len(looks[first - 2].key) > 1 or not _is_tight(tokens, first - 2, first):
            break
        first -= 2
        if looks[first - 1].key == "-" and looks[first - 2].key == "." and len(looks[first - 3].key) == 1:
            first -= 3  # as in "B.-O. Skoog"
    return first, last


def _is_initial(tokens: Tokens, at: int, name: int) -> bool:
    """Whether a letter, or two with a hyphen, stands before a name as its initials without full stops."""
    looks = tokens.looks
    key, before = looks[at].key, looks[at - 1]
    letters = key.split("-")
    if len(letters) > 2 or any(len(part) != 1 or not part.isalpha() for part in letters):
        return False
    if not tokens.adjoins(at, name):
        return False
    if key.isupper():
        return looks[name].shape[0] == "X" and before.lower not in NUMBERED and "0" not in before.shape
    return looks[name].shape == "x" and before.lower in GREETINGS


def _ended(tokens: Tokens, run: tuple[int, int]) -> tuple[int, int]:
    """The run with a particle after it and the capital word that follows, as in "Liam de Formella".

    Also with the initial of "Skoog, B." and a family name in lower case after a given name.
    """
    looks, (first, last) = tokens.looks, run
    while last > first and looks[last].lower in _FIRST_PARTICLES:
        last -= 1
    run, after = (first, last), last + 1
    if looks[after].key == "," and looks[after + 2 : after + 3] and looks[after + 2].key == ".":
        initial = looks[after + 1]
        if initial.shape == "X" and tokens.starts[after + 2] == tokens.ends[after + 1]:
            return first, after + 1
    given = first == last and looks[first].shape == looks[after].shape == "x" and "g" in looks[first].flags
    if given and len(looks[after].key) == 1 and tokens.adjoins(last, after) and looks[after + 1].key != ".":
        return first, after if looks[after].key not in ("i", "å", "ö") else last
    if given and "w" not in looks[after].flags and looks[after].candidate and tokens.adjoins(last, after):
        return first, after
    while after + 1 < len(looks) and looks[after].lower in _FIRST_PARTICLES and tokens.adjoins(after - 1, after):
        after += 1
    if after > last + 1 and looks[after].shape == "Xx" and "w" not in looks[after].flags:
        return (first, after) if tokens.adjoins(after - 1, after) else run
    return run


def _is_tight(tokens: Tokens, initial: int, at: int) -> bool:
    """Whether an initial's full stop touches it and the name follows after one blank at most."""
    return tokens.starts[initial + 1] == tokens.ends[initial] and tokens.starts[at] - tokens.ends[initial + 1] <= 1


def _is_elsewhere(tokens: Tokens, run: tuple[int, int]) -> bool:
    """Whether the run is part of the name of a company, a street or a plant."""
    looks, (first, last) = tokens.looks, run
    if looks[last].lower in _FIRM or (looks[last].lower in COMPANIES and looks[first] is not looks[last]):
        return ("g" not in looks[last].flags and "s" not in looks[last].flags) or looks[last].lower in _FIRM
    if first == last and looks[last].lower in COMPANIES and _follows_a_place(tokens, first):
        return True
    if all(len(look.key) == 1 for look in looks[first : last + 1]):
        return True
    if first == last and _numbers_something(looks[first], looks[first + 1]):
        return True
    if first == last and looks[first].lower in _NO_NAMES:
        return True
    if _names_a_thing(tokens, first) or (first == last and _is_one_of_things(looks, first)):
        return True
    if _has_place_head(tokens, run) or (first == last and is_place(looks[first]) and not _is_named(looks[first])):
        return True
    if looks[first].lower in THINGS and first < last:
        return True
    after = last + 1
    words = 0
    while after < len(looks) and words < 4 and tokens.starts[after] - tokens.ends[after - 1] <= 1:
        look = looks[after]
        if look.lower in _FIRM:
            return True
        if words == 0 and is_place(look) and tokens.adjoins(after - 1, after) and not _lives_at(looks, run, look):
            return True
        if words == 0 and look.shape[0] == "X" and look.lower.split("-")[0] in COMPANIES:
            return True
        if look.key in ("&", "och"):
            return words == 0 and _is_partner(tokens, run, after)
        if look.shape[0] != "X":
            return False
        after += 1
        words += 1
    return False


def _names_a_thing(tokens: Tokens, first: int) -> bool:
    """Whether a thing stands before, as in "pumpen Greta", or is called so, as in "pumpen heter Greta"."""
    looks = tokens.looks
    if (looks[first - 1].lower in THINGS or looks[first - 1].lower in _SEVERAL) and tokens.adjoins(first - 1, first):
        return True
    return looks[first - 1].lower in _CALLED and looks[first - 2].lower in THINGS


def _is_one_of_things(looks: Sequence[Look], at: int) -> bool:
    """Whether it is one of a row of words that names several things, as "systemen Vera, Ines och Hedda", or makers."""
    left = at
    while looks[left - 1].lower in _JOINTS and looks[left - 2].shape[0] == "X" and at - left < 2 * _CHAIN:
        left -= 2
    if looks[left - 1].lower in _SEVERAL:
        return True
    right = at
    while looks[right + 1].lower in _JOINTS and looks[right + 2].shape[0] == "X" and right - at < 2 * _CHAIN:
        right += 2
    return "g" not in looks[at].flags and any(look.lower in MAKERS for look in looks[left : right + 1 : 2])


def _has_place_head(tokens: Tokens, run: tuple[int, int]) -> bool:
    """Whether it is a place as in "Övre Ström": a word that places have at their head, and then no given name."""
    looks, (first, last) = tokens.looks, run
    if looks[first].lower in _PLACE_HEADS:
        return first < last and "g" not in looks[first + 1].flags
    head = looks[first - 1]
    headed = head.lower in _PLACE_HEADS and head.shape[0] == "X" and tokens.adjoins(first - 1, first)
    return headed and first == last and "g" not in looks[first].flags


def _follows_a_place(tokens: Tokens, first: int) -> bool:
    """Whether a capital that is neither a name nor an ordinary word stands before, as in "Skellefteå Kraft"."""
    if first == 0 or not tokens.adjoins(first - 1, first):
        return False
    before = tokens.looks[first - 1]
    return before.shape[0] == "X" and len(before.key) > 2 and "w" not in before.flags and not _is_named(before)


def _numbers_something(look: Look, after: Look) -> bool:
    """Whether three capitals that no list holds stand before a number, as in "KLN 2026-118"."""
    return look.shape == "XX3" and len(look.key) == 3 and not _is_named(look) and after.shape == "0"


def _is_partner(tokens: Tokens, run: tuple[int, int], joint: int) -> bool:
    """Whether "&" or "och" after the run joins the names of a firm, and not two persons."""
    looks, (first, last) = tokens.looks, run
    following = [look.lower for look in looks[joint + 1 : joint + 4]]
    if following[0] in PARTNERS:
        return True
    if first < last or "g" in looks[last].flags or "g" in looks[joint + 1].flags:
        return False
    return following[1] in _FIRM or (looks[joint].key == "&" and following[1] in COMPANIES)


def _lives_at(looks: Sequence[Look], run: tuple[int, int], street: Look) -> bool:
    """Whether a name in full stands before a street of one word, as in "Olle Grönvall Storgatan 3"."""
    first, last = run
    full = first < last and "g" in looks[first].flags
    return full and street.lower not in PLACES and looks[last].lower[-1:] != "s"


def is_place(look: Look) -> bool:
    """Whether a word is, or ends like, a street, a square or a place of work."""
    return look.lower in PLACES or look.lower.endswith(_PLACE_ENDS)


def _joined(tokens: Tokens, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs, with "Efternamn, Förnamn" and "Lars (”Lasse”) Berg" as one."""
    pending: tuple[int, int] | None = None
    for run in found:
        if pending is not None and (_is_turned(tokens, pending, run) or _is_nickname(tokens, pending, run)):
            pending = (pending[0], run[1])
            continue
        if pending is not None:
            yield pending
        pending = run
    if pending is not None:
        yield pending


def _is_turned(tokens: Tokens, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two runs with a comma between them are one person, family name first, and no list of several."""
    looks, comma = tokens.looks, left[1] + 1
    if right[0] - left[1] != 2 or looks[comma].key != "," or tokens.starts[right[0]] - tokens.ends[left[1]] > 2:
        return False
    families = [look for look in looks[left[0] : comma] if look.lower not in PARTICLES]
    given = looks[right[0] : right[1] + 1]
    alone = looks[left[0] - 1].key[:1] == "\n" and looks[right[1] + 1].key[:1] in ("\n", "\t", ";")
    if len(families) > 2 or any("g" in look.flags and not (alone and "s" in look.flags) for look in families):
        return False
    if "g" in given[0].flags:
        if len(families) > 1:
            return alone and len(given) == 1
        return len(given) == 1 or "g" in given[-1].flags or len(given[-1].key) == 1
    in_a_list = looks[left[0] - 1].key == "," or looks[right[1] + 1].key in (",", "och", "samt", "&")
    return len(given) == 1 and not in_a_list and not set(given[0].flags) & set("swcS")


def _is_nickname(tokens: Tokens, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether nothing but quotation marks and brackets parts two runs, so that one of them is a name in between."""
    between = range(left[1] + 1, right[0])
    marks = [tokens.looks[at].key for at in between]
    tight = tokens.starts[right[0]] - tokens.ends[left[1]] <= len(marks) + 1
    return 0 < len(marks) <= 2 and tight and any(mark in _QUOTES for mark in marks) and _MARKS.issuperset(marks)


def is_abbreviation(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a run is one word of two or three capitals that no list of names holds."""
    look = tokens.looks[first]
    return first == last and look.shape == "XX3" and look.key.isalpha() and not _is_named(look)


def form(tokens: Tokens, first: int, last: int) -> str:
    """How a name is written, for the clerk."""
    shapes = [look.shape for look in tokens.looks[first : last + 1]]
    if "," in shapes:
        return "family name first"
    if first < last and "X" in shapes:
        return "with initials"
    shape = shapes[-1]
    if shape == "x" and shapes[0] == "x":
        return "in lower case"
    if shape[:2] == "XX" and shapes[0][:2] == "XX":
        return "in capitals"
    return "one name" if first == last else "full name"


def cue(tokens: Tokens, first: int) -> str:
    """The word before a name that tells who it is: "in duty: montör", a greeting, or ""."""
    at = first - 1
    while at > 0 and first - at < 4 and not tokens.looks[at].key[:1].isalpha() and tokens.looks[at].key != "\n\n":
        at -= 1
    word = tokens.looks[at].lower
    if word in IN_DUTY:
        return f"in duty: {word}"
    return word if word in GREETINGS and word.isalpha() else ""

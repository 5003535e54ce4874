"""The rows of an edition of the catalogue, as TOML and back: what is kept, exported, hashed and signed is one text."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, asdict, dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from .provisions import ContractCap, Provision, Variant

P = TypeVar("P")

WIDTH = 118
"""A list longer than this stands with one value to a line."""
ORDER = (
    "id", "chapter", "kind", "heading", "scope", "protects", "interest", "requisite", "requisite_text", "text_checked",
    "max_years", "contract_cap", "ends_when", "status_field", "overrides", "limits", "emissions",
    "reservation_possible", "meddelarfrihet_limited", "typical", "questions", "letter_line", "note", "confidence",
    "doubt", "source", "valid_from", "reviewed_by", "reviewed_on", "retired", "retired_why",
)  # fmt: skip
"""The keys of a row in the order in which they are written; its variants follow as tables."""
LEFT_OUT_EMPTY = frozenset({"ends_when", "status_field", "note", "doubt", "retired_why"})
"""Keys that are not written where they are empty; those without a value (None) never are."""


class BadRow(ValueError):
    """A row that cannot be read: ``provision`` ("" where it has no id), ``field``, and the code of what is wrong."""

    def __init__(self, provision: str, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.provision, self.field, self.code = provision, field, code


def provision_from(raw: Mapping[str, Any]) -> Provision:
    """A provision from its table in TOML. Raises BadRow where a field is missing, unknown, or of another kind."""
    row: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
    name = row["id"] if isinstance(row.get("id"), str) else ""
    variants = tuple(_part(Variant, part, name, "variant") for part in row.pop("variant", ()))
    cap = row.pop("contract_cap", None)
    _check(_KINDS_OF[Provision], row, name, "")
    made = _part(ContractCap, cap, name, "contract_cap") if cap else None
    return Provision(**row, contract_cap=made, variants=variants)


def _part(kind: type[P], raw: object, name: str, field: str) -> P:
    if not isinstance(raw, Mapping):
        raise BadRow(name, field, "kind")
    row = {"counted_from" if key == "from" else key: value for key, value in raw.items()}
    _check(_KINDS_OF[kind], row, name, f"{field}.")
    return kind(**row)


def _check(known: Mapping[str, Field[Any]], row: Mapping[str, object], name: str, inside: str) -> None:
    unknown = next((key for key in row if key not in known), None)
    if unknown is not None:
        raise BadRow(name, f"{inside}{unknown}", "unknown")
    missing = next((key for key, field in known.items() if field.default is MISSING and key not in row), None)
    if missing is not None:
        raise BadRow(name, f"{inside}{missing}", "missing")
    wrong = next((key for key, value in row.items() if not _FITS[str(known[key].type)](value)), None)
    if wrong is not None:
        raise BadRow(name, f"{inside}{wrong}", "kind")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_FITS: dict[str, Callable[[object], bool]] = {
    "str": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "int": _whole,
    "int | None": _whole,
    "date | None": lambda value: isinstance(value, date),
    "tuple[str, ...]": lambda value: isinstance(value, tuple) and all(isinstance(part, str) for part in value),
}
"""By a field's type as it is written in its class: whether a value is of that kind. TOML knows no None."""

_KINDS_OF: dict[type, dict[str, Field[Any]]] = {
    kind: {field.name: field for field in fields(kind) if field.name not in ("contract_cap", "variants")}
    for kind in (Provision, ContractCap, Variant)
}


def read(text: str) -> dict[str, Provision]:
    """The rows of a text by id, in its order.

    Raises BadRow where one cannot be used or stands twice, tomllib.TOMLDecodeError (a ValueError) where it is no TOML.
    """
    raw = tomllib.loads(text).get("provision")
    if not isinstance(raw, list) or not raw:
        raise BadRow("", "provision", "missing")
    rows: dict[str, Provision] = {}
    for row in map(provision_from, raw):
        if row.id in rows:
            raise BadRow(row.id, "id", "twice")
        rows[row.id] = row
    return rows


def written(rows: Iterable[Provision]) -> str:
    """The rows as TOML: the same rows always give the same text."""
    return "\n".join(_table(row) for row in rows)


def unreviewed(row: Provision) -> Provision:
    """The row as if nobody had signed it."""
    return replace(row, reviewed_by="", reviewed_on=None)


def _table(row: Provision) -> str:
    values = asdict(row)
    if row.contract_cap is not None:
        values["contract_cap"] = {"from" if k == "counted_from" else k: v for k, v in asdict(row.contract_cap).items()}
    kept = [key for key in ORDER if values[key] is not None and not (key in LEFT_OUT_EMPTY and not values[key])]
    parts = ["[[provision]]\n" + "".join(f"{_line(key, values[key])}\n" for key in kept)]
    for variant in row.variants:
        parts.append("[[provision.variant]]\n" + "".join(f"{_line(k, v)}\n" for k, v in asdict(variant).items()))
    return "\n".join(parts)


def _line(key: str, value: Any) -> str:
    line = f"{key} = {_value(value)}"
    if len(line) <= WIDTH or not isinstance(value, tuple):
        return line
    return f"{key} = [\n" + "".join(f"    {_value(part)},\n" for part in value) + "]"


def _string(value: str) -> str:
    # JSON's escapes are TOML's, but for DEL, which TOML wants escaped; half a surrogate pair is no text.
    whole = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


_KINDS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (str, _string),
    (bool, lambda value: str(value).lower()),
    (int, str),
    (date, lambda value: value.isoformat()),
    (tuple, lambda value: "[" + ", ".join(map(_value, value)) + "]"),
    (dict, lambda value: "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + " }"),
)


def _value(value: Any) -> str:
    return next(write(value) for kind, write in _KINDS if isinstance(value, kind))


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a row that reads otherwise in another edition; a new row (``before`` is None) differs in ``id``."""

    field: str
    before: Provision | None
    after: Provision


def differences(old: Mapping[str, Provision], new: Mapping[str, Provision]) -> tuple[Difference, ...]:
    """What is otherwise in the newer rows, row by row and field by field."""
    found: list[Difference] = []
    for row in new.values():
        before = old.get(row.id)
        names = [name for name in (*ORDER, "variants") if getattr(before, name, None) != getattr(row, name)]
        found += [Difference(name, before, row) for name in (names if before is not None else ["id"])]
    return tuple(found)


RULE = frozenset({
    "scope", "protects", "requisite", "requisite_text", "max_years", "contract_cap", "ends_when", "overrides", "limits",
    "emissions", "reservation_possible", "variants",
})  # fmt: skip
"""The fields of a row that an assessment weighs by; the others say where it comes from and how it is told."""


def restated(old: Provision, new: Provision) -> tuple[Difference, ...]:
    """What of the rule itself is otherwise in the newer row, so that what was weighed by the older has to be read."""
    return tuple(found for found in differences({old.id: old}, {new.id: new}) if found.field in RULE)


def has(row: Provision, wanted: Iterable[str]) -> bool:
    """Whether all these words stand somewhere in a row's names, texts or questions, upper and lower case alike."""
    parts = (row.id, row.heading, row.scope, row.protects, row.typical, row.letter_line, row.doubt, *row.questions)
    text = " ".join(parts).casefold()
    return all(word.casefold() in text for word in wanted)

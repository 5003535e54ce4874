"""The rows of an edition of the catalogue, as TOML and back: what is kept, exported, hashed and signed is one text."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from .provisions import ContractCap, Provision, Variant

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


def provision_from(raw: Mapping[str, Any]) -> Provision:
    """A provision from its table in TOML. Raises KeyError, TypeError or ValueError where it cannot be used."""
    row: dict[str, Any] = dict(raw)
    cap, variants = row.pop("contract_cap", None), row.pop("variant", ())
    unknown = sorted(set(row) - _NAMES)
    if unknown:
        raise ValueError(f"{unknown[0]}: no such field")
    plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Provision(
        **plain,
        contract_cap=_cap(cap) if cap else None,
        variants=tuple(Variant(**part) for part in variants),
    )


_NAMES = {field.name for field in fields(Provision)} - {"contract_cap", "variants"}


def _cap(raw: Mapping[str, Any]) -> ContractCap:
    return ContractCap(**{"counted_from" if key == "from" else key: value for key, value in raw.items()})


def read(text: str) -> dict[str, Provision]:
    """The rows of a text by id, in its order.

    Raises what ``provision_from`` does, and tomllib.TOMLDecodeError (a ValueError) where it is no TOML.
    """
    rows = [provision_from(raw) for raw in tomllib.loads(text)["provision"]]
    return {row.id: row for row in rows}


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
    # JSON's escapes are TOML's, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


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

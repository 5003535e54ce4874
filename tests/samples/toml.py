"""Writes what the demo case's two TOML files need: plain values, lists of them, tables and arrays of tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

Value = str | bool | int | float | date | Iterable["Value"]
Table = Mapping[str, Value]
WIDTH = 118


def write(path: Path, head: str, parts: Iterable[tuple[str, Table]]) -> None:
    """Writes the tables in their order; a name in brackets makes an array of tables. UTF-8, line feeds."""
    blocks = ["\n".join(f"# {line}".rstrip() for line in head.strip().splitlines())]
    blocks += ["\n".join([f"[{name}]", *(_line(key, value) for key, value in table.items())]) for name, table in parts]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8", newline="\n")


def _line(key: str, value: Value) -> str:
    line = f"{key} = {_value(value)}"
    if len(line) <= WIDTH or isinstance(value, str | bool | int | float | date):
        return line
    return f"{key} = [\n" + "".join(f"    {_value(part)},\n" for part in value) + "]"


def _value(value: Value) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    return "[" + ", ".join(_value(part) for part in value) + "]"

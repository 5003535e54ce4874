"""What the program reads: catalogues, profiles, templates, texts and looks; the only code here finds and reads them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def path(*parts: str) -> Path:
    """Where a resource lies, as in ``path("profiles", "fjallvik.toml")``; nothing tells whether it exists."""
    return Path(str(files(__name__).joinpath(*parts)))


def text(*parts: str) -> str:
    """A resource as text.

    Raises:
        FileNotFoundError: there is no such resource.
    """
    return path(*parts).read_text(encoding="utf-8")


class BadCatalogue(ValueError):
    """A catalogue cannot be used; the message names the file, the line where one is known, and what is wrong."""


@cache
def table(*parts: str) -> dict[str, Any]:
    """A TOML resource as read; every caller gets the same object, which is for reading only.

    Raises:
        FileNotFoundError: there is no such resource.
        BadCatalogue: it is no TOML.
    """
    try:
        return tomllib.loads(text(*parts))
    except tomllib.TOMLDecodeError as error:
        raise BadCatalogue(f"{parts[-1]}: {error}") from error  # which says the line itself


UNUSABLE = (KeyError, TypeError, ValueError, AttributeError, re.error)
"""What is raised where a row lacks a key, holds the wrong kind of value, or names something that is not there."""


def each(make: Callable[[dict[str, Any]], T], key: str, *parts: str) -> tuple[T, ...]:
    """What ``make`` gives for each row ``[[key]]`` of a TOML resource, in order.

    Raises:
        BadCatalogue: a row cannot be used, or there is none.
    """
    rows = table(*parts).get(key)
    if not isinstance(rows, list):
        raise BadCatalogue(f"{parts[-1]}: there is no [[{key}]]")
    return tuple(_made(make, row, key, number, parts[-1]) for number, row in enumerate(rows, 1))


def _made(make: Callable[[dict[str, Any]], T], row: dict[str, Any], key: str, number: int, file: str) -> T:
    try:
        return make(row)
    except UNUSABLE as error:
        raise bad_row(file, key, number, row, error) from error


def bad_row(file: str, key: str, number: int, row: object, error: Exception) -> BadCatalogue:
    """What to raise for the row ``[[key]]`` of this number (from 1) of a catalogue."""
    known = row if isinstance(row, dict) else {}
    name = next((str(known[field]) for field in ("name", "id", "code", "provision") if field in known), "no name")
    line = _line(file, key, number)
    place = f"{file}, line {line}" if line else file
    return BadCatalogue(f"{place}: {key} {number} ({name}): {error}")


def _line(file: str, key: str, number: int) -> int:
    """The line (from 1) on which the row begins; 0 where the catalogue is not among the resources."""
    found = path("catalogues", file)
    if not found.is_file():
        return 0
    heads = re.compile(rf"^\[\[{re.escape(key)}\]\]", re.MULTILINE).finditer(found.read_text(encoding="utf-8"))
    head = next(islice(heads, number - 1, None), None)
    return head.string.count("\n", 0, head.start()) + 1 if head else 0

"""What the program reads: catalogues, profiles, templates, texts and looks; the only code here finds and reads them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


def path(*parts: str) -> Path:
    """Where a resource lies, as in ``path("profiles", "fjallvik.toml")``; nothing tells whether it exists."""
    return Path(str(files(__name__).joinpath(*parts)))


def text(*parts: str) -> str:
    """A resource as text.

    Raises:
        FileNotFoundError: there is no such resource.
    """
    return path(*parts).read_text(encoding="utf-8")


@cache
def table(*parts: str) -> dict[str, Any]:
    """A TOML resource as read; every caller gets the same object, which is for reading only.

    Raises:
        FileNotFoundError: there is no such resource.
        tomllib.TOMLDecodeError: it is no TOML.
    """
    return tomllib.loads(text(*parts))

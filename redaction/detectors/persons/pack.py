"""The files of the model: named blocks of bytes in one compressed file, the same bytes for the same content."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path

_MAGIC = b"UTLP1\n"


class BadModel(ValueError):
    """A file of the model is not what it should be; the message names it."""


def write(path: Path, blocks: Mapping[str, bytes]) -> None:
    """Write the blocks, in their order."""
    head = json.dumps([[name, len(block)] for name, block in blocks.items()]).encode("ascii")
    path.write_bytes(_MAGIC + zlib.compress(head + b"\n" + b"".join(blocks.values()), 9))


def read(path: Path) -> dict[str, bytes]:
    """The blocks of a file by name.

    Raises:
        BadModel: the file is missing, broken or of another kind.
    """
    try:
        raw = path.read_bytes()
        if not raw.startswith(_MAGIC):
            raise BadModel(f"{path.name}: not a file of the model")
        head, _, body = zlib.decompress(raw[len(_MAGIC) :]).partition(b"\n")
        blocks, at = {}, 0
        for name, length in json.loads(head):
            blocks[name] = body[at : at + length]
            at += length
    except (OSError, zlib.error, ValueError) as error:
        raise error if isinstance(error, BadModel) else BadModel(f"{path.name}: {error}") from error
    if at != len(body):
        raise BadModel(f"{path.name}: it is cut off")
    return blocks

"""Writes compound files (MS-CFB) and Outlook mails (MS-OXMSG) for tests, as simply as the format allows."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, FAT_SECTOR, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
Tree = Mapping[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A file of these streams (bytes) and storages (mappings)."""
    entries: list[list[Any]] = [["Root Entry", 5, NONE, NONE, NONE, 0, 0]]
    small, small_chain, sectors, chain = bytearray(), list[int](), bytearray(), list[int]()

    def put(content: bytes) -> int:
        first, count = len(chain), -(-len(content) // SECTOR)
        sectors.extend(content.ljust(count * SECTOR, b"\0"))
        chain.extend([first + n + 1 for n in range(count - 1)] + [END])
        return first

    def store(content: bytes) -> int:
        if not content:
            return END
        if len(content) >= CUTOFF:
            return put(content)
        first, count = len(small_chain), -(-len(content) // SMALL)
        small.extend(content.ljust(count * SMALL, b"\0"))
        small_chain.extend([first + n + 1 for n in range(count - 1)] + [END])
        return first

    def add(folder: Tree) -> int:
        """Adds a storage's children, each the right sibling of the one before; gives the first."""
        names = sorted(folder, key=lambda name: (len(name), name.upper()))
        first = len(entries)
        for name in names:
            entries.append([name, 1, NONE, NONE, NONE, 0, 0])
        for number, name in enumerate(names, first):
            value, right = folder[name], number + 1 if name != names[-1] else NONE
            if isinstance(value, bytes):
                entries[number] = [name, 2, NONE, right, NONE, store(value), len(value)]
            else:
                entries[number] = [name, 1, NONE, right, add(value), 0, 0]
        return first if names else NONE

    entries[0][4] = add(tree)
    entries[0][5:] = [put(bytes(small)) if small else END, len(small)]
    mini = put(struct.pack(f"<{len(small_chain)}I", *small_chain).ljust(SECTOR, b"\xff")) if small_chain else END
    minis = -(-4 * len(small_chain) // SECTOR)
    folder = b"".join(_entry(*entry) for entry in entries)
    directory = put(folder)
    fats = 1
    while (len(chain) + fats) * 4 > fats * SECTOR:
        fats += 1
    first_fat = len(chain)
    table = [*chain, *[FAT_SECTOR] * fats]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(fats * SECTOR, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0,
        fats, directory, 0, CUTOFF, mini, minis, END, 0, 0,
    )[:76]  # fmt: skip
    places = [first_fat + n for n in range(fats)]
    head += struct.pack("<109I", *places, *[FREE] * (109 - fats))
    return head + bytes(sectors) + fat


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", wide.ljust(64, b"\0"), len(wide), kind, 1, left, right, child, bytes(16), 0, 0, 0,
        start, size,
    )  # fmt: skip


def message(
    texts: Mapping[int, str] | None = None,
    binaries: Mapping[int, bytes] | None = None,
    recipients: tuple[tuple[int, str, str], ...] = (),
    attachments: tuple[Tree, ...] = (),
    top: bool = True,
) -> dict[str, bytes | Tree]:
    """The tree of an Outlook mail: its texts and binaries by property, recipients (kind, name, address)."""
    made: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(32 if top else 24)}
    made |= {f"__substg1.0_{code:04X}001F": text.encode("utf-16-le") for code, text in (texts or {}).items()}
    made |= {f"__substg1.0_{code:04X}0102": content for code, content in (binaries or {}).items()}
    for number, (kind, name, address) in enumerate(recipients):
        made[f"__recip_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8) + struct.pack("<IIQ", 0x0C150003, 0, kind),
            "__substg1.0_3001001F": name.encode("utf-16-le"),
            "__substg1.0_39FE001F": address.encode("utf-16-le"),
        }
    for number, attachment in enumerate(attachments):
        made[f"__attach_version1.0_#{number:08X}"] = attachment
    return made


def attachment(name: str, content: bytes | Tree) -> dict[str, bytes | Tree]:
    """An attachment: a file, or a mail (the tree of one that is not at the top)."""
    made: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(8)}
    made["__substg1.0_3707001F"] = name.encode("utf-16-le")
    made["__substg1.0_37010102" if isinstance(content, bytes) else "__substg1.0_3701000D"] = content
    return made

"""Code tables (CMaps) that a file brings along: which glyph each two-byte code shows."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Dictionary, Name, Stream, String

MOST_RANGE = 65_536
SPACES = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.S)
SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*(\d+)")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\d+)")


def read(table: Stream) -> dict[int, int] | None:
    """The CID of each code; None where codes are not of two bytes or another table is built upon."""
    body = re.sub(rb"%[^\r\n]*", b"", table.read_bytes())
    ends = [end for part in SPACES.findall(body) for end in re.findall(rb"<([0-9A-Fa-f\s]+)>", part)]
    if b"usecmap" in body or "/UseCMap" in table or not ends or any(len(b"".join(e.split())) != 4 for e in ends):
        return None
    found: dict[int, int] = {}
    for part in re.findall(rb"begincidrange(.*?)endcidrange", body, re.S):
        for low, high, cid in RANGE.findall(part):
            count = min(int(high, 16) - int(low, 16) + 1, MOST_RANGE)
            found.update((int(low, 16) + i, int(cid) + i) for i in range(count))
    for part in re.findall(rb"begincidchar(.*?)endcidchar", body, re.S):
        found.update((int(code, 16), int(cid)) for code, cid in SINGLE.findall(part))
    return found


def written(pdf: pikepdf.Pdf, pairs: dict[int, int], vertical: bool) -> Stream:
    """A table of these codes alone."""
    listed = sorted(pairs.items())
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def",
        f"/CMapName /F def /CMapType 1 def /WMode {int(vertical)} def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for at in range(0, len(listed), 100):
        part = listed[at : at + 100]
        lines += [f"{len(part)} begincidchar", *(f"<{code:04X}> {cid}" for code, cid in part), "endcidchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return pdf.make_stream(
        "\n".join(lines).encode("ascii"),
        Type=Name.CMap,
        CMapName=Name.F,
        WMode=int(vertical),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
    )

"""How a screen looks, small enough to keep as text: where there is ink, and how much each colour of the theme fills.

``python -m tests.ui.looks`` writes the looks of the key screens anew; the diff shows what changed in a screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PIL import Image, ImageFilter
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from tests import keys
from ui import theme

from .rooms import Room, room_in
from .test_screens import everywhere

FOLDER = Path(__file__).parent / "looks"
LIGHT, ALL = (theme.Mode.LIGHT,), (theme.Mode.LIGHT, theme.Mode.DARK, theme.Mode.CONTRAST)
KEY_SCREENS = {"requests": LIGHT, "request": ALL, "review": ALL, "assessment": LIGHT, "delivery": LIGHT, "log": LIGHT}
"""Which are compared, and in which modes."""
BLOCK = 24
"""Side of a block in px."""
EDGE = 64
"""A stronger edge (0-255) between two pixels is ink."""
LEVELS = ((0.004, " "), (0.06, "."), (0.2, ":"), (1.1, "#"))
"""Share of inked pixels below which a block is drawn so."""
MOST_BLOCKS = 0.012
"""So large a share of the blocks may differ: another machine sets text a px aside."""
LEAST_FILL, MOST_FILL = 0.001, 0.006
"""A colour that fills less of the picture is not kept; one may fill so much, or a fifth of it, more or less."""


@dataclass(frozen=True, slots=True)
class Look:
    """A picture in short: lines of blocks, and the share (0-1) that each frequent colour fills."""

    blocks: tuple[str, ...]
    fills: dict[str, float]


def look_at(window: QWidget) -> Look:
    """The look of a window as it stands."""
    picture = _picture(window)
    edges = picture.convert("L").filter(ImageFilter.FIND_EDGES).point(lambda value: 255 if value > EDGE else 0)
    across, down = (picture.width - 2) // BLOCK, (picture.height - 2) // BLOCK
    inner = (1, 1, across * BLOCK + 1, down * BLOCK + 1)  # at its rim a filter has no edges to find
    shares = edges.crop(inner).resize((across, down), Image.Resampling.BOX)
    drawn = "".join(next(sign for top, sign in LEVELS if value / 255 < top) for value in shares.tobytes())
    return Look(tuple(drawn[at : at + across] for at in range(0, len(drawn), across)), _fills(picture))


def _picture(window: QWidget) -> Image.Image:
    grabbed = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (grabbed.width(), grabbed.height()), grabbed.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(grabbed.constBits()), "raw", "RGB", stride)


def _fills(picture: Image.Image) -> dict[str, float]:
    counted: Any = picture.getcolors(picture.width * picture.height) or []
    whole = picture.width * picture.height
    shares = {f"#{r:02X}{g:02X}{b:02X}": round(count / whole, 4) for count, (r, g, b) in counted}
    return {colour: share for colour, share in sorted(shares.items()) if share >= LEAST_FILL}


def differences(was: Look, now: Look) -> list[str]:
    """What a person would see: blocks with ink come or gone, colours that fill more or less; empty when alike."""
    told = []
    if len(was.blocks) != len(now.blocks):
        return [f"{len(now.blocks)} lines of blocks, not {len(was.blocks)}"]
    signs = [sign for _top, sign in LEVELS]
    far = [
        (x, y)
        for y, (one, other) in enumerate(zip(was.blocks, now.blocks, strict=True))
        for x, (a, b) in enumerate(zip(one, other, strict=True))
        if abs(signs.index(a) - signs.index(b)) > 1
    ]
    if len(far) > MOST_BLOCKS * len(was.blocks) * len(was.blocks[0]):
        told.append(f"{len(far)} blocks differ, from {min(far)} to {max(far)} (of {BLOCK} px)")
    for colour in sorted(was.fills.keys() | now.fills.keys()):
        before, after = was.fills.get(colour, 0.0), now.fills.get(colour, 0.0)
        if abs(after - before) > max(MOST_FILL, before / 5):
            told.append(f"{colour} fills {after:.1%}, not {before:.1%}")
    return told


def key_screens(room: Room) -> Iterator[tuple[str, Any]]:
    """Each key screen in turn, shown with something on it."""
    places = everywhere(room)
    request_id = places["request"]["request_id"]
    document = room.office.document(request_id, title="Avtal")  # type: ignore[arg-type]
    room.office.findings(document)
    for name in KEY_SCREENS:
        room.frame.forget_screens()
        screen = room.show(name, **({"document_id": document} if name == "review" else places[name]))
        QTest.qWait(20)
        yield name, screen


def save(name: str, looks: dict[str, Look]) -> None:
    """Keeps the looks of a screen, by mode."""
    lines = []
    for mode, look in looks.items():
        lines += [f"[{mode}]", " ".join(f"{colour}={share}" for colour, share in look.fills.items())]
        lines += [f"|{line}|" for line in look.blocks]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def kept(name: str) -> dict[str, Look]:
    """The looks of a screen that are kept, by mode."""
    found: dict[str, Look] = {}
    for part in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("[")[1:]:
        mode, fills, *blocks = part.splitlines()
        shares = dict(pair.split("=") for pair in fills.split())
        found[mode.rstrip("]")] = Look(
            tuple(line[1:-1] for line in blocks), {colour: float(share) for colour, share in shares.items()}
        )
    return found


def looks_of(name: str, app: QApplication, window: QWidget) -> dict[str, Look]:
    """The looks of the key screen that a window shows, by mode."""
    looks = {}
    for mode in KEY_SCREENS[name]:
        if mode is not theme.current.mode:
            theme.apply(app, mode)
            QTest.qWait(1)
        looks[str(mode)] = look_at(window)
    if theme.current.mode is not theme.Mode.LIGHT:
        theme.apply(app, theme.Mode.LIGHT)
    return looks


def main() -> int:
    """Writes the looks anew."""
    keys.give()
    app = QApplication([])
    app.setStyle(QStyleFactory.create("Fusion"))
    theme.apply(app, theme.Mode.LIGHT)
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        for room in room_in(Path(place), patch):
            for name, _screen in key_screens(room):
                save(name, looks_of(name, app, room.frame))
                print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Icons: all there, one drawing language, tinted from the theme, sharp."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtSvg import QSvgRenderer

from ui import icons, theme

WANTED = [
    "requests",
    "todo",
    "review",
    "company",
    "court",
    "diary",
    "log",
    "help",
    "settings",
    "search",
    "filter",
    "pdf",
    "table",
    "mail",
    "docx",
    "scan",
    "take-in",
    "age",
    "person",
    "text-select",
    "mask",
    "area",
    "row",
    "column",
    "page",
    "keep-only",
    "comment",
    "undo",
    "redo",
    "plus",
    "minus",
    "fit-width",
    "side-by-side",
    "flip",
    "window",
    "proof",
    "lock",
    "unlock",
    "sign",
    "return",
    "stop",
    "retry",
    "warning",
    "failed",
    "done",
    "blocked",
    "open",
    "unread",
    "visible",
    "hidden",
    "link",
    "package",
    "letter",
    "assessment",
    "duty",
    "flag",
    "print",
    "copy",
    "right",
    "left",
    "down",
    "close",
    "more",
    "tick",
    "mark-minus",
]


def test_every_icon_of_the_design_is_there():
    """The names of the design all have a drawing."""
    assert set(WANTED) <= set(icons.names())


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_keeps_the_drawing_rules(qapp, name):
    """20 px grid, 1.5 px stroke, round ends, no fill, currentColor alone; and it can be drawn."""
    source = (icons.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    for rule in (
        'viewBox="0 0 20 20"',
        'fill="none"',
        'stroke="currentColor"',
        'stroke-width="1.5"',
        'stroke-linecap="round"',
    ):
        assert rule in source
    assert not re.search(r"#[0-9a-fA-F]{3,6}|rgb\(", source)
    assert QSvgRenderer(source.encode()).isValid()
    assert inked(icons.pixmap(name, 40, QColor("black"))) == {"#000000"}


def inked(picture) -> set[str]:
    """The colours that cover a whole pixel."""
    image = picture.toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in places if image.pixelColor(x, y).alpha() == 255}


def test_an_icon_wears_the_theme_of_the_moment(qapp):
    """The same QIcon is dark in light and light in dark."""
    icon = icons.icon("stop")
    theme.apply(qapp, theme.Mode.DARK)
    assert inked(icon.pixmap(QSize(40, 40), 1.0)) == {theme.DARK.ink.lower()}
    theme.apply(qapp, theme.Mode.LIGHT)
    assert inked(icon.pixmap(QSize(40, 40), 1.0)) == {theme.LIGHT.ink.lower()}
    assert inked(icon.pixmap(QSize(40, 40), 1.0, QIcon.Mode.Disabled)) == {theme.LIGHT.ink3.lower()}


def test_an_icon_is_drawn_anew_for_a_finer_screen(light):
    """At 2 device pixels per px the icon has twice the pixels and the same size."""
    fine = icons.pixmap("requests", 20, QColor("black"), 2.0)
    assert (fine.width(), fine.deviceIndependentSize().width()) == (40, 20)


def test_a_name_without_a_drawing_is_refused(light):
    """A misspelt name is told at once and not drawn as nothing."""
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-drawing")

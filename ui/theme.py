"""Colours, type, space and shape of the work area, as data; and how they reach Qt's palette and style sheet.

The numbers are those of the design: contrast is WCAG 2 relative luminance and a test recomputes it from here.
Painted parts ask ``tokens()`` while painting, so a change of theme needs no more than a repaint.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources

from .tokens import DARK as DARK
from .tokens import GROUNDS as GROUNDS
from .tokens import LIGHT as LIGHT
from .tokens import PAPER_INK as PAPER_INK
from .tokens import GroundLook as GroundLook
from .tokens import Tokens as Tokens
from .tokens import contrast as contrast
from .tokens import ground as ground
from .tokens import luminance as luminance

LOOK = Path(resources.__file__).parent / "look"
"""Folder of the style sheet, icons and fonts."""


class Mode(StrEnum):
    """What the person chose; SYSTEM follows the desktop's colour scheme and contrast theme."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def contrast_from(palette: QPalette) -> Tokens:
    """The tokens of a contrast theme: the system's own colours, no fills, everything framed."""
    group, role = QPalette.ColorGroup, QPalette.ColorRole

    def name(which: QPalette.ColorRole, when: QPalette.ColorGroup = group.Active) -> str:
        return palette.color(when, which).name()

    ground_colour, ink = name(role.Window), name(role.WindowText)
    faint, bright, on = name(role.WindowText, group.Disabled), name(role.Highlight), name(role.HighlightedText)
    same_ground = dict.fromkeys(
        ["frame", "panel", "content", "canvas", "hover", "ok_fill", "warn_fill", "stop_fill", "info_fill", "chosen"],
        ground_colour,
    )
    same_ink = dict.fromkeys(["ink", "ink2", "line", "lines", "ok", "warn", "stop"], ink)
    return Tokens(
        **same_ground,
        **same_ink,
        ink3=faint,
        accent=bright,
        accent_hover=bright,
        on_accent=on,
        selected=bright,
        selected_ink=on,
        paper="#FFFFFF",
        ground_line="#FFFFFFFF",
        chosen_width=2,
        contrast=True,
        dark=QColor(ground_colour).lightnessF() < 0.5,
    )


def contrast_palette() -> QPalette:
    """The contrast palette of our own, for desktops that have none: black, white, FFE600 and B8B8B8."""
    black, white, yellow = "#000000", "#FFFFFF", "#FFE600"
    return _palette(
        replace(
            DARK,
            frame=black,
            panel=black,
            content=black,
            selected_ink=black,
            on_accent=black,
            ink=white,
            ink2=white,
            accent=yellow,
            selected=yellow,
            ink3="#B8B8B8",
        )
    )


# -- type, space, shape ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Type:
    """A step of the type scale: px and line height at 100 %, weight."""

    px: float
    line: float
    weight: QFont.Weight


TYPES = {
    "display": Type(28, 34, QFont.Weight.DemiBold),
    "heading": Type(20, 26, QFont.Weight.DemiBold),
    "section": Type(15, 20, QFont.Weight.DemiBold),
    "body": Type(13, 18, QFont.Weight.Normal),
    "control": Type(13, 18, QFont.Weight.Medium),
    "strong": Type(13, 18, QFont.Weight.DemiBold),
    "small": Type(12, 16, QFont.Weight.Normal),
    "small-strong": Type(12, 16, QFont.Weight.DemiBold),
    "key": Type(11, 16, QFont.Weight.Medium),
    "badge": Type(11.5, 16, QFont.Weight.DemiBold),
    "hash": Type(12, 16, QFont.Weight.Normal),
}

PADDING_LIST, PADDING_PROSE, GAP_LABEL, GAP_FIELD, GAP_GROUP = 12, 16, 4, 12, 22
RADIUS, RADIUS_BADGE, RADIUS_POPUP = 4, 3, 6
BAR, RING, RING_GAP = 3, 2, 2
HEIGHTS = {
    "top": 48,
    "tools": 40,
    "panel": 40,
    "header": 30,
    "row": 36,
    "document": 46,
    "finding": 30,
    "button": 30,
    "card-button": 28,
    "release": 40,
    "input": 30,
    "chip": 26,
    "status": 28,
    "rail": 54,
    "target": 24,
}
RAIL_WIDTH = 72
SANS = ("Segoe UI Variable Text", "Segoe UI", "Inter")
MONO = ("Cascadia Mono", "DejaVu Sans Mono")
FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
_REFERENCE_POINTS = 9.0 if sys.platform == "win32" else 11.0


SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
"""The person's own text sizes to choose from, on top of the system's."""


class _Current(QObject):
    """What is worn now; ``changed`` is told after palette, sheet and font are in place.

    ``scale`` is all that makes the text larger, ``own`` the person's share of it.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.scale, self.own = 1.0, 1.0
        self.bases: dict[str, QFont] = {}
        self.fonts: dict[tuple[str, float], QFont] = {}
        self.mode = Mode.LIGHT


current = _Current()


def tokens() -> Tokens:
    """The tokens worn now."""
    return current.tokens


def colour(name: str) -> QColor:
    """A token by name, as a colour to paint with; an #RRGGBB or #AARRGGBB goes straight through."""
    return QColor(name if name.startswith("#") else getattr(current.tokens, name))


def px(length: float) -> int:
    """A length of the design (px at 100 % text) at the present text size; hairlines are not scaled."""
    return round(length * current.scale)


def height(name: str) -> int:
    """Height of a kind of row or control (``HEIGHTS``), in device-independent px."""
    return px(HEIGHTS[name])


def font(step: str = "body") -> QFont:
    """The font of a step of the scale, sized in points so that the system's text size carries."""
    key = (step, current.scale)
    if key not in current.fonts:
        kind = TYPES[step]
        made = QFont(current.bases["mono" if step == "hash" else "sans"])
        made.setPointSizeF(kind.px * 0.75 * current.scale)
        made.setWeight(kind.weight)
        current.fonts[key] = made
    return QFont(current.fonts[key])


def _base(family: str) -> QFont:
    """A family with tabular figures.

    Made once: PySide 6.12 drops a reference to None at each ``setFeature``, and many calls end the interpreter.
    """
    made = QFont(family)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if hasattr(made, "setFeature"):  # Qt 6.7
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _load_fonts() -> None:
    """Finds the family to use; our own Inter is loaded only where Windows' fonts are not."""
    families = set(QFontDatabase.families())
    if not families & set(SANS[:2]):
        for file in FONT_FILES:
            QFontDatabase.addApplicationFont(str(LOOK / "fonts" / file))
        families.add("Inter")
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    current.bases = {
        "sans": _base(next(family for family in SANS if family in families)),
        "mono": _base(next((family for family in MONO if family in families), fixed)),
    }


# -- putting it on -----------------------------------------------------------------------------------------------


def system_mode() -> Mode:
    """The mode that the desktop asks for now."""
    hints = QGuiApplication.styleHints()
    if hasattr(hints, "accessibility"):  # Qt 6.10
        wish = hints.accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast:
            return Mode.CONTRAST
    return Mode.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Mode.LIGHT


def apply(app: QApplication, mode: Mode = Mode.SYSTEM, scale: float = 1.0, palette: QPalette | None = None) -> Tokens:
    """Dresses the application.

    Args:
        mode: what the person chose.
        scale: the person's own text size, 1.0-2.0, on top of the system's.
        palette: the contrast theme's palette; without it the desktop's, or our own where the desktop has none.
    """
    if not current.bases:
        _load_fonts()
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    current.own = scale
    current.scale = max(1.0, points / _REFERENCE_POINTS) * scale
    current.mode = mode
    worn = system_mode() if mode is Mode.SYSTEM else mode
    if worn is Mode.CONTRAST:
        current.tokens = contrast_from(palette or _contrast_theme(app, mode))
    else:
        current.tokens = DARK if worn is Mode.DARK else LIGHT
    app.setFont(font())
    app.setPalette(_palette(current.tokens))
    app.setStyleSheet(style_sheet(current.tokens))
    current.changed.emit()
    return current.tokens


def _contrast_theme(app: QApplication, mode: Mode) -> QPalette:
    if mode is not Mode.SYSTEM:
        return contrast_palette()
    app.setPalette(QPalette())  # an empty palette gives the desktop's own back
    return app.palette()


def follow_system(app: QApplication) -> None:
    """Changes clothes with the desktop as long as the chosen mode is SYSTEM."""

    def changed(*_: object) -> None:
        if current.mode is Mode.SYSTEM:
            apply(app, Mode.SYSTEM, current.own)

    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(changed)
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(changed)


def style_sheet(worn: Tokens) -> str:
    """The application's style sheet: colours, borders and paddings from the tokens, nothing else."""
    template = Template((LOOK / "utlamna.qss").read_text(encoding="utf-8"))
    lengths = {"pad": px(10), "bar": px(12)}
    return template.substitute(
        {key: str(value) for key, value in asdict(worn).items()} | {key: str(value) for key, value in lengths.items()}
    )


def _palette(worn: Tokens) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for which, name in {
        role.Window: "frame",
        role.WindowText: "ink",
        role.Base: "content",
        role.AlternateBase: "panel",
        role.Text: "ink",
        role.PlaceholderText: "ink3",
        role.Button: "panel",
        role.ButtonText: "ink",
        role.BrightText: "on_accent",
        role.ToolTipBase: "content",
        role.ToolTipText: "ink",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Light: "content",
        role.Midlight: "panel",
        role.Mid: "line",
        role.Dark: "lines",
        role.Shadow: "ink3",
    }.items():
        made.setColor(which, QColor(getattr(worn, name)))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, which, QColor(worn.ink3))
    return made

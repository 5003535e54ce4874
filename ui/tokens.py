"""The colours of the light and the dark theme and of the grounds, as data, and the measure of their contrast."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as #RRGGBB; ``contrast`` themes draw no fills and frame everything.

    ``selected_ink`` is text on ``selected``; ``chosen`` fills pressed tools and checked chips, whose border
    is ``chosen_width`` px of accent; ``ground_line`` outlines ground badges (#AARRGGBB, transparent in light).
    """

    frame: str
    panel: str
    content: str
    canvas: str
    ink: str
    ink2: str
    ink3: str
    line: str
    lines: str
    accent: str
    accent_hover: str
    on_accent: str
    selected: str
    selected_ink: str
    hover: str
    ok: str
    ok_fill: str
    warn: str
    warn_fill: str
    stop: str
    stop_fill: str
    info_fill: str
    chosen: str
    paper: str
    ground_line: str
    chosen_width: int = 1
    contrast: bool = False
    dark: bool = False


LIGHT = Tokens(
    frame="#F1F3F3",
    panel="#F8F9F9",
    content="#FFFFFF",
    canvas="#DCE0E2",
    ink="#1A2023",
    ink2="#4A555B",
    ink3="#5B666D",
    line="#D6DBDE",
    lines="#757F87",
    accent="#0B5C70",
    accent_hover="#084A5A",
    on_accent="#FFFFFF",
    selected="#DCEBEE",
    selected_ink="#1A2023",
    hover="#E7EBEC",
    ok="#1B6A3B",
    ok_fill="#E4F1E8",
    warn="#865000",
    warn_fill="#FAEED8",
    stop="#A5221B",
    stop_fill="#FBE7E4",
    info_fill="#DCEBEE",
    chosen="#DCEBEE",
    paper="#FFFFFF",
    ground_line="#00000000",
)

DARK = Tokens(
    frame="#1A1E21",
    panel="#202528",
    content="#24292D",
    canvas="#121517",
    ink="#E8ECEE",
    ink2="#B4BEC4",
    ink3="#A3ADB4",
    line="#353C41",
    lines="#7A868E",
    accent="#63B8CC",
    accent_hover="#7CC8DA",
    on_accent="#06222A",
    selected="#173F4A",
    selected_ink="#E8ECEE",
    hover="#2B3136",
    ok="#72C892",
    ok_fill="#1D3527",
    warn="#E2A94F",
    warn_fill="#3A2D17",
    stop="#F2938A",
    stop_fill="#40221F",
    info_fill="#173F4A",
    chosen="#173F4A",
    paper="#ECEAE5",
    ground_line="#8CFFFFFF",
    dark=True,
)


@dataclass(frozen=True, slots=True)
class GroundLook:
    """How one ground's number looks: colour of line and badge, text on the badge, name of its pattern."""

    colour: str
    text: str
    pattern: str


GROUNDS = (
    GroundLook("#1B4FC6", "#FFFFFF", "slash-wide"),
    GroundLook("#974413", "#FFFFFF", "backslash-wide"),
    GroundLook("#4C1472", "#FFFFFF", "dots"),
    GroundLook("#187D52", "#FFFFFF", "pairs"),
    GroundLook("#A67C14", "#111111", "crosses"),
    GroundLook("#D0308E", "#FFFFFF", "backslash-dense"),
    GroundLook("#1C87CF", "#111111", "dashes"),
    GroundLook("#552D15", "#FFFFFF", "slash-dense"),
    GroundLook("#2F373E", "#FFFFFF", "blocks"),
)
"""Looks of the numbers 1-9; see ``ground``."""

PAPER_INK = {"proposal": "#4A555B", "skipped": "#646F76", "unjudged": "#A85F00", "box": "#111111"}
"""Colours of marks that carry no ground; the same in every theme, for paper is paper."""


def ground(number: int) -> GroundLook:
    """The look of a ground's number; 10 and up wear the charcoal of 9."""
    return GROUNDS[min(max(number, 1), len(GROUNDS)) - 1]


def luminance(name: str) -> float:
    """Relative luminance of an #RRGGBB (WCAG 2.2, 0-1)."""
    parts = [int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB (WCAG 2.2, 1-21)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)

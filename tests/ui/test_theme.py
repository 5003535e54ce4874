"""Contrast of every token and ground as the design says, recomputed from the theme; and how it is worn."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tests import gallery
from ui import theme

PLANES = ("frame", "panel", "content")
TABLE = [  # token, light, light on the selected row, dark, dark on the selected row
    ("ink", 14.8, 13.5, 12.4, 9.6),
    ("ink2", 6.9, 6.3, 7.8, 6.0),
    ("ink3", 5.3, 4.8, 6.4, 5.0),
    ("lines", 3.7, 3.3, 3.9, 3.1),
    ("accent", 6.8, 6.2, 6.5, 5.0),
    ("ok", 6.0, 5.4, 7.3, 5.6),
    ("warn", 6.0, 5.4, 7.0, 5.4),
    ("stop", 6.6, 6.0, 6.5, 5.0),
]
FILLS = [("ok", 5.7, 6.5), ("warn", 5.8, 6.4), ("stop", 6.2, 6.4)]
GROUNDS = [  # on white, on dimmed paper, text on the badge
    (7.1, 5.9, 7.1),
    (6.7, 5.5, 6.7),
    (12.7, 10.6, 12.7),
    (5.1, 4.3, 5.1),
    (3.8, 3.2, 4.9),
    (4.7, 3.9, 4.7),
    (3.9, 3.2, 4.8),
    (11.9, 9.9, 11.9),
    (12.1, 10.1, 12.1),
]
NEAR = 0.1


def least(worn: theme.Tokens, token: str, planes: tuple[str, ...] = PLANES) -> float:
    """Lowest contrast over the planes."""
    return min(theme.contrast(getattr(worn, token), getattr(worn, plane)) for plane in planes)


@pytest.mark.parametrize(("token", "light", "light_row", "dark", "dark_row"), TABLE)
def test_tokens_have_the_contrast_of_the_design(token, light, light_row, dark, dark_row):
    """A token keeps its lowest contrast over frame, panel and content, and on the selected row."""
    assert least(theme.LIGHT, token) == pytest.approx(light, abs=NEAR)
    assert least(theme.DARK, token) == pytest.approx(dark, abs=NEAR)
    assert theme.contrast(getattr(theme.LIGHT, token), theme.LIGHT.selected) == pytest.approx(light_row, abs=NEAR)
    assert theme.contrast(getattr(theme.DARK, token), theme.DARK.selected) == pytest.approx(dark_row, abs=NEAR)


@pytest.mark.parametrize(("token", "light", "dark"), FILLS)
def test_states_are_read_on_their_fill(token, light, dark):
    """Green, amber and red words stand clear of their own fill."""
    assert least(theme.LIGHT, token, (f"{token}_fill",)) == pytest.approx(light, abs=NEAR)
    assert least(theme.DARK, token, (f"{token}_fill",)) == pytest.approx(dark, abs=NEAR)


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_text_is_never_under_the_law_s_measure(worn):
    """Text keeps 4.5:1 and borders of controls 3:1 on every plane (WCAG 1.4.3, 1.4.11)."""
    planes = (*PLANES, "hover", "selected")
    assert all(least(worn, token, planes) >= 4.5 for token in ("ink", "ink2", "ink3", "accent", "ok", "warn", "stop"))
    assert least(worn, "lines", planes) >= 3.0
    assert min(theme.contrast(worn.on_accent, worn.accent), theme.contrast(worn.on_accent, worn.accent_hover)) >= 4.5


def test_text_in_high_contrast_is_never_under_the_law_s_measure():
    """Our own contrast theme keeps 4.5:1 for all text, the selected row's too, and 3:1 for every line."""
    worn = theme.contrast_from(theme.contrast_palette())
    planes = (*PLANES, "canvas", "hover", "chosen", "ok_fill", "warn_fill", "stop_fill", "info_fill")
    tones = ("ink", "ink2", "ink3", "accent", "accent_hover", "ok", "warn", "stop")
    assert all(least(worn, token, planes) >= 4.5 for token in tones)
    assert all(least(worn, token, planes) >= 3.0 for token in ("line", "lines", "accent"))
    assert theme.contrast(worn.selected_ink, worn.selected) >= 4.5
    assert theme.contrast(worn.on_accent, worn.accent) >= 4.5


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_banners_and_signs_on_paper_are_read(worn):
    """Words and their link on a banner keep 4.5:1, the signs of marks on white and dimmed paper 3:1."""
    fills = ("ok_fill", "warn_fill", "stop_fill", "info_fill", "chosen")
    assert all(least(worn, token, fills) >= 4.5 for token in ("ink", "ink2", "accent", "accent_hover"))
    signs = [theme.PAPER_INK[name] for name in ("proposal", "skipped", "unjudged")]
    assert all(theme.contrast(sign, worn.paper) >= 3.0 for sign in signs)
    assert theme.contrast("#FFFFFF", theme.PAPER_INK["box"]) >= 4.5


@pytest.mark.parametrize("number", range(1, 10))
def test_grounds_are_told_apart_from_paper_and_badge(number):
    """A ground's colour is seen on white and on dimmed paper, and its number on the badge."""
    look, (white, dimmed, badge) = theme.ground(number), GROUNDS[number - 1]
    assert theme.contrast(look.colour, theme.LIGHT.paper) == pytest.approx(white, abs=NEAR)
    assert theme.contrast(look.colour, theme.DARK.paper) == pytest.approx(dimmed, abs=NEAR)
    assert theme.contrast(look.text, look.colour) == pytest.approx(badge, abs=NEAR)


def test_no_two_grounds_share_colour_or_pattern():
    """Colour never stands alone: each ground has a pattern of its own as well."""
    for one, other in itertools.combinations(theme.GROUNDS, 2):
        assert one.colour != other.colour
        assert one.pattern != other.pattern
    assert theme.ground(12) == theme.ground(9)


def test_a_contrast_theme_takes_the_system_s_colours():
    """In high contrast there is no colour of our own and no fill: planes are Window, all lines WindowText."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, "#101010")
    palette.setColor(QPalette.ColorRole.WindowText, "#fafafa")
    palette.setColor(QPalette.ColorRole.Highlight, "#00ff00")
    worn = theme.contrast_from(palette)
    assert {worn.frame, worn.panel, worn.content, worn.hover, worn.ok_fill, worn.stop_fill} == {"#101010"}
    assert {worn.ink, worn.ink2, worn.line, worn.lines, worn.ok, worn.stop} == {"#fafafa"}
    assert worn.accent == worn.selected == "#00ff00"


def test_our_own_contrast_theme(qapp: QApplication):
    """Where the desktop has no contrast theme, ours is black, white, FFE600 (16.6) and B8B8B8 (10.6)."""
    worn = theme.apply(qapp, theme.Mode.CONTRAST)
    assert theme.contrast(worn.accent, worn.frame) == pytest.approx(16.6, abs=NEAR)
    assert theme.contrast(worn.ink3, worn.frame) == pytest.approx(10.6, abs=NEAR)
    theme.apply(qapp, theme.Mode.LIGHT)


def test_type_grows_with_the_text_setting(qapp: QApplication):
    """Sizes are points from the application font: at 200 % all are twice as large, and nothing read is under 12 px."""
    theme.apply(qapp, theme.Mode.LIGHT)
    once = {step: theme.font(step).pointSizeF() for step in theme.TYPES}
    theme.apply(qapp, theme.Mode.LIGHT, scale=2.0)
    assert all(theme.font(step).pointSizeF() == pytest.approx(2 * size) for step, size in once.items())
    assert theme.height("row") == 72
    theme.apply(qapp, theme.Mode.LIGHT)
    assert all(kind.px >= 12 for step, kind in theme.TYPES.items() if step not in ("key", "badge"))


def test_the_desktop_s_colours_do_not_take_the_text_size_away(qapp: QApplication):
    """Whoever has chosen larger text keeps it when the desktop turns dark."""
    theme.follow_system(qapp)
    theme.apply(qapp, theme.Mode.SYSTEM, scale=1.5)
    before = theme.current.scale
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current.scale == before
    theme.apply(qapp, theme.Mode.LIGHT)


def test_the_font_is_one_of_ours_with_every_weight(light):
    """Where Windows' fonts are missing the shipped Inter is used, bold included."""
    for step in ("body", "control", "strong", "heading"):
        assert QFontInfo(theme.font(step)).family() in (*theme.SANS, "Inter")
        assert QFontInfo(theme.font(step)).weight() == theme.TYPES[step].weight


@pytest.mark.parametrize("page", [gallery.parts_page, gallery.request_page])
def test_every_part_is_drawn_in_every_theme_and_style(qtbot, style: str, mode: theme.Mode, page: Callable[[], QWidget]):
    """All parts paint themselves under Fusion and Windows, light, dark and contrast, without a warning."""
    whole = gallery.framed(page(), crumbs=True)
    qtbot.addWidget(whole)
    with qtbot.waitExposed(whole):
        whole.show()
    picture = whole.grab().toImage()
    assert picture.pixelColor(picture.width() - 4, picture.height() - 3).name() == theme.tokens().frame.lower()


def test_the_sheet_has_no_place_left_open():
    """Every name in the style sheet is a token."""
    assert "$" not in theme.style_sheet(theme.LIGHT)

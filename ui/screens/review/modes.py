"""What the status bar says of each tool: its name, and what the hand does with it."""

from __future__ import annotations

from app.texts import N_, _

from ...viewer.tools import Tool

MODES: dict[Tool, tuple[str, str]] = {
    Tool.SELECT: (N_("Select text"), N_("Enter masks, 1–9 mask with that ground, Backspace leaves visible.")),
    Tool.MASK_TEXT: (N_("Mask text"), N_("Words you drag over are masked at once. Esc puts the tool away.")),
    Tool.AREA: (N_("Area"), N_("Areas you draw are masked at once. Esc puts the tool away.")),
    Tool.ROW: (N_("Row"), N_("The row you press is masked across the page. Esc puts the tool away.")),
    Tool.COLUMN: (N_("Column"), N_("The cell you press is masked with those below it. Esc puts the tool away.")),
    Tool.KEEP: (N_("Keep only this"), N_("All but what you draw around is masked. Esc puts the tool away.")),
}


def mode_words(tool: Tool) -> tuple[str, str]:
    """The tool's name, and how it is used."""
    name, how = MODES[tool]
    return _(name), _(how)

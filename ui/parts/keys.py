"""Keys: each is bound once together with the words for what it does, so that the key map is read from what is bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.texts import N_, _

Deed = Callable[[], object]
WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
ALONE = Qt.ShortcutContext.WidgetShortcut
WINDOW = Qt.ShortcutContext.WindowShortcut
"""Where a key works: in a part and what stands in it, on the part alone, anywhere in the window while it is shown."""
CAPS = {
    "Return": N_("Enter"),
    "Enter": N_("Enter"),
    "PgDown": "PgDn",
    "Space": N_("Space"),
    "Del": N_("Del"),
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}
"""Keys as they are written on the keyboard, where that is not Qt's word."""


class Bound(QAction):
    """A key or several, what they do, and the area in which they work ("" for all of the screen).

    ``common`` ones do the same wherever there is such an area, and are told once for the whole window.
    """

    def __init__(
        self, keys: Iterable[QKeySequence], words: str, deed: Deed, area: str, owner: QObject, common: bool = False
    ) -> None:
        super().__init__(words, owner)
        self.area, self.common = area, common
        self.setShortcuts(list(keys))
        self.triggered.connect(lambda _on=False: deed())


def bind(
    where: QWidget,
    keys: str | tuple[str, ...],
    words: str,
    deed: Deed,
    context: Qt.ShortcutContext = WITHIN,
    area: str = "",
    common: bool = False,
) -> Bound:
    """Binds keys ("Ctrl+N") to a deed; ``words`` say what it does, beginning with the verb."""
    named = (keys,) if isinstance(keys, str) else keys
    made = Bound((QKeySequence(key) for key in named), words, deed, area, where, common)
    made.setShortcutContext(context)
    where.addAction(made)
    return made


class KeyTable(QObject):
    """Single keys of an area, which its owner hands on itself and never while something is written (WCAG 2.1.4)."""

    def __init__(self, area: str, owner: QWidget, common: bool = False) -> None:
        super().__init__(owner)
        self.area, self.common = area, common
        self._deeds: dict[int, Deed] = {}

    def on(self, keys: Qt.Key | tuple[Qt.Key, ...], words: str, deed: Deed) -> None:
        """One or several keys that do the same."""
        named = keys if isinstance(keys, tuple) else (keys,)
        Bound((QKeySequence(key) for key in named), words, deed, self.area, self, self.common)
        self._deeds |= dict.fromkeys(map(int, named), deed)

    def digits(self, words: str, deed: Callable[[int], object], last: int = 9) -> None:
        """The keys 1 to ``last``, each with its number."""
        numbers = range(1, last + 1)
        Bound((QKeySequence(str(number)) for number in numbers), words, partial(deed, 1), self.area, self, self.common)
        self._deeds |= {int(Qt.Key.Key_0) + number: partial(deed, number) for number in numbers}

    def deed(self, key: int) -> Deed | None:
        """What a key does here, None where it does nothing."""
        return self._deeds.get(key)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the key map: where, which keys as they stand on the keyboard, what they do."""

    area: str
    keys: tuple[str, ...]
    words: str
    common: bool = False


def lines(part: QWidget, within: bool = True) -> list[KeyLine]:
    """The keys of a part, of all that stands in it too unless ``within`` is False; each said once."""
    how = Qt.FindChildOption.FindChildrenRecursively if within else Qt.FindChildOption.FindDirectChildrenOnly
    found = part.findChildren(Bound, options=how)
    return list(dict.fromkeys(KeyLine(one.area, names(one.shortcuts()), one.text(), one.common) for one in found))


def names(keys: Iterable[QKeySequence]) -> tuple[str, ...]:
    """Keys as they are written on the keyboard; digits in a row as "1–9"."""
    spelt = (key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys)
    said = list(dict.fromkeys(map(name, spelt)))
    digits = [one for one in said if one.isdigit()]
    if len(digits) > 2:
        return (f"{digits[0]}–{digits[-1]}", *(one for one in said if not one.isdigit()))
    return tuple(said)


def name(spelt: str) -> str:
    """A key as it is written on the keyboard, of how Qt or a button spells it ("Ctrl+Return")."""
    before, plus, last = spelt.rpartition("+")
    return spelt if spelt.endswith("++") else f"{before}{plus}{_(CAPS[last]) if last in CAPS else last}"

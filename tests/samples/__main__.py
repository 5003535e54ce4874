"""``python -m tests.samples [FOLDER]``: makes the demo case, by default in ``resources/samples``."""

from __future__ import annotations

import sys
from pathlib import Path

import resources

from . import case, gold, letter, minutes, note, offer, outage_list

PARTS = (letter, outage_list, minutes, note, offer, case, gold)


def main(words: list[str]) -> int:
    """Makes every part in the folder."""
    folder = Path(words[0]) if words else resources.path("samples")
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        part.make(folder)
        print(folder / part.NAME)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

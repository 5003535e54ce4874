"""Runs the figures named, or all, and prints a line each."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests import keys

from . import together
from .figures import FIGURES


def main() -> int:
    """Exit code 1 where a figure is over its bound."""
    parser = argparse.ArgumentParser(prog="run.py bench", description="Speed, ours beside the raw engine.")
    parser.add_argument("names", nargs="*", choices=[*FIGURES, []], help="which figures (all)")
    parser.add_argument("--minutes", type=float, help="how long twenty people work (together; 1, the figure is of 10)")
    parser.add_argument("--json", type=Path, help="also write them to this file")
    arguments = parser.parse_args()
    if arguments.minutes:
        together.seconds = 60 * arguments.minutes
    keys.give()
    figures = []
    for name in arguments.names or FIGURES:
        for figure in FIGURES[name]():
            figures.append(figure)
            print(figure.line(), flush=True)
    if arguments.json:
        rows = [asdict(figure) | {"ratio": figure.ratio} for figure in figures]
        arguments.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())

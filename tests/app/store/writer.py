"""A program of its own that writes commands until it has written enough or is killed.

``python -m tests.app.store.writer URL NAME COUNT``: each command adds one setting and one log row; when it was
committed, its number is said on stdout.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from app.domain.events import WorkspaceMade
from app.store.engine import Store


def main(url: str, name: str, count: int) -> None:
    """Opens the store (making it where it is new) and writes."""
    print("ready", flush=True)
    store = Store.open(url)
    print("open", flush=True)
    for number in range(count):
        with store.begin(None, datetime.now(UTC)) as unit:
            head = unit.record(WorkspaceMade("0001"))
            unit.set_setting(f"{name}-{number}", str(head.seq))
        print(head.seq, flush=True)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

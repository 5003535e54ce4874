"""Follows what colleagues commit, and finds the database again where it was lost, until it is told to stop."""

from __future__ import annotations

import threading
from contextlib import closing, suppress

from app.domain.errors import Refused
from app.store.watch import News
from app.workspace import Workspace

A_WHILE = 0.5
"""Seconds of one wait; so long may it take to stop."""
FIRST, LONGEST = 0.5, 15.0
"""Seconds before the database is looked for again, at first and at most; each wait is twice the one before."""


def follow(workspace: Workspace, over: threading.Event) -> None:
    """Tells what others have committed on the workspace's bus, within a second, until ``over`` is set.

    Belongs in a thread of its own.
    """
    pause = 0.0
    workspace.reach.looks = True
    while not over.wait(pause):
        try:
            with closing(workspace.store.watch(over.wait)) as watch:
                workspace.catch_up()
                workspace.reach.found()
                pause = FIRST
                while not over.is_set():
                    news = watch.news(A_WHILE)
                    if News.LOG in news:
                        workspace.catch_up()
                    if News.PRESENCE in news:
                        workspace.presence.look()
                    workspace.presence.keep_up()
        except Refused as refusal:
            workspace.reach.refused(refusal)
            pause = min(2 * pause or FIRST, LONGEST)
    workspace.reach.looks = False
    with suppress(Refused):  # a server that is gone forgets the window by itself
        workspace.presence.leave()

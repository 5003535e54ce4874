"""The warm page-drawer: one child that stays, the newest wish first, and a page that kills it costs only itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from redaction.errors import Crashed, DocumentError, Stalled
from redaction.geometry import PageBox
from redaction.sealed import File

from .bounds import WORK
from .drawing import serve_pages
from .line import Post
from .process import START_SECONDS, Child
from .reports import ChildFault, Failed, Finished, error_from
from .results import Picture

__all__ = ["Picture", "Renderer"]

Trouble = DocumentError | ChildFault


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the drawer shall do: the name of a method of ``Drawer`` and its arguments, the path first."""

    number: int
    name: str
    args: tuple[Any, ...]
    then: Callable[[Any], None]


class Renderer:
    """Draws pages in a child that is started by the first wish and again after a crash.

    All methods return at once and are called on the owner's thread; ``then`` is called there too, once for each
    wish that was not dropped.

    Args:
        post: brings a call to the owner's thread.
        stall_seconds: how long one page may take before the child is taken to hang.
    """

    def __init__(self, post: Post, stall_seconds: float = WORK.silent) -> None:
        self._post = post
        self._stall_seconds = stall_seconds
        self._number = 0
        self._wanted: dict[int, _Wish] = {}  # the owner's thread alone
        self._stack: list[_Wish] = []  # newest last; under _change
        self._change = threading.Condition()
        self._closed = False
        self._child: Child | None = None
        self._thread: threading.Thread | None = None

    def warm(self) -> None:
        """Starts the child before the first wish, so that the first page comes without its start-up."""
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._serve, name="page-drawer", daemon=True)
            self._thread.start()

    def draw(self, path: File, page: int, scale: float, then: Callable[[Picture | Trouble], None]) -> int:
        """Wishes for a page (from 0) at ``scale`` pixels per unit; gives the number by which to drop the wish."""
        return self._wish("draw", (path, page, scale), then)

    def boxes(self, path: File, then: Callable[[tuple[PageBox, ...] | Trouble], None]) -> int:
        """Wishes for the sizes of all pages."""
        return self._wish("boxes", (path,), then)

    def drop(self, number: int) -> None:
        """Forgets a wish: it is not drawn, or what is being drawn is thrown away. An unknown number is no error."""
        wish = self._wanted.pop(number, None)
        if wish is not None:
            with self._change:
                if wish in self._stack:
                    self._stack.remove(wish)

    def forget(self, path: File) -> None:
        """Drops all wishes for a document and has its file let go."""
        for number in [number for number, wish in self._wanted.items() if wish.args[0] == path]:
            self.drop(number)
        if self._thread is not None:
            self._wish("forget", (path,), lambda _nothing: None)

    def close(self) -> None:
        """Ends the child; nothing is answered any more."""
        self._wanted.clear()
        with self._change:
            self._closed = True
            self._stack.clear()
            child = self._child
            self._change.notify()
        if child is not None:
            child.kill()
        if self._thread is not None:
            self._thread.join(10)

    def _wish(self, name: str, args: tuple[Any, ...], then: Callable[[Any], None]) -> int:
        self._number += 1
        wish = _Wish(self._number, name, args, then)
        if self._closed:
            return wish.number
        self._wanted[wish.number] = wish
        with self._change:
            self._stack.append(wish)
            self._change.notify()
        self.warm()
        return wish.number

    def _serve(self) -> None:
        """The drawer's thread: one wish at a time to the child, the answer to the owner's thread."""
        self._started()
        while (wish := self._next()) is not None:
            self._post(partial(self._hear, wish, self._answer(wish)))
        self._end()

    def _next(self) -> _Wish | None:
        with self._change:
            self._change.wait_for(lambda: self._stack or self._closed)
            return None if self._closed else self._stack.pop()

    def _answer(self, wish: _Wish) -> Any:
        try:
            child = self._started()
            if child is None:
                raise Crashed(exit=-1)
            child.order(wish.name, *wish.args)
            outcome = child.receive(self._stall_seconds)
            if outcome is None:
                raise Stalled(seconds=round(self._stall_seconds))
            if isinstance(outcome, Finished) and isinstance(outcome.result, Picture):
                return replace(outcome.result, rgb=child.receive_bytes())
        except (Crashed, Stalled) as error:
            self._end()
            place = {"page": wish.args[1]} if wish.name == "draw" else {}
            return type(error)(**error.parameters, **place)
        if isinstance(outcome, Finished):
            return outcome.result
        return error_from(outcome) if isinstance(outcome, Failed) else Crashed(exit=-1)

    def _started(self) -> Child | None:
        """The child, started where there is none; None where that cannot be done or all is over."""
        if self._child is not None:
            return self._child
        try:
            child = Child((), serve_pages)
        except OSError:
            return None
        with self._change:
            self._child, closed = child, self._closed
        try:
            if not closed and child.receive(START_SECONDS) is not None:
                return child
        except Crashed:
            pass  # told by the wish that needs it
        self._end()
        return None

    def _end(self) -> None:
        with self._change:
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _hear(self, wish: _Wish, answer: Any) -> None:
        if self._wanted.pop(wish.number, None) is not None:
            wish.then(answer)

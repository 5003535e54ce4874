"""Calls that want to be told of something that is no event: on the owner's thread, until they let go."""

from __future__ import annotations

from collections.abc import Callable


class Told:
    """Those who listen, told in the order they came.

    Args:
        post: brings a call to the owner's thread.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._calls: list[Callable[[], None]] = []

    def listen(self, call: Callable[[], None]) -> Callable[[], None]:
        """Has ``call`` told; what is returned ends that, and may be called twice."""
        kept = [call]  # an object of its own: the same call may listen twice
        self._calls.append(kept[0])

        def end() -> None:
            while kept:
                self._calls.remove(kept.pop())

        return end

    def tell(self) -> None:
        """Tells all; may be called in any thread."""
        self._post(self._tell)

    def _tell(self) -> None:
        for call in tuple(self._calls):
            call()

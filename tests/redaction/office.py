"""LibreOffice for the tests of it, which fail where it is missing, and a listener that hears who calls home."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from redaction.importers import libreoffice


def with_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets LibreOffice be used, with time enough on a busy machine."""
    monkeypatch.delenv(libreoffice.SETTING)
    monkeypatch.setattr(libreoffice, "PATIENCE", 60.0)
    assert libreoffice.program() is not None, "LibreOffice is not installed (run.py names its package)"


class Listener:
    """Hears on a local port; ``heard`` is how each call began."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                call, _from = self._socket.accept()
            except OSError:
                return
            with call:
                call.settimeout(1)
                try:
                    self.heard.append(call.recv(100))
                except OSError:
                    self.heard.append(b"")

    def close(self) -> None:
        """Ends the listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@contextmanager
def listening() -> Iterator[Listener]:
    """A listener for as long as the block lasts."""
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()

"""A page as pdfium reads and draws it, opened once for all the checks that look at it."""

from __future__ import annotations

from functools import cached_property

import pypdfium2
from PIL import Image


class Leaf:
    """One open page; its text is read and its picture drawn when first asked for."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self._drawn: dict[tuple[float, int], Image.Image] = {}

    @cached_property
    def text(self) -> pypdfium2.PdfTextPage:
        """The page's text layer."""
        return self.page.get_textpage()

    @cached_property
    def words(self) -> str:
        """All of its text, in reading order."""
        return str(self.text.get_text_range())

    def drawn(self, scale: float, turned: int = 0) -> Image.Image:
        """The page in grey; not to be painted on, since the next check gets the same picture.

        Args:
            scale: pixels per user space unit.
            turned: degrees, clockwise, added to the page's own rotation.
        """
        if (scale, turned) not in self._drawn:
            picture = self.page.render(scale=scale, rotation=turned, grayscale=True, may_draw_forms=False).to_pil()
            self._drawn[scale, turned] = picture.convert("L")
        return self._drawn[scale, turned]

    def close(self) -> None:
        """Lets the page go."""
        text = self.__dict__.pop("text", None)
        if text is not None:
            text.close()
        self._drawn.clear()
        self.page.close()

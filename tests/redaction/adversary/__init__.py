"""The hard part of the corpus: files made without the engine under test, and an attacker who knows the secret."""

from __future__ import annotations

from . import document, fonts, forms, images, notes, page_text, pages, producers
from .sheet import CASES, Case

__all__ = ["CASES", "Case", "document", "fonts", "forms", "images", "notes", "page_text", "pages", "producers"]

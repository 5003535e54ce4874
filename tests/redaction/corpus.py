"""All adversarial files: importing this module fills ``CASES``."""

from __future__ import annotations

from . import secrets_document, secrets_fonts, secrets_objects, secrets_page, secrets_text
from .sheet import CASES, KEPT, NEIGHBOURS, SECRET

__all__ = ["CASES", "KEPT", "MODULES", "NEIGHBOURS", "SECRET"]

MODULES = (secrets_text, secrets_fonts, secrets_objects, secrets_page, secrets_document)

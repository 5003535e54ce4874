"""The secret of every adversarial file is gone from the masked copy, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from redaction import mask
from redaction.plan import RedactionPlan

from . import reading, secrets_document
from .corpus import CASES, KEPT, SECRET

SHOWN = {"empty_password", "over_the_page_break", "inherited_page_keys", "split_contents"}
"""Cases of the document's own module whose secret stands on a page for all to see."""

NOT_SHOWN = {
    "actual_text", "attachment", "choice_options", "colour_profile", "comment_in_content", "compatibility_section",
    "file_annotation", "foreign_redaction", "form_private_keys", "hidden_annotation", "hidden_field", "hidden_layer",
    "hidden_layer_form", "highlight_comment", "image_private_keys", "image_tail", "jpeg_comment", "jpeg_exif",
    "jpeg_tail", "link", "marked_content_properties", "names_of_resources", "note", "note_with_popup_and_reply",
    "off_the_crop_box", "off_the_page", "spare_operand", "stamp_rollover", "thumbnail_and_private_page_keys",
    "unknown_operator", "unused_form", "xfa", *(set(secrets_document.NAMES) - SHOWN),
}  # fmt: skip
"""Cases whose secret no page shows."""


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_secret_is_nowhere_in_the_masked_copy(name: str, tmp_path: Path) -> None:
    """Whatever the hiding place, no reader gets the term back, and the other words stay."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(CASES[name]())
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,), label="1"), target)
    assert reading.bare(SECRET) not in reading.everything(target)
    assert reading.bare("Testsson") not in reading.everything(target)
    assert KEPT in reading.pages(target)[0].replace("\u00a0", " ")
    assert proof.passed


@pytest.mark.parametrize("name", sorted(NOT_SHOWN))
def test_what_no_page_shows_goes_without_being_asked_for(name: str, tmp_path: Path) -> None:
    """What the clerk cannot see nobody has assessed, so it is never handed out."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(CASES[name]())
    proof = mask.mask(source, RedactionPlan("", (), ()), target)
    assert reading.bare("Testsson") not in reading.everything(target)
    assert KEPT in reading.pages(target)[0]
    assert proof.raster_pages == ()


def test_letters_that_no_map_explains_are_found_by_their_glyphs(tmp_path: Path) -> None:
    """Text that shows the term and copies as nothing is masked all the same."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(CASES["wide_font_without_map"]())
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    assert len(proof.marks) == 1
    assert reading.dark_share(target, proof.marks[0].rects[0]) > 0.95

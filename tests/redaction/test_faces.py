"""Faces in pictures become areas to judge beside their picture; without the library nothing changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFilter

from redaction import faces, text_layer
from redaction.geometry import Rect
from redaction.opening import open_pdf
from redaction.words import PageText, RegionKind

PHOTO = Rect(100, 300, 300, 500)
FACE = Rect(150, 350, 250, 460)
"""Where ``portrait`` shows its face when it is laid at PHOTO."""


def portrait(path: Path, side: int = 400) -> Path:
    """A head seen from the front, drawn in soft greys: hair, brows, eyes, nose and mouth."""
    picture = Image.new("L", (side, side), 225)
    draw = ImageDraw.Draw(picture)

    def oval(x: float, y: float, wide: float, tall: float, tone: int) -> None:
        draw.ellipse([side * v for v in (x - wide, y - tall, x + wide, y + tall)], fill=tone)

    oval(0.5, 0.43, 0.2, 0.22, 60)
    draw.rectangle([side * v for v in (0.42, 0.65, 0.58, 0.87)], fill=150)
    oval(0.5, 0.52, 0.18, 0.23, 190)
    for x in (0.42, 0.58):
        oval(x, 0.47, 0.054, 0.033, 130)
        oval(x, 0.47, 0.036, 0.015, 225)
        oval(x, 0.47, 0.016, 0.016, 30)
        draw.rectangle([side * v for v in (x - 0.05, 0.41, x + 0.05, 0.427)], fill=60)
    draw.polygon([(side * x, side * y) for x, y in ((0.5, 0.475), (0.475, 0.575), (0.525, 0.575))], fill=205)
    draw.rectangle([side * v for v in (0.472, 0.567, 0.528, 0.582)], fill=130)
    oval(0.5, 0.645, 0.065, 0.02, 90)
    picture.filter(ImageFilter.GaussianBlur(side * 0.01)).save(path)
    return path


def with_pictures(path: Path, picture: Path, *places: Rect, rotation: int = 0) -> list[PageText]:
    """One page for each place, with words and the picture there, looked through for faces."""
    with pymupdf.open() as made:
        for place in places:
            page = made.new_page(width=595, height=842)
            page.insert_text((72, 72), "Intyg med bild")
            page.insert_image(tuple(place), filename=picture)
            page.set_rotation(rotation)
        made.save(path)
    with open_pdf(path) as pdf:
        pages = range(len(places))
        return [faces.with_faces(pdf.load_page(n), text_layer.page_text(pdf, n), lambda: None) for n in pages]


def test_a_face_is_an_area_beside_its_picture(tmp_path: Path) -> None:
    """Found by the real library in a drawn head: the picture stays to be judged, the face is proposed in its place."""
    (page,) = with_pictures(tmp_path / "a.pdf", portrait(tmp_path / "p.png"), PHOTO)
    picture, face = page.regions
    assert (picture.kind, face.kind) == (RegionKind.PICTURE, RegionKind.FACE)
    assert FACE.within(face.rect, 12)
    assert face.rect.within(PHOTO, 1)


def test_the_same_picture_has_the_same_face(tmp_path: Path) -> None:
    """On another page and at another place it has one digest, and so is judged once; its picture has another."""
    pages = with_pictures(tmp_path / "a.pdf", portrait(tmp_path / "p.png"), PHOTO, Rect(200, 100, 400, 300))
    (picture, face), (again, other) = (page.regions for page in pages)
    assert face.digest == other.digest != ""
    assert picture.digest == again.digest != face.digest


def test_a_face_on_a_page_stored_askew_stands_where_it_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever finds it: its pixels are told in page space. A finder of our own stands for the library here."""
    monkeypatch.setattr(faces, "_finder", lambda: lambda picture, least: [(0, 0, picture.width // 2, picture.height)])
    (page,) = with_pictures(tmp_path / "a.pdf", portrait(tmp_path / "p.png"), PHOTO, rotation=90)
    picture, face = page.regions
    middle = picture.rect.centre[0]
    assert picture.rect.within(Rect(342, 100, 542, 300), 1)
    assert face.rect.within(Rect(342, 100, middle + faces.ROOM * 200, 300), 2)


def test_many_faces_are_one_area(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A school class is judged once, over all of it."""
    many = [(8 * n, 8 * n, 30, 30) for n in range(faces.MOST_FACES + 1)]
    monkeypatch.setattr(faces, "_finder", lambda: lambda picture, least: many)
    (page,) = with_pictures(tmp_path / "a.pdf", portrait(tmp_path / "p.png"), PHOTO)
    assert [region.kind.value for region in page.regions] == ["picture", "face"]


def test_print_is_not_looked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of black on white has no skin: the library is not even loaded for it."""

    def never() -> None:
        raise AssertionError("looked in")

    monkeypatch.setattr(faces, "_finder", never)
    printed = Image.new("L", (400, 400), 255)
    for row in range(20, 380, 40):
        ImageDraw.Draw(printed).line((20, row, 380, row), fill=0, width=4)
    printed.save(tmp_path / "p.png")
    (page,) = with_pictures(tmp_path / "a.pdf", tmp_path / "p.png", PHOTO)
    assert [region.kind.value for region in page.regions] == ["picture"]


def test_without_the_library_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture is asked about as before."""
    faces._finder.cache_clear()
    monkeypatch.setitem(sys.modules, "cv2", None)
    try:
        (page,) = with_pictures(tmp_path / "a.pdf", portrait(tmp_path / "p.png"), PHOTO)
    finally:
        faces._finder.cache_clear()
    assert [region.kind.value for region in page.regions] == ["picture"]

"""Squares of the national grid: coordinates in degrees or metres to the corner of the square they lie in.

Degrees of SWEREF 99 (as good as WGS 84) are projected by Gauss and Krüger's formulas as Lantmäteriet prints them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

Point = tuple[float, float]
"""North and east in metres of SWEREF 99 TM."""

_AXIS, _FLATTENING = 6_378_137.0, 1 / 298.257222101
"""GRS 80."""

_METRES = re.compile(r"(?<![0-9.,])(?P<north>[67] ?\d{3} ?\d{3})(?!\d)\D{0,6}?(?P<east>[2-9]\d{2} ?\d{3})(?!\d)")
_TURNED = re.compile(r"(?<![0-9.,])(?P<east>[2-9]\d{2} ?\d{3})(?!\d)\D{0,6}?(?P<north>[67] ?\d{3} ?\d{3})(?!\d)")
_NUMBER = r"\d{1,2}(?:[.,]\d+)?"
_DEGREES = re.compile(rf"({_NUMBER})\s*°?\s*(?:({_NUMBER})\s*['’′]\s*)?(?:({_NUMBER})\s*[\"”″]?)?")
_PAIR = re.compile(r"^\D*?(?P<lat>[56]\d.*?)(?:[,;/|]?\s+|[NS]\W*|[,;/|])\D*?(?P<lon>[12]\d\D.*?)\s*[EÖO]?\W*$")
_SWEDEN = (54.5, 69.5), (10.0, 25.0)


@dataclass(frozen=True, slots=True)
class Projection:
    """A transverse Mercator projection: central meridian in degrees, scale, false northing and easting in metres."""

    meridian: float
    scale: float
    north: float
    east: float

    def point(self, latitude: float, longitude: float) -> Point:
        """A place in degrees as north and east in metres."""
        square = _FLATTENING * (2 - _FLATTENING)
        third = _FLATTENING / (2 - _FLATTENING)
        phi, lam = math.radians(latitude), math.radians(longitude - self.meridian)
        sin = math.sin(phi)
        a, b = square, (5 * square**2 - square**3) / 6
        c, d = (104 * square**3 - 45 * square**4) / 120, 1237 * square**4 / 1260
        conformal = phi - sin * math.cos(phi) * (a + b * sin**2 + c * sin**4 + d * sin**6)
        xi = math.atan2(math.tan(conformal), math.cos(lam))
        eta = math.atanh(math.cos(conformal) * math.sin(lam))
        n = third
        beta = (
            n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
            13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
            61 * n**3 / 240 - 103 * n**4 / 140,
            49561 * n**4 / 161280,
        )
        radius = _AXIS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
        x = xi + sum(k * math.sin(2 * i * xi) * math.cosh(2 * i * eta) for i, k in enumerate(beta, start=1))
        y = eta + sum(k * math.cos(2 * i * xi) * math.sinh(2 * i * eta) for i, k in enumerate(beta, start=1))
        return self.scale * radius * x + self.north, self.scale * radius * y + self.east


SWEREF_99_TM = Projection(15.0, 0.9996, 0.0, 500_000.0)


def corner(text: str, size: int) -> tuple[int, int] | None:
    """The south-western corner, in whole kilometres, of the square of ``size`` km that a place lies in.

    None where the text is no place that can be read (RT 90 is not).
    """
    found = _metres(text) or _degrees(text)
    if found is None:
        return None
    north, east = (int(metres // (1000 * size)) * size for metres in found)
    return north, east


def _metres(text: str) -> Point | None:
    match = _METRES.search(text) or _TURNED.search(text)
    if match is None:
        return None
    return float(match["north"].replace(" ", "")), float(match["east"].replace(" ", ""))


def _degrees(text: str) -> Point | None:
    match = _PAIR.match(" ".join(text.split()))
    if match is None:
        return None
    latitude, longitude = _angle(match["lat"]), _angle(match["lon"])
    inside = all(low <= v <= high for v, (low, high) in zip((latitude, longitude), _SWEDEN, strict=True))
    return SWEREF_99_TM.point(latitude, longitude) if inside else None


def _angle(text: str) -> float:
    """Degrees of one angle, decimal or in minutes and seconds; 0 where it cannot be read."""
    match = _DEGREES.match(text.strip())
    parts = [float(p.replace(",", ".")) if p else 0.0 for p in match.groups()] if match else [0.0]
    return sum(part / 60.0**i for i, part in enumerate(parts))

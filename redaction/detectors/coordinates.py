"""Places given by numbers: degrees in WGS 84 (decimal, minutes, seconds) and metres in SWEREF 99 TM or RT 90."""

from __future__ import annotations

import re
from collections.abc import Iterator

import resources

from ..findings import Evidence, Span
from .base import Labels

_LABELS = Labels.of(resources.table("catalogues", "patterns.toml")["words"]["coordinate"])
_BETWEEN = (
    r"[ ]{0,2}[,;/|\n\t]?[ \t]{0,2}(?:(?i:lon|long|longitud|longitude|lng|öster|ost|öst|east|[eoyö])[ ]?[:=]?[ ]?)?"
)
_DECIMAL = re.compile(
    r"(?P<lat>[0-9](?<![^\W_].)(?<![0-9][.,].)[0-9]?[.,][0-9]{3,8})[ ]?°?[ ]?(?:[Nn](?![^\W_]))?"
    rf"{_BETWEEN}(?P<lon>-?[0-9]{{1,3}}[.,][0-9]{{3,8}})(?![0-9])(?:[ ]?°)?(?:[ ]?[EÖO](?![^\W_]))?"
)
_PART = r"[0-9]{1,2}(?:[.,][0-9]{1,5})?"
_FINER = rf"[ ]?°[ ]?(?:{_PART}[ ]?['’′´][ ]?)?(?:{_PART}[ ]?(?:[\"”″]|['’′´]{{2}}))?"
_DEGREES = re.compile(
    rf"(?P<lat>[0-9](?<![^\W_].)(?<![0-9][.,].)[0-9]?{_FINER})[ ]?[NS]?"
    rf"{_BETWEEN}(?P<lon>[0-9]{{1,3}}{_FINER})(?:[ ]?[EÖOW](?![^\W_]))?"
)
_METRES = re.compile(
    r"(?P<north>[67](?<![^\W_].)(?<![0-9][.,/-].)[ ]?[0-9]{3}[ ]?[0-9]{3}(?:[.,][0-9]{1,3})?)(?:[ ]?N)?"
    rf"{_BETWEEN}(?P<east>(?:1[ ]?)?[2-9][0-9]{{2}}[ ]?[0-9]{{3}}(?:[.,][0-9]{{1,3}})?)(?![^\W_])"
    r"(?![.,/-][0-9])(?:[ ]?E(?![^\W_]))?"
)
_TURNED = re.compile(
    r"[EÖ](?<![^\W_].)[ ]?[:=]?[ ]?(?P<east>[2-9][0-9]{2}[ ]?[0-9]{3}(?:[.,][0-9]{1,3})?)[ ]{0,2}[,;/|\n\t]?[ \t]{0,2}"
    r"N[ ]?[:=]?[ ]?(?P<north>[67][ ]?[0-9]{3}[ ]?[0-9]{3}(?:[.,][0-9]{1,3})?)(?![^\W_])(?![.,/-][0-9])"
)
_NORTH = re.compile(r"N[ ]?[:=]?[ ]?[67][ ]?[0-9]{3}")
_LEADING = re.compile(r"(?<![^\W_])(?:[NS][ ]?)\Z")
_SWEDEN_LATITUDE, _SWEDEN_LONGITUDE = (54.5, 69.5), (10.0, 25.0)
_SWEREF_NORTH, _SWEREF_EAST = (6_100_000, 7_700_000), (200_000, 950_000)
_RT90_EAST = (1_200_000, 1_900_000)
_LABELLED, _WRITTEN_OUT, _IN_SWEDEN, _ELSEWHERE, _BARE_METRES = 0.97, 0.95, 0.8, 0.3, 0.45


class CoordinateDetector:
    """Looks for pairs that lie in the land; a pair elsewhere on earth needs a label."""

    name = "coordinates"

    def find(self, text: str) -> Iterator[Span]:
        """Every pair as one span."""
        for match in _DECIMAL.finditer(text):
            yield from self._decimal(text, match)
        if "°" in text:
            for match in _DEGREES.finditer(text):
                yield from self._pair(text, match, "degrees", _WRITTEN_OUT)
        for match in _METRES.finditer(text):
            yield from self._metres(text, match)
        if _NORTH.search(text):
            for match in _TURNED.finditer(text):
                yield from self._metres(text, match)

    def _decimal(self, text: str, match: re.Match[str]) -> Iterator[Span]:
        latitude, longitude = (float(match[part].replace(",", ".")) for part in ("lat", "lon"))
        if latitude > 90 or abs(longitude) > 180:
            return
        home = _within(latitude, _SWEDEN_LATITUDE) and _within(longitude, _SWEDEN_LONGITUDE)
        exact = all(len(match[part].replace(",", ".").split(".")[1]) >= 4 for part in ("lat", "lon"))
        score = _IN_SWEDEN if home and exact else _ELSEWHERE
        yield from self._pair(text, match, "decimal degrees", _WRITTEN_OUT if "°" in match[0] else score)

    def _metres(self, text: str, match: re.Match[str]) -> Iterator[Span]:
        north, east = (float(match[part].replace(" ", "").replace(",", ".")) for part in ("north", "east"))
        if not _within(north, _SWEREF_NORTH) or not (_within(east, _SWEREF_EAST) or _within(east, _RT90_EAST)):
            return
        name = "RT 90" if east >= _RT90_EAST[0] else "SWEREF 99 TM"
        lettered = re.search(r"[NEÖXYxy]", match[0]) is not None
        yield from self._pair(text, match, name, _WRITTEN_OUT if lettered else _BARE_METRES)

    def _pair(self, text: str, match: re.Match[str], form: str, score: float) -> Iterator[Span]:
        start = match.start()
        label = _LABELS.before(text, start)
        leading = _LEADING.search(text[max(0, start - 3) : start])
        if leading:
            start -= len(leading[0])
        score = _LABELLED if label or leading else score
        yield Span(start, match.end(), "COORDINATE", score, (Evidence(self.name, form, None, label),))


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]

"""Meter values: runs of dates, hours or months with a quantity each, as one span per run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..findings import Evidence, Span

_DAY = (
    r"(?:20[0-9]{2}-?[01][0-9]-?[0-3][0-9]|[0-3]?[0-9][./][01]?[0-9](?:[./](?:20)?[0-9]{2})?"
    r"|20[0-9]{2}-[01][0-9])(?![0-9])"
)
_CLOCK = r"[0-2]?[0-9][:.][0-5][0-9](?::[0-5][0-9])?"
_HOUR = rf"(?:kl\.?[ ]?)?{_CLOCK}(?:[ ]?-[ ]?{_CLOCK})?"
_MONTH = (
    r"(?:[Jj]an(?:uari)?|[Ff]eb(?:ruari)?|[Mm]ars?|[Aa]pr(?:il)?|[Mm]aj|[Jj]uni?|[Jj]uli?|[Aa]ug(?:usti)?|[Ss]ept?(?:ember)?"
    r"|[Oo]kt(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\.?(?:[ ]20[0-9]{2})?"
)
_WHEN = rf"(?:{_DAY}(?:[T ][ ]?{_HOUR})?|{_HOUR}|{_MONTH})"
_GAP = r"[ ]{0,3}[:;|=\t]?[ \t]{0,3}"
_UNIT = r"[ ]?(?:kWh|kwh|KWH|MWh|Wh|kW|m3|m³)(?![^\W_])"
_VALUE = rf"-?[0-9]{{1,3}}(?:[ ]?[0-9]{{3}}){{0,2}}(?:[.,][0-9]{{1,4}})?(?![0-9:/-])(?:{_UNIT})?"
_RECORD = re.compile(
    rf"(?=[0-9kjfmasondJFMASOND])(?<![^\W_])(?<![0-9][.,:-]){_WHEN}(?:{_GAP}{_WHEN})?"
    rf"{_GAP}(?<=[ \t:;|=]){_VALUE}(?:{_GAP}(?<=[ \t:;|=]){_VALUE}){{0,3}}"
)
_JOINT = re.compile(r"[ \t]{0,3}[,;|.]?(?:[ ]och)?[ \t]{0,3}\n?[ \t]{0,4}")
_UNIT_IN = re.compile(_UNIT)
_TOPICS = ("kwh", "mätvärde", "förbrukning", "timvärde", "dygnsvärde", "uttag", "inmatning", "mätserie", "energi")
_LEAST_ROWS, _LEAST_ROWS_WITH_UNIT, _SURE_ROWS = 3, 2, 3
_REACH = 240
_SURE, _LIKELY = 0.93, 0.7


class MeterValueDetector:
    """Looks for records that follow each other, in texts that speak of energy at all."""

    name = "meter values"

    def find(self, text: str) -> Iterator[Span]:
        """Each run of records as one span."""
        lowered = text.lower()
        if any(topic in lowered for topic in _TOPICS):
            for run in _runs(text):
                yield from self._judged(text, run)

    def _judged(self, text: str, run: list[re.Match[str]]) -> Iterator[Span]:
        start, end = run[0].start(), run[-1].end()
        with_unit = all(_UNIT_IN.search(record[0]) for record in run)
        before = text[max(0, start - _REACH) : start].lower()
        spoken = next((topic for topic in _TOPICS if topic in before), "")
        if len(run) < (_LEAST_ROWS_WITH_UNIT if with_unit else _LEAST_ROWS) or not (with_unit or spoken):
            return
        score = _SURE if len(run) >= _SURE_ROWS else _LIKELY
        yield Span(start, end, "METER_VALUES", score, (Evidence(self.name, f"{len(run)} rows", None, spoken),))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Records by the run they belong to: between two of them stands a separator at most."""
    number, last = 0, -1
    numbered: list[tuple[int, re.Match[str]]] = []
    for record in _RECORD.finditer(text):
        number += last < 0 or _JOINT.fullmatch(text, last, record.start()) is None
        numbered.append((number, record))
        last = record.end()
    for _run, records in groupby(numbered, key=lambda pair: pair[0]):
        yield [record for _number, record in records]

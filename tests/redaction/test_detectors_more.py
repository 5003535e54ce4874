"""Addresses, coordinates, meter values and network addresses: what is found as written, and what is left alone."""

from __future__ import annotations

import pytest

from redaction.detectors import detect

ADDRESSES = [
    ("Storgatan 12", "Storgatan 12"),
    ("Storgatan 12A", "Storgatan 12A"),
    ("Storgatan 12 A lgh 1102", "Storgatan 12 A lgh 1102"),
    ("Storgatan 12 A, lgh 1102, 831 31 Östersund", "Storgatan 12 A, lgh 1102"),
    ("Lövgatan 4 (lgh 1203)", "Lövgatan 4 (lgh 1203)"),
    ("Ringvägen 8 lägenhet 1101 hyrs ut", "Ringvägen 8 lägenhet 1101"),
    ("Norra Strandgatan 5", "Norra Strandgatan 5"),
    ("N. Strandgatan 5", "N. Strandgatan 5"),
    ("Stora vägen 12", "Stora vägen 12"),
    ("S:t Eriksgatan 3", "S:t Eriksgatan 3"),
    ("Olof Palmes gata 31", "Olof Palmes gata 31"),
    ("Vid Karlssons väg 5", "Karlssons väg 5"),
    ("Granbacken 15\t2025-11", "Granbacken 15"),
    ("GRANBACKEN 15 B", "GRANBACKEN 15 B"),
    ("storgatan 12 b", "storgatan 12 b"),
    ("Storgatan 5-7", "Storgatan 5-7"),
    ("bor på Storgatan 12 i Fjällvik", "Storgatan 12"),
    ("Adress: Byn 114", "Byn 114"),
    ("Byn 114, 831 91 Östersund", "Byn 114"),
    ("Box 394, 831 25 Östersund", "Box 394"),
    ("P.O. Box 12", "P.O. Box 12"),
    ("Postbox 12", "Postbox 12"),
    ("Nyckel till lgh 1102 saknas", "lgh 1102"),
    ("Stationsgatan 1, 3 tr", "Stationsgatan 1"),
    ("Tallstigen 12, 14 och 16", "Tallstigen 12"),
    ("på vägen 2026", ""),
    ("på vägen 12 km", ""),
    ("på Storgatan 3 februari", ""),
    ("Kyrkogatan 2026-03-01", ""),
    ("Storgatan 3,5 km bort", ""),
    ("Backvägen 12m bort", ""),
    ("Detaljplan 12", ""),
    ("Riksvägen 84", ""),
    ("väg 45", ""),
    ("Rum 12, 831 31 Östersund", ""),
    ("Handlingsplan 2026", ""),
    ("IP-adress 3", ""),
    ("sandbox 12", ""),
]


def found(text: str, category: str) -> list[str]:
    """What is found of a category with at least the middle band, as written."""
    return [text[s.start : s.end] for s in detect(text) if s.category == category and s.score >= 0.5]


@pytest.mark.parametrize(("text", "value"), ADDRESSES)
def test_an_address_is_street_number_letter_and_apartment(text: str, value: str) -> None:
    """Labels, floors, postal codes and look-alikes are outside."""
    assert found(text, "ADDRESS") == ([value] if value else [])

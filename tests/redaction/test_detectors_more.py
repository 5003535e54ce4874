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


PLACES = [
    ("63.1792, 14.6357", "63.1792, 14.6357"),
    ("63,1792 14,6357", "63,1792 14,6357"),
    ("N 63.1792 E 14.6357", "N 63.1792 E 14.6357"),
    ("lat: 63.1792, long: 14.6357", "63.1792, long: 14.6357"),
    ("63.1792°N, 14.6357°E", "63.1792°N, 14.6357°E"),
    ("63°10'45\"N 14°38'9\"E", "63°10'45\"N 14°38'9\"E"),
    ("N 63° 10' 45.2\", E 14° 38' 9\"", "N 63° 10' 45.2\", E 14° 38' 9\""),
    ("63° 10,75' N, 14° 38,15' E", "63° 10,75' N, 14° 38,15' E"),
    ("N 7005123, E 482345", "N 7005123, E 482345"),
    ("SWEREF 99 TM: 7005123 482345", "7005123 482345"),
    ("Koordinater 7 005 123, 482 345", "7 005 123, 482 345"),
    ("X: 7005123 Y: 1482345", "7005123 Y: 1482345"),
    ("order 7005123 482345", ""),
    ("N 5005123, E 482345", ""),  # south of the land
    ("N 7005123, E 182345", ""),  # west of it
    ("12.500 13.200 14.100", ""),
    ("1,79 och 1,85 kr", ""),
    ("20° C", ""),
]

IN_COLUMNS = "2026-01-01 00:00 1,234\n2026-01-01 01:00 1,100\n2026-01-01 02:00 0,980"
VALUES = [
    (f"Förbrukning\n{IN_COLUMNS}", IN_COLUMNS),
    (f"Temperatur\n{IN_COLUMNS}", ""),
    ("2026-01-01\t1,2 kWh\n2026-01-02\t1,1 kWh\nSumma", "2026-01-01\t1,2 kWh\n2026-01-02\t1,1 kWh"),
    ("Datum;kWh\n2026-01-01;12,3\n2026-01-02;11,8\n2026-01-03;10", "2026-01-01;12,3\n2026-01-02;11,8\n2026-01-03;10"),
    ("kWh per månad: jan 1 234, feb 1 100, mars 980", "jan 1 234, feb 1 100, mars 980"),
    ("00:00-01:00 1,2 kWh\n01:00-02:00 1,3 kWh", "00:00-01:00 1,2 kWh\n01:00-02:00 1,3 kWh"),
    ("Mätarställning 2026-01-01: 12345 kWh", ""),
    ("kWh 02:10 13:10 070-174 06 11\n02:10 13:10 070-174 06 12", ""),
    ("Elförbrukning: möten 2026-01-01, 2026-02-01 och 2026-03-01", ""),
]

NETWORK = [
    ("2001:db8::1", "2001:db8::1"),
    ("IP 2001:db8:85a3::8a2e:370:7334", "2001:db8:85a3::8a2e:370:7334"),
    ("fe80::1ff:fe23:4567:890a/64", "fe80::1ff:fe23:4567:890a"),
    ("12:30:45", ""),
    ("std::string a::b", ""),
    ("1:2:3:4", ""),
]

QUARTERS = [
    ("fastigheten Östersund Örnen 5", "Östersund Örnen 5"),
    ("kv. Örnen 5", "Örnen 5"),
    ("kvarteret Örnen 5 i Östersund", "Örnen 5 i Östersund"),
    ("fastigheten Örnen 2026", ""),
    ("Örnen 5", ""),
]

KINDS = {"COORDINATE": PLACES, "METER_VALUES": VALUES, "IP": NETWORK, "PROPERTY": QUARTERS}
ROWS = [(category, *row) for category, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize(("category", "text", "value"), ROWS)
def test_a_place_a_series_or_an_address_of_a_device_is_one_span(category: str, text: str, value: str) -> None:
    """With its inner separators, without its label; numbers out of range and other series are none."""
    assert found(text, category) == ([value] if value else [])

"""Forms met in a second reading of office papers: lists, misread labels, tables, and what is never proposed."""

from __future__ import annotations

import time

import pytest

from redaction.detectors import detect

FOUND = [
    ("Personnr: 19 900602-2397", "PERSONNUMMER", "19 900602-2397"),
    ("Avser fakturanummer 41120983, 41120984 och 41120985.", "INVOICE_NO", "41120983|41120984|41120985"),
    ("Kundnr 774125 och 2026", "CUSTOMER_NO", "774125"),
    ("mobilkundnummer 929048", "CUSTOMER_NO", "929048"),
    ("faktura, nr 60418229", "INVOICE_NO", "60418229"),
    ("NÄTAVTAL NR 2026-B-1190", "CONTRACT_NO", "2026-B-1190"),
    ("Elmätarens nummer 8800 4471 21", "METER_NO", "8800 4471 21"),
    ("Betalningsreferens: 1188226617", "OCR_NO", ""),
    ("Betalningsreferens: 1188226615", "OCR_NO", "1188226615"),
    ("Swedbank 8327-9 943 112 005", "BANK_ACCOUNT", "8327-9 943 112 005"),
    ("Konto: 0001 123 456 7", "BANK_ACCOUNT", "0001 123 456 7"),
    ("Swedbank 0001 123 456 7", "BANK_ACCOUNT", ""),
    ("Fastighet Ragunda Näset 2:44", "PROPERTY", "Ragunda Näset 2:44"),
    ("Fastigheterna Näset 3:13 och Näset 3:15", "PROPERTY", "Näset 3:13|Näset 3:15"),
    ("Servitut: Strömsund Näset 1:202>3", "PROPERTY", "Strömsund Näset 1:202>3"),
    ("MAC 001b.4411.3aba", "IP", "001b.4411.3aba"),
    ("IPv6 fe80::21b:44ff:fe11:3ab7 svarar", "IP", "fe80::21b:44ff:fe11:3ab7"),
    ("E=482121, N=7006225", "COORDINATE", "E=482121, N=7006225"),
    ("N 63° 10' 44\" O 14° 38' 9\"", "COORDINATE", "N 63° 10' 44\" O 14° 38' 9\""),
    ("Postnr: 83132 Lugnvik", "POSTAL", "83132 Lugnvik"),
    ("Lövängsgatan 9 83143 Lugnvik", "POSTAL", "83143 Lugnvik"),
    ("Portkod 4472, larmkod: 9918", "SECURITY", "Portkod|4472|larmkod|9918"),
    ("Lösenord: Vinter-26", "SECURITY", "Lösenord|Vinter-26"),
    ("Reservnummer 19810107-T294", "PERSONNUMMER", "19810107-T294"),
    ("Han dömdes för misshandel.", "CRIME", "dömdes för|misshandel"),
    ("Ert kundnummer hos oss är 4417 2003 18.", "CUSTOMER_NO", "4417 2003 18"),
    ("Konto 4010, 5460 och 6110 i huvudboken", "BANK_ACCOUNT", ""),
    ("Konto 6112, 345 678 901", "BANK_ACCOUNT", "6112, 345 678 901"),
    ("Skriv till eva.rydh (at) example.se eller eva.rydh[at]example (punkt) se.", "EMAIL",
     "eva.rydh (at) example.se|eva.rydh[at]example (punkt) se"),
    ("Möte (at) Norrvik idag", "EMAIL", ""),
    ("Lillg. 14, 831 43 Lugnvik", "ADDRESS", "Lillg. 14"),
    ("Adress: Norra Byv. 3 B", "ADDRESS", "Norra Byv. 3 B"),
    ("Lämna inte ut adress! /Sanna P\n12/3 Avslutat", "ADDRESS", ""),
    ("Rev. 3 av ritningen, avg. 45 kr", "ADDRESS", ""),
    ("Skyddsombuden begär stopp.", "UNION", "Skyddsombuden"),
]

MISREAD = [
    ("Persomnummer 79111O-9291", "PERSONNUMMER", "79111O-9291"),
    ("Kumdnr 5512099", "CUSTOMER_NO", "5512099"),
    ("Matarnurnmer: 88O44712", "METER_NO", "88O44712"),
    ("Anlaggnings-id: 735999I23000000422", "FACILITY_ID", "735999I23000000422"),
    ("Fakturanurnmer 60418230", "INVOICE_NO", "60418230"),
    ("Björkvägen l4", "ADDRESS", "Björkvägen l4"),
    ("Ort: 831 4O Lugnvik", "POSTAL", "831 4O Lugnvik"),
    ("Kunder 5512098 st", "CUSTOMER_NO", ""),
    ("Gatan I går", "ADDRESS", ""),
]

NEVER = [
    "Dnr 2026/1188",
    "Diarienr 2025-00419",
    "Ert dnr MBN 2024-1188-22",
    "Dnr: KS 2026.0119",
    "Mål nr Ö 4472-24",
    "Ärendenr 26-004419",
    "2026-04-30 kl. 16.00",
    "den 3 april 2026",
    "2026-03-01–2026-03-31",
    "20260301",
    "Elområde SE3",
    "SE1 och SE4 påverkas",
    "Nätområde JKN",
    "4 kap. 3 § ellagen (1997:857)",
    "21 kap. 7 § offentlighets- och sekretesslagen (2009:400)",
    "SFS 2018:585",
    "Prop. 1996/97:136 s. 44",
    "HFD 2015 ref. 57",
    "Bilaga 3:2 och skala 1:400",
    "ISO 9001:2015",
    "Resultatet blev 21-17, tabell 3:14",
]

HEADED = [
    ("Kundnr", "929 049", "CUSTOMER_NO"),
    ("Avtalsnummer", "A2026-0456", "CONTRACT_NO"),
    ("Mätarnr", "AID0088128", "METER_NO"),
    ("Anläggnings-id", "735999123000000422", "FACILITY_ID"),
    ("Fakturanr", "60418231", "INVOICE_NO"),
    ("OCR", "9900771233", "OCR_NO"),
    ("Bankgiro", "5512-8846", "BANKGIRO"),
    ("Plusgiro", "312208-1", "PLUSGIRO"),
    ("Kontonummer", "8327-9, 943 112 006", "BANK_ACCOUNT"),
]


def found(text: str, category: str) -> str:
    """What is found of a category with at least the middle band, parted by bars."""
    return "|".join(text[s.start : s.end] for s in detect(text) if s.category == category and s.score >= 0.5)


@pytest.mark.parametrize(("text", "category", "values"), FOUND)
def test_a_form_is_found_as_written(text: str, category: str, values: str) -> None:
    """The whole value and every value of a list, without the label and without a place that is none."""
    assert found(text, category) == values


@pytest.mark.parametrize(("text", "category", "values"), MISREAD)
def test_a_label_misread_by_a_letter_or_two_still_speaks(text: str, category: str, values: str) -> None:
    """Optical reading takes rn for m and O for 0, in label and value; words of the language are no labels."""
    assert found(text, category) == values


@pytest.mark.parametrize("text", NEVER)
def test_case_numbers_dates_statutes_and_price_areas_are_never_proposed(text: str) -> None:
    """What everybody may read is not offered for masking, in none of the two surer bands."""
    assert [(s.category, text[s.start : s.end]) for s in detect(text) if s.score >= 0.5] == []


@pytest.mark.parametrize(("heading", "value", "category"), HEADED)
def test_a_label_speaks_before_its_value_and_as_heading_of_a_column(heading: str, value: str, category: str) -> None:
    """In running text, in rows parted by tabs, and in rows parted by bars."""
    assert found(f"{heading}: {value}", category) == value
    for mark in ("\t", " | "):
        table = mark.join(("Namn", heading, "Datum")) + "\n" + mark.join(("NN", value, "2026-03-01"))
        assert found(table, category) == value


def test_the_first_column_is_told_by_its_heading_where_blanks_part_the_cells() -> None:
    """Rows as a program prints them: the number in front of each is what the first heading says."""
    rows = "Mätarnr Gatuadress Tid\n10223871 Tallgatan 4 08.00\n10223872 Tallgatan 6 08.30\nSumma 2 st"
    assert found(rows, "METER_NO") == "10223871|10223872"


PIECES = ["a:", "1:1", "1.1.", "ab-", "kundnr 1111, ", "Kumdnr 5512 ", "vägen l1 ", "O1l", "Mätarnr Kund\n"]


@pytest.mark.parametrize("piece", PIECES)
def test_signs_without_end_take_bounded_time(piece: str) -> None:
    """What a shape is looked for around may stand everywhere: the text is still read once."""
    text = piece * (60_000 // len(piece))
    before = time.process_time()
    detect(text)
    assert time.process_time() - before < 5

"""What the detectors of numbers and addresses find, and what they leave alone: one row per writing."""

from __future__ import annotations

import pytest

from redaction.detectors import detect

LEAST = 0.5
"""Findings under this score are for the clerk who asks for all; the rows speak of the others."""

ELSEWHERE = {"ADDRESS", "PERSON"}
"""Kinds with tables of their own."""

PNR = "PERSONNUMMER"
SAM = "SAMORDNINGSNUMMER"

IDENTITY = [
    ("19900602-2397", "19900602-2397", PNR),
    ("199006022397", "199006022397", PNR),
    ("900602-2397", "900602-2397", PNR),
    ("9006022397", "9006022397", PNR),
    ("900602 2397", "900602 2397", PNR),
    ("19900602 2397", "19900602 2397", PNR),
    ("121212+1212", "121212+1212", PNR),
    ("19121212+1212", "19121212+1212", PNR),
    ("900602 - 2397", "900602 - 2397", PNR),
    ("900602\u20132397", "900602\u20132397", PNR),  # en dash
    ("900602\u20142397", "900602\u20142397", PNR),  # em dash
    ("900602\u20112397", "900602\u20112397", PNR),  # hyphen that does not break
    ("900602\u22122397", "900602\u22122397", PNR),  # minus sign
    ("900602\u00ad2397", "900602\u00ad2397", PNR),  # soft hyphen
    ("900602\u00a02397", "900602\u00a02397", PNR),  # blank that does not break
    ("900602\u200b-2397", "900602\u200b-2397", PNR),  # blank of no width
    ("9\u0660\u0660602-2397", "9\u0660\u0660602-2397", PNR),  # digits of another script
    ("19900602-\n2397", "19900602-\n2397", PNR),
    ("19900602 -\r\n  2397", "19900602 -\r\n  2397", PNR),
    ("Personnummer: 900602\n2397", "900602\n2397", PNR),
    ("1990-06-02-2397", "1990-06-02-2397", PNR),
    ("pers.nr 1990-06-02 2397", "1990-06-02 2397", PNR),
    ("pnr:199107172380.", "199107172380", PNR),
    ("(19610202-2385)", "", ""),  # the check digit is wrong
    ("(19961020-2385)", "19961020-2385", PNR),
    ("kund_199610202385_faktura.pdf", "199610202385", PNR),
    ("?pnr=199610202385&x=1", "199610202385", PNR),
    ("20000105-2380", "20000105-2380", PNR),
    ("000105-2380", "000105-2380", PNR),
    ("20051016-2381", "20051016-2381", PNR),
    ("Personnummer 900602-2398", "900602-2398", PNR),  # a wrong digit beside a label
    ("Kundnr 900602-2397", "900602-2397", PNR),  # form and check digit leave no doubt
    ("Telefon\n9006022397", "9006022397", PNR),
    ("Kundnr\tTelefon\n900602-2397\t1", "900602-2397", PNR),  # headings are no labels
    ("Org.nr 900602-2397", "900602-2397", PNR),  # a sole trader
    ("SE900602239701", "SE900602239701", PNR),
    ("VAT SE 900602-2397 01", "SE 900602-2397 01", PNR),
    ("900602-T220", "900602-T220", PNR),
    ("Reservnummer 19900602R123", "19900602R123", PNR),
    ("900163-2398", "900163-2398", SAM),
    ("199001632398", "199001632398", SAM),
    ("19900163\u20132398", "19900163\u20132398", SAM),
    ("samordningsnr 9001632398", "9001632398", SAM),
]

NO_IDENTITY = [
    "900602-2398",  # check digit
    "901399-0008",  # month 13, Luhn holds (N2)
    "OCR: 9013990008",
    "OCR: 9006022397",
    "OCR-nummer 9006022397",
    "Referensnr: 199006022397",
    "Fakturanr 9006022397",
    "Kundnummer: 9006022397",
    "Anläggnings-id 9006022397",
    "Dnr 9006022397",
    "735999000000000013",
    "735999 0000 0000 0013",
    "20311105-0708",  # date and time; Luhn holds
    "Avläst 20311105-0708: 12 kWh",
    "2031-11-05 0708",
    "2026-11-23",
    "2026-11-23 09:15",
    "1.9006022397",
    "a9006022397b",
    "99006022397",
    "0x9006022397ff",
    "900230-2397",  # no such day
    "550e8400-e29b-41d4-a716-446655440000",
]

ORGANISATION = [
    ("556001-6064", "556001-6064", "ORGNR"),  # (N1 takes it off by the allow-list)
    ("212000-2528", "212000-2528", "ORGNR"),  # (N3)
    ("Org.nr: 5599999009", "5599999009", "ORGNR"),
    ("16559999-9009", "16559999-9009", "ORGNR"),
    ("165599999009", "165599999009", "ORGNR"),
    ("559999\u20139025", "559999\u20139025", "ORGNR"),
    ("SE559999900901", "SE559999900901", "ORGNR"),
    ("momsreg.nr SE 559999-9009 01", "SE 559999-9009 01", "ORGNR"),
    ("769999-9004", "769999-9004", "ORGNR"),
    ("559999-9008", "", ""),
    ("Dnr 559999-9009", "", ""),
    ("Ordernr 5599999009", "", ""),
    ("559999-\n9009", "559999-\n9009", "ORGNR"),
]

EMAIL = [
    ("anna.berg@example.se", "anna.berg@example.se", "EMAIL"),
    ("Mejla anna.berg@example.se.", "anna.berg@example.se", "EMAIL"),
    ("<mailto:anna_berg+el@mejl.example.se>", "anna_berg+el@mejl.example.se", "EMAIL"),
    ("åsa.öberg@öst.example.se", "åsa.öberg@öst.example.se", "EMAIL"),
    ("asa.o\u0308berg@example.se", "asa.o\u0308berg@example.se", "EMAIL"),
    ("anna.berg@\nexample.se", "anna.berg@\nexample.se", "EMAIL"),
    ("anna.berg\n@example.se", "anna.berg\n@example.se", "EMAIL"),
    ("A.BERG@EXAMPLE.SE;", "A.BERG@EXAMPLE.SE", "EMAIL"),
    ("anna-berg@example-hem.se", "anna-berg@example-hem.se", "EMAIL"),
    ("följ @fjallvik på nätet", "", ""),
    ("3 st @ 45 kr", "", ""),
    ("anna@localhost", "", ""),
    ("@media screen", "", ""),
]

PHONE = [
    ("070-174 06 05", "070-174 06 05", "PHONE"),
    ("070-1740605", "070-1740605", "PHONE"),
    ("0701740605", "0701740605", "PHONE"),
    ("070 174 06 05", "070 174 06 05", "PHONE"),
    ("070/174 06 05", "070/174 06 05", "PHONE"),
    ("070.174.06.05", "070.174.06.05", "PHONE"),
    ("070\u2013174\u00a006\u00a005", "070\u2013174\u00a006\u00a005", "PHONE"),
    ("+46701740605", "+46701740605", "PHONE"),
    ("+46 70-174 06 05", "+46 70-174 06 05", "PHONE"),
    ("+46 (0)70-174 06 05", "+46 (0)70-174 06 05", "PHONE"),
    ("0046 70 174 06 05", "0046 70 174 06 05", "PHONE"),
    ("tel:0701740605", "0701740605", "PHONE"),
    ("(063) 14 93 00", "(063) 14 93 00", "PHONE"),
    ("063-14 93 00", "063-14 93 00", "PHONE"),
    ("Tfn 063 14 93 00 (växel)", "063 14 93 00", "PHONE"),
    ("mobil 070-\n174 06 05", "070-\n174 06 05", "PHONE"),
    ("070-174 06 05, 2 tr", "070-174 06 05", "PHONE"),
    ("Dnr 0701-1740605", "", ""),
    ("Dnr 2026/0701", "", ""),
    ("2026-0123456", "", ""),
    ("2026/0701740605", "", ""),
    ("kl. 0830-1200", "", ""),
    ("08-12-31", "", ""),
    ("01-02-2026", "", ""),
    ("01.02.2026", "", ""),
    ("Mätarställning 0701740605", "", ""),
    ("Ordernr 0701740605", "", ""),
    ("0701740605 kWh", "", ""),
    ("00012345", "", ""),
    ("0123456", "", ""),
    ("0,7017406", "", ""),
    ("SFS 2009:400, 31 kap. 16 §", "", ""),
    ("OSL 21:7, prop. 2008/09:150", "", ""),
    ("Dnr 070-174060", "", ""),
    ("prop. 063-149300", "", ""),
]

POSTAL = [
    ("831 31 Östersund", "831 31 Östersund", "POSTAL"),
    ("831 31 ÖSTERSUND", "831 31 ÖSTERSUND", "POSTAL"),
    ("SE-831 31 Östersund", "SE-831 31 Östersund", "POSTAL"),
    ("S-831 31 Östersund", "S-831 31 Östersund", "POSTAL"),
    ("SE 83131 Östersund", "SE 83131 Östersund", "POSTAL"),
    ("831\u00a031  Östersund", "831\u00a031  Östersund", "POSTAL"),
    ("Storgatan 2, 83131 Östersund", "83131 Östersund", "POSTAL"),
    ("194 62 Upplands Väsby 08", "194 62 Upplands Väsby", "POSTAL"),
    ("421 32 VÄSTRA FRÖLUNDA", "421 32 VÄSTRA FRÖLUNDA", "POSTAL"),
    ("Storgatan 2, 830 99 Fjällvik Tel 1", "830 99 Fjällvik", "POSTAL"),
    ("274 52 Munka-Ljungby", "274 52 Munka-Ljungby", "POSTAL"),
    ("SE3 831 31 kWh", "", ""),
    ("123 45 Kr", "", ""),
    ("123 45 SEK", "", ""),
    ("Dnr 12345 Anna", "", ""),
    ("1 831 31,50 Totalt", "", ""),
    ("Belopp 831 31 Januari", "", ""),
    ("831 31 meter ledning", "", ""),
    ("2026 123 45", "", ""),
    ("990 12 Ingenstans", "", ""),
]

ACCOUNT = [
    ("SE3550000000054910000003", "SE3550000000054910000003", "IBAN"),
    ("IBAN: SE35 5000 0000 0549 1000 0003", "SE35 5000 0000 0549 1000 0003", "IBAN"),
    ("DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00", "IBAN"),
    ("SE36 5000 0000 0549 1000 0003", "", ""),
    ("IBAN SE36 5000 0000 0549 1000 0003", "SE36 5000 0000 0549 1000 0003", "IBAN"),  # a wrong digit beside a label
    ("Bankgiro 991-2346", "991-2346", "BANKGIRO"),
    ("Bg: 9912346", "9912346", "BANKGIRO"),
    ("bankgironr 5050-1055", "5050-1055", "BANKGIRO"),
    ("BG-nr: 5050\u20131056", "5050\u20131056", "BANKGIRO"),  # a wrong digit beside a label
    ("991-2346", "", ""),
    ("sid. 5050-1055", "", ""),
    ("Plusgiro 28 65 43-4", "28 65 43-4", "PLUSGIRO"),
    ("PG 286543-4", "286543-4", "PLUSGIRO"),
    ("28 65 43-4", "", ""),
    ("Konto 8105-9, 123 456 789-0", "8105-9, 123 456 789-0", "BANK_ACCOUNT"),
    ("Kontonr: 5000-1234567", "5000-1234567", "BANK_ACCOUNT"),
    ("clearingnr 5000, kontonr 12 345 67", "5000, kontonr 12 345 67", "BANK_ACCOUNT"),
    ("Kontonr 50001234567", "50001234567", "BANK_ACCOUNT"),
    ("konto 4010", "", ""),  # an account of the bookkeeping
]

LABELLED = [
    ("Anläggnings-id 735999000000000013", "735999000000000013", "FACILITY_ID"),
    ("735999 123 00000042 2", "735999 123 00000042 2", "FACILITY_ID"),
    ("735999123000000422", "735999123000000422", "FACILITY_ID"),
    ("735999123000000423", "", ""),
    ("Anl.id: 102345", "102345", "FACILITY_ID"),
    ("Mätarnr: 12345678", "12345678", "METER_NO"),
    ("mätare nr 7340012345678", "7340012345678", "METER_NO"),
    ("Mätarnummer KAM-10023456", "KAM-10023456", "METER_NO"),
    ("Mätarställning 12345678", "", ""),
    ("mätaren avlästes 2026-03-01", "", ""),
    ("mätare 2026-03-01", "", ""),
    ("Kundnr: 929048", "929048", "CUSTOMER_NO"),
    ("KUNDNUMMER K-102345", "K-102345", "CUSTOMER_NO"),
    ("kund-id 123 456", "123 456", "CUSTOMER_NO"),
    ("Kundnumret är 929048.", "929048", "CUSTOMER_NO"),
    ("kundnummer saknas", "", ""),
    ("storkundnr 929048", "929048", "CUSTOMER_NO"),
    ("Kundnr\n929048", "929048", "CUSTOMER_NO"),
    ("Avtalsnr A2019-0455", "A2019-0455", "CONTRACT_NO"),
    ("Fakturanummer 1002345", "1002345", "INVOICE_NO"),
    ("fakturanr: F-2026-0012", "F-2026-0012", "INVOICE_NO"),
    ("faktura 2026-03-01", "", ""),
    ("faktura från 2026", "", ""),
    ("OCR: 9013990008", "9013990008", "OCR_NO"),
    ("OCR-nummer 90139 90008", "90139 90008", "OCR_NO"),
    ("OCR 9013990009", "9013990009", "OCR_NO"),  # a wrong digit beside a label
    ("9013990008", "", ""),
]

THINGS = [
    ("Bilen ABC123", "ABC123", "VEHICLE"),
    ("reg.nr ABC 12A", "ABC 12A", "VEHICLE"),
    ("ABC123", "ABC123", "VEHICLE"),
    ("ABC 123", "", ""),
    ("SEK 123", "", ""),
    ("IQV123", "", ""),
    ("ABC1234", "", ""),
    ("Östersund Lugnvik 3:12", "Östersund Lugnvik 3:12", "PROPERTY"),
    ("fastigheten Fjällvik Storberget 1:4", "Fjällvik Storberget 1:4", "PROPERTY"),
    ("Fjällvik Storberget s:2", "Fjällvik Storberget s:2", "PROPERTY"),
    ("Storberget 1:104 i Fjällviks kommun", "Storberget 1:104 i Fjällviks kommun", "PROPERTY"),
    ("OSL 21:7", "", ""),
    ("SFS 2009:400", "", ""),
    ("NJA 2014:32", "", ""),
    ("Ju 2015:02", "", ""),
    ("Torsdag 10:15", "", ""),
    ("192.168.10.45", "192.168.10.45", "IP"),
    ("IP-adress 10.0.0.1:8080", "10.0.0.1", "IP"),
    ("version 1.2.3.4", "", ""),
    ("256.1.1.1", "", ""),
    ("kap. 1.2.3.4", "", ""),
    ("2026.11.23.1", "", ""),
    ("00:1A:2b:3C:4d:5E", "00:1A:2b:3C:4d:5E", "IP"),
    ("12:30:45", "", ""),
]

FOUND = ACCOUNT + LABELLED + THINGS + IDENTITY + ORGANISATION + EMAIL + PHONE + POSTAL


def likely(text: str) -> list[tuple[str, str]]:
    """What is found with at least the middle band, as written."""
    found = (s for s in detect(text) if s.score >= LEAST and s.category not in ELSEWHERE)
    return [(text[s.start : s.end], s.category) for s in found]


@pytest.mark.parametrize(("text", "value", "category"), FOUND)
def test_a_value_is_found_as_written_without_its_label(text: str, value: str, category: str) -> None:
    """The whole value with its separators is found, once, and nothing beside it."""
    assert likely(text) == ([(value, category)] if value else [])


@pytest.mark.parametrize("text", NO_IDENTITY)
def test_a_look_alike_is_no_identity_number(text: str) -> None:
    """Nothing that only looks like a number of a person is taken for one."""
    assert not [found for found in likely(text) if found[1] in (PNR, SAM)]


@pytest.mark.parametrize(("text", "value", "category"), [row for row in FOUND if row[1]])
def test_a_value_is_found_amid_running_text(text: str, value: str, category: str) -> None:
    """What stands before and after on the same line and the next changes nothing."""
    assert (value, category) in likely(f"Se bilaga om {text} och vidare.\nNästa rad.")


@pytest.mark.parametrize(
    ("text", "pattern", "checksum", "context"),
    [
        ("Personnummer: 900602-2397", "personnummer", True, "personnummer"),
        ("Pers.nr 900602-2398", "personnummer", False, "pers.nr"),
        ("900602-T220", "reservnummer", None, ""),
        ("Tfn 070-174 06 05", "swedish", None, "tfn"),
        ("831 31 Östersund", "postnummer och ort", None, ""),
    ],
)
def test_a_finding_tells_why(text: str, pattern: str, checksum: bool | None, context: str) -> None:
    """Form, check digit and label are in the evidence."""
    (span,) = detect(text)
    assert [(e.pattern, e.checksum, e.context) for e in span.evidence] == [(pattern, checksum, context)]


def test_a_label_makes_surer() -> None:
    """The same number scores higher after its label than alone, and lower in a doubtful form."""
    labelled, alone, doubtful = (detect(t)[0].score for t in ("pnr 9006022397", "9006022397", "900602\n2397"))
    assert labelled > alone > doubtful


def test_a_clock_time_is_a_possibility_at_most() -> None:
    """A date and time that passes as a personnummer is not in the upper bands, and least so among other times."""
    alone, in_a_log = (detect(t)[0].score for t in ("20311105-0708", "Tid 20311105-0708"))
    assert in_a_log < alone < LEAST


def test_an_organisation_number_is_found_but_not_proposed() -> None:
    """A legal person's number is public: it is shown with the reason, and a sole trader's is proposed."""
    company, person = detect("559999-9009 och 900602-2397")
    assert (company.proposed, company.why_not) == (False, "not-personal")
    assert (person.proposed, person.why_not) == (True, "")


def test_a_row_of_a_table_keeps_its_cells_apart() -> None:
    """Numbers in neighbouring cells do not run into each other."""
    text = "Anna\t900602-2397\t070-174 06 05\t831 31 Östersund\t1 234\n"
    assert likely(text) == [("900602-2397", PNR), ("070-174 06 05", "PHONE"), ("831 31 Östersund", "POSTAL")]


@pytest.mark.parametrize("separator", ["\t", ";", "|", " | "])
def test_a_column_is_known_by_its_heading(separator: str) -> None:
    """Numbers in the cells below a heading are what the heading says; other columns and later text are not."""
    rows = [["Namn", "Kundnr", "Mätare", "kWh"], ["Anna", "102345", "7340012345", "1234"], ["Bo", "102346", "", "99"]]
    text = "\n".join(separator.join(row) for row in rows) + "\nSumma 102347\nAnna" + separator + "102348"
    assert likely(text) == [("102345", "CUSTOMER_NO"), ("7340012345", "METER_NO"), ("102346", "CUSTOMER_NO")]
    assert {s.evidence[0].detector for s in detect(text) if s.category != "PERSON"} == {"columns"}


@pytest.mark.parametrize(
    "text",
    ["Kundnr;År\nsaknas;2026", "Kundnr;102345;kWh\n1;2;3", "Kundnr;kWh\nett;två;102345", "Kundnr;kWh\n\n102345;3"],
)
def test_a_cell_that_no_heading_speaks_of_is_no_number(text: str) -> None:
    """Empty cells, rows of another width and tables apart are not read with the heading."""
    assert not [s for s in detect(text) if s.evidence[0].detector == "columns"]


def test_two_phone_numbers_side_by_side_are_two() -> None:
    """A slash or a blank between numbers ends the first."""
    text = "070-174 06 05/070-174 06 06 070-174 06 07"
    assert [found for found, _ in likely(text)] == ["070-174 06 05", "070-174 06 06", "070-174 06 07"]


def test_a_cell_may_begin_with_a_letter() -> None:
    """Numbers of the company's own making often do."""
    assert likely("Kundnr;kWh\nK-102347;3") == [("K-102347", "CUSTOMER_NO")]

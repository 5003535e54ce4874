"""Who occurs in the demo case: invented customers, employees and companies, with reserved numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from resources import table

PROFILE = table("profiles", "fjallvik.toml")
COMPANY: str = PROFILE["name"]
COMPANY_NUMBER: str = PROFILE["orgnr"]
COMPANY_PHONE: str = PROFILE["phones"][0]
COMPANY_ADDRESS: str = PROFILE["addresses"][1]
TOWN = "830 99 Fjällvik"

REQUESTER = "Elbytarna Direkt AB"
SUPPLIER = "Kabelverkstan i Norr AB"


def phone(last: int) -> str:
    """A number of the series that is reserved for invented persons, 070-174 06 05 to 070-174 06 99."""
    if not 5 <= last <= 99:
        raise ValueError(last)
    return f"070-174 06 {last:02}"


@dataclass(frozen=True, slots=True)
class Customer:
    """A row of the outage list; ``legal`` for a company, whose name and number are no personal data."""

    name: str
    street: str
    phone: str
    start: str
    end: str
    legal: bool = False

    @property
    def hours(self) -> str:
        """Time without power, as the list shows it: hours and minutes."""
        minutes = _minutes(self.end) - _minutes(self.start)
        return f"{minutes // 60} tim {minutes % 60:02} min"


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(".")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class Employee:
    """An employee of the company; home and private number only where the minutes hold them."""

    name: str
    title: str
    work_phone: str = ""
    home: str = ""
    private_phone: str = ""


COMPLAINANT = Customer("Lovisa Granberg", "Tallstigen 14", phone(12), "02.10", "13.10")
COMPLAINANT_NUMBER = "19810107-9294"
COMPLAINANT_MAIL = "lovisa.granberg@example.se"
HUSBAND = "Nils Granberg"

NEIGHBOURS = (
    Customer("Sture Tallmo", "Tallstigen 12", phone(21), "02.10", "13.10"),
    Customer("Rut Myrhed", "Tallstigen 16", phone(33), "02.10", "13.10"),
    Customer("Åke Sandvret", "Tallstigen 18", phone(40), "02.10", "11.15"),
)
CALLER = NEIGHBOURS[1]
CALLER_NUMBER = "19791110-9291"
SECOND_CALLER = Customer("Amira Selvan", "Bergsvägen 22", phone(24), "02.10", "08.35")
SECOND_CALLER_NUMBER = "900163-2398"

SIGNATORY = "Viktor Ekbom"
SIGNATORY_NUMBER = "19900602-2397"
"""A customer whose data no provision protects here: he acts for the requester and contracts for its office."""
OFFICE = Customer(f"{SIGNATORY}, {REQUESTER}", "Storgatan 9", phone(95), "02.10", "06.05", legal=True)
BAKERY = Customer("Bageri Norrsken AB", "Industrigatan 51", phone(90), "02.10", "07.20", legal=True)

_OTHERS = """
Harriet Dalstig|Tallstigen 20|13.10
Måns Hedvall|Tallstigen 22|13.10
Birgitta Lodman|Tallstigen 24|13.10
Filip Åsander|Tallstigen 26|11.15
Yrsa Kvarnö|Tallstigen 28|11.15
Tomas Ljungvik|Tallstigen 30|11.15
Elsa Brännfors|Granbacken 11|11.15
Gunnar Skogfeldt|Granbacken 13|11.15
Noomi Stensved|Granbacken 15|11.15
Rolf Åkerbring|Granbacken 17|11.15
Inga-Lill Frostgård|Granbacken 19|10.40
Samuel Vallberga|Granbacken 21|10.40
Kerstin Nordlöv|Granbacken 23|10.40
Hugo Bäckmyr|Granbacken 25|10.40
Ulla Torpsand|Lingonvägen 32|10.40
Edvin Rosenskär|Lingonvägen 34|10.40
Signe Almhage|Lingonvägen 36|10.40
Börje Fjällmark|Lingonvägen 38|09.25
Wilma Ekstrand-Lind|Lingonvägen 40|09.25
Leo Hästmyra|Lingonvägen 42|09.25
Margit Sundkvarn|Lingonvägen 44|09.25
Pontus Grönvret|Lingonvägen 46|09.25
Alva Rönnstam|Lingonvägen 48|09.25
Arne Västlunda|Bergsvägen 12|08.35
Tuva Lindsmed|Bergsvägen 14|08.35
Ivar Karlskog|Bergsvägen 16|08.35
Doris Malmstig|Bergsvägen 18|08.35
Otto Fridhem-Ask|Bergsvägen 20|08.35
Linnéa Storåker|Bergsvägen 24|08.35
Sixten Myrbäck|Bergsvägen 26|07.20
Ebba Kilsand|Bergsvägen 28|07.20
Vilgot Starrhed|Bergsvägen 30|07.20
Aina Tjärnlund|Bergsvägen 33|07.20
Melker Ottfors|Ripstigen 51|07.20
Siri Ahlvret|Ripstigen 53|06.05
Folke Hagnäs|Ripstigen 55|06.05
Minna Sälgmark|Ripstigen 57|06.05
Jarl Öhrberga|Ripstigen 59|06.05
"""
"""Name, street, time when the power came back; the numbers are given out in order."""

_TAKEN = {COMPANY_PHONE} | {c.phone for c in (COMPLAINANT, *NEIGHBOURS, SECOND_CALLER, OFFICE, BAKERY)}
_FREE = [phone(n) for n in range(41, 90) if phone(n) not in _TAKEN and n not in (45, 46)]


def _rows() -> tuple[Customer, ...]:
    first = (NEIGHBOURS[0], COMPLAINANT, *NEIGHBOURS[1:])
    lines = [line.split("|") for line in _OTHERS.strip().splitlines()]
    rest = [Customer(name, street, free, "02.10", end) for (name, street, end), free in zip(lines, _FREE, strict=False)]
    after = next(i for i, c in enumerate(rest) if c.street == "Bergsvägen 20") + 1
    return (*first, *rest[:after], SECOND_CALLER, *rest[after:], BAKERY, OFFICE)


CUSTOMERS = _rows()
"""All rows of the outage list, in the order of the list."""
PRIVATE = tuple(c for c in CUSTOMERS if not c.legal)
"""The customers who are private persons."""

FITTER = Employee("Erik Norling", "montör", phone(7), "Skarvägen 31", phone(45))
SECOND_FITTER = Employee("Sanna Viklund", "montör", phone(8), "Myrstigen 48", phone(46))
REGISTRAR = Employee("Maja Sundin", "registrator")
JURIST = Employee("Karin Wallström", "jurist")
OPERATIONS = Employee("Anders Hede", "driftchef")
CUSTOMER_HEAD = Employee("Jonas Ekdal", "kundchef")
STAFF_HEAD = Employee("Petra Lid", "personalchef")
SELLER = Employee("Tove Lindahl", "projektsäljare")

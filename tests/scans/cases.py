"""Rows as they should be, what people write wrongly in them, and what they may write as well."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

GOOD = {
    "panden": {
        "pand_id": "p1",
        "adres_id": "a1",
        "gemeente": "Voorbeeldstad",
        "functie": "woonfunctie",
        "oppervlakte_m2": "82",
        "bouwjaar": "1975",
        "x_rd": "81000",
        "y_rd": "455000",
    },
    "woz": {"pand_id": "p1", "peiljaar": "2023", "waarde_eur": "300000"},
    "transacties": {
        "transactie_id": "t1",
        "pand_id": "p1",
        "datum": "2024-03-09",
        "akte_nr": "70001/12",
        "koopsom_eur": "325000",
        "verkoper_id": "a",
        "verkoper_soort": "natuurlijk",
        "koper_id": "b",
        "koper_soort": "organisatie",
        "notaris_id": "n",
    },
    "hypotheken": {
        "hypotheek_id": "h1",
        "pand_id": "p1",
        "datum": "2024-03-09",
        "bedrag_eur": "200000",
        "schuldenaar_id": "b",
        "verstrekker_soort": "bank",
    },
    "bedrijven": {
        "kvk_nummer": "60000001",
        "opgericht": "2019-01-01",
        "uitgeschreven": "",
        "sbi": "6820",
        "adres_id": "a1",
    },
}

# Table, column, what somebody wrote, and what is said of it.
MISTAKES = [
    *(
        ("transacties", "datum", text, "geen dag die bestaat")
        for text in (
            "2024-02-30",
            "31-4-2024",
            "2023-02-29",
            "09-13-2024",
            "20240230",
            "gisteren",
            "9 maert 2024",
            "45000",
            "2024-03",
            "epoch",
            "infinity",
            "2024-03-09 14:30:00",
        )
    ),
    ("transacties", "datum", "1-1-24", "te ver terug"),
    ("transacties", "datum", "2099-01-01", "na vandaag"),
    ("transacties", "datum", "", "hier moet een waarde staan"),
    ("transacties", "pand_id", "  ", "hier moet een waarde staan"),
    ("transacties", "transactie_id", "x" * 65, "te lang"),
    *(
        ("transacties", "koopsom_eur", text, "geen bedrag")
        for text in (
            "veel",
            "325,000",
            "325.000.00",
            "1e6",
            "3.25.000",
            "NaN",
            "12 34",
            "€",
            "0x10",
        )
    ),
    ("transacties", "koopsom_eur", "-1", "is negatief"),
    ("transacties", "koopsom_eur", "€ -325.000,00", "is negatief"),
    ("transacties", "koper_soort", "weet ik niet", "geen bekende soort"),
    ("hypotheken", "verstrekker_soort", "bnak", "geen bekende soort"),
    ("hypotheken", "bedrag_eur", "", "hier moet een waarde staan"),
    ("panden", "oppervlakte_m2", "-82", "is negatief"),
    ("panden", "oppervlakte_m2", "-0,5", "is negatief"),
    ("panden", "oppervlakte_m2", "groot", "geen maat"),
    ("panden", "oppervlakte_m2", "99999999", "ligt niet tussen 0 en 2e+06"),
    ("panden", "bouwjaar", "19a5", "geen jaar"),
    ("panden", "bouwjaar", "975", "ligt niet tussen"),
    ("panden", "bouwjaar", "2031", "ligt niet tussen"),
    ("panden", "x_rd", "455000", "ligt niet tussen"),
    ("panden", "y_rd", "81000", "ligt niet tussen"),
    ("woz", "peiljaar", "23", "ligt niet tussen"),
    ("woz", "waarde_eur", "-300000", "is negatief"),
    ("bedrijven", "sbi", "handel", "geen bedrijfsindeling"),
    ("bedrijven", "opgericht", "30-02-2019", "geen dag die bestaat"),
]
TOLERABLE = [
    *(
        ("transacties", "datum", text, date(2024, 3, 9))
        for text in (
            "2024-03-09",
            "9-3-2024",
            "09-03-2024",
            "9/3/2024",
            "09.03.2024",
            "20240309",
            "9 maart 2024",
            "9 mrt 2024",
            "9 mrt. 2024",
            "9-MRT-2024",
            "2024/03/09",
            "2024-03-09 00:00:00",
            "2024-03-09T00:00:00",
            " 2024-03-09 ",
            "2024-3-9",
        )
    ),
    ("transacties", "datum", "29-2-2024", date(2024, 2, 29)),
    *(
        ("transacties", "koopsom_eur", text, Decimal("325000.00"))
        for text in (
            "325000",
            "325.000",
            "325000,00",
            "325000.0",
            "€ 325.000",
            "€325.000,-",
            "EUR 325.000,00",
            "325 000",
            "325\u00a0000,00",
            "325.000,--",
            " 325000 ",
        )
    ),
    ("transacties", "koopsom_eur", "1.234", Decimal("1234.00")),
    ("transacties", "koopsom_eur", "12.5", Decimal("12.50")),
    ("transacties", "koopsom_eur", "1.250.000,75", Decimal("1250000.75")),
    ("transacties", "koopsom_eur", "0", Decimal("0.00")),
    ("transacties", "koopsom_eur", "", None),
    ("transacties", "koper_id", "", None),
    ("transacties", "akte_nr", "", None),
    ("transacties", "koper_soort", "Eenmanszaak", "natuurlijk"),
    ("transacties", "koper_soort", "NNP", "organisatie"),
    ("transacties", "koper_soort", "", None),
    ("hypotheken", "verstrekker_soort", "Privé", "natuurlijk"),
    ("panden", "oppervlakte_m2", "82,5", Decimal("82.50")),
    ("panden", "oppervlakte_m2", "1.250", Decimal("1250.00")),
    ("panden", "oppervlakte_m2", "0", Decimal("0.00")),
    ("panden", "bouwjaar", "1005", 1005),
    ("panden", "bouwjaar", "1975.0", 1975),
    ("panden", "bouwjaar", "", None),
    ("panden", "x_rd", "81234,567", Decimal("81234.57")),
    ("panden", "gemeente", '\'s-Gravenhage, "binnen"', '\'s-Gravenhage, "binnen"'),
    ("bedrijven", "uitgeschreven", "31-12-9999", date(9999, 12, 31)),
    ("bedrijven", "sbi", "01.1", "011"),
]

"""Words for a moment, as people type them on Wednesday 25 November 2026; each is read right or not at all."""

from datetime import date

import pytest

from bot.actions.dates import When, when

TODAY = date(2026, 11, 25)


def d(day: int, month: int = 11, year: int = 2026) -> date:
    return date(year, month, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # parts of days and days of the week
        ("donderdagmiddag", When(d(26), (12, 18))),
        ("donderdag in de middag", When(d(26), (12, 18))),
        ("vrijdagochtend", When(d(27), (7, 12))),
        ("vrijdag vroeg", When(d(27), (7, 12))),
        ("maandagavond na werktijd", When(d(30), (17, 22))),
        ("komende vrijdag", When(d(27))),
        ("aanstaande maandag", When(d(30))),
        ("vrijdag deze week", When(d(27))),
        ("liefst op dinsdag", When(d(1, 12))),
        ("zaterdag", When(d(28))),
        ("zondagmiddag", When(d(29), (12, 18))),
        ("volgende week woensdag na 3 uur", When(d(2, 12), (15, 24))),
        ("volgende week woensdag", When(d(2, 12))),
        ("woensdag volgende week in de ochtend", When(d(2, 12), (7, 12))),
        ("volgende week vrijdag om 10 uur", When(d(4, 12), time=600)),
        ("volgende week", When(d(30), until=d(6, 12))),
        ("maandag over een week", When(d(7, 12))),
        ("vrijdag over twee weken", When(d(11, 12))),
        ("afgelopen maandag", When(d(23))),
        ("vorige week woensdag", When(d(18))),
        # today, tomorrow and further
        ("morgenochtend", When(d(26), (7, 12))),
        ("morgenmiddag om 2 uur", When(d(26), (12, 18), time=840)),
        ("morgen", When(d(26))),
        ("overmorgen", When(d(27))),
        ("vandaag nog", When(d(25))),
        ("vanmiddag", When(d(25), (12, 18))),
        ("vanavond", When(d(25), (17, 22))),
        ("over 14 dagen", When(d(9, 12))),
        ("over veertien dagen", When(d(9, 12))),
        ("over twee weken", When(d(9, 12))),
        ("over een week", When(d(2, 12))),
        ("over 3 dagen", When(d(28))),
        ("morgen over een week", When(d(3, 12))),
        ("gisteren", When(d(24))),
        ("eergisteren", When(d(23))),
        # dates
        ("3 december", When(d(3, 12))),
        ("3 dec", When(d(3, 12))),
        ("op 3 december om half 4", When(d(3, 12), time=930)),
        ("de 12e", When(d(12, 12))),
        ("3-12", When(d(3, 12))),
        ("3/12/2026", When(d(3, 12))),
        ("03-12-26", When(d(3, 12))),
        ("11 jan", When(d(11, 1, 2027))),
        ("1 januari 2027", When(d(1, 1, 2027))),
        ("24 november 2025", When(d(24, 11, 2025))),
        ("29 februari", When(d(29, 2, 2028))),
        ("eerste kerstdag", When(d(25, 12))),
        ("tweede kerstdag", When(d(26, 12))),
        ("met kerst", When(d(25, 12))),
        ("nieuwjaarsdag", When(d(1, 1, 2027))),
        ("koningsdag", When(d(27, 4, 2027))),
        ("tweede paasdag", When(d(29, 3, 2027))),
        ("hemelvaartsdag", When(d(6, 5, 2027))),
        # times
        ("komende vrijdag om half 4", When(d(27), time=930)),
        ("om half vier", When(time=930)),
        ("kwart voor 11", When(time=645)),
        ("kwart over twee", When(time=855)),
        ("tien over half 3 morgen", When(d(26), time=870)),
        ("14:30", When(time=870)),
        ("14u30", When(time=870)),
        ("9 uur", When(time=540)),
        ("om 8 uur 's avonds", When(hours=(17, 22), time=1200)),
        ("na 3 uur", When(hours=(15, 24))),
        ("vanaf 16.00", When(hours=(16, 24))),
        ("voor 12 uur", When(hours=(0, 12))),
        ("tussen 2 en 4", When(hours=(14, 16))),
        ("dinsdag tussen 10 en 12 uur", When(d(1, 12), (10, 12))),
        # how
        ("liever bellen", When(medium="phone")),
        ("donderdag via video", When(d(26), medium="video")),
        ("kan ik langskomen op maandag", When(d(30), medium="place")),
        # what does not exist
        ("25:00", When(problem="no_such_time")),
        ("om 25 uur", When(problem="no_such_time")),
        ("morgen om 12:75", When(d(26), problem="no_such_time")),
        ("31 februari", When(problem="no_such_day")),
        ("31 april om 10 uur", When(time=600, problem="no_such_day")),
        ("30-02-2027", When(problem="no_such_day")),
        ("29 februari 2027", When(problem="no_such_day")),
        ("12-13", When(problem="no_such_day")),
    ],
)
def test_a_moment_in_words_is_read(text: str, expected: When) -> None:
    assert when(text, TODAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "goedemorgen",
        "goede morgen",
        "ik heb 25 jaar gewerkt",
        "ik verdien 12.50 euro",
        "36 uur per week",
        "40 uur in de week",
        "geen idee",
        "mijn baas wil van me af",
        "ik ben 31",
        "dat duurt 3 maanden",
    ],
)
def test_what_names_no_moment_is_not_guessed(text: str) -> None:
    assert when(text, TODAY) is None

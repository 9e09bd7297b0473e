"""Several days, days that do not suit, and hours as they are spoken: on an ordinary Wednesday and on odd days."""

from datetime import date
from typing import Any

import pytest

from bot.actions.dates import When, when

TODAY = date(2026, 11, 25)
MONDAY, FRIDAY = 0, 4


def d(day: int, month: int = 11, year: int = 2026) -> date:
    return date(year, month, day)


def span(first: date, last: date, **more: Any) -> When:
    return When(first, until=last, **more)


THIS_WEEK, NEXT_WEEK = (d(25), d(29)), (d(30), d(6, 12))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # not then
        ("niet op maandag", When(never=(0,))),
        ("liever niet op maandag", When(never=(0,))),
        ("behalve vrijdag", When(never=(4,))),
        ("elke dag behalve vrijdag", When(never=(4,))),
        ("maandag kan ik niet", When(never=(0,))),
        ("op maandag niet", When(never=(0,))),
        ("op dinsdag werk ik", When(never=(1,))),
        ("maandag en dinsdag kan ik niet", When(never=(0, 1))),
        ("niet op maandag, dinsdag of vrijdag", When(never=(0, 1, 4))),
        ("maandag niet, dinsdag wel", When(d(1, 12), never=(0,))),
        ("maandag kan ik niet maar dinsdag wel", When(d(1, 12), never=(0,))),
        ("niet maandag maar woensdag", When(d(2, 12), never=(0,))),
        ("volgende week, maar niet op vrijdag", span(*NEXT_WEEK, never=(4,))),
        ("volgende week behalve vrijdag", span(*NEXT_WEEK, never=(4,))),
        ("volgende week niet op maandag", span(*NEXT_WEEK, never=(0,))),
        ("nooit op woensdag", When(never=(2,))),
        ("niet in het weekend", When(never=(5, 6))),
        ("morgen niet", When(never=(d(26),))),
        ("niet op 3 december", When(never=(d(3, 12),))),
        ("komende maandag kan ik niet", When(never=(d(30),))),
        ("deze week niet meer", When(never=(d(25), d(26), d(27), d(28), d(29)))),
        ("'s ochtends kan ik niet", When(never_hours=(7, 12))),
        ("niet in de avond", When(never_hours=(17, 22))),
        ("donderdag, maar niet te vroeg", When(d(26), never_hours=(7, 10))),
        ("geen avonden graag", When(never_hours=(17, 22))),
        ("niet voor 10 uur", When(hours=(10, 24))),
        ("dinsdag niet na 4 uur", When(d(1, 12), hours=(0, 16))),
        ("kan het niet op maandag?", When(d(30))),
        ("waarom niet dinsdag", When(d(1, 12))),
        ("dan kan ik niet", When(later=True)),
        # one of some days
        ("dinsdag of donderdag", When(only=(1, 3))),
        ("op dinsdag, of anders donderdag om twee uur", When(only=(1, 3), time=14 * 60)),
        ("maandag, woensdag en vrijdag in de ochtend", When(only=(0, 2, 4), hours=(7, 12))),
        ("volgende week dinsdag of donderdag", span(*NEXT_WEEK, only=(1, 3))),
        ("donderdagmiddag of vrijdagmiddag", When(only=(3, 4), hours=(12, 18))),
        ("liever dinsdag dan donderdag", When(d(1, 12))),
        ("niet op vrijdag, wel dinsdag of donderdag", When(only=(1, 3), never=(4,))),
        # several days
        ("deze week nog", span(*THIS_WEEK)),
        ("ergens deze week", span(*THIS_WEEK)),
        ("volgende week", span(*NEXT_WEEK)),
        ("begin volgende week", span(d(30), d(1, 12))),
        ("begin van volgende week", span(d(30), d(1, 12))),
        ("midden volgende week", span(d(1, 12), d(3, 12))),
        ("eind volgende week", span(d(3, 12), d(4, 12))),
        ("eind van de week", span(d(26), d(27))),
        ("volgende week in de middag", span(*NEXT_WEEK, hours=(12, 18))),
        ("eind december", span(d(21, 12), d(31, 12))),
        ("half december", span(d(11, 12), d(20, 12))),
        ("begin december", span(d(1, 12), d(10, 12))),
        ("in december", span(d(1, 12), d(31, 12))),
        ("in januari", span(d(1, 1, 2027), d(31, 1, 2027))),
        ("januari", span(d(1, 1, 2027), d(31, 1, 2027))),
        ("volgende maand", span(d(1, 12), d(31, 12))),
        ("begin volgende maand", span(d(1, 12), d(10, 12))),
        ("eind van de maand", span(d(25), d(30))),
        ("in februari 's ochtends", span(d(1, 2, 2027), d(28, 2, 2027), hours=(7, 12))),
        ("vanaf maandag", span(d(30), date.max)),
        ("na 3 december", span(d(4, 12), date.max)),
        ("niet voor dinsdag", span(d(1, 12), date.max)),
        ("voor vrijdag", span(d(25), d(26))),
        ("uiterlijk vrijdag", span(d(25), d(27))),
        ("een afspraak voor vrijdag", When(d(27))),
        ("afspraak maken voor dinsdag", When(d(1, 12))),
        ("graag voor vrijdag", span(d(25), d(26))),
        ("tussen dinsdag en donderdag", span(d(1, 12), d(3, 12))),
        ("van maandag tot en met woensdag", span(d(30), d(2, 12))),
        ("na de kerst", span(d(26, 12), date.max)),
        ("dit weekend", span(d(28), d(29))),
        # the nth day of a month
        ("eerste maandag van december", When(d(7, 12))),
        ("de eerste maandag in december", When(d(7, 12))),
        ("de tweede dinsdag van januari", When(d(12, 1, 2027))),
        ("laatste vrijdag van november", When(d(27))),
        ("laatste vrijdag van de maand", When(d(27))),
        ("een donderdag in december", When(d(3, 12))),
        ("eerste maandag van november", When(d(1, 11, 2027))),
        ("oudejaarsdag", When(d(31, 12))),
        # hours as they are spoken
        ("overmorgen tussen 9-12", When(d(27), (9, 12))),
        ("overmorgen van 9 tot 12", When(d(27), (9, 12))),
        ("morgen 9-12 uur", When(d(26), (9, 12))),
        ("vrijdag tussen 9:00 en 11:30", When(d(27), (9, 12))),
        ("3 uur 's nachts", When(time=180)),
        ("om 12 uur 's nachts", When(time=0)),
        ("7 uur 's ochtends", When(hours=(7, 12), time=420)),
        ("na de lunch", When(hours=(13, 18))),
        ("dinsdag na de lunch", When(d(1, 12), (13, 18))),
        ("voor de lunch", When(hours=(7, 12))),
        ("na drieën", When(hours=(15, 24))),
        ("morgen na drieën", When(d(26), (15, 24))),
        ("tegen vieren", When(hours=(15, 17))),
        ("rond elf uur", When(hours=(10, 12))),
        ("om een uur of vier", When(hours=(15, 17))),
        ("voor tienen", When(hours=(0, 10))),
        ("half elf", When(time=630)),
        ("eind van de middag", When(hours=(15, 18))),
        ("morgen vroeg in de middag", When(d(26), (12, 15))),
        ("na het eten", When(hours=(18, 22))),
    ],
)
def test_what_is_wanted_and_what_is_not_are_told_apart(text: str, expected: When) -> None:
    assert when(text, TODAY) == expected


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        # the days on which the clock goes back, and forward
        (d(24, 10), "morgen", When(d(25, 10))),
        (d(24, 10), "volgende week", span(d(26, 10), d(1))),
        (d(25, 10), "vandaag", When(d(25, 10))),
        (d(27, 3, 2027), "morgen om 2 uur 's nachts", When(d(28, 3, 2027), time=120)),
        (d(28, 3, 2027), "eind van de maand", span(d(28, 3, 2027), d(31, 3, 2027))),
        # over the end of a year
        (d(31, 12), "morgen", When(d(1, 1, 2027))),
        (d(31, 12), "volgende week", span(d(4, 1, 2027), d(10, 1, 2027))),
        (d(31, 12), "deze week nog", span(d(31, 12), d(3, 1, 2027))),
        (d(31, 12), "begin januari", span(d(1, 1, 2027), d(10, 1, 2027))),
        (d(28, 12), "volgende maand", span(d(1, 1, 2027), d(31, 1, 2027))),
        (d(28, 12), "eerste maandag van januari", When(d(4, 1, 2027))),
        (d(28, 12), "half december", span(d(11, 12, 2027), d(20, 12, 2027))),
        (d(31, 12), "oudjaar", When(d(31, 12))),
        # a month that has another length, a Sunday, and a leap year
        (d(31, 1, 2028), "eind februari", span(d(21, 2, 2028), d(29, 2, 2028))),
        (d(31, 1, 2027), "volgende maand", span(d(1, 2, 2027), d(28, 2, 2027))),
        (d(29), "deze week", span(d(29), d(29))),
        (d(29), "begin volgende week", span(d(30), d(1, 12))),
        (d(30), "niet op maandag", When(never=(0,))),
        (d(30), "vandaag niet", When(never=(d(30),))),
    ],
)
def test_so_on_odd_days(today: date, text: str, expected: When) -> None:
    assert when(text, today) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ik wil niet meer in de bouw",
        "ik kan niet goed rekenen",
        "nee",
        "geen idee",
        "ik werk een uur per dag",
        "ik heb geen zin in dat gedoe",
        "dat is het einde",
        "dat vroeg ik niet",
        "ik praat niet tegen een robot",
        "hij doet het niet na een update",
        "ik ben klaar voor een opleiding",
        "half zo veel",
        "van de ene baan naar de andere kant op",
    ],
)
def test_what_refuses_no_moment_is_not_read_as_one(text: str) -> None:
    found = when(text, TODAY)
    assert found is None or (found.day is None and not found.never and found.hours is None and found.time is None)

"""What can be reckoned from what somebody told: how long their WW lasts, from what age they may stop early."""

from __future__ import annotations

import re

from bot.actions import days, once, repair
from bot.actions.sources import today
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, word_table

# Werkloosheidswet, artikel 42: a month for each of the first ten years and each year before 2016, then half a month.
FULL_YEARS, HALF_SINCE = 10, 2016
SHORTEST_WW, LONGEST_WW = 3, 24
MONTHS_AT_75_PERCENT = 2
LONGEST_LIFE_OF_WORK = 55
# Three years before the AOW of 67 years and 3 months, which is fixed for all who get it until 2031.
EARLIEST_STOP = 64
FIRST_AOW = 67  # and three months for who gets it from 2028 on
BUILDING = "bouw"
WW_DURATION, WW_MONTHS, EARLY_AGE = "utter_question_ww_duration", "utter_question_ww_months", "early_age"


def months_of_ww(years: int, year: int) -> float:
    """Months of WW for who worked these years up to this one, without a break."""
    before = max(0, years - (year - HALF_SINCE))
    full = min(years, max(FULL_YEARS, before))
    return min(LONGEST_WW, max(SHORTEST_WW, full + (years - full) / 2))


def tell_ww_months(turn: Turn) -> None:
    """How long the WW lasts, reckoned when it was told how long somebody worked; else by which rule."""
    years, uwv = _years_worked(turn), repair.who_knows(turn, "uwv")
    if years is None and promised(turn) and re.search(_patterns()["reckons"], turn.said):
        turn.say("utter_question_ww_years")
        return
    if years is None:
        once.tell(turn, "ww_months", "utter_question_ww_duration", uwv)
        return
    months = months_of_ww(years, today().year)
    in_ww = _number(_patterns()["in_ww"], turn.words)
    if in_ww and in_ww < months and any(key.startswith(f"{WW_MONTHS}:") for key in turn.slot("said", [])):
        _tell_months_left(turn, months)  # how long it lasts was told
    elif once.tell(turn, f"ww_months {years}", WW_MONTHS, uwv, years=years, months=_in_words(months)):
        _tell_months_left(turn, months)


def _tell_months_left(turn: Turn, months: float) -> None:
    """How much of it is left for who told how long they have it, or since when they are out of work."""
    in_ww, out_of_work = _months_in_ww(turn), _latest(turn, "out_of_work")
    if in_ww is not None and in_ww < months:
        turn.say("utter_question_ww_months_left", gone=in_ww, left=_in_words(months - in_ww))
    elif in_ww is None and out_of_work is not None and out_of_work < months:
        left = _in_words(months - out_of_work)
        turn.say("utter_question_ww_months_left_since", gone=_in_words(out_of_work), left=left)


def tell_ww_share(turn: Turn) -> None:
    """Which part of the wages it is, and which part now for who told how long they have it."""
    gone = _months_in_ww(turn)
    now = gone is not None and gone > MONTHS_AT_75_PERCENT and turn.slot("benefit") == "WW"
    response = "utter_question_ww_share_now" if now else "utter_question_ww_height"
    once.tell(turn, "ww_share", response, repair.who_knows(turn, "uwv"))


def tell_early_age(turn: Turn) -> None:
    """From what age one may stop early, and how long that still is for who told their age."""
    age, heavy, asked = turn.slot("age"), _heavy_work(turn), _age_asked(turn)
    if asked is not None and asked < EARLIEST_STOP:
        told = once.tell(turn, f"{EARLY_AGE} {asked}", "utter_question_early_age_asked", heavy, age=asked)
    elif not isinstance(age, int):
        told = once.tell(turn, EARLY_AGE, "utter_question_early_age_unknown", heavy)
    elif age >= EARLIEST_STOP:
        told = once.tell(turn, EARLY_AGE, "utter_question_early_age_now", heavy, age=age)
    else:
        told = once.tell(turn, EARLY_AGE, "utter_question_early_age", heavy, age=age, years=EARLIEST_STOP - age)
    if told:
        turn.say(f"utter_question_early_condition{_of_building(turn)}")


def tell_aow(turn: Turn) -> None:
    """When the AOW begins, and how long that still is for who told their age."""
    age = turn.slot("age")
    known = isinstance(age, int) and age < FIRST_AOW
    response = "utter_question_aow_when" if known else "utter_question_aow_when_unknown"
    first = label("aow", "now" if known and age >= FIRST_AOW - 1 else "later")
    years = FIRST_AOW - age if known else 0
    once.tell(turn, "aow_when", response, repair.who_knows(turn, "aow"), age=age, years=years, first=first)


def _age_asked(turn: Turn) -> int | None:
    """The age that is asked about: "kan dat met 52"."""
    found = re.search(_patterns()["age_asked"], turn.said)
    return int(found["age"]) if found else None


def tell_early_money(turn: Turn) -> None:
    """That the amount is not known, what the highest is, and who knows."""
    heavy = _heavy_work(turn)
    once.tell(turn, "early_money", f"utter_question_early_money{_of_building(turn)}", heavy, where=heavy)


def tell_early_name(turn: Turn) -> None:
    """What the way to stop early is called."""
    once.tell(turn, "early_name", f"utter_question_early_name{_of_building(turn)}", _heavy_work(turn))


def wants_years(turn: Turn) -> bool:
    """Whether we just offered to reckon with the years somebody worked."""
    return bool(re.search(_patterns()["wants_years"], turn.last_heard()))


def promised(turn: Turn) -> bool:
    """Whether we offered to reckon earlier in the conversation and did not do it yet, or are reminded of it."""
    said: list[str] = turn.slot("said", [])
    offered, kept = (any(key.startswith(f"{name}:") for key in said) for name in (WW_DURATION, WW_MONTHS))
    return offered and (not kept or bool(re.search(_patterns()["reckons"], turn.said)))


def _of_building(turn: Turn) -> str:
    """What the name of a response ends with for who works in building."""
    return "_building" if turn.slot("sector") == BUILDING else ""


def _heavy_work(turn: Turn) -> str:
    return repair.who_knows(turn, "heavy_work_building" if turn.slot("sector") == BUILDING else "heavy_work")


def _years_worked(turn: Turn) -> int | None:
    """In this message any number of years; in an earlier one only years that somebody worked."""
    years = _number(_patterns()["years"], turn.words)
    earlier = (_number(_patterns()["worked"], text) for text in reversed(turn.typed()))
    years = years or next((each for each in earlier if each), None)
    return years if years is not None and years <= LONGEST_LIFE_OF_WORK else None


def _months_in_ww(turn: Turn) -> int | None:
    return _latest(turn, "in_ww")


def _latest(turn: Turn, what: str) -> int | None:
    told = (_number(_patterns()[what], text) for text in reversed(turn.typed()))
    return next((each for each in told if each), None)


def _number(pattern: str, text: str) -> int | None:
    """The number that a pattern finds, in digits or as a word."""
    words = "|".join(labels()["calendar"]["numbers"])
    found = re.search(pattern.replace("{numbers}", words), text.lower())
    return days.number_of(next(filter(None, found.groupdict().values()))) if found else None


def _in_words(months: float) -> str:
    """ "10,5 maanden"; half a month is not told more precisely than it is."""
    number = f"{months:.1f}".replace(".", ",").removesuffix(",0")
    return label("months", "one" if months == 1 else "many").format(number=number)


def _patterns() -> dict[str, str]:
    patterns: dict[str, str] = word_table("questions")["reading"]
    return patterns

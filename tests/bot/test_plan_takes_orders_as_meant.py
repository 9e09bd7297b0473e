"""An order on the plan does what it says: in is in, out is out, and neither tells anything of the person."""

from __future__ import annotations

import pytest

from bot.actions import facts
from bot.actions.sources import today
from bot.actions.wording import label
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

NEED, ADDED, FOUND = label("plan", "need"), label("plan", "in_plan"), label("plan", "found")
ABOUT, STEP = label("plan", "facts"), label("plan", "step")


@pytest.fixture
def cashier(conversation: str) -> Dialogue:
    """A cashier who wants to work with children, with a plan and the question about an adviser."""
    talk = Dialogue(conversation).receives(understood("ik werk achter de kassa en wil iets met kinderen"))
    talk.says("ja", "affirm")
    return talk.receives(understood("Mijn stap: ik vraag maandag op school of ik mag helpen"))


def _plan(talk: Dialogue) -> str:
    return " ".join(talk.plan.values()).lower()


@pytest.mark.parametrize(
    "said",
    [
        "en onderwijsassistent staat er niet bij",
        "nee ik wil dat onderwijsassistent er juist WEL bij komt",
        "is goed zo, maar onderwijsassistent moet er nog bij",
        "onderwijsassistent mot der nog bie",
    ],
)
def test_what_must_come_in_comes_in(cashier: Dialogue, said: str) -> None:
    assert "onderwijsassistent" not in _plan(cashier)
    cashier.receives(understood(said))
    assert "onderwijsassistent" in _plan(cashier)
    assert "moet" not in _plan(cashier)
    assert "bij komt" not in _plan(cashier)


def test_an_order_is_never_written_in_while_a_line_is_asked_about(cashier: Dialogue) -> None:
    cashier.presses("Iets veranderen").presses("Wat ik nodig heb")
    cashier.receives(understood("dat is goed zo, maar onderwijsassistent moet erbij"))
    assert "goed zo" not in _plan(cashier)
    assert "onderwijsassistent" in _plan(cashier)


@pytest.mark.parametrize(
    "said", ["overblijf mot der uut", "haal overblijfmedewerker der UUT", "overblijfmedewerker eruit"]
)
def test_an_order_as_it_is_said_at_home_takes_out_just_that(cashier: Dialogue, said: str) -> None:
    before = cashier.plan[NEED]
    assert "overblijfmedewerker" in cashier.plan[FOUND]
    cashier.receives(understood(said))
    assert "overblijfmedewerker" not in _plan(cashier)
    assert cashier.plan[NEED] == before


def test_what_is_put_in_tells_no_fact(cashier: Dialogue) -> None:
    work = cashier.plan[ABOUT]
    cashier.receives(understood("klopt niet. er moet bij dat ik wil blijven rijden maar zonder dat laden lossen"))
    assert "blijven rijden" in cashier.plan[ADDED]
    assert cashier.plan[ABOUT] == work
    cashier.receives(understood("zet erin: hbo supply chain deeltijd"))
    assert cashier.slot("edu") is None


def test_a_correction_of_facts_is_taken_whole(cashier: Dialogue) -> None:
    cashier.receives(understood("Dit klopt niet. Ik ben niet zonder werk, ik werk 28 uur, en ik heb hbo-v."))
    assert cashier.slot("hours") == 28
    assert cashier.slot("edu") == "hbo"
    assert cashier.slot("status") != facts.NO_JOB
    cashier.receives(understood("Hoogste diploma hbo klopt niet, ik heb mbo 4. Anders had ik geen hbo nodig"))
    assert cashier.slot("edu") == "mbo4"
    assert "anders had" not in _plan(cashier)


def test_a_level_that_is_compared_with_or_wanted_is_not_theirs(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("ik ben verpleegkundige en wil ander werk"))
    talk.receives(understood("en minder dan mbo 2, daar heb ik niks aan"))
    assert talk.slot("edu") is None


def test_a_quoted_line_that_is_called_wrong_goes(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik werk in een magazijn en mijn baan is onzeker", "need_baan_onzeker")
    talk.says("ja", "affirm").says("overslaan", "skip").says("overslaan", "skip")
    talk.receives(understood("Mijn stap: ik ga dinsdag naar het Werkcentrum"))
    line = talk.plan[NEED].rstrip(".")
    talk.receives(understood(f'"{line}" is wrong. Mijn contract stopt, zeker. En ik wil werken als elektricien'))
    assert line not in talk.plan.get(NEED, "")


def test_what_day_it_is_today_is_no_other_day(cashier: Dialogue) -> None:
    names = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
    cashier.receives(understood(f"Vandaag is {names[today().weekday()]}, ik bedoel vandaag"))
    assert cashier.slot("step_date") == today().isoformat()


def test_a_bare_answer_in_front_is_no_part_of_the_step(cashier: Dialogue) -> None:
    cashier.receives(
        understood("mijn stap is: vmbo kader. ik ga zaterdag langs bij de garage vragen of ze iemand zoeken")
    )
    assert "garage" in cashier.plan[STEP]


def test_only_the_words_that_are_named_leave_the_step(cashier: Dialogue) -> None:
    cashier.presses("Iets veranderen").presses("Mijn stap").presses("Anders: ik typ het")
    cashier.receives(understood("vmbo kader, ik ga maandag langs bij de garage"))
    day = cashier.slot("step_date")
    cashier.receives(understood("haal dat vmbo kader eruit dat hoort niet in die stap"))
    assert cashier.plan[STEP].lower().startswith("ik ga maandag langs bij de garage")
    assert cashier.slot("step_date") == day

"""A message at the plan is a list of orders: each is done at once, or named as not understood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.actions import own_story
from bot.actions.sources import today
from bot.actions.wording import label
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

NEED, WORDS, FOUND = label("plan", "need"), label("plan", "own_words"), label("plan", "found")
ADDED, ABOUT = label("plan", "in_plan"), label("plan", "facts")
STEP, DATE = label("plan", "step"), label("plan", "date")
MONDAY, TUESDAY, THURSDAY = 0, 1, 3
FAINT = 0.35


@pytest.fixture
def carpenter(conversation: str) -> Dialogue:
    """A carpenter whose work is too heavy, who will call the union on Monday and is asked whether to see moments."""
    talk = Dialogue(conversation).says(
        "ik ben timmerman en het werk is te zwaar, mijn lijf is op", "need_zwaar_gezondheid"
    )
    talk.says("ja", "affirm").presses("Lichter werk zien")
    return talk.says("Mijn stap: ik bel maandag de vakbond", "change_step")


@pytest.fixture
def leader(conversation: str) -> Dialogue:
    """A team leader of whom we understood that the job is not safe."""
    talk = Dialogue(conversation).says("ik ben teamleider in een fabriek en mijn baan is onzeker", "need_baan_onzeker")
    talk.says("ja", "affirm").says("overslaan", "skip").says("overslaan", "skip")
    return talk.says("Mijn stap: ik bel maandag personeelszaken", "change_step")


def _says(talk: Dialogue, said: str) -> Dialogue:
    return talk.says(said, "nlu_fallback", confidence=FAINT)


def _day(talk: Dialogue) -> int:
    return date.fromisoformat(talk.slot("step_date")).weekday()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("uitvoerder, werkvoorbereider en opzichter mogen eruit", ()),
        ("gooi die opzichter der maar uit", ("uitvoerder", "werkvoorbereider")),
        ("dat van uitvoerder mag eraf", ("werkvoorbereider", "opzichter")),
        ("jij zet opzichter neer, dat wil ik niet. weg ermee", ("uitvoerder", "werkvoorbereider")),
        ("ik wil uitvoerder niet in mijn plan", ("werkvoorbereider", "opzichter")),
    ],
)
def test_the_work_that_is_named_goes_and_nothing_comes_in_its_place(
    carpenter: Dialogue, said: str, left: tuple[str, ...]
) -> None:
    _says(carpenter, said)
    found = carpenter.plan.get(FOUND, "")
    assert all(name in found for name in left)
    assert found.count("bouw") == len(left)


@pytest.mark.parametrize(
    "said",
    [
        "wil je het woord lijf weghalen",
        "die zin over mijn lijf weg graag want mijn baas leest mee",
        "haal die zin over mijn lijf aub uit mijn plan",
    ],
)
def test_a_word_that_stands_in_the_quote_means_the_quote_and_no_job(carpenter: Dialogue, said: str) -> None:
    before = carpenter.plan[FOUND]
    _says(carpenter, said)
    assert WORDS not in carpenter.plan and carpenter.plan[FOUND] == before


def test_what_is_not_there_is_named_beside_what_is_taken_out(carpenter: Dialogue) -> None:
    _says(carpenter, "streep uitvoerder en die astronaut door")
    assert "uitvoerder" not in carpenter.plan[FOUND] and "“die astronaut”" in carpenter.heard


def test_two_things_that_go_too_are_both_taken_out(carpenter: Dialogue) -> None:
    _says(carpenter, "opzichter eruit alsjeblieft, en die zin over mijn lijf ook, dat hoeft niemand te lezen")
    assert WORDS not in carpenter.plan and "opzichter" not in carpenter.plan[FOUND]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("zet erbij dat ik alleen overdag kan", "Ik kan alleen overdag"),
        ("en ik wil maximaal 32 uur. noteer dat ook", "Ik wil maximaal 32 uur"),
        ("ik heb ook een vca diploma. zet da der bij", "Ik heb ook een vca diploma"),
        ("kan er in dat ik liever geen nachten doe", "Ik doe liever geen nachten"),
        ("zet erbij dat ik geen auto heb en makkelijke woorden graag", "Ik heb geen auto; Makkelijke woorden graag"),
        ("Zet er nog bij: drie dagen in dienst, en eigen klanten.", "Drie dagen in dienst, en eigen klanten"),
        ("zet erbij wie ik moet bellen. de bedrijfsarts", "Wie ik moet bellen: de bedrijfsarts"),
        ("plan klopt niet: ik weet zelf wel hoe zwaar tillen is", "Ik weet zelf wel hoe zwaar tillen is"),
    ],
)
def test_what_is_to_stand_there_is_put_in_as_it_was_said(carpenter: Dialogue, said: str, words: str) -> None:
    assert _says(carpenter, said).plan[ADDED] == words


def test_that_means_what_was_said_last(carpenter: Dialogue) -> None:
    _says(_says(carpenter, "ik werk liever alleen"), "zet dat er ook in")
    assert carpenter.plan[ADDED] == "Ik werk liever alleen"


def test_a_step_that_is_to_stand_in_the_plan_adds_no_odd_word(conversation: str) -> None:
    talk = Dialogue(conversation).says("het werk is te zwaar", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("overslaan", "skip").says("overslaan", "skip")
    _says(talk, "dan bel ik maandag de vakbond. zet dat maar in het plan")
    assert "maar”" not in talk.heard


def test_who_wants_a_job_in_the_plan_loses_it_not(carpenter: Dialogue) -> None:
    _says(carpenter, "dus mijn baas ziet dit niet? ik wil opzichter ook in plan")
    assert "Weg uit" not in carpenter.heard and "opzichter" in carpenter.plan[FOUND]


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("da van volhouden klopt nie, ik wil eerder stoppen, zet da erin", "Ik wil eerder stoppen."),
        ("nee niet volhouden, ik wil gewoon stoppen. zet dat neer", "Ik wil gewoon stoppen."),
        ("er staat te zwaar werk, zet gwoon: ik wil over 3 jaar stoppen", "Ik wil over 3 jaar stoppen."),
        ("verander te zwaar in: ik wil leren", "Ik wil leren."),
    ],
)
def test_a_line_that_is_wrong_gives_way_to_what_is_said(carpenter: Dialogue, said: str, need: str) -> None:
    assert _says(carpenter, said).plan[NEED] == need
    assert carpenter.plan.get(WORDS, "").casefold() != f"“{need.rstrip('.')}”".casefold()


def test_what_was_denied_goes_and_is_no_work(leader: Dialogue) -> None:
    said = "er staat nog steeds dat ik niet weet of mijn baan blijft. ik ben gepasseerd, schrijf DAT op"
    leader.says(said, "need_baan_onzeker", confidence=0.6)
    assert leader.plan[NEED] == "Ik ben gepasseerd."
    assert "teamleider" in leader.plan[ABOUT] and "gepasseerd" not in leader.plan[ABOUT]


@pytest.mark.parametrize(
    "said", ["mijn baan is zeker zat, haal die onzin weg", "mijn baan is vast hoor, dat moet eruit"]
)
def test_a_need_that_is_denied_beside_the_order_goes(leader: Dialogue, said: str) -> None:
    leader.says(said, "wipe_data", confidence=0.5)
    assert NEED not in leader.plan and "teamleider" in leader.plan[ABOUT]


def test_a_need_can_be_taken_away_before_there_is_a_plan(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn baan is onzeker", "need_baan_onzeker")
    talk.says("nee mijn baan is zeker zat, haal die onzin weg", "nlu_fallback", confidence=FAINT)
    assert "need_baan_onzeker" not in (talk.slot("needs") or [])


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("nee donderdag", THURSDAY),
        ("o nee doe maar donderdag", THURSDAY),
        ("ho wacht, doe maar donderdag", THURSDAY),
        ("my step is thursday, not 31", THURSDAY),
        ("stap is fout. het is donderdag", THURSDAY),
        ("maandag kan ik niet bellen, wordt donderdag", THURSDAY),
        ("de vakbond is maandag dicht. dinsdag dan", TUESDAY),
    ],
)
def test_the_day_of_the_step_is_put_right(carpenter: Dialogue, said: str, day: int) -> None:
    _says(carpenter, said)
    assert _day(carpenter) == day and carpenter.slot("look_on") is None
    name = {TUESDAY: "dinsdag", THURSDAY: "donderdag"}[day]
    assert carpenter.plan[STEP] == f"Ik bel {name} de vakbond" and carpenter.slot("age") is None


@pytest.mark.parametrize("said", ["mijn contract stopt 31 december", "plan not correct: i know job stop 31 december"])
def test_a_day_of_something_else_is_not_the_day_of_the_step(carpenter: Dialogue, said: str) -> None:
    _says(carpenter, said)
    assert _day(carpenter) == MONDAY and carpenter.slot("step") == "Ik bel maandag de vakbond"


def test_the_step_is_moved_while_moments_stand_on_the_screen(carpenter: Dialogue) -> None:
    carpenter.presses("Ja, laat")
    _says(carpenter, "de stap moet donderdag zijn hoor")
    assert _day(carpenter) == THURSDAY and carpenter.slot("checked_moment") is None


def test_the_step_is_moved_when_a_name_is_asked(carpenter: Dialogue, db: Database, conversation: str) -> None:
    carpenter.presses("Ja, laat").says("vrijdag").says("ja", "affirm")
    assert carpenter.question == "contact_name"
    _says(carpenter, "Piotr. and my step is thursday")
    plan = plans.get(db, conversation)
    assert plan and plan.name == "Piotr" and plan.step_date and plan.step_date.weekday() == THURSDAY


def test_tomorrow_in_the_step_becomes_the_new_day(conversation: str) -> None:
    talk = Dialogue(conversation).says("het werk is te zwaar", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("overslaan", "skip").says("Mijn stap is: morgen bel ik de huisarts", "change_step")
    later = (today() + timedelta(days=3)).weekday()
    name = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"][later]
    _says(talk, f"o wacht morgen is de huisarts dicht, doe maar {name}")
    assert talk.slot("step") == f"Ik bel {name} de huisarts"


def test_a_goodbye_is_no_day(carpenter: Dialogue) -> None:
    carpenter.presses("Iets veranderen").says("dag neefje", "goodbye", confidence=0.65)
    assert "Moet het weg" not in carpenter.heard


def test_who_asks_whether_we_know_what_they_want_sees_no_data(conversation: str) -> None:
    talk = Dialogue(conversation).says("het werk is te zwaar", "need_zwaar_gezondheid")
    talk.says("weet je wat ik wil? dat die vent het recht in mijn gezicht zegt", "show_data", confidence=0.6)
    assert "onthouden" not in talk.heard


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("wat moet ik daar voor hebben", ""),
        ("doe mbo 2 maar is boring kkr saai man", ""),
        ("hello. I am Piotr. My contract stop 31 december", "My contract stop 31 december"),
        ("ik wil iets beters maar ik durf niet, ik ben niet zo slim denk ik", "ik wil iets beters maar ik durf niet"),
        ("mijn knieën zijn kapot van het werk", "mijn knieën zijn kapot van het werk"),
        ("hoi, ik slaap slecht en ik huil om niks, hoe moet dat nou", "ik slaap slecht en ik huil om niks"),
    ],
)
def test_a_quote_shames_nobody(typed: str, quote: str) -> None:
    assert own_story.quote_of(typed) == quote


@pytest.mark.parametrize(
    "said",
    [
        "Er staat dat ik timmerman ben. Dat moet metselaar zijn.",
        "ik ben géén timmerman! ik ben metselaar",
        "verander timmerman in metselaar",
        "timmerman klopt niet, ik ben metselaar",
    ],
)
def test_their_own_work_is_put_right_and_not_found(carpenter: Dialogue, said: str) -> None:
    carpenter.receives(understood(said))
    assert carpenter.plan[ABOUT].startswith("Je bent metselaar")
    assert "metselaar" not in carpenter.plan.get(FOUND, "") and ADDED not in carpenter.plan


def test_work_that_is_only_denied_is_not_theirs(carpenter: Dialogue) -> None:
    carpenter.receives(understood("nee, ik bedoelde docent, geen metselaar"))
    assert carpenter.slot("occupation") == "timmerman"


@pytest.mark.parametrize("said", ["ik was juf in eritrea, kinder 6 jaar", "ik was juf moet in plan ook"])
def test_work_of_before_stands_in_the_plan_as_it_was_said(carpenter: Dialogue, said: str) -> None:
    carpenter.receives(understood(f"zet erbij: {said}" if "plan" not in said else said))
    assert "juf" in carpenter.plan[ADDED] and "in plan" not in carpenter.plan[ADDED]


def test_a_quoted_sentence_is_what_goes_into_the_plan(carpenter: Dialogue) -> None:
    carpenter.receives(understood("de zin staat er niet bij. “ik wil graag op papier waarom ik het niet ben geworden”"))
    assert carpenter.plan[ADDED] == "Ik wil graag op papier waarom ik het niet ben geworden"

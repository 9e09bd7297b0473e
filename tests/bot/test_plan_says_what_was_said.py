"""What stands in the plan was said by the person; what they want in it or out of it is done, or named as not done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.actions import own_story, plan_wish, taking_out
from bot.actions.sources import today
from bot.actions.wording import day_in_words, label
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood
from tests.bot.test_plan_is_corrected import mason

__all__ = ["mason"]

NEED, WORDS, FOUND = label("plan", "need"), label("plan", "own_words"), label("plan", "found")
STEP, DATE = label("plan", "step"), label("plan", "date")


def _found(talk: Dialogue) -> list[str]:
    """The titles of the work in the plan of the mason."""
    return [title for title in ("werkvoorbereider", "uitvoerder", "opzichter") if title in talk.plan.get(FOUND, "")]


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("m'n wens is kwaliteitscontroleur", "kwaliteitscontroleur"),
        ("docent mbo is mijn wens", "docent mbo"),
        ("en de wens? docent mbo", "docent mbo"),
        ("zet er wel bij dat ik docent wil worden", "docent worden"),
        ("ik wil excel", "excel"),
        ("mijn wens is iets met muziek", "iets met muziek"),
        ("en wens is fietsenmaker", "fietsenmaker"),
        ("lichter werk moet erin", "lichter werk"),
        ("er klopt iets niet, techniek moet er ook bij", "techniek"),
    ],
)
def test_a_wish_said_at_the_plan_stands_in_it_in_their_words(mason: Dialogue, said: str, wish: str) -> None:
    mason.says(said, "nlu_fallback", confidence=0.35)
    assert f"Je wens: {wish}." in mason.plan[NEED]


def test_a_wish_takes_the_place_of_the_one_that_stood_there(mason: Dialogue) -> None:
    mason.says("mijn wens is systeembeheerder").says("excel ipv systeembeheerder", "nlu_fallback", confidence=0.35)
    assert "Je wens: excel." in mason.plan[NEED]


def test_never_said_and_take_it_out_means_what_was_named_before(mason: Dialogue) -> None:
    mason.says("mijn wens is systeembeheerder")
    mason.says("systeembeheerder?? dat heb ik nooit gezegd. ik wil excel. haal dat eruit", "deny", confidence=0.56)
    assert "systeembeheerder" not in str(mason.plan) and "Je wens: excel." in mason.plan[NEED]


@pytest.mark.parametrize(
    "said",
    [
        "ik wil een mens spreken",
        "ik wil stoppen",
        "ik wil naar huis",
        "ik wil dat niet",
        "wat is een wens",
        "ik wil weg",
    ],
)
def test_what_is_no_wish_does_not_become_one(mason: Dialogue, said: str, db: Database, conversation: str) -> None:
    mason.says(said, "nlu_fallback", confidence=0.35)
    plan = plans.get(db, conversation)
    assert plan and not plan.situation.get(plan_wish.IN_WORDS)


def test_the_present_work_is_no_wish(mason: Dialogue) -> None:
    mason.says("mijn wens is metselaar").says("laat me plan zien", "nlu_fallback", confidence=0.35)
    mason.says("mijn wens is voeger").says("ik ben voeger", "inform").says("laat me plan zien", "nlu_fallback")
    assert "Je wens: voeger" not in mason.plan[NEED]


@pytest.fixture
def shown_work(conversation: str) -> Dialogue:
    """A mason who asked for lighter work and has some of it in the plan."""
    talk = Dialogue(conversation)
    talk.says("ik ben metselaar, me knieen zijn op en ik wil lichter werk", "need_zwaar_gezondheid")
    return talk.says("ja", "affirm").presses("Vragen naar de bedrijfsarts")


def test_two_jobs_go_at_once_and_their_day_is_set(shown_work: Dialogue) -> None:
    mason = shown_work
    first, second = _found(mason.says("laat me plan zien", "nlu_fallback"))[:2]
    mason.says(f"niet woensdag, morgen. en {first} en {second} eruit. dat wil ik niet", "need_thuis", confidence=0.57)
    plan = mason.plan
    assert first not in plan.get(FOUND, "") and second not in plan.get(FOUND, "")
    assert plan[DATE] == day_in_words(today() + timedelta(days=1)) and "thuis" not in plan[NEED].lower()


def test_a_day_beside_a_correction_is_that_of_the_step(shown_work: Dialogue) -> None:
    mason = shown_work
    first = _found(mason.says("laat me plan zien", "nlu_fallback"))[0]
    mason.says(f"{first} weg. en ik zeg zaterdag", "inform", confidence=0.7)
    assert mason.plan[DATE].startswith("zaterdag") and first not in mason.plan.get(FOUND, "")
    assert not any(" om " in title for title in mason.buttons)


@pytest.mark.parametrize("said", ["die zin moet weg", "haal die zin in jouw woorden eruit", "rare zin. haal die weg"])
def test_the_quote_goes_and_no_other_comes(mason: Dialogue, said: str) -> None:
    assert WORDS in mason.says("laat me plan zien", "nlu_fallback").plan
    mason.says(said, "wipe_data", confidence=0.5)
    assert WORDS not in mason.plan and label("plan", "quote_out") in mason.heard


def test_a_question_beside_it_is_answered(mason: Dialogue) -> None:
    mason.says("die zin moet weg. hoe lang heb ik ww met 12 jaar werk?", "need_uitkering", confidence=0.5)
    assert WORDS not in mason.plan and "11 maanden" in mason.heard


def test_what_is_not_there_is_asked_about_with_the_lines_of_the_plan(mason: Dialogue) -> None:
    mason.says("haal die zebra eruit", "wipe_data", confidence=0.5)
    assert label("plan", "quote") in mason.buttons and "eruit" not in mason.heard.split("{")[0]
    mason.presses(label("plan", "quote"))
    assert WORDS not in mason.plan


def test_it_does_stand_there_is_believed(mason: Dialogue) -> None:
    mason.says("mijn wens is systeembeheerder").says("haal die zebra eruit", "wipe_data", confidence=0.5)
    mason.says("staat er wel, bij je wens", "affirm", confidence=0.5)
    assert "systeembeheerder" not in str(mason.plan)


def test_what_could_not_be_done_is_named(mason: Dialogue) -> None:
    mason.says("mijn wens is docent. haal die zebra eruit", "nlu_fallback", confidence=0.4)
    assert "Je wens: docent." in mason.plan[NEED] and "zebra" in mason.heard


@pytest.mark.parametrize(
    "said",
    [
        "en die klootzak van een baas doet alsof het niks is",
        "mijn collega zei dat het nog kon",
        "ik ben metselaar, 58",
        "wat een lul is het ook",
    ],
)
def test_swearing_and_hearsay_are_never_quoted(said: str) -> None:
    assert not own_story.quote_of(said)


def test_a_reaction_to_us_is_no_story(conversation: str, db: Database) -> None:
    Dialogue(conversation).receives(understood("dat zei ik toch al man. lees je wel"))
    plan = plans.get(db, conversation)
    assert plan is None or not plan.situation.get(own_story.KEPT)


@pytest.mark.parametrize(
    "said",
    ["ik wil graag met ouderen werken", "mijn werk is te zwaar voor mijn rug", "ik zoek een opleiding die bij me past"],
)
def test_a_need_or_a_wish_is_quoted(said: str) -> None:
    assert own_story.quote_of(said) == said


@pytest.mark.parametrize(
    "said",
    ["nee moet dat dan", "nee. dank je. plan kijken", "nee zei ik al. laat me plan zien", "no thanks. mn plan graag"],
)
def test_a_no_with_more_behind_it_is_a_no_and_is_not_asked_again(mason: Dialogue, said: str) -> None:
    mason.says(said, "nlu_fallback", confidence=0.4)
    assert mason.form is None and "Ja, laat momenten zien" not in mason.buttons
    if "plan" in said:
        assert mason.plan


def test_the_question_whether_an_adviser_is_wanted_comes_once(mason: Dialogue) -> None:
    mason.says("mijn wens is docent", "nlu_fallback", confidence=0.4)
    assert "Ja, laat momenten zien" not in mason.buttons
    mason.says("wat is bbl", "ask_training")
    assert "Ja, laat momenten zien" not in mason.buttons
    mason.says("ja graag", "affirm")
    assert any(" om " in title for title in mason.buttons)


def test_a_change_of_mind_replaces_step_and_day_at_once(mason: Dialogue) -> None:
    mason.says(
        "ok thx. die stap is ook saai, ik wil liever gewoon ff met iemand bij de uwv bellen over die cursus, maandag",
        "nlu_fallback",
        confidence=0.35,
    )
    plan = mason.plan
    assert (
        "uwv bellen over die cursus" in plan[STEP].lower()
        and "saai" not in plan[STEP]
        and plan[DATE].startswith("maandag")
    )


def test_a_day_said_before_the_step_was_pressed_is_kept(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben metselaar en me knieen zijn op", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").says("zaterdag dus", "nlu_fallback")
    talk.sends('/inform{"step": "company_doctor"}')
    assert talk.plan[DATE].startswith("zaterdag")


def test_a_loan_refused_beside_an_answer_stays_out(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil een cursus, wie betaalt dat", "need_geld_tijd").says("ja", "affirm")
    talk.says("administratief medewerker. ik hoef geen lening hoor voor een cursusje", "nlu_fallback")
    assert "help:lening" in talk.slot("refused")


def test_a_need_that_was_never_told_goes_out_and_stays_out(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik kan niet zo goed lezen", "need_basisvaardigheden").says("ja", "affirm")
    while talk.question != "step":
        talk.says("overslaan", "skip")
    talk.presses("Het aan iemand vertellen")
    talk.says("Haal eerst die taal, rekenen en computer uit mijn plan, dat slaat nergens op.", "correct")
    assert NEED not in talk.plan and "need_basisvaardigheden" in talk.slot("denied")


def test_nothing_is_called_changed_when_nothing_changed(mason: Dialogue) -> None:
    mason.says("geen cursus", "deny")
    said = mason.heard
    assert not any(word in said for word in ("Aangepast", "veranderd", "Gedaan"))


@pytest.mark.parametrize(
    "said",
    ["ik moet hier weg", "de bibliotheek is ver weg", "ik wil daar weg", "mijn baas wil mij eruit", "ik raak eruit"],
)
def test_words_that_only_look_like_taking_out(said: str) -> None:
    assert not taking_out.clauses(said)


def test_the_note_is_put_right_by_typing_and_keeps_the_rest(mason: Dialogue) -> None:
    mason.says("ik woon in Tilburg", "inform").says("ja graag", "affirm")
    mason.says("maandag").says("ja", "affirm").says("overslaan", "skip").says("overslaan", "skip")
    assert mason.question == "note"
    mason.says("not correct. i am order picker now. write: need english or polish. i want elektricien", "correct")
    note = str(mason.replies[-1]["custom"])
    assert "orderpicker" in note and "Tilburg" in note and "Engels" in note and "elektricien" in note
    mason.says("wat een weer", "smalltalk")
    assert any(word in mason.heard for word in ("hetzelfde", "nog steeds", "niets veranderd"))
    mason.presses("Iets veranderen").presses("Jouw situatie").says("i am voeger. metselaar only in poland")
    note = str(mason.replies[-1]["custom"])
    assert "i am voeger" in note and "Tilburg" in note and "hetzelfde" not in mason.heard

"""What a whole message does, at its moment of the talk: measured on turns of writers who saw no other, and in talks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from bot.actions import moves
from bot.actions.moves import Move
from bot.actions.wording import responses, word_table
from bot.talk_turns import ANY, talk_turns
from tests.bot.pipeline import understood
from tests.bot.typed import hears, talk_of

HELD_OUT = Path(__file__).parent / "held_out_turns"
# A little below what was measured: see bot/README.md.
RIGHT, SURE, SURELY_RIGHT = 0.89, 0.7, 0.95
DRIVER = ("me rug is kapot van het rijden, 28 jaar vrachtwagen", "ja")
CASHIER = ("ik ben kassiere en overal komt zelfscan, straks ben ik mijn werk kwijt", "ja klopt", "rotterdam")
CASHIER_AT_STEPS = ("ik ben kassiere, straks ben ik niet meer nodig door de zelfscan", "ja", "rotterdam")


def held_out() -> Iterator[tuple[str, str, list[str]]]:
    """Moment, text and the moves it makes: the main one, and where there is one a second."""
    for path in sorted(HELD_OUT.glob("*.yml")):
        for moment, by_move in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for made, lines in by_move.items():
                yield from ((moment, line, made.split()) for line in lines)


def read(text: str, moment: str) -> tuple[str, float]:
    """The likeliest move, weighed with the moment."""
    likely: dict[str, Any] = understood(text)["moves"][0]["likely"]
    weighed = moves.weighed(likely, moment)
    best = max(weighed, key=lambda move: weighed[move])
    return best, weighed[best]


def test_nine_of_ten_unseen_turns_are_read_right_and_who_is_sure_is_hardly_ever_wrong() -> None:
    found = [(*read(text, moment), made) for moment, text, made in held_out()]
    right = [move in made for move, _, made in found]
    sure = [move in made for move, sureness, made in found if sureness >= moves.SURE]
    assert len(found) > 480
    assert sum(right) / len(right) >= RIGHT
    assert len(sure) / len(found) >= SURE and sum(sure) / len(sure) >= SURELY_RIGHT


def test_every_turn_stands_at_a_moment_and_makes_a_move_that_the_actions_know() -> None:
    known = {*word_table("moments")["asked"].values(), *word_table("moments")["said"], "moments", "plan"}
    assert {moment for moment, _, _ in talk_turns()} <= {*known, ANY}
    assert {move for _, _, move in talk_turns()} == {*get_args(Move)}


def test_moments_are_told_by_responses_that_exist() -> None:
    named = [name for names in word_table("moments")["said"].values() for name in names]
    assert all(any(response.startswith(name) for response in responses().names()) for name in named)


def test_no_turn_is_learnt_that_is_measured() -> None:
    learnt = {text.lower() for _, text, _ in talk_turns()}
    assert not {text for _, text, _ in held_out() if text.lower() in learnt and len(text.split()) > 3}


@pytest.mark.parametrize(
    "asked",
    ["wat voor licht werk is er dan", "ik vraag wat voor banen bij mij passen", "wat past er bij een chauffeur"],
)
def test_who_asks_what_work_there_is_sees_it(conversation: str, asked: str) -> None:
    talk = talk_of(conversation, *DRIVER, asked)
    assert any(card["type"] == "occupations" for card in talk.cards), talk.heard


def test_a_number_of_years_behind_the_work_tells_the_work(conversation: str) -> None:
    talk = talk_of(conversation, DRIVER[0])
    assert talk.slot("occupation") == "vrachtwagenchauffeur" and "Je rijdt vrachtwagen" in talk.heard


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("hoe zeg ik dat tegen mijn teamleider zonder dat ze boos wordt", "“"),
        ("kan ik oefenen wat ik moet zeggen", "“"),
        ("ik wil minder uren, hoe vraag ik dat", "uren"),
    ],
)
def test_who_asks_how_to_say_it_gets_a_first_sentence(conversation: str, said: str, about: str) -> None:
    talk = talk_of(conversation, *DRIVER, said)
    assert about in talk.heard and talk.slot("step") is None


@pytest.mark.parametrize(
    "felt",
    [
        "bang dat ik die opleiding niet haal",
        "eerlijk gezegd vind ik het best verdrietig, ik heb die zaak zelf opgebouwd",
        "dat hou ik nooit vol man",
    ],
)
def test_a_feeling_in_any_words_is_met_and_refuses_nothing(conversation: str, felt: str) -> None:
    talk = talk_of(conversation, *CASHIER, felt)
    assert "Kun je het anders zeggen" not in talk.heard and "weet niet wat je bedoelt" not in talk.heard
    assert all(each.startswith("checked") for each in (talk.slot("refused") or [])) and talk.slot("step") is None


def test_who_takes_themselves_for_dumb_hears_that_they_are_not(conversation: str) -> None:
    talk = talk_of(conversation, *CASHIER[:2], "ik heb geen diploma, ben te dom voor school denk ik")
    assert "om ben je niet" in talk.heard or "Dat ben je niet" in talk.heard
    assert talk.question == "region"


def test_a_way_of_speaking_in_which_a_day_stands_is_no_step(conversation: str) -> None:
    talk = talk_of(conversation, "Gouden kooi. Bank, goed salaris, en elke maandag vraag ik me af waarom.")
    assert talk.slot("step") is None and talk.question == "need_confirmed"


def test_what_somebody_can_is_no_wish(conversation: str) -> None:
    talk = talk_of(conversation, *CASHIER, "ik weet niet welk werk. ik kan alleen kassa")
    assert talk.slot("wished_field") is None


def test_a_yes_where_there_are_more_steps_proposes_one(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "ja doe maar")
    assert "Ja, schrijf op" in talk.buttons
    hears(talk, "ja")
    assert talk.slot("step")


def test_a_yes_with_a_perhaps_in_it_takes_the_adviser(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "ik bel maandag de bedrijfsarts", "ja een adviseur is misschien wel fijn")
    assert any(" om " in title for title in talk.buttons), talk.heard


def test_a_call_for_a_human_goes_before_the_anger_around_it(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "laat maar. stomme computer. geef maar een mens")
    assert talk.form == "booking_form" and talk.question == "appointment"


def test_a_step_is_no_wish_to_move_an_appointment(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben lasser en mijn rug is kapot", "dan vraag ik het dinsdag na de vroege dienst")
    assert "na de vroege dienst" in str(talk.slot("step"))


def test_once_a_need_is_known_a_question_or_a_goodbye_tells_no_other(conversation: str) -> None:
    talk = talk_of(conversation, "ik zit in de ww, was logistiek planner", "ja klopt", "tilburg")
    needs = talk.slot("needs")
    hears(talk, "oja en hoeveel krijg ik eigenlijk, blijft dat 70 procent de hele tijd")
    assert talk.slot("needs") == needs and "Klopt dat?" not in talk.heard
    hears(talk, "thank you, is ok, i go sleep, nachtdienst")
    assert talk.slot("needs") == needs and "Klopt dat?" not in talk.heard


def test_work_that_was_shown_is_chosen_by_a_word_of_its_name(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben grafisch vormgever en wil ander werk", "ja", "wat kan ik dan nog worden")
    shown = next(card for card in talk.cards if card["type"] == "occupations")
    name = str(shown["items"][0]["name"])
    hears(talk, f"{name.split()[0].lower()} lijkt me wel wat")
    assert talk.slot("wished_occupation") and name in talk.heard.lower()


def test_somebody_passed_over_hears_what_is_not_allowed(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben zo kwaad. nu krijgt een meisje van 25 de functie die ik al maanden waarneem")
    assert talk.slot("age") is None
    hears(talk, "mag dat zomaar")
    assert "leeftijd" in talk.heard


def test_what_goes_out_and_what_comes_in_stand_in_one_sentence(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "ik bel maandag de bedrijfsarts")
    hears(talk, "die wens moet eruit en een brief vragen moet erbij")
    assert "een brief vragen" in str(talk.plan).lower() and "moet eruit" not in str(talk.plan)


def test_a_plan_asked_for_after_all_is_changed_by_a_day(conversation: str) -> None:
    talk = talk_of(conversation, *CASHIER_AT_STEPS)
    hears(talk, "ik wil een dag meelopen in een verzorgingstehuis, dat is mijn stap. een plan hoeft niet")
    hears(talk, "huh? maar ik wil wel een plan. kan je het opschrijven")
    assert [card["type"] for card in talk.cards] == ["plan"]
    hears(talk, "maak er dinsdag van")
    assert talk.slot("step_date") == "2026-12-01"


def test_what_is_no_plan_refused_still_ends_in_a_plan(conversation: str) -> None:
    talk = talk_of(conversation, *CASHIER_AT_STEPS)
    hears(talk, "er klopt niks niet haha. ik wil een dag meelopen in een verzorgingstehuis, dat is mijn stap")
    assert "meelopen" in str(talk.plan) and talk.slot("step")


def test_how_long_somebody_is_tired_is_no_question(conversation: str) -> None:
    talk = talk_of(conversation, "ik werk in de zorg en ben doodmoe. ik trek het niet meer")
    hears(talk, "het duurt al maanden eigenlijk. maar huisarts vind ik zo overdreven, anderen houden het toch ook vol")
    assert "school" not in talk.heard


def test_who_says_that_they_go_has_taken_no_step(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "ok klaar. ik ga")
    assert talk.slot("step") is None and "Tot ziens" in talk.heard


def test_what_the_boss_will_say_is_practised_and_no_sign_of_trouble(conversation: str) -> None:
    talk = talk_of(conversation, "ik werk in de zorg. ik wil minder diensten maar durf het niet te zeggen", "ja")
    hears(talk, "hoe zeg ik dat tegen mijn teamleider").presses("Samen oefenen")
    hears(talk, "ik wil minder diensten")
    assert talk.slot("exercise_answers") == {"boss_talk.goal": ["hours"]}
    hears(talk, "ze zegt vast we hebben geen mensen, wie moet jouw diensten dan doen")
    assert (
        "rot tegen je" not in talk.heard
        and "geen zeker antwoord" not in talk.heard
        and [card["type"] for card in talk.cards] == ["outcome"]
    )


def test_an_age_that_is_asked_about_is_not_theirs(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben timmerman, 58, en mijn lijf is op", "ja", "40 jaar bouw. dus op me 64e?")
    assert talk.slot("age") == 58


def test_an_age_is_put_right_in_any_order(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben 64 jaar en timmerman en mijn lijf is op", "ja", "58 godver. niet 64")
    assert talk.slot("age") == 58


def test_an_agency_worker_hears_whether_the_company_may_hire_them(conversation: str) -> None:
    talk = talk_of(conversation, "hi i am order picker by uitzendbureau, i want vast")
    hears(talk, "can company give me contract direct?")
    assert "artikel 9a" in talk.heard


def test_stopping_early_is_no_field_of_work(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben timmerman, 58, en mijn lijf is op", "ja")
    hears(talk, "nou? hoe zit t met zwaarwerkregeling voor de bouw")
    assert "AOW" in talk.heard and not talk.cards


def test_a_cleaner_chooses_work_by_a_word_near_its_name_and_hears_what_to_tell_the_company_doctor(
    conversation: str,
) -> None:
    talk = talk_of(conversation, "hoi. ik maak schoon in een ziekenhuis", "me knien zijn op van al dat bukken")
    assert "knieën" in talk.heard
    hears(talk, "ja klopt", "zwolle", "wat kan ik dan anders. zonder school", "receptie lijkt me wel wat")
    assert talk.slot("wished_occupation") == "receptionist"
    hears(talk, "nee toch niet, ik bel eerst de bedrijfsarts. dinsdag", "en wat moet ik dan zeggen")
    assert "Wanneer kan ik langskomen" in talk.heard
    hears(talk, "hoe zeg ik het tegen mijn baas")
    assert "Wanneer kan ik langskomen" not in talk.heard and "“" in talk.heard

"""The person leads: what they deny is gone, what they tell is taken as they said it, what they ask for is shown."""

from __future__ import annotations

import pytest

from bot.actions import introductions, need_denials, own_need, own_work, work_words
from bot.actions.sources import catalogue
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("me baan blijft gewoon bestaan hoor", "need_baan_onzeker"),
        ("baan is veilig, geen zorgen", "need_baan_onzeker"),
        ("ik weet prima waar ik aan toe ben", "need_baan_onzeker"),
        ("mn werk is niet zwaar hoor", "need_zwaar_gezondheid"),
        ("nee man ik wil niks anders", "need_richting"),
        ("ik denk niet aan ander werk", "need_richting"),
        ("er is niks wat mij tegenhoudt, niks houdt mij tegen", "need_durven"),
        ("ik ga niet meer omscholen", "need_leren"),
        ("mijn nederlands is goed hoor", "need_basisvaardigheden"),
    ],
)
def test_a_need_is_denied_in_any_words(said: str, need: str) -> None:
    assert need in need_denials.in_words(said)


@pytest.mark.parametrize(
    "said",
    [
        "ik weet niet of m'n baan blijft",
        "mijn baan is nog niet zeker",
        "ik wil dat mijn baan blijft",
        "mijn contract loopt gewoon af",
        "mijn werk is zeker zwaar",
        "ik kan niet goed lezen",
        "ik kan dit niet volhouden",
        "ik zoek werk dat niet zwaar is",
        "ik wil geen lange opleiding",
        "mijn baan blijft toch gewoon?",
    ],
)
def test_a_doubt_a_wish_and_a_question_deny_nothing(said: str) -> None:
    assert need_denials.in_words(said) == []


def test_what_is_denied_at_the_check_is_gone_and_their_words_are_the_need(talk: Dialogue) -> None:
    talk.says("ze hebben een ander gekozen", "need_baan_onzeker")
    talk.says("mijn baan is veilig hoor, ik ben gewoon weer gepasseerd", "inform")
    assert talk.slot("needs") == ["need_own"] and "“ik ben gewoon weer gepasseerd”" in talk.heard
    assert "need_baan_onzeker" in talk.slot("denied") and talk.form is None
    talk.says("ik bel dinsdag de vakbond", "inform")
    assert "baan blijft" not in talk.heard and "Ik ben gewoon weer gepasseerd" in talk.plan["Wat je nodig hebt"]


def test_behind_a_no_nothing_is_guessed_again(talk: Dialogue) -> None:
    talk.says("ik sta hele dagen", "need_zwaar_gezondheid")
    talk.says("nee, ze luisteren gewoon niet naar ons", "need_thuis", confidence=0.6)
    assert "Klopt dat" not in talk.heard and "“ze luisteren gewoon niet naar ons”" in talk.heard


def test_a_need_in_plain_words_behind_a_no_is_heard(talk: Dialogue) -> None:
    talk.says("wie betaalt dat", "need_geld_tijd")
    talk.says("nee mijn knieën zijn kapot", "need_zwaar_gezondheid", confidence=0.9)
    assert talk.slot("needs") == ["need_zwaar_gezondheid"]


def test_a_third_check_is_not_made(talk: Dialogue) -> None:
    talk.says("ik wil iets leren", "need_leren").says("nee mijn rug is kapot", "need_zwaar_gezondheid")
    talk.says("nee ik wil ander werk", "need_richting", confidence=0.9)
    assert "Klopt dat" not in talk.heard and "eb ik dat goed" not in talk.heard


def test_who_leads_with_their_own_words_is_not_asked_by_a_guess(talk: Dialogue) -> None:
    talk.says("ik wil iets leren", "need_leren").says("nee, ze nemen me niet serieus daar", "deny")
    talk.says("bewijs dat maar eens", "need_richting", confidence=0.6)
    assert "Klopt dat" not in talk.heard and talk.slot("needs") == ["need_own"]


def test_an_answered_question_is_not_followed_by_which_need_it_is(talk: Dialogue) -> None:
    talk.says("tja", "need_leren", confidence=0.3)
    assert talk.question == "need_confirmed"
    talk.says("wat is een vog?", "ask_clarify")
    assert "/need_leren" not in talk.buttons.values()


def test_a_sneer_at_a_computer_gets_no_lesson_in_computers(talk: Dialogue) -> None:
    talk.says("moet ik nou met zo'n robot gaan zitten kletsen", "need_basisvaardigheden", confidence=0.5)
    assert "/need_basisvaardigheden" not in talk.buttons.values() and "computer" in talk.heard


@pytest.mark.parametrize(
    "said",
    ["is er een potje voor een cursus?", "welke subsidies zijn er voor mij", "geef gewoon een lijst met regelingen"],
)
def test_who_asks_for_money_sees_it_at_once(talk: Dialogue, said: str) -> None:
    talk.says(said, "need_geld_tijd")
    assert [card["type"] for card in talk.cards] == ["budgets"] and "Klopt dat" not in talk.heard


def test_length_of_service_is_no_age(talk: Dialogue) -> None:
    talk.says("25 jaar lasser op de werf en weer gepasseerd", "need_baan_onzeker", confidence=0.6)
    assert talk.slot("occupation") == "lasser" and talk.slot("age") is None
    talk.says("LASSER op een werf. 25 jaar. staat er al", "inform")
    assert talk.slot("age") is None


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("omdat ik 55 ben zeker", 55),
        ("ik ga op mijn 55ste geen school meer doen", 55),
        ("timmerman 58 jaar", 58),
        ("als ik 18 ben stop ik", None),
        ("op mn 50e begonnen als kok", None),
        ("31 jaar bij de spoorwegen", None),
        ("ik werk er 28 jaar", None),
    ],
)
def test_an_age_is_read_where_one_is_told(said: str, age: int | None) -> None:
    assert introductions.age_in(said) == age


def test_work_of_no_list_is_kept_in_their_words() -> None:
    assert (
        work_words.named_in("ik ben adviseur vermogensbeheer voor ouderen") == "adviseur vermogensbeheer voor ouderen"
    )
    assert work_words.named_in("ik ben de manager zat") == ""


def test_of_what_somebody_is_not_what_they_are_is_left() -> None:
    assert own_work.without_denied("ik ben geen recruiter, ik ben kok") == "ik ben kok"


def test_the_job_somebody_was_passed_over_for_is_not_theirs() -> None:
    mentions = catalogue().occupations.link("ik ben lasser en weer gepasseerd voor die voorman baan")
    assert [mention.role for mention in mentions if "voorman" in mention.text] in ([], [None])


@pytest.mark.parametrize("said", ["komt dit bij hem terecht", "ik woon bij hem", "kom ik ooit bij anderen terecht"])
def test_he_and_others_are_no_places(said: str) -> None:
    assert catalogue().regions.find_place(said) is None


def test_the_place_somebody_says_to_live_in_takes_the_place_of_the_other(talk: Dialogue) -> None:
    talk.says("ik woon in Hem", "inform")
    assert talk.slot("place") == "Hem"
    talk.says("ik woon helemaal niet in hem?? ik woon in Tiel", "correct")
    assert talk.slot("place") == "Tiel"


def test_a_school_to_look_at_is_no_home(talk: Dialogue) -> None:
    talk.says("ik wil eens meekijken op een school in Amersfoort", "inform")
    assert talk.slot("place") is None


def test_what_is_told_beside_a_no_is_without_denials_and_reproaches() -> None:
    told = own_need.told_in("waar haal je dat vandaan? mijn baan blijft gewoon, ik ben GEPASSEERD. lees je wel?")
    assert told == "ik ben gepasseerd"


def test_who_was_passed_over_is_helped_with_that_and_not_with_a_guess(talk: Dialogue) -> None:
    for said in (
        "ze hebben alweer een ander gekozen voor voorman, ik werk hier al 19 jaar",
        "nee mijn baan is veilig hoor, ze kiezen me gewoon nooit",
    ):
        talk.receives(understood(said))
    assert "uitleg vragen" in talk.heard and "need_baan_onzeker" not in (talk.slot("needs") or [])

"""A no to an appointment, to the telephone or to a human is heard in any sentence; what else is said is answered."""

from __future__ import annotations

import pytest

from guidance import advisers, bookings, conversations, plans
from guidance.database import Database
from guidance.slots import read_key
from tests.bot.dialogue import Dialogue
from tests.bot.test_plan_is_corrected import mason

__all__ = ["mason"]


@pytest.fixture
def helped(conversation: str) -> Dialogue:
    """A driver who saw lighter work and is asked for a step."""
    return (
        Dialogue(conversation)
        .says("ik ben vrachtwagenchauffeur en me rug is kapot", "need_zwaar_gezondheid")
        .says("ja", "affirm")
        .presses("Lichter werk zien")
    )


def _moments(talk: Dialogue) -> list[str]:
    return [title for title in talk.buttons if " om " in title]


@pytest.mark.parametrize(
    "said",
    [
        "nee geen afspraak, ik heb geen puf om te bellen",
        "geen afspraak. ik wil er eerst over denken",
        "nee dank je. ik kijk zelf wel",
        "een afspraak wil ik niet, te veel gedoe",
        "nu geen afspraak hoor",
    ],
)
def test_no_appointment_in_any_sentence_is_no_appointment(mason: Dialogue, said: str) -> None:
    mason.says(said, "deny", confidence=0.5)
    assert not _moments(mason) and mason.form is None and "begrijp" not in mason.heard


def test_no_appointment_while_choosing_a_step_leads_to_no_human(helped: Dialogue) -> None:
    helped.says("nee geen afspraak, ik heb geen puf om te bellen", "deny", confidence=0.51)
    helped.says("flarp", "nlu_fallback").says("gnorf", "nlu_fallback").says("zwoek", "nlu_fallback")
    assert helped.question == "step" and not _moments(helped)


def test_the_plan_comes_with_a_question_and_moments_come_when_they_are_wanted(mason: Dialogue) -> None:
    assert mason.question == "appointment" and not _moments(mason) and "Ja, laat momenten zien" in mason.buttons
    mason.presses("Ja, laat")
    assert len(_moments(mason)) == 3


def test_a_day_said_at_once_shows_that_day(mason: Dialogue) -> None:
    mason.says("ja kan dat vrijdag?", "affirm")
    assert _moments(mason) and all(title.startswith("vrijdag") for title in _moments(mason))


def test_after_a_question_about_it_an_adviser_is_offered_again_and_no_moments(mason: Dialogue) -> None:
    mason.says("wat kost zo'n gesprek dan", "ask_privacy")
    assert mason.question == "appointment" and not _moments(mason) and "Ja, laat momenten zien" in mason.buttons


def test_who_does_not_want_to_call_at_the_offer_may_still_see_moments(mason: Dialogue) -> None:
    mason.says("ik wil niet bellen", "deny", confidence=0.6)
    assert "telefoon" in mason.heard and not _moments(mason)
    mason.says("ja", "affirm")
    assert _moments(mason) and not any("telefoon" in title for title in _moments(mason))


@pytest.mark.parametrize(
    "said",
    [
        "nee ik wil niet bellen. ik versta niet goed aan telefoon",
        "bellen durf ik niet",
        "liever geen telefoon",
        "ik hoor slecht door de telefoon",
    ],
)
def test_who_does_not_want_to_call_is_offered_no_telephone(mason: Dialogue, said: str) -> None:
    mason.presses("Ja, laat").says(said, "ask_human", confidence=0.4)
    assert _moments(mason) and not any("telefoon" in title for title in _moments(mason))
    mason.says("later", "inform")
    assert not any("telefoon" in title for title in _moments(mason))


def test_a_question_beside_the_no_is_answered(mason: Dialogue) -> None:
    mason.says("nee dank je. wat is een bedrijfsarts?", "ask_service")
    assert "dokter" in mason.heard and not _moments(mason)


def test_a_human_that_was_not_asked_for_is_taken_back(helped: Dialogue, db: Database, conversation: str) -> None:
    helped.says("met een planner praten misschien", "book_adviser", confidence=0.9)
    assert conversations.state(db, conversation) == "waiting"
    helped.says("ho, ik vraag nog geen mens, ik wil meekijken bij een planner", "nlu_fallback", confidence=0.35)
    assert conversations.state(db, conversation) != "waiting" and not _moments(helped)


def test_the_day_on_which_a_human_is_wanted_is_kept(helped: Dialogue) -> None:
    helped.says("ik wil volgende week dinsdag een mens bellen hoor, kan dat?", "nlu_fallback", confidence=0.35)
    assert _moments(helped) and all(title.startswith("dinsdag") for title in _moments(helped))
    assert all("telefoon" in title for title in _moments(helped))


@pytest.mark.parametrize("said", ["de eerste, {name}", "de eerste dan maar. bij {name}", "{name}, de eerste"])
def test_a_moment_is_chosen_by_its_place_and_who_it_is_with(mason: Dialogue, said: str, db: Database) -> None:
    mason.presses("Ja, laat")
    adviser = next(each for each in advisers.all(db) if each.id == read_key(mason.slot("offered")[0])[0])
    first = mason.slot("offered")[0]
    mason.says(said.format(name=adviser.name.split()[0].lower()), "inform", confidence=0.59)
    assert adviser.name in mason.heard and "afspraak staat" in mason.heard
    booked = bookings.of_conversation(db, mason._id)
    assert booked and booked.starts_at == read_key(first)[1]


def test_an_angry_word_is_no_choice_of_adviser_and_no_telephone(mason: Dialogue) -> None:
    mason.says("verzonnen?? jullie zitten me te belazeren", "insult")
    assert mason.question == "appointment" and mason.slot("look_medium") is None


@pytest.mark.parametrize(
    "said", ["Henk. en krijg ik ook iets op papier", "Zegt u maar Henk. En is er ook een verslag?"]
)
def test_a_name_in_front_of_a_question_is_taken_and_the_question_answered(
    mason: Dialogue, said: str, db: Database, conversation: str
) -> None:
    mason.presses("Ja, laat").says("vrijdag").says("ja", "affirm").says(said, "nlu_fallback", confidence=0.35)
    plan = plans.get(db, conversation)
    assert plan and plan.name == "Henk" and mason.plan


def test_a_wish_for_english_is_answered_and_kept(mason: Dialogue, db: Database, conversation: str) -> None:
    mason.says("vrijdag ok 9.45, maar ik spreken niet goed dutch. english?", "other_language", confidence=0.97)
    plan = plans.get(db, conversation)
    assert "English" in mason.heard and plan and any("english" in words for _, words in plan.own_words)


def test_call_me_back_offers_when_and_nothing_else(helped: Dialogue) -> None:
    helped.says("laat maar. bel mij terug dan", "ask_human", confidence=0.56)
    asked = [title for title in helped.buttons if "tussen" in title]
    assert asked and not _moments(helped) and helped.heard.count("?") <= 1
    helped.presses(asked[0])
    assert "niemand" in helped.heard and "belt je" not in helped.heard


def test_that_nobody_calls_is_said_once_with_who_is_real(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben bang voor ontslag", "need_baan_onzeker").says("ja", "affirm")
    talk.says("ik wil een mens spreken", "ask_human")
    assert "verzonnen" in talk.heard and "0800-8020" in talk.heard
    assert "ziet nu" not in talk.heard and "doorgegeven" not in talk.heard
    talk.says("vrijdag").says("ja", "affirm")
    assert sum("verzonnen" in text for text in talk.everything) == 1


@pytest.mark.parametrize(
    "said", ["ik weet niet. wat kost dat?", "wacht. moet dat?", "waarom, mijn naam doet er niet toe"]
)
def test_the_beginning_of_a_sentence_is_no_name(mason: Dialogue, said: str, db: Database, conversation: str) -> None:
    mason.presses("Ja, laat").says("vrijdag").says("ja", "affirm").says(said, "nlu_fallback", confidence=0.35)
    plan = plans.get(db, conversation)
    assert plan and plan.name is None


def test_a_name_is_kept_when_the_question_behind_it_has_no_answer(
    mason: Dialogue, db: Database, conversation: str
) -> None:
    mason.presses("Ja, laat").says("vrijdag").says("ja", "affirm").says(
        "De heer Jansen. Is de koffie warm?", "out_of_scope", confidence=0.4
    )
    plan = plans.get(db, conversation)
    assert plan and plan.name == "De heer Jansen" and mason.question == "contact_phone"


def test_who_says_u_hears_u_before_the_first_moments_too(conversation: str) -> None:
    talk = Dialogue(conversation).says("kunt u mij helpen, mijn werk is te zwaar", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").says("ik wil een mens spreken", "ask_human")
    assert "Wilt u echt iemand spreken" in talk.heard

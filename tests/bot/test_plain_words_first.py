"""A word that is asked is explained first, a question beside a fact is answered, and nothing is nagged about."""

from __future__ import annotations

import pytest

from bot.actions import plan_additions, terms
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood
from tests.bot.walking import to_help

HUMAN = "Ik wil een mens spreken"


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("wat is bij sturen?", "op tijd kijken"),
        ("wat betekend bijstuuren", "op tijd kijken"),
        ("over blijf wat is dat woord", "tussen de middag"),
        ("ik weet niet pedagogisch", "kinderen"),
        ("wa is een gemeete", "stad of dorp"),
        ("wat is mbo niveau 4", "het moeilijkste"),
        ("pedagogisch dat woord ken ik niet", "kinderen"),
        ("wat is nou een subsidie eigenlijk", "Je hoeft het niet terug"),
    ],
)
def test_a_word_is_explained_also_split_or_misspelt(said: str, means: str) -> None:
    assert means in " ".join(terms.alone(said))


@pytest.mark.parametrize("said", ["wat is een vog en wat kost die", "wat is een lasser", "wat doet een kok"])
def test_who_asks_more_than_a_meaning_or_of_work_is_heard_as_such(said: str) -> None:
    assert not terms.alone(said)


def test_the_meaning_comes_before_its_price_and_before_the_rest(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("wat is mbo niveau 4", "ask_training")
    assert "vier niveaus" in talk.replies[0]["text"] and "€" not in talk.replies[0]["text"]
    talk.says("wat kan ik doen met kinderen? over blijf wat is dat woord", "ask_occupation")
    assert "tussen de middag" in talk.replies[0]["text"] and len(talk.replies) > 1


def test_who_asks_for_easy_words_hears_so_and_gets_them(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("praat makkelijk aub. krijg ik loon bij bbl", "ask_pay")
    assert talk.replies[0]["text"].startswith("Ik praat makkelijker.")


def test_a_human_is_offered_once_a_screen_and_not_to_who_wants_none(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid")
    shown = [button["title"] for reply in talk.replies for button in reply.get("buttons") or ()]
    assert shown.count(HUMAN) <= 1
    talk.receives(understood("ik hoef geen coach en geen adviseur. wat is een cao"))
    assert HUMAN not in talk.buttons
    talk.says("krijg ik loon bij bbl", "ask_pay")
    assert HUMAN not in talk.buttons


def test_who_wants_no_step_hears_no_more_of_it(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid")
    talk.says("geen stap. gewoon info. wat is bbl", "ask_training")
    for asked in ("wat is een cao", "wie leest dit mee?"):
        talk.says(asked, "ask_training")
        assert "stap " not in talk.heard and "Een stap kiezen" not in talk.buttons


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("tot hoe oud kan die lening eigenlijk. ben 36", "56 jaar"),
        ("en tot welke leeftijd mag dat", "56 jaar"),
        ("geldt dat ook voor een korte cursus?", "korte cursus"),
        ("moet ik dan rente betalen", "2,33"),
    ],
)
def test_a_question_about_the_scheme_in_hand_is_answered_by_its_rules(conversation: str, said: str, told: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("wat is de lening van duo", "ask_budget")
    assert told in talk.says(said, "nlu_fallback", confidence=0.35).heard


def test_what_the_rules_do_not_say_its_own_site_knows(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("wat is de slim subsidie", "ask_budget")
    assert "uitvoeringvanbeleidszw.nl" in talk.says("tot welke leeftijd mag dat", "nlu_fallback").heard


@pytest.mark.parametrize(
    "said",
    [
        "en krijgt me baas ook nog subsidie van de staat voor die cursus? we zijn met 6 man",
        "SUBSIDIE voor kleine garage. slim of zo heet dat",
        "is er subsidie voor een klein bedrijf om mensen te laten leren",
    ],
)
def test_money_for_a_firm_is_slim_and_nothing_about_who_reads_this(conversation: str, said: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says(said, "ask_budget")
    assert "SLIM" in talk.heard and "ziet wat je hier typt" not in talk.heard and not talk.slot("step")


def test_a_place_that_is_pointed_at_is_the_one_we_named(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik woon in zwolle. waar kan ik gratis taalles krijgen", "ask_service")
    assert "bibliotheek" in talk.heard.lower()
    talk.says("waar is daar?? welke straat", "ask_service")
    assert "bibliotheek" in talk.heard and "adres" in talk.heard and "Werkcentrum" not in talk.heard


def _with_plan(conversation: str) -> Dialogue:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid")
    return talk.says("ik bel maandag de bedrijfsarts", "inform")


@pytest.mark.parametrize("said", ["haal dat plan weg", "ik vroeg geen plan. haal weg", "gooi het hele plan maar weg"])
def test_who_wants_no_plan_has_none(conversation: str, db: Database, said: str) -> None:
    talk = _with_plan(conversation)
    talk.receives(understood(said))
    kept = plans.get(db, conversation)
    assert kept and kept.step is None and not kept.own_words and not kept.looked_up
    assert "wis alles" in talk.heard and talk.form is None
    assert "geen plan" in talk.says("is dat plan nou weg?", "correct").heard or "plan is weg" in talk.heard
    talk.receives(understood("ik bel dinsdag mijn baas"))
    assert "bijstuurplan" not in talk.heard


def test_all_is_an_answer_to_what_must_go(conversation: str, db: Database) -> None:
    talk = _with_plan(conversation).presses("Iets veranderen").says("alles", "affirm", confidence=0.4)
    kept = plans.get(db, conversation)
    assert kept and kept.step is None and "plan" in talk.heard


def test_who_fears_that_the_plan_is_gone_keeps_it(conversation: str, db: Database) -> None:
    talk = _with_plan(conversation).says("is mijn plan nou weg?", "correct")
    kept = plans.get(db, conversation)
    assert kept and kept.step and "er nog" in talk.heard
    talk.presses("Plan weghalen")
    kept = plans.get(db, conversation)
    assert kept and kept.step is None


def test_a_part_of_the_plan_is_not_all_of_it(conversation: str, db: Database) -> None:
    _with_plan(conversation).says("haal dat van mijn rug uit het plan weg", "correct")
    kept = plans.get(db, conversation)
    assert kept and kept.step


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("waarom staat dat eerder stoppen er niet bij, daar ging t om", "eerder stoppen"),
        ("lol waarom staat automonteur er niet in", "automonteur"),
        ("het onderwijsloket staat er nog niet in", "onderwijsloket"),
        ("waarom staat dat er niet bij", ""),
        ("ik snap niet waarom dat zo is", ""),
    ],
)
def test_what_is_missed_in_the_plan_is_put_in_without_the_complaint(said: str, words: str) -> None:
    assert plan_additions.missed(said) == words


def test_a_complaint_with_an_order_puts_in_what_it_is_about(conversation: str) -> None:
    talk = _with_plan(conversation)
    talk.says("waarom staat dat eerder stoppen er niet bij, daar ging t om. zet da erbij", "nlu_fallback")
    assert talk.plan["Ook belangrijk voor jou"] == "Eerder stoppen"


@pytest.mark.parametrize(
    "said",
    [
        "top en bellen me ouders dan als ik met zo'n adviseur praat? komen zij dat te weten",
        "ho ik wil nog niks afspreken 😅 ik vroeg of me ouders dat horen",
    ],
)
def test_whether_parents_hear_of_it_is_answered_without_moments(conversation: str, said: str) -> None:
    talk = _with_plan(conversation)
    assert talk.form == "booking_form"
    talk.receives(understood(said))
    assert "Een adviseur leest dit" in talk.heard and "om 10.00 uur" not in " ".join(talk.buttons)


def test_whether_an_adviser_knows_of_it_is_honestly_unknown_and_then_come_the_moments(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("Kan ik een adviseur spreken die verstand heeft van zzp'ers?"))
    assert "weet ik niet" in talk.heard and "uur" in " ".join(talk.buttons)


def test_thanks_and_a_farewell_in_dialect_end_the_talk(conversation: str) -> None:
    talk = _with_plan(conversation).receives(understood("nou bedankt, dan kiek ik doar wel. moi"))
    assert "code" in talk.heard and talk.form is None

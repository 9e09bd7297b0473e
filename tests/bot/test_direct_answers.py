"""Direct questions in the words of played conversations: a real answer with its source, and the talk goes on."""

from __future__ import annotations

import re

import pytest

from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help

ANSWERED = [
    ("hoelang hou ik eig nog ww?", "24 maanden"),
    ("maarre hoe lang krijg ik ww met 9 jr werk??", "ongeveer 9 maanden"),
    ("tot wanneer krijg ik ww", "24 maanden"),
    ("ww uitkering hoe hoog?", "75 procent"),
    ("hoeveel krijg je in de ww", "75 procent"),
    ("kvroeg of uwv betaalt", "UWV kan een opleiding betalen"),
    ("mag je iemand er zomaar uitgooien na 24 jaar?", "UWV"),
    ("kan mn baas me er zomaar uitgooien as ik nie meer kan", "twee jaar"),
    ("kiezen ze zelf wie eruit moet", "leeftijd"),
    ("ik wil weten wat mijn rechten zijn bij ontslag", "derde van je maandloon"),
    ("kan ik me ziek melden hiervoor? of naar de huisarts", "huisarts"),
    ("is mn baas verplicht om mij naar de bedrijfsarts te laten gaan?", "1 juli 2017"),
    ("mag ik eigenlijk nee zeggen als ze weer bellen voor een extra dienst?", "rooster"),
    ("ze bellen altijd op mn vrije dag.. moet ik dan opnemen?", "rooster"),
    ("ik vroeg naar de zwaarwerkregeling. kan ik eerder stoppen of nie?", "drie jaar voor je AOW"),
    ("is een aov verplicht voor zzp?", "2030"),
    ("diploma uit ander land, telt dat?", "idw.nl"),
    ("STL en SOOB, wat is dat?", "SOOB Subsidiepunt"),
    ("en levenlanglerenkrediet?", "lening van DUO"),
    ("lening DUO voor opleiding, ik ben 38", "Voor jou kan het, als"),
    ("waar is biblioteek in rotterdam?", "bibliotheek Rotterdam"),
    ("hoe bereik ik dat werkcentrum in almelo?", "Twente"),
    ("wat verdient n monteur zonnepanelen", "cao"),
    ("wat houd ik over als ik leraar word?", "cao"),
]
STATED = [
    "ik heb ww en zoek werk",
    "ik ben ontslagen",
    "mijn baas heeft me ziek gemeld",
    "ik heb een vast contract",
    "ik heb een lening voor mijn opleiding gehad",
    "ik woon in polen",
]


@pytest.mark.parametrize(("words", "told"), ANSWERED)
def test_it_is_answered_outside_a_form(conversation: str, words: str, told: str) -> None:
    heard = Dialogue(conversation).says(words, "nlu_fallback", confidence=0.35).heard
    assert told in heard


@pytest.mark.parametrize(("words", "told"), ANSWERED)
def test_it_is_answered_while_a_step_is_asked_which_is_asked_again(conversation: str, words: str, told: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid").says(words, "nlu_fallback", confidence=0.35)
    assert told in talk.heard and talk.question == "step" and talk.slot("misses") in (None, 0)


@pytest.mark.parametrize("words", STATED)
def test_who_tells_something_gets_no_lecture(conversation: str, words: str) -> None:
    heard = Dialogue(conversation).says(words, "inform").heard
    assert not any(told in heard for _, told in ANSWERED if told != "UWV")


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("jep. hoelang hou ik eig nog ww? en mag je leren met ww?", "24 maanden", "leren met WW"),
        ("en ww? hoe lang, en kiezen ze zomaar wie eruit moet", "24 maanden", "leeftijd"),
        ("en betaalt uwv dat? wat verdient n monteur zonnepanelen", "UWV kan", "cao"),
        ("is dit gratis en geheim? uitzendbureau mag niet weten", "kost je niets", "90 dagen"),
        ("is this free? is it secret, agency dont see?", "kost je niets", "90 dagen"),
        ("waar is biblioteek in rotterdam? en kost geld?", "bibliotheek Rotterdam", "gratis"),
        ("En levenlanglerenkrediet? Kan ik studiekosten aftrekken van belasting?", "DUO", "1 januari 2022"),
        ("werkcentrum? wat is dat, zit dat ook in zwolle", "advies over werk", "Zwolle"),
    ],
)
def test_two_questions_get_two_answers(conversation: str, words: str, first: str, second: str) -> None:
    heard = Dialogue(conversation).says(words, "nlu_fallback", confidence=0.35).heard
    assert first in heard and second in heard


def test_the_same_question_is_answered_once_and_then_with_who_knows_more(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    heard = [talk.says("hoe lang krijg ik ww", "ask_duration").replies[0]["text"] for _ in range(3)]
    assert "24 maanden" in heard[0] and all(len(each) < len(heard[0]) and "uwv.nl" in each for each in heard[1:])
    assert len(set(heard)) == 3


def test_who_has_ww_is_never_told_to_ask_for_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zit in de ww", found=(("benefit", "WW", "ww"),))
    heard = talk.says("heb ik nog lang recht op ww?", "need_uitkering", confidence=0.4).heard
    assert "24 maanden" in heard and "aan bij UWV" not in heard


def test_a_word_for_ww_in_a_question_is_no_benefit(conversation: str) -> None:
    heard = Dialogue(conversation).says("krijg ik ww?", "ask_dismissal", found=(("benefit", "WW", "ww"),)).heard
    assert "26 van de laatste 36 weken" in heard


@pytest.mark.parametrize(
    ("status", "asked", "told"),
    [
        ("self_employed", "mag ik me ziek melden", "huisarts"),
        ("self_employed", "kan ik eerder stoppen met werken", "voor mensen in dienst"),
        ("unemployed", "mag ik naar de bedrijfsarts", "huisarts"),
    ],
)
def test_who_has_no_boss_hears_nothing_about_a_boss_of_theirs(
    conversation: str, status: str, asked: str, told: str
) -> None:
    talk = Dialogue(conversation).sends(f'/inform{{"status": "{status}"}}').says(asked, "nlu_fallback", confidence=0.3)
    assert told in talk.heard and "je baas" not in talk.heard.lower()


def test_a_yes_before_a_question_confirms_the_need(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets bijleren", "need_leren")
    talk.says("jep. hoelang hou ik nog ww?", "need_uitkering", confidence=0.7)
    assert "24 maanden" in talk.heard and talk.slot("need_confirmed") and talk.question == "occupation"


def test_another_need_before_a_question_is_heard_too(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik durf de stap niet te zetten", "need_durven")
    talk.receives(
        {
            "text": "welke stap?? ik ben bang dat ik eruit vlieg. wat krijg ik bij reorganisatie",
            "intent": {"name": "need_baan_onzeker", "confidence": 0.9},
            "entities": [],
            "clauses": [{"text": "ik ben bang dat ik eruit vlieg", "intent": "need_baan_onzeker", "confidence": 0.97}],
            "intent_ranking": [],
        }
    )
    assert "maandloon" in talk.heard and talk.slot("needs") == ["need_baan_onzeker"]
    assert "Klopt dat?" in talk.heard and talk.question == "need_confirmed"


def test_study_costs_are_told_by_how_somebody_works(conversation: str) -> None:
    talk = Dialogue(conversation).says("kan ik een cursus aftrekken als zzp'er?", "ask_budget")
    assert "kosten van je bedrijf" in talk.heard
    employed = to_help(Dialogue(conversation), "need_leren").says("zijn studiekosten aftrekbaar?", "ask_budget")
    assert "1 januari 2022" in employed.heard and "bedrijf" not in employed.heard


def test_what_is_over_is_nothing_that_was_found(conversation: str, db: Database) -> None:
    talk = to_help(Dialogue(conversation), "need_geld_tijd")
    talk.says("kan ik studiekosten aftrekken?", "ask_budget").says("is er nog stap-budget?", "ask_stap")
    plan = plans.get(db, conversation)
    assert plan and not {"scholingsaftrek", "stap_budget"} & {look.id for look in plan.looked_up}


@pytest.mark.parametrize(
    "words",
    [
        "vaste contract! 4 jaar zelfde magazijn, altijd agency. mag dat?",
        "nie, not fired. i want permanent job not agency",
        "ik werk 5 jaar via uitzendbureau, wanneer krijg ik een vast contract",
    ],
)
def test_an_agency_worker_hears_about_the_phases_and_not_about_dismissal(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).says(words, "need_baan_onzeker", confidence=0.7)
    assert "vier jaar" in talk.heard and "ontslag" not in talk.heard and "baan blijft" not in talk.heard
    assert talk.slot("status") == "flex_agency"


@pytest.mark.parametrize("words", ["polska technikum, diploma from Poland", "school in mijn land, 4 jaar"])
def test_a_diploma_from_abroad_settles_the_question_about_it(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).says("een cursus kan ik niet betalen", "need_geld_tijd").says("ja", "affirm")
    talk.says("ik ben orderpicker").says("via uitzendbureau", found=(("status", "flex_agency", "via uitzendbureau"),))
    while talk.question not in ("edu", None):
        talk.says("overslaan", "skip")
    assert talk.question == "edu"
    talk.says(words, "other_language")
    assert "idw.nl" in talk.heard and talk.question != "edu" and talk.slot("edu") is None


@pytest.mark.parametrize(
    ("status", "told"), [("employee", "je baas of een fonds"), ("self_employed", "zzp’er"), ("unemployed", "UWV")]
)
def test_what_it_costs_me_is_told_for_my_situation(conversation: str, status: str, told: str) -> None:
    talk = Dialogue(conversation).sends(f'/inform{{"status": "{status}"}}')
    heard = talk.says("kost het mij nou iets of niet", "need_durven", confidence=0.4).heard
    assert told in heard and (status == "employee" or "baas of" not in heard)


def test_whether_it_holds_for_me_is_about_the_scheme_told_last(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_geld_tijd").says("STL en SOOB, wat is dat?", "ask_clarify")
    heard = talk.says("geldt dat voor mij?", "ask_clarify").heard
    assert "STL" in heard and "Vraag of dit nog geldt." in heard


def test_somebody_elses_work_is_no_training_that_is_asked_for(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("mijn boekhouder zegt dat de kosten hoog zijn, wat kost het", "ask_cost")
    assert "inancieel" not in talk.heard


def test_how_long_it_takes_is_told_of_the_training_that_is_pointed_at(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("hoe lang duurt die logistiek medewerker", "ask_duration")
    assert "Logistiek medewerker" in talk.heard and "Heftruck" not in talk.heard


def test_a_source_never_opens_another_site(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_geld_tijd", occupation="ik ben secretaresse")
    items = [item for card in talk.cards for each in card.get("lists", [card]) for item in each.get("items", ())]
    taxed = [item for item in items if "Accountancy" in item.get("source", "")]
    assert taxed and all("accountancyvanmorgen" in item["url"] for item in taxed)
    assert all("Controleer het op belastingdienst.nl" in item["more"] for item in taxed)


def test_what_is_not_known_is_told_with_who_does(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("hoe oud wordt een schildpad bij de gemeente?", "x")
    assert re.search("zeker|antwoord", talk.heard) and "Je gemeente weet het wel" in talk.heard

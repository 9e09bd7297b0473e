"""Who somebody is, is what they say of themselves: no place, no work and no way of working that they did not tell."""

from __future__ import annotations

import pytest

from bot.actions import own_work, reckoning, untold
from bot.actions.sources import catalogue
from bot.actions.wording import word_table
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue

UNEMPLOYED = (("status", "unemployed", "werkloos"),)


@pytest.fixture
def at_risk(conversation: str) -> Dialogue:
    """An operator who fears for his job and is asked where he lives."""
    talk = Dialogue(conversation).says("ze gaan reorganiseren, ik ben procesoperator", "need_baan_onzeker")
    talk.says("ja", "affirm")
    assert talk.question == "region"
    return talk


# Where somebody lives


@pytest.mark.parametrize(
    "said",
    [
        "contract erbij pakken, waarom. daar staat toch niks in over een reorganisatie",
        "in over een jaar ofzo",
        "gooi alles maar weg",
        "ze willen krimpen op de afdeling",
        "hoeveel verdient een chauffeur in Nederland",
        "ik werk alleen bij hem als het druk is",
    ],
)
def test_words_torn_from_a_sentence_are_no_place(said: str) -> None:
    assert catalogue().regions.find_place(said) is None


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("ik kom uit Helmont", "Helmond"),
        ("woon in lely stad", "Lelystad"),
        ("ik woon in het gooi", "Gooi- en Vechtstreek"),
    ],
)
def test_a_place_is_read_through_typing_errors(said: str, place: str) -> None:
    match = catalogue().regions.find_place(said)
    assert match is not None and match.place == place


@pytest.mark.parametrize(
    "said", ["ik werk in eindhoven", "zit die vakbond ook in eindhoven", "mn zus zit in Eindhoven"]
)
def test_where_somebody_lives_stays_when_another_place_is_named(at_risk: Dialogue, said: str) -> None:
    at_risk.says("helmond").says(said, "nlu_fallback", confidence=0.3)
    assert at_risk.slot("place") == "Helmond"


def test_where_somebody_works_is_not_told_as_their_home(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik werk bij de Action in Ede", "inform")
    assert talk.slot("place") is None and talk.slot("region") and "Je werkt in Ede" in talk.heard
    assert Dialogue(conversation).says("ik werk in Zwolle en woon in Meppel", "inform").slot("place") == "Meppel"


def test_a_place_somebody_goes_to_is_not_their_home(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ga maandag naar Almere voor mn werk", "inform")
    assert talk.slot("place") is None and talk.slot("region") is None


def test_a_place_that_is_not_their_home_is_met_with_what_stands(at_risk: Dialogue) -> None:
    at_risk.says("helmond").says("ik werk in eindhoven", "nlu_fallback", confidence=0.3)
    assert "Helmond" in at_risk.heard


@pytest.mark.parametrize(
    "said", ["ik woon nu in eindhoven", "nee eindhoven", "niet helmond maar eindhoven", "ik zei EINDHOVEN", "eindhoven"]
)
def test_another_home_takes_the_place_of_the_first_when_they_say_so(at_risk: Dialogue, said: str) -> None:
    at_risk.says("helmond").says(said, "inform", confidence=0.5)
    assert at_risk.slot("place") == "Eindhoven"


# How somebody works


@pytest.mark.parametrize(
    "said",
    [
        "ik ben nog niet eens werkloos",
        "ik ben helemaal niet werkloos",
        "als ik werkloos word wat dan",
        "ben bang dat ik werkloos word",
        "over een half jaar ben ik werkloos",
        "straks ben ik werkloos",
    ],
)
def test_what_is_denied_or_feared_is_no_fact(at_risk: Dialogue, said: str) -> None:
    at_risk.says(said, "need_uitkering", confidence=0.9, found=UNEMPLOYED)
    assert at_risk.slot("status") is None and "zonder werk." not in at_risk.heard.replace("niet zonder werk.", "")


def test_who_says_not_to_be_out_of_work_is_understood(at_risk: Dialogue) -> None:
    at_risk.says("ik ben nog niet eens werkloos", "nlu_fallback", confidence=0.3, found=UNEMPLOYED)
    assert "Je zit niet zonder werk" in at_risk.heard and "begrijp" not in at_risk.heard


@pytest.mark.parametrize(
    "said",
    [
        "die baan is dus al weg",
        "ik ben me baan al kwijt",
        "ze zijn failliet en ik zit nu thuis",
        "ze hebben me ontslagen vorige week, ik zit thuis",
    ],
)
def test_who_lost_their_job_has_no_work(at_risk: Dialogue, said: str) -> None:
    at_risk.says(said, "nlu_fallback", confidence=0.3)
    assert at_risk.slot("status") == "unemployed" and at_risk.slot("needs") == ["need_uitkering"]


@pytest.mark.parametrize(
    "said", ["als mijn baan is weg dan", "ik ben bang dat ik mijn baan kwijt raak", "ik zit vrijdag thuis, vrije dag"]
)
def test_who_fears_for_it_still_has_it(at_risk: Dialogue, said: str) -> None:
    assert at_risk.says(said, "nlu_fallback", confidence=0.3).slot("status") is None


def test_only_who_works_alone_has_too_few_assignments(at_risk: Dialogue, db: Database) -> None:
    at_risk.says("helmond").presses("Naar het Werkcentrum")
    at_risk._slots["status"] = "student"
    at_risk.says("laat mijn plan zien", "inform")
    assert "opdrachten" not in at_risk.heard


def test_several_corrections_are_all_made_and_named(at_risk: Dialogue) -> None:
    at_risk.says("overveen").presses("Naar het Werkcentrum")
    at_risk._slots["status"] = "unemployed"
    at_risk.says(
        "ik zei HELMOND. en ik ben niet werkloos, ik heb een vast contract. en opdrachten heb ik ook niet",
        "correct",
        found=(("status", "unemployed", "werkloos"), ("status", "employee", "vast contract")),
    )
    assert at_risk.slot("place") == "Helmond" and at_risk.slot("status") == "employee"
    told = at_risk.replies[0]["text"]
    assert all(each in told for each in ("Helmond", "in loondienst", "losse opdrachten"))


def test_what_is_corrected_is_named_when_the_step_falls_away(at_risk: Dialogue) -> None:
    at_risk.says("helmond").presses("Mijn contract erbij pakken")
    at_risk.says(
        "ik ben niet werkloos en opdrachten heb ik ook niet, wel een vast contract",
        "need_baan_onzeker",
        found=(("status", "unemployed", "werkloos"), ("status", "employee", "vast contract")),
    )
    assert "in loondienst" in at_risk.heard and "losse opdrachten" in at_risk.heard


# What work is theirs


@pytest.mark.parametrize(
    ("said", "work"),
    [
        ("ik ben zzp fotograaf, hiervoor grafisch vormgever", "fotograaf"),
        ("ben nu fotograaf hoor vormgever is 6 jaar geleden", "fotograaf"),
        ("ik ben kok. daarvoor was ik magazijnmedewerker", "kok"),
        ("eerst lasser, nu vrachtwagenchauffeur", "vrachtwagenchauffeur"),
        ("in polen elektricien, hier orderpicker", "orderpicker"),
        ("i am order picker now. heftruckchauffeur was in poland", "orderpicker"),
        ("i was electrician in poland, now order picker", "orderpicker"),
        ("ik werkte hiervoor als kapster en nu als helpende", "helpende"),
        ("ik ben 29 en werk aan de kassa en vakkenvullen", "kassamedewerker"),
        ("ik ben vakkenvuller en zit achter de kassa", "vakkenvuller"),
        ("ik ben kok, nee bakker", "bakker"),
    ],
)
def test_the_work_of_now_is_noted(conversation: str, said: str, work: str) -> None:
    assert Dialogue(conversation).says(said, "inform").slot("occupation") == work


@pytest.mark.parametrize(
    "said",
    [
        "ben nu fotograaf hoor vormgever is 6 jaar geleden",
        "nee ik ben fotograaf, vormgever was ik vroeger",
        "fotograaf ben ik. grafisch vormgever is verleden tijd",
    ],
)
def test_who_says_that_work_is_past_is_corrected(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik ben grafisch vormgever", "inform").says(said, "inform")
    assert talk.slot("occupation") == "fotograaf" and "fotograaf" in talk.heard


@pytest.mark.parametrize(
    "said",
    ["ik was magazijnmedewerker", "ik ben magazijnmedewerker geweest", "mijn laatste baan was magazijnmedewerker"],
)
def test_past_work_is_told_as_past(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(said, "inform")
    assert "Je was magazijnmedewerker" in talk.heard and "Je bent" not in talk.heard


@pytest.mark.parametrize(
    "said",
    ["ik ben magazijnmedewerker", "24 jaar gewerkt als magazijnmedewerker", "ben net begonnen als magazijnmedewerker"],
)
def test_work_that_goes_on_is_told_as_such(conversation: str, said: str) -> None:
    assert "Je bent magazijnmedewerker" in Dialogue(conversation).says(said, "inform").heard


@pytest.mark.parametrize("said", ["of nou ja was, ben gestopt", "en ik wás kapper", "dat doe ik niet meer"])
def test_who_takes_it_back_did_it_before(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik ben kapper", "inform").says(said, "inform", confidence=0.4)
    talk.says("wat weet je van mij", "show_data")
    assert "Je was kapper" in talk.heard


def test_two_things_are_replaced_in_one_breath(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben kok en woon in Ede", "inform")
    talk.says("ik woon niet in Ede maar in Arnhem en ik ben geen kok maar bakker", "correct")
    assert talk.slot("occupation") == "bakker" and talk.slot("place") == "Arnhem"


@pytest.mark.parametrize(
    "said", ["bijbaan in een snackbar, ik doe mbo 4 ict", "ik vul vakken maar ben scholier, havo 4"]
)
def test_work_beside_school_is_told_as_that(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(said, "inform")
    assert talk.slot("status") == "student" and "Je bent" not in talk.heard


def test_how_long_somebody_works_somewhere_is_no_age(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik werk als procesoperator, 24 jaar, en ze gaan reorganiseren", "inform")
    assert talk.slot("age") is None


def test_who_learns_all_day_is_at_school_and_who_learns_beside_a_job_is_not(conversation: str, db: Database) -> None:
    talk = Dialogue(conversation).says("ik doe mbo 2 horeca", "inform")
    assert talk.slot("status") == "student" and "Je doet nu mbo 2 horeca" in talk.heard
    other = Dialogue(conversation).says("ik ben verkoper en doe mbo 3 in de avond", "inform")
    assert other.slot("status") is None


def test_work_that_is_denied_stands_nowhere(conversation: str, db: Database) -> None:
    talk = Dialogue(conversation).says("ik werk in een snackbar en wil iets anders", "need_richting")
    assert talk.slot("occupation") == "fastfoodmedewerker"
    talk.says("ben trouwens geen medewerker fastfood, zit op school mbo 2 horeca", found=(("edu", "mbo2", "mbo 2"),))
    plan = plans.get(db, conversation)
    assert plan is not None and talk.slot("occupation") is None and talk.slot("edu") is None
    assert talk.slot("status") == "student" and plan.situation["studies"] == "mbo 2 horeca"
    assert "Je bent geen medewerker fastfood" in talk.heard


@pytest.mark.parametrize(
    ("said", "work"), [("ik schoonmaak kantoor", "schoonmaker"), ("hoi, ik timmer al zo'n 40 jaar", "timmerman")]
)
def test_who_tells_only_what_they_do_and_how_long_tells_their_work(conversation: str, said: str, work: str) -> None:
    assert Dialogue(conversation).says(said).slot("occupation") == work


def test_driving_for_years_is_asked_on_with_what_people_drive(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik rij al 27 jaar")
    assert "Welk werk bedoel je?" in talk.heard and "vrachtwagenchauffeur" in talk.buttons


def test_where_somebody_works_is_asked_on_though_it_tells_their_sector(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik werk bij de action")
    assert talk.slot("sector") == "detailhandel" and "vakkenvuller" in talk.buttons


def test_what_somebody_does_is_said_back_behind_je(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn werk is te zwaar", "need_zwaar_gezondheid").says("ja", "affirm")
    assert "Je bezorgt." in talk.says("ik bezorg").heard


def test_all_work_that_is_read_from_what_somebody_does_is_in_the_catalogue() -> None:
    table = word_table("workplaces")
    named = [*table["does"].values(), *(place["work"] for place in table["places"])]
    assert [id_ for ids in named for id_ in ids if not catalogue().occupations.curated(id_)] == []


def test_an_answer_to_which_training_is_wished_for_is_no_present_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("welke cursus kan ik doen", "ask_training")
    assert "Voor welk werk" in talk.heard
    talk.says("heftruckchauffeur", "inform")
    assert talk.slot("occupation") is None and talk.slot("wished_occupation") == "heftruckchauffeur"
    assert "Heftruckcertificaat" in talk.heard


@pytest.mark.parametrize(
    ("said", "words", "level"),
    [
        ("ik heb niveau 3", "niveau 3", "mbo3"),
        ("mbo 3 nooit afgemaakt", "mbo 3", None),
        ("ik ben niveau 3 nooit gaan doen", "niveau 3", None),
    ],
)
def test_a_level_counts_when_somebody_has_it(conversation: str, said: str, words: str, level: str | None) -> None:
    assert Dialogue(conversation).says(said, "inform", found=(("edu", "mbo3", words),)).slot("edu") == level


# What somebody keeps to themselves


@pytest.mark.parametrize(
    "said",
    [
        "gaat je niks aan waar ik woon",
        "dat gaat je geen reet aan",
        "zeg ik liever niet",
        "dat zeg ik je niet",
        "Dat doet er mijns inziens niet toe.",
        "da wil ik nie zegge",
        "wil ik liever niet vertellen",
        "dat hou ik voor mezelf",
        "is privé",
        "none of your business",
        "i not say",
    ],
)
def test_what_is_not_told_is_not_asked_again(at_risk: Dialogue, said: str) -> None:
    at_risk.says(said, "nlu_fallback", confidence=0.3)
    assert at_risk.question == "step" and "region" in at_risk.slot("skipped") and "begrijp" not in at_risk.heard


@pytest.mark.parametrize("said", ["utrecht", "ik wil niet zeuren, utrecht", "gaat wel goed hoor", "ik zeg utrecht"])
def test_other_words_keep_nothing_back(said: str) -> None:
    assert not untold.is_refused(said)


def test_the_question_beside_it_is_answered(at_risk: Dialogue) -> None:
    at_risk.says("gaat je niks aan waar ik woon. hoe lang heb ik recht op ww", "nlu_fallback", confidence=0.3)
    assert "24 maanden" in at_risk.heard and at_risk.question == "step"


def test_a_fact_beside_it_is_heard(at_risk: Dialogue) -> None:
    at_risk.says("zeg ik niet. ik ben 52", "nlu_fallback", confidence=0.3)
    assert at_risk.slot("age") == 52 and "region" in at_risk.slot("skipped")


def test_how_they_work_is_not_asked_again_beside_the_schemes(conversation: str) -> None:
    talk = Dialogue(conversation).says("wie betaalt een opleiding, ik ben verkoper", "need_geld_tijd")
    talk.says("ja", "affirm")
    assert talk.question == "status"
    talk.says("zeg ik liever niet", "skip").says("wil ik niet zeggen", "skip")
    assert talk.question == "step" and "Hoe werk je" not in talk.heard


# What was promised


@pytest.fixture
def promised(conversation: str) -> Dialogue:
    """Somebody out of work for two months, whose WW we offered to reckon."""
    talk = Dialogue(conversation).says("ik ben 2 maanden geleden ontslagen en zoek werk", "need_uitkering")
    talk.says("hoe lang duurt die ww eigenlijk nog", "ask_duration", found=(("benefit", "WW", "ww"),))
    assert reckoning.WW_MONTHS not in " ".join(talk.slot("said")) and "reken ik" in talk.heard
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "ja. heb 12 jaar gewerkt denk ik, vanaf mn 19e met wat gaten ertussen",
        "12 jaar",
        "ik werk al 12 jaar zoiets",
        "nou ik heb denk ik 12 jaar gewerkt",
    ],
)
def test_the_years_are_reckoned_with_at_once(promised: Dialogue, said: str) -> None:
    promised.says(said, "nlu_fallback", confidence=0.3)
    assert "11 maanden" in promised.heard and "9 maanden" in promised.heard


def test_who_reminds_us_is_asked_for_the_years_and_gets_the_sum(promised: Dialogue) -> None:
    promised.says("je zou het toch uitrekenen", "nlu_fallback", confidence=0.3)
    assert "Hoeveel jaar" in promised.heard or "hoeveel jaar" in promised.heard
    promised.says("12 jaar gewerkt", "inform")
    assert "11 maanden" in promised.heard


def test_a_second_name_of_work_needs_a_word_to_replace_the_first() -> None:
    first, second = catalogue().occupations.link("ik ben vakkenvuller en zit achter de kassa")
    assert not own_work.is_another("ik ben vakkenvuller en zit achter de kassa", first, second)


def test_what_is_learnt_now_stands_in_the_plan(conversation: str, db: Database) -> None:
    talk = Dialogue(conversation).says("ik zit op school mbo 2 horeca en wil iets anders", "need_richting")
    assert talk.slot("status") == "student"
    plan = plans.get(db, conversation)
    assert plan is not None and plan.situation["studies"] == "mbo 2 horeca"

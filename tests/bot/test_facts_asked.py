"""What people ask for is told: rights when ill, prices with their year, papers, the cao and the fund of their work."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help

ILL = [
    ("die bedrijfsdokter staat toch altijd aan de kant van de baas", "Je baas betaalt de bedrijfsarts"),
    ("mag ik een afspraak met de bedrijfsarts weigeren?", "ziek gemeld"),
    ("krijgt me chef te horen wat ik tegen de bedrijfsarts zeg", "niet zomaar aan je baas"),
    ("hoe kom je eigenlijk in de wia", "88 weken"),
    ("wanneer word je afgekeurd", "88 weken"),
    ("zou ik overspannen zijn denk je", "geen dokter"),
    ("gaat er loon af als ik ziek thuis zit", "100 procent"),
]
LEARNING = [
    ("waar vind ik een leerbedrijf voor lasser?", "stagemarkt.nl"),
    ("moet de school een leerbaan voor mij regelen", "stagemarkt.nl"),
    ("hoeveel schoolgeld betaal je op het roc", "2024-2025"),
    ("moet ik zo'n vog zelf betalen", "€ 33,85"),
    ("hoe duur is zo'n ervaringscertificaat", "€ 1.000"),
    ("hoe word ik pedagogisch medewerker zonder diploma", "Ontwikkelpad"),
    ("mag ik een stagiair begeleiden zonder papieren", "wijst zelf aan"),
    ("can i start work with my polish papers", "beschermde beroepen"),
    ("wie betaalt dat van idw", "nuffic.nl"),
    ("hoor ik bij a+o of bij oom, we zijn met 20 man", "loonstrook"),
    ("wat moet ik met just transition? ik zit niet in de kolen", "ander werk"),
    ("lukt een opleiding ook als ik nachtdiensten draai?", "om de week"),
    ("hoeveel kost een losse lascursus", "Vraag de school hoe dat bij jou is"),
    ("hoe vaak moet je dan naar school bij bbl", "één dag"),
    ("ben 16, kan ik gewoon van school af", "18"),
    ("is b1 genoeg nederlands voor de crèche?", "B2"),
    ("kan ik als vrijwilliger op een school helpen en nederlands oefenen?", "buurthuis"),
]
FAIR = [
    ("kan mijn chef een dag minder verbieden?", "heel goede reden"),
    ("mogen ze mij passeren omdat ik 57 ben", "mensenrechten.nl"),
    ("moeten ze zeggen waarom ik niet gekozen ben?", "op papier"),
    ("neemt een andere fabriek mij ook aan zonder hbo?", "werk.nl"),
    ("is het gek dat ik me verveel op kantoor", "meer mensen"),
    ("hoeveel salaris krijgt een leraar?", "€ 3.301"),
    ("krijg ik ww tot mijn aow?", "24 maanden"),
]
NOT_ASKED = [
    "ik ben naar de bedrijfsarts geweest",
    "ik heb een vog en een ehbo diploma",
    "ik werk al met leerlingen",
    "minder uren lijkt me fijn",
    "mijn broer doet bbl bij een bakker",
]


@pytest.mark.parametrize(("words", "told"), [*ILL, *LEARNING, *FAIR])
def test_what_is_asked_is_told_at_once(conversation: str, words: str, told: str) -> None:
    assert told in Dialogue(conversation).says(words, "need_gesprek_baas", confidence=0.6).heard


@pytest.mark.parametrize(("words", "told"), [ILL[0], LEARNING[1], FAIR[0]])
def test_it_is_told_while_a_need_is_checked(conversation: str, words: str, told: str) -> None:
    talk = Dialogue(conversation).says("dit werk houd ik zo niet vol", "need_zwaar_gezondheid")
    assert told in talk.says(words, "need_leren").heard


@pytest.mark.parametrize("words", NOT_ASKED)
def test_who_tells_something_is_not_taught(conversation: str, words: str) -> None:
    heard = Dialogue(conversation).says(words, "inform").heard
    assert not any(told in heard for _, told in (*ILL, *LEARNING, *FAIR))


def test_who_turns_eighteen_hears_that_school_duty_ends(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben 17 en doe mbo 2", "inform")
    heard = talk.says("ik word volgende maand 18, mag ik dan kappen met school?", "ask_dismissal").heard
    assert "hoef je niet meer naar school" in heard and "stoppen mag nog niet" not in heard


def test_a_question_goes_on_about_the_company_doctor_or_the_pupil(conversation: str) -> None:
    talk = Dialogue(conversation).says("die bedrijfsarts zit toch bij de baas in de zak", "inform")
    assert "dat hoeft niet" in talk.says("moet ik daar wel heen?", "inform").heard
    talk.says("jonge gasten het vak leren, mag dat zonder papieren?", "need_leren")
    assert "leermeester" in talk.says("dus moet ik daar nou een diploma voor hebben of niet", "inform").heard


def test_the_cao_and_the_fund_are_those_of_the_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik werk bij een garage", "inform")
    heard = talk.says("welke cao is dat, en is er een fonds?", "ask_budget").heard
    assert "Motorvoertuigen" in heard and "bovag.nl" in heard and "OOMT" in heard
    assert "oomt.nl" in talk.says("vraag ik dat zelf aan of moet de baas dat doen?", "need_gesprek_baas").heard


def test_who_applies_is_told_of_the_scheme_in_hand(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schoonmaker", "inform").says("is er een fonds voor mijn werk", "x")
    assert "Je baas vraagt het aan" in talk.says("moet ik dat zelf regelen?", "inform").heard


def test_pay_is_told_by_the_cao_of_the_work_and_not_by_the_minimum_wage(conversation: str) -> None:
    heard = Dialogue(conversation).says("wat verdien je als kok?", "ask_pay").heard
    assert "cao Horeca" in heard and "14,71" not in heard


def test_who_has_no_use_for_the_minimum_wage_does_not_hear_it(conversation: str) -> None:
    heard = Dialogue(conversation).says("ik verdien een ton, aan het minimumloon heb ik niets. stopt u?", "x").heard
    assert "14,71" not in heard


def test_a_work_we_named_is_explained(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_richting")
    talk.says("mag ik in de zorg werken zonder diploma?", "need_richting")
    assert "gezelligheid op een afdeling" in talk.says("wat is gastvrouw? ik ken niet dit werk", "x").heard


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("wat is hoogstens?", "drie of minder"),
        ("vacature, wat is dat", "nog iemand voor nodig"),
        ("what is uitkering", "geld van de overheid"),
        ("ik ken niet het woord solliciteren", "vragen om een baan"),
    ],
)
def test_our_own_words_are_explained_when_asked(conversation: str, words: str, told: str) -> None:
    assert told in Dialogue(conversation).says(words, "ask_clarify", confidence=0.5).heard


def test_a_daily_word_in_a_question_is_not_explained(conversation: str) -> None:
    heard = Dialogue(conversation).says("wat is de vergoeding bij ontslag?", "ask_dismissal").heard
    assert "betaalt het, of geeft" not in heard


def test_where_courses_stand_is_told_at_once_when_we_know_none(conversation: str) -> None:
    talk = Dialogue(conversation).says("welke opleidingen zijn er voor data-analist?", "ask_training")
    assert "leeroverzicht.nl" in talk.heard
    assert "Meer dan ik net zei" in talk.says("welke opleiding voor data-analist dan?", "ask_training").heard


def test_the_price_of_no_training_in_particular_is_told_without_a_name(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben verkoper", "inform").says("wat kost zo een opleiding", "ask_cost")
    assert "€ 295" in talk.heard and "Verkoper" not in talk.heard


def test_who_asks_who_pays_right_behind_teaching_hears_of_teaching(conversation: str) -> None:
    talk = Dialogue(conversation).says("hoe zit het met zij-instroom?", "ask_budget")
    assert "de school betaalt" in talk.says("en moet ik dat allemaal zelf betalen?", "need_geld_tijd").heard


def test_stap_is_no_subject_any_more_once_something_else_is_told(conversation: str) -> None:
    talk = Dialogue(conversation).says("bestaat stap nog?", "ask_stap")
    talk.says("val ik onder oom?", "inform")
    assert "STAP" not in talk.says("en hoeveel is dat dan", "inform").heard


def test_the_fund_of_some_regions_never_comes_before_the_others(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_geld_tijd", place="Rotterdam")
    assert "Persoonlijk ontwikkelbudget" in str(talk.replies) and "Just Transition" not in str(talk.replies)

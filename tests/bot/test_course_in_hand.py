"""What is asked on about a training that was shown is about that training; who has no boss hears of none who pays."""

from __future__ import annotations

import pytest

from bot.actions import no_boss
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

LAW = "7:611a"


@pytest.fixture
def shown(conversation: str) -> Dialogue:
    """A cleaner in a job to whom the training for a carer was shown."""
    return _shown(conversation, "ik werk als schoonmaker in vaste dienst, ik ben 41")


def _shown(conversation: str, who: str) -> Dialogue:
    talk = Dialogue(conversation)
    for said in (who, "ik wil verzorgende worden", "welke opleiding is daarvoor"):
        talk.receives(understood(said))
    assert "Verzorgende IG" in talk.heard
    return talk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("en als ie nee zegt", LAW),
        ("wat als mijn chef dat niet wil betalen", LAW),
        ("die betaalt dat toch nooit", "deel"),
        ("en als ze dat niet willen", LAW),
        ("als ik stop met die opleiding, moet ik dan betalen", "das.nl"),
        ("ik heb nooit goed kunnen leren", "één dag per week"),
        ("moet ik dat terugbetalen", "das.nl"),
        ("en als ik daarna wegga, moet ik het geld dan teruggeven?", "das.nl"),
        ("mag dat onder werktijd", "werktijd"),
        ("krijg ik daar vrij voor", "werktijd"),
        ("kan dat in de avond", "avond"),
        ("is dat te doen naast mijn werk?", "werken en leren"),
        ("ik ben daar te oud voor", "leeftijd"),
        ("ik ben te dom voor school", "één dag per week"),
        ("ik kan niet goed lezen", "Taalhuis"),
        ("lezen gaat me slecht af, dat is lastig", "Taalhuis"),
        ("ik krijg geen antwoord op wat het kost", "lesgeld of cursusgeld"),
    ],
)
def test_what_is_asked_on_is_about_the_training_in_hand(shown: Dialogue, said: str, told: str) -> None:
    assert told in shown.receives(understood(said)).heard


def test_its_name_is_told(shown: Dialogue) -> None:
    assert "Verzorgende IG" in shown.receives(understood("mag dat onder werktijd")).heard


def test_who_has_ww_hears_of_uwv_and_not_of_a_boss(conversation: str) -> None:
    talk = _shown(conversation, "ik zit in de ww")
    assert "UWV" in talk.receives(understood("en als ze nee zeggen")).heard
    told = talk.receives(understood("moet ik dat terugbetalen")).heard
    assert "baas" not in told and "lening" in told


@pytest.mark.parametrize("status", ["ik zit in de ww", "ik ben zzp'er"])
def test_who_has_no_boss_hears_of_none_who_pays(conversation: str, status: str) -> None:
    talk = Dialogue(conversation).receives(understood(status))
    told = talk.receives(understood("wat kost een heftruckcertificaat")).heard
    assert "Vraag die bij de opleider" in told and "werkgever" not in told


def test_who_is_in_a_job_hears_that_the_boss_pays_what_work_asks(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("ik heb een vast contract"))
    assert "werkgever alles" in talk.receives(understood("wat kost een heftruckcertificaat")).heard


def test_who_is_out_of_work_and_speaks_of_a_boss_is_answered_about_it() -> None:
    text = "Kies zelf. Vraag je baas of hij de cursus betaalt."
    assert no_boss.for_whom(text, "unemployed", None, "wie betaalt dat") == "Kies zelf."
    assert no_boss.for_whom(text, "unemployed", None, "en mijn oude baas dan") == text
    assert no_boss.for_whom(text, "employee", "WW", "wie betaalt dat") == text


def test_what_was_typed_of_a_boss_is_kept() -> None:
    text = "Je stap staat erin: “ik vraag de baas om een cursus”."
    assert no_boss.for_whom(text, "unemployed", None, "") == text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("maar u zei net dat de school het betaalt", "zij-instroom"),
        ("krijg ik studiefinanciering als ik bbl doe", "loon"),
        ("mag ik een bijbaantje naast bbl", "40 uur per week"),
        ("wat krijg je betaald als je bbl doet", "krijg je loon"),
        ("kan ik gamen als werk", "nu.nl"),
        ("waar vind ik een garage waar ik kan leren", "stagemarkt.nl"),
        ("hoe kom ik aan een vog en wat kost dat", "€ 33,85"),
        ("betaalt mijn nieuwe baas de vog", "bon"),
        ("wat is een vog? kost dat geld?", "€ 33,85"),
        ("hoe lang nog tot mijn aow", "67 jaar"),
        ("is er een regeling voor zwaar werk", "cao"),
    ],
)
def test_it_is_answered_with_what_is_known(conversation: str, said: str, told: str) -> None:
    assert told in Dialogue(conversation).receives(understood(said)).heard


def test_who_told_their_age_hears_how_long_it_is_until_the_aow(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("ik ben 58 en metselaar, mijn rug is kapot"))
    told = talk.receives(understood("hoe lang nog tot aow")).heard
    assert "ongeveer 9 jaar" in told and "67 jaar en 3 maanden" in told


def test_ww_behind_stopping_early_is_about_stopping_by_oneself(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("zwaarwerkregeling bouw"))
    assert "geen WW" in talk.receives(understood("krijg ik dan nog ww")).heard


def test_who_reports_ill_is_not_told_how_to_ask_for_fewer_hours(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("ik werk in de zorg en wil van 32 naar 24 uur, wat scheelt dat"))
    assert "huisarts" in talk.receives(understood("ik wil me ziek melden, hoe doe ik dat")).heard


def test_who_tells_first_of_all_that_reading_is_hard_has_that_need(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("ik kan niet goed lezen"))
    assert "Klopt dat?" in talk.heard and "school van" not in talk.heard


def test_a_no_of_the_boss_behind_fewer_hours_is_about_the_hours(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("kan ik minder werken"))
    assert "rooster" in talk.receives(understood("mag mijn baas nee zeggen")).heard

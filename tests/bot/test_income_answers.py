"""Questions about what one lives on: who asks gets what they asked, and not an answer that lies near it."""

from __future__ import annotations

import pytest

from bot.actions import lengths, reckoning
from tests.bot.dialogue import Dialogue
from tests.bot.walking import LIGHTER, to_help

DISMISSAL = ("transitievergoeding", "volgorde ligt vast")


@pytest.fixture
def own_business(conversation: str) -> Dialogue:
    """A plasterer who works for himself."""
    works_alone = (("status", "self_employed", "zzp"),)
    talk = Dialogue(conversation)
    talk.says("ik ben stukadoor zzp, 45 jaar, schouders kapot", "need_zwaar_gezondheid", found=works_alone)
    return talk.says("ja", "affirm")


@pytest.fixture
def on_benefit(conversation: str) -> Dialogue:
    """Somebody with four months of WW behind them."""
    talk = Dialogue(conversation)
    return talk.says("ik zit 4 maanden in de ww, 33 jaar", "need_uitkering", found=(("benefit", "WW", "ww"),))


@pytest.fixture
def builder(conversation: str) -> Dialogue:
    """A carpenter of 58 who wants to stop early."""
    talk = Dialogue(conversation).says("timmerman, 58 jaar, mijn knieen zijn op", "need_zwaar_gezondheid")
    return talk.says("ja", "affirm")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("maar als zzper krijg ik geen ww toch?", "krijg je meestal geen WW"),
        ("krijg ik als zzper ww of niet", "krijg je meestal geen WW"),
        ("heb ik recht op ww", "krijg je meestal geen WW"),
        ("1 kan ik bbz krijgen als zzper", "bijstand voor zelfstandigen"),
        ("bijstand voor zzpers", "bijstand voor zelfstandigen"),
        ("welke uitkering kan ik krijgen als zzper", "bijstand voor zelfstandigen"),
        ("waar moet ik dan van leven als ik geen klussen meer heb", "bijstand voor zelfstandigen"),
        ("wat als ik ziek word", "loopt er geen loon door"),
        ("aov op mn 45e met slechte schouders, kan dat nog", "Een klacht die je al hebt"),
        ("kan ik me nog ergens verzekeren", "Een klacht die je al hebt"),
        ("is een aov verplicht", "2030"),
    ],
)
def test_who_works_for_themselves_hears_what_there_is_for_them(own_business: Dialogue, words: str, told: str) -> None:
    heard = own_business.says(words, "ask_dismissal", confidence=0.77).heard
    assert told in heard and "26 van de laatste 36" not in heard


def test_who_asks_whom_to_call_hears_who_knows_what_was_told_last(own_business: Dialogue) -> None:
    own_business.says("kan ik nog een aov nemen", "x")
    assert "verzekeraar" in own_business.says("wie bel ik daarvoor", "ask_bot", confidence=0.57).heard
    own_business.says("welke uitkering kan ik krijgen als zzper", "x")
    assert "Bel je gemeente" in own_business.says("waar moet ik daarvoor zijn?", "x").heard


@pytest.mark.parametrize(
    "words",
    [
        "als ik 2 dagen ga werken, stopt dan mn uitkering?",
        "mag ik er wat bij verdienen in de ww",
        "hoeveel mag ik bijverdienen naast mn ww",
        "ik vroeg BIJVERDIENEN naast me ww",
        "mag ik er een paar uur naast werken?",
        "mag ik 1 dag in de week werken",
        "kan ik een bijbaantje nemen naast mijn ww",
        "als ik ga invallen bij een bakker ben ik dan mijn uitkering kwijt?",
    ],
)
def test_who_works_beside_their_ww_hears_what_it_does_to_it(on_benefit: Dialogue, words: str) -> None:
    heard = on_benefit.says(words, "need_uitkering").heard
    assert "87,5 procent" in heard and "leren" not in heard


def test_the_months_of_ww_are_reckoned_from_the_years_that_were_told(on_benefit: Dialogue) -> None:
    heard = on_benefit.says(
        "ik heb 11 jaar gewerkt, hoeveel maanden is dat dan? en hoeveel procent krijg ik nu nog"
    ).heard
    assert "10,5 maanden" in heard and "nog ongeveer 6,5 maanden" in heard and "nu 70 procent" in heard


def test_who_says_the_years_when_that_was_asked_hears_the_months(on_benefit: Dialogue) -> None:
    assert "hoeveel jaar je" in on_benefit.says("hoe lang krijg ik ww", "ask_duration").heard
    assert "ongeveer 6 maanden" in on_benefit.says("6 jaar").heard


@pytest.mark.parametrize(("years", "months"), [(2, 3), (7, 7), (10, 10), (11, 10.5), (26, 21), (40, 24)])
def test_ww_is_a_month_a_year_and_half_of_it_after_ten_years(years: int, months: float) -> None:
    assert reckoning.months_of_ww(years, 2026) == months


def test_the_example_of_uwv_comes_out() -> None:
    assert reckoning.months_of_ww(26, 2022) == 23


def test_who_hears_no_from_uwv_is_told_who_else_pays_and_what_happens_to_the_ww(on_benefit: Dialogue) -> None:
    on_benefit.says("betaalt uwv een cursus", "x")
    heard = on_benefit.says("wie betaald het als UWV nee zegt, en verlies ik dan mn ww", "need_uitkering").heard
    assert "lening" in heard and "Je kunt leren met WW" in heard


def test_a_training_longer_than_uwv_pays_for_is_shown_with_a_warning(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "magazijnmedewerker, nu in de ww", "need_uitkering", found=(("benefit", "WW", "ww"),)
    )
    heard = talk.says("welke cursus kan ik doen", "ask_training").heard
    assert "UWV" in heard and "Logistiek medewerker" in heard.split('{"cards"')[0]
    assert lengths.months("2,5 tot 4 jaar") == (30, 48) and lengths.months("10 tot 12 maanden") == (10, 12)


def test_who_quits_is_not_told_that_they_mostly_get_ww(conversation: str) -> None:
    heard = Dialogue(conversation).says("krijg ik ww als ik zelf ontslag neem", "ask_dismissal").heard
    assert heard.startswith(("Meestal niet", "Vaak niet")) and "26 van de laatste" not in heard


def test_stopping_early_is_told_for_the_age_that_is_known(builder: Dialogue) -> None:
    heard = builder.says("hoe oud moet ik precies zijn voor da eerder stoppen", "need_timing_ander_werk").heard
    assert "Jij bent nu 58" in heard and "ongeveer 6 jaar" in heard and "svb.nl" in heard
    assert "Je moet 20 van de laatste 25 jaar" in heard and "Je werkte" not in heard
    again = builder.says("hoe oud moet ik precies zijn voor da eerder stoppen", "need_timing_ander_werk").heard
    assert len(again) < len(heard) / 2 and "zwaarwerkregeling.nl" in again


@pytest.mark.parametrize(
    "words",
    [
        "hoeveel krijg ik dan per maand als ik stop op mn 64e",
        "wie zegt dat ik ontslagen word?? ik vroeg wat zo'n zwaarwerkregeling betaalt per maand",
        "wat krijg ik per maand als ik eerder stop",
        "hoeveel levert die rvu op",
        "wat kost het mij als ik eerder stop",
    ],
)
def test_what_stopping_early_pays_is_no_dismissal(builder: Dialogue, words: str) -> None:
    heard = builder.says(words, "ask_dismissal", confidence=0.9).heard
    assert "Jouw bedrag weet ik niet" in heard and not any(each in heard for each in DISMISSAL)


@pytest.mark.parametrize("words", ["wat als ik gewoon stop", "hoeveel krijg ik dan als ik stop", "kan ik stoppen"])
def test_who_wants_to_stop_is_told_nothing_of_dismissal(builder: Dialogue, words: str) -> None:
    heard = builder.says(words, "ask_dismissal", confidence=0.9).heard
    assert not any(each in heard for each in DISMISSAL)


@pytest.mark.parametrize(
    "words",
    [
        "en wat moet ik nou morgen doen als ik weer niet naar binnen durf",
        "wat als ik morgen niet naar mijn werk durf?",
        "ik durf morgen niet te gaan werken wat moet ik doen",
    ],
)
def test_who_does_not_dare_to_go_in_hears_what_to_do_tomorrow(conversation: str, words: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid")
    heard = talk.says(words, "need_durven").heard
    assert "ziek melden" in heard and "Bel voor je dienst begint" in heard and "huisarts" in heard


def test_who_asks_what_fewer_hours_cost_hears_about_the_money(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid")
    assert "een kwart minder loon" in talk.says("minder uren, kan dat financieel", "need_geld_tijd").heard


def test_beside_a_choice_of_moment_the_cost_is_that_of_the_talk(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human")
    heard = talk.says("wat kost dat en hoort mijn baas dat?", "ask_cost").heard
    assert "kost je niets" in heard and "je baas hoort hier niets van" in heard and talk.question == "appointment"


def test_a_field_that_is_asked_for_shows_its_trainings_or_that_none_is_so_short(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    assert '"cards"' in talk.says("heb je dan niks voor hr?", "nlu_fallback", confidence=0.35).heard
    first = talk.says("personeelszaken, max een jaar en savonds", "ask_training").heard
    assert "leeroverzicht.nl" in first and "hr-medewerker" in first and '"cards"' not in first
    assert talk.says("personeelszaken, max een jaar en savonds", "ask_training").heard != first


def test_who_asks_whether_their_school_is_enough_hears_yes_or_no(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid", LIGHTER)
    heard = talk.says("en met lts? of moet ik dan weer in de schoolbanken", "need_leren").heard
    assert "lukt vaak niet" in heard or "Ja, daar kun je mee beginnen" in heard


def test_a_question_about_a_benefit_we_know_nothing_of_gets_who_knows(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    heard = talk.says("mag ik mijn huurtoeslag houden als ik meer verdien?", "ask_pay").heard
    assert "toeslagen.nl" in heard and "cao" not in heard


def test_a_few_words_go_on_about_stopping_early(builder: Dialogue) -> None:
    builder.says("kan ik eerder stoppen", "stop", confidence=0.6)
    assert "Jouw bedrag weet ik niet" in builder.says("en wat krijg ik dan", "ask_dismissal").heard
    assert "ongeveer 6 jaar" in builder.says("hoeveel jaar moet ik nog", "ask_progress").heard


def test_holiday_money_is_no_right_to_ww(on_benefit: Dialogue) -> None:
    talk = on_benefit.says("krijg ik vakantiegeld over mn ww", "ask_dismissal")
    assert "24 maanden" not in talk.heard
    heard = talk.presses("Nee, iets anders").heard if "Bedoel je dit" in talk.heard else talk.heard
    assert "24 maanden" not in heard and "uwv.nl" in heard

"""What somebody feels is met in one plain sentence before anything else; and what they did not say is not told back."""

from __future__ import annotations

import pytest

from bot.actions.wording import responses
from tests.bot.dialogue import Dialogue

FELT = [
    ("ja maar ik zit s avonds te huilen in de auto", "crying", True),
    ("ik slaap niet meer, snauw mn kinderen af", "sleepless", True),
    ("ik ben gewoon op", "worn_out", True),
    ("ik ben zo moe. altijd te weinig mensen", "tired", False),
    ("24 jaar gewerkt en nou reorganisatie", "reorganised", False),
    ("ik ben bang dat ik eruit vlieg", "afraid_of_firing", False),
    ("mijn knieen zijn op", "pain", False),
    ("ik ben bang voor school", "afraid_of_school", False),
    ("een gouden kooi zo u wilt", "golden_cage", False),
    ("moet van me moeder", "sent", False),
    ("ben gestopt met school", "left_school", False),
]


@pytest.mark.parametrize(("said", "feeling", "doctor"), FELT)
@pytest.mark.parametrize("asked", [False, True])
def test_what_is_felt_is_met_first_and_a_doctor_named_once(
    conversation: str, said: str, feeling: str, doctor: bool, asked: bool
) -> None:
    talk = Dialogue(conversation)
    if asked:
        talk.says("mijn werk is te zwaar", "need_zwaar_gezondheid")
    talk.says(said, "need_zwaar_gezondheid")
    texts = [reply["text"] for reply in talk.replies if "ik ben een computer" not in (reply["text"] or "")]
    assert texts[0] in [each.text for each in responses().variants(f"utter_feel_{feeling}")]
    assert ("huisarts" in texts[1]) == doctor
    talk.says(said, "need_zwaar_gezondheid")
    assert not any(each.text in talk.heard for each in responses().variants(f"utter_feel_{feeling}"))


def test_sorrow_of_somebody_else_is_not_theirs(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn collega huilt elke dag", "inform")
    assert "verdrietig" not in talk.heard


@pytest.mark.parametrize("said", ["nee! ik zei net dat ik dat niet wil", "zei ik al", "kvroeg of uwv betaalt"])
def test_whoever_was_misheard_hears_sorry(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets leren", "need_leren").says("ja", "affirm").says(said, "correct")
    assert "sorry" in talk.heard.lower()


def test_anger_about_a_reorganisation_is_about_losing_work(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "godverdomme 24 jaar gewerkt en nou reorganisatie, en dan krijg ik zo'n kutcomputer",
        "need_durven",
        confidence=0.58,
    )
    assert talk.slot("needs") == ["need_baan_onzeker"] and "durf" not in talk.heard


def test_an_agency_worker_who_wants_to_be_permanent_is_not_told_of_dismissal(conversation: str) -> None:
    talk = Dialogue(conversation).says("i want permanent job not agency", "need_baan_onzeker", confidence=0.74)
    assert "vast" in talk.heard.lower() and "ontsla" not in talk.heard.lower()


@pytest.mark.parametrize(
    "said",
    [
        "mag ik eigenlijk nee zeggen als ze weer bellen voor een extra dienst?",
        "en betaalt uwv dat?",
        "ik vroeg of ik nee mag zeggen",
    ],
)
def test_a_question_is_no_other_need(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik ben verzorgende en zo moe", "need_zwaar_gezondheid")
    talk.says(said, "need_timing_ander_werk", confidence=0.67)
    assert talk.slot("needs") == ["need_zwaar_gezondheid"] and "ander werk. De vraag" not in talk.heard
    talk.says("ja", "affirm").says(said, "need_timing_ander_werk", confidence=0.67)
    assert talk.slot("needs") == ["need_zwaar_gezondheid"]


def test_two_wishes_in_one_message_are_both_kept(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "ik wil beter werk en nederlands leren", "need_basisvaardigheden", confidence=0.64
    )
    assert set(talk.slot("needs")) == {"need_basisvaardigheden", "need_richting"}


def test_a_need_told_beside_a_yes_is_kept(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil nederlands leren", "need_basisvaardigheden")
    talk.says("ja klopt. maar ook ander werk", "affirm")
    assert "need_richting" in talk.slot("remembered") and "iets anders" in talk.heard


def test_a_need_that_was_only_guessed_is_not_told_back_after_booking(conversation: str) -> None:
    talk = Dialogue(conversation).says("24 jaar en dan dit", "need_durven").says("ik wil nu een mens", "ask_human")
    talk.says("nee geen afspraak", "skip")
    assert "spannend" not in talk.heard


def test_a_denied_need_is_not_offered_again_after_another_was_confirmed(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik durf niet", "need_durven").says("nee", "deny")
    talk.says("ik wil iets leren", "need_leren").says("ja", "affirm")
    assert "need_durven" in talk.slot("denied")


def test_a_young_person_gets_choices_that_fit(conversation: str) -> None:
    talk = Dialogue(conversation).says("moet van me moeder", "out_of_scope")
    assert "Mijn werk is te zwaar" not in talk.buttons and "Werken en leren tegelijk" in talk.buttons
    talk.says("kweenie", "dont_know")
    assert "Mijn werk is te zwaar" not in talk.buttons and "Werken en leren tegelijk" in talk.buttons


def test_vmbo_is_told_back_as_vmbo(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "ik heb vmbo gwn en mbo 2 niet afgemaakt",
        "inform",
        found=(("edu", "mbo2", "mbo 2"), ("edu", "none", "vmbo")),
    )
    assert "Vmbo heb je." in talk.heard and talk.slot("edu") == "none"


@pytest.mark.parametrize(
    "said", ["Dat alles om de targets draait en niet om de mens aan de andere kant", "alles draait om targets"]
)
def test_without_a_word_for_it_nothing_is_wiped(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(said, "wipe_data", confidence=0.6)
    assert "wissen" not in talk.heard


def test_without_a_word_for_it_no_human_is_called(conversation: str) -> None:
    talk = Dialogue(conversation).says("doe maar een keer meekijken bij n planner", "book_adviser", confidence=0.99)
    assert not talk.slot("asked_human") and "meekijken" in str(talk.slot("step"))


@pytest.mark.parametrize(
    ("said", "work"),
    [
        ("Zoals ik al schreef: bij een bank. Adviseur vermogende particulieren, om precies te zijn.", "bankmedewerker"),
        ("Nou vooruit: administratief medewerker.", "administratief_medewerker"),
        ("administratie", "administratief_medewerker"),
    ],
)
def test_work_in_more_words_than_its_name_is_understood(conversation: str, said: str, work: str) -> None:
    talk = Dialogue(conversation).says("wie betaalt een opleiding", "need_geld_tijd").says("ja", "affirm").says(said)
    assert talk.slot("occupation") == work or work in str(talk.buttons)


@pytest.mark.parametrize("said", ["ik ben schoonmaak 6 jaar", "ik werk al eenentwintig jaar bij een grote bank"])
def test_work_told_in_the_first_message_is_not_asked_anew(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(f"{said}, ik wil iets leren", "need_leren").says("ja", "affirm")
    assert "Wat voor werk doe je" not in talk.heard


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("ik werk via agency", "flex_agency"),
        ("agency, i told already", "flex_agency"),
        ("Kantoorbaan, vast dienst.", "employee"),
        ("ik wil vast contract", None),
    ],
)
def test_how_somebody_works_is_heard_in_other_words(conversation: str, said: str, status: str | None) -> None:
    found = (("status", "employee", "vast contract"),) if "vast contract" in said else ()
    talk = Dialogue(conversation).says(said, "inform", found=found)
    assert talk.slot("status") == status


def test_schemes_for_what_somebody_is_not_are_left_out(conversation: str) -> None:
    told = (("status", "flex_agency", "uitzendkracht"),)
    talk = Dialogue(conversation).says("welk geld is er voor mij als uitzendkracht", "ask_budget", found=told)
    assert "Doorzaam" in talk.heard
    talk.says("Ik ben geen uitzendkracht en geen mbo student.", "inform")
    talk.sends('/ask_budget{"about": "all"}')
    assert "Doorzaam" not in talk.heard and "studentenfonds" not in talk.heard


def test_a_question_beside_a_feeling_is_not_passed_over(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben verzorgende en zo moe", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("moet mijn baas mij laten gaan? durf ik bijna niet te vragen", "nlu_fallback", confidence=0.35)
    assert "eng is" in talk.heard or "Bang" in talk.heard or "spannend" in talk.heard
    assert any(way in talk.heard for way in ("adviseur", "mens", "Juridisch Loket", "Bedoel je dit?"))


def test_afraid_to_lose_a_job_is_not_afraid_to_leave_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben bang om mijn baan te verliezen", "need_durven", confidence=0.94)
    assert talk.slot("needs") == ["need_baan_onzeker"]

"""What the patterns know for certain: words of suicide, violence, bullying, debt and legal conflict, misspelled too."""

from pathlib import Path

import pytest
import yaml

from bot.components.safety_rules import CHECK, KINDS, SafetyRules

KNOWN = yaml.safe_load((Path(__file__).parent / "known.yml").read_text(encoding="utf-8"))["sentences"]


@pytest.fixture(scope="module")
def rules() -> SafetyRules:
    return SafetyRules()


@pytest.mark.parametrize("sentence", [s for s in KNOWN if s["label"] != "none"], ids=lambda s: s["text"])
def test_trouble_is_recognised_as_what_it_is(rules: SafetyRules, sentence: dict[str, str]) -> None:
    assert rules.find(sentence["text"]) == sentence["label"]


@pytest.mark.parametrize("sentence", [s for s in KNOWN if s["label"] == "none"], ids=lambda s: s["text"])
def test_a_figure_of_speech_stays_ordinary(rules: SafetyRules, sentence: dict[str, str]) -> None:
    assert rules.find(sentence["text"]) is None


def test_capitals_accents_and_curly_apostrophes_do_not_hide_trouble(rules: SafetyRules) -> None:
    assert rules.find("IK BEN SUÏCIDAAL") == "suicide"
    assert rules.find("ik maak d’r een eind aan") == "suicide"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ik denk aan zelfmrood", "suicide"),
        ("mijn man mishandlet mij", "violence"),
        ("ze zijn rasistisch tegen mij", "bullying"),
        ("de deurwarder komt", "debt"),
        ("een vaststelingsovereenkomst, moet ik die tekenen", "legal"),
        ("ik wil doooooood", "suicide"),
    ],
)
def test_a_typing_error_does_not_hide_trouble(rules: SafetyRules, text: str, kind: str) -> None:
    assert rules.find(text) == kind


@pytest.mark.parametrize("text", ["ik heb veerkracht", "de rechtspraak lijkt me wat", "schilden maken", "verkocht"])
def test_an_ordinary_word_is_not_taken_for_a_misspelled_one(rules: SafetyRules, text: str) -> None:
    assert rules.find(text) is None
    assert rules.read(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "ik heb geen schulden",
        "ik ben gelukkig nooit gepest",
        "ik word niet gediscrimineerd hoor",
        "we zijn uit de schulden",
        "ik heb nog geen huurachterstand hoor",
        "me moeder gaat me vermoorden als ik stop met school",
        "m'n vriend gaat me wurgen als ik dit verpest 😂",
        "ik wil bewindvoerder worden",
        "ik zit op mbo maar wil stoppen man school is dood",
        "niemand gaat dood bro, school is gewoon saai",
    ],
)
def test_trouble_that_is_denied_or_is_work_is_no_trouble(rules: SafetyRules, text: str) -> None:
    assert rules.find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "nee ik wil niet dood hoor",
        "ik ben niet suïcidaal",
        "ik heb geen zelfmoordgedachten",
        "dat ik niet dood wil zei ik",
    ],
)
def test_suicide_that_is_denied_is_asked_about(rules: SafetyRules, text: str) -> None:
    assert rules.find(text) == CHECK


def test_who_hopes_for_an_accident_is_asked_what_that_means(rules: SafetyRules) -> None:
    assert rules.find("soms hoop ik dat ik een ongelukje krijg onderweg") == CHECK
    assert rules.find("ik hoop dat ik een hartaanval krijg voor maandag") == CHECK
    for text in ("ik hoop dat ik geen ongeluk krijg", "ik wilde na mijn ongeluk weer werken", "ik wens dat niemand"):
        assert rules.find(text) is None


def test_a_denial_does_not_hide_what_is_said_beside_it(rules: SafetyRules) -> None:
    assert rules.find("ik ben niet suïcidaal maar ik wil een eind aan mijn leven maken") == "suicide"
    assert rules.find("ik heb geen schulden maar word thuis geslagen") == "violence"


def test_the_most_urgent_trouble_wins_when_there_are_two(rules: SafetyRules) -> None:
    assert rules.find("ik heb schulden en ik wil niet meer leven") == "suicide"


def test_every_kind_has_labelled_sentences() -> None:
    assert {sentence["label"] for sentence in KNOWN} == {*KINDS, "none"}


def test_a_threat_by_a_partner_is_no_figure_of_speech(rules: SafetyRules) -> None:
    assert rules.find("mijn man gaat me vermoorden als ik stop met werken") == "violence"

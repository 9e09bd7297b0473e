"""From "je" to "u": our texts are written once and read as if they were written for who says "u"."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.actions.address import formal
from bot.actions.lexicon import infinitives, lexicon
from bot.actions.tone import AsTyped, asked_for, formally
from bot.actions.wording import DATA, responses

KNOWLEDGE = Path(__file__).parents[2] / "knowledge" / "data"
JE = re.compile(r"\b(je|jij|jou|jouw|jouwe|jezelf)\b", re.IGNORECASE)
# What nobody is told: examples for tests, patterns on what people type, what is said to a boss, titles of sources.
NOT_SAID = {"examples", "answers", "calendar", "asked", "filler", "other", "fill", "url", "employer_line", "title"}
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")

CASES = [
    # who does something
    ("Je bent lasser.", "U bent lasser."),
    ("Heb je hulp nodig?", "Hebt u hulp nodig?"),
    ("Ben je in dienst?", "Bent u in dienst?"),
    ("Wat doe je nu, en waar ga je heen?", "Wat doet u nu, en waar gaat u heen?"),
    ("Daar sta je. Dat zie je.", "Daar staat u. Dat ziet u."),
    ("Houd je het vol? Hou je van buiten werken?", "Houdt u het vol? Houdt u van buiten werken?"),
    ("Rij je graag? Dan rijd je veel.", "Rijdt u graag? Dan rijdt u veel."),
    ("Dan word je planner.", "Dan wordt u planner."),
    ("Weet je dat? Zit je goed? Moet je weg?", "Weet u dat? Zit u goed? Moet u weg?"),
    ("Wat deed je? Waar werkte je? Had je geld?", "Wat deed u? Waar werkte u? Had u geld?"),
    ("Wat heb jij nodig? En wat wil jij?", "Wat hebt u nodig? En wat wilt u?"),
    ("Je kan bellen als je wil.", "U kunt bellen als u wilt."),
    ("Welke kies je? Welk werk je zoekt, zeg je.", "Welke kiest u? Welk werk u zoekt, zegt u."),
    ("Daarna leid je mensen op.", "Daarna leidt u mensen op."),
    ("Werk je in deeltijd? Dan krijg je een deel.", "Werkt u in deeltijd? Dan krijgt u een deel."),
    ("Heb je bijstand, dan bel je de gemeente.", "Hebt u bijstand, dan belt u de gemeente."),
    # who gets something done
    ("Ik help je. Daar help ik je mee.", "Ik help u. Daar help ik u mee."),
    ("Een adviseur kan je bellen en wil je graag spreken.", "Een adviseur kan u bellen en wil u graag spreken."),
    ("De bedrijfsarts belt je.", "De bedrijfsarts belt u."),
    ("Dat geeft je energie.", "Dat geeft u energie."),
    ("Dank je. Nee, dank je.", "Dank u. Nee, dank u."),
    ("Ik denk met je mee, en met jou alleen.", "Ik denk met u mee, en met u alleen."),
    ("Met mensen om je heen.", "Met mensen om u heen."),
    # who has something
    ("Je werk, je eerste stap en jouw buurt.", "Uw werk, uw eerste stap en uw buurt."),
    ("Jouw plek lijkt op de jouwe.", "Uw plek lijkt op de uwe."),
    ("Moet je werkgever betalen? Betaalt je baas?", "Moet uw werkgever betalen? Betaalt uw baas?"),
    ("Vraag je werkgever of je cao meedoet.", "Vraag uw werkgever of uw cao meedoet."),
    ("Bel je gemeente en zoek in je loonstrook.", "Bel uw gemeente en zoek in uw loonstrook."),
    ("Op je 20e kreeg je WW.", "Op uw 20e kreeg u WW."),
    ("Bel bij gevaar voor je leven.", "Bel bij gevaar voor uw leven."),
    ("Hoe hoog is je leeftijd en je lesgeld?", "Hoe hoog is uw leeftijd en uw lesgeld?"),
    # the same words, one way and the other
    ("als je klanten helpt", "als u klanten helpt"),
    ("als je klanten bellen", "als uw klanten bellen"),
    ("als je werk hebt", "als u werk hebt"),
    ("dat je werk past bij wie je bent", "dat uw werk past bij wie u bent"),
    # who does something to themselves
    ("Je voelt je goed en vraagt je af of het klopt.", "U voelt zich goed en vraagt zich af of het klopt."),
    ("Als je je inschrijft, kun je je voorbereiden.", "Als u zich inschrijft, kunt u zich voorbereiden."),
    ("Als je je baan verliest.", "Als u uw baan verliest."),
    ("Nu richt je je op werk.", "Nu richt u zich op werk."),
    ("Meld je aan en werk voor jezelf.", "Meld u aan en werk voor uzelf."),
    # what stays
    ("Bel het Werkcentrum op werk.nl/je-werk.", "Bel het Werkcentrum op werk.nl/je-werk."),
    ("Vraag je baas: “Wil je kijken of je kunt meebetalen?”", "Vraag uw baas: “Wil je kijken of je kunt meebetalen?”"),
    ("Je bent {je}. Jeugd, objecten en jeans.", "U bent {je}. Jeugd, objecten en jeans."),
    ("Met BBL en EVC kun je UWV bellen.", "Met BBL en EVC kunt u UWV bellen."),
    ("Met je werk je brood verdienen.", "Met uw werk uw brood verdienen."),
    ("Hoi. Alsjeblieft.", "Goedendag. Alstublieft."),
    ("Wat je nadat je, als je", "Wat u nadat u, als u"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_is_said_as_to_somebody_who_says_u(text: str, expected: str) -> None:
    assert formal(text) == expected


@pytest.mark.parametrize(
    ("verb", "with_u"),
    [("werk", "werkt"), ("ga", "gaat"), ("doe", "doet"), ("zie", "ziet"), ("sla", "slaat"), ("versta", "verstaat")]
    + [("vind", "vindt"), ("weet", "weet"), ("heb", "hebt"), ("had", "had"), ("mag", "mag"), ("hoef", "hoeft")],
)
def test_a_verb_takes_the_form_that_goes_with_u(verb: str, with_u: str) -> None:
    assert lexicon().with_u(verb) == with_u


@pytest.mark.parametrize(
    ("stem", "infinitive"),
    [("loop", "lopen"), ("ken", "kennen"), ("geef", "geven"), ("lees", "lezen"), ("werk", "werken"), ("ga", "gaan")],
)
def test_the_infinitive_is_made_from_the_stem(stem: str, infinitive: str) -> None:
    assert infinitive in infinitives(stem)


def said(node: Any) -> Iterator[str]:
    """Yields every text below a node that people may read."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from said(value) if key not in NOT_SAID else ()
    elif isinstance(node, list):
        for value in node:
            yield from said(value)
    elif isinstance(node, str):
        yield node


def texts() -> list[str]:
    folders = [path for folder in ("responses", "exercises") for path in (DATA / folder).glob("*.yml")]
    read_by_people = [*folders, DATA / "labels.yml", DATA / "steps.yml"]
    facts = [path for path in KNOWLEDGE.rglob("*.yaml") if path.name not in ("linking.yaml", "everyday_skills.yaml")]
    found = [text for path in (*read_by_people, *facts) for text in said(yaml.safe_load(path.read_text("utf-8")))]
    return [text for text in dict.fromkeys(found) if JE.search(text)]


TEXTS = texts()
WRONG = {
    "the verb before u": re.compile(
        r"\b(ben|heb|kun|wil|zul|word|vind|houd|hou|doe|ga|sta|zie|krijg|werk|kies|zoek|maak|leer|rijd|hoef|neem|denk)"
        r" u\b",
        re.IGNORECASE,
    ),
    "the verb after u": re.compile(r"\bu (ben|heb|kun|wil|zul|word|vind|houd|doe|ga|sta|zie|krijg)\b", re.IGNORECASE),
    "u before what is had": re.compile(
        r"\bu (werk|werkgever|baas|baan|cao|school|gemeente|leeftijd|regio)\b", re.IGNORECASE
    ),
    "uw before what is done": re.compile(
        r"\buw (bent|hebt|kunt|wilt|moet|mag|werkt|kent|leert|weet|doet|gaat|wordt|aan|er|het|de|een|niet|nu|op|in)\b",
        re.IGNORECASE,
    ),
    "u twice": re.compile(r"\bu (u|\w+t u) ", re.IGNORECASE),
}
# Looks wrong and is right: work that is sought or had, a noun that looks like a verb, an employer who wants.
RIGHT = re.compile(r"\b(hebt|zoekt) u werk\b|\bwelk werk u\b|\bwerkgever wil u\b", re.IGNORECASE)


def test_there_are_many_texts_to_reword() -> None:
    assert len(TEXTS) > 1000


def test_no_je_is_left_in_what_we_say() -> None:
    left = [text for text in TEXTS if JE.search(QUOTED.sub("", formal(text)))]
    assert left == []


@pytest.mark.parametrize("what", WRONG)
def test_no_text_shows_a_form_that_does_not_go_with_u(what: str) -> None:
    told = {text: RIGHT.sub("", QUOTED.sub("", text)) for text in map(formal, TEXTS)}
    wrong = [text for text, rest in told.items() if WRONG[what].search(rest)]
    assert wrong == []


def test_what_is_formal_stays_as_it_is() -> None:
    assert [text for text in TEXTS if formal(formal(text)) != formal(text)] == []


def test_places_to_fill_in_are_kept() -> None:
    for text in TEXTS:
        assert re.findall(r"\{\w*\}", formal(text)) == re.findall(r"\{\w*\}", text)


def test_a_text_with_wording_of_its_own_says_the_same_places_and_no_je() -> None:
    own = [each for name in responses().names() for each in responses().variants(name) if each.formal]
    assert own
    for wording in own:
        assert wording.formal and not JE.search(wording.formal) and wording.formal != formal(wording.text)
        assert re.findall(r"\{\w*\}", wording.formal) == re.findall(r"\{\w*\}", wording.text)


@pytest.mark.parametrize(
    "words",
    ["Kunt u mij helpen?", "zou u dat willen doen", "mag ik u vragen", "Wat is uw naam", "ik heb u nodig", "Bent u er?"]
    + ["zeg maar u", "liever u graag", "Ik word liever niet getutoyeerd", "dank u wel", "zeg geen je tegen mij"],
)
def test_who_says_u_wants_u(words: str) -> None:
    assert asked_for(words) is True


@pytest.mark.parametrize(
    "words",
    ["zeg maar je", "Zeg gerust jij hoor", "je mag je zeggen", "u mag gewoon je en jij zeggen", "tutoyeer me gerust"]
    + ["doe maar gewoon je", "je hoeft geen u te zeggen", "mag ik je zeggen?", "u mag me tutoyeren"],
)
def test_who_asks_for_je_wants_je(words: str) -> None:
    assert asked_for(words) is False


@pytest.mark.parametrize(
    "words",
    ["ik werk 36 u per week", "om 10 u of 10.30u", "tien u per week", "veertig u in de week", "alstublieft", "UWV"]
    + ["een overzicht a.u.b.", "mijn baas zei “u bent te laat”", 'hij zei "kunt u weg"', "zeg maar je mening", "uur"]
    + ["de U-bocht", "thank u", "kun je mij helpen", "zeg maar jan", ""]
    + ["kan jij zeggen wat voor werk bij me past", "wat zeg je", "mag ik je iets zeggen", "wat doe je"],
)
def test_other_words_say_nothing_about_it(words: str) -> None:
    assert asked_for(words) is None


def test_texts_in_cards_are_reworded_and_the_rest_is_not() -> None:
    card = {
        "type": "je",
        "items": [{"name": "Je cao", "url": "https://je.nl", "source": "Je gids", "steps": ("je werk",)}],
    }
    assert formally(card) == {
        "type": "je",
        "items": [{"name": "Uw cao", "url": "https://je.nl", "source": "Je gids", "steps": ["uw werk"]}],
    }


def test_what_a_person_typed_is_said_back_letter_for_letter() -> None:
    assert formally({"text": AsTyped("ik wil dat je me belt")}) == {"text": "ik wil dat je me belt"}

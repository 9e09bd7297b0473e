"""Linking what people say to occupations: names, typing errors, spoken forms, roles, and what is no occupation."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loading import read_yaml
from knowledge.occupations import OccupationIndex

# sentence, occupation that is certainly meant, role
CERTAIN = [
    # weary of it: that is what they do now, and no wish
    ("kok wil ik nooit meer zijn", "kok", "now"),
    ("ik wil nooit meer als kok werken", "kok", "now"),
    # plain
    ("ik ben vrachtwagenchauffeur", "vrachtwagenchauffeur", "now"),
    ("lasser", "lasser", None),
    ("Ik werk als verpleegkundige in het ziekenhuis", "verpleegkundige", "now"),
    ("ik ben kapster in een salon in Zwolle", "kapper", "now"),
    ("ben caissière", "kassamedewerker", "now"),
    ("ik werk als pedagogisch medewerker op een bso", "pedagogisch_medewerker", "now"),
    ("mijn beroep is loodgieter", "loodgieter", "now"),
    ("Timmerman ben ik al 30 jaar", "timmerman", "now"),
    ("ik ben werkzaam als beveiliger", "beveiliger", "now"),
    ("nou, glazenwasser", "glazenwasser", None),
    ("loodgieter bij een klein bedrijf", "loodgieter", None),
    ("Ik ben Fatma, 38, en werk als schoonmaakster bij een bank", "schoonmaker", "now"),
    ("ik ben medewerker klantenservice bij een energiebedrijf", "klantenservicemedewerker", "now"),
    ("zzp timmerman", "timmerman", None),
    ("ik werk als leerling-lasser", "lasser", "now"),
    ("ik ben hulpkok", "kok", "now"),
    ("ik ben boa bij de gemeente", "handhaver", "now"),
    ("ben vig in een verpleeghuis", "verzorgende_ig", "now"),
    ("ik ben woonbegeleidster", "woonbegeleider", "now"),
    ("ik ben conciërge op een middelbare school", "concierge", "now"),
    # split, joined, turned round, plural
    ("ik ben vrachtwagen chauffeur", "vrachtwagenchauffeur", "now"),
    ("ik werk als order picker", "orderpicker", "now"),
    ("ik ben vorkheftruck chauffeur", "heftruckchauffeur", "now"),
    ("ik ben chauffeur heftruck", "heftruckchauffeur", "now"),
    ("cnc-draaier", "cnc_operator", None),
    ("ik ben kassa medewerker", "kassamedewerker", "now"),
    # typing errors
    ("heftruck chaffeur", "heftruckchauffeur", None),
    ("ik ben vrachtwagenchaufeur", "vrachtwagenchauffeur", "now"),
    ("ik ben vrachtwagen chauffuer", "vrachtwagenchauffeur", "now"),
    ("ik werk als verpleegkundge", "verpleegkundige", "now"),
    ("ben schoomaker", "schoonmaker", "now"),
    ("magazijnmederwerker", "magazijnmedewerker", None),
    ("ik ben timmermann", "timmerman", "now"),
    ("ik ben electricien", "elektricien", "now"),
    ("stratemaker ben ik", "stratenmaker", "now"),
    ("ik werk als pakketbezoger", "bestelbuschauffeur", "now"),
    ("ik ben pedagogies medewerker", "pedagogisch_medewerker", "now"),
    ("ik ben cassiere", "kassamedewerker", "now"),
    ("verzorgende i.g.", "verzorgende_ig", None),
    ("adminstratief medewerker", "administratief_medewerker", None),
    ("ik werk als beveilliger", "beveiliger", "now"),
    # spoken
    ("ik rij al 20 jaar vrachtwagen", "vrachtwagenchauffeur", "now"),
    ("ik rijd op een vrachtwagen", "vrachtwagenchauffeur", "now"),
    ("ik zit al jaren op de wagen", "vrachtwagenchauffeur", "now"),
    ("ik sta achter de kassa", "kassamedewerker", "now"),
    ("ik zit bij de AH achter de kassa", "kassamedewerker", "now"),
    ("ik bezorg pakketjes", "bestelbuschauffeur", "now"),
    ("ik maak kantoren schoon", "schoonmaker", "now"),
    ("ik vul vakken bij de jumbo", "vakkenvuller", "now"),
    ("ik leg straten", "stratenmaker", "now"),
    ("ik sta voor de klas", "leraar_basisonderwijs", "now"),
    ("ik sta aan de lopende band", "productiemedewerker", "now"),
    ("ik werk in een callcenter", "klantenservicemedewerker", "now"),
    ("ik zit de hele dag op de heftruck", "heftruckchauffeur", "now"),
    ("ik was ramen", "glazenwasser", "now"),
    ("ik knip haren", "kapper", "now"),
    ("ik doe de administratie bij een garage", "administratief_medewerker", "now"),
    # the place says which one
    ("ik ben teamleider in een magazijn", "logistiek_teamleider", "now"),
    ("ik werk als monteur in een garage", "automonteur", "now"),
    ("ik ben operator in een fabriek", "procesoperator", "now"),
    # what people call each other and themselves
    ("ik ben stewardess bij de KLM", "cabinemedewerker", "now"),
    ("ik ben vuilnisman", "vuilnisbelader", "now"),
    ("ik ben wiskundeleraar", "leraar_vo", "now"),
    ("ik zit op de ambulance", "ambulancechauffeur", "now"),
    ("ik ben zonnepaneelmonteur", "zonnepanelenmonteur", "now"),
    ("ik ben kraamverzorgster", "kraamverzorgende", "now"),
    ("ik werk als directiesecretaresse", "managementassistent", "now"),
    ("ik was soldaat", "militair", "past"),
    ("ik wil programmeur worden", "programmeur", "wished"),
    ("ik ben machinist bij de NS", "treinmachinist", "now"),
    ("ik rij vrachtwagens", "vrachtwagenchauffeur", "now"),
    ("ik was af in een restaurant", "afwasser", "now"),
    ("ik sta in de bediening", "medewerker_bediening", "now"),
    ("ik ben kuisvrouw", "schoonmaker", "now"),
    ("ik ben poetser", "schoonmaker", "now"),
    ("ik werk als polisadviseur", "verzekeringsadviseur", "now"),
    ("ik geef les aan kleuters", "leraar_basisonderwijs", "now"),
    ("ik ben een goede kok", "kok", "now"),
    # past
    ("ik was vroeger bakker", "bakker", "past"),
    ("ik heb 15 jaar als stratenmaker gewerkt", "stratenmaker", "past"),
    ("ik heb gewerkt als kok", "kok", "past"),
    ("ik reed vrachtwagen", "vrachtwagenchauffeur", "past"),
    ("ik heb jarenlang vrachtwagen gereden", "vrachtwagenchauffeur", "past"),
    ("ik stond achter de kassa", "kassamedewerker", "past"),
    ("ex-beveiliger", "beveiliger", "past"),
    ("ik ben slager geweest", "slager", "past"),
    ("ik ben geen kok meer", "kok", "past"),
    ("ik werkte als postbode", "postbezorger", "past"),
    # wished
    ("ik wil verpleegkundige worden", "verpleegkundige", "wished"),
    ("ik zou graag als rijinstructeur werken", "rijinstructeur", "wished"),
    ("hoe word ik buschauffeur?", "buschauffeur", "wished"),
    ("onderwijsassistent lijkt me wel wat", "onderwijsassistent", "wished"),
    ("ik wil me omscholen tot elektricien", "elektricien", "wished"),
    ("ik denk aan hovenier", "hovenier", "wished"),
    ("wat moet ik doen om kraanmachinist te worden", "kraanmachinist", "wished"),
    ("ik wil graag vrachtwagen rijden", "vrachtwagenchauffeur", "wished"),
    # wants to leave: it is still the work of now
    ("ik wil geen schoonmaker meer zijn", "schoonmaker", "now"),
    ("kan ik met mijn rug nog wel metselaar blijven", "metselaar", "now"),
    ("ik wil stoppen als kok", "kok", "now"),
]

# sentence, one of the candidates to be asked about
ASKED = [
    ("ik ben chauffeur", "vrachtwagenchauffeur"),
    ("ik ben boer", "akkerbouwer"),
    ("ik ben zzp'er en leg vloeren", "vloerenlegger"),
    ("ik werk bij een bouwmarkt", "verkoopadviseur_bouwmarkt"),
    ("ik ben monteur", "automonteur"),
    ("ik werk als planner", "transportplanner"),
    ("ik ben teamleider", "logistiek_teamleider"),
    ("ik werk in een supermarkt", "vakkenvuller"),
    ("ik werk in de thuiszorg", "verzorgende_ig"),
    ("ik werk in een magazijn", "magazijnmedewerker"),
    ("ik sta in de keuken", "kok"),
    ("ik ben operator", "procesoperator"),
    ("ik werk als hoogbouwtimmerman", "timmerman"),
    ("heftruck", "heftruckchauffeur"),
    # where one works is not what one does
    ("ik werk bij de politie", "politieagent"),
    ("ik werk bij de rechtbank", "gerechtsbode"),
    ("ik werk bij defensie", "militair"),
    ("ik werk bij de brandweer", "brandweer"),
    ("ik werk in de kinderopvang", "pedagogisch_medewerker"),
    ("ik werk in de beveiliging", "beveiliger"),
    ("ik werk in de schoonmaak", "schoonmaker"),
    # a name of many jobs
    ("ik ben ambtenaar", "medewerker_burgerzaken"),
    ("ik ben machinist", "kraanmachinist"),
    ("ik ben bouwvakker", "metselaar"),
    ("ik geef les", "leraar_vo"),
    ("ik was bejaarden", "verzorgende_ig"),
    ("ik sta in de winkel bij Zeeman", "verkoper"),
]

NOTHING = [
    "hoi", "ik werk in de zorg", "ik werk bij de Hema", "wie betaalt dat?", "ik wil iets anders",
    "me rug wil niet meer", "ik ben 47", "ik zit in de bouw", "ik ben moeder van twee kinderen", "ik ben het zat",
    "ik ben ziek thuis", "nooit van mijn leven word ik kok",
    "ik heb schulden", "ik wil geen schoonmaker worden", "ik ben geen lasser", "ik ga met de bus naar mijn werk",
    "mijn contract loopt af", "ik werk 32 uur per week", "ik wil minder uren", "ik woon in Rotterdam", "weet ik niet",
    "waarom vraag je dat?", "ik heb geen diploma", "ik wil een cursus doen", "krijg ik geld van de gemeente",
    "ik moet naar de kapper", "ik zag jullie poster hangen in de kantine", "bestaat er een regeling voor 50-plussers",
    "je bakt er niks van", "ik durf niet goed", "mijn baas luistert niet", "ik las dat het kan", "dank je wel",
    "ik wil het er thuis over hebben", "ik wil leren lezen en schrijven", "mijn schouders doen pijn",
    "hoe snel rijdt een trein", "iets in de zorg", "ik wil iets met dieren", "ik ben zwanger",
    "ik heb last van mijn lever", "ik pas op mijn kleinkinderen", "ik zit in de gevangenis",
    "als kind wilde ik brandweerman worden", "ik ben goed in administratie", "ik werk bij Bakker Bart",
    "ik werk op Schiphol", "ik ben medewerker", "ik moet naar de bedrijfsarts", "ik reis met de trein",
]  # fmt: skip

NOT_OWN = [
    ("mijn man is metselaar", "metselaar"),
    ("mijn dochter wil kapster worden", "kapper"),
    ("wat doet een lasser", "lasser"),
    ("wat verdient een kok", "kok"),
    ("is er veel vraag naar loodgieters", "loodgieter"),
    ("ik wil met de uitvoerder praten", "uitvoerder_bouw"),
    ("ik wil een loopbaanadviseur spreken", "loopbaanadviseur"),
    ("ik heb een afspraak bij de fysiotherapeut", "fysiotherapeut"),
]

SEVERAL = [
    ("ik was bakker maar nu ben ik lasser", [("bakker", "past"), ("lasser", "now")]),
    ("ik heb als kok gewerkt, daarna als taxichauffeur", [("kok", "past"), ("taxichauffeur", "past")]),
    ("ik was kok en daarna werd ik lasser", [("kok", "past"), ("lasser", "past")]),
    ("ik ben kok en werk in het weekend als taxichauffeur", [("kok", "now"), ("taxichauffeur", "now")]),
    ("ik ben vakkenvuller en wil bakker worden", [("vakkenvuller", "now"), ("bakker", "wished")]),
    ("van timmerman naar opzichter bouw", [("timmerman", "now"), ("opzichter_bouw", "wished")]),
    ("eerst was ik kok, daarna buschauffeur", [("kok", "past"), ("buschauffeur", "past")]),
    ("ik ben nu helpende en wil graag verzorgende worden", [("helpende", "now"), ("verzorgende_ig", "wished")]),
    ("ik ben schoonmaker en kassamedewerker", [("schoonmaker", "now"), ("kassamedewerker", "now")]),
    ("ik zei verpleegkundige maar ik bedoel doktersassistent", [("doktersassistent", "now")]),
]


SAID_OTHERWISE = [
    ("ik lig onder auto's de hele dag", "automonteur"), ("apk keuren", "automonteur"),
    ("ik sta bij de inpak", "inpakker"),
    ("ik veeg de straat", "straatveger"), ("ik poets bij mensen thuis", "huishoudelijke_hulp"),
    ("beveiliger op festivals", "evenementenbeveiliger"),
    ("ik werk op het gemeentehuis aan de balie", "medewerker_burgerzaken"),
    ("baliemedewerkster bij een hotel", "hotelreceptionist"), ("receptioniste in een hotel", "hotelreceptionist"),
    ("telefoniste bij een callcenter", "klantenservicemedewerker"), ("operator in de chemie", "procesoperator"),
    ("bagage laden op schiphol", "bagagemedewerker"), ("ik vaar op een binnenschip", "matroos_binnenvaart"),
    ("planner bij een transportbedrijf", "transportplanner"), ("ik zet keukens", "keukenmonteur"),
    ("witgoed repareren", "witgoedmonteur"), ("nachtzuster", "verpleegkundige"), ("bso juf", "bso_begeleider"),
    ("docent op het mbo", "instructeur_mbo"), ("verkoopster in een kledingwinkel", "kledingverkoper"),
    ("mcdonalds medewerker", "fastfoodmedewerker"),
    ("ik speel in een band", "muzikant"), ("stukadoren doe ik al 20 jaar", "stukadoor"),
    ("wijkverpleger", "wijkverpleegkundige"), ("data analyst", "data_analist"),
    ("ik bak brood in een fabriek", "bakker_industrieel"),
    ("ik rij pakketjes voor DHL", "bestelbuschauffeur"),
    ("ik doe de kassa bij een tankstation", "tankstationmedewerker"),
    ("ik werk op Schiphol met koffers", "bagagemedewerker"),
    ("ik ben teamleider in een callcenter", "teamleider_klantenservice"),
    ("ik snij vlees in een fabriek", "vleesbewerker"),
    ("ik neem de telefoon op bij een huisarts", "doktersassistent"), ("ik zet steigers op", "steigerbouwer"),
    ("ik bedien een machine in een plasticfabriek", "kunststofoperator"), ("ik maak tuinen", "hovenier"),
    ("ik werk bij de bank aan de balie", "bankmedewerker"),
    ("ik werk op de administratie", "administratief_medewerker"),
    ("ik vang kinderen op na school", "bso_begeleider"), ("ik ben leidster op de peuterspeelzaal", "peuterleidster"),
    ("ik heb een eigen webshop", "winkelier"), ("ik verkoop kleren", "kledingverkoper"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "occupation"), SAID_OTHERWISE)
def test_the_place_or_the_thing_may_say_which_work_it_is(
    occupations: OccupationIndex, text: str, occupation: str
) -> None:
    assert [mention.best.id for mention in occupations.link(text)] == [occupation]


@pytest.mark.parametrize(("text", "occupation", "role"), CERTAIN)
def test_what_is_said_clearly_is_one_certain_mention_with_its_role(
    occupations: OccupationIndex, text: str, occupation: str, role: str | None
) -> None:
    found = [(mention.best.id, mention.certain, mention.role, mention.own) for mention in occupations.link(text)]
    assert found == [(occupation, True, role, True)]


@pytest.mark.parametrize(("text", "occupation"), ASKED)
def test_what_can_mean_several_things_is_asked_back(occupations: OccupationIndex, text: str, occupation: str) -> None:
    mentions = occupations.link(text)
    assert mentions
    assert not any(mention.certain for mention in mentions)
    assert occupation in [candidate.id for mention in mentions for candidate in mention.candidates]


@pytest.mark.parametrize("text", NOTHING)
def test_a_sentence_without_an_own_occupation_has_no_mention(occupations: OccupationIndex, text: str) -> None:
    assert occupations.link(text) == []


@pytest.mark.parametrize(("text", "occupation"), NOT_OWN)
def test_the_job_of_somebody_else_is_not_taken_for_the_persons_own(
    occupations: OccupationIndex, text: str, occupation: str
) -> None:
    assert [(mention.best.id, mention.own, mention.role) for mention in occupations.link(text)] == [
        (occupation, False, None)
    ]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_of_several_occupations_gets_its_own_role(
    occupations: OccupationIndex, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(mention.best.id, mention.role) for mention in occupations.link(text)] == expected


def test_a_mention_tells_where_it_stands_in_the_message(occupations: OccupationIndex) -> None:
    text = "Hoi, ik ben Conciërge op een school"
    [mention] = occupations.link(text)
    assert text[mention.start : mention.end] == mention.text == "Conciërge"


def test_a_lower_threshold_makes_an_unsure_mention_certain(occupations: OccupationIndex) -> None:
    assert occupations.link("ik ben operator", threshold=0.4)[0].certain
    assert not occupations.link("ik ben operator")[0].certain


def test_a_misspelt_name_scores_below_the_right_one(occupations: OccupationIndex) -> None:
    [right], [wrong] = occupations.link("ik ben metselaar"), occupations.link("ik ben metselar")
    assert wrong.best.id == right.best.id
    assert wrong.best.score < right.best.score


def _as_expected(occupations: OccupationIndex, case: dict[str, str | None]) -> bool:
    own = [mention for mention in occupations.link(str(case["says"])) if mention.own or case.get("role") == "other"]
    if "means" in case:
        role = None if case["role"] == "other" else case["role"]
        return [(mention.best.id, mention.certain, mention.role) for mention in own] == [(case["means"], True, role)]
    asked = [candidate.id for mention in own if not mention.certain for candidate in mention.candidates]
    return case["asks"] in asked if "asks" in case else own == []


def test_nine_of_ten_sentences_are_read_right_in_occupation_certainty_and_role(occupations: OccupationIndex) -> None:
    cases = read_yaml(Path(__file__).parent / "unseen_sentences.yaml")
    wrong = [case["says"] for case in cases if not _as_expected(occupations, case)]
    assert len(wrong) <= len(cases) * 0.1, wrong


def test_a_certain_mention_is_hardly_ever_another_occupation(occupations: OccupationIndex) -> None:
    cases = read_yaml(Path(__file__).parent / "unseen_sentences.yaml")
    certain = [
        (case.get("means"), mention.best.id)
        for case in cases
        for mention in occupations.link(case["says"])
        if mention.certain
    ]
    assert len(certain) > len(cases) / 2
    assert sum(means != found for means, found in certain) <= 1

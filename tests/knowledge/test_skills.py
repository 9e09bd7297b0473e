"""From what somebody can to work within reach."""

from __future__ import annotations

import math
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.career_schema import Level
from knowledge.clauses import ClauseWords, clauses
from knowledge.encoder import SentenceEncoder, Vectors, occupation_vectors
from knowledge.errors import KnowledgeError
from knowledge.esco_skills import read_esco_skills, read_imported_skills
from knowledge.loading import DATA_DIR, Loaded, load_all
from knowledge.named_skills import NamedSkills
from knowledge.nearness import LEVEL_OF_EDUCATION, LEVELS, LOADS, levels_up, load_fit, read_ways_up, ways_of
from knowledge.reading import read_yaml
from knowledge.reports.moves import LISTS, figures, moves_table, ranked, read_moves
from knowledge.said_skills import read_everyday_skills
from knowledge.skill_profiles import Profile, Relation, Skill, SkillData, SkillProfiles, alike, covered
from knowledge.skills import SkillGraph, Wish
from knowledge.tables import transaction
from knowledge.words import fold

MOVES, UNSEEN = (DATA_DIR / file for file in LISTS)
SAID_SKILLS = Path(__file__).parent / "said_skills.yaml"
SHARED = Path(os.environ.get("BIJSTUREN_REFERENCE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
ESCO = SHARED / "esco" / "ESCO-nl-csv.zip"
with_esco = pytest.mark.skipif(not ESCO.exists(), reason="reference data is not part of the project")
SAID = "ik kan goed met mensen, ben handig en heb een vorkheftruckcertificaat"


@cache
def loaded() -> Loaded:
    return load_all()


@cache
def esco() -> SkillData:
    return read_esco_skills(ESCO)


@cache
def meaning() -> dict[str, Vectors]:
    return occupation_vectors(loaded().occupations, SentenceEncoder())


@cache
def graph(full: bool = False) -> SkillGraph:
    """As in the assistant: always with the vectors of the texts, with ESCO when it was imported."""
    facts, data = loaded(), esco() if full else SkillData()
    return SkillGraph(facts.occupations, data.skills, data.relations, facts.trainings, vectors=meaning())


def reached(id: str) -> list[str]:
    return [each.occupation.id for each in graph().from_occupation(id)]


SKILLS = [Skill("weld", "lassen", "metal"), Skill("talk", "praten", "people"), Skill("file", "vijlen", "metal")]
RELATIONS = [
    Relation("welder", "weld", True), Relation("welder", "talk", False), Relation("fitter", "file", True),
    Relation("fitter", "talk", True), Relation("clerk", "talk", True),
]  # fmt: skip


@cache
def profiles() -> SkillProfiles:
    return SkillProfiles(SKILLS, RELATIONS, ["welder", "fitter", "clerk"])


def profile(uri: str) -> Profile:
    found = profiles().of(uri)
    assert found is not None
    return found


def test_a_skill_that_every_occupation_asks_tells_nothing() -> None:
    assert profile("welder").skills["talk"] == 0
    assert covered(profile("fitter"), profile("clerk")) == 0


def test_an_optional_skill_counts_for_less_than_an_essential_one() -> None:
    relations = [Relation("a", "weld", True), Relation("b", "weld", False), Relation("c", "talk", True)]
    counted = SkillProfiles(SKILLS, relations, ["a", "b"])
    one, other = counted.of("a"), counted.of("b")
    assert one and other and one.skills["weld"] > other.skills["weld"] > 0


def test_occupations_with_other_skills_of_one_group_are_kin() -> None:
    assert covered(profile("fitter"), profile("welder")) == 0
    assert alike(profile("fitter"), profile("welder")) > 0.9
    assert alike(profile("fitter"), profile("clerk")) < 0.1


def test_an_occupation_that_the_source_does_not_know_has_no_profile() -> None:
    assert profiles().of("baker") is None


def test_without_esco_the_curated_steps_come_first_with_their_sentence() -> None:
    found = graph().from_occupation("vrachtwagenchauffeur")
    assert found[0].occupation.id in {"transportplanner", "buschauffeur", "rijinstructeur_vrachtwagen"}
    assert found[0].why


def test_lighter_work_asks_less_of_the_body() -> None:
    load = LOADS.index("zwaar")
    found = graph().from_occupation("stratenmaker", Wish(lighter=True))
    assert found and all(LOADS.index(each.occupation.physical_load) < load for each in found)


def test_another_sector_is_another_sector() -> None:
    found = graph().from_occupation("verkoper", Wish(other_sector=True))
    assert found and all(each.occupation.sector != "detailhandel" for each in found)


def test_a_higher_level_is_higher() -> None:
    found = graph().from_occupation("helpende", Wish(higher_level=True))
    assert found[0].occupation.id == "verzorgende_ig"
    assert all(each.levels_up and each.levels_up > 0 for each in found)


def test_wishes_add_up() -> None:
    found = graph().from_occupation("metselaar", Wish(lighter=True, other_sector=True, higher_level=True))
    assert found
    for each in found:
        assert each.occupation.physical_load != "zwaar"
        assert each.occupation.sector != "bouw"
        assert LEVELS.index(each.occupation.level) > LEVELS.index("mbo_2")


def test_nobody_is_sent_to_the_work_they_do() -> None:
    assert "kok" not in reached("kok")


def test_the_step_between_is_a_training_for_the_new_work_only() -> None:
    found = {each.occupation.id: each for each in graph().from_occupation("vrachtwagenchauffeur")}
    names = [training.id for training in found["transportplanner"].trainings]
    assert names and "rijbewijs_c_code_95" not in names
    assert all("transportplanner" in training.occupations for training in found["transportplanner"].trainings)


def test_chances_come_with_their_source() -> None:
    found = [each.chances for id in ("helpende", "metselaar") for each in graph().from_occupation(id) if each.chances]
    assert found and all(chance.source.retrieved for chance in found)


def test_an_unknown_occupation_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        graph().from_occupation("astronaut")


def test_lighter_work_fits_better_than_heavier() -> None:
    known = {each.id: each for each in loaded().occupations}
    roads, office, walls = known["metselaar"], known["uitvoerder_bouw"], known["stukadoor"]
    assert load_fit(roads, office) > load_fit(roads, walls) > load_fit(office, roads)


def test_leading_and_teaching_are_ways_up_and_laying_bricks_is_not() -> None:
    found = {each.id: ways_of(each, read_ways_up()) for each in loaded().occupations}
    assert found["uitvoerder_bouw"] == {"leading"}
    assert found["rijinstructeur_vrachtwagen"] == {"teaching"}
    assert found["metselaar"] == frozenset()


def test_fits_over_all_occupations_are_those_of_the_pairs() -> None:
    held = profile("fitter")
    pair = (math.sqrt(covered(profile("welder"), held)) + alike(profile("welder"), held)) / 2
    assert profiles().fits(held)["welder"] == pytest.approx(pair)


def test_work_that_is_described_alike_comes_nearer() -> None:
    drivers = {"vrachtwagenchauffeur", "buschauffeur", "touringcarchauffeur"}
    up, right = np.array([[1, 0], [1, 0]], dtype=np.float32), np.array([[0, 1], [0, 1]], dtype=np.float32)
    vectors = {each.id: up if each.id in drivers else right for each in loaded().occupations}
    walk = SkillGraph(loaded().occupations, vectors=vectors)
    found = walk.from_occupation("vrachtwagenchauffeur", limit=2, curated_steps=False)
    assert {each.occupation.id for each in found} == {"buschauffeur", "touringcarchauffeur"}


def test_levels_up_counts_from_here_to_there() -> None:
    known = {each.id: each for each in loaded().occupations}
    assert levels_up(known["helpende"], known["verzorgende_ig"]) == 1
    assert levels_up(known["verzorgende_ig"], known["helpende"]) == -1


@pytest.mark.parametrize("full", [False, pytest.param(True, marks=with_esco)])
def test_free_text_leads_to_work_that_asks_it(full: bool) -> None:
    found = graph(full).from_text(SAID)
    assert found[0].occupation.id == "heftruckchauffeur"
    assert "Heftruckcertificaat" in found[0].have
    assert {"huismeester", "conciërge"} & {each.occupation.name for each in graph(full).from_text(SAID, limit=20)}


@pytest.mark.parametrize("full", [False, pytest.param(True, marks=with_esco)])
@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("ik kan goed koken en blijf rustig onder druk", {"horeca", "voeding"}),
        ("ik ben goed met computers", {"ict"}),
        ("ik zorg voor mijn moeder en kan goed luisteren", {"zorg", "welzijn"}),
        ("ik kan goed met kinderen", {"kinderopvang", "onderwijs", "welzijn"}),
        ("ik heb mijn groot rijbewijs", {"transport"}),
        ("ik kan goed lassen en tekeningen lezen", {"metaal", "metaalbewerking", "techniek"}),
    ],
)
def test_everyday_words_reach_the_work(text: str, sectors: set[str], full: bool) -> None:
    assert graph(full).from_text(text)[0].occupation.sector in sectors


def test_what_somebody_cannot_is_no_skill() -> None:
    assert graph().said("ik ben niet handig") == []
    assert [each.id for each in graph().said("ik ben niet handig maar kan goed koken")] == ["cook"]


@pytest.mark.parametrize("entry", read_yaml(SAID_SKILLS), ids=lambda entry: entry["says"])
def test_people_say_what_they_can_in_many_ways(entry: dict[str, Any]) -> None:
    found = {each.id for each in graph().said(entry["says"])}
    assert set(entry.get("means", ())) <= found
    assert not set(entry.get("never", ())) & found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ik ben niet echt heel handig", []),
        ("koken kan ik echt niet", []),
        ("excel kan ik wel, maar programmeren niet", ["admin"]),
        ("ik kan niet koken of schoonmaken", []),
        ("ik ben niet alleen handig maar ook sociaal", ["people", "handy"]),
        ("dat is niet erg, handig ben ik wel", ["handy"]),
        ("niet bang om aan te pakken", ["strong"]),
        ("ik heb geen heftruckcertificaat", []),
    ],
)
def test_a_denial_counts_for_its_own_clause(text: str, found: list[str]) -> None:
    assert sorted(each.id for each in graph().said(text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "ik heb drie kinderen en weinig tijd", "ik wil met iemand praten", "wat heb ik nodig om op tijd bij te sturen",
        "ik moet mijn cv maken", "ik heb schulden en een conflict met mijn baas", "ik ben bezorgd om mijn baan",
        "mijn leidinggevende luistert niet", "ik heb autisme", "na mijn operatie werk ik minder",
    ],
)  # fmt: skip
def test_a_worry_or_a_family_is_no_skill(text: str) -> None:
    assert graph().said(text) == []


def test_there_are_many_everyday_skills_each_with_varied_phrases_and_a_home() -> None:
    skills = read_everyday_skills().skills
    assert len(skills) >= 60 and len({skill.id for skill in skills}) == len(skills)
    assert min(len(skill.phrases) for skill in skills) >= 4
    for skill in skills:
        assert any(each.isco.startswith(skill.isco) for each in loaded().occupations), skill.id
        assert skill.not_for | skill.also_for <= {each.id for each in loaded().occupations}, skill.id
        assert all(part == fold(part) for phrase in skill.phrases for part in phrase.rstrip("*").split()), skill.id


@pytest.mark.parametrize("text", ["", "hoi", "ik weet het niet", "wat kost dat?"])
def test_a_text_without_skills_reaches_nothing(text: str) -> None:
    assert graph().from_text(text) == []


def test_a_known_occupation_sharpens_what_is_said() -> None:
    found = graph().from_text("ik kan goed uitleggen", Wish(lighter=True), occupation="vrachtwagenchauffeur")
    assert found[0].occupation.id == "rijinstructeur_vrachtwagen"


def test_without_a_known_occupation_lighter_means_light() -> None:
    found = graph().from_text("ik ben handig", Wish(lighter=True))
    assert found and {each.occupation.physical_load for each in found} == {"licht"}


EVERYDAY_MOVES = [  # occupation, what they say, whether lighter, and what an adviser would name among the first five
    ("schoonmaker", "ik zorg graag voor mensen en wil lichter werk", True, {"gastvrouw_zorg", "voedingsassistent"}),
    ("schoonmaker", "ik zorg graag voor mensen", False, {"helpende", "gastvrouw_zorg"}),
    ("schoonmaker", "ik ben goed met kinderen", False, {"groepshulp", "overblijfmedewerker"}),
    ("schoonmaker", "ik werk netjes en precies", True, {"elektronicamonteur", "inpakker"}),
    ("kassamedewerker", "ik kan goed met mensen praten en ben precies", False, {"verkoper"}),
    ("kassamedewerker", "ik ben goed met computers", False, {"data_invoer", "ict_servicedesk"}),
    ("magazijnmedewerker", "ik ben handig en kan goed plannen", True, {"logistiek_teamleider"}),
    ("magazijnmedewerker", "ik kan goed organiseren", False, {"logistiek_administratief"}),
    ("orderpicker", "ik kan goed lassen", False, {"lasser"}),
    ("vrachtwagenchauffeur", "ik kan goed uitleggen", True, {"rijinstructeur_vrachtwagen"}),
    ("vrachtwagenchauffeur", "ik ben goed met computers en kan plannen", True, {"transportplanner"}),
    ("metselaar", "ik kan tekeningen lezen en leiding geven", True, {"uitvoerder_bouw", "werkvoorbereider_bouw"}),
    ("stratenmaker", "mijn rug is op, ik kan goed uitleggen", True, {"praktijkopleider", "instructeur_mbo"}),
    ("helpende", "ik kan goed luisteren en ben geduldig", False, {"verzorgende_ig"}),
    ("verzorgende_ig", "ik kan goed regelen en organiseren", True, {"planner_zorg"}),
    ("administratief_medewerker", "ik ben goed met cijfers", False, {"boekhouder", "salarisadministrateur"}),
    ("receptionist", "ik kan goed schrijven en spreek talen", False, {"klantenservicemedewerker"}),
    ("lasser", "ik kan tekeningen lezen en programmeren", True, {"cnc_operator"}),
    ("elektricien", "ik kan goed storingen zoeken en uitleggen", False, {"onderhoudsmonteur", "praktijkopleider"}),
    ("kapper", "ik kan goed met mensen", True, {"schoonheidsspecialist"}),
    ("beveiliger", "ik blijf rustig en kan goed met mensen", False, {"meldkamermedewerker"}),
    ("verpleegkundige", "ik kan goed leiding geven en plannen", True, {"teamleider_zorg"}),
    (None, "ik zorg graag voor mensen", False, {"helpende_plus"}),
    (None, "ik kan goed met kinderen omgaan en heb geen diploma", False, {"groepshulp", "overblijfmedewerker"}),
    (None, "ik ben goed met computers", False, {"data_invoer"}),
    (None, "ik kan goed koken en blijf rustig onder druk", False, {"kok", "fastfoodmedewerker"}),
    (None, "ik ben goed met cijfers en werk nauwkeurig", False, {"salarisadministrateur"}),
    (None, "ik ben goed met dieren", False, {"dierenverzorger"}),
]  # fmt: skip


@pytest.mark.parametrize("full", [False, pytest.param(True, marks=with_esco)])
@pytest.mark.parametrize(("occupation", "said", "lighter", "first_five"), EVERYDAY_MOVES)
def test_what_people_say_leads_to_work_an_adviser_would_name(
    occupation: str | None, said: str, lighter: bool, first_five: set[str], full: bool
) -> None:
    found = graph(full).from_text(said, Wish(lighter=lighter), limit=5, occupation=occupation)
    assert first_five <= {each.occupation.id for each in found}


@pytest.mark.parametrize("full", [False, pytest.param(True, marks=with_esco)])
def test_who_starts_without_a_diploma_is_not_sent_to_work_far_above(full: bool) -> None:
    for said, lighter in (("ik zorg graag voor mensen en wil lichter werk", True), ("ik zorg voor mijn moeder", False)):
        for found in (
            graph(full).from_text(said, Wish(lighter=lighter), limit=5, occupation="schoonmaker"),
            graph(full).from_text(said, Wish(lighter=lighter), limit=5, level="geen"),
        ):
            assert {each.occupation.level for each in found} <= {"geen", "mbo_1", "mbo_2", "mbo_3", "mbo_4"}
            assert found[0].occupation.level in {"geen", "mbo_1", "mbo_2"}


def test_a_diploma_brings_work_of_its_level_nearer() -> None:
    def levels(level: Level, occupation: str | None = None) -> list[Level]:
        found = graph().from_text("ik ben goed met computers", limit=3, occupation=occupation, level=level)
        return [each.occupation.level for each in found]

    assert levels("geen") == ["mbo_2", "mbo_3", "mbo_4"]
    assert levels("hbo") == ["hbo", "hbo", "hbo"]
    assert "hbo" in levels("hbo", "schoonmaker") and "hbo" not in levels("geen", "schoonmaker")


def test_who_can_use_a_computer_is_led_to_an_office_and_not_to_programming() -> None:
    reached = [each.occupation.id for each in graph().from_text("ik kan goed organiseren en met computers omgaan")]
    assert "secretaresse" in reached[:5] and "programmeur" not in reached


def test_when_nobody_knows_the_level_work_that_is_entered_sooner_comes_first() -> None:
    [first, *_] = graph().from_text("ik zorg voor mensen", Wish(lighter=True))
    assert LEVELS.index(first.occupation.level) <= LEVELS.index("mbo_2")


def test_every_diploma_that_is_asked_has_a_level() -> None:
    assert set(LEVEL_OF_EDUCATION) == set(loaded().facts["edu"].values)


@with_esco
def test_esco_tells_what_one_can_and_what_one_misses() -> None:
    found = {each.occupation.id: each for each in graph(True).from_occupation("vrachtwagenchauffeur")}
    bus = found["buschauffeur"]
    assert "prestaties van voertuigen controleren" in bus.have  # everyday words stand before those of ESCO
    assert bus.missing and not set(bus.have) & set(bus.missing)


@with_esco
def test_a_list_of_skills_reaches_the_work_that_asks_them_even_with_a_typo() -> None:
    found = graph(True).from_skills(["kassa's bedienen", "klanttevredenheid garandeeren"])
    assert found[0].occupation.id in {"kassamedewerker", "verkoper"}
    assert graph(True).from_skills(["toveren met kaas"]) == []


@with_esco
def test_a_skill_of_esco_that_is_named_literally_counts_and_a_denied_one_does_not() -> None:
    named = [each.name for each in graph(True).said("ik kan vragen beantwoorden, bloemstukken maken kan ik niet")]
    assert named == ["vragen beantwoorden"]
    assert {each.name for each in graph(True).said("ik wil vragen beantwoorden")} == {"vragen beantwoorden"}
    assert graph(True).said("ik heb vragen") == []


@pytest.mark.parametrize(
    ("text", "found"), [("ik kan staal lassen", ["staal lassen"]), ("ik kan lassen met staal", []), ("snel werk", [])]
)
def test_a_named_skill_is_two_words_side_by_side_or_one_long_rare_word(text: str, found: list[str]) -> None:
    skills = [Skill("a", "staal lassen", "S7"), Skill("b", "snel", "S7"), Skill("c", "bloemschikken", "S6")]
    asked = [Relation("welder", "a", True), Relation("welder", "b", True), Relation("welder", "c", True)]
    many = [Relation(f"other {number}", "a", False) for number in range(200)]
    marks = ClauseWords(frozenset({"niet"}), frozenset(), frozenset())
    names = NamedSkills(SkillProfiles(skills, [*asked, *many], ["welder"]))
    assert [skill.name for skill in names.in_clauses(clauses(text, marks), marks)] == found
    assert [skill.name for skill in names.in_clauses(clauses("bloemschikken", marks), marks)] == ["bloemschikken"]


def test_of_work_that_esco_does_not_have_nothing_is_said_from_its_neighbour() -> None:
    """Surgery is no anaesthesia: the nearest entry may help to search, but its skills are not told as one's own."""
    known = {each.id: each for each in loaded().occupations}
    near = known["operatieassistent"]
    assert near.esco_approximate and not known["loodgieter"].esco_approximate
    skills = [Skill("sleep", "verdoven", "S1"), Skill("pipe", "buizen leggen", "S2")]
    relations = [Relation(near.esco, "sleep", True), Relation(known["loodgieter"].esco, "pipe", True)]
    walk = SkillGraph(known.values(), skills, relations)
    told = {each.occupation.id: each for each in walk.from_occupation("loodgieter", limit=400)}
    assert "verdoven" not in (*told["operatieassistent"].have, *told["operatieassistent"].missing)
    assert [each.occupation.id for each in walk.from_skills(["verdoven"])] == []


@with_esco
def test_every_curated_occupation_has_a_profile_and_every_skill_a_dutch_name() -> None:
    found = SkillProfiles(esco().skills, esco().relations, [each.esco for each in loaded().occupations])
    assert all(found.of(each.esco) for each in loaded().occupations)
    assert all(skill.name for skill in esco().skills)
    assert len(esco().relations) == 128_952


@pytest.mark.parametrize("full", [False, pytest.param(True, marks=with_esco)])
def test_moves_that_people_make_rank_high_also_without_the_curated_steps(full: bool) -> None:
    """Else the moves would only prove that we wrote them down. The unseen list chose no weight."""
    ids = frozenset(each.id for each in loaded().occupations)
    for file, most_bare, least_top_10 in ((MOVES, 8, 0.6), (UNSEEN, 5, 0.65)):
        found = ranked(graph(full), read_moves(file), ids)
        assert len(found) >= 40
        every, bare = figures([each.rank for each in found]), figures([each.bare for each in found])
        assert every.median <= 4
        assert bare.median <= most_bare and bare.top_10 >= least_top_10


def test_the_unseen_moves_are_other_moves() -> None:
    pairs = [{(move.start, move.to) for move in read_moves(file)} for file in (MOVES, UNSEEN)]
    assert not pairs[0] & pairs[1]


def test_the_report_shows_figures_and_the_ten_worst() -> None:
    table = moves_table(loaded().occupations, read_moves(MOVES), SkillData())
    assert "median" in table and "no steps" in table
    assert len(table.split("The ten worst:\n")[1].splitlines()) == 10


def test_imported_tables_feed_the_walk_and_without_them_there_are_no_skills(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'knowledge.db'}"
    assert read_imported_skills(url) == SkillData()
    with transaction(url) as connection:
        for statement in (
            "CREATE TABLE esco_skills (uri TEXT, label TEXT, language TEXT, type TEXT, group_code TEXT)",
            "CREATE TABLE esco_skill_groups (code TEXT, label TEXT)",
            "CREATE TABLE esco_occupation_skills (occupation TEXT, skill TEXT, relation TEXT)",
            "INSERT INTO esco_skills VALUES ('u:weld', 'lassen', 'nl', '', 'S7'), ('u:file', 'file', 'en', '', 'S7')",
            "INSERT INTO esco_skill_groups VALUES ('S7', 'metaal bewerken')",
            "INSERT INTO esco_occupation_skills VALUES ('o:welder', 'u:weld', 'essential')",
        ):
            connection.exec_driver_sql(statement)
    data = read_imported_skills(url)
    assert [(skill.name, skill.own_name) for skill in data.skills] == [("lassen", True), ("metaal bewerken", False)]
    assert data.relations == (Relation("o:welder", "u:weld", True),)
    assert data.source


def test_a_file_that_is_no_esco_is_refused_with_a_reason(tmp_path: Path) -> None:
    foreign = tmp_path / "esco.zip"
    foreign.write_text("geen zip")
    with pytest.raises(KnowledgeError, match="Download ESCO again"):
        read_esco_skills(foreign)
    (tmp_path / "skills_nl.csv").write_text("naam;uri\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="has no column conceptUri"):
        read_esco_skills(tmp_path)


def test_without_esco_a_move_tells_in_everyday_words_what_one_can_and_what_is_new() -> None:
    walk = SkillGraph(loaded().occupations)
    told = {each.occupation.id: each for each in walk.from_occupation("kassamedewerker", limit=400)}
    assert "met de kassa werken" in told["verkoper"].have
    assert told["teamleider_winkel"].missing == ("mensen aansturen", "plannen en regelen")


def test_most_curated_moves_say_something_without_esco() -> None:
    occupations = loaded().occupations
    walk = SkillGraph(occupations)
    told = [reach for each in occupations for reach in walk.from_occupation(each.id, limit=5)]
    assert sum(bool(reach.have or reach.missing) for reach in told) / len(told) > 0.8


def test_how_one_is_is_never_said_to_be_missing() -> None:
    traits = {skill.name for skill in read_everyday_skills().skills if skill.trait}
    walk = SkillGraph(loaded().occupations)
    for start in ("lasser", "secretaresse", "vrachtwagenchauffeur", "helpende"):
        missing = {name for reach in walk.from_occupation(start, limit=100) for name in reach.missing}
        assert traits and missing and not traits & missing


def test_one_skill_alone_is_no_certainty() -> None:
    [best, *_] = graph().from_text("ik kan goed lassen")
    assert best.occupation.id == "lasser" and best.score <= 0.5
    more = graph().from_text("ik kan goed lassen, tekeningen lezen en metaal bewerken")
    assert max(each.score for each in more) > best.score

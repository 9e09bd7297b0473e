"""Whether work or a training suits what somebody said of it: not what they do now, refused, or cannot.

What is refused stands in the slot `refused` beside single jobs: "field:shop", "limit:people". That work must be lighter
is kept, never why: that would be about health.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from bot.actions import fields, no_boss, refusing, sought, subjects, work_limits, work_words
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from knowledge.career_schema import Occupation, Training
from knowledge.nearness import LEVEL_OF_EDUCATION, LEVELS, LOADS

FIELD, LIMIT, SUBJECT = "field", "limit", "subject"
OTHER_WORK = "other_work"  # among the limits: wants to go on with the work they have
STOPPING = "stopping"  # among the limits: asks when they can stop working
LEARNS_DUTCH = "learns_dutch"
DEGREE = "hbo"  # the level of trainings that end in a degree
UNTOLD = "mbo_4"  # the level up to which work comes first for who told none
HIGHEST_TO_BEGIN = "mbo_2"
NEAR_ENOUGH, MOST_ALIKE, SAME_STEM = 0.3, 5, 4  # score, works, letters: of work that was only told in own words
FAR_BELOW = 2  # levels under the own education or work
HIGHER = ("hbo", "wo")
FURTHEST_UP = 2  # levels above the own education that learning on the job and one diploma bridge


def limits(turn: Turn) -> set[str]:
    """The names of the limits that were told: those of work_limits, "dutch", "school", "short", "other_work"."""
    return refusing.refused(turn, LIMIT)


def wants_lighter(turn: Turn) -> bool:
    """Whether work must ask less of the body."""
    return "light" in limits(turn) or "need_zwaar_gezondheid" in turn.slot("needs", [])


def leaves_own_work(turn: Turn) -> bool:
    """Whether the own work is too heavy or in a field that is refused: to learn more of it is no help."""
    own = catalogue().occupations.curated(own_work(turn))
    if wants_no_other_work(turn):
        return False
    return wants_lighter(turn) or (own is not None and any(_belongs(field, own) for field in _refused(turn)))


def wants_no_other_work(turn: Turn) -> bool:
    """Whether somebody said that they want to go on with the work they have."""
    return OTHER_WORK in limits(turn)


def keeps_work(turn: Turn) -> bool:
    """Whether somebody said that they want no other work, or asks when they can stop: no list helps them."""
    return bool(limits(turn) & {OTHER_WORK, STOPPING})


def own_work(turn: Turn) -> str | None:
    """The work somebody does, or what it likely is when it was half heard ("ik ben schoonmaak", "ik leg tegels")."""
    likely: list[str] = turn.slot("maybe_occupations", [])
    return turn.slot("occupation") or next(iter(likely), None) or _near_own_words(turn)


def _near_own_words(turn: Turn) -> str | None:
    """The work that comes nearest to how they told theirs; of works alike the one whose name stands in the words."""
    said = work_words.kept(turn)
    found = catalogue().occupations.search(said, MOST_ALIKE) if said else []
    words = [word[:SAME_STEM] for word in said.lower().split() if len(word) >= SAME_STEM]
    best = max(found, key=lambda each: (each.score, any(word in each.name for word in words)), default=None)
    return best.id if best and best.score >= NEAR_ENOUGH else None


def suits(turn: Turn, occupation: Occupation, but: str = "") -> bool:
    """Whether this work may be shown at all; what is wished for by its name may, unless it was refused.

    `but`: a limit that does not count now.
    """
    told = limits(turn) - {but}
    own = own_work(turn)
    if occupation.id in refusing.refused(turn, "occupation"):
        return False
    if occupation.id == turn.slot("wished_occupation"):  # the own trade of before, too
        return True
    if occupation.id == own:
        return False
    if _is_own_firm(turn, occupation) or _takes_years(turn, occupation):
        return False
    if any(_belongs(field, occupation) for field in _refused(turn)):
        return False
    if any(occupation.id in subjects.work_near(each) for each in refusing.refused(turn, SUBJECT)):
        return False
    if any(work_limits.excludes(limit, occupation) for limit in told):
        return False
    if "dutch" in told and asks_much_dutch(occupation):
        return False
    if wants_lighter(turn) and _strains(turn, occupation):
        return False
    return "school" not in told or can_begin(occupation)


def _is_own_firm(turn: Turn, occupation: Occupation) -> bool:
    """Whether one must begin a firm for it, which nobody is told to do unasked."""
    begins = re.search(word_table("work_wishes")["own_firm"], occupation.entry.lower())
    return bool(begins) and turn.slot("status") not in no_boss.ALONE


def _takes_years(turn: Turn, occupation: Occupation) -> bool:
    """Whether it takes years of study that nobody begins unasked: a doctor, a judge, a pilot."""
    groups = [each for each in word_table("work_wishes")["years_of_study"] if occupation.isco.startswith(each)]
    if not groups or occupation.id == turn.slot("wished_occupation"):
        return False
    own = catalogue().occupations.curated(own_work(turn))
    return own is None or not own.isco.startswith(groups[0])


def leads_on(turn: Turn, occupation: Occupation) -> bool:
    """Whether work is more than the same: in another field than the own work, or above it."""
    own = catalogue().occupations.curated(own_work(turn))
    if own is None or own.sector != occupation.sector:
        return True
    return LEVELS.index(occupation.level) > LEVELS.index(own.level)


def asks_much_dutch(occupation: Occupation) -> bool:
    """Whether one talks, reads or writes all day in this work."""
    table = word_table("work_wishes")
    return occupation.id in table["many_words"] or not occupation.isco.startswith(tuple(table["few_words"]))


def can_begin(occupation: Occupation) -> bool:
    """Whether one can begin without a diploma, or is taught by the employer."""
    low = LEVELS.index(occupation.level) <= LEVELS.index(HIGHEST_TO_BEGIN)
    told = re.search(word_table("work_wishes")["begin_without"], occupation.entry.lower())
    return occupation.level == "geen" or bool(low and told)


def level_fits(turn: Turn, occupation: Occupation) -> bool:
    """Whether the education that was told is near enough; without one, nothing is too high.

    In the own field nothing is below the own work: a verzorgende is no gastvrouw.
    """
    if _is_below_own_work(turn, occupation):
        return False
    own = told_level(turn)
    if own is None:
        return True
    if own == LEVELS[0]:
        return can_begin(occupation) or LEVELS.index(occupation.level) <= LEVELS.index("mbo_2")
    if own in HIGHER and LEVELS.index(own) - LEVELS.index(occupation.level) > FAR_BELOW:  # no streets for a master
        return False
    return LEVELS.index(occupation.level) <= LEVELS.index(own) + FURTHEST_UP


def told_level(turn: Turn) -> str | None:
    """The level of the education that was told; who is learning Dutch and told none begins without a diploma here."""
    level = LEVEL_OF_EDUCATION.get(turn.slot("edu"))
    return LEVELS[0] if level is None and learns_dutch(turn) else level


def wants_degree(turn: Turn) -> bool:
    """Whether a college course was asked for: "ik wil een hbo opleiding supply chain"."""
    asked = word_table("work_wishes")["wants_degree"]
    return any(re.search(asked, sought.without_denied(typed).lower()) for typed in turn.typed())


def learns_dutch(turn: Turn) -> bool:
    """Whether somebody says that they are learning Dutch, or how much of it they know: "mijn nederlands is a2"."""
    if LEARNS_DUTCH not in turn.memo:  # asked of every work there is
        says_so = word_table("work_wishes")["learns_dutch"]
        turn.memo[LEARNS_DUTCH] = any(re.search(says_so, typed.lower()) for typed in turn.typed())
    return "dutch" in limits(turn) or bool(turn.memo[LEARNS_DUTCH])


def is_above(turn: Turn, occupation: Occupation) -> bool:
    """Whether work asks more schooling than was told; of an untold one a college degree is more."""
    own = told_level(turn) or UNTOLD
    return LEVELS.index(occupation.level) > LEVELS.index(own) and not can_begin(occupation)


def _is_below_own_work(turn: Turn, occupation: Occupation) -> bool:
    own = catalogue().occupations.curated(turn.slot("occupation"))
    same_field = own is not None and own.sector == occupation.sector
    return own is not None and same_field and LEVELS.index(occupation.level) < LEVELS.index(own.level)


def suiting_trainings(turn: Turn, found: Sequence[Training]) -> list[Training]:
    """Without what is refused, too low for the diploma there is, or to lead others when nobody asked for that."""
    refused = refusing.refused(turn, "training")
    left = [each for each in found if each.id not in refused and not _too_low(turn, each) and not _off(turn, each)]
    left = [each for each in left if not _masters(turn, each) and not _leads_to_refused(turn, each)]
    if wants_degree(turn):
        left = [each for each in left if each.level == DEGREE]
    if "short" in limits(turn):  # "geen hele opleiding, wel een cursus"
        left = [each for each in left if each.kind == "kort"] or left
    if _wants_to_lead(turn):
        return left
    leads, asked = word_table("work_wishes")["leads"], turn.slot("wished_trainings", [])
    return [each for each in left if each.id in asked or not re.search(leads, each.name.lower())]


def in_field_first(turn: Turn, found: Sequence[Training]) -> list[Training]:
    """The trainings of the named field that is wished for before those that serve other work as well."""
    table = word_table("work_wishes")["fields"]
    named = [table[field]["sectors"] for field in fields.named(str(turn.slot("wished_field")))]
    if len(named) > 1:
        return _by_turns(found, named)
    sectors = [sector for each in named for sector in each]
    return sorted(found, key=lambda training: training.sector not in sectors) if sectors else list(found)


def _by_turns(found: Sequence[Training], fields_sectors: Sequence[Sequence[str]]) -> list[Training]:
    """Of each field one by turns, what is short first: "iets met computers of techniek"."""
    short_first = sorted(found, key=lambda training: training.kind != "kort")
    columns = [[each for each in short_first if each.sector in sectors] for sectors in fields_sectors]
    turns = [each for row in zip_longest(*columns) for each in row if each]
    return [*turns, *(each for each in short_first if each not in turns)]


def _leads_to_refused(turn: Turn, training: Training) -> bool:
    """Whether all it leads to was refused."""
    return bool(training.occupations) and set(training.occupations) <= refusing.refused(turn, "occupation")


def _too_low(turn: Turn, training: Training) -> bool:
    """A first diploma is nothing for who has a second, nor a beginner's one for who leads the work.

    What is wished for by its name may be lower.
    """
    work, level = catalogue().occupations.curated(turn.slot("occupation")), LEVELS.index(training.level)
    in_field = work is not None and training.kind != "kort" and training.sector == work.sector
    if work and in_field and (level < LEVELS.index(work.level) or _teaches_what_they_lead(work, training)):
        return True
    if turn.slot("wished_occupation") in training.occupations:
        return False
    own = LEVEL_OF_EDUCATION.get(turn.slot("edu"))
    if training.kind == "kort":
        return work is not None and training.sector == work.sector and _leads_far_below(work, training)
    return own is not None and LEVELS.index(own) - level >= FAR_BELOW


def _leads_far_below(work: Occupation, training: Training) -> bool:
    """Whether all that a short course leads to is far below the own work: a planner needs no forklift licence."""
    found = [catalogue().occupations.get(id_) for id_ in training.occupations]
    return bool(found) and all(LEVELS.index(work.level) - LEVELS.index(each.level) >= FAR_BELOW for each in found)


def _masters(turn: Turn, training: Training) -> bool:
    """Whether it teaches from the start the trade somebody lives of, or they have a higher diploma."""
    own = turn.slot("occupation")
    if own not in training.occupations or training.kind == "kort" or own == turn.slot("wished_occupation"):
        return False
    level = LEVEL_OF_EDUCATION.get(turn.slot("edu"))
    learnt_more = level is not None and LEVELS.index(level) > LEVELS.index(training.level)
    return learnt_more or turn.slot("status") in no_boss.ALONE


def _teaches_what_they_lead(work: Occupation, training: Training) -> bool:
    """Whether it is the trade of those whom somebody leads: a teamleider learns no "Procesoperator B"."""
    index, name = catalogue().occupations, training.name.lower()
    others = [index.get(id_).name.lower() for id_ in training.occupations if id_ != work.id]
    leads_others = re.search(word_table("work_wishes")["leads"], work.name.lower())
    return leads_others is not None and any(each in name for each in others)


def _off(turn: Turn, training: Training) -> bool:
    """Whether it leads to nothing but a field that was refused."""
    return any(training.sector in field["sectors"] for field in _refused(turn))


def leads(turn: Turn, occupation: Occupation) -> bool:
    """Whether it is work of leading others that nobody asked for."""
    return bool(re.search(word_table("work_wishes")["leads"], occupation.name.lower())) and not _wants_to_lead(turn)


def _wants_to_lead(turn: Turn) -> bool:
    leads, goal = word_table("work_wishes")["leads"], turn.slot("wished_occupation") or ""
    return bool(re.search(leads, f"{turn.said} {goal.replace('_', ' ')} {turn.slot('wished_field') or ''}"))


def _refused(turn: Turn) -> list[dict[str, Any]]:
    known = word_table("work_wishes")["fields"]
    return [known[field] for field in refusing.refused(turn, FIELD) if field in known]


def _belongs(field: dict[str, Any], occupation: Occupation) -> bool:
    told = f"{occupation.name} {occupation.description}".lower()
    in_words = "falls_away" in field and re.search(field["falls_away"], told)
    return occupation.sector in field["sectors"] or occupation.id in field["work"] or bool(in_words)


def _strains(turn: Turn, occupation: Occupation) -> bool:
    """Whether it asks as much of the body as the own work, or strains it in the same way."""
    own = own_work(turn)
    known = catalogue().occupations.curated(own)
    seat = word_table("work_wishes")["seated"]
    same = word_table("work_wishes")["same_strain"].get(own, ())
    heaviest = LOADS.index(known.physical_load if known else "zwaar")
    load = LOADS.index(occupation.physical_load)
    stays = "driving" in fields.named(str(turn.slot("wished_field")))  # who wants to go on driving chose that seat
    same_seat = known is not None and known.isco.startswith(seat) and occupation.isco.startswith(seat) and not stays
    return occupation.id in same or same_seat or (load > 0 and load >= heaviest)

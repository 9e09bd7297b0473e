"""Work within reach of what a person does or says they can, a few at a time, without what they refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import choosing, fields, fitting, kept_plan, looked_up, offers, subjects, wishes, workplaces
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import date_in_words, label, sentence_list, word_table
from knowledge.career_schema import Occupation
from knowledge.nearness import LEVEL_OF_EDUCATION
from knowledge.schema import Source
from knowledge.skills import Reach, Wish

MOST_SHOWN = 3
MOST_REACHED = 30  # more than is shown: what does not suit falls away
FURTHER_REACHED = 120  # where much falls away by what work must not be
LIGHT, ENOUGH = "licht", 2  # so much light work is enough to show nothing else to who needs it
HAVE_NAMED, MISSING_NAMED = 2, 1  # skills: enough to recognise, few enough to read

Direction = tuple[Occupation, str]


def show_directions(turn: Turn, response: str | None = None, *, lighter: bool = False, most: int = MOST_SHOWN) -> bool:
    """Shows work within reach of the person's occupation, or of what they say they can; False when both are unknown."""
    reached = within_reach(turn, lighter)
    if not reached or fitting.keeps_work(turn):
        return False
    found = _no_list_again(turn, reached, most)
    if not found:  # the same list stands on the screen
        return True
    usual = "utter_directions" if turn.slot("occupation") else "utter_directions_from_skills"
    usual = "utter_directions_wished" if fields.work_of(str(turn.slot("wished_field") or "")) else usual
    _tell(turn, response or usual, found, offers.of_need("need_richting"))
    return True


def _no_list_again(turn: Turn, reached: Sequence[Direction], most: int) -> Sequence[Direction]:
    """The first of these; where that is the very list that was shown last, what was not seen yet."""
    last, first = turn.slot("directions", []), reached[:most]
    if not {target.id for target, _ in first} <= {*last}:
        return first
    seen = looked_up.ids(turn, "occupation")
    return [each for each in reached if each[0].id not in seen][:most]


def show_any(turn: Turn) -> None:
    """Work within reach, else the next that was not shown yet, or that there is none."""
    if not show_directions(turn):
        show_more(turn)


def show_more(turn: Turn) -> None:
    """The next directions, that were not shown yet; says so when there are no more."""
    lighter = fitting.wants_lighter(turn)
    seen = looked_up.ids(turn, "occupation")
    found = [each for each in within_reach(turn, lighter) if each[0].id not in seen][:MOST_SHOWN]
    if found:
        more = "utter_more_wished" if turn.slot("wished_field") else "utter_more_directions"
        _tell(turn, more, found, offers.of_need("need_richting"))
    elif seen:
        turn.say("utter_no_more_directions", buttons=offers.buttons(("human",)))
    else:
        turn.say("utter_no_directions_yet", buttons=offers.buttons(("human",)))


def within_reach(turn: Turn, lighter: bool = False) -> list[Direction]:
    """Work within reach with the reason why, best first; empty when no occupation, skill or interest is known.

    Curated steps come first, because somebody thought about them, unless the person told in an exercise what they
    want: then that orders everything.
    """
    reached = _reached(turn, lighter or fitting.wants_lighter(turn))
    found = [each for each in reached if fitting.suits(turn, each[0])]
    if turn.slot("exercise_answers"):  # who told what they like and looks for something else gets no more of the same
        found = [
            each for each in found if fitting.leads_on(turn, each[0]) and fitting.level_fits(turn, each[0])
        ] or found
    if not found and turn.slot("wished_field"):  # who names the field knows how much one speaks there
        return [(each, _ways_in(each)) for each in in_wished_field(turn, but="dutch")]
    if not found and "dutch" in fitting.limits(turn):
        index, ids = catalogue().occupations, word_table("work_wishes")["few_words_first"]
        found = [(each, _ways_in(each)) for each in map(index.get, ids) if fitting.suits(turn, each)]
    return found


def in_wished_field(turn: Turn, but: str = "") -> list[Occupation]:
    """Work in the field that is wished for: what suits and is near the education; else what one can begin.

    `but`: a limit that does not count now.

    The field may be one with a name, or what somebody would like to work with in their own words.
    """
    index = catalogue().occupations
    field = str(turn.slot("wished_field"))
    named = [index.get(id_) for id_ in fields.work_of(field)]
    found = [each for each in named if fitting.suits(turn, each, but)]
    if not fields.named(field):
        found = [each for each in found if not fitting.leads(turn, each)] or found
    found.sort(key=lambda each: (each.id != turn.slot("wished_occupation"), fitting.is_above(turn, each)))
    near = [each for each in found if fitting.level_fits(turn, each)]
    light = [each for each in near if each.physical_load == LIGHT] if fitting.wants_lighter(turn) else []
    if len(light) >= ENOUGH:
        return light
    is_learned = fitting.told_level(turn) in fitting.HIGHER
    return near or [each for each in found if not is_learned and fitting.can_begin(each)] or found


def tell_ways_in(turn: Turn, response: str, found: Sequence[Occupation], wish: str) -> None:
    """Shows work with what it is and how one gets in."""
    told = [(each, _ways_in(each)) for each in found]
    more = offers.buttons(("more_work", "trainings", "human"))
    cards = [{"type": "occupations", "items": [item(each, text) for each, text in told]}]
    names = sentence_list([each.name for each in found])
    turn.say(response, cards=cards, buttons=more, names=names, wish=wish)
    turn.set("directions", [each.id for each in found])
    turn.add("helped", "directions")
    looked_up.occupations(turn, told)


def _ways_in(occupation: Occupation) -> str:
    return f"{_first_sentence(occupation.description)} {occupation.entry}"


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "."


def chances(occupation: Occupation) -> str:
    """What UWV says about the chances of work; nothing when it says nothing."""
    if occupation.chances is None:
        return ""
    return label("chances").format(source=origin(occupation.chances.source))


def origin(source: Source | None) -> str:
    """Where something comes from and when it was checked; nothing without a source."""
    return label("origin").format(source=source.title, date=date_in_words(source.retrieved)) if source else ""


def item(occupation: Occupation, text: str) -> dict[str, str]:
    """One occupation on a card: a reason, and in a few words whether there is work."""
    told = {"name": occupation.name, "text": text}
    if occupation.chances is None:
        return told
    return told | {"detail": label("chances_short"), "source": origin(occupation.chances.source)}


def _own(occupation: Occupation) -> dict[str, str]:
    """Where the reason to name this work comes from; what UWV says about it comes before that."""
    return {"source": origin(occupation.source)}


def _tell(turn: Turn, response: str, found: Sequence[Direction], more: Sequence[str]) -> None:
    occupation = turn.slot("occupation")
    turn.say(
        response,
        cards=[{"type": "occupations", "items": [_own(target) | item(target, why) for target, why in found]}],
        buttons=offers.buttons(more),
        occupation=catalogue().occupations.get(occupation).name if occupation else "",
        names=sentence_list([target.name for target, _ in found]),
        field=turn.slot("wished_field") or "",
    )
    turn.set("directions", [target.id for target, _ in found])
    turn.add("helped", "directions")
    looked_up.occupations(turn, found)


def _reached(turn: Turn, lighter: bool) -> list[Direction]:
    skills, occupation = catalogue().skills, fitting.own_work(turn)
    wish, said = wishes.wish(turn, lighter), wishes.qualities(turn)
    known = occupation if catalogue().occupations.curated(occupation) else None
    if (field := str(turn.slot("wished_field") or "")) and fields.work_of(field):
        return [(each, _ways_in(each)) for each in in_wished_field(turn)]
    if field and ((in_field := _in_field(turn, wish, known)) or subjects.of_field(field)):
        return in_field  # who wishes for something we do not know is not shown something else
    if said:
        return _from_words(turn, said, wish, known)
    if known and wish.interests:
        return [
            (reach.occupation, _in_words(turn, reach)) for reach in skills.from_occupation(known, wish, MOST_REACHED)
        ]
    if occupation:
        return _from_work(turn, occupation, known, lighter)
    plan = kept_plan.get(turn)
    told = _from_words(turn, " ".join(words for _, words in plan.own_words), wish) if plan else []
    reached = skills.from_interests(wish.interests, wish) if wish.interests and not told else []
    return told or [(reach.occupation, _in_words(turn, reach)) for reach in reached]


def _in_field(turn: Turn, wish: Wish, known: str | None) -> list[Direction]:
    """Work in the field somebody wishes for, from the skills it asks or from the places people work in."""
    field, said = str(turn.slot("wished_field")), wishes.qualities(turn)
    for text in fields.as_skills(field):
        told = f"{text}, {said}" if said else text
        if catalogue().skills.said(text):
            return _from_words(turn, told, wish, known)
    index = catalogue().occupations
    found = [index.get(id_) for id_ in workplaces.work_at([field], answers=True)]
    return [(each, _first_sentence(each.description)) for each in found if each.id != known]


def _from_words(turn: Turn, said: str, wish: Wish, known: str | None = None) -> list[Direction]:
    """Work that asks what somebody says they can, and that is near enough for who has their diploma or work."""
    level = LEVEL_OF_EDUCATION.get(turn.slot("edu"))
    reached = catalogue().skills.from_text(said, wish, occupation=known, level=level)
    return [(reach.occupation, _in_words(turn, reach)) for reach in reached]


def _from_work(turn: Turn, occupation: str, known: str | None, lighter: bool) -> list[Direction]:
    """The curated steps, followed by the walk over skills."""
    index = catalogue().occupations
    steps = [(index.get(step.to), step.why) for step in index.next_steps(occupation, lighter=lighter)]
    if not lighter:
        steps = [(target, _without_lifting(target, why)) for target, why in steps]
    if known is None:
        return steps
    shown = {target.id for target, _ in steps}
    if lighter:  # beyond what somebody thought about, only what is surely light
        shown |= {each.id for each in index.all() if each.physical_load != LIGHT}
    far = MOST_REACHED if not fitting.limits(turn) else FURTHER_REACHED
    reached = catalogue().skills.from_occupation(known, Wish(lighter=lighter), far)
    return steps + [(reach.occupation, _in_words(turn, reach)) for reach in reached if reach.occupation.id not in shown]


def _without_lifting(target: Occupation, why: str) -> str:
    """Who never spoke of lifting is not told that there is less of it."""
    left = re.sub(word_table("work_wishes")["lifting"], "", why).strip()
    return left or _first_sentence(target.description)


def _in_words(turn: Turn, reach: Reach) -> str:
    """The reason for a job: the curated one, else what both ask, and what is new but was not named by the person."""
    if reach.why:
        return reach.why
    told_by_them = choosing.telling(wishes.in_own_words(turn))
    new = [each for each in reach.missing if not choosing.telling(each) & told_by_them]
    have, missing = sentence_list(reach.have[:HAVE_NAMED]), sentence_list(new[:MISSING_NAMED])
    told = label("reach", "have").format(skills=have) if have else ""
    return f"{told} {label('reach', 'missing').format(skills=missing) if missing else ''}".strip()

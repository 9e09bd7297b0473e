"""What is answered to a wish for work: work like that with how one gets in, how to get into one, lessons in Dutch."""

from __future__ import annotations

import re

from bot.actions import (
    directions,
    fields,
    fitting,
    lessons,
    looked_up,
    offers,
    plan_additions,
    refusing,
    schemes,
    sought,
    staying,
    subjects,
    wished_work,
    work_limits,
)
from bot.actions.fact_slots import ADULT
from bot.actions.facts import fill_facts
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, label, sentence_list, with_capital, word_table
from knowledge.career_schema import Occupation

MOST_SHOWN = 3
SCHOOL_DUTY = "school_duty"
# The answers that told it before.
SCHOOL_TOLD = ("utter_question_stop_school", "utter_question_school_may_stop", "utter_question_school_at_eighteen")


def answer(turn: Turn) -> None:
    """Says back what was wished, and shows work like that at once with how one gets in."""
    turn.set("human_first", None)
    _own_up(turn)
    if wished_work.wants_lessons(turn):
        lessons.answer(turn)
        return
    if wished_work.asks_entry(turn):
        _tell_entry(turn, wished_work.meant(turn))
        return
    if subject := wished_work.course_in(turn):
        _tell_course(turn, subject)
        return
    changes_mind = _changes_mind(turn)
    wished_work.note(turn)  # where another question stood it was not kept yet
    if changes_mind:
        turn.say("utter_changed_mind")
    falls_away = wished_work.falls_away(turn)
    if falls_away and not directions.in_wished_field(turn):  # nothing there is for them: it is no wish any more
        turn.set("wished_field", None)
    if (one := _named_of_shown(turn)) is not None:
        _tell_one(turn, one)
        _tell_hours(turn)
        return
    items = _found(turn)
    if _were_seen(turn, items):
        _tell_seen(turn, items)
        _tell_hours(turn)
        return
    if named := _named(turn):
        turn.set("wished_occupation", named[0] if len(named) == 1 else None)
    if not items and "school" in wished_work.limits(turn):
        items = directions.in_wished_field(turn, but="school")[:MOST_SHOWN]
        if items:
            directions.tell_ways_in(turn, "utter_wished_needs_paper", items, in_words(turn))
            return
    if not items:
        turn.say("utter_wished_none" if fitting.own_work(turn) else "utter_wished_tell_work", wish=in_words(turn))
        return
    if falls_away:
        _tell_instead(turn, items)
        return
    _tell_school_duty(turn)
    meant = wished_work.meant_by(sought.text(turn))
    response = _response(turn, items)
    directions.tell_ways_in(turn, response, items, in_words(turn))
    _tell_hours(turn)
    if meant:
        turn.say(meant.says)
    if set(turn.slot("needs", [])) <= set(wished_work.CHANGES_WORK):
        turn.set("helped_needs", True)


def _own_up(turn: Turn) -> None:
    """In half a sentence, in front of the list: that the last one did not fit, or what is left out from now on."""
    table, words = word_table("work_wishes")["fields"], turn.words
    told = any(said.startswith(("utter_left_out", "utter_work_left_out")) for said in turn.responses_said)
    if told or wished_work.falls_away(turn):
        return
    if turn.slot("directions") and any(map(subjects.says_this_is_not, sentences(words))):
        turn.preface = label("wished", "did_not_fit")
        return
    gone = [str(table[field]["out"]) for field in fields.refused_in(words) if field not in fields.heard(turn)]
    named = (catalogue().occupations.get(id_).name for id_ in sorted(refusing.refused_now(turn, "occupation")))
    gone += [label("wished", "not_this").format(work=in_sentence(name)) for name in named]
    if gone:
        turn.preface = label("wished", "gone").format(what=gone[0])


def _changes_mind(turn: Turn) -> bool:
    """Whether somebody who wanted no other work before now speaks of it."""
    stayed = f"{fitting.LIMIT}:other_work" in (turn.before("refused") or [])
    return stayed and not wished_work.stays(turn)


def _tell_course(turn: Turn, subject: str) -> None:
    """A short course in a subject that no list knows: that it is short, where to look, and who may pay; once."""
    turn.set("wished_field", subjects.as_field(subject))
    turn.set("helped_needs", True)
    boss = "" if schemes.has_boss(turn) else "_alone"
    turn.say(f"utter_course_short{boss}", subject=subject, buttons=offers.buttons(("human",)))


def _tell_school_duty(turn: Turn) -> None:
    """Somebody of 16 or 17 without a diploma may not simply begin: working and learning in one may."""
    asks = re.search(word_table("work_wishes")["asks_to_stop"], turn.said)
    told = any(key.startswith(SCHOOL_TOLD) for key in turn.slot("said", []))
    if must_learn(turn) and (asks or not (told or SCHOOL_DUTY in turn.slot("signposts", []))):
        turn.add("signposts", SCHOOL_DUTY)
        turn.say("utter_school_duty")
        plan_additions.add(turn, label("plan", "school_duty"))


def must_learn(turn: Turn) -> bool:
    """Whether the law says that this person still learns: not 18 yet, without a diploma of mbo 2, havo or vwo."""
    says_so = turn.slot("age") is None and re.search(word_table("work_wishes")["minor"], turn.said)
    young = says_so or (turn.slot("age") or ADULT) < ADULT
    return bool(young) and turn.slot("edu") in (None, "none", "mbo1")


def _tell_instead(turn: Turn, items: list[Occupation]) -> None:
    """Other work in the place of what somebody cannot do; who speaks little Dutch hears that one can learn it."""
    few_words = "dutch" in fields.limits_in(turn.words)
    directions.tell_ways_in(turn, "utter_work_few_words" if few_words else "utter_work_instead", items, in_words(turn))


def _named_of_shown(turn: Turn) -> Occupation | None:
    """The one work of the list shown last that the message speaks of: "gastvrouw klinkt leuk. kan ik dat?"."""
    said, index = turn.said, catalogue().occupations
    shown = [index.get(id_) for id_ in refusing.kept(turn, "occupation")]
    said = sought.text(turn).lower() if sought.sneers(turn.words) else said
    counted = {each.id: refusing.names(each.name, said) for each in shown}
    best = [each for each in shown if counted[each.id] and counted[each.id] == max(counted.values())]
    if len(liked := [each for each in shown if each.id in wished_work.liked_in(turn)]) == 1:
        best = liked
    if wished_work.wishes_else(turn):
        return None
    leaves = fields.refused_in(turn.words)  # "dat ben ik al, ik wil juist uit de winkel"
    asks_else = leaves or wished_work.asked_work(turn) or wished_work.meant_by(sought.text(turn))
    return best[0] if len(best) == 1 and not asks_else and not wished_work.falls_away(turn) else None


def _tell_one(turn: Turn, one: Occupation) -> None:
    """What one work of the list asks, whether one can begin without a diploma, and a first step towards it."""
    turn.set("wished_occupation", one.id)
    response = "utter_shown_work_begin" if fitting.can_begin(one) else "utter_shown_work"
    turn.say(response, name=with_capital(one.name), entry=one.entry, buttons=offers.buttons(("trainings", "more_work")))


def _were_seen(turn: Turn, items: list[Occupation]) -> bool:
    """Whether all of this was shown before, so that the cards are not shown again unless that is asked."""
    seen, again = looked_up.ids(turn, "occupation"), word_table("work_wishes")["asks_again"]
    all_seen = bool(items) and all(each.id in seen for each in items)
    return all_seen and not _named(turn) and not re.search(again, turn.said)


def _tell_seen(turn: Turn, items: list[Occupation]) -> None:
    """The names of what was shown, as buttons that tell more of one."""
    about = [
        {"title": with_capital(each.name), "payload": f'/ask_occupation{{"about": "{each.id}"}}'} for each in items
    ]
    names = sentence_list([each.name for each in items])
    turn.say("utter_wished_seen", names=names, buttons=[*about, *offers.buttons(("human",))])


def _tell_hours(turn: Turn) -> None:
    """Of the hours of a job we know nothing: said as it is, and the wish for them is kept in the plan."""
    found = re.search(word_table("work_wishes")["hours"], turn.said)
    if found:
        wish = label("wished", "no_hours").format(hours=found["hours"])
        plan_additions.add(turn, with_capital(wish))
        turn.say("utter_hours_differ", wish=wish)


def take_bare_name(turn: Turn) -> bool:
    """Takes the name of other work alone for a wish, with how one gets in: "planner" after "noem het werk"."""
    words, index = turn.words.strip(" .,!?"), catalogue().occupations
    named = [each for each in index.link(words) if each.certain and each.text.lower() == words.lower()]
    if len(named) != 1 or named[0].best.id == fitting.own_work(turn) or not index.curated(named[0].best.id):
        return False
    work = index.get(named[0].best.id)
    turn.set("wished_occupation", work.id)
    refusing.take_back(turn, "occupation", work.id)
    _tell_entry(turn, [work])
    return True


def _tell_entry(turn: Turn, items: list[Occupation]) -> None:
    """How one gets into this work, each in its own line."""
    told = "\n".join(f"{with_capital(each.name)}: {each.entry}" for each in items)
    turn.say("utter_how_in", told=told, buttons=offers.buttons(("trainings", "more_work", "human")))


def take_facts(turn: Turn, question: str) -> None:
    """The facts that stand beside a wish; the work that is wished for is not the work somebody does."""
    wished = wished_work.named_in(turn)
    fill_facts(turn, question)
    if turn.learnt("occupation") and turn.slot("occupation") in wished:
        turn.set("occupation", turn.before("occupation"))


def acknowledge(turn: Turn, asks: bool = True) -> None:
    """Says that what is not wanted is left out from now on; `asks`: something may be asked back."""
    if wished_work.stays(turn):
        staying.tell(turn, asks)
        return
    if wished_work.stays_with_boss(turn):
        turn.say("utter_lighter_at_boss")
        return
    table = word_table("work_wishes")["fields"]
    told = [table[field]["out"] for field in fields.refused_in(turn.words)]
    told += [label("wished", "not").format(subject=subject) for subject in subjects.refused_in(turn.words)]
    limits = wished_work.limits(turn)
    if not told and _show_within(turn, limits):
        return
    told += [work_limits.back(each) or label("wished", "limit").format(limit=_limit(each)) for each in limits]
    if told:
        more = offers.buttons(("more_work",)) if turn.slot("directions") else []
        turn.say("utter_work_left_out", what=told[0], buttons=more)
    if not _tell_asked_beside(turn) and _asks_work_beside(turn):
        directions.show_any(turn)


def _tell_asked_beside(turn: Turn) -> bool:
    """How one gets into work that is asked about beside a refusal: "geen kantoor. rijinstructeur, kan dat?"."""
    index, gone = catalogue().occupations, refusing.refused_now(turn, "occupation")
    asked = " ".join(each for each in sentences(turn.words) if each.endswith("?"))
    if not asked:
        return False
    found = [id_ for id_ in turn.slot("directions", []) if refusing.names(index.get(id_).name, asked.lower())]
    found += [each.best.id for each in index.link(asked) if each.certain]
    named = [id_ for id_ in dict.fromkeys(found) if index.curated(id_) and id_ not in gone]
    named = [id_ for id_ in named if id_ != fitting.own_work(turn)]
    refused = fields.refused_in(turn.words)
    falls = {id_ for field in refused for id_ in fields.work_of(_field_name(field))}
    falls |= {id_ for id_ in named if "office" in refused and work_limits.excludes("screen", index.get(id_))}
    left = [index.get(id_) for id_ in named if id_ not in falls][:MOST_SHOWN]
    if not named:
        return False
    if fallen := [index.get(id_).name for id_ in named if id_ in falls]:
        turn.say("utter_also_falls_away", names=with_capital(sentence_list(fallen)))
    if left:
        turn.set("wished_occupation", left[0].id if len(left) == 1 else None)
        _tell_entry(turn, left)
    return True


def _field_name(field: str) -> str:
    return str(word_table("work_wishes")["fields"][field]["name"])


def _show_within(turn: Turn, limits: list[str]) -> bool:
    """What is said back of a limit with other work at once, where some of what was shown asks just that."""
    back = next(filter(None, map(work_limits.back, limits)), "")
    index, shown = catalogue().occupations, refusing.kept(turn, "occupation")
    if not back or not shown or fitting.keeps_work(turn):
        return False
    for limit in limits:
        refusing.refuse(turn, fitting.LIMIT, limit)
    works = [index.get(id_) for id_ in shown]
    left = [each for each in works if fitting.suits(turn, each) and not _is_excluded(limits, each)]
    if len(left) == len(works):
        turn.say("utter_limit_fits", what=back, names=sentence_list([each.name for each in works]))
        return True
    seen = looked_up.ids(turn, "occupation")
    found = [each for each, _ in directions.within_reach(turn, fitting.wants_lighter(turn)) if each.id not in seen]
    if items := [*left, *(each for each in found if not _is_excluded(limits, each))][:MOST_SHOWN]:
        turn.preface = label("wished", "gone").format(what=back)
        directions.tell_ways_in(turn, "utter_work_within", items, back)
    else:
        turn.say("utter_limit_none", what=back, buttons=offers.buttons(("more_work", "human")))
    return True


def _is_excluded(limits: list[str], work: Occupation) -> bool:
    return any(work_limits.excludes(limit, work) for limit in limits)


def _asks_work_beside(turn: Turn) -> bool:
    """Whether other work is asked for in the words that refuse nothing: "geen koffie. ander werk, wat weet je?"."""
    left = [each for each in sentences(sought.text(turn).lower()) if "?" in each]
    return any(re.search(word_table("work_wishes")["asks_work"], each) for each in left)


def _found(turn: Turn) -> list[Occupation]:
    """What to show: the work that was named, work in the field, or work without what it must not be."""
    index = catalogue().occupations
    named = [index.get(id_) for id_ in _named(turn)]
    if wished_work.asked_work(turn):
        return named
    if len(named) > 1:
        return named[:MOST_SHOWN]
    if named:
        seen = looked_up.ids(turn, "occupation")  # beside what is named only what is new
        near = directions.in_wished_field(turn) if fields.heard(turn) else []
        beside = [each for each in near if each.id not in seen]
        return list({each.id: each for each in (*named, *beside)}.values())[:MOST_SHOWN]
    if fields.heard(turn) or wished_work.subject_in(turn):
        found = directions.in_wished_field(turn)  # who names the field knows how much one speaks there
        return _unseen(turn, found or directions.in_wished_field(turn, but="dutch"))
    return _unseen(turn, [each for each, _ in directions.within_reach(turn, fitting.wants_lighter(turn))])


def _named(turn: Turn) -> list[str]:
    """The work that is asked about, or else wished for, by its name."""
    asked = wished_work.asked_work(turn)
    return [asked] if asked else wished_work.named_in(turn)


def in_words(turn: Turn) -> str:
    """Work as it was asked for: "werk in de zorg", "werk buiten, zonder de hele dag mensen om je heen"."""
    told = wished_work.limits(turn)
    in_field = fields.heard(turn) or wished_work.subject_in(turn) or (turn.slot("wished_field") and not told)
    parts = [str(turn.slot("wished_field"))] if in_field else []
    if named := _named(turn):
        meant = wished_work.meant_by(sought.text(turn))
        names = [meant.words] if meant else [_as_said(turn, id_) for id_ in named[:MOST_SHOWN]]
        parts = [label("wished", "as").format(work=sentence_list(names, last="or"))]
    parts += [_limit(limit) for limit in told if limit not in ("other_work", "school")]
    return " ".join([label("wished", "work"), label("wished", "and").join(parts)]).strip()


def _as_said(turn: Turn, id_: str) -> str:
    """The name of work; the own work as it was typed: a teamleider who asks for "productiechef" is no "teamleider"."""
    index = catalogue().occupations
    if id_ == turn.slot("occupation"):
        typed = [turn.words[each.start : each.end] for each in index.link(turn.words) if each.best.id == id_]
        return AsTyped(typed[0].lower()) if typed else index.get(id_).name
    return index.get(id_).name


def _unseen(turn: Turn, found: list[Occupation]) -> list[Occupation]:
    """Who asks for the same field again gets what they have not seen, as long as there is any."""
    seen = looked_up.ids(turn, "occupation")
    return ([each for each in found if each.id not in seen] or found)[:MOST_SHOWN]


def _is_listed(turn: Turn, items: list[Occupation]) -> bool:
    """Whether the work has the subject of the wish itself; "scooters" are only near to a maker of bicycles."""
    field = str(turn.slot("wished_field") or "")
    subject = "" if fields.named(field) else subjects.of_field(field)
    return not subject or subjects.is_listed(subject, items)


def _response(turn: Turn, items: list[Occupation]) -> str:
    can_begin, is_listed = all(map(fitting.can_begin, items)), _is_listed(turn, items)
    if _named(turn):
        return "utter_asked_work"
    if must_learn(turn):
        return "utter_wished_work_minor" if is_listed else "utter_wished_near_minor"
    if not is_listed:
        return "utter_wished_near"
    without = "school" in fitting.limits(turn) or turn.slot("edu") == "none"
    return "utter_wished_work_begin" if without and can_begin else "utter_wished_work"


def _limit(name: str) -> str:
    return work_limits.name(name)

"""What a person needs: taken in, given back, denied, and a second one remembered."""

from __future__ import annotations

import re

from bot.actions import (
    fact_slots,
    facts,
    fields,
    introductions,
    kept_plan,
    need_names,
    own_need,
    own_work,
    plan_contents,
    refusing,
    schemes,
    sought,
    wished_work,
)
from bot.actions.hearing import JUST_LOOKING, clearest, in_plain_words, needs_in, others_in, surely_told
from bot.actions.helping import TOGETHER
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels, responses, sentence_list, word_table
from guidance import plans
from knowledge.career_schema import Training

BASIC_SKILLS = "need_basisvaardigheden"
CHECKED, MOST_CHECKS = "checked", 2  # the kind under which it is kept how often a need was checked in this talk
MONEY = {"need_leren", "need_geld_tijd"}
DARING = "need_durven"  # what somebody fears has its own sentence
# Said with less than a field of work: whoever names one knows more than that.
REPLACED_BY_A_WISH = (
    *("need_richting", "need_timing_ander_werk", "need_durven", "need_erkenning_ervaring"),
    *("need_bevestiging", "need_niets_kijken"),
)


def hear(turn: Turn) -> None:
    """Stores the needs of this message, and forgets what hung on an earlier need. A pressed need is confirmed."""
    denied = turn.slot("denied", [])
    told = needs_in(turn)  # who says again in plain words what was denied before means it now: see others_in
    needs = [need for need in told if turn.is_button or need not in denied] or others_in(turn)
    if not wished_work.stays(turn):  # "ik wil gewoon blijven rijden" wishes for no other work
        turn.set("wished_field", fields.wished(turn) or turn.slot("wished_field"))
    if turn.slot("wished_occupation"):  # whoever names the work they want is not looking for which
        needs = _instead(needs, "need_richting", "need_leren")
    if turn.slot("status") == "unemployed":  # what is lost is not at risk any more
        needs = _instead(needs, "need_baan_onzeker", "need_uitkering")
    if facts.has_work(turn):
        needs = _instead(needs, "need_uitkering", "need_baan_onzeker")
    if _learns_dutch(turn):
        needs = _instead(needs, "need_leren", BASIC_SKILLS)
    if turn.is_button:  # who presses "iets anders" means it now
        wished_work.forget_stay(turn, needs)
    told_more, needs = needs, clearest(turn, needs)
    turn.set("needs", needs)
    refusing.take_back(turn, refusing.NEED, *needs)
    # Who only looks is offered something, not pushed: that is asked, also when it was pressed.
    turn.set("need_confirmed", True if turn.is_button and needs != [JUST_LOOKING] else None)
    for name in ("helped_needs", "plan_shown", "left"):  # a step that was chosen stays
        turn.set(name, None)
    turn.set("helped", [])
    turn.set("asked", [])
    later = dict.fromkeys([*turn.slot("remembered", []), *surely_told(turn, told_more)])
    turn.set("remembered", [need for need in later if need not in needs])
    _keep_wished_trainings(turn, needs)
    keep(turn, "" if turn.is_private else turn.words)


def _instead(needs: list[str], heard: str, meant: str) -> list[str]:
    """One need in the place of another, without doubles."""
    return list(dict.fromkeys(meant if need == heard else need for need in needs))


def take_wish(turn: Turn, denied: bool = False) -> None:
    """A named field of work is wished for: that is the need, beside needs that are about something else."""
    given: list[str] = turn.slot("needs", [])
    if denied:
        deny(turn, given)
    if wished_work.wants_lessons(turn):  # beside other work that was wished for, not instead
        keep(turn, "" if turn.is_private else turn.words)
        return
    if wished_work.course_in(turn):
        turn.set("wished_occupation", None)  # what we made of the subject is no work they wish
        turn.set("wished_trainings", None)
        _take(turn, ["need_leren"])
        return
    kept = [] if denied else [need for need in given if need not in REPLACED_BY_A_WISH]
    _take(turn, kept or [fields.NEED])


def _take(turn: Turn, needs: list[str]) -> None:
    turn.set("needs", needs)
    turn.set("need_confirmed", True)
    turn.set("helped_needs", None)
    keep(turn, "" if turn.is_private else turn.words)


def set_aside(turn: Turn) -> None:
    """A message that is too thin or too unclear for one need: its words are kept, and the form asks which it is."""
    turn.set("needs", [])
    turn.set("need_confirmed", None)
    turn.set("asked", [])
    keep(turn, turn.words)


def _keep_wished_trainings(turn: Turn, needs: list[str]) -> None:
    """The trainings that are named now; who goes on about who pays still means those named before."""
    found = _wished_trainings(turn) if turn.words and "need_leren" in needs else []
    wishes_else = turn.learnt("wished_occupation") or turn.learnt("wished_field")
    goes_on = set(needs) <= MONEY and not wishes_else
    turn.set("wished_trainings", found or (turn.slot("wished_trainings") if goes_on else None))


def _wished_trainings(turn: Turn) -> list[str]:
    """The trainings named in the wish to learn, but for those that lead to the work somebody already does."""
    find = catalogue().trainings.find
    found = find(_wishing_part(sought.text(turn))) or find(_wishing_part(sought.mended(turn))) or _by_title(turn)
    return [training.id for training in found if turn.slot("occupation") not in training.occupations]


def _by_title(turn: Turn) -> list[Training]:
    """The one training in whose title most of the words stand: "certificaat voor heftruck"."""
    said = _wishing_part(sought.mended(turn) or sought.text(turn)).lower()
    counted = [(refusing.names(each.name, said), each) for each in catalogue().trainings.all()]
    most = max(count for count, _ in counted)
    best = [each for count, each in counted if count == most]
    return best if most and len(best) == 1 else []


def _wishing_part(words: str) -> str:
    """The parts that tell a wish: of "winkel failliet, wil elektricien worden" only the last; all without any."""
    patterns = labels()["answers"]
    parts = [part for part in re.split(patterns["clause_ends"], words) if re.search(patterns["wishes"], part.lower())]
    return " ".join(parts) or words


def give_back(turn: Turn) -> None:
    """Says what was heard, to be checked; whoever pressed a need has named it, so there is nothing to check.

    A third time nothing is guessed: what was plainly told is taken, anything else stands in their own words.
    """
    told: list[str] = turn.slot("needs", [])
    if turn.slot("need_confirmed"):
        turn.say("utter_need_pressed")
    elif checks(turn) < MOST_CHECKS:
        refusing.refuse(turn, CHECKED, str(checks(turn) + 1))
        _reflect(turn)
    elif (words := own_need.told_in(turn.words)) and not set(told) & set(in_plain_words(turn)):
        own_need.take(turn, words, own_need.TAKES)
    else:
        turn.set("need_confirmed", True)
        turn.say("utter_need_taken", need=sentence_list([need_names.short(turn, need) for need in told]))


def checks(turn: Turn) -> int:
    """How often a need was checked in this talk."""
    return len(refusing.refused(turn, CHECKED))


def deny(turn: Turn, needs: list[str]) -> None:
    """Remembers what was not meant, so that it is not proposed again while we look for what is."""
    for need in needs:
        turn.add("denied", need)
        refusing.refuse(turn, refusing.NEED, need)
    turn.set("needs", [])


def _reflect(turn: Turn) -> None:
    """Gives the needs back in plain words, with the occupation when it was just said."""
    needs: list[str] = turn.slot("needs", [])
    work = own_work.told(turn) if turn.learnt("occupation") or turn.work_told else ""
    if len(needs) > 1:
        short = sentence_list([need_names.short(turn, need) for need in needs])
        turn.say("utter_reflect_many", needs=short, work=work and f" {work}")
    else:
        turn.preface = f"{turn.preface} {work}".strip()
        buttons = responses().variants("utter_check_need")[0].buttons
        if fields.NEED in needs and turn.slot("wished_field"):
            turn.say("utter_reflect_field", field=turn.slot("wished_field"), buttons=buttons)
        else:
            response, words = _reflection(turn, needs[0])
            turn.say(response, buttons=buttons, words=words)


def _well_spelled(words: str) -> str:
    """Words as they are given back: "knieën", however they were typed."""
    spelled = word_table("need_words")["spelled"]
    return " ".join(spelled.get(word, word) for word in words.split())


def _reflection(turn: Turn, need: str) -> tuple[str, str]:
    """The response for the need and the words of theirs in it ("rug"): as near to what they said as we have it; in
    other words for who has no boss, where there are any.
    """
    if need == BASIC_SKILLS and _learns_dutch(turn):
        return f"utter_reflect_{need}_dutch", ""
    if need == "need_baan_onzeker" and re.search(labels()["answers"]["wants_permanent"], turn.said):
        return f"utter_reflect_{need}_permanent", ""
    for name, pattern in word_table("need_words")["reflected"].get(need, {}).items():
        if found := re.search(pattern, turn.said):
            return f"utter_reflect_{need}_{name}", _well_spelled(found.groupdict().get("words") or "")
    alone = f"utter_reflect_{need}_alone"
    is_alone = alone in responses().names() and schemes.works_alone(turn)
    return alone if is_alone else f"utter_reflect_{need}", ""


def _learns_dutch(turn: Turn) -> bool:
    return bool(re.search(labels()["answers"]["learns_dutch"], turn.said))


def remember_another(turn: Turn, need: str) -> None:
    """A need said while another is being helped: noted, and named, so that it is not lost."""
    if need in turn.slot("needs", []) or (need == facts.NO_JOB_NEED and facts.has_work(turn)):
        return
    joins = not turn.slot("helped_needs") and all(each in TOGETHER for each in (need, *turn.slot("needs", [])))
    turn.add("needs" if joins else "remembered", need)
    met = turn.learnt("signposts")  # what it feels like had its own sentence just now
    if need == "need_zwaar_gezondheid" and not joins and not met:  # no note but an ear, and a human
        turn.say("utter_heard_heavy" if schemes.has_boss(turn) else "utter_heard_heavy_alone")
        return
    if not (met and need == DARING):
        turn.say("utter_need_remembered", need=need_names.short(turn, need))


def keep(turn: Turn, words: str) -> None:
    """Keeps need and own words for the plan and the adviser, the words without the name somebody gave."""
    needs: list[str] = turn.slot("needs", [])
    kept_plan.save(
        turn,
        need=plans.NEEDS_JOIN.join(needs) if needs else None,
        own_words=plan_contents.not_to_us(introductions.without_name(words)) or None,
        situation=fact_slots.known_facts(turn) | _named(turn),
    )


def _named(turn: Turn) -> dict[str, str | None]:
    named = {name: turn.slot(name) for name in ("place", "language") if turn.slot(name)}
    return named | {"occupation": own_work.name(turn) or None}

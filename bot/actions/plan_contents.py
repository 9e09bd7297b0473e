"""What of all that was told and looked up belongs in the plan and in the note for an adviser."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.actions import (
    fields,
    fitting,
    need_names,
    own_work,
    plan_wish,
    refusing,
    schemes,
    schooling,
    spoken_of,
)
from bot.actions.hearing import JUST_LOOKING
from bot.actions.sentence import WITH_ITS_MARKS
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, sentence_list
from guidance import plans
from guidance.notes import SHARED_FACTS
from guidance.plans import LookUp, Plan

KINDS: tuple[str, ...] = ("occupation", "training", "budget", "service")


def found(turn: Turn, plan: Plan, most: int) -> list[LookUp]:
    """What was looked up, not refused, and can be theirs: what was asked for by name first, of every kind some."""
    per_kind = [_of_kind(turn, plan, kind) for kind in KINDS]
    rows = [each[row] for row in range(most) for each in per_kind if row < len(each)]
    rows = list({look.title.casefold(): look for look in reversed(rows)}.values())[::-1][:most]
    return sorted(rows, key=lambda look: KINDS.index(look.kind))


def leave_only_shown(turn: Turn, plan: Plan) -> None:
    """Leaves out of a plan that is shown anew what nobody chose or spoke of and the step does not need.

    Of what was asked for and not chosen from, the first stays, and the work that was shown.
    """
    step = (plan.step or "").casefold()
    for kind in KINDS:
        looks, named = _of_kind(turn, plan, kind), _named(turn, kind)
        chosen = [look.id for look in looks if look.id in named or look.title.casefold() in step]
        kept = chosen or [look.id for look in (looks if kind == "occupation" else looks[:1])]
        others = (look.id for look in plan.looked_up if look.kind == kind and look.id not in kept)
        for id_ in dict.fromkeys(others):
            refusing.refuse(turn, f"{refusing.LEFT_OPEN}:{kind}", id_)


def not_to_us(words: str) -> str:
    """Without the sentences that are said to us: a complaint would be a strange quote. What stood apart stays apart."""
    no_quote = labels()["answers"]["no_quote"]
    return "\n".join(_runs(words, lambda each: not re.search(no_quote, each.lower())))


def _runs(words: str, keeps: Callable[[str], bool]) -> list[str]:
    """The stretches of the text in which every sentence is kept, exactly as they stand there."""
    stretches: list[list[str]] = [[]]
    for sentence in WITH_ITS_MARKS.findall(words):
        if sentence.strip() and keeps(sentence.strip()):
            stretches[-1].append(sentence)
        elif sentence.strip():
            stretches.append([])
    return [run for each in stretches if (run := "".join(each).strip())]


def needs_told(turn: Turn, plan: Plan) -> list[str]:
    """Every need that was told in this conversation and not denied, in the order of telling."""
    carried = [need for heard, _ in plan.words_of_needs for need in plans.needs_of(heard)]
    told = dict.fromkeys([*carried, *plans.needs_of(plan.need), *turn.slot("remembered", [])])
    kept = [need for need in told if need not in _denied(turn)]
    return [need for need in kept if need != JUST_LOOKING] or kept


def _denied(turn: Turn) -> set[str]:
    """The needs that somebody said are not theirs, here or when we asked."""
    return refusing.refused(turn, refusing.NEED) | ({*turn.slot("denied", [])} - {*turn.slot("needs", [])})


def needs_shown(turn: Turn, plan: Plan) -> list[str]:
    """The needs that stand in the plan: what they said in their own words first, then those at hand."""
    own = [need_names.OWN] if need_names.OWN not in refusing.refused(turn, refusing.NEED) else []
    return list(dict.fromkeys([*own, *(turn.slot("needs", []) or needs_told(turn, plan))]))


def wish(turn: Turn) -> str:
    """What is wished for, in a sentence; nothing when nothing is."""
    named = plan_wish.names(turn)
    return label("plan", "wish").format(wish=sentence_list(named)) if named else ""


def about(turn: Turn, plan: Plan | None) -> list[str]:
    """What is known about the person, in sentences: the work, where they live, and the facts an adviser may see."""
    vocabulary = catalogue().budgets.vocabulary
    known = [name for name in SHARED_FACTS[1:] if turn.slot(name) is not None and name != "region"]
    doing, place = own_work.told(turn), turn.slot("place")
    told = [doing] if doing else []
    told += [vocabulary.told(name, turn.slot(name)) for name in known]
    if studies := schooling.told(turn, plan):
        told.append(studies)
    if place:
        told.append(label("plan", "lives").format(place=place))
    elif turn.slot("region"):
        told.append(vocabulary.told("region", turn.slot("region")))
    return [f"{each.rstrip('.')}." for each in told]


def _of_kind(turn: Turn, plan: Plan, kind: str) -> list[LookUp]:
    """Those of one kind, the best first: what was shown last stands in the order in which it was shown."""
    refused = refusing.refused(turn, kind) | refusing.refused(turn, f"{refusing.LEFT_OPEN}:{kind}")
    looks = {look.id: look for look in plan.looked_up if look.kind == kind and look.id not in refused}
    wished = _wished_work(turn)
    if kind == "occupation":
        looks = {id_: look for id_, look in looks.items() if _suits(turn, id_, wished)}
    elif kind == "budget":
        possible = _possible(turn)
        looks = {id_: look for id_, look in looks.items() if id_ in possible}
    elif kind == "training":
        looks = {id_: look for id_, look in looks.items() if _training_suits(turn, id_, wished)}
    if not turn.slot("plan_shown") and (named := [id_ for id_ in _named(turn, kind) if id_ in looks]):
        return [looks[id_] for id_ in named]
    if kind == "training" and (asked := _asked_for(turn, plan, list(looks.values()))):
        return [looks[id_] for id_ in asked]
    if kind == "occupation" and (near := [id_ for id_ in _near_wish(turn) if id_ in looks]):
        return [looks[id_] for id_ in dict.fromkeys([*near, *looks])]
    if kind == "occupation" and (goal := turn.slot("wished_occupation")) in looks:
        looks = {goal: looks[goal], **looks}
    last = [id_ for id_ in turn.slot(refusing.SHOWN_IN[kind], []) if id_ in looks] if kind in refusing.SHOWN_IN else []
    before = [id_ for id_ in looks if id_ not in last]
    return [looks[id_] for id_ in (*last, *(before if kind in ("budget", "service") else reversed(before)))]


def _named(turn: Turn, kind: str) -> list[str]:
    """What they chose or spoke of themselves, in the end: what was only shown stands in the plan when there is none."""
    if kind == "budget":
        return spoken_of.schemes(turn)
    if kind == "training":
        return list(turn.slot("wished_trainings", []))
    wished = turn.slot("wished_occupation")
    return list(dict.fromkeys([*([wished] if wished else []), *spoken_of.work(turn)])) if kind == "occupation" else []


def _suits(turn: Turn, id_: str, wished: set[str]) -> bool:
    """Whether work may stand in the plan: not what they do, not refused, and near what they wish for, if anything."""
    known = catalogue().occupations.curated(id_)
    if id_ == turn.slot("wished_occupation"):  # what they wish themselves stands there whatever it asks
        return True
    if id_ == turn.slot("occupation") or (known is not None and not fitting.suits(turn, known)):
        return False
    return not wished or id_ in wished


def _training_suits(turn: Turn, id_: str, wished: set[str]) -> bool:
    """The same of a training; what serves all work (lessons in Dutch) stays, and so does what no list knows now."""
    training = catalogue().trainings.known(id_)
    if training is None:
        return True
    if not fitting.suiting_trainings(turn, [training]):
        return False
    named = id_ in turn.slot("wished_trainings", []) or training.sector is None
    return named or not wished or bool(wished & set(training.occupations))


def _near_wish(turn: Turn) -> list[str]:
    """The work near what is wished for in own words, the nearest first: the plan has room for few."""
    field = str(turn.slot("wished_field") or "")
    return [] if fields.named(field) else fields.work_of(field)


def _wished_work(turn: Turn) -> set[str]:
    """The work of the field that is wished for, with the work that is wished for by name; empty without a field."""
    field = fields.work_of(str(turn.slot("wished_field") or ""))
    return {*field, turn.slot("wished_occupation")} if field else set()


def _asked_for(turn: Turn, plan: Plan, looks: Sequence[LookUp]) -> list[str]:
    """The trainings that were named, else those that lead to the work that is wished for."""
    goal = turn.slot("wished_occupation")
    said = " ".join(words for _, words in plan.own_words).lower()
    ids = [look.id for look in looks]
    named = [id_ for id_ in turn.slot("wished_trainings", []) if id_ in ids]
    leading = {each.id for each in catalogue().trainings.for_occupations([goal])} if goal else set()
    in_words = [look.id for look in looks if refusing.names(look.title, said)]
    return named or [id_ for id_ in ids if id_ in leading] or in_words


def _possible(turn: Turn) -> set[str]:
    return {each.id for each in schemes.assessed(turn) if each.verdict in schemes.CAN_APPLY}

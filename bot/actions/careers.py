"""Directions from the work a person does, trainings that lead there, and questions about an occupation."""

from __future__ import annotations

from collections.abc import Sequence

from bot.actions import fields, wishes, workplaces
from bot.actions.sources import catalogue, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, sentence_list
from guidance import plans
from knowledge.career_schema import Occupation, Training
from knowledge.skills import Reach, Wish

MOST_SHOWN = 3
SKILLS_NAMED = 2


def show_directions(turn: Turn, lighter: bool = False) -> bool:
    """Shows work within reach of the person's occupation, or of what they say they can; False when both are unknown."""
    found = within_reach(turn, lighter)[:MOST_SHOWN]
    if not found:
        return False
    occupation = turn.slot("occupation")
    items = [{"name": target.name, "text": why, "detail": _chances(target)} for target, why in found]
    card = {"type": "occupations", "items": items}
    if occupation:
        name = catalogue().occupations.get(occupation).name
        turn.say("utter_lighter_directions" if lighter else "utter_directions", cards=[card], occupation=name)
    else:
        turn.say("utter_directions_from_skills", cards=[card])
    turn.set("directions", [target.id for target, _ in found])
    _note_occupations(turn, found)
    return True


def within_reach(turn: Turn, lighter: bool = False) -> list[tuple[Occupation, str]]:
    """Work within reach with the reason why, best first; empty when no occupation, skill or interest is known.

    Curated steps come first, because somebody thought about them, unless the person told in an exercise what they
    want: then that orders everything.
    """
    skills, occupation = catalogue().skills, turn.slot("occupation")
    wish, said = wishes.wish(turn, lighter), wishes.qualities(turn)
    known = occupation if occupation in {each.id for each in catalogue().occupations.all()} else None
    if turn.slot("wished_field") and (in_field := _in_field(turn, wish, known)):
        return in_field
    if said:
        return [(reach.occupation, _reach_in_words(reach)) for reach in skills.from_text(said, wish, occupation=known)]
    if known and wish.interests:
        return [(reach.occupation, _reach_in_words(reach)) for reach in skills.from_occupation(known, wish)]
    if occupation:
        return _from_work(occupation, known, lighter)
    plan = plans.get(database(), turn.conversation_id)
    told = skills.from_text(" ".join(words for _, words in plan.own_words), wish) if plan else []
    reached = told or (skills.from_interests(wish.interests, wish) if wish.interests else [])
    return [(reach.occupation, _reach_in_words(reach)) for reach in reached]


def _in_field(turn: Turn, wish: Wish, known: str | None) -> list[tuple[Occupation, str]]:
    """Work in the field somebody wishes for, from the skills it asks or from the places people work in."""
    field, said = str(turn.slot("wished_field")), wishes.qualities(turn)
    for text in fields.as_skills(field):
        told = f"{text}, {said}" if said else text
        if catalogue().skills.said(text):
            reached = catalogue().skills.from_text(told, wish, occupation=known)
            return [(reach.occupation, _reach_in_words(reach)) for reach in reached]
    index = catalogue().occupations
    found = [index.get(id_) for id_ in workplaces.work_at([field], answers=True)]
    return [(each, each.description.split(". ")[0].rstrip(".") + ".") for each in found if each.id != known]


def _from_work(occupation: str, known: str | None, lighter: bool) -> list[tuple[Occupation, str]]:
    """The curated steps, filled up by the walk over skills when they are few."""
    index = catalogue().occupations
    steps = [(index.get(step.to), step.why) for step in index.next_steps(occupation, lighter=lighter)]
    if len(steps) >= MOST_SHOWN or known is None:
        return steps
    shown = {target.id for target, _ in steps}
    reached = catalogue().skills.from_occupation(known, Wish(lighter=lighter))
    return steps + [(reach.occupation, _reach_in_words(reach)) for reach in reached if reach.occupation.id not in shown]


def _reach_in_words(reach: Reach) -> str:
    if reach.why:
        return reach.why
    have, missing = sentence_list(reach.have[:SKILLS_NAMED]), sentence_list(reach.missing[:SKILLS_NAMED])
    told = label("reach", "have").format(skills=have) if have else ""
    return f"{told} {label('reach', 'missing').format(skills=missing) if missing else ''}".strip()


def show_chances(turn: Turn) -> bool:
    """Shows what UWV says about the person's own work and the work near to it; False when the work is not known."""
    occupation = turn.slot("occupation")
    if not occupation:
        return False
    own = catalogue().occupations.get(occupation)
    near = [target for target, _ in within_reach(turn)]
    wanted = [target for target in near if target.chances][:MOST_SHOWN] or near[:MOST_SHOWN]
    items = [{"name": each.name, "text": _chances(each) or label("no_chances")} for each in (own, *wanted)]
    turn.say("utter_chances", cards=[{"type": "occupations", "items": items}], occupation=own.name)
    turn.set("directions", [target.id for target in wanted])
    _note_occupations(turn, [(each, _chances(each) or label("no_chances")) for each in (own, *wanted)])
    return True


def show_trainings(turn: Turn) -> bool:
    """Shows trainings for the directions found, else for the wished or present occupation; False when none is known."""
    ahead = [turn.slot("wished_occupation"), *turn.slot("directions", [])]
    wished = [catalogue().trainings.get(id_) for id_ in turn.slot("wished_trainings", [])]
    trainings = (wished or trainings_for([occupation for occupation in ahead if occupation]))[:MOST_SHOWN]
    goal = turn.slot("wished_occupation")
    if goal and not trainings:  # what is said of another trade helps nobody who has chosen theirs
        occupation = catalogue().occupations.get(goal)
        turn.say("utter_training_entry", name=occupation.name, entry=occupation.entry)
        return True
    if not trainings and turn.slot("occupation"):
        own = turn.slot("occupation")
        steps = [step.to for step in catalogue().occupations.next_steps(own)]
        trainings = trainings_for([*steps, own])
    if not trainings:
        return False
    _show(turn, "utter_trainings", trainings)
    return True


def trainings_for(occupations: Sequence[str]) -> list[Training]:
    """At most three trainings, at most one per occupation first, so that the choice is wide."""
    index = catalogue().trainings
    per_occupation = [index.for_occupations([occupation]) for occupation in occupations]
    first = [found[0] for found in per_occupation if found]
    rest = [training for found in per_occupation for training in found[1:]]
    unique = {training.id: training for training in [*first, *rest]}
    return list(unique.values())[:MOST_SHOWN]


def answer_training(turn: Turn) -> None:
    """Which course for what: for the work or by the name that was said, else by what is known."""
    found = catalogue().trainings.find(turn.words)[:MOST_SHOWN] if turn.words else []
    named = _named_work(turn)
    if named:
        turn.set("wished_occupation", named)
        found = [training for training in found if named in training.occupations] or trainings_for([named])
    if found:
        _show(turn, "utter_trainings_found", found)
    elif named:
        occupation = catalogue().occupations.get(named)
        turn.say("utter_training_entry", name=occupation.name, entry=occupation.entry)
    elif not show_trainings(turn):
        turn.say("utter_training_which")


def _named_work(turn: Turn) -> str | None:
    """The curated occupation that a question names for certain, other than the person's own."""
    curated = {each.id for each in catalogue().occupations.all()}
    mentions = catalogue().occupations.link(turn.words) if turn.words else []
    named = (mention.best.id for mention in mentions if mention.certain)
    return next((id_ for id_ in named if id_ in curated and id_ != turn.slot("occupation")), None)


def answer_occupation(turn: Turn) -> None:
    """What an occupation is like and what the chances are; asks back when we are not sure which one is meant."""
    index = catalogue().occupations
    mentions = index.link(turn.words) if turn.words else []
    asked = turn.value("about") or next((mention.best.id for mention in mentions if mention.certain), None)
    if asked is None and not mentions and show_chances(turn):  # "wat voor werk is er voor iemand als ik"
        return
    if asked is None:
        candidates = mentions[0].candidates if mentions else ()
        buttons = [
            {"title": candidate.name, "payload": f'/ask_occupation{{"about": "{candidate.id}"}}'}
            for candidate in candidates
        ]
        turn.say("utter_occupation_which", buttons=buttons)
        return
    occupation = index.get(asked)
    turn.say("utter_occupation", name=occupation.name, description=occupation.description, chances=_chances(occupation))
    _note_occupations(turn, [(occupation, occupation.description)])


def answer_chances(turn: Turn) -> None:
    """Whether there is much work in the occupation that was named, else in the person's own and what lies near."""
    index = catalogue().occupations
    mentions = index.link(turn.words) if turn.words else []
    named = next((mention.best.id for mention in mentions if mention.certain), None)
    if named and named != turn.slot("occupation"):
        occupation = index.get(named)
        turn.say("utter_chances_of", name=occupation.name, chances=_chances(occupation) or label("no_chances"))
        _note_occupations(turn, [(occupation, _chances(occupation) or label("no_chances"))])
    elif not show_chances(turn):
        turn.say("utter_chances_which")


def answer_duration(turn: Turn) -> None:
    """How long the trainings take that were shown last, as far as a source says so."""
    index = catalogue().trainings
    named = _named_work(turn)
    found = trainings_for([named]) if named else index.find(turn.words)[:1] if turn.words else []
    shown = [training.id for training in found] if found or named else turn.slot("trainings", [])
    known = [(index.get(id_).name, index.get(id_).duration) for id_ in shown if index.get(id_).duration]
    if known:
        turn.say("utter_duration", durations=". ".join(f"{name}: {duration}" for name, duration in known))
    else:
        turn.say("utter_duration_unknown")


def _show(turn: Turn, response: str, trainings: Sequence[Training]) -> None:
    items = [
        {
            "name": training.name,
            "text": training.summary,
            "detail": " ".join(filter(None, [_ways(training), _duration(training), training.entry])),
        }
        for training in trainings
    ]
    turn.say(response, cards=[{"type": "trainings", "items": items}], date=day_in_words(today()))
    turn.set("trainings", [training.id for training in trainings])
    _note_trainings(turn, trainings)


def _ways(training: Training) -> str:
    if not training.modes:  # of a qualification that only an imported list knows
        return ""
    return label("ways").format(modes=sentence_list([label("modes", mode) for mode in training.modes], last="or"))


def _duration(training: Training) -> str:
    return label("duration").format(duration=training.duration) if training.duration else ""


def _chances(occupation: Occupation) -> str:
    if occupation.chances is None:
        return ""
    return label("chances").format(source=occupation.chances.source.title)


def _note_occupations(turn: Turn, found: Sequence[tuple[Occupation, str]]) -> None:
    """Notes occupations with what was said of them; our own descriptions carry the day they were read."""
    looked = [
        plans.LookUp("occupation", occupation.id, occupation.name, told, label("own_data"), today())
        for occupation, told in found
    ]
    plans.save(database(), turn.conversation_id, looked_up=looked, now=now())


def _note_trainings(turn: Turn, trainings: Sequence[Training]) -> None:
    """Notes trainings with the source and the day of their data."""
    looked = [
        plans.LookUp("training", each.id, each.name, each.summary, each.sources[0].title, each.verified)
        for each in trainings
    ]
    plans.save(database(), turn.conversation_id, looked_up=looked, now=now())

"""What an exercise gives back: words on a card, something for the adviser, and never a score."""

from __future__ import annotations

from collections.abc import Callable

from bot.actions import directions, kept_plan, wishes
from bot.actions.exercises import Exercise, Question
from bot.actions.hearing import JUST_LOOKING
from bot.actions.sources import today
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, label, labels, sentence_list
from guidance import plans

MOST_WELL = 2
MOST_WATCHED = 2
MOST_OTHERS = 2
MOST_OBJECTIONS = 2
AGREES = "yes"


def show(turn: Turn, exercise: Exercise) -> None:
    """Says the outcome; nothing when nothing was answered. Sets `turn.waits` when it asks how to go on."""
    if any(wishes.chosen(turn, question) for question in exercise.questions):
        OUTCOMES[exercise.id](turn, exercise)


def _doing_well(turn: Turn, exercise: Exercise) -> None:
    well, watched = _well(turn, exercise)[:MOST_WELL], _watched(turn, exercise)[:1]
    response = "utter_check_all_well" if not watched else "utter_check_result" if well else "utter_check_little_well"
    _tell(turn, exercise, response, _check_rows(well, watched))


def _checkup(turn: Turn, exercise: Exercise) -> None:
    """The most urgent sign beside what the person came with: which of the two first is theirs to choose."""
    well, watched = _well(turn, exercise), _watched(turn, exercise)[:MOST_WATCHED]
    response = "utter_check_result" if watched else "utter_check_all_well"
    _tell(turn, exercise, response, _check_rows(well[:MOST_WELL], watched))
    own = [need for need in turn.slot("needs", []) if need in labels()["needs"] and need != JUST_LOOKING]
    needs = list(dict.fromkeys([*(q.more["need"] for q in watched if "need" in q.more), *own]))
    buttons = [{"title": label("needs", need, "button"), "payload": f"/{need}"} for need in needs]
    if any("need" not in question.more for question in watched):
        buttons.append({"title": label("meanings", "ask_human"), "payload": "/ask_human"})
    buttons.append({"title": label("exercise", "small_step"), "payload": "/change_step"})
    buttons.append({"title": label("exercise", "enough"), "payload": "/goodbye"})
    turn.say("utter_checkup_next", buttons=buttons)
    turn.waits = True


def _energy(turn: Turn, exercise: Exercise) -> None:
    gives, drains = (_titles(turn, question) for question in exercise.questions)
    rows = [_row(name, sentence_list(titles)) for name, titles in (("gives", gives), ("drains", drains)) if titles]
    _tell(turn, exercise, "utter_energy_result", rows)


def _qualities(turn: Turn, exercise: Exercise) -> None:
    good_at = sentence_list(_titles(turn, exercise.questions[0]))
    _tell(turn, exercise, "utter_qualities_result", [_row("good_at", good_at)])


def _interests(turn: Turn, exercise: Exercise) -> None:
    """Which kinds of work are liked, in words, and work that fits."""
    found = wishes.letters(turn)
    if not found:
        turn.say("utter_interests_unclear")
        return
    liked = sentence_list([exercise.more["letters"][letter] for letter in found])
    _tell(turn, exercise, "utter_interests_result", [_row("liked", liked)])
    directions.show_directions(turn)


def _talk(turn: Turn, exercise: Exercise) -> None:
    """What to say to the boss or at a new place; to what they said in other words than ours goes what always goes."""
    goal, objection = exercise.questions
    rows = []
    for id in wishes.chosen(turn, goal)[:1]:
        more = (goal.answer(id) or goal.answers[0]).more
        rows += [_row("aim", more["aim"]), _row("gain", more["gain"]), _row("opening", more["opening"])]
    for id in wishes.chosen(turn, objection)[:MOST_OBJECTIONS]:
        answer, always = objection.answer(id), objection.answers[-1]
        rows.append(_row("reply", (answer.more.get("reply") if answer else None) or always.more["reply"]))
    _tell(turn, exercise, "utter_talk_result", rows)


def _home_wishes(turn: Turn, exercise: Exercise) -> None:
    limits, first = exercise.questions
    wanted = [str(answer.more["wish"]) for id in wishes.chosen(turn, limits) if (answer := limits.answer(id))]
    rows = [_row("wanted", sentence_list(wanted))] if wanted else []
    for id in wishes.chosen(turn, first)[:1]:
        answer = first.answer(id) or first.answers[0]
        rows += [_row("talk_with", answer.title), _row("opening", answer.more["opening"])]
    _tell(turn, exercise, "utter_home_wishes_result", rows)


def _daring(turn: Turn, exercise: Exercise) -> None:
    lose, win = exercise.questions
    held = [answer for id in wishes.chosen(turn, lose) if (answer := lose.answer(id))]
    kept = [in_sentence(answer.title) for answer in held if answer.more.get("kept", True)]
    safe = [str(answer.more["safe"]) for answer in held if "safe" in answer.more]
    rows = [_row("kept", sentence_list(kept))] if kept else []
    rows += [_row("won", sentence_list(titles))] if (titles := _titles(turn, win)) else []
    rows += [_row("safe", " ".join(safe))] if safe else []
    rows.append(_row("others", " ".join(exercise.more["others"][:MOST_OTHERS])))
    _tell(turn, exercise, "utter_daring_result", rows)


OUTCOMES: dict[str, Callable[[Turn, Exercise], None]] = {
    "doing_well": _doing_well,
    "checkup": _checkup,
    "energy": _energy,
    "qualities": _qualities,
    "interests": _interests,
    "boss_talk": _talk,
    "new_place": _talk,
    "home_wishes": _home_wishes,
    "daring": _daring,
}


def _check_rows(well: list[Question], watched: list[Question]) -> list[dict[str, str]]:
    rows = [_row("well", " ".join(question.more["well"] for question in well))] if well else []
    return rows + [_row("watch", question.more["watch"]) for question in watched]


def _well(turn: Turn, exercise: Exercise) -> list[Question]:
    return [question for question in exercise.questions if wishes.chosen(turn, question) == [AGREES]]


def _watched(turn: Turn, exercise: Exercise) -> list[Question]:
    """What was answered with anything but yes; a clear no comes before a doubt."""
    doubted = [q for q in exercise.questions if wishes.chosen(turn, q) not in ([], [AGREES])]
    return sorted(doubted, key=lambda question: wishes.chosen(turn, question) != ["no"])


def _titles(turn: Turn, question: Question) -> list[str]:
    """The titles of the chosen answers, as they stand inside a sentence."""
    found = [question.answer(id) for id in wishes.chosen(turn, question)]
    return [in_sentence(answer.title) for answer in found if answer]


def _row(name: str, text: object) -> dict[str, str]:
    return {"label": label("exercise", "rows", name), "text": str(text)}


def _tell(turn: Turn, exercise: Exercise, response: str, rows: list[dict[str, str]]) -> None:
    """Says the outcome on a card and notes it for the plan and the adviser."""
    turn.say(response, cards=[{"type": "outcome", "title": exercise.title, "rows": rows}] if rows else [])
    detail = " ".join(f"{row['label']}: {row['text']}" for row in rows)
    found = plans.LookUp("exercise", exercise.id, exercise.title, detail, label("own_answers"), today())
    kept_plan.save(turn, looked_up=[found])

"""The form that asks the questions of an exercise, one at a time, and keeps what is chosen."""

from __future__ import annotations

import re

from bot.actions import dates, outcomes, pending
from bot.actions.exercises import DOT, Exercise, Question, exercises
from bot.actions.forms import Form
from bot.actions.turn import Turn
from bot.actions.wording import label, labels

DONE = "done"
TELLING_WORD = 5  # letters
COUNTED_WORD = 4  # letters: shorter ones ("en", "maar") say nothing


class ExerciseForm(Form):
    """Runs the exercise in the slot `exercise`; its answers are kept in `exercise_answers`, ids only."""

    form = "exercise_form"

    def open_questions(self, turn: Turn) -> list[str]:
        """The questions without an answer that were not skipped, in the order of the file."""
        exercise = _current(turn)
        if exercise is None:
            return []
        answered = [name for name in turn.slot("exercise_answers", {}) if name != turn.slot("choosing")]
        closed = {*answered, *turn.slot("skipped", [])}
        return [question.name for question in exercise.questions if question.name not in closed]

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Shows the statement or question with its answers; a choice of several also with a way to be done."""
        exercise, asked = _of(question)
        chosen: list[str] = turn.slot("exercise_answers", {}).get(question, [])
        buttons = [_button(answer.title, answer.id) for answer in asked.answers if answer.id not in chosen]
        if chosen:
            left = label("numbers", str(asked.pick - len(chosen)))
            turn.say("utter_exercise_more", left=left, buttons=[*buttons, _button(label("exercise", "done"), DONE)])
            return
        if not again and asked is exercise.questions[0]:
            turn.say("utter_exercise_start", title=exercise.title, minutes=label("minutes", str(exercise.minutes)))
        number, total = exercise.questions.index(asked) + 1, len(exercise.questions)
        place = label("exercise", "place").format(number=number, total=total) + " " if total > 1 else ""
        response = "utter_exercise_again" if again else "utter_exercise_question"
        turn.say(response, place=place, text=asked.text, buttons=buttons)

    def _leave(self, turn: Turn) -> bool:
        """Out of the test and on with the conversation: "stop maar met de test, wat kan ik worden?"."""
        if not re.search(labels()["answers"]["quits_test"], turn.words.lower()):
            return super()._leave(turn)
        turn.set("exercises_done", [*turn.slot("exercises_done", []), *exercises()])
        turn.set("exercise", None)
        turn.set("choosing", None)
        turn.say("utter_exercise_left")
        return True

    def _answer_instead(self, turn: Turn, question: str) -> str | None:
        """ "Ga door met de test", said in the test, is going on."""
        if turn.intent != "ask_test":
            return super()._answer_instead(turn, question)
        turn.say("utter_resumed")
        return turn.intent

    def is_answer(self, turn: Turn, question: str) -> bool:
        """When most of the words stand in the answers to choose from, or say that enough was chosen."""
        if turn.slot("exercise_answers", {}).get(question) and _says_done(turn.words):
            return True
        said = [word for word in re.findall(r"\w+", turn.words.lower()) if len(word) >= COUNTED_WORD]
        _, asked = _of(question)
        offered = {word for answer in asked.answers for word in re.findall(r"\w+", answer.title.lower())}
        return bool(said) and sum(word in offered for word in said) > len(said) / 2

    def _choose_again(self, turn: Turn, asked: Question) -> bool:
        """Another choice instead of the one made: "nee wacht, toch niet ploeg, doe maar buiten"."""
        kept = _without_refused(turn.words.lower())
        meant = [answer.id for answer in asked.answers if _told(answer.title, kept)]
        turn.set("exercise_answers", {**turn.slot("exercise_answers", {}), asked.name: meant[: asked.pick]})
        turn.set("choosing", asked.name)
        return True

    def why(self, turn: Turn, question: str) -> None:
        """One reason serves all: the answers stay with the person."""
        turn.say("utter_why_exercise")

    def explain(self, turn: Turn, question: str) -> None:
        """Any answer is right; skipping is too."""
        turn.say("utter_explain_exercise")

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """A button, a number, several numbers, or the telling words of answers."""
        _, asked = _of(question)
        chosen: list[str] = list(turn.slot("exercise_answers", {}).get(question, []))
        if turn.intent == "correct" and chosen:
            return self._choose_again(turn, asked)
        value = turn.value("answer")
        done = value == DONE or (bool(chosen) and not value and (pending.says_no(turn) or _says_done(turn.words)))
        if not done:
            new = [value] if value and asked.answer(value) else _meant(turn, asked)
            if not new:
                return False
            chosen = list(dict.fromkeys([*chosen, *new]))[: asked.pick]
            turn.set("exercise_answers", {**turn.slot("exercise_answers", {}), question: chosen})
        more = not done and len(chosen) < asked.pick
        turn.set("choosing", question if more else None)
        return True


def _without_refused(text: str) -> str:
    """What is left of "toch niet ploeg, doe maar buiten" without what is refused in it."""
    return re.sub(r"\b(niet|geen)\b[^,.;]*", " ", text)


def start(turn: Turn, id: str) -> None:
    """Begins an exercise, anew when it was done before."""
    begins = id + DOT
    turn.set("exercise", id)
    turn.set("choosing", None)
    answers = turn.slot("exercise_answers", {})
    turn.set("exercise_answers", {name: chosen for name, chosen in answers.items() if not name.startswith(begins)})
    for slot in ("asked", "skipped"):
        turn.set(slot, [name for name in turn.slot(slot, []) if not name.startswith(begins)])
    turn.follow_with(ExerciseForm.form)


def finish(turn: Turn) -> None:
    """Says what came out of the exercise, in words; nothing when no question was answered."""
    id = turn.slot("exercise")
    turn.set("exercise", None)
    turn.set("choosing", None)
    turn.add("exercises_done", id)
    outcomes.show(turn, exercises()[id])


def _current(turn: Turn) -> Exercise | None:
    return exercises().get(turn.slot("exercise") or "")


def _of(question: str) -> tuple[Exercise, Question]:
    exercise = exercises()[question.split(DOT)[0]]
    return exercise, exercise.question(question)


def _button(title: str, id: str) -> dict[str, str]:
    return {"title": title, "payload": f'/inform{{"answer": "{id}"}}'}


def _says_done(words: str) -> bool:
    return bool(re.match(labels()["answers"]["done"], words.strip().lower()))


def _meant(turn: Turn, asked: Question) -> list[str]:
    """The ids of the answers a typed message means: a place ("2", "1 en 3"), yes, no or in between, or their words."""
    text = turn.words.lower()
    if not text or turn.intent in ("skip", "correct"):
        return []
    if turn.intent == "dont_know":
        return [answer.id for answer in asked.answers if "doubt" in answer.more]
    if {answer.id for answer in asked.answers} == {"yes", "partly", "no"}:
        return _place(text, asked) or _agreement(turn, text, asked)
    if "?" in text:
        return []
    if placed := _place(text, asked):
        return placed
    if asked.pick == 1:
        return _nearest(text, asked)
    return [answer.id for answer in asked.answers if _told(answer.title, text)]


def _nearest(text: str, asked: Question) -> list[str]:
    """The one answer that shares the most words with the text; none when two share as many."""
    said = set(re.findall(r"\w+", text))
    shared = {answer.id: len(said & set(re.findall(r"\w+", answer.title.lower()))) for answer in asked.answers}
    best = max(shared.values())
    found = [id for id, many in shared.items() if many == best]
    return found if best and len(found) == 1 else []


def _told(title: str, text: str) -> bool:
    """Whether a telling word of the title begins a word of the text: "leiding" does not stand in "opleiding"."""
    telling = [word for word in re.findall(r"\w+", title.lower()) if len(word) >= TELLING_WORD]
    return any(re.search(rf"\b{word}", text) for word in telling)


def _place(text: str, asked: Question) -> list[str]:
    """The answers at the places named: "2", "1 en 3", "de tweede"."""
    numbers = [int(found) for found in re.findall(r"\b\d{1,2}\b", text)]
    if numbers and all(1 <= number <= len(asked.answers) for number in numbers):
        return [asked.answers[number - 1].id for number in numbers]
    place = dates.ordinal(text)
    return [asked.answers[place].id] if place is not None and place < len(asked.answers) else []


def _agreement(turn: Turn, text: str, asked: Question) -> list[str]:
    titled = [answer.id for answer in asked.answers if re.match(rf"{re.escape(answer.title.lower())}\b", text)]
    if titled:
        return titled[:1]
    if re.search(labels()["answers"]["partly"], text):
        return ["partly"]
    if pending.says_yes(turn):
        return ["yes"]
    return ["no"] if pending.says_no(turn) or re.match(labels()["answers"]["disagree"], text) else []

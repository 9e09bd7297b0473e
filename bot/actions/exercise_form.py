"""The form that asks the questions of an exercise, one at a time, and keeps what is chosen."""

from __future__ import annotations

import re

from bot.actions import (
    answers,
    asking,
    choosing,
    coming_back,
    handoff,
    hearing,
    hearsay,
    leading,
    leaving,
    list_changes,
    listing,
    needs,
    outcomes,
    pending,
    questions,
    refusing,
    repair,
    wish_answers,
    wished_work,
    work_told,
)
from bot.actions.choosing import Heard
from bot.actions.exercises import BOSS_TALK, DOT, NOT, OWN, Exercise, Question, exercises, is_quoted
from bot.actions.facts import fill_facts
from bot.actions.forms import Form
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, label, responses

DONE = "done"
LATELY_TYPED = 4  # messages in which what an exercise asks first may have been told
WARM = "utter_before_{exercise}"  # said before the first question of an exercise, where there is one
# What leaving a list may sound like, and what it is not: the conversation goes on.
OF_LEAVING = ("ask_test", "stop", "skip", "goodbye", "deny", "insult", "ask_duration", hearing.JUST_LOOKING)


class ExerciseForm(Form):
    """Runs the exercise in the slot `exercise`; its answers are kept in `exercise_answers`: ids, or own words."""

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
        """Shows the statement or question with its answers; of several with what stands and a way to be done."""
        exercise, asked = _of(question)
        kept = listing.kept(turn, asked)
        chosen = listing.chosen(turn, asked)
        buttons = [
            _button(answer.title, answer.id) for answer in asked.answers if not {answer.id, NOT + answer.id} & {*kept}
        ]
        if chosen:
            left = label("numbers", str(asked.pick - len(chosen)))
            told = listing.in_words(asked, chosen)
            buttons.append(_button(label("exercise", "done"), DONE))
            response = "utter_exercise_more" if turn.learnt("exercise_answers") else "utter_exercise_more_still"
            turn.say(response, left=left, chosen=told, buttons=buttons)
            return
        if not again and asked is exercise.questions[0]:
            warm = WARM.format(exercise=exercise.id)
            if warm in responses().names():
                turn.say(warm)
            start = "utter_exercise_begins" if turn.slot("exercise_agreed") else "utter_exercise_start"
            turn.say(start, title=exercise.title, minutes=label("minutes", str(exercise.minutes)))
        number, total = exercise.questions.index(asked) + 1, len(exercise.questions)
        place = label("exercise", "place").format(number=number, total=total) + " " if total > 1 else ""
        response = "utter_exercise_again" if again else "utter_exercise_question"
        turn.say(response, place=place, text=asked.text, buttons=buttons)

    def follows(self, turn: Turn, question: str) -> bool:
        """No list any more, said before or beside anything else, ends it for good."""
        if not leading.only_wants_no_list(turn):
            return super().follows(turn, question)
        turn.set("pending", None)
        self._leave_list(turn, question)
        turn.set("misses", 0)
        self._go_on(turn, question)
        return True

    def drops_protested(self, turn: Turn) -> None:
        """The talk with the boss is over for good for who says that it is beside the point."""
        if turn.slot("exercise") == BOSS_TALK:
            close_lists(turn)
            refusing.refuse(turn, refusing.HELP, "test")

    def hears_first(self, turn: Turn, question: str) -> bool:
        """A list that takes too long, what a word of the list means, or a change in an earlier list."""
        if not turn.words:
            return False
        exercise, asked = _of(question)
        if (elsewhere := exercise.more.get("elsewhere")) and re.search(elsewhere, turn.said):
            _take(turn, exercise.more["instead"])
            turn.say("utter_exercise_instead")
            turn.set("misses", 0)
            return True
        here = exercise.more.get("here", "$^")
        if re.search(here, turn.said) and not listing.heard(turn, asked).anything:
            turn.say("utter_exercise_here")
            turn.set("misses", 0)
            return True
        if again := _goal_again(turn, exercise, asked):
            _keep_goal(turn, exercise.questions[0], again)
            turn.set("misses", 0)
            return True
        options = [] if listing.is_statement(asked) else asked.options
        skips_list = turn.intent == "skip" and turn.does("refuse_list")
        skips_list = skips_list or bool(re.search(exercise.more.get("leaves", "$^"), turn.said))
        if skips_list or choosing.tires(turn.words, options):
            self._leave_list(turn, question)
        elif options and choosing.only_asked(turn.words):
            _take_last_back(turn, asked)
        elif text := choosing.meaning(turn.words, options):
            said, asks = listing.heard(turn, asked), choosing.asked_about(turn.words, options)
            said.chosen = [id_ for id_ in said.chosen if id_ not in asks]
            if said.chosen or said.refused:
                self.keep(turn, asked, said)
            turn.say("utter_explained", text=text)
            _answer_beside(turn, choosing.without_meaning(turn.words))
        else:
            return _changes_earlier_list(turn, question)
        turn.set("misses", 0)
        return True

    def _leave_list(self, turn: Turn, question: str) -> None:
        """Out of the list and on with the conversation: "stop met die lijst, wat kan ik worden?"."""
        if not list_changes.change(turn, _of(question)[1], listing.heard(turn, _of(question)[1])):
            _changes_earlier_list(turn, question)
        close_lists(turn)
        refusing.refuse(turn, refusing.HELP, "test")  # no list is offered by itself any more
        turn.say("utter_exercise_left")
        if rest := leading.without_lists(turn):
            turn.goes_on_with(rest)
        fill_facts(turn)
        turn.intent = "inform" if turn.intent in OF_LEAVING else turn.intent
        turn.clauses = [part for part in turn.clauses if part["intent"] not in OF_LEAVING]
        if answer := questions.find(turn):
            answer(turn)
        elif (asked := answers.ANSWERABLE_NEEDS.get(turn.intent)) and asking.asks_in_part(turn.words):
            asked(turn)
        elif not self._answer_aside(turn, question, answered=True):
            _remember_needs(turn, _of(question)[1])

    def _leave(self, turn: Turn) -> bool:
        """An answer beside a wish for a human is kept. "Stop" may be about the list: that is asked."""
        in_list = not listing.is_statement(_of(turn.slot("requested_slot"))[1])
        if in_list and turn.words and turn.intent == "stop" and not leaving.says_goodbye(turn.words):
            coming_back.ask_to_leave(turn)
            return False
        leaves = super()._leave(turn)
        if leaves and turn.slot("wants_human") and turn.words:
            self.keep_beside(turn)
        return leaves

    def takes_wish(self, turn: Turn, question: str) -> bool:
        """Whoever names the work they want needs no list to find it; what answers the question stays an answer."""
        _, asked = _of(question)
        chooses = wished_work.is_liking(turn) and bool(listing.heard(turn, asked).chosen)
        chooses = chooses or (wished_work.likes_subject(turn) and bool(listing.own_answer(turn, asked)))
        if not asking.asks_in_part(turn.words) and (chooses or self.is_answer(turn, question)):
            return False
        self.keep_beside(turn)
        close_lists(turn)
        return super().takes_wish(turn, question)

    def _answer_instead(self, turn: Turn, question: str) -> str | None:
        """ "Ga door met de test", said in the test, is going on."""
        if turn.intent != "ask_test":
            return super()._answer_instead(turn, question)
        turn.say("utter_resumed")
        return turn.intent

    def _answer_aside(self, turn: Turn, question: str, answered: bool) -> str | None:
        """A question or a need beside an answer is heard too: "mensen helpen, maar hoe kom ik aan een diploma"."""
        if answered and self.quotes(turn, question):
            return None
        said = super()._answer_aside(turn, question, answered)
        if not (answered and turn.words and turn.slot("exercise")) or said:
            return said
        if choosing.wants_human(turn):
            handoff.want_human(turn, "asked")
            return said
        _, asked = _of(question)
        heard = listing.heard(turn, asked)
        if not heard.anything or not heard.rest:
            return said
        if heard.asks_beside:
            turn.say("utter_question_beside", buttons=[repair.human_button()])
        elif not asked.more.get("dislikes"):  # "de avonddiensten, dan zie ik mijn kinderen niet" is one answer
            _remember_needs(turn, asked)
        return said

    def quotes(self, turn: Turn, question: str) -> bool:
        """What the boss will say, where that is asked, may well be a question."""
        return bool(turn.words) and is_quoted(question) and listing.heard(turn, _of(question)[1]).anything

    def keep_beside(self, turn: Turn) -> None:
        """An answer that stands beside a direct question counts."""
        _, asked = _of(turn.slot("requested_slot"))
        self.keep(turn, asked, listing.heard(turn, asked))

    def is_answer(self, turn: Turn, question: str) -> bool:
        """When it says something about the answers to choose from, and hardly anything else."""
        _, asked = _of(question)
        return not choosing.wants_human(turn) and listing.is_about(turn, asked)

    def why(self, turn: Turn, question: str) -> None:
        """One reason serves all: the answers stay with the person."""
        turn.say("utter_why_exercise")

    def explain(self, turn: Turn, question: str) -> None:
        """Any answer is right; skipping is too."""
        turn.say("utter_explain_exercise")

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """A button, a number, several numbers, the words of answers, or an answer in own words."""
        _, asked = _of(question)
        value = turn.value("answer")
        if value == DONE:
            turn.set("choosing", None)
            return True
        if value and asked.answer(value):
            return self.keep(turn, asked, Heard(chosen=[value]))
        if listing.is_statement(asked):
            return self.keep(turn, asked, Heard(chosen=listing.agreement(turn, asked)))
        said = listing.heard(turn, asked)
        if asked.more.get("own") and said.chosen and not said.refused:
            said.chosen += [f"{OWN}{in_sentence(own)}" for own in choosing.liked_beside(said)]
        if self.keep(turn, asked, said):
            if not said.rest:  # "mensen helpen moet weg" asks for no help
                turn.intent, turn.clauses = "inform", []
            return True
        chosen = listing.chosen(turn, asked)
        if chosen and not known and (turn.intent == "correct" or choosing.corrects(turn.words)):
            turn.say("utter_exercise_what_wrong")
            return True
        if chosen and pending.says_no(turn):
            turn.set("choosing", None)
            return True
        no_answer = known or work_told.tells_only_work(turn) or hearsay.asks(turn) or hearsay.is_of_others(turn.words)
        own = "" if no_answer else listing.own_answer(turn, asked)
        return bool(own) and self.keep(turn, asked, Heard(chosen=[own]))

    def keep(self, turn: Turn, asked: Question, heard: Heard) -> bool:
        """Keeps what was heard and says what is taken out; False when nothing was."""
        if not heard.anything:
            return False
        wrong = [id_ for id_ in heard.chosen if NOT + id_ in listing.kept(turn, asked)]
        chosen = listing.change(turn, asked, heard)
        if wrong:
            turn.say("utter_exercise_put_right", chosen=listing.in_words(asked, wrong))
        if asked.more.get("wish"):
            for own in (id_.removeprefix(OWN) for id_ in heard.chosen if id_.startswith(OWN)):
                wished_work.keep_liking(turn, own)
        if heard.done and not chosen and not heard.refused:  # "klaar" with nothing chosen
            turn.add("skipped", asked.name)
            turn.say("utter_skipped")
        closed = bool(chosen) and (heard.done or len(chosen) >= asked.pick)
        if heard.refused:
            turn.say("utter_exercise_taken_out", gone=listing.in_words(asked, heard.refused))
        if closed and (heard.refused or heard.instead):
            turn.say("utter_exercise_stands", chosen=listing.in_words(asked, chosen))
        turn.set("choosing", None if closed or (heard.done and not heard.refused) else asked.name)
        return True


def start(turn: Turn, id: str) -> None:
    """Begins an exercise, anew when it was done before."""
    _take(turn, id)
    first = exercises()[id].questions[0]
    told = next(filter(None, (_goal_in(first, text) for text in reversed(turn.typed()[-LATELY_TYPED:]))), "")
    if told:
        _keep_goal(turn, first, told)
    turn.follow_with(ExerciseForm.form)


def _goal_in(asked: Question, text: str) -> str:
    """The one answer to a question that was told before it was asked; nothing when none or more were."""
    said, asks = text.lower(), asked.more.get("told_as")
    if not asks or not re.search(asks, said):
        return ""
    found = [answer.id for answer in asked.answers if re.search(answer.more.get("said", "$^"), said)]
    return found[0] if len(found) == 1 else ""


def _goal_again(turn: Turn, exercise: Exercise, asked: Question) -> str:
    """The goal that is told where it is asked what the boss will say: it is their own, and no answer of the boss."""
    first = exercise.questions[0]
    again = first.more.get("told_again")
    own = asked is not first and asked.more.get("quoted") and again and re.search(again, turn.said)
    return _goal_in(first, turn.words) if own else ""


def _keep_goal(turn: Turn, asked: Question, id_: str) -> None:
    listing.change(turn, asked, Heard(chosen=[id_], instead=True))
    answer = asked.answer(id_)
    turn.say("utter_exercise_goal", aim=answer.more["aim"] if answer else "")


def begin_with(turn: Turn, exercise: Exercise) -> None:
    """Takes an exercise in hand with the answer to its first question that this message holds."""
    _take(turn, exercise.id)
    first = exercise.questions[0]
    ExerciseForm().keep(turn, first, listing.heard(turn, first))
    turn.say("utter_exercise_stands", chosen=listing.in_words(first, listing.chosen(turn, first)))


def _take(turn: Turn, id: str) -> None:
    begins = id + DOT
    turn.set("exercise", id)
    turn.set("choosing", None)
    kept = turn.slot("exercise_answers", {})
    turn.set("exercise_answers", {name: chosen for name, chosen in kept.items() if not name.startswith(begins)})
    for slot in ("asked", "skipped"):
        turn.set(slot, [name for name in turn.slot(slot, []) if not name.startswith(begins)])


def finish(turn: Turn) -> None:
    """Says what came out of the exercise, in words; nothing when no question was answered."""
    id = turn.slot("exercise")
    turn.set("exercise", None)
    turn.set("choosing", None)
    turn.add("exercises_done", id)
    outcomes.show(turn, exercises()[id])


def close_lists(turn: Turn) -> None:
    """No list is asked or offered any more."""
    turn.set("exercises_done", [*turn.slot("exercises_done", []), *exercises()])
    turn.set("exercise", None)
    turn.set("choosing", None)


def _answer_beside(turn: Turn, rest: str) -> None:
    """The question that stands beside one for the meaning of a word: "... ik wil weten hoe ik nederlands leer"."""
    if not rest:
        return
    turn.goes_on_with(rest)
    if wished_work.wants_lessons(turn):
        wish_answers.answer(turn)
    elif answer := questions.find(turn):
        answer(turn)


def _take_last_back(turn: Turn, asked: Question) -> None:
    """What was taken for a choice and was only a question stands no more; then the list comes again."""
    last = listing.chosen(turn, asked)[-1:]
    if last:
        left = [id_ for id_ in listing.kept(turn, asked) if id_ not in last]
        turn.set("exercise_answers", {**turn.slot("exercise_answers", {}), asked.name: left})
        turn.say("utter_exercise_taken_out", gone=listing.in_words(asked, last))
    else:
        turn.say("utter_exercise_nothing_chosen")


def _changes_earlier_list(turn: Turn, question: str) -> bool:
    """ "Mensen helpen moet weg", said when the next list is on the screen already."""
    _, asked = _of(question)
    here = listing.heard(turn, asked)
    if not choosing.corrects(turn.words) or here.chosen or {*here.refused} & {*listing.chosen(turn, asked)}:
        return False
    for exercise in exercises().values():
        for earlier in exercise.questions:
            if earlier.name != question and list_changes.change(turn, earlier, listing.heard(turn, earlier)):
                return True
    return False


def _remember_needs(turn: Turn, asked: Question) -> None:
    """A need told in a part of the message that is no answer to the list."""
    for part in turn.clauses:
        said, need = str(part.get("text", "")).lower(), str(part["intent"])
        told = need.startswith("need_") and hearing.is_surely_second(turn, need) and not asking.asks(said)
        if told and not choosing.named(said, asked.options):
            needs.remember_another(turn, need)
            return


def _current(turn: Turn) -> Exercise | None:
    return exercises().get(turn.slot("exercise") or "")


def _of(question: str) -> tuple[Exercise, Question]:
    exercise = exercises()[question.split(DOT)[0]]
    return exercise, exercise.question(question)


def _button(title: str, id: str) -> dict[str, str]:
    return {"title": title, "payload": f'/inform{{"answer": "{id}"}}'}

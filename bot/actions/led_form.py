"""A form in which the person leads: what they decide about the talk goes before every question of ours (`leading`)."""

from __future__ import annotations

from abc import abstractmethod

from bot.actions import (
    asking,
    correcting,
    leading,
    pending,
    plan_asked,
    questions,
    recognition,
    refusing,
    repair,
    shown_answers,
    step_offered,
)
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.turn import Turn

REQUESTED_SLOT = "requested_slot"
NEED_CHECK = "need_confirmed"


class LedForm(AnsweringAction):
    """Ends, lets go or goes on as the person says."""

    form: str

    @abstractmethod
    def open_questions(self, turn: Turn) -> list[str]:
        """The slots still to be asked for, in order."""

    @abstractmethod
    def is_answer(self, turn: Turn, question: str) -> bool:
        """Whether the words are so clearly an answer that no other meaning counts."""

    @abstractmethod
    def _go_on(self, turn: Turn, question: str) -> None:
        """Asks what is still open."""

    @abstractmethod
    def _answer_aside(self, turn: Turn, question: str, answered: bool) -> str | None:
        """Answers what was asked in passing, and names it."""

    def follows(self, turn: Turn, question: str) -> bool:
        """Follows what the person decides about the talk itself, before any answer, list or guess; see `leading`."""
        if leading.moves_day(turn):
            self._go_on(turn, question)
        elif step_offered.take(turn):
            self._close_with_step(turn, question)
        elif not leading.may_lead(turn):
            return False
        elif leading.says_goodbye(turn):
            leading.say_goodbye(turn)
            turn.set(REQUESTED_SLOT, None)
            turn.set("left", True)
            turn.set("left_form", self.form)
        elif leading.takes_step(turn):
            self._close_with_step(turn, question)
        elif leading.wants_nothing_more(turn):
            leading.leave_it(turn)
            turn.set(REQUESTED_SLOT, None)
            turn.set("left", True)
        elif self._is_asked_to_stop(turn):
            self._stop_asking(turn, question)
        elif self.form != "booking_form" and leading.asks_what_first(turn) and not self._denies_need(turn, question):
            fill_facts(turn, question)
            if turn.learnt("edu") and turn.slot("edu") == "none":  # "ik heb geen diploma, dus wat moet ik dan"
                turn.say("utter_no_diploma_counts")
            self._offer_steps(turn)
        elif plan_asked.answer(turn):
            self._go_on(turn, question)
        elif leading.wants_plan(turn):
            shown_answers.show_plan(turn)
            self._go_on(turn, question)
        elif leading.only_complains(turn) and not self._tells_answer(turn, question):
            leading.meet_complaint(turn)
            self._go_on(turn, question)
        elif step_offered.propose(turn):
            self._go_on(turn, question)
        else:
            leading.note_no_list(turn)
            return False
        turn.set("misses", 0)
        return True

    def _tells_answer(self, turn: Turn, question: str) -> bool:
        """Whether the words hold an answer to our question, however much they sound like a complaint."""
        return self.is_answer(turn, question) or bool(turn.entities(question))

    def _close_with_step(self, turn: Turn, question: str) -> None:
        """Nothing more is asked of who told their step: what stands beside it is heard, and then comes the plan."""
        if leading.goes_without_plan(turn):
            turn.set(REQUESTED_SLOT, None)
            turn.set("left", True)
            return
        if rest := leading.rest(turn):
            turn.goes_on_with(rest)
            correcting.read_back(turn, fill_facts(turn))
            if asking.is_question(turn.said) and (answer := questions.find(turn)):
                answer(turn)
            elif asking.asks_in_part(rest) and not leading.tell_about_step(turn, rest):
                said = self._answer_aside(turn, question, answered=True)
                if not said and asking.wants_answer(rest):
                    turn.say("utter_question_beside", buttons=[repair.human_button()])
        turn.set("exercise", None)
        turn.set("helped_needs", True)
        self._ask_nothing(turn)
        if turn.waits:  # for the day of the step
            turn.set(REQUESTED_SLOT, question)
        else:
            turn.set("detour", "go_on")
            turn.set(REQUESTED_SLOT, None)

    def _ask_nothing(self, turn: Turn) -> None:
        """Every question that is open is let go; of the need that was given back we are sure."""
        if turn.slot("needs"):
            turn.set(NEED_CHECK, True)
        let_go = {NEED_CHECK}
        while left := [each for each in self.open_questions(turn) if each not in let_go]:  # one may open another
            let_go.update(left)
            for question in left:
                turn.add("skipped", question)

    def _is_asked_to_stop(self, turn: Turn) -> bool:
        """Whether no question is wanted any more; a no to a list is one only where questions make a list."""
        no_list = self.form == "situation_form" and leading.wants_no_list(turn)
        return self.form != "booking_form" and (no_list or leading.refuses_questions(turn.words))

    def _stop_asking(self, turn: Turn, question: str) -> None:
        """No question any more, of this form or of a list: we go on with what is known."""
        refusing.refuse(turn, refusing.HELP, "test")
        refusing.refuse(turn, refusing.HELP, refusing.QUESTIONS)
        turn.set("pending", None)
        turn.set("exercise", None)
        fill_facts(turn)
        turn.say("utter_no_more_questions")
        self._ask_nothing(turn)
        if answer := questions.find(turn):
            answer(turn)
        self._go_on(turn, question)

    def _denies_need(self, turn: Turn, question: str) -> bool:
        """Whether "klopt dat?" is answered with a no: what is meant is found out first."""
        return question == NEED_CHECK and pending.says_no(turn)

    def _offer_steps(self, turn: Turn) -> None:
        """Who asks what to do now sees the small steps that fit, at once."""
        turn.set("pending", None)
        turn.set("exercise", None)
        recognition.say(turn)
        turn.add("asked", leading.WHAT_FIRST)
        turn.set("detour", "change_step")
        turn.set(REQUESTED_SLOT, None)

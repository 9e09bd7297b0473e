"""The base of every form: one mechanism for answers, side questions, repair and leaving.

Rasa calls `validate_<form>` once a turn. It fills what the message tells, answers what was asked in passing, and then
says the next question itself, so a turn costs one call. The form ends when no question is open.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from bot.actions import (
    answers,
    asking,
    cancelling,
    coming_back,
    complaints,
    correcting,
    handoff,
    hearing,
    heavy,
    languages,
    leaving,
    left_out,
    list_changes,
    misjudged,
    moves,
    needs,
    note,
    own_steps,
    own_work,
    pending,
    plain_moves,
    plan_changes,
    plan_editing,
    plan_gone,
    plan_orders,
    protesting,
    question_meaning,
    questions,
    recognition,
    refused_steps,
    refusing,
    repair,
    safety,
    simpler,
    step_cut,
    unanswered,
    untold,
    urgency,
    waiting_list,
    wish_answers,
    wished_work,
    word_first,
)
from bot.actions.facts import fill_facts
from bot.actions.handoff import SURE_OF_A_HUMAN
from bot.actions.led_form import NEED_CHECK, REQUESTED_SLOT, LedForm
from bot.actions.turn import Turn
from bot.actions.wording import label

MOST_COUNTED = 4  # questions still to come, in words
SURE_BESIDE = 0.7  # beside an answer, a question is answered only when it surely is one


def _is_told(turn: Turn, need: str) -> bool:
    """A need is noted only when it is clear and told, not asked: nobody wants to hear what they did not say."""
    is_need = need.startswith("need_") and not wished_work.is_refused(turn)
    return is_need and hearing.is_surely_second(turn, need)


def _is_guess(turn: Turn, intent: str) -> bool:
    """Whether a need is only what a message that asks nothing may mean: no list is shown for it."""
    return intent.startswith("need_") and bool(turn.words) and not hearing.asks(turn)


class Form(LedForm):
    """A form of questions. Subclasses say which are open, how one is asked and how an answer is read."""

    def name(self) -> str:
        """Rasa finds the form's validation by this name."""
        return f"validate_{self.form}"

    @abstractmethod
    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Asks for one slot; `again` when it was asked before."""

    @abstractmethod
    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """Reads the answer to the question that was asked; True when it was one. `known` names the facts just told."""

    def hears_first(self, turn: Turn, question: str) -> bool:
        """What only this form can hear and must hear before the rest; True when the message has had its answer."""
        return False

    def hears_complaint(self, turn: Turn) -> bool:
        """A complaint about our question itself, met before what is felt; True when the message has had its answer."""
        return False

    def is_answer(self, turn: Turn, question: str) -> bool:
        """Whether the words are so clearly an answer that no other meaning counts: "uitleggen en plannen"."""
        return False

    def drops_protested(self, turn: Turn) -> None:
        """Lets go of what somebody says was beside the point, where that ends it."""

    def why(self, turn: Turn, question: str) -> None:
        """Says why the question is asked."""
        turn.say(f"utter_why_{question}")

    def explain(self, turn: Turn, question: str) -> None:
        """Says in other words what is meant."""
        turn.say(f"utter_explain_{question}")

    def keep_beside(self, turn: Turn) -> None:
        """Keeps what is told beside a direct question."""

    def not_understood(self, turn: Turn, question: str) -> None:
        """Meets a message that nothing was made of."""
        repair.not_understood(turn)

    def takes_wish(self, turn: Turn, question: str) -> bool:
        """Answers a wish for work at once, in any form; False when the message is an answer to the question."""
        wish_answers.take_facts(turn, question)
        wish_answers.answer(turn)
        return True

    def leaves_for_human(self) -> bool:
        """Whether asking for a human ends this form. The booking form already leads to one."""
        return True

    def respond(self, turn: Turn) -> None:
        """One turn in the form."""
        question: str | None = turn.slot(REQUESTED_SLOT)
        if turn.starts_form(self.form) or question is None:
            self._enter(turn, question)
            return
        plan_orders.hear_denials(turn)
        coming_back.welcome(turn)
        word_first.explain(turn)
        if self.leaves_for_human():
            moves.hear_human(turn)
        protested = misjudged.hear(turn) or protesting.hear(turn)
        if protesting.was_met(turn):
            self.drops_protested(turn)
        if protested:
            self._go_on(turn, question)
        elif safety.hear(turn):
            safety.answer(turn)
            self._go_on(turn, question)
        elif handoff.is_back(turn):
            self._return_from_human(turn, question)
        elif (
            plan_gone.hear(turn)
            or note.taken_back(turn)
            or handoff.stops_waiting(turn)
            or waiting_list.hear(turn)
            or cancelling.hear(turn)
            or plan_editing.hear(turn)
        ):
            self._go_on(turn, question)
        elif self.follows(turn, question):
            pass
        elif pending.answer(turn):
            fill_facts(turn, question)
            self._go_on(turn, question)
        elif not step_cut.is_asked(turn) and own_steps.take_back(turn):
            correcting.read_back(turn, fill_facts(turn))
            turn.set("detour", "change_step")
            turn.set(REQUESTED_SLOT, None)
        else:
            self._listen(turn, question)

    def _listen(self, turn: Turn, question: str) -> None:
        """First what is felt, a clear question, a wish for work, any direct question, and then the answer to ours."""
        languages.hear(turn)
        own_work.hear_asked_of(turn)
        if untold.hear(turn, question):
            self._hear_beside_refusal(turn, question)
            return

        if self.leaves_for_human() and moves.calls_human(turn) and not questions.asks_of_adviser(turn):
            fill_facts(turn, question)
            handoff.want_human(turn, "asked")
            self._go_on(turn, question)
            return

        refused = refused_steps.note(turn)  # whatever else the message says
        wished_work.note_subject(turn)
        refusing.hear(turn)
        if self.hears_complaint(turn):
            self._go_on(turn, question)
            return

        recognised = recognition.say(turn)
        pressed = urgency.offer(turn)
        puts_right = plan_changes.puts_right(turn)
        only_refuses = refused.ids and not asking.asks_in_part(turn.words)
        plain = None if puts_right else plain_moves.find(turn)
        clear = None if puts_right or only_refuses or plain else questions.find_clear(turn)
        wishes = not clear and wished_work.is_told(turn) and not own_steps.tells_early(turn)
        wishes = wishes and not puts_right
        wishes = wishes and (question != "occupation" or wished_work.is_plain(turn) or asking.asks_in_part(turn.words))
        if clear:
            self._answer_question(turn, question, clear)
        elif wishes and self.takes_wish(turn, question):
            turn.set("misses", 0)
            self._go_on(turn, question)
        elif plain:
            wished_work.note(turn)
            self._answer_question(turn, question, plain)
        elif heavy.holds(turn) and self._only_weighs(turn, question):
            fill_facts(turn, question)
            heavy.ask_more(turn)
            self._go_on(turn, question)
        elif not puts_right and complaints.answer(turn):
            self._ask_no_more(turn, question)
            self._go_on(turn, question)
        elif self.hears_first(turn, question):
            wished_work.note(turn)  # "zonder school" says of work what it must be, too
            self._go_on(turn, question)
        elif list_changes.hear(turn):
            turn.set("misses", 0)
            self._go_on(turn, question)
        elif plan_changes.hear(turn):
            if not puts_right:  # what is taken out or put right is no wish
                wished_work.note(turn)
            self._after_change(turn, question)
        elif wished_work.stays(turn) and question != NEED_CHECK:
            fill_facts(turn, question)
            refusing.hear(turn)
            asked = questions.find(turn) if asking.asks_in_part(turn.words) else None
            wish_answers.acknowledge(turn, asks=asked is None)
            if asked:
                asked(turn)
            self._go_on(turn, question)
        elif (refusing.takes_out(turn) or refusing.laughs(turn) or refusing.has_already(turn)) and left_out.tell(turn):
            turn.set("misses", 0)
            self._go_on(turn, question)
        elif correcting.drops_guess(turn) or correcting.puts_work_right(turn):
            self._go_on(turn, question)
        elif not self.quotes(turn, question) and (answer := questions.find(turn)):
            self._answer_question(turn, question, answer)
        elif hearing.only_angry(turn) and recognition.ask_on(turn):
            self._go_on(turn, question)
        else:
            known = fill_facts(turn, question)
            offered = pressed or (recognised and not hearing.asks(turn))
            if question not in known and not self.is_answer(turn, question) and self._leave(turn):
                turn.set(REQUESTED_SLOT, None)
            else:
                self._hear(turn, question, known, offered)
                self._go_on(turn, question)

    def _hear_beside_refusal(self, turn: Turn, question: str) -> None:
        """What else is said by who does not want to tell something: heard like any other message."""
        answer = questions.find(turn) if turn.words else None
        known = fill_facts(turn) if turn.words else {}
        if answer:
            answer(turn)
        elif turn.words and not self._answer_aside(turn, question, answered=True):
            repair.say_noted(turn, set(known), corrected=any(before is not None for before in known.values()))
            if not known and repair.is_question(turn):
                repair.say_unknown(turn)
        self._go_on(turn, question)

    def quotes(self, turn: Turn, question: str) -> bool:
        """Whether the message gives what another says, so that what it asks is not asked of us."""
        return False

    def _answer_question(self, turn: Turn, question: str, answer: Callable[[Turn], None]) -> None:
        """Answers what was asked, with what is told beside it kept, and goes back to our own question."""
        correcting.read_back(turn, fill_facts(turn))
        self.keep_beside(turn)
        answer(turn)
        turn.set("misses", 0)
        self._go_on(turn, question)

    def _ask_no_more(self, turn: Turn, question: str) -> None:
        """A question that somebody says was asked too often is let go; of the need that was given back we are sure."""
        if not recognition.was_asked_too_often(turn):
            return
        if question == NEED_CHECK:
            turn.set(question, bool(turn.slot("needs")) or None)
        else:
            turn.add("skipped", question)

    def _only_weighs(self, turn: Turn, question: str) -> bool:
        """Whether a heavy message holds no question, step, wish or order that has an answer of its own."""
        if turn.slot("plan_shown") and plan_orders.is_asked(turn):
            return False
        step = own_steps.own_step_in(turn)
        tells_step = own_steps.is_sure(step) and not recognition.is_heavy(step) and not heavy.is_told(turn)
        tells_step = tells_step or (question != "step" and self.is_answer(turn, question))
        return not tells_step and turn.intent not in refusing.WAYS_TO_A_HUMAN and questions.find(turn) is None

    def _after_change(self, turn: Turn, question: str) -> None:
        """After a change of the plan; when the step does not fit any more another is chosen."""
        self.keep_beside(turn)
        if question == "appointment" and refusing.declined(turn).kinds & {
            "human",
            question,
        }:  # "nee geen adviseur. ..."
            refusing.refuse_human(turn)
            turn.add("skipped", question)
        if turn.slot("detour"):
            turn.set(REQUESTED_SLOT, None)
        else:
            self._go_on(turn, question)

    def _enter(self, turn: Turn, question: str | None) -> None:
        """Asks the first question, unless another action asked something in this turn: one question at a time."""
        if turn.slot("hold"):
            turn.set("hold", None)
            turn.set(REQUESTED_SLOT, question)
        else:
            self._ask_next(turn)

    def _return_from_human(self, turn: Turn, question: str) -> None:
        """The very question that stood, in other words; a yes or no that was pending comes before it."""
        if turn.slot("pending"):
            handoff.repeat_question(turn)
            turn.waits = True
        else:
            handoff.welcome_back(turn)
        self._go_on(turn, question)

    def _hear(self, turn: Turn, question: str, known: dict[str, Any], offered: bool) -> None:
        """Reads the answer, and whatever else the message holds. `offered`: what it told was met with a human."""
        if known and turn.intent in answers.CHATTER:  # "meppel" is a place, however little it tells the model
            turn.intent, turn.clauses = "inform", []
        answered = self.read(turn, question, set(known)) or question in known
        aside = self._answer_aside(turn, question, answered)
        if not answered and not aside and wished_work.is_refused(turn):
            wish_answers.acknowledge(turn)
            answered = True
        corrected = {name for name, before in known.items() if before is not None}
        correcting.remember(turn, known)
        if answered:
            turn.set("misses", 0)
            if (
                known and not turn.has_spoken and wished_work.is_refused(turn)
            ):  # "vast. maar de hele dag zitten kan niet"
                wish_answers.acknowledge(turn, asks=False)
        elif turn.intent == "correct" and not known:
            if not repair.says_it_does_not_know(turn):
                correcting.correct(turn)
        elif aside == "out_of_scope":
            repair.count_miss(turn)
        elif not (aside or known or offered or correcting.say_known(turn) or wish_answers.take_bare_name(turn)):
            self.not_understood(turn, question)
        if corrected or (known and not answered and not aside):
            repair.say_noted(turn, set(known), corrected=bool(corrected))
        asks_beside = (
            known and not answered and not aside and repair.is_question(turn)
        )  # "kan ik dat nog leren op mn 54e?"
        if asks_beside and not question_meaning.ask_back(turn):
            repair.says_it_does_not_know(turn)
        self._hears_wish_for_human(turn, aside)
        if repair.needs_human(turn):
            turn.set("wants_human", "misunderstood")  # offered, not handed over: that is done on request only

    def _go_on(self, turn: Turn, question: str) -> None:
        """Asks the next question, unless something else was just asked or the form is left."""
        self._take_up(turn)
        if not self.quotes(turn, question):
            unanswered.answer(turn)
        if turn.leaves or turn.slot("wants_human"):
            turn.set(REQUESTED_SLOT, None)
            turn.set("left", turn.leaves or None)
        elif turn.waits:
            turn.set(REQUESTED_SLOT, question)
        else:
            self._ask_next(turn)

    def _take_up(self, turn: Turn) -> None:
        """Answers what was said beside a sign of trouble, when that has had its own answer."""
        beside = safety.take_up(turn) if turn.goes_on else None
        answered = not beside or safety.answer_beside(turn, beside)
        if beside and not answered and beside.startswith("need_") and hearing.is_surely_second(turn, beside):
            needs.remember_another(turn, beside)

    def _leave(self, turn: Turn) -> bool:
        """Whether the message leaves this form; see `leaving`."""
        return leaving.leave(turn, self.form, for_human=self.leaves_for_human())

    def _answer_aside(self, turn: Turn, question: str, answered: bool) -> str | None:
        """Answers what was said besides the answer, or instead of it; returns what that was."""
        said = None if answered else self._answer_instead(turn, question)
        if said == "ask_clarify":  # "te lang" is about what we said, and asks nothing else
            return said
        heard = turn.intents()
        told = [intent for intent in heard if intent not in answers.CHATTER]
        for intent in told if told or answered else heard:
            if (answered or _is_guess(turn, intent)) and turn.sureness(intent) < SURE_BESIDE:
                continue
            if answers.answer_aside(turn, intent):
                said = intent
            elif not answered and said is None and _is_told(turn, intent):
                needs.remember_another(turn, intent)
                said = intent
        return said

    def _hears_wish_for_human(self, turn: Turn, aside: str | None) -> None:
        """A wish for a human in a part of the message: "zijn er subsidies, en kan ik een mens spreken?"."""
        beside = [intent for intent in refusing.WAYS_TO_A_HUMAN if intent != turn.intent and intent in turn.intents()]
        if aside and self.leaves_for_human() and any(turn.sureness(each) >= SURE_OF_A_HUMAN for each in beside):
            handoff.want_human(turn, "asked")

    def _answer_instead(self, turn: Turn, question: str) -> str | None:
        """Skipping, not knowing, thinking, asking why: said of the message as a whole, never of a part of it."""
        if turn.intent == hearing.JUST_LOOKING and "dont_know" in turn.intents():  # "weet niet, eerst eens kijken"
            turn.intent = "dont_know"
        if turn.intent in ("skip", "dont_know"):
            turn.add("skipped", question)
            turn.say("utter_skipped" if turn.intent == "skip" else "utter_dont_know_is_fine")
        elif turn.intent == "think":
            turn.say("utter_take_your_time")
            turn.waits = True
        elif turn.intent == "ask_why":
            self.why(turn, question)
        elif simpler.asked(turn):
            if not simpler.say(turn):
                self.explain(turn, question)
            return "ask_clarify"
        elif turn.intent == "resume":
            turn.say("utter_resumed")
        elif turn.intent == "change_step":  # with a step there is, it is changed: see DETOURS
            turn.say("utter_no_step_yet")
        elif turn.intent == "repeat":
            turn.say("utter_repeat_question")
        elif turn.intent == "ask_progress":
            turn.say("utter_progress_here", left=self._left_in_words(turn))
        elif turn.waits or turn.intent == "restart":
            pass
        else:
            return None
        return turn.intent

    def _left_in_words(self, turn: Turn) -> str:
        left = len(self.open_questions(turn))
        words = str(left) if left <= MOST_COUNTED else "more"
        return label("questions_left", words).format(left=left)

    def _ask_next(self, turn: Turn) -> None:
        questions = self.open_questions(turn)
        if not questions:
            turn.set(REQUESTED_SLOT, None)
            return
        question = questions[0]
        turn.set(REQUESTED_SLOT, question)
        asked: list[str] = turn.slot("asked", [])
        self.ask(turn, question, question in asked)
        turn.add("asked", question)

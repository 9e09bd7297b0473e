"""The actions outside the forms: a need is heard, a form has ended, something is said that belongs to no form."""

from __future__ import annotations

from collections.abc import Callable

from bot.actions import (
    answers,
    asking,
    booking,
    cancelling,
    coming_back,
    complaints,
    correcting,
    exercise_form,
    exercise_offer,
    faint,
    half_said,
    handoff,
    hearing,
    hearsay,
    heavy,
    languages,
    leading,
    led_talk,
    left_out,
    list_changes,
    misjudged,
    moves,
    moving,
    need_check,
    need_denials,
    needs,
    note,
    opening,
    order,
    own_need,
    own_steps,
    own_work,
    pending,
    plain_asks,
    plain_moves,
    plan_changes,
    plan_editing,
    plan_gone,
    plan_orders,
    protesting,
    questions,
    recognition,
    refused_steps,
    refusing,
    repair,
    restarting,
    safety,
    simpler,
    situation,
    step_cut,
    unanswered,
    urgency,
    waiting_list,
    wish_answers,
    wished_work,
    word_first,
)
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.message import UNCLEAR
from bot.actions.turn import Turn

SNEER = "sneer"
SURE_OF_PART = 0.8  # that a part of a message asks
LISTEN = "action_listen"  # Rasa's own: the rule's form does not follow


class ActionHearNeed(AnsweringAction):
    """The person said what they need: give it back and let them check it."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_hear_need"

    def respond(self, turn: Turn) -> None:
        """Reflects the needs of this message; the situation form then waits for yes or no."""
        safety.hear_no(turn)  # "zo erg is het niet, ik ben gewoon op" only sounds like a need
        weighs = str(turn.slot("pending") or "")
        turn.set("pending", None)
        plan_orders.hear_denials(turn)
        word_first.explain(turn)
        if cancelling.hear(turn) or moving.hear_outside(turn):
            if not turn.names_next:
                turn.follow_with(LISTEN)
            return
        # whatever it sounds like, it is typed for a line of the plan, or only says that we had it wrong
        if plan_gone.hear(turn) or plan_editing.hear(turn) or misjudged.hear(turn) or protesting.hear(turn):
            turn.follow_with(LISTEN)
            return
        if led_talk.follow(turn):
            if not turn.names_next:
                turn.follow_with(LISTEN)
            return
        opening.introduce(turn)
        if turn.intent == "goodbye":  # "niks, klopt allemaal. doei" only sounds like a need
            answers.say_goodbye(turn)
            turn.follow_with(LISTEN)
            return
        fill_facts(turn)
        refused_steps.note(turn)
        wished_work.note_subject(turn)
        if turn.intent == "ask_human":  # what else was said is kept, and asked about later
            booking.start_booking(turn, "asked")
            return
        if faint.is_in_words(turn):
            faint.say(turn)
        recognition.say(turn)
        urgency.offer(turn)
        if weighs.startswith(heavy.PENDING) and heavy.hear(turn, weighs):
            turn.follow_with(LISTEN)
            return
        if half_said.others_want(turn) and half_said.may_begin(turn):
            half_said.begin(turn)
            turn.follow_with(LISTEN)
            return
        if plan_changes.hear(turn):
            _after_plan_change(turn)
            if not turn.slot("detour"):
                turn.follow_with(LISTEN)
            turn.set("detour", None)
            return
        if own_need.leads(turn) and own_steps.tells_early(turn):
            order.change_step(turn)
            return
        plain = plain_moves.find(turn)
        clear = None if plain else questions.find_clear(turn)
        if not clear and not plain and plain_asks.answer(turn):
            turn.follow_with(LISTEN)
            return
        if not clear and wished_work.is_told(turn) and _answers_wish_at_once(turn):
            _answer_wish(turn)
            return
        if plain:
            wished_work.note(turn)
            plain(turn)
            turn.follow_with(LISTEN)
            return
        asked = questions.answer(turn)
        if asked and (turn.intent == "inform" or not hearing.is_need_beside(turn)):
            turn.follow_with(LISTEN)
            return
        if complaints.answer(turn) or _asks_on(turn):
            turn.follow_with(LISTEN)
            return
        if heavy.holds(turn) and not _tells_new_need(turn):
            heavy.ask_more(turn)
            turn.follow_with(LISTEN)
            return
        if not hearing.is_surely_told(turn) and repair.says_who_knows_more(turn):
            turn.follow_with(LISTEN)
            return
        answered = _answers_beside(turn)
        if not _is_heard(turn):
            _find_out(turn, answered)
            return
        if _is_known(turn):
            _say_known(turn)
            turn.follow_with(LISTEN)
            return
        if not (answered or asked):
            _answer_part(turn)
        needs.hear(turn)
        if turn.slot("needs"):
            order.check_need(turn)
        else:
            _find_out(turn)


def _answers_wish_at_once(turn: Turn) -> bool:
    """In a first message a wish is a need to be checked, unless it asks something or names what to learn."""
    is_special = wished_work.course_in(turn) or wished_work.wishes_meant(turn)
    return bool(turn.slot("needs") or is_special) or asking.asks_in_part(turn.words)


def _is_known(turn: Turn) -> bool:
    """Whether a message after the plan only sounds like what the plan is about: that is not asked once more."""
    heard = hearing.needs_in(turn)
    return bool(turn.slot("plan_shown") and turn.words and heard) and set(heard) <= set(turn.slot("needs", []))


def _say_known(turn: Turn) -> None:
    """Answers a question as far as we can; else that it is known, and stands in the plan."""
    turn.set("misses", 0)
    if repair.is_question(turn):
        repair.say_unknown(turn, [repair.human_button()])
    elif not turn.learnt("signposts"):  # else what it feels like had its own sentence
        turn.say("utter_need_known")


def _is_heard(turn: Turn) -> bool:
    """Whether a need is told: to who leads with words of their own only what is plain is another."""
    return hearing.is_clear(turn) and bool(turn.is_button or hearing.needs_in(turn)) and not _is_guess(turn)


def _puts_right(turn: Turn) -> bool:
    """Whether it says that what we offered or noted is not for them, and that had its answer."""
    had = refusing.has_already(turn) and left_out.tell(turn)
    return had or correcting.drops_guess(turn) or correcting.puts_work_right(turn)


def _sneers(turn: Turn) -> bool:
    """Whether a sneer at a computer is all that is said, however much it sounds like a question: it is asked on."""
    return recognition.met_now(turn, "asks") == SNEER and hearing.only_angry(turn) and recognition.ask_on(turn)


def _asks_on(turn: Turn) -> bool:
    """Whether anger is all that is said, and it was asked on; who says what is so beside a no has said something."""
    told = need_denials.in_words(turn.words) and own_need.told_in(turn.words)
    return not told and hearing.only_angry(turn) and recognition.ask_on(turn)


def _is_guess(turn: Turn) -> bool:
    return own_need.leads(turn) and not turn.is_button and not hearing.in_plain_words(turn)


def _tells_new_need(turn: Turn) -> bool:
    """Whether a need is told that is not known yet: it is given back, and that is question enough. Of who was passed
    over only one in plain words is.
    """
    told = hearing.in_plain_words(turn) if recognition.tells(turn, recognition.PASSED_OVER) else hearing.needs_in(turn)
    return hearing.is_clear(turn) and not set(told) <= set(turn.slot("needs", []))


def _answers_beside(turn: Turn) -> bool:
    """Answers a question that the model surely heard in a part of the message: it comes before a need beside it."""
    asks = asking.asks_in_part(turn.words) or turn.does("ask", sure=repair.SURE_OF_ASKING)
    asked = answers.surely_asked(turn) if asks else None
    return asked is not None and answers.answer_aside(turn, asked)


def _answer_part(turn: Turn) -> None:
    """Answers what a part of the message surely asks: "mijn knieen zijn op. wanneer mag ik stoppen"."""
    part = moves.part_that_makes(turn, "ask", sure=SURE_OF_PART)
    if part and (found := questions.find_in(turn, part, of_part=True)):
        whole = turn.intent, turn.confidence, turn.clauses
        found(turn)
        turn.intent, turn.confidence, turn.clauses = whole


def _find_out(turn: Turn, answered: bool = False) -> None:
    """The form asks what is meant; who has a plan keeps it until another need is clear, and who had an answer too."""
    if answered:
        turn.follow_with(LISTEN)
    elif need_denials.in_words(turn.words) and (words := own_need.told_in(turn.words)):
        own_need.take(turn, words, own_need.TAKES)
        turn.follow_with(LISTEN)
    elif need_denials.in_words(turn.words):  # a no to what nobody proposed needs no question
        turn.say("utter_left_out")
        turn.follow_with(LISTEN)
    elif own_need.take_wish(turn) or (hearsay.insists(turn.words) and repair.says_it_does_not_know(turn)):
        turn.follow_with(LISTEN)
    elif turn.slot("plan_shown") or own_need.leads(turn):
        repair.did_you_mean(turn)
        turn.follow_with(LISTEN)
    else:
        needs.set_aside(turn)


def _answer_wish(turn: Turn) -> None:
    """Work that is wished for is shown at once; then the order goes on, unless there is a plan already."""
    needs.take_wish(turn)
    wish_answers.answer(turn)
    turn.follow_with(LISTEN if turn.slot("plan_shown") else "action_continue")


class ActionContinue(AnsweringAction):
    """Runs when a form has ended: help, then the step, then the plan and a human."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_continue"

    def respond(self, turn: Turn) -> None:
        """Says what the ended form led to and names the form that follows."""
        if turn.slot("left"):  # stopped, or started again: nothing is pressed on the person
            turn.set("left", None)
        elif turn.slot("detour"):
            detour = turn.slot("detour")
            turn.set("detour", None)
            order.FORMS_AGAIN[detour](turn)
        elif turn.slot("wants_human"):
            booking.start_booking(turn, turn.slot("wants_human"))
        elif exercise_offer.is_made(turn):
            if not exercise_offer.finish(turn):
                order.go_on(turn)
        elif turn.slot("exercise"):
            exercise_form.finish(turn)
            if not turn.waits:
                order.go_on(turn)
        else:
            order.go_on(turn)


# With a fact in it, such a message is about the fact: "nee, ik ben 42", "hoi, ik ben kok".
CARRIES_FACTS = ("affirm", "deny", "greet", "smalltalk")


class ActionAnswer(AnsweringAction):
    """Answers what is said outside a form."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_answer"

    def answer(self, turn: Turn) -> None:
        """What else the message asks has its answer too."""
        super().answer(turn)
        unanswered.answer(turn)

    def respond(self, turn: Turn) -> None:
        """Answers by intent; asks back when it is not clear."""
        plan_orders.hear_denials(turn)
        coming_back.welcome(turn)
        word_first.explain(turn)
        moves.hear_human(turn)
        if misjudged.hear(turn) or protesting.hear(turn):
            return
        if safety.hear(turn):
            safety.answer(turn)
            _after_aside(turn)
            return
        if handoff.is_back(turn):
            handoff.repeat_question(turn)
            return
        if cancelling.hear(turn) or moving.hear_outside(turn):
            return
        if plan_gone.hear(turn) or plan_editing.hear(turn) or led_talk.follow(turn):
            return
        beside = any(turn.sureness(way) >= handoff.SURE_OF_A_HUMAN for way in refusing.WAYS_TO_A_HUMAN)
        if turn.intent == UNCLEAR and beside and not refusing.declined(turn).kinds:
            turn.intent = "ask_human"  # "ik ben Anja, mijn rug is op, ik wil een adviseur spreken"
        wants_human = turn.intent == "ask_human" and not moves.rules_out(turn, "human", "agree", "pick")
        if wants_human and not questions.asks_of_adviser(turn):
            fill_facts(turn)
            booking.start_booking(turn, "asked")
            return
        half_heard = turn.slot("maybe_occupations")
        own_work.hear_asked_of(turn)

        languages.hear(turn)
        wished_work.note_subject(turn)
        refusing.hear(turn)
        known = fill_facts(turn)
        if note.taken_back(turn) or handoff.stops_waiting(turn) or waiting_list.hear(turn):
            return
        recognised = recognition.say(turn)
        pressed = urgency.offer(turn)
        if pending.answer(turn):
            _after_aside(turn)
        elif turn.slot("left_form") and coming_back.goes_on_after_all(turn):
            order.resume(turn)
        elif not step_cut.is_asked(turn) and own_steps.take_back(turn):
            correcting.read_back(turn, known)
            order.change_step(turn)
        elif list_changes.hear(turn):
            turn.set("misses", 0)
        elif plan_changes.hear(turn):
            _after_plan_change(turn)
            turn.set("detour", None)
        elif plain := plain_moves.find(turn):
            wished_work.note(turn)
            correcting.read_back(turn, known)
            _answer_question(turn, plain)
        elif clear := questions.find_clear(turn):
            correcting.read_back(turn, known)
            _answer_question(turn, clear)
        elif own_need.leads(turn) and own_steps.tells_early(turn):
            order.change_step(turn)
        elif plain_asks.answer(turn):
            correcting.read_back(turn, known)
        elif wished_work.is_told(turn):
            _answer_wish(turn)
        elif _puts_right(turn) or _sneers(turn):
            turn.set("misses", 0)
        elif answer := questions.find(turn):
            correcting.read_back(turn, known)
            _answer_question(turn, answer)
        elif complaints.answer(turn) or _asks_on(turn):
            turn.set("misses", 0)
        elif heavy.holds(turn) and not _tells_new_need(turn):
            heavy.ask_more(turn)
        elif turn.value("appointment"):
            booking.book_offered(turn)
        elif turn.slot("left_form") and _comes_back(turn):
            order.resume(turn)
        elif turn.intent in order.FORMS_AGAIN and (turn.intent != "ask_test" or turn.value("exercise")):
            order.FORMS_AGAIN[turn.intent](turn)
        elif recognised and recognition.is_young(turn) and not turn.slot("needs"):
            turn.say("utter_young_choices")
        elif not hearing.is_surely_told(turn) and repair.says_who_knows_more(turn):
            turn.set("misses", 0)
        elif _is_known(turn):
            _say_known(turn)
        elif hearing.needs_in(turn) and not _is_guess(turn):  # "ik ben lasser, de fabriek sluit"
            opening.introduce(turn)
            _answers_beside(turn)
            needs.hear(turn)
            order.check_need(turn)
        elif wished_work.is_refused(turn):
            wish_answers.acknowledge(turn)
            _after_plan_change(turn)
        elif simpler.asked(turn):  # "te veel tekst"
            answers.ANSWERS["ask_clarify"](turn)
        elif len(turn.typed()) > 1 and not turn.slot("needs") and leading.asks_what_first(turn):  # "what now"
            turn.say("utter_what_i_do_en" if turn.slot("language") == "en" else "utter_what_next")
        elif turn.intent == "correct" and not known:
            correcting.correct(turn)
        elif turn.intent == "affirm" and not turn.slot("needs") and need_check.standing_needs(turn):  # to "which?"
            needs.set_aside(turn)
            turn.follow_with("situation_form")
        elif turn.intent == "dont_know" and recognition.is_young(turn):
            turn.say("utter_young_choices")
        elif turn.intent in answers.ANSWERS and not (known and turn.intent in CARRIES_FACTS):
            if known and turn.intent == "other_language":  # what it told is named, whatever the language
                repair.say_noted(turn, set(known), corrected=any(before is not None for before in known.values()))
            if not answers.answer_aside(turn, turn.intent):
                answers.ANSWERS[turn.intent](turn)
            if turn.intent != "out_of_scope":
                turn.set("misses", 0)
        elif known and _asked_for_schemes(turn):
            repair.say_noted(turn, set(known), corrected=False, lists_follow=True)
            turn.drop("helped", "budgets")  # with these facts it is another list
            answers.ANSWERS["ask_budget"](turn)
        elif known:
            repair.say_noted(turn, set(known), corrected=any(before is not None for before in known.values()))
            if asked := answers.surely_asked(turn):
                answers.answer_aside(turn, asked)
            elif turn.slot("maybe_occupations") not in (None, half_heard):
                situation.ask_which_work(turn)
            elif _is_out_of_work(turn):
                turn.intent, turn.confidence, turn.clauses = wished_work.SEEKS_WORK, 1.0, []
                needs.hear(turn)
                order.check_need(turn)
            elif not own_need.leads(turn):
                turn.say("utter_young_choices" if recognition.is_young(turn) else "utter_what_next")
        elif turn.slot("need_confirmed") and own_steps.is_own_plan(turn):
            order.change_step(turn)
        elif correcting.say_known(turn):
            turn.say("utter_what_next")
        elif turn.slot("maybe_occupations") not in (None, half_heard):
            situation.ask_which_work(turn)
        elif half_said.may_begin(turn):
            opening.introduce(turn)
            half_said.begin(turn)
        elif _answers_beside(turn) or pressed or own_need.take_wish(turn) or _takes_bare_name(turn):
            turn.set("misses", 0)
        elif not turn.slot("needs") and (told := own_need.told_surely(turn)):
            opening.introduce(turn)
            own_need.take(turn, told, own_need.TAKES)
        else:
            repair.did_you_mean(turn)
            if repair.needs_human(turn):
                booking.start_booking(turn, "misunderstood")


def _is_out_of_work(turn: Turn) -> bool:
    """Whether no more was told than having no work: what is needed then is checked, and not asked in the open."""
    out_of_work = turn.learnt("status") and turn.slot("status") == "unemployed"
    return out_of_work and not turn.slot("needs") and wished_work.SEEKS_WORK not in turn.slot("denied", [])


def _takes_bare_name(turn: Turn) -> bool:
    return bool(turn.slot("needs")) and wish_answers.take_bare_name(turn)


def _asked_for_schemes(turn: Turn) -> bool:
    """Whether all that was asked so far is which schemes there are: facts told then make a better list."""
    return "budgets" in turn.slot("helped", []) and not turn.slot("needs") and not turn.slot("step")


def _answer_question(turn: Turn, answer: Callable[[Turn], None]) -> None:
    """Answers a direct question; a need that is told beside it, when none is known yet, is given back after it."""
    told = [] if turn.slot("needs") else hearing.told_beside(turn)
    answer(turn)
    turn.set("misses", 0)
    if turn.slot("wants_human"):  # the answer was about the adviser that is wanted
        booking.start_booking(turn, turn.slot("wants_human"))
        return
    if told:
        turn.intent, turn.clauses = str(told[0]["intent"]), told
        needs.hear(turn)
        order.check_need(turn)


def _after_aside(turn: Turn) -> None:
    """A human when one was asked for; after a sign of trouble what was said beside it, or any other subject."""
    if turn.slot("wants_human"):
        booking.start_booking(turn, turn.slot("wants_human"))
    elif turn.learnt("step_date") and not turn.waits and not turn.slot("plan_shown"):  # the day that was asked
        order.go_on(turn)
    elif turn.goes_on:
        beside = safety.take_up(turn) or ""
        turn.intent, turn.clauses = beside, []
        if needs.needs_in(turn):
            needs.hear(turn)
            turn.set("need_confirmed", None)  # the no was to our question: the need is asked back
            needs.give_back(turn)
            turn.follow_with("situation_form")
        elif not safety.answer_beside(turn, beside) and not safety.ask_again(turn):
            turn.say("utter_what_next")


def _after_plan_change(turn: Turn) -> None:
    """Another step when the one that was chosen does not fit any more; before the plan, anything else."""
    if turn.slot("detour") == plan_changes.CHANGE_STEP:
        order.change_step(turn)
    elif not turn.waits and not turn.slot("plan_shown"):
        turn.say("utter_what_next")


def _comes_back(turn: Turn) -> bool:
    """ "Ik ben er weer", or "ga door met de test" after stopping in one."""
    in_test = turn.slot("left_form") == exercise_form.ExerciseForm.form and not turn.value("exercise")
    return turn.intent == "greet" or (turn.intent == "ask_test" and in_test)


class ActionRestart(AnsweringAction):
    """Takes the place of Rasa's own restart, which would wipe everything without asking."""

    def name(self) -> str:
        """Overrides Rasa's own action of this name."""
        return "action_restart"

    def respond(self, turn: Turn) -> None:
        """Asks first. A form that is active asks its question again only after the answer."""
        if turn.intent != "restart":  # "begin januari" is a day; a form that is active hears it
            if not turn.in_form:
                turn.follow_with("action_answer")
            return
        turn.set(plan_editing.SLOT, None)
        restarting.ask_to_restart(turn)
        turn.set("hold", turn.in_form or None)

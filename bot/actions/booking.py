"""The booking form: is an adviser wanted, which of three moments (in words or by button), a name and a number."""

from __future__ import annotations

import re

from bot.actions import (
    answers,
    asking,
    calling_back,
    cancelling,
    claiming,
    dates,
    for_adviser,
    handoff,
    heavy,
    invitation,
    kept_plan,
    languages,
    leading,
    looking,
    moment_wishes,
    moves,
    moving,
    note,
    note_changes,
    note_orders,
    offering,
    own_steps,
    pending,
    plan_changes,
    plan_day_told,
    plan_editing,
    reaching,
    recognition,
    refusing,
    repair,
    steps,
    summary,
    tenants,
)
from bot.actions import questions as direct_questions
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.forms import Form
from bot.actions.led_form import REQUESTED_SLOT
from bot.actions.sentence import sentences
from bot.actions.sources import database, now, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import labels, responses, word_table
from guidance import callbacks, mail_addresses

OFFERED_BY_US = ("offered", "misunderstood")
LIKELY_TOLD = 0.4  # that something is told beside moments, which is for the adviser then
NOBODY_CALLS = "utter_question_nobody_calls"


class BookingForm(Form):
    """Offers moments until one is booked or the person would rather not."""

    form = "booking_form"

    def leaves_for_human(self) -> bool:
        """This form is the way to a human."""
        return False

    def respond(self, turn: Turn) -> None:
        """What is refused of an appointment, a human or the telephone is respected first, wherever it is said."""
        question = turn.slot(REQUESTED_SLOT)
        may_lead = leading.may_lead(turn)
        gives = mail_addresses.looks_like_one(turn.words)
        leaves = may_lead and leading.says_goodbye(turn) and not (gives or moment_wishes.asks_other_time(turn))
        checked: str | None = turn.slot(claiming.TO_CHECK)
        if checked and leaves and pending.says_yes(turn):  # "ja klopt, dank je, doei": the moment stands before they go
            claiming.book(turn, checked)
            turn.set(REQUESTED_SLOT, next(iter(self.open_questions(turn)), None))
        edits = turn.slot(plan_editing.SLOT) or plan_editing.asks_back(turn)
        tells_step = own_steps.tells_early(turn) and not refusing.declined(turn).kinds
        leads = leaves or (may_lead and tells_step)
        free = turn.words and not turn.slot("pending") and not edits and not leads
        may_refuse = question == "appointment" and free and not cancelling.is_asked(turn)
        if question and may_refuse and not turn.starts_form(self.form) and not plan_day_told.is_told(turn):
            declined = refusing.declined(turn)
            puts_right = plan_changes.puts_right(turn) or own_steps.is_named(turn.words)  # "nee de stap is ..."
            if not declined.kinds and _may_be_plain_no(turn) and not puts_right:
                declined = refusing.plain_no(turn.meant)
            if declined.kinds and not turn.intent.startswith("safety_") and not _takes_moment(turn):
                self._respect(turn, question, declined)
                return
        about_moment = question and free and not turn.starts_form(self.form) and not turn.slot("invited")
        heard = bool(question and about_moment) and self._hears_for_adviser(turn, str(question))
        if question and about_moment and (heard or self._hears_moment(turn, question)):
            turn.set("misses", 0)
            turn.set(REQUESTED_SLOT, question)
            if not turn.waits:
                self._ask_next(turn)
            return
        super().respond(turn)

    def _hears_for_adviser(self, turn: Turn, question: str) -> bool:
        """What is told for the adviser, or ordered of the letter; True when the message says nothing else."""
        if question == note.QUESTION:
            note.remember_shown(turn)
            if note_orders.hear(turn):
                return True
        elif note_orders.hear_early(turn):
            return True
        if direct_questions.asks_of_adviser(turn) or cancelling.is_asked(turn) or not for_adviser.hear(turn):
            return False
        return not turn.words or question == note.QUESTION

    def not_understood(self, turn: Turn, question: str) -> None:
        """What tells something is for the adviser; beside what was kept for them, nothing is missed."""
        if for_adviser.KEPT in turn.responses_said:
            return
        if question != "appointment" and reaching.keep_early(turn):
            return
        tells = question != "appointment" or moves.makes(turn, "tell", "feeling", sure=LIKELY_TOLD)
        if turn.slot("invited") or not (tells and for_adviser.keep(turn)):
            super().not_understood(turn, question)

    def _hears_moment(self, turn: Turn, question: str) -> bool:
        """Another moment or way to talk that is wished for, or a name that is surely one, before any other reading."""
        if direct_questions.asks_of_adviser(turn) or cancelling.is_asked(turn):
            return False
        if question == "appointment":
            return moving.hear_offered(turn)
        if (
            reaching.gives_address(turn, question)
            or reaching.tells_none(turn, question)
            or (question == "contact_name" and reaching.read_sure_name(turn))
        ):
            return True
        return moving.hear(turn)

    def _close_with_step(self, turn: Turn, question: str) -> None:
        """The step stands in the plan, which is shown; who said no to a human beside it is offered none."""
        if question == "appointment" and not leading.wants_no_plan(turn):
            summary.show(turn)
        self._go_on(turn, question)

    def _respect(self, turn: Turn, question: str, declined: refusing.Declined) -> None:
        """Takes the refusal, then answers what else is said."""
        turn.set(claiming.TO_CHECK, None)
        if recognition.is_heavy(turn.words):
            self._close_for_now(turn)
            return
        if "phone" in declined.kinds:
            refusing.refuse_phone(turn)
        if declined.kinds == {"phone"}:
            turn.say("utter_not_by_phone")
        elif turn.slot("moving"):
            moving.leave(turn)
        elif turn.slot("asked_human"):
            handoff.withdraw(turn)
            turn.add("skipped", "appointment")
            turn.say("utter_human_withdrawn")
        else:
            _decline(turn)
        if declined.rest:
            turn.goes_on_with(declined.rest)
            if turn.intent == "goodbye":
                answers.say_goodbye(turn)
            else:
                self._hear_rest(turn, question)
            # Who goes on about something else is not sent off with a goodbye.
            waits_for_more = turn.slot("remembered") or turn.slot("interrupted") or not turn.slot("plan_shown")
            turn.set("left", None if waits_for_more and turn.intent != "goodbye" else True)
        self._go_on(turn, question)

    def _close_for_now(self, turn: Turn) -> None:
        """Who refuses and tells something heavy in one breath sees no moments any more, and is heard."""
        handoff.withdraw(turn)
        turn.add("skipped", "appointment")
        turn.say("utter_no_more_moments")
        recognition.say(turn)
        heavy.ask_more(turn)
        turn.set(REQUESTED_SLOT, None)
        turn.set("left", True)

    def _hear_rest(self, turn: Turn, question: str) -> None:
        """What stands beside a refusal: a change of the plan, a question, a step; a mere reason needs no answer."""
        said_before = turn.slot("said")
        self._take_rest(turn, question)
        if turn.slot("said") == said_before and asking.asks_in_part(turn.words):
            turn.say(
                "utter_part_not_understood", part=AsTyped(turn.words.strip(" .?!")), buttons=[repair.human_button()]
            )

    def _take_rest(self, turn: Turn, question: str) -> None:
        if plan_changes.hear(turn):
            return
        if answer := direct_questions.find(turn):
            answer(turn)
            return
        known = {} if repair.is_question(turn) else fill_facts(turn)
        if turn.slot("step") is None and steps.StepForm().read(turn, "step", set(known)):
            return
        asks = asking.wants_answer(turn.words) and repair.is_question(turn)
        if self._answer_aside(turn, question, True) is None and asks:
            repair.say_unknown(turn)

    def hears_first(self, turn: Turn, question: str) -> bool:
        """What is put right in the note is in it when it is shown again."""
        if question == note.QUESTION:
            note.remember_shown(turn)
            if turn.slot("note_line") and turn.words:  # a line of the note is being typed, whatever else it could mean
                return note.read(turn)
            if note_changes.hear(turn):
                return True
        # What a faint sign of trouble stood in front of.
        return not turn.slot("invited") and (for_adviser.is_private(turn) or _hears_only_for_adviser(turn))

    def keep_beside(self, turn: Turn) -> None:
        """A yes to the moment that was read back, or a name, in front of something else."""
        checked: str | None = turn.slot(claiming.TO_CHECK)
        if checked and pending.says_yes(turn):
            claiming.book(turn, checked)
        elif turn.slot(REQUESTED_SLOT) == "appointment" and not turn.learnt("step_date"):  # that day is of the step
            says_yes = invitation.says_yes_beside(turn.words) and not plan_changes.puts_right(turn)
            if turn.slot("invited") and says_yes:  # "die zin weg graag" is no yes to an adviser
                turn.set("invited", None)  # "human in English please, yes"
            offering.keep_beside(turn)
        elif turn.slot(REQUESTED_SLOT) == "contact_name":
            reaching.keep_name_beside(turn)

    def open_questions(self, turn: Turn) -> list[str]:
        """The appointment; after it how to reach the person, as far as the medium needs it, and the adviser's note.

        Whoever waits for a human who is near is asked only the last: the rest would stand in the way.
        """
        skipped = turn.slot("skipped", [])
        last = [note.QUESTION] if note.is_open(turn) else []
        if turn.slot("live"):
            return last
        booking = claiming.booked(turn)
        call = callbacks.get(database(), turn.conversation_id, now())
        if (booking is None and call is None) or turn.slot("moving"):
            return [] if "appointment" in skipped else ["appointment"]
        if NOBODY_CALLS in turn.told_last():  # who heard that in so many words is asked for no number
            return last
        plan = kept_plan.get(turn)
        wanted = reaching.questions(booking, plan, calls=call is not None)
        return [question for question in wanted if question not in skipped] + last

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Offers moments, or asks for what the adviser needs to reach the person."""
        if question == "appointment" and turn.slot(claiming.TO_CHECK):
            claiming.read_back(turn, turn.slot(claiming.TO_CHECK))
        elif question == "appointment" and turn.slot("invited"):
            # Asked once: who goes on about something else may still say yes. About the talk itself it comes again.
            about_it = re.search(word_table("correcting")["about_talking"], turn.said)
            if not again or ((about_it or not turn.has_spoken) and NOBODY_CALLS not in turn.responses_said):
                offering.invite(turn, again)
        elif question == "appointment":
            offering.offer(turn, again)
        elif question == note.QUESTION:
            note.ask(turn, again)
        elif not reaching.offer_told(turn, question):
            demo = f"utter_ask_{question}_demo" if tenants.is_demonstration() else ""
            turn.say(demo if demo in responses().names() else f"utter_ask_{question}")

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """Reads a choice of moment, a name, a number, or what the person says of the note."""
        if turn.value("code") == handoff.NOBODY_CAME:  # the clock of the gateway: time for something else
            handoff.receive(turn, "asked")
            _ask_for_moment(turn)
            return True
        if note.added(turn):
            return True
        if question == "appointment" or turn.value("appointment") or turn.slot(claiming.TO_CHECK):
            if turn.slot("invited") and not invitation.accepts(turn):
                return _hears_no_yes(turn)
            taken_up = self._read_appointment(turn) or (bool(turn.slot("invited")) and not repair.is_question(turn))
            turn.set("invited", None if taken_up else turn.slot("invited"))
            return taken_up
        if question == note.QUESTION:
            return self._read_note(turn)
        if turn.intent in ("move_booking", "book_adviser"):  # a button: what is typed was heard before
            turn.set("moving", True)
            looking.forget(turn)
            return True
        if reaching.hear_about_told(turn, question):
            return True
        if turn.intent in ("deny", "skip") or turn.value("skip"):
            turn.add("skipped", question)
            return True
        return reaching.read(turn, question)

    def _read_note(self, turn: Turn) -> bool:
        about_note = note.read(turn)
        if about_note and turn.slot("live") and not note.is_open(turn) and not turn.waits:
            handoff.tell_queue(turn)
        return about_note

    def _read_appointment(self, turn: Turn) -> bool:
        if tenants.wants_to_call_now(turn):
            tenants.tell_how_to_call(turn)
            return True
        languages.tell_who_speaks(turn)
        checked: str | None = turn.slot(claiming.TO_CHECK)
        turn.set(claiming.TO_CHECK, None)
        if turn.value("appointment"):
            return claiming.book(turn, str(turn.value("appointment")))
        asked = dates.when(turn.words, today()) if turn.words else None
        if checked and claiming.is_confirmed(checked, asked, says_yes=pending.says_yes(turn)):
            reaching.keep_name_behind_yes(turn)
            return claiming.book(turn, checked)
        if calling_back.is_asked(turn):
            return calling_back.offer(turn) or _decline(turn)
        if turn.intent == "other_language":  # said beside a moment: an adviser should know it
            if not languages.named(turn.words):
                languages.answer(turn)
            kept_plan.save(turn, own_words=turn.words)
            turn.say("utter_note_added")
        if checked and pending.says_no(turn) and not asked:  # not this one: others are offered
            return True
        if turn.value("later"):
            turn.set("look_after", turn.slot("last_offered"))
            return True
        if turn.value("skip"):
            return _decline(turn)
        if turn.value("call"):
            return calling_back.read(turn) or _decline(turn)
        if turn.intent == "cancel_booking" and not turn.slot("moving"):  # there is none: "ik wil geen afspraak"
            turn.intent, turn.clauses = "deny", []
            return _decline(turn)
        if _asks_something_else(turn):
            return offering.keep_beside(turn)
        if own_steps.is_own_plan(turn):
            return _keeps_step(turn)
        if pointed := claiming.pointed_at(turn):
            return claiming.book(turn, pointed)
        if asked:
            return offering.look_for(turn, asked)
        offered: list[str] = turn.slot("offered", [])
        if pending.says_no(turn):
            return _decline(turn)
        if pending.says_yes(turn) and len(offered) == 1:
            return claiming.book(turn, offered[0])
        if reaching.keep_early(turn):  # the moment is not confirmed by it: that question comes once more
            turn.set(claiming.TO_CHECK, checked)
            return True
        if turn.intent == "affirm" and offered and not turn.is_button:
            turn.say("utter_which_moment")
        return pending.says_yes(turn) or turn.intent in ("ask_human", "book_adviser", "move_booking", "resume")


def _hears_only_for_adviser(turn: Turn) -> bool:
    return for_adviser.hear(turn) and not turn.words


def _asks_something_else(turn: Turn) -> bool:
    """Whether the message is a clear question about something else: the time of a course is no time to meet."""
    about_else = turn.intent in answers.SIDE_QUESTIONS and turn.intent not in answers.CHATTER
    is_sure = turn.confidence >= moment_wishes.SURE_OF_A_QUESTION
    return about_else and bool(turn.words) and repair.is_question(turn) and is_sure


def _takes_moment(turn: Turn) -> bool:
    """Whether a moment is named with a condition: "woensdag is goed, maar niet bellen op mijn werk"."""
    when = dates.when(turn.said, today())
    named = when is not None and (when.day is not None or when.time is not None)
    return named and not turn.slot("invited") and bool(re.search(labels()["answers"]["moment_is_good"], turn.said))


def _may_be_plain_no(turn: Turn) -> bool:
    """Whether a "nee" in front is one to the talk: to the offer it is, and beside moments when it puts them off."""
    if turn.slot("invited"):
        return True
    return not turn.slot(claiming.TO_CHECK) and invitation.puts_off(turn.words)


def _hears_no_yes(turn: Turn) -> bool:
    """What is said to the offer that is no yes to it: not now, a step of their own, or something else."""
    if own_steps.is_own_plan(turn) and _keeps_step(turn):
        summary.show(turn)
        return True
    if invitation.postpones(turn.words) and not repair.is_question(turn):
        return _decline(turn)
    return False


def _keeps_step(turn: Turn) -> bool:
    """ "Ik ga maandag bij een kinderopvang kijken" names a day and asks for no appointment on it."""
    if turn.slot("step") is not None:
        return False
    own_steps.keep(turn, AsTyped(own_steps.own_step_in(turn)), own_steps.final(turn.words))
    return True


def _decline(turn: Turn) -> bool:
    if turn.slot("moving"):
        moving.leave(turn)
        return True
    turn.add("skipped", "appointment")
    turn.say("utter_no_appointment")
    return True


class ActionOfferAdviser(AnsweringAction):
    """The person asks for a human outside any form."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_offer_adviser"

    def respond(self, turn: Turn) -> None:
        """Notes the request and starts the booking form, or tells which appointment there is."""
        leads = leading.ends_or_decides(turn) or direct_questions.asks_of_adviser(turn)
        if turn.intent not in refusing.WAYS_TO_A_HUMAN or leads:  # no word for a human stands in it
            turn.follow_with("action_answer")
            return
        if plan_editing.hear(turn):
            return
        fill_facts(turn)
        if refusing.declined(turn).kinds & {"human", "appointment"}:  # "ik vraag nog geen mens"
            refusing.refuse_human(turn)
            turn.say("utter_turned_down_human")
            return
        start_booking(turn, "asked")


def start_booking(turn: Turn, reason: str) -> None:
    """Lets the booking form follow; when there already is an appointment, says when it is."""
    if claiming.booked(turn):
        claiming.tell_booked(turn)
        return
    turn.set("asked_human", reason not in OFFERED_BY_US or None)
    languages.tell_who_speaks(turn)
    if calling_back.is_asked(turn) and reason not in OFFERED_BY_US:
        handoff.want_human(turn, reason)
        turn.set("wants_human", None)
        if calling_back.offer(turn):  # the question is when; a list of moments would be a second one
            turn.set(REQUESTED_SLOT, "appointment")
            turn.set("hold", True)
        _open(turn)
        return
    if tenants.wants_to_call_now(turn):
        tenants.tell_how_to_call(turn)
    if reason not in OFFERED_BY_US:
        handoff.want_human(turn, reason)
        turn.set("human_first", None if turn.slot("helped_needs") else True)
        handoff.receive(turn, reason)
    else:
        turn.set("live", None)
    turn.set("invited", reason == "offered" or None)
    turn.set("wants_human", None)
    if turn.slot("live") and not note.is_open(turn):
        handoff.tell_queue(turn)
        if turn.slot("interrupted"):
            turn.follow_with(turn.slot("interrupted"))
            turn.set("interrupted", None)
        return
    _open(turn)


def move(turn: Turn) -> None:
    """Another moment for the appointment there is; booking it frees the old one."""
    if not claiming.booked(turn):
        start_booking(turn, "asked")
        return
    turn.set("moving", True)
    turn.set("asked_human", True)
    _open(turn)


def book_offered(turn: Turn) -> None:
    """A moment from a message that answered nothing (a new chance, the waiting list), wherever the person is now."""
    claiming.book(turn, str(turn.value("appointment") or turn.slot("detour_value")))
    turn.set("asked_human", True)
    _open(turn)  # asks how to reach the person, or offers others when somebody was faster


def _open(turn: Turn) -> None:
    _ask_for_moment(turn)
    _look_where_said(turn)
    turn.follow_with("booking_form")


def _look_where_said(turn: Turn) -> None:
    """ "Ik wil volgende week dinsdag een mens bellen": that day is looked at, and not asked again."""
    if turn.slot("invited"):  # the day in this message is that of their step
        return
    about = [
        each for each in sentences(turn.words) if re.search(word_table("correcting")["booking_words"], each.lower())
    ]
    asked = dates.when(" ".join(about), today()) if about else None
    if asked and asked.day and asked.day >= today() and not asked.problem:
        turn.set("offered", [])
        turn.set("invited", None)
        offering.look_for(turn, asked)


def _ask_for_moment(turn: Turn) -> None:
    for slot in ("skipped", "asked"):
        turn.drop(slot, "appointment")
    looking.forget(turn)

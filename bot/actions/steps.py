"""One small step with a date, of the person's own choosing; what they say themselves is kept as they said it."""

from __future__ import annotations

import re

from bot.actions import (
    about_steps,
    asking,
    budgets,
    choosing,
    leading,
    left_out,
    moves,
    own_steps,
    pending,
    refused_steps,
    refusing,
    repair,
    step_asking,
    step_choices,
    step_fits,
    step_places,
    wished_work,
)
from bot.actions.forms import Form
from bot.actions.own_steps import is_sure, keep, own_step_in
from bot.actions.step_options import (
    AGREED,
    OF,
    agreed_step,
    button,
    candidates,
    name_of,
    on_screen,
    options,
    steps_for,
)
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

FEW_WORDS = 3  # fewer ask nothing
MOST_WORDS_OF_A_NO, MOST_WORDS_OF_NO_LIST = 6, 8
VISIT = "visit_direction"  # the step of looking along somewhere
REFUSES = 0.3  # that something is turned down: "bang dat ik die opleiding niet haal" turns down none
HINT = "step_hint"  # among the questions that were asked: the one step that was proposed


class StepForm(Form):
    """Offers steps that fit the needs; the person chooses one, or names their own."""

    form = "step_form"

    def open_questions(self, turn: Turn) -> list[str]:
        """Only the step."""
        return ["step"] if turn.slot("step") is None and "step" not in turn.slot("skipped", []) else []

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Offers the steps as buttons; for the step that was chosen, the trainings or the work it can be about.

        Who speaks of something else is not asked every time.
        """
        if not step_asking.is_due(turn):
            return
        if step := step_fits.known_steps().get(turn.slot("choosing") or ""):
            _ask_which(turn, turn.slot("choosing"), step["of"])
            return
        buttons = [button(step["title"], step["id"]) for step in steps_for(turn)]
        if refused_steps.NONE in turn.slot("asked", []):
            refused_steps.answer_none(turn, buttons)
        else:
            first = "utter_ask_liked" if _is_new_to_work(turn) else "utter_ask_step"
            asked_for = leading.WHAT_FIRST in turn.slot("asked", [])
            turn.drop("asked", leading.WHAT_FIRST)
            usual = "utter_ask_step_again" if again else first
            turn.say("utter_ask_step_first" if asked_for else usual, buttons=buttons)

    def follows(self, turn: Turn, question: str) -> bool:
        """A step on the screen in other words is chosen as it stands there, unless a step is told with its day."""
        decides = bool(own_steps.decided(turn)) or not turn.words
        chooses = not decides and leading.may_lead(turn) and not leading.says_goodbye(turn)
        if chooses and step_choices.said_of(turn, options(turn)):
            return False
        return super().follows(turn, question)

    def hears_complaint(self, turn: Turn) -> bool:
        """That we ask for a step too often, or that there is none now: one line, and it is not asked any more."""
        if not turn.words or not step_asking.hear_complaint(turn):
            return False
        about_steps.was_explained(turn)  # what was offered is no longer waiting for a yes
        return True

    def hears_first(self, turn: Turn, question: str) -> bool:
        """That nothing was chosen, and what a step on the screen means when that is asked."""
        explained = about_steps.was_explained(turn)
        if not turn.words:
            return False
        if set(refused_steps.find(turn.words).ids) & {*on_screen(turn)}:  # other steps come in their place
            step_asking.begin(turn)
        if refused_steps.hear(turn):
            return True
        if re.search(word_table("steps")["taken_back"], turn.said):
            turn.set("choosing", None)
            turn.say("utter_no_step_chosen")
            return True
        if self._hear_proposed(turn, explained):
            return True
        if turn.slot("choosing"):
            return self._hear_place(turn)
        short = len(turn.words.split()) <= MOST_WORDS_OF_NO_LIST
        if short and turn.intent != "skip" and choosing.leaves(turn.words):
            turn.say("utter_own_step_too")
            return True
        if refused_steps.hear_none(turn):
            step_asking.begin(turn)
            return not _says_more(turn)
        if step_asking.has_no_more(turn):
            step_asking.begin(turn)
            return True
        if about_steps.answer(turn):
            return True
        if HINT not in turn.slot("asked", []) and re.search(word_table("step_words")["asks_advice"], turn.said):
            _propose(turn)
            return True
        if about_steps.explain_word(turn):
            self.keep_beside(turn)
            step_asking.begin(turn)
            return True
        return False

    def _hear_proposed(self, turn: Turn, explained: bool) -> bool:
        """A yes or no to the one step that is on the screen: "ja dat is goed. waar?", "nee, iets anders"."""
        proposed = _only_shown(turn)
        if proposed is None or turn.slot("choosing") or own_step_in(turn):
            return False
        if pending.says_yes(turn):
            turn.set("misses", 0)
            _choose(turn, proposed)
            self._tell_beside(turn)
            return True
        short = len(turn.words.split()) <= MOST_WORDS_OF_A_NO
        if explained and pending.says_no(turn) and short and not repair.is_question(turn):
            refusing.refuse(turn, step_fits.STEP, proposed)
            turn.add("asked", refused_steps.NONE)
            step_asking.begin(turn)
            return True
        return False

    def _hear_place(self, turn: Turn) -> bool:
        """Where somebody wants to look along, said when it is asked at what work."""
        if turn.slot("choosing") != VISIT or not (step := step_places.step_at(turn)):
            return False
        keep(turn, step, own_steps.final(turn.meant))
        self._tell_beside(turn)
        return True

    def is_answer(self, turn: Turn, question: str) -> bool:
        """A step on the screen in other words, or an own one that is sure: whatever else the message could mean."""
        if not turn.words or choosing.wants_human(turn):
            return False
        return (
            bool(step_choices.said_of(turn, options(turn)))
            or is_sure(own_step_in(turn))
            or own_steps.is_named(turn.words)
        )

    def takes_wish(self, turn: Turn, question: str) -> bool:
        """Who is going to ask or call somebody about the work they like tells a step: "ik vraag mijn baas of ..."."""
        step = own_step_in(turn)
        if step and re.search(word_table("steps")["asks_or_calls"], step.lower()):
            return False
        if turn.slot("choosing") == VISIT and step_places.step_at(turn):  # "thuiszorg lijkt me wat" is where
            return False
        if refused_steps.hear_none(turn):
            step_asking.begin(turn)
        return super().takes_wish(turn, question)

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """A button, a number, the name of a step, or a step in the person's own words."""
        if left_out.tell(turn):
            turn.set("choosing", None)
        elif own := step_choices.own_choice(turn):
            _keep_own(turn, own)
        elif chosen := str(turn.value("step") or step_choices.spoken(turn) or ""):
            _choose(turn, chosen)
        elif work := step_choices.other_work(turn) or step_choices.another_step(turn):
            _choose(turn, work)
        elif own := own_step_in(turn):
            _keep_own(turn, own)
        elif at_place := _own_place(turn):
            keep(turn, AsTyped(at_place), own_steps.final(turn.meant))
        elif pending.says_yes(turn) and (proposed := _only_shown(turn)):
            _choose(turn, proposed)
        elif turn.words and moves.makes(turn, "agree", "moment"):
            _propose(turn, agreed=True)
        elif _wants_no_step(turn):
            turn.add("skipped", "step")
            turn.say("utter_skipped")
        else:
            return False
        return True

    def keep_beside(self, turn: Turn) -> None:
        """A step in the person's own words: "ik bel vrijdag een collega. Is mijn hypotheek een beletsel?"."""
        own = step_choices.own_choice(turn) or own_step_in(turn)
        if own and is_sure(own):
            _keep_own(turn, own)

    def _answer_aside(self, turn: Turn, question: str, answered: bool) -> str | None:
        """A question beside the step is heard too: about the step itself, or one we have no answer to."""
        if not answered or not turn.slot("step"):
            return super()._answer_aside(turn, question, answered)
        if not turn.words or not _asked_beside(turn):  # "dan vraag ik de bedrijfsarts" asks nothing
            return None
        if told := about_steps.about_chosen(turn, _asked_beside(turn)):
            turn.say("utter_explained", text=told)
            return None
        said = super()._answer_aside(turn, question, answered)
        if not said:
            turn.say("utter_question_beside", buttons=[repair.human_button()])
        return said

    def _tell_beside(self, turn: Turn) -> None:
        """What is asked about the step that was chosen in this message."""
        if turn.slot("step") and (told := about_steps.about_chosen(turn, _asked_beside(turn))):
            turn.say("utter_explained", text=told)

    def _return_from_human(self, turn: Turn, question: str) -> None:
        step_asking.begin(turn)
        super()._return_from_human(turn, question)

    def _answer_instead(self, turn: Turn, question: str) -> str | None:
        """Asking for another step while choosing one: an own step may be typed. Who does not know gets a proposal."""
        if turn.intent == "dont_know" and HINT not in turn.slot("asked", []):
            _propose(turn)
            return turn.intent
        if turn.intent == "change_step":
            step_asking.begin(turn)
            if not turn.is_button:
                turn.say("utter_own_step_or_these")
            return turn.intent
        said = turn.said
        refuses = not turn.moves or moves.sureness(turn, "refuse_work", "refuse_list", "refuse_plan", "deny") >= REFUSES
        if said and refuses and re.search(word_table("steps")["no_school"], said):
            turn.turned_down = turn.turned_down or "training"
            refusing.hear_help(turn)
            turn.say("utter_no_school")
            return turn.turned_down
        heard = super()._answer_instead(turn, question)
        if (
            heard is None
            and turn.intent != "insult"
            and said
            and re.search(word_table("steps")["grumbles"], said)
            and "?" not in said
        ):
            turn.say("utter_step_grumbled")
            return "insult"
        return heard


def _is_new_to_work(turn: Turn) -> bool:
    """Whether work was shown to somebody who did not tell yet what they like: that is asked before the step."""
    told = turn.slot("wished_field") or turn.slot("wished_occupation") or turn.slot("exercise_answers")
    return bool(turn.slot("directions")) and not told


def _asked_beside(turn: Turn) -> list[str]:
    """The parts of the message that ask something."""
    return [part for part in choosing.clauses(turn.said) if asking.asks(part)]


def _says_more(turn: Turn) -> bool:
    """Whether a message that wants none of the steps asks or tells something else."""
    rest = re.sub(word_table("step_words")["none_of_these"], " ", turn.said)
    return (len(rest.split()) >= FEW_WORDS and asking.asks_in_part(rest)) or bool(own_step_in(turn))


def _keep_own(turn: Turn, own: str) -> None:
    """A step in own words; its day may stand elsewhere in the message: "bedrijfsarts bellen. morgen"."""
    keep(turn, AsTyped(own), own_steps.final(turn.meant))


def _own_place(turn: Turn) -> str:
    """Where to look along, in own words: asked at what work, people also name a place we do not know."""
    return step_places.step_at(turn, own_too=True) if turn.slot("choosing") == VISIT else ""


def _wants_no_step(turn: Turn) -> bool:
    """A no to the step; "nee niet zorg, logistiek. is daar veel werk?" and "nee ik wil buiten" go on about more."""
    short = len(turn.words.split()) <= MOST_WORDS_OF_A_NO and not repair.is_question(turn)
    short = short and not wished_work.is_refused(turn)  # "nee, geen leidingen" is a no to work
    wishes = bool(re.search(word_table("steps")["wishes"], turn.said))
    return pending.says_no(turn) and short and not wishes


def _choose(turn: Turn, chosen: str) -> None:
    """Keeps the step; asks first which training or work it is about when more than one was shown."""
    if chosen == AGREED:
        for agreed in agreed_step(turn):
            keep(turn, AsTyped(agreed["text"]))
        return
    id_, about, of = chosen.partition(OF)
    step = step_fits.known_steps().get(id_)
    if step is None:  # a button of a step that there is no more
        return
    kind = step.get("of")
    found = candidates(turn, kind) if kind else []
    if id_ == VISIT and not about and (at_place := step_places.step_at(turn)):
        keep(turn, at_place, own_steps.final(turn.meant))
        return
    if len(found) > 1 and not about:
        turn.set("choosing", id_)
        own_steps.keep_day(turn, turn.words)
        step_asking.begin(turn)
        return
    of = of if about else next(iter(found), "")
    text = step["text"] if of or not kind else step["open"]
    text = text.format(name=name_of(kind, of) if of else "", scheme_action=budgets.first_action(turn))
    keep(turn, text, own_steps.final(turn.meant), asks_day=bool(about) and not of)


def _propose(turn: Turn, agreed: bool = False) -> None:
    """The first of the steps, as a yes-or-no question: choosing is harder than agreeing."""
    turn.add("asked", HINT)
    step = next(iter(steps_for(turn)), None)
    if step is None:  # all were refused
        turn.say("utter_own_step_too")
        return
    nothing = {"title": label("no_step"), "payload": "/skip"}
    response = "utter_step_hint_agreed" if agreed else "utter_step_hint"
    turn.say(response, step=step["title"], buttons=[button(label("this_step"), step["id"]), nothing])
    turn.waits = True


def _only_shown(turn: Turn) -> str | None:
    """The step on the buttons shown last, when there was one."""
    found = on_screen(turn)
    return found[0] if len(found) == 1 else None


def _ask_which(turn: Turn, id_: str, kind: str) -> None:
    buttons = [button(option.title, option.id) for option in options(turn)]
    turn.say(f"utter_which_step_{kind}", buttons=[*buttons, button(label("step_unsure"), f"{id_}{OF}")])

"""The situation form: is this what you need, and the few facts that help needs. Then the help itself."""

from __future__ import annotations

import re

from bot.actions import (
    choosing,
    half_said,
    hearing,
    helping,
    need_check,
    needs,
    own_steps,
    own_work,
    pending,
    plain_asks,
    repair,
    spoken,
    wish_answers,
    work_words,
)
from bot.actions.fact_slots import ADULT, known_facts
from bot.actions.forms import MOST_COUNTED, Form
from bot.actions.led_form import REQUESTED_SLOT
from bot.actions.sources import catalogue, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, labels

# What each need must know before it can help; every other need helps straight after the check.
FACTS_NEEDED = {
    "need_leren": ("occupation", "status"),
    "need_geld_tijd": ("occupation", "status"),
    "need_zwaar_gezondheid": ("occupation",),
    "need_richting": ("occupation",),
    "need_timing_ander_werk": ("occupation",),
    "need_baan_onzeker": ("occupation", "region"),
    "need_erkenning_ervaring": ("occupation", "status"),
    "need_basisvaardigheden": ("region",),
    "need_uitkering": ("benefit", "region"),
}
# Facts the schemes may ask for in the conversation, and how many of them: the rest goes under "for a human to judge".
ASKABLE = ("age", "edu", "hours")
MOST_MONEY_QUESTIONS = 1
MOST_TIMES_ASKED = 3  # whoever talks of something else all the time is not kept waiting for help
MOST_WORDS_OF_WORK = 3  # unless it surely tells something
NONE_OF_THESE = ("skip", "deny", "dont_know")
SURE_OF_ELSE = 0.6
SHORT_YES = 3  # words
HALF_HEARD = {"occupation": "maybe_occupations", "region": "maybe_place"}


class SituationForm(Form):
    """Checks the need, then asks the least that is needed."""

    form = "situation_form"

    def respond(self, turn: Turn) -> None:
        """What was objected to beside a sign of trouble is let go before that has its answer."""
        if turn.slot(REQUESTED_SLOT) == need_check.QUESTION and turn.intent.startswith("safety_"):
            need_check.let_go(turn)
        super().respond(turn)

    def hears_complaint(self, turn: Turn) -> bool:
        """A plain question for money goes before our check, and so does a no with what is right beside it."""
        checks = turn.slot(REQUESTED_SLOT) == need_check.QUESTION and bool(turn.words)
        ways = (plain_asks.answer, need_check.hear_fear, need_check.hear_half, need_check.hear_no)
        return checks and any(hears(turn) for hears in ways)

    def open_questions(self, turn: Turn) -> list[str]:
        """The check first, then facts in the order in which people find them easiest to tell."""
        if turn.slot(need_check.QUESTION) is None:
            return [need_check.QUESTION]
        if turn.slot("helped_needs"):  # a wish for work was answered before anything was asked
            return []
        spoken.imply_status(turn)
        skipped = turn.slot("skipped", [])
        wanted: list[str] = []
        for need in turn.slot("needs", []):
            wanted += [fact for fact in FACTS_NEEDED.get(need, ()) if fact not in wanted]
        if turn.slot("wished_occupation") and set(turn.slot("needs", [])) <= set(helping.MONEY_NEEDS):
            wanted = [fact for fact in wanted if fact != "occupation"]  # the work that is wished says what to learn
        if any(need in helping.MONEY_NEEDS for need in turn.slot("needs", [])) and "status" in wanted:
            if turn.slot("status") == "unemployed":
                wanted.append("benefit")
            wanted += self._money_questions(turn)
        if (turn.slot("age") or ADULT) < ADULT:  # nobody of that age has one
            skipped = [*skipped, "benefit"]
        return [
            fact
            for fact in wanted
            if turn.slot(fact) is None and fact not in skipped and _times_asked(turn, fact) < MOST_TIMES_ASKED
            if fact != "occupation" or turn.slot("maybe_occupations") or not work_words.kept(turn)
        ]

    def _money_questions(self, turn: Turn) -> list[str]:
        """The facts that settle the most schemes, as many as we may ask."""
        asked = [fact for fact in ASKABLE if fact in turn.slot("asked", [])]
        if len(asked) >= MOST_MONEY_QUESTIONS:
            return asked
        allowed = [fact for fact in ASKABLE if turn.slot(fact) is None and fact not in turn.slot("skipped", [])]
        question = catalogue().budgets.next_question(known_facts(turn), today(), allowed)
        return [question] if question else []

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Asks with buttons; the second time in other words."""
        if question == need_check.QUESTION:
            if not need_check.ask(turn, again):
                self._ask_next(turn)
            return
        self._say_how_far(turn, again)
        if (choices := _to_choose(turn, question)) is not None:
            told = own_work.told(turn) if question == "occupation" else ""
            turn.say(f"utter_which_{question}{'_like' if told else ''}", buttons=choices, work=told)
        else:
            turn.say(f"utter_ask_{question}")

    def _say_how_far(self, turn: Turn, again: bool) -> None:
        """How many questions there are still, said once a question; counted with the facts known now, so about."""
        left = len(self.open_questions(turn))
        if not again:
            more = bool(helping.next_exercise(turn))  # its questions are not counted: then it is "a few"
            turn.preface = label("then_exercise") if more else label("questions_left", str(min(left, MOST_COUNTED)))

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """Facts are read for every question alike; only the check needs a yes or a no."""
        if question == need_check.QUESTION:
            return need_check.read(turn, told=bool(known))
        needs.keep(turn, "")
        if not known and half_said.hear_fact(turn, question):
            return True
        if question == "occupation" and turn.slot("occupation") is None and _keeps_work(turn):
            return True
        if question == "occupation" and turn.slot("occupation") and turn.work_told:
            turn.say("utter_heard_work", work=own_work.told(turn))
        if not known and _says_need_again(turn):
            return True
        if not known and own_steps.keep_early(turn):
            return True
        if question == "occupation" and "status" in known:  # "geen werk" is an answer to "wat voor werk doe je?"
            turn.add("skipped", "occupation")
            return True
        if not known and turn.intent == "deny" and not hearing.needs_in(turn):  # a no to a question is a skip
            turn.add("skipped", question)
            turn.say("utter_skipped")
            return True
        if question == "occupation" and not known and (work := _unknown_work(turn)):
            work_words.keep(turn, None, work)
            turn.add("skipped", "occupation")
            turn.say("utter_unknown_work", work=AsTyped(work))
            return True
        if not known and turn.intent == "affirm" and len(turn.words.split()) <= SHORT_YES:
            return True  # a yes to what asks for more is no mistake: it is asked once more, in other words
        # What was half heard is asked back with buttons: that is no miss.
        return bool(question in HALF_HEARD and turn.slot(HALF_HEARD[question]))

    def is_answer(self, turn: Turn, question: str) -> bool:
        """Work or a place that was half heard: "ik ben adviseur" is no wish for an adviser, "een adviseur graag" is."""
        if own_steps.tells_early(turn):
            return True
        if re.search(labels()["answers"]["asks_for"], turn.said):
            return False
        return bool(question in HALF_HEARD and turn.words and turn.slot(HALF_HEARD[question]))

    def keep_beside(self, turn: Turn) -> None:
        """What stands beside a question is an answer to the check, too."""
        if turn.slot(REQUESTED_SLOT) == need_check.QUESTION:
            need_check.keep_beside(turn)

    def takes_wish(self, turn: Turn, question: str) -> bool:
        """At "klopt dat?" a wish for work is the need, and needs no check of its own."""
        wish_answers.take_facts(turn, question)
        if question == need_check.QUESTION:
            needs.take_wish(turn, denied=pending.says_no(turn))
        wish_answers.answer(turn)
        return True

    def explain(self, turn: Turn, question: str) -> None:
        """Before a need was given back there is a choice to explain, and nothing to check."""
        which = question == need_check.QUESTION and not turn.slot("needs")
        turn.say("utter_explain_which_need" if which else f"utter_explain_{question}")


def _says_need_again(turn: Turn) -> bool:
    """Whether only the need that is at hand is said once more, in place of an answer."""
    denies = re.search(labels()["answers"]["denies"], f" {turn.said} ")
    said = hearing.needs_in(turn) if turn.words and not denies and not hearing.asks(turn) else []
    return bool(said) and set(said) <= set(turn.slot("needs", []))


def _keeps_work(turn: Turn) -> bool:
    """Work that is in no list is kept as it was said, and no obstacle: we go on without asking for it again."""
    if turn.work_told and turn.slot("maybe_occupations"):  # which of these it is, is asked next
        return True
    told = own_work.told(turn)
    if not told or not (turn.work_told or turn.intent in NONE_OF_THESE):
        return False
    turn.say("utter_work_kept", work=told)
    turn.add("skipped", "occupation")
    return True


def _unknown_work(turn: Turn) -> str:
    """Work that we do not know in a short answer, as it was said: "compliance officer"; nothing when it is no work."""
    informs = turn.intent == "inform"
    said = work_words.answer_in(turn.words) if informs else turn.words.strip(" .!")  # an answer is short by itself
    is_name = (informs or len(said.split()) <= MOST_WORDS_OF_WORK) and choosing.telling(said)
    means_else = not informs and turn.confidence >= SURE_OF_ELSE
    if not is_name or means_else or repair.is_question(turn) or turn.slot("maybe_occupations"):
        return ""
    return said


def ask_which_work(turn: Turn) -> None:
    """Asks back work that was half heard: "kasa"."""
    turn.say("utter_which_occupation", buttons=_occupation_buttons(turn.slot("maybe_occupations")))


def _times_asked(turn: Turn, fact: str) -> int:
    return sum(key.startswith(f"utter_ask_{fact}:") for key in turn.slot("said", []))


def _to_choose(turn: Turn, question: str) -> list[dict[str, str]] | None:
    """What was half understood, as buttons: asked back once instead of asked anew."""
    half_heard = HALF_HEARD.get(question)
    if half_heard is None or not turn.slot(half_heard):
        return None
    found = turn.slot(half_heard)
    turn.set(half_heard, None)
    return _occupation_buttons(found) if question == "occupation" else _place_buttons(found)


def _place_buttons(place: str) -> list[dict[str, str]]:
    """Places of one name in different regions."""
    match = catalogue().regions.find_place(place, asked=True)
    choices = catalogue().regions.choices(match) if match else ()
    return [
        {
            "title": label("place_choice").format(place=choice.place, region=choice.region_name),
            "payload": f'/inform{{"region": "{choice.region_code}", "place": "{choice.place}"}}',
        }
        for choice in choices
    ]


def _occupation_buttons(ids: list[str]) -> list[dict[str, str]]:
    index = catalogue().occupations
    named = [{"title": index.get(id_).name, "payload": f'/inform{{"occupation": "{id_}"}}'} for id_ in ids]
    return [*named, {"title": label("other_occupation"), "payload": "/skip"}]

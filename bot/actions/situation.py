"""The situation form: is this what you need, and the few facts that help needs. Then the help itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import (
    answers,
    choosing,
    correcting,
    hearing,
    helping,
    need_names,
    needs,
    own_steps,
    pending,
    refusing,
    repair,
    simpler,
    wish_answers,
    wished_work,
)
from bot.actions.facts import DENIED_STATUS, NO_JOB, NO_JOB_NEED, fill_facts, known_facts
from bot.actions.forms import MOST_COUNTED, REQUESTED_SLOT, SURE_BESIDE, Form
from bot.actions.sources import catalogue, database, now, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, sentence_list
from guidance import plans

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
# Answers to "klopt dat?" that let us go on: yes, and everything that is not worth a second question.
GOES_ON = ("affirm", "skip", "dont_know", "resume")
STAYS_IN_WORK = {"need_zwaar_gezondheid", "need_gesprek_baas", "need_thuis"}  # these ask for no other work
# Facts the schemes may ask for in the conversation, and how many of them: the rest goes under "for a human to judge".
ASKABLE = ("age", "edu", "hours")
MOST_MONEY_QUESTIONS = 1
MOST_WORDS_OF_WORK = 3
SURE_OF_ELSE = 0.6
ADULT = 18
TELLS_MORE = 8  # words
ASKED_BACK = "utter_check_need"
ABOUT_US = "ask_bot"
SHORT_YES = 3  # words
HALF_HEARD = {"occupation": "maybe_occupations", "region": "maybe_place"}


class SituationForm(Form):
    """Checks the need, then asks the least that is needed."""

    form = "situation_form"

    def open_questions(self, turn: Turn) -> list[str]:
        """The check first, then facts in the order in which people find them easiest to tell."""
        if turn.slot("need_confirmed") is None:
            return ["need_confirmed"]
        if turn.slot("helped_needs"):  # a wish for work was answered before anything was asked
            return []
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
        return [fact for fact in wanted if turn.slot(fact) is None and fact not in skipped]

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
        if question == "need_confirmed":
            if not turn.slot("needs"):
                _ask_which(turn, "utter_which_need", standing_needs(turn) if again else ())
            elif again:
                self._check_again(turn)
            return
        self._say_how_far(turn, again)
        if (choices := _to_choose(turn, question)) is not None:
            turn.say(f"utter_which_{question}", buttons=choices)
        else:
            turn.say(f"utter_ask_{question}")

    def _check_again(self, turn: Turn) -> None:
        """What was given back is said again in short; who then still goes on about something else has silently said
        yes, but that somebody has no work is never taken for granted.
        """
        needs_told = turn.slot("needs")
        asked_back = any(key.startswith(f"{ASKED_BACK}:") for key in turn.slot("said", []))
        if turn.goes_on or turn.learnt("needs"):  # nobody knows any more what the question was
            needs.give_back(turn)
        elif not asked_back:
            turn.say(ASKED_BACK, need=sentence_list([need_names.short(turn, need) for need in needs_told]))
        elif NO_JOB_NEED in needs_told:
            needs.give_back(turn)
        else:
            _confirm(turn)
            self._ask_next(turn)

    def _say_how_far(self, turn: Turn, again: bool) -> None:
        """How many questions there are still, said once a question; counted with the facts known now, so about."""
        left = len(self.open_questions(turn))
        if not again:
            turn.preface = label("questions_left", str(min(left, MOST_COUNTED)))
            if left == 1 and helping.next_exercise(turn):
                turn.preface = f"{turn.preface} {label('then_exercise')}"

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """Facts are read for every question alike; only the check needs a yes or a no."""
        if question != "need_confirmed":
            needs.keep(turn, "", now())
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
                plans.save(database(), turn.conversation_id, situation={"occupation": work}, now=now())
                turn.add("skipped", "occupation")
                turn.say("utter_unknown_work", work=AsTyped(work))
                return True
            if not known and turn.intent == "affirm" and len(turn.words.split()) <= SHORT_YES:
                return True  # a yes to what asks for more is no mistake: it is asked once more, in other words
            # What was half heard is asked back with buttons: that is no miss.
            return bool(question in HALF_HEARD and turn.slot(HALF_HEARD[question]))
        given = turn.slot("needs") or turn.before("needs")
        return self._read_check(turn, bool(known)) if given else self._read_which(turn)

    def is_answer(self, turn: Turn, question: str) -> bool:
        """Work or a place that was half heard: "ik ben adviseur" is no wish for an adviser, "een adviseur graag" is."""
        if own_steps.tells_early(turn):
            return True
        if re.search(labels()["answers"]["asks_for"], turn.words.lower()):
            return False
        return bool(question in HALF_HEARD and turn.words and turn.slot(HALF_HEARD[question]))

    def keep_beside(self, turn: Turn) -> None:
        """A yes to the need with a question behind it ("jep. hoelang hou ik nog ww?"), or another need before it."""
        if turn.slot(REQUESTED_SLOT) != "need_confirmed":
            return
        known = turn.slot("needs", [])
        told = [each for each in hearing.told_beside(turn) if each["intent"] not in known]
        if known and pending.says_yes(turn):
            _confirm(turn)
        elif told:
            turn.intent, turn.clauses = str(told[0]["intent"]), told
            needs.deny(turn, known)
            needs.hear(turn)
            turn.add("asked", "need_confirmed")

    def takes_wish(self, turn: Turn, question: str) -> bool:
        """At "klopt dat?" a wish for work is the need, and needs no check of its own."""
        fill_facts(turn, question)
        if question == "need_confirmed":
            needs.take_wish(turn, denied=pending.says_no(turn))
        wish_answers.answer(turn)
        return True

    def explain(self, turn: Turn, question: str) -> None:
        """Before a need was given back there is a choice to explain, and nothing to check."""
        which = question == "need_confirmed" and not turn.slot("needs")
        turn.say("utter_explain_which_need" if which else f"utter_explain_{question}")

    def _read_which(self, turn: Turn) -> bool:
        """The answer to which need it is, when the first message did not tell."""
        if simpler.asked(turn) and not hearing.is_clear(turn):  # "te veel tekst" sounds like too much work
            return False
        others = hearing.others_in(turn)
        if others and hearing.is_clear(turn):
            self._correct(turn)
        elif others:  # a guess: asked again with what it may be on the buttons
            return True
        elif turn.intent in ("dont_know", "skip", "deny"):
            turn.say("utter_dont_know_needs")
            turn.waits = True
        else:  # a yes to a choice is asked again which, without a word of not understanding
            return pending.says_yes(turn)
        return True

    def _read_check(self, turn: Turn, told: bool) -> bool:
        """The answer to "klopt dat?"; `told` when a fact about the person was in it."""
        if turn.slot("needs") != turn.before("needs"):  # a fact in this message took its ground away
            self._ask_anew(turn)
            return True
        if turn.intent == "correct" and correcting.say_known(turn):  # "33, dat zei ik al" is no no to the need
            return True
        if wished_work.stays(turn) and STAYS_IN_WORK & set(turn.slot("needs")):  # a no to other work, not to the need
            wish_answers.acknowledge(turn)
            _confirm(turn)
            return True
        if own_steps.keep_early(turn):  # who says what they will do has silently said yes
            _confirm(turn)
        elif _is_half_yes(turn) and hearing.others_in(turn):
            self._correct(turn)
        elif not (settled := _settles(turn)) and not hearing.others_in(turn) and _is_denied(turn):
            turn.clauses = [part for part in turn.clauses if part["intent"] != ABOUT_US]
            turn.intent = "deny" if turn.intent == ABOUT_US else turn.intent  # "waar haal je dat vandaan" asks nothing
            self._ask_other_need(turn)
        elif settled or turn.intent in GOES_ON or pending.says_yes(turn):
            beside = hearing.also_told(turn)
            _confirm(turn)
            for need in beside:
                needs.remember_another(turn, need)
        elif asked := _asked_on(turn):
            _confirm(turn)
            for need in asked:
                needs.remember_another(turn, need)
        elif hearing.others_in(turn) and (hearing.is_clear(turn) or pending.says_no(turn) or turn.intent == "correct"):
            self._correct(turn)
        elif pending.says_no(turn) and turn.slot("needs") == [hearing.JUST_LOOKING]:  # no to a check is a goodbye
            answers.say_goodbye(turn)
            turn.leaves = True
        elif pending.says_no(turn) or turn.intent == "correct":
            self._ask_other_need(turn)
        elif told and not repair.is_question(turn):  # who goes on telling about themselves has silently said yes
            _confirm(turn)
        else:
            return False
        return True

    def _ask_anew(self, turn: Turn) -> None:
        """Another need instead of the one that came from a wrong fact."""
        if turn.slot("needs"):
            needs.give_back(turn)
        else:
            _ask_which(turn, "utter_what_then")
        turn.add("asked", "need_confirmed")
        turn.waits = True

    def _correct(self, turn: Turn) -> None:
        """Another need instead of yes or no: the person knows best."""
        if not turn.is_button:
            needs.deny(turn, turn.slot("needs", []))
        needs.hear(turn)
        turn.set("misses", 0)
        if turn.slot("need_confirmed"):
            _confirm(turn)
        else:
            needs.give_back(turn)
            turn.add("asked", "need_confirmed")
            turn.waits = True

    def _ask_other_need(self, turn: Turn) -> None:
        """One question with the likeliest needs; whoever has another can type it."""
        needs.deny(turn, turn.slot("needs", []))
        if any(turn.sureness(intent) >= SURE_BESIDE for intent in turn.intents() if intent.startswith("ask_")):
            return  # "nee, krijg ik subsidie?": the answer comes first, then the question which need it is
        _ask_which(turn, "utter_what_then")
        turn.waits = True


def _unknown_work(turn: Turn) -> str:
    """Work that we do not know in a short answer, as it was said: "compliance officer"; nothing when it is no work."""
    said = turn.words.strip(" .!")
    is_name = len(said.split()) <= MOST_WORDS_OF_WORK and choosing.telling(said)
    means_else = turn.intent != "inform" and turn.confidence >= SURE_OF_ELSE
    if not is_name or means_else or repair.is_question(turn) or turn.slot("maybe_occupations"):
        return ""
    return said


def ask_which_work(turn: Turn) -> None:
    """Asks back work that was half heard: "kasa"."""
    turn.say("utter_which_occupation", buttons=_occupation_buttons(turn.slot("maybe_occupations")))


def standing_needs(turn: Turn) -> list[str]:
    """The needs on the buttons that were shown last."""
    needs = [button["payload"].lstrip("/") for button in turn.slot("shown", [])]
    return [need for need in needs if need.startswith("need_")]


def _ask_which(turn: Turn, response: str, offered_before: Sequence[str] = ()) -> None:
    offered = hearing.likely(turn, offered_before)
    buttons = [{"title": label("needs", need, "button"), "payload": f"/{need}"} for need in offered]
    turn.say(response, buttons=buttons)


def _asked_on(turn: Turn) -> list[str]:
    """Needs that are questions further on: whoever asks "en wie betaalt dat?" has silently said yes."""
    if turn.is_button or pending.says_no(turn) or not repair.is_question(turn):
        return []
    return [need for need in hearing.others_in(turn) if need in answers.ANSWERABLE_NEEDS]


def _settles(turn: Turn) -> bool:
    """Whether needs that were given back are said again: then it is those, or with "niet" the others."""
    given: list[str] = turn.slot("needs", [])
    said = hearing.needs_in(turn)
    stay = [need for need in given if not hearing.contradicted(turn, [need])]
    if turn.words and not said and 0 < len(stay) < len(given):  # "nee het gaat niet om thuis": then it is the other
        turn.set("needs", stay)
        return True
    if not turn.words or not said or not set(said) <= set(given):
        return False
    denied = [need for need in said if hearing.denies(_told_in(turn, need), need)]
    left = [need for need in given if need in said and need not in denied] or [
        need for need in given if denied and need not in denied
    ]
    if left:
        turn.set("needs", left)
    return bool(left)


def _is_denied(turn: Turn) -> bool:
    """Whether what was given back is not so, in whatever words: "lees je wel? het loopt helemaal niet goed"."""
    if not turn.words or pending.says_yes(turn):
        return False
    objects = re.search(labels()["answers"]["objects"], turn.words.lower())
    return bool(objects) or hearing.contradicted(turn, turn.slot("needs", []))


def _is_half_yes(turn: Turn) -> bool:
    """ "Dat klopt ten dele, maar …": what follows is what it is about."""
    return bool(re.search(labels()["answers"]["half_yes"], turn.words.lower()))


def _says_need_again(turn: Turn) -> bool:
    """Whether only the need that is at hand is said once more, in place of an answer."""
    denies = re.search(labels()["answers"]["denies"], f" {turn.words.lower()} ")
    said = hearing.needs_in(turn) if turn.words and not denies and not hearing.asks(turn) else []
    return bool(said) and set(said) <= set(turn.slot("needs", []))


def _told_in(turn: Turn, need: str) -> str:
    """The part of the message that tells this need: the "niet" of another part says nothing about it."""
    parts = [str(clause["text"]) for clause in turn.clauses if clause["intent"] == need and clause.get("text")]
    return parts[0] if parts else turn.words


def _confirm(turn: Turn) -> None:
    if len(turn.words.split()) >= TELLS_MORE and not turn.is_private:  # a yes with a story behind it
        needs.keep(turn, turn.words, now())
    turn.set("need_confirmed", True)
    turn.set("denied", [need for need in turn.slot("denied", []) if need not in turn.slot("needs", [])])
    has_no_job = NO_JOB_NEED in turn.slot("needs", []) and turn.slot("status") is None
    if has_no_job and NO_JOB not in refusing.refused(turn, DENIED_STATUS):
        turn.set("status", NO_JOB)  # that is what was just said to be so
    helping.one_at_a_time(turn)


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

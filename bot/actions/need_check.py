"""The check of the need: "klopt dat?", what the answer means, and which need it is when it was another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import (
    answers,
    asking,
    choosing,
    correcting,
    directions,
    half_said,
    hearing,
    helping,
    met_story,
    moves,
    need_denials,
    need_names,
    needs,
    objecting,
    own_need,
    own_steps,
    pending,
    questions,
    recognition,
    refusing,
    repair,
    simpler,
    wish_answers,
    wished_work,
)
from bot.actions.facts import NO_JOB, NO_JOB_NEED, fill_facts
from bot.actions.forms import SURE_BESIDE
from bot.actions.led_form import NEED_CHECK
from bot.actions.spoken import DENIED_STATUS
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, sentence_list

QUESTION = NEED_CHECK
# Answers to "klopt dat?" that let us go on: yes, and everything that is not worth a second question.
GOES_ON = ("affirm", "skip", "dont_know", "resume")
STAYS_IN_WORK = {"need_zwaar_gezondheid", "need_gesprek_baas", "need_thuis"}  # these ask for no other work
TELLS_MORE = 8  # words
MOST_BESIDE_WORDS = 3  # buttons, where their own words are said back
FEWEST_TELLING = 1  # words that say something, behind a no
ASKED_BACK = "utter_check_need"
ABOUT_US = "ask_bot"
FEAR = "afraid_of_firing"
FEAR_MET = {"utter_fear_on", "utter_fear_again"}  # each asks whether to show what work there is
LATELY = 2  # things we said
ANSWERS = ("utter_question_", "utter_ask_", "utter_safety_", "utter_scheme", "utter_say_how", "utter_cao_")


def ask(turn: Turn, again: bool) -> bool:
    """Asks whether the need is right, or which it is; False when nothing is left to ask."""
    if turn.slot("needs"):
        return _check_again(turn) if again else True
    if again and turn.has_spoken and repair.is_question(turn):  # who had an answer is not asked what they need
        return True
    if not again and _was_answered(turn):  # nothing of ours behind an answer or a signpost
        return True
    met = recognition.was_felt_along(turn.told_last(LATELY))  # then that was said of it
    told = "" if again or met else own_need.told_surely(turn)
    if not again and met_story.is_told(turn):
        met_story.meet(turn)
        met_story.ask_on(turn)
        return True
    if not again and is_bare_word(turn):
        _ask_which(turn, "utter_which_need_word", words=turn.words.strip(" .,!"))
        return True
    _ask_which(turn, f"utter_which_need{'_said' if told else ''}", standing_needs(turn) if again else (), words=told)
    return True


def _was_answered(turn: Turn) -> bool:
    """Whether something that was asked, or a sign of trouble, had its answer in this turn, by an action before."""
    return any(each.startswith(ANSWERS) for each in turn.told_now())


def is_bare_word(turn: Turn) -> bool:
    """Whether one or two words are all that is said ("rust", "vaste uren"): said back, they are asked on."""
    said = turn.words.strip(" .,!")
    if pending.says_yes(turn) or pending.says_no(turn) or repair.is_question(turn):
        return False
    return 0 < len(said.split()) <= hearing.THIN and said.replace(" ", "").isalpha()


def read(turn: Turn, told: bool) -> bool:
    """Whether this answers the check, or the question which need it is; `told`: a fact about the person was in it."""
    given = turn.slot("needs") or turn.before("needs")
    return _read_check(turn, told) if given else _read_which(turn)


def hear_no(turn: Turn) -> bool:
    """A no in whatever words with what is right beside it: that is the need now, in their words; False when it is none.

    A need that is told again stands, without our words for it; one in plain words is heard like any other.
    """
    given: list[str] = turn.before("needs") or []
    told = own_need.told_in(turn.words) if given and _says_no(turn, given) else ""
    asked = questions.find_clear(turn) or (asking.is_question(turn.said) and questions.find(turn))
    if asked and re.search(labels()["answers"]["refutes"], turn.said):
        _let_go(turn, given, told)
        return False
    if not told or asked or asking.asks_in_part(told) or _tells_else(turn, given):
        return False
    if asking.is_question(told.lower()) and questions.find_in(turn, told):  # "ik wil weten wat er is": that comes first
        return False
    fill_facts(turn)
    if objecting.says_yes_beside(told):
        _confirm(turn)
        return True
    again = objecting.said_again(turn, told)
    objecting.let_go(turn, *given)
    if again:
        turn.set("needs", again)
        turn.say("utter_objection_heard", words=AsTyped(told))
        needs.keep(turn, "" if turn.is_private else told)
        _confirm(turn, keeps_words=False)
        return True
    needs.deny(turn, given)
    own_need.take(turn, told)
    return True


def hear_half(turn: Turn) -> bool:
    """A shrug or a "ja maar" is neither a yes nor a no."""
    if not turn.slot("needs") or not half_said.kind(turn):
        return False
    recognition.say(turn)  # "pff" was a sigh
    return half_said.ask_on_check(turn)


def hear_fear(turn: Turn) -> bool:
    """Fear of being fired has its answer and is no new need: what was given back stands, and they may look on first."""
    if not turn.slot("needs") or not recognition.tells(turn, FEAR):
        return False
    recognition.say(turn)
    fill_facts(turn)
    if pending.says_yes(turn):
        _confirm(turn)
    turn.say("utter_fear_on" if turn.learnt("signposts") else "utter_fear_again")
    turn.set("misses", 0)
    turn.waits = True
    return True


def _let_go(turn: Turn, given: Sequence[str], told: str) -> None:
    """What was given back goes, and what is told beside it stands; a question in the same message is answered."""
    objecting.let_go(turn, *given)
    needs.deny(turn, list(given))
    if told:
        own_need.note(turn, told)
    else:
        own_need.let_lead(turn, [])


def _says_no(turn: Turn, given: Sequence[str]) -> bool:
    """Whether the message says that what was given back is not so, or denies it in other words."""
    denied = set(need_denials.in_words(turn.words)) & set(given)
    return bool(denied) or objecting.objects(turn) or pending.says_no(turn) or _is_denied(turn)


def _tells_else(turn: Turn, given: Sequence[str]) -> bool:
    """Whether beside the no stands what has a way of its own: another need in plain words, a wish for work, a step."""
    named = [need for need in hearing.in_plain_words(turn) if need not in given]
    stays = wished_work.stays(turn) and bool(STAYS_IN_WORK & {*given})  # a no to other work, not to the need
    return bool(named) or stays or wished_work.is_told(turn) or own_steps.tells_early(turn)


def let_go(turn: Turn) -> None:
    """What was objected to in a message that has another answer first is not said again after it."""
    if objecting.objects(turn):
        objecting.let_go(turn, *turn.slot("needs", []))
        needs.deny(turn, turn.slot("needs", []))


def keep_beside(turn: Turn) -> None:
    """A yes to the need with a question behind it ("jep. hoelang hou ik nog ww?"), or another need before it."""
    known, given = turn.slot("needs", []), turn.before("needs") or []
    named = [each for each in hearing.told_beside(turn) if hearing.is_named(turn, each["intent"])]
    told = [each for each in named if each["intent"] not in known]
    if known and pending.says_yes(turn):
        _confirm(turn)
    elif told:
        turn.intent, turn.clauses = str(told[0]["intent"]), told
        needs.deny(turn, known)
        needs.hear(turn)
        turn.add("asked", QUESTION)
    elif _says_no(turn, given) and (words := own_need.told_in(turn.words)):
        needs.deny(turn, given)
        own_need.note(turn, words)


def _check_again(turn: Turn) -> bool:
    """Who passed the check by with a question or something else is not asked again: the need is likely until they go on
    (False when they do). What is given back anew is another check.
    """
    if turn.goes_on or turn.learnt("needs"):  # nobody knows any more what the question was
        needs.give_back(turn)
    elif not turn.has_spoken:
        turn.say(ASKED_BACK, need=sentence_list([need_names.short(turn, need) for need in turn.slot("needs")]))
    return not turn.slot(QUESTION)


def _read_which(turn: Turn) -> bool:
    """The answer to which need it is, when the first message did not tell."""
    if simpler.asked(turn) and not hearing.is_clear(turn):  # "te veel tekst" sounds like too much work
        return False
    others = hearing.others_in(turn)
    if not wished_work.named_in(turn) and own_need.take_wish(turn):
        pass
    elif others and hearing.is_clear(turn):
        _correct(turn)
    elif others and not repair.is_question(turn) and (words := own_need.told_in(turn.words)):  # no second guess
        own_need.take(turn, words, own_need.TAKES)
    elif others:  # a guess: a question is told that we do not know, else it is asked again with what it may be
        return repair.says_it_does_not_know(turn) or True
    elif turn.intent in ("dont_know", "skip", "deny"):
        turn.say("utter_dont_know_needs")
        turn.waits = True
    else:  # a yes to a choice is asked again which, without a word of not understanding
        return pending.says_yes(turn)
    return True


def _read_check(turn: Turn, told: bool) -> bool:
    """The answer to "klopt dat?"; `told` when a fact about the person was in it."""
    if turn.slot("needs") != turn.before("needs"):  # a fact in this message took its ground away
        _ask_anew(turn)
        return True
    if turn.intent == "correct" and (told or correcting.say_known(turn)):  # "33, dat zei ik al" is no no to the need
        return True
    if wished_work.stays(turn) and STAYS_IN_WORK & set(turn.slot("needs")):  # a no to other work, not to the need
        wish_answers.acknowledge(turn)
        _confirm(turn)
        return True
    if FEAR_MET & {*turn.told_before()[-LATELY:]} and pending.says_yes(turn) and turn.slot("occupation"):
        _confirm(turn)
        turn.set("helped_needs", True)
        directions.show_any(turn)
        turn.waits = True
        return True
    if own_steps.keep_early(turn):  # who says what they will do has silently said yes
        _confirm(turn)
    elif _is_half_yes(turn) and _others_told(turn):
        _correct(turn)
    elif not _others_told(turn) and _is_denied(turn) and (_is_angry_no(turn) or not _settles(turn)):
        turn.clauses = [part for part in turn.clauses if part["intent"] != ABOUT_US]
        turn.intent = "deny" if turn.intent == ABOUT_US else turn.intent  # "waar haal je dat vandaan" asks nothing
        _ask_other_need(turn)
    elif _settles(turn) or turn.intent in GOES_ON or _agrees(turn):
        beside = hearing.also_told(turn)
        if not beside and met_story.is_beside(turn, also_fact=told):
            met_story.meet(turn)
        _confirm(turn)
        for need in beside:
            needs.remember_another(turn, need)
    elif asked := _asked_on(turn):
        _confirm(turn)
        for need in asked:
            needs.remember_another(turn, need)
    elif _others_told(turn):
        _correct(turn)
    elif pending.says_no(turn) and turn.slot("needs") == [hearing.JUST_LOOKING]:  # no to a check is a goodbye
        answers.say_goodbye(turn)
        turn.leaves = True
    elif pending.says_no(turn) or turn.intent == "correct":
        _ask_other_need(turn)
    elif (told or turn.learnt("signposts")) and not repair.is_question(turn):
        _confirm(turn)  # who goes on about themselves or what they feel has silently said yes
    elif half_said.ask_on_check(turn):
        return True
    elif _only_tells(turn):
        met_story.meet(turn, if_named=moves.sureness(turn, "wish") > moves.HARDLY)
        _confirm(turn)
    else:
        return False
    return True


def _others_told(turn: Turn) -> bool:
    """Whether another need stands in the answer: behind a no or "min of meer" only one in plain words, for nothing is
    guessed again.
    """
    others = hearing.others_in(turn)
    if half_said.was_asked_on(turn):
        return any(hearing.is_named(turn, need) for need in others)
    if pending.says_no(turn) or turn.intent == "correct" or _is_denied(turn) or _is_mostly_yes(turn):
        return bool(set(others) & set(hearing.in_plain_words(turn)))
    return bool(others) and hearing.is_clear(turn)


def _ask_anew(turn: Turn) -> None:
    """Another need instead of the one that came from a wrong fact."""
    if turn.slot("needs"):
        needs.give_back(turn)
    else:
        _ask_which(turn, "utter_what_then")
    turn.add("asked", QUESTION)
    turn.waits = True


def _correct(turn: Turn) -> None:
    """Another need instead of yes or no: the person knows best."""
    if not turn.is_button:
        needs.deny(turn, turn.slot("needs", []))
    needs.hear(turn)
    turn.set("misses", 0)
    if hearing.asks(turn) and not turn.slot(QUESTION):  # "ik vroeg wat ik nog kan worden": asked for, and no guess
        turn.set(QUESTION, True)
    if not turn.slot(QUESTION):
        needs.give_back(turn)
    if own_need.NEED in turn.slot("needs", []):
        return
    if turn.slot(QUESTION):
        _confirm(turn)
    else:
        turn.add("asked", QUESTION)
        turn.waits = True


def _ask_other_need(turn: Turn) -> None:
    """One question with the likeliest needs; whoever has another can type it."""
    needs.deny(turn, turn.slot("needs", []))
    if any(turn.sureness(intent) >= SURE_BESIDE for intent in turn.intents() if intent.startswith("ask_")):
        return  # "nee, krijg ik subsidie?": the answer comes first, then the question which need it is
    if words := own_need.told_in(turn.words):
        own_need.take(turn, words)
    elif _explains(turn):  # what it is was said: that is kept, and not asked for once more
        needs.keep(turn, "" if turn.is_private else turn.words)
        _ask_which(turn, "utter_what_then_told")
    else:
        _ask_which(turn, "utter_what_then")
    turn.waits = True


def _explains(turn: Turn) -> bool:
    """Whether behind the no stands what it is: "nee die baan is dus al weg"."""
    rest = re.sub(labels()["answers"]["bare_no"], " ", turn.said)
    return len(choosing.telling(rest)) >= FEWEST_TELLING


def standing_needs(turn: Turn) -> list[str]:
    """The needs on the buttons that were shown last."""
    needs = [button["payload"].lstrip("/") for button in turn.slot("shown", [])]
    return [need for need in needs if need.startswith("need_")]


def _ask_which(turn: Turn, response: str, offered_before: Sequence[str] = (), words: str = "") -> None:
    offered = hearing.likely(turn, offered_before)[: MOST_BESIDE_WORDS if words else None]
    buttons = [{"title": label("needs", need, "button"), "payload": f"/{need}"} for need in offered]
    turn.say(response, buttons=buttons, words=AsTyped(words))


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
    objects = re.search(labels()["answers"]["objects"], turn.said)
    return bool(objects) or _is_angry_no(turn) or hearing.contradicted(turn, turn.slot("needs", []))


def _is_angry_no(turn: Turn) -> bool:
    """Whether what was given back makes somebody angry: "best goed?! ben je achterlijk?" says nothing of it again."""
    return bool(re.search(labels()["answers"]["angry_no"], turn.said))


def _is_half_yes(turn: Turn) -> bool:
    """ "Dat klopt ten dele, maar …": what follows is what it is about."""
    return bool(re.search(labels()["answers"]["half_yes"], turn.said))


def _is_mostly_yes(turn: Turn) -> bool:
    """ "Min of meer. En dat na 20 jaar": it is so, and what follows is no other need."""
    return bool(re.search(labels()["answers"]["mostly_yes"], turn.said))


def _only_tells(turn: Turn) -> bool:
    """Whether somebody tells on at the check; "ho ho niet zo snel" is no such yes."""
    tells = moves.makes(turn, "tell", "feeling", sure=repair.SURE_ENOUGH)
    return turn.intent != "out_of_scope" and tells and not repair.is_question(turn) and not repair.slows_down(turn)


def _agrees(turn: Turn) -> bool:
    """Whether it is so, in whatever words: "ja", "min of meer", "joa klopt. kan neet meer zo lang zitten"."""
    agrees = moves.makes(turn, "agree") and not pending.says_no(turn) and not repair.is_question(turn)
    return pending.says_yes(turn) or _is_mostly_yes(turn) or agrees


def _told_in(turn: Turn, need: str) -> str:
    """The part of the message that tells this need: the "niet" of another part says nothing about it."""
    parts = [str(clause["text"]) for clause in turn.clauses if clause["intent"] == need and clause.get("text")]
    return parts[0] if parts else turn.words


def _confirm(turn: Turn, keeps_words: bool = True) -> None:
    if keeps_words and len(turn.words.split()) >= TELLS_MORE and not turn.is_private:  # a yes with a story behind it
        needs.keep(turn, turn.words)
    turn.set(QUESTION, True)
    turn.drop("denied", *turn.slot("needs", []))
    has_no_job = NO_JOB_NEED in turn.slot("needs", []) and turn.slot("status") is None
    if has_no_job and NO_JOB not in refusing.refused(turn, DENIED_STATUS):
        turn.set("status", NO_JOB)  # that is what was just said to be so
    helping.one_at_a_time(turn)

"""When we do not understand: say so, offer buttons, and after three times a human."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from bot.actions import (
    asking,
    at_hand,
    home,
    moves,
    own_work,
    question_meaning,
    refusing,
    schemes,
    schooling,
    spoken,
    summary,
)
from bot.actions.moves import Move
from bot.actions.question_tables import all_questions
from bot.actions.sources import catalogue
from bot.actions.tone import formally
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, responses, word_table

MISSES_BEFORE_HUMAN = 3
SUGGESTIONS = 3
LATELY = 4  # things we said: about the last turn
FEW_WORDS = 7  # of a question that is about what was answered last
SURE_OF_ASKING = 0.75  # without a word or a mark of a question
SURE_OF_NEED = 0.55  # a need heard with less is hardly more than what the words of a question sound like
UNKNOWN = "unknown"  # what a question says that we have no answer to: of others it tells nothing
UNKNOWN_SAID = {"utter_question_unknown", "utter_question_unknown_again", "utter_question_unknown_twice"}
LATELY_ANSWERED = 8  # things we said: an answer among them is still about the subject
ANYBODY = "human"  # of `who_knows`: for what is about nothing we know
LIKELY = 0.1  # from here on what a message may mean is worth a button
ASKS: tuple[Move, ...] = ("ask", "money", "courses", "other_work", "say_how", "what_now", "explain")
HARDLY_ASKS = 0.25  # what a message with nothing of a question in its parts must stay under, to be none
# What is met where nothing else came of it, and from when on.
MET: dict[Move, str] = {
    "feeling": "utter_feel_heard",
    "tell": "utter_told",
    "think": "utter_take_your_time",
    "agree": "utter_agreed",
}
OPEN_QUESTIONS = {"utter_own_need_long", "utter_own_need_taken_long"}  # what they would like most
SURE_ENOUGH = 0.5
SURE_OF_NO_QUESTION = 0.8


def count_miss(turn: Turn) -> None:
    """One more message that did not bring us further."""
    turn.set("misses", turn.slot("misses", 0) + 1)


def say_noted(turn: Turn, names: set[str], corrected: bool, lists_follow: bool = False) -> None:
    """Reads back a fact that was told out of turn or corrected, in the plan when there is one; offers the list anew
    when it may have changed, unless it follows. Having no diploma is no news to who just said so.
    """
    if not corrected and turn.slot("edu") == "none" and not _school_in(turn, names):
        names = names - {"edu"}
    told = in_sentences(turn, names)
    if not told:
        return
    facts = " ".join(told)
    if corrected and turn.slot("plan_shown") and summary.show(turn, "utter_plan_corrected", facts=facts):
        return
    may_change = "budgets" in turn.slot("helped", []) and not lists_follow
    again = [{"title": label("list_again"), "payload": "/ask_budget"}] if may_change else None
    turn.say("utter_corrected" if corrected else "utter_noted", facts=facts.removesuffix("."), buttons=again)


def in_sentences(turn: Turn, names: set[str]) -> list[str]:
    """Each of these facts as one sentence, but for those that only follow from others."""
    vocabulary = catalogue().budgets.vocabulary
    place = home.told(turn) if names & {"place", "region"} else ""
    follows = {"sector", "benefit", *({"region"} if place else ())}
    shown = sorted(names & set(vocabulary.names) - follows)
    told = [place] if place else []
    school = _school_in(turn, names)
    told += [school] if school else []
    shown = [name for name in shown if name != "edu" or not school]
    told += [vocabulary.told(name, turn.slot(name)) for name in shown if turn.slot(name) is not None]
    if "occupation" in names:
        told.append(own_work.told(turn) or own_work.told_denied(turn))
    told += [schooling.told_now(turn), *spoken.told_denied(turn)] if names else []
    return [f"{part.rstrip('.')}." for part in told if part]


def _school_in(turn: Turn, names: set[str]) -> str:
    """The school below mbo in the word of the person ("Vmbo heb je"); nothing when none was named."""
    named = re.search(labels()["answers"]["schools"], turn.said)
    if "edu" not in names or turn.slot("edu") != "none" or named is None:
        return ""
    return label("heard_school").format(school=named[0].capitalize())


def is_question(turn: Turn) -> bool:
    """Whether somebody asks something, also without a question mark; "heb ik toch gezegd" asks nothing."""
    asks = asking.asks(turn.words) or turn.does("ask", sure=SURE_OF_ASKING)
    return asks and not _surely_asks_nothing(turn)


def may_ask(turn: Turn) -> bool:
    """Whether the message may ask anything, as a whole or in a part; so may one that was not read."""
    asks = moves.sureness(turn, *ASKS) >= HARDLY_ASKS or moves.part_that_makes(turn, *ASKS, sure=SURE_OF_ASKING)
    return not turn.moves or bool(asks)


def _surely_asks_nothing(turn: Turn) -> bool:
    """Whether the message does something else than asking, whatever its form; a call for a human may be a question."""
    if _cries_out(turn):
        return True
    if "?" in turn.words and not moves.makes(turn, "human", "moment", "goodbye", sure=SURE_OF_NO_QUESTION):
        return False
    return moves.rules_out(turn, *ASKS) and not moves.part_that_makes(turn, *ASKS)


def _cries_out(turn: Turn) -> bool:
    """ "6 jaar?? dat haal ik nooit": the marks are an outcry, and what follows tells."""
    tells_behind = "??" in turn.words and not turn.words.rstrip(" .!").endswith("?")
    return tells_behind and moves.sureness(turn, *ASKS) < HARDLY_ASKS


def not_understood(turn: Turn) -> None:
    """In a form: the first time the question comes again, the second time buttons, the third time a human."""
    if turn.says_again() and turn.intent not in ("affirm", "deny") and not is_question(turn):
        # a second "ja" answers another question, and a question that comes again was not answered
        turn.say("utter_said_already")
        return
    if turn.is_only_emoji():
        turn.say("utter_only_marks" if turn.is_only_marks() else "utter_only_emoji")
        return
    if says_it_does_not_know(turn) or _meets(turn):
        return
    if slows_down(turn):
        turn.say("utter_slower")
        return
    count_miss(turn)
    if _complains(turn) and turn.slot("misses") < MISSES_BEFORE_HUMAN:
        turn.say("utter_sorry_missed", buttons=[_button("ask_human")])
        return
    if "?" in turn.words and turn.slot("misses") < MISSES_BEFORE_HUMAN:
        say_unknown(turn, buttons=[_button("ask_human")])
        return
    if turn.slot("misses") == 1 and turn.slot("requested_slot") == "step":
        at_hand.offer(turn)
    elif turn.slot("misses") == 1:
        turn.say("utter_not_understood")
    elif turn.slot("misses") < MISSES_BEFORE_HUMAN:
        likely = [] if turn.slot("needs") else _meanings(turn)  # whose need is known means no other
        here = "utter_did_you_mean_here" if likely else "utter_not_understood_here"
        turn.say(here, buttons=[*likely, _button("skip"), _button("ask_human")])
        turn.waits = True


def _meets(turn: Turn) -> bool:
    """Says that a feeling or something told was heard, which is no reason to ask for other words."""
    met = next((said for move, said in MET.items() if moves.makes(turn, move, sure=SURE_ENOUGH)), None)
    if met is None and moves.makes(turn, "tell", "feeling", "correct"):  # one of these, but not sure which
        met = MET["tell"]
    if met is None or _complains(turn):
        return False
    if not turn.learnt("signposts") and met not in turn.responses_said:  # else it was met just now
        turn.say(met)
    return True


def slows_down(turn: Turn) -> bool:
    """Whether somebody says that we go too fast: "ho ho niet zo snel"."""
    return bool(re.search(word_table("recognition")["slows_down"], turn.said))


def _complains(turn: Turn) -> bool:
    """Whether somebody says that we do not listen or do not understand."""
    return bool(re.search(labels()["answers"]["complains"], turn.said)) or turn.does("not_heard")


def says_it_does_not_know(turn: Turn) -> bool:
    """To who clearly asks something: that we do not know it, and who does. It was understood, so it is no miss."""
    asks = asking.wants_answer(turn.words) or turn.does("ask", sure=SURE_OF_ASKING)
    if not asks or turn.says_again() or question_meaning.asks_of_us(turn.words):
        return False
    if _surely_asks_nothing(turn):
        return False
    say_unknown(turn, buttons=[_button("ask_human")])
    return True


def says_who_knows_more(turn: Turn) -> bool:
    """To who asks on about what was told just now: who knows it; False when it is another question, or a need."""
    reading, need = word_table("questions")["reading"], turn.sureness(turn.intent)
    if not asking.wants_answer(turn.words) or not re.search(reading["of_scheme"], turn.said):
        return False
    of_last = need < SURE_OF_NEED and whom_of_last(turn, LATELY) is not None
    if not of_last and not _site_in_hand(turn, turn.said):
        return False
    say_unknown(turn, [human_button()], about=turn.words)
    return True


def say_unknown(turn: Turn, buttons: Sequence[dict[str, str]] = (), about: str = "") -> None:
    """To a question without an answer: that we do not know, and who does. `about`: what it is about, if known."""
    if not about and turn.words and question_meaning.ask_back(turn):
        return
    where = who_knows(turn, about=about)
    if UNKNOWN_SAID & {*turn.told_before()[-LATELY:]} and (short := _last_answer_in_short(turn)):
        turn.say("utter_question_unknown_twice", short=short, where=where, buttons=list(buttons))
        return
    sent = formally(where) if turn.slot("formal") else where
    again = "_again" if sent in turn.last_heard() else ""  # nobody is sent to the same door twice running
    turn.say(f"utter_question_unknown{again}", where=where, buttons=list(buttons))


def _last_answer_in_short(turn: Turn) -> str:
    """What was answered lately in its simplest words, for who hears a second time that we do not know."""
    told = [each for each in reversed(turn.told_before()[-LATELY_ANSWERED:]) if each in _answers()]
    ways = (way.simple for each in told for way in responses().variants(each) if way.simple and "{" not in way.simple)
    return next(ways, "")


@cache
def _answers() -> frozenset[str]:
    """The responses that answer a question."""
    names = {str(each.get("says", name)) for name, each in all_questions().items()} - {UNKNOWN}
    return frozenset(f"utter_question_{name}" for name in names) & {*responses().names()}


def send_elsewhere(turn: Turn) -> None:
    """To a question of which we know only who knows it: that door, or a human."""
    say_unknown(turn, [human_button()], about=turn.words)


def who_knows(turn: Turn, name: str | None = None, about: str = "") -> str:
    """Where the answer is to be found that we do not have: with who is named, else by the words of the question.

    What is asked on about the scheme that was told last, its own site knows.
    """
    if name:
        return str(word_table("questions")["who_knows"][name]["text"])
    asked = [part for part in asking.parts(turn.words) if asking.is_question(part.lower())]
    return who_knows_of(turn, f"{' '.join(asked) or turn.words} {about}")


def who_knows_of(turn: Turn, words: str) -> str:
    """The same, by the words of a question alone."""
    said, known = words.lower(), word_table("questions")["who_knows"]
    if site := _site_in_hand(turn, said):
        return label("ask_at_site").format(site=site)
    found = next(name for name, each in known.items() if re.search(each["sounds"], said))
    points_back = re.search(word_table("questions")["reading"]["of_scheme"], said)
    goes_on = found == ANYBODY or len(turn.words.split()) <= FEW_WORDS  # "moet de baas dat goed vinden"
    told = whom_of_last(turn, LATELY) if goes_on and points_back else None
    return str(known[told or found]["text"])


def is_known_door(words: str) -> bool:
    """Whether we know somebody else who knows it: then it is a question about work, and not about anything."""
    known = word_table("questions")["who_knows"]
    return next(name for name, each in known.items() if re.search(each["sounds"], words.lower())) != ANYBODY


def whom_of_last(turn: Turn, lately: int = 0) -> str | None:
    """Who knows more about the question that was answered last, among the last things we said or all of them."""
    return next((_whom()[response] for response in reversed(turn.told_last(lately)) if response in _whom()), None)


@cache
def _whom() -> dict[str, str]:
    """Who knows more, by the response of each question that says so."""
    known = {name: each for name, each in all_questions().items() if "whom" in each and each.get("says") != UNKNOWN}
    return {f"utter_question_{each.get('says', name)}": str(each["whom"]) for name, each in known.items()}


def _site_in_hand(turn: Turn, said: str) -> str:
    """The site of the scheme that was told last, when the words point back to it: "kan ik dat zelf aanvragen"."""
    topic = str(turn.slot("topic") or "")
    if not topic.startswith(schemes.TOPIC) or not re.search(word_table("questions")["reading"]["of_scheme"], said):
        return ""
    scheme = next((each for each in schemes.assessed(turn) if each.id == topic.removeprefix(schemes.TOPIC)), None)
    if scheme is None or scheme.name.lower() not in f"{turn.last_heard()} {said}".lower():  # told long ago
        return ""
    return (urlsplit(scheme.url).hostname or "").removeprefix("www.")


def needs_human(turn: Turn) -> bool:
    """Whether it went wrong too often: says so, and starts counting anew."""
    if turn.slot("misses", 0) < MISSES_BEFORE_HUMAN:
        return False
    turn.set("misses", 0)
    if "human" in refusing.refused(turn, refusing.HELP):  # who wants none is not sent to one
        turn.say("utter_not_understood")
        return False
    turn.say("utter_human_after_misses")
    return True


def did_you_mean(turn: Turn) -> None:
    """Outside a form: the likeliest meanings as buttons, filled up with what people need most, and always a human."""
    if turn.is_only_marks():
        turn.say("utter_only_marks")
        return
    at_something = at_hand.is_known(turn)
    if at_something and says_it_does_not_know(turn):
        return
    if at_something and _meets(turn):
        at_hand.ask_on(turn)
        return
    if turn.words and {*turn.told_before()[-1:]} & OPEN_QUESTIONS and not is_question(turn):  # it was asked for
        turn.say(MET["feeling"])
        at_hand.ask_on(turn)
        return
    count_miss(turn)
    if turn.slot("misses") >= MISSES_BEFORE_HUMAN:
        return
    if at_something:
        at_hand.offer(turn)
        return
    turn.say("utter_did_you_mean", buttons=[*_meanings(turn, labels()["common_needs"]), _button("ask_human")])


def human_button() -> dict[str, str]:
    """The button that asks for a human."""
    return _button("ask_human")


def _meanings(turn: Turn, common: Sequence[str] = ()) -> list[dict[str, str]]:
    known = labels()["meanings"]
    left_out = ("ask_human", "skip", *turn.slot("denied", []))
    guesses = (guess["name"] for guess in turn.ranking if guess["confidence"] >= LIKELY)
    likely = [name for name in guesses if name in known]
    offered = dict.fromkeys(intent for intent in (*likely, *common) if intent not in left_out)
    return [_button(intent) for intent in offered][:SUGGESTIONS]


def _button(intent: str) -> dict[str, str]:
    return {"title": label("meanings", intent), "payload": f"/{intent}"}

"""People who write in another language: a kind word in theirs, once; the conversation itself stays in simple Dutch."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.actions import claiming, kept_plan
from bot.actions.sources import database
from bot.actions.turn import Turn
from bot.actions.wording import sentence_list, word_table
from guidance import advisers, plans

TELLING = 0.3  # share of the words that must be of that language and not Dutch
ADVISER = "adviser:"  # before the id of the adviser whose language was asked for, among what was asked
MET = "language:"  # before the code of a language in which we said that we write Dutch, among the signposts
OTHER = "other_language"
SAYS_NOTHING_ELSE = (OTHER, "nlu_fallback", "greet", "out_of_scope")
WISH = "language_wish"  # the name under which the plan keeps it
FEWEST = 2  # of them, unless the message is one word: one English word makes no English


def language_of(text: str) -> str | None:
    """The code of another language than Dutch, by its letters or its most common words; None when it is not sure."""
    table, said = _table(), re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.lower())
    for code, letters in table["letters"].items():
        if re.search(letters, text.lower()):
            return str(code)
    telling = {code: sum(word in words for word in said) for code, words in table["words"].items()}
    best = max(telling, key=lambda code: telling[code])
    return str(best) if telling[best] >= max(min(FEWEST, len(said)), TELLING * len(said), 1) else None


def hear(turn: Turn) -> None:
    """At the start of a turn: a kind word in another language, once; after that what is said in it is simply heard.

    A wish for a language is kept with the plan, for whoever is going to talk with this person.
    """
    if turn.is_button or not turn.words or turn.intent.startswith("safety_"):
        return
    keep_wish(turn)
    greeted = _greeted(turn)
    greet(turn)
    if greeted and turn.intent == OTHER and not is_wished(turn.words):
        turn.clauses = [clause for clause in turn.clauses if clause["intent"] != OTHER]
        turn.hear_likeliest([guess for guess in (*turn.ranking, *turn.clauses) if _name(guess) != OTHER])


def greet(turn: Turn) -> bool:
    """Says in the language of the person that we write simple Dutch, and who helps; once, and only when it is sure.

    The plan keeps which language it is, so that somebody who speaks it can take the conversation.
    """
    code = language_of(turn.words) if turn.words else None
    if code is None or MET + code in turn.slot("signposts", []):
        return False
    turn.add("signposts", MET + code)
    turn.set("language", code)
    kept_plan.save(turn, situation={"language": code})
    turn.say(f"utter_language_{code}", buttons=None if turn.intent in SAYS_NOTHING_ELSE else [])
    return True


def answer(turn: Turn) -> None:
    """The answer to another language, or to a question for one."""
    if is_wished(turn.words):
        tell_what_we_speak(turn)
    elif not greet(turn) and not turn.learnt("signposts"):  # else it was said just now
        turn.say("utter_other_language")


def _greeted(turn: Turn) -> bool:
    return any(each.startswith(MET) for each in turn.slot("signposts", []))


def _name(guess: dict[str, Any]) -> str:
    return str(guess.get("name") or guess.get("intent"))


def named(words: str) -> tuple[str, ...]:
    """The codes of the languages that are named."""
    said = words.lower()
    return tuple(code for code, each in _table()["names"].items() if re.search(each["said"], said))


def is_wished(words: str) -> bool:
    """Whether the language that is named is one to talk in, and not that of a diploma or a boss."""
    said, table = words.lower(), _table()
    other = re.search(table["learns"], said) or re.search(table["of_things"], said)
    return bool(named(words)) and bool(re.search(table["speaking"], said) or not other)


def tell_what_we_speak(turn: Turn) -> None:
    """To who asks for a language: what we write, in one line they can read, and whether a human speaks it."""
    tongue = _tongue(turn.words)
    told = _who_speaks(turn, named(turn.words), tongue)
    if _greeted(turn):  # what we write was said
        turn.say("utter_adviser_speaks_too" if named(turn.words) == ("en",) else "utter_adviser_speaks", human=told)
    else:
        turn.say(f"utter_language_asked_{_own(turn.words) or tongue}", human=told)
        turn.add("signposts", MET + tongue)
    _keep(turn)


def tell_who_speaks(turn: Turn) -> None:
    """Whether a human speaks the language that is asked for together with a human."""
    if named(turn.words) and re.search(_table()["speaking"], turn.words.lower()):
        turn.say("utter_adviser_speaks", human=_who_speaks(turn, named(turn.words), _tongue(turn.words)))
        _keep(turn)


def tell_which_adviser(turn: Turn) -> None:
    """Which adviser speaks the language that is asked for; from then on only their moments are shown."""
    codes = named(turn.words)
    found = [each for each in advisers.all(database()) if set(codes) & set(each.languages)]
    if not found:
        tell_who_speaks(turn)
        return
    _keep(turn)
    spoken = [code for code in codes if any(code in each.languages for each in found)]
    found.sort(key=lambda each: each.name.split()[0].lower() not in turn.words.lower())  # who is named comes first
    if turn.form == "booking_form":  # the adviser should know it
        kept_plan.save(turn, own_words=turn.words)
    tongue = _tongue(turn.words)
    tongues = sentence_list([str(_table()["names"][code][tongue]) for code in spoken])
    if _chooses_moment(turn):
        turn.add("asked", f"{ADVISER}{found[0].id}")
        turn.say(f"utter_adviser_named_{tongue}", names=found[0].name, languages=tongues)
    else:
        turn.say(f"utter_adviser_speaks_{tongue}", names=found[0].name, languages=tongues)


def _chooses_moment(turn: Turn) -> bool:
    """Whether moments for a talk stand on the screen: whether one is wanted at all comes before them."""
    choosing = turn.form == "booking_form" and turn.slot("requested_slot") == "appointment"
    return choosing and not turn.slot("invited")


def wanted_adviser(turn: Turn) -> str | None:
    """The adviser whose moments alone are shown, for the language they speak."""
    asked = [each.removeprefix(ADVISER) for each in turn.slot("asked", []) if each.startswith(ADVISER)]
    return asked[-1] if asked else None


def _own(words: str) -> str | None:
    """The language whose own name for itself stands in the words: "po polsku"."""
    names = _table()["names"].items()
    return next((code for code, each in names if "own" in each and re.search(each["own"], words.lower())), None)


def _tongue(words: str) -> str:
    """In which of our two they are answered: English for who asks for it or in it."""
    in_english = sum(word in _table()["words"]["en"] for word in re.findall(r"\w+", words.lower()))
    return "en" if "en" in named(words) or in_english >= FEWEST else "nl"


def _keep(turn: Turn) -> None:
    """The language that was asked for, so that the desk can find who speaks it."""
    code = named(turn.words)[0]
    if code in _table()["words"] or code in _table()["letters"]:
        turn.set("language", turn.slot("language") or code)
        kept_plan.save(turn, situation={"language": code})


def wish_in(plan: plans.Plan) -> str:
    """The language somebody would like to talk in, or writes in; nothing when that is Dutch."""
    code = str(plan.situation.get("language") or "")
    names = _table()["names"]
    return str(plan.situation.get(WISH) or (names[code]["nl"] if code in names else ""))


def keep_wish(turn: Turn) -> bool:
    """ "Need english or polish": the languages that are wished for, by their names; False when none is."""
    said, codes = turn.words.lower(), named(turn.words)
    if not codes or re.search(_table()["learns"], said) or not re.search(_table()["wants"], said):
        return False
    wish = f" {_table()['human']['nl']['or']} ".join(_table()["names"][code]["nl"] for code in codes)
    kept_plan.save(turn, situation={WISH: wish})
    return True


def _who_speaks(turn: Turn, codes: tuple[str, ...], tongue: str) -> str:
    """Which of these the adviser of the appointment speaks, or else any; and which nobody does."""
    table, booking = _table(), claiming.booked(turn)
    words = table["human"][tongue]
    of = [booking.adviser] if booking else advisers.all(database())
    spoken = {each for adviser in of for each in adviser.languages}
    kind = "_theirs" if booking else ""
    parts = (
        ("yes", [code for code in codes if code in spoken]),
        ("no", [code for code in codes if code not in spoken]),
    )
    told = [
        str(words[answer + kind]).format(
            languages=f" {words['or']} ".join(table["names"][code][tongue] for code in found),
            name=booking.adviser.name if booking else "",
        )
        for answer, found in parts
        if found
    ]
    return " ".join(told)


@cache
def _table() -> dict[str, Any]:
    table = word_table("languages")
    return {**table, "words": {code: frozenset(words.split()) for code, words in table["words"].items()}}

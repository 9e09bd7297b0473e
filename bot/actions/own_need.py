"""A need that none of ours names: it stands as the person said it, nothing is guessed any more, and they lead."""

from __future__ import annotations

import re

from bot.actions import (
    asking,
    hearing,
    kept_plan,
    met_story,
    need_denials,
    need_names,
    objecting,
    recognition,
    work_words,
)
from bot.actions.offers import buttons
from bot.actions.sentence import sentences
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import is_bare_no, label, labels, word_table

NEED = need_names.OWN
LIKELY = 0.5  # from here on what it may be is worth a button
FEWEST_SAID_BACK, MOST_SAID_BACK = 3, 10  # words: longer ones are met, and never read back
LIKELY_TOLD = 0.3  # that a line tells or wishes something, among eighteen things that can be done with it
MISJUDGED = "utter_misjudged"  # a sorry by itself
CORRECTS, TAKES = "utter_own_need", "utter_own_need_taken"


def told_in(words: str) -> str:
    """What is told beside a no, letter for letter, without what is denied, asked or said against us."""
    lead = word_table("correcting")["quotes"]["lead"]
    said = (re.sub(lead, "", part.strip(), flags=re.IGNORECASE) for part in objecting.PART.findall(words))
    kept = [rest for part in said if _tells(part) and (rest := _without_denials(part))]
    return work_words.spoken_softly(objecting.told_beside(". ".join(kept)))


def told_surely(turn: Turn) -> str:
    """What a message tells that names no need of ours, to say back as it was typed; nothing of a long story."""
    lines = {*turn.lines_that("tell", sure=LIKELY_TOLD), *turn.lines_that("wish", sure=LIKELY_TOLD)}
    told = told_in(" ".join(line for line in sentences(turn.words) if line in lines))
    return told if FEWEST_SAID_BACK <= len(told.split()) <= MOST_SAID_BACK else ""


def leads(turn: Turn) -> bool:
    """Whether what they need stands in their own words: then only what they say plainly is another need."""
    return turn.slot("needs", []) == [NEED]


def take(turn: Turn, words: str, response: str = CORRECTS) -> None:
    """Takes the words as the need and says so; what it may be is offered, and the person goes on as they like."""
    note(turn, words)
    offered = [{"title": label("needs", need, "button"), "payload": f"/{need}"} for need in _likely(turn)]
    if MISJUDGED in turn.responses_said:  # one sorry is enough
        response = TAKES
    if core := _core(turn, words):
        turn.say(response, words=AsTyped(core), buttons=[*offered, *buttons(("human",))])
    else:
        met_story.meet(turn, if_named=True)
        turn.say(f"{response}_long", buttons=[*offered, *buttons(("human",))])
    turn.waits = True


def take_wish(turn: Turn) -> bool:
    """Keeps a wish for work that no list knows as it was said ("ik wil imker worden"); False when none is told."""
    wishes = turn.does("wish") and re.search(word_table("work_wishes")["becomes"], turn.said)
    words = told_in(turn.words) if wishes and not asking.asks_in_part(turn.words) else ""
    if words:
        take(turn, words, TAKES)
    return bool(words)


def note(turn: Turn, words: str) -> None:
    """Keeps the words as the need."""
    let_lead(turn, [NEED])
    if not turn.is_private:
        kept_plan.save(turn, need=NEED, own_words=words)
        need_names.put_in_words(turn, NEED, words)


def let_lead(turn: Turn, needs: list[str]) -> None:
    """From here on the person leads: no check of these needs waits any more, and no question of ours."""
    turn.set("needs", needs)
    turn.set("need_confirmed", True)
    turn.set("helped_needs", True)
    turn.set("misses", 0)
    turn.leaves = turn.in_form


def _core(turn: Turn, words: str) -> str:
    """Few words as they are; of more the one sentence that wishes something, and nothing when there is none."""
    if len(words.split()) <= MOST_SAID_BACK:
        return words
    lines = [part.strip() for line in sentences(words) for part in (line, *line.split(","))]
    wants = [line for line in lines if re.search(word_table("need_words")["wants"], line.lower())]
    short = [line.strip(" .!") for line in wants if len(line.split()) <= MOST_SAID_BACK]
    return short[-1] if short else ""


def _tells(part: str) -> bool:
    """Whether a sentence tells something of its own: no question, nothing said to us, no bare fact."""
    quotes, said = word_table("correcting")["quotes"], part.lower()
    if re.match(word_table("need_words")["wants"], said) and "?" not in said:  # "ik wil weten wanneer ik eruit kan"
        return True
    if any(re.search(quotes[way], said) for way in ("to_us", "only_fact", "corrects")):
        return False
    objects = labels()["answers"]["objects"]  # "onzin, daar gaat het niet om" tells nothing else
    if re.search(word_table("home")["lives"], said) or re.search(objects, said):
        return False
    return not (asking.is_question(said) or recognition.complains(part))


def _without_denials(part: str) -> str:
    """The clauses that deny no need: of "mijn baan blijft gewoon, ik ben gepasseerd" the last."""
    clauses = [clause.strip() for clause in part.strip(" .!?").split(",")]
    while clauses and (need_denials.in_words(clauses[0]) or is_bare_no(clauses[0])):
        clauses.pop(0)
    return ", ".join(clauses)


def _likely(turn: Turn) -> list[str]:
    """What the message may well mean and was not denied; a guess is offered, not told."""
    guesses = [str(each["name"]) for each in turn.ranking if each["confidence"] >= LIKELY]
    left_out = {*turn.slot("denied", []), *hearing.CONTENT}
    return [need for need in guesses if need in labels()["needs"] and need not in left_out]

"""Direct questions with an answer of their own ("mag ik leren met ww?", "wat is bbl?"): answered before all else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from bot.actions import (
    answers,
    asking,
    budgets,
    caos,
    claiming,
    course_facts,
    course_in_hand,
    hearing,
    hearsay,
    languages,
    learner_words,
    moves,
    named_schemes,
    near_help,
    offers,
    once,
    question_meaning,
    reckoning,
    recognition,
    repair,
    shown_answers,
    sought,
    study_questions,
    terms,
    trainings,
    wages,
    wished_work,
    work_asked,
)
from bot.actions.fact_slots import ADULT
from bot.actions.message import UNCLEAR
from bot.actions.question_tables import all_questions, clear_questions
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, word_table
from knowledge.budgets import Assessment

OLDEST = 200
SURE_OF_A_NEED = 0.9
NUMBER = "phone_number"
OF_ADVISER = "adviser_"  # what the names of such questions begin with
WORK_ASKS = "work_asks"  # what work asks of body and day: heard by work_asked
WHOM = "whom"  # what is shown to who asks who knows more
FEW = 3  # things we said
GOES_ON = 6  # things we said: an answer of which one may go on
LATELY = 4  # messages of the person
FEW_WORDS = 15
FEWEST_WORDS = 2  # of a part in the words of a learner that is too short to be sure what it asks
MOST_WORDS = 25  # of a message that goes on about what was answered last
Asked = tuple[str, Any]  # a kind of question with what it is about


def find(turn: Turn) -> Callable[[Turn], None] | None:
    """What answers the direct questions in the message, as it was typed or else as it was meant; None when none is."""
    readings = [*_read_as(turn), *_behind_last(turn)]
    return next((found for words in readings if (found := find_in(turn, words))), None)


def named(turn: Turn) -> str | None:
    """The name of the first direct question in plain words, for who keeps it to be answered a turn later."""
    asked = [each for words in _read_as(turn) for each in _asked(turn, words.lower()) if not _is_beside(each)]
    return next((str(what) for kind, what in asked if kind == "question"), None)


def answer_named(turn: Turn, name: str) -> None:
    """Answers the question of this name, whatever the message in hand says."""
    _answer(turn, name)


def _behind_last(turn: Turn) -> list[str]:
    """A question that says nothing by itself ("mag dat"), behind the message it goes on about."""
    before = turn.typed()[-2:-1]
    bare = re.search(word_table("question_words")["says_nothing"], turn.said) if turn.words else None
    return [f"{before[0]}, {turn.words}"] if bare and before else []


def _read_as(turn: Turn) -> list[str]:
    """The message as it was typed, and with its spelling mended or the words of a learner in Dutch."""
    if not turn.words:
        return []
    learnt = _learnt(turn)
    return [*([learnt] if learnt else []), turn.words, *([turn.meant] if turn.said != turn.words.lower() else [])]


def _learnt(turn: Turn) -> str:
    """The question of a learner in Dutch; nothing when the message is Dutch, or asks nothing."""
    parts = asking.parts(learner_words.in_dutch(turn.words))
    in_dutch = " ".join(part for part in parts if len(part.split()) > FEWEST_WORDS)  # "why weg?" asks too little
    return in_dutch if "?" in in_dutch or asking.is_question(in_dutch) else ""


def find_in(turn: Turn, words: str, of_part: bool = False) -> Callable[[Turn], None] | None:
    """The same for other words than those of the message: a question that was typed before.

    `of_part`: the words are a part of the message that surely asks, whatever need the rest tells.
    """
    asked = _asked(turn, words.lower())
    tells_need = not of_part and _tells_need(turn) and not hearsay.insists(words)
    if all(_is_beside(each) for each in asked):  # how long and how much is heard by the model; here only beside else
        if in_story := _find_by_meaning(turn, _asked_in_story(turn, words)):
            return in_story
        if _is_heard_by_model(turn):
            return None
        asks = of_part or moves.makes(turn, "ask")
        return _find_by_meaning(turn, question_meaning.sure(words, tells_need, asks))
    if len(asked) == 1 and asked[0][0] == "question":
        instead = question_meaning.instead(words, asked[0][1], tells_need)
        return _find_by_meaning(turn, instead) or partial(_answer_all, asked=asked)
    return partial(_answer_all, asked=asked)


def _asked_in_story(turn: Turn, words: str) -> str | None:
    """What one clause of a long message asks, unless a question in it is surely a need: "waar kan ik taal leren?"."""
    asked = (each for each in turn.clauses if asking.is_question(str(each.get("text", "")).lower()))
    if any(str(each["intent"]).startswith("need_") and each["confidence"] >= SURE_OF_A_NEED for each in asked):
        return None
    return question_meaning.asked_in_story(words)


def _tells_need(turn: Turn) -> bool:
    """Whether the message surely tells a need: that is checked and helped with, and holds no question by chance."""
    told = (intent for intent in turn.intents() if intent.startswith("need_"))
    return any(turn.sureness(intent) >= SURE_OF_A_NEED for intent in told)


def _is_heard_by_model(turn: Turn) -> bool:
    """Whether the model surely heard a question that has its own answer: examples of others do not overrule that."""
    asked = (intent for intent in turn.intents() if intent.startswith("ask_"))
    return any(turn.sureness(each) >= hearing.SURE_OF_A_QUESTION and answers.fits(turn, each) for each in asked)


def _find_by_meaning(turn: Turn, name: str | None) -> Callable[[Turn], None] | None:
    """What answers a set of examples for this person; what an intent answers is left to it when that was heard."""
    if name is None:
        return None
    if intent := question_meaning.entry(name).get("intent"):
        unheard = turn.intent in (UNCLEAR, "out_of_scope") and intent in answers.SIDE_QUESTIONS
        unheard = unheard and not re.search(labels()["answers"]["not_meant"].get(intent, "$^"), turn.said)
        return partial(_answer_intent, intent=intent) if unheard else None
    fitting = next((each for each in question_meaning.answers_of(name) if _is_theirs(turn, _entry(each))), None)
    return partial(_answer_meant, name=fitting) if fitting else None


def _answer_meant(turn: Turn, name: str) -> None:
    """Without a yes or a no in front: what the words ask exactly is not known."""
    turn.is_bare = True
    _give(turn, name)
    turn.is_bare = False


def _answer_intent(turn: Turn, intent: str) -> None:
    turn.intent = intent
    answers.answer_aside(turn, intent)


def _answer_chosen(turn: Turn, name: str) -> None:
    """What was pressed after we asked which question is meant."""
    if name in question_meaning.SETS.entries:
        intent = question_meaning.entry(name).get("intent")
        if intent:
            turn.press(f"/{intent}")  # the button said which question, and nothing of what it is about
        general = question_meaning.answers_of(name)[-1]  # it was pressed: an answer that fits less is one all the same
        answer = partial(_answer_intent, intent=intent) if intent else _find_by_meaning(turn, name)
        (answer or partial(_answer_meant, name=general))(turn)
        turn.intent, turn.clauses = "inform", []
        return
    last = (turn.typed() or [""])[-1]
    turn.intent, turn.clauses = "inform", []
    turn.say("utter_question_unknown", where=repair.who_knows(turn, about=last))


def explains_one_word(turn: Turn) -> bool:
    """Whether all that is asked is what one word means, so that it may be told with what the word is part of."""
    asked = _asked(turn, turn.said)
    return len(asked) == 1 and asked[0][0] == "terms" and len(asked[0][1]) == 1


def answers_words_too(turn: Turn) -> bool:
    """Whether one question is asked with the whole message, of which the answer says what the words mean too."""
    special = (each for each in all_questions().values() if "terms" in each.get("over", ()))
    return any(_is_asked(turn, each, turn.said) for each in special)


def find_clear(turn: Turn) -> Callable[[Turn], None] | None:
    """The same for a message with a question that is so clear that it goes before a wish or a refusal beside it."""
    if chosen := question_meaning.chosen(turn):
        return partial(_answer_chosen, name=chosen)
    if not turn.words:
        return None
    is_clear = _asks_clearly(turn) or _learnt(turn) or _asked_in_story(turn, turn.words)
    return find(turn) if is_clear else None


def asks_of_adviser(turn: Turn) -> bool:
    """Whether something is asked about the adviser ("wie is dat dan"), or a number to call: no wish for a moment."""
    found = _asked(turn, turn.said) if turn.words else []
    return any(kind == "question" and str(what).startswith((OF_ADVISER, NUMBER)) for kind, what in found)


def _asks_clearly(turn: Turn) -> bool:
    texts = [text for said in _read_as(turn) for text in (*asking.parts(said.lower()), said.lower())]
    if any(work_asked.is_asked(turn, text) for text in texts):
        return True
    return any(_is_asked(turn, each, text) for each in clear_questions().values() for text in texts)


def answer(turn: Turn) -> bool:
    """Answers the direct questions in the message; False when there is none."""
    found = find(turn)
    if found:
        found(turn)
    return found is not None


def _asked(turn: Turn, said: str) -> list[Asked]:
    """The questions of a message; a question of a few words goes on about what was answered before it."""
    find_in = partial(_asked_in, turn)
    unasked = sought.without_bare(re.sub(word_table("questions")["reading"]["protests"], " ", said)).strip()
    said = unasked or said.strip()  # who only protests is met as such
    asked = asking.all_in(said, find_in) if said else []
    if all(_is_beside(each) for each in asked) and (about := asking.goes_on_about(said, turn.last_heard())):
        asked = asking.all_in(f"{about}, {said}", find_in)
    return _settled(turn, said, asked)


def _asked_in(turn: Turn, text: str, vague: bool) -> Iterator[Asked]:
    """What a text asks: a question we know, the meaning of words, a scheme by its name."""
    if not vague and (meaning := terms.alone(text)) and not is_of_adviser(turn, text):
        yield "terms", meaning  # before what it costs or how long it takes
        return
    if not vague and work_asked.is_asked(turn, text):
        yield "question", WORK_ASKS
    heard: list[list[str]] = []  # one set of words asks one thing: its first answer is the most special
    for name, each in all_questions().items():
        fits = bool(each.get("vague")) == vague and each["sounds"] not in heard
        if fits and _is_asked(turn, each, text):
            heard.append(each["sounds"])
            yield "question", name
    if not vague and (explained := terms.explained(text)):
        yield "terms", explained
    elif not vague and (button := offers.typed(text)):
        yield "help", button
    elif vague and (scheme := named_schemes.named(text)):
        yield "scheme", scheme


def is_of_adviser(turn: Turn, text: str) -> bool:
    """Whether it is asked what an adviser is, which has an answer of its own."""
    return any(name.startswith(OF_ADVISER) and _is_asked(turn, each, text) for name, each in all_questions().items())


def _settled(turn: Turn, said: str, asked: list[Asked]) -> list[Asked]:
    """With the special question where the whole message tells it; a word that is explained needs no scheme told."""
    special = {
        name: each["over"] for name, each in all_questions().items() if "over" in each and _is_asked(turn, each, said)
    }
    placed = [_with_special(each, special) for each in asked]
    explains = any(kind == "terms" for kind, _ in placed)
    explains = explains or any(kind == "question" and _entry(what).get("instead_of_scheme") for kind, what in placed)
    of_scheme = any(
        kind == "question" and str(_entry(what).get("shows")).startswith("scheme_") for kind, what in placed
    )
    return [
        each
        for each in placed
        if each[0] != "scheme" or not (explains or (of_scheme and each[1] != named_schemes.STAP))
    ]


def _with_special(asked: Asked, special: dict[str, list[str]]) -> Asked:
    """The special question in the place of a general one, or of words that are explained."""
    kind, what = asked
    name = next((name for name, over in special.items() if (kind if kind == "terms" else what) in over), None)
    return ("question", name) if name else asked


def _is_beside(asked: Asked) -> bool:
    return asked[0] == "question" and bool(_entry(asked[1]).get("beside"))


def _answer_all(turn: Turn, asked: list[Asked]) -> None:
    answered: list[Any] = []  # two questions may have one answer, which is given once
    for kind, what in asked:
        if (answer_ := _answer_of(kind, what)) in answered:
            continue
        answered.append(answer_)
        match kind:
            case "question":
                _answer(turn, what)
            case "terms":
                terms.tell(turn, what)
                named_schemes.remember(turn, turn.said)
            case "help":
                turn.press(offers.payload(what))
                answers.answer_aside(turn, turn.intent)
            case _:
                named_schemes.tell(turn, what)


def _answer_of(kind: str, what: Any) -> Any:
    return _entry(what).get("says", what) if kind == "question" else what


def _answer(turn: Turn, name: str) -> None:
    if ashamed := re.search(word_table("question_words")["ashamed"], turn.said):  # "of is dat laf": met before all else
        turn.preface = label("not_so").format(word=ashamed["word"])
        _answer_meant(turn, name)
    else:
        _give(turn, name)


def _give(turn: Turn, name: str) -> None:
    question = _entry(name)
    if not turn.is_bare and (short := question.get("short")) and asking.wants_yes_or_no(turn.words):
        turn.begins_with(short)
    for fact, value in question.get("sets", {}).items():
        turn.set(fact, turn.slot(fact) or value)
    if question.get("wishes") and (wished := wished_work.asked_work(turn)):
        turn.set("wished_occupation", wished)
    if (settled := question.get("settles")) and turn.slot(settled) is None:
        turn.add("skipped", settled)
    belongs = re.compile(question.get("includes", "$^"))
    beside = [each for each in hearing.told_beside(turn) if not belongs.search(str(each.get("text", "")).lower())]
    if question.get("whole") and not beside:
        turn.intent, turn.clauses = "inform", []
    if shows := question.get("shows"):
        (_tell_whom if shows == WHOM else shown_answers.SHOWS[shows])(turn)
        turn.intent, turn.clauses = (str(beside[0]["intent"]) if beside else "inform"), beside
        return
    where = repair.who_knows(turn, question.get("whom"))
    schemes = _schemes(question.get("schemes", ()))
    told = once.tell(
        turn,
        name,
        f"utter_question_{question.get('says', name)}",
        where,
        where=where,
        buttons=offers.buttons(question["more"]),
        told=" ".join(_told(scheme, first=scheme is schemes[0]) for scheme in schemes),
    )
    if schemes and told:
        budgets.note(turn, schemes)


def _entry(name: str) -> dict[str, Any]:
    return all_questions()[name]


def _is_asked(turn: Turn, question: dict[str, Any], said: str) -> bool:
    """The words come first: what they need to have come before is looked up only for them."""
    sounds_so = any(pattern.search(said) for pattern in _compiled(tuple(question["sounds"])))
    if not sounds_so or (
        _must_be_asked(turn, question) and not (asking.is_question(said) or asking.wants_answer(said))
    ):
        return False
    return _is_theirs(turn, question)


def _must_be_asked(turn: Turn, question: dict[str, Any]) -> bool:
    """What is told to who only speaks of it ("ik heb een Pools diploma") is told once, and then to who asks."""
    return bool(question.get("asked")) or (not question.get("shows") and _was_answered(turn, question))


def _was_answered(turn: Turn, question: dict[str, Any]) -> bool:
    name = question.get("says") or next((name for name, each in all_questions().items() if each is question), "")
    return _was_told(turn, f"utter_question_{name}:")


def _is_theirs(turn: Turn, question: dict[str, Any]) -> bool:
    """Whether a question, in whatever words, is answered so for this person at this moment."""
    of_age = _is_of_age(turn, question.get("until_age", OLDEST))
    theirs = all(_values(turn, fact) & set(values) for fact, values in question.get("of", {}).items())
    others = any(_values(turn, fact) & set(values) for fact, values in question.get("unless", {}).items())
    too_late = any(_holds(turn, each) for each in question.get("until", ()))
    behind = "behind" not in question or _goes_on(turn, question["behind"])
    fits = of_age and theirs and not others and not too_late and behind
    return fits and all(_holds(turn, each) for each in question.get("after", ()))


def _goes_on(turn: Turn, behind: list[str]) -> bool:
    """Whether a message is short enough to go on about one of these answers, and that was given just now."""
    told = {f"utter_question_{name}" for name in behind} & {*turn.told_last(GOES_ON)}
    return len(turn.words.split()) <= MOST_WORDS and bool(told)


@cache
def _compiled(sounds: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, sounds))


def _age(turn: Turn) -> int | None:
    """How old the person is, also when this very message tells it."""
    return wages.age_in(turn)


def _is_of_age(turn: Turn, until: int) -> bool:
    """Whether somebody may be of the age a question is for: what holds for minors is not told to a mother of three."""
    age = _age(turn)
    return age <= until if age is not None else until >= ADULT or not _is_grown(turn)


def _is_grown(turn: Turn) -> bool:
    """Whether somebody who told no age is surely no minor, by their life or by how long they work."""
    grown = word_table("questions")["reading"]["grown"]
    by_work = turn.slot("status") in ("employee", "flex_agency", "self_employed", "unemployed") or turn.slot("benefit")
    return bool(by_work) or any(re.search(grown, text.lower()) for text in turn.typed())


def _values(turn: Turn, fact: str) -> set[str]:
    """What is known of a fact or a list; how one works also when the question tells it: "aftrekken als zzp'er".

    Who works for themselves has no WW, whatever they asked about it.
    """
    if fact == "benefit" and turn.slot("benefit") == "WW" and turn.slot("status") == "self_employed":
        return set()
    in_question = fact == "status" and turn.slot(fact) is None
    told = {str(each["value"]) for each in turn.entities(fact)} if in_question else set()
    known = turn.slot(fact, [])
    return told | (set(known) if isinstance(known, list) else {str(known)})


def _holds(turn: Turn, what: str) -> bool:
    """What a question may need to have come before it."""
    match what:
        case "note" | "edu_question" | "step_question" | "moment":  # what is asked now: a note, diploma, step or moment
            asked = {"edu_question": "edu", "step_question": "step", "moment": "appointment"}.get(what, what)
            return bool(turn.slot("requested_slot") == asked)
        case "one_sentence":  # it is all that is said
            return len(turn.words.split()) <= FEW_WORDS and not re.search(r"[.!?;]\s+\w", turn.words)
        case "answered":  # just now, and we know who knows more of it
            return repair.whom_of_last(turn, LATELY) is not None
        case "years_wanted":
            return reckoning.wants_years(turn)
        case "reckoning_promised":
            return reckoning.promised(turn)
        case "field":
            return study_questions.is_known_field(turn)
        case "place_of_work":
            return study_questions.is_place_of_work(turn)
        case "course_in_hand":
            return course_in_hand.is_in_hand(turn)
        case "course_named":
            return bool(turn.words) and course_facts.named(turn) is not None
        case "other_work_named":
            return trainings.last_named_work(turn) is not None
        case "scheme_in_hand":
            return named_schemes.is_in_hand(turn)
        case "scheme_spoken":  # named, or among those that were shown
            return named_schemes.spoken_of(turn) is not None
        case "scheme":
            return named_schemes.last(turn) is not None
        case "fear_met":
            return "utter_feel_afraid_of_firing" in turn.told_last(FEW)
        case "appointment":
            return claiming.booked(turn) is not None
        case "ill_at_home":  # said in this conversation
            return recognition.was_met(turn, what)
        case "in_talk":  # a first message is given back before it is answered with what depends on who asks
            return bool(turn.in_form or turn.slot("needs") or turn.slot("status") or turn.slot("topic"))
        case "language":  # another language is named
            return languages.is_wished(turn.words)
        case "young":
            return wages.is_minor(turn) or _was_told(turn, "utter_question_stop_school")
        case "minor_wage":
            return wages.of(turn) is not None
        case "early_told":
            return any(_was_told(turn, each) for each in ("utter_question_early_age", "utter_question_early_stop"))
        case "company_doctor":  # spoken of just now
            return bool(re.search(word_table("questions")["reading"]["company_doctor"], turn.last_heard().lower()))
        case "teaching":  # spoken of in the last messages, ours too
            lately = " ".join([*turn.typed()[-LATELY:], turn.last_heard()])
            return bool(re.search(word_table("questions")["reading"]["teaching"], lately.lower()))
        case "teaching_now" | "school_days":  # the subject of this message, the one before it, or of our last words
            lately = " ".join([*turn.typed()[-2:], turn.last_heard()])
            return bool(re.search(word_table("questions")["reading"][what], lately.lower()))
        case "place_told":  # a place was named just now
            return near_help.names_place(turn)
        case "cao":
            return caos.is_known(turn)
        case "library_in_hand":  # spoken of just now
            return bool(re.search(word_table("questions")["reading"]["library"], turn.last_heard().lower()))
        case "passed_over_met":
            return recognition.was_told(turn, "passed_over")
        case "passed_over_any":  # told by them, or spoken of
            return any(_holds(turn, each) for each in ("passed_over_met", "passed_over"))
        case "passed_over":
            return _was_told(turn, "utter_question_discrimination") or _was_told(turn, "utter_question_reason_on_paper")
        case "teach_trade_told":
            return _was_told(turn, "utter_question_teach_trade")
        case "evc_told":
            return _was_told_last(turn, "utter_ask_evc")
        case "boss_course_told":
            law = word_table("questions")["reading"]["boss_pays"]
            return bool(re.search(law, turn.last_heard())) or _was_told(turn, "utter_question_boss_asks_course")
        case "foreign_diploma_told":
            return _was_told(turn, "utter_question_foreign_diploma")
        case "talk":  # an appointment is being made, or stands
            return turn.form == "booking_form" or claiming.booked(turn) is not None
        case "other_work_shown":
            return bool(turn.slot("directions") or turn.slot("wished_occupation"))
        case "work_spoken_of":  # of which we know what it asks
            return bool(work_asked.works(turn))
        case "named_work":  # work that we know is named for certain, and not their own
            return bool(turn.words) and trainings.named_work(turn) is not None
        case "other_work":  # work is named that is not the person's own
            mentions = catalogue().occupations.link(turn.words)
            return any(mention.best.id != turn.slot("occupation") for mention in mentions)
        case _:
            return bool(turn.slot(what))


def _was_told(turn: Turn, response: str) -> bool:
    return any(str(key).startswith(response) for key in turn.slot("said", []))


def _was_told_last(turn: Turn, response: str) -> bool:
    """Whether it stands among the few things we said last."""
    return response in turn.told_last(FEW)


def _tell_whom(turn: Turn) -> None:
    """Who knows more about what was answered last: "wie bel ik daarvoor?"."""
    where = repair.who_knows(turn, repair.whom_of_last(turn))
    turn.say("utter_question_whom", where=where, buttons=offers.buttons(("human",)))


def _schemes(ids: list[str]) -> list[Assessment]:
    """In the order of the question; the facts of the person do not matter here."""
    found = {each.id: each for each in catalogue().budgets.assess({}, today())}
    return [found[id_] for id_ in ids if id_ in found]


def _told(scheme: Assessment, first: bool) -> str:
    """What the scheme is and how sure that is; what to do for the first only, or it gets long."""
    told = f"{scheme.summary} {scheme.action}" if first else scheme.summary
    return f"{told} ({scheme.checked[:1].upper()}{scheme.checked[1:]}.)"

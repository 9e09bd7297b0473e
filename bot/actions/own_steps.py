"""A step in the person's own words: what they are going to do, without what stands around it; and one taken back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.actions import (
    asking,
    dates,
    deciding,
    hearsay,
    heavy,
    kept_plan,
    looking_along,
    moves,
    refused_steps,
    refusing,
    step_day,
    step_fits,
    step_frame,
    step_words,
    weekend,
)
from bot.actions.acts import Act
from bot.actions.moves import Move
from bot.actions.sentence import sentences
from bot.actions.sources import today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, labels, with_capital, word_table

STEP: Act = "step"  # what somebody does who decides on one
FAINT_STEP = 0.3  # among nineteen things that can be done with a part of a message
NO_STEP_ACTS: tuple[Act, ...] = (
    *("ask", "tell", "correct", "not_heard"),
    *("refuse_work", "refuse_list", "refuse_plan", "refuse_human"),
)
WEAK_ACTS: tuple[Act, ...] = ("ask", "tell")  # what a step that is told with its day may sound like
MAY_BE_STEP: tuple[Move, ...] = ("step", "change_plan", "pick", "moment")
LEAST_OF_STEP = 0.2  # that it may be one; below it what only looks like one is none
LEAST_BESIDE = 0.1  # the same of one that comes beside another: "en daarna vraag ik mijn baas"
SURELY_ELSE = 0.6  # from here on a message tells or asks, whatever day it names
SURE_OF_STEP = 0.7  # that a part decides on one, whatever its words
NO_STEPS = ("insult", "correct", "thank", "think", "resume")
DAYS_FOR_A_STEP = 6  # a step that waits longer than a week is seldom taken
MOST_MESSAGES = 3  # in which a day that was said still counts
MOST_WORDS_OF_A_DAY = 2  # a sentence with nothing but the day is no part of the step: "zaterdag"
SHORTEST_WORD = 4  # letters; of a step at least one word is so long
MOST_ADDED = 3  # words in a sentence that only adds something: "1 dag"
MOST_GOING_ON = 6  # the same that says what comes then: "en daarna mijn teamleider"


def own_step_in(turn: Turn) -> str:
    """What the person says they are going to do, in their words; nothing for a question, a refusal or a complaint."""
    if framed := step_frame.step_in(turn.words):
        return with_capital(bare(framed)).rstrip(" .")
    if turn.intent in NO_STEPS and not is_named(turn.words) and not decided(turn):
        return looking_along.wanted(turn)
    if not _may_hold_step(turn) and not is_named(turn.words):
        return ""
    if re.fullmatch(word_table("step_words")["points_only"], turn.said) or _asks_whether_it_may(turn):
        return ""
    if found := _own_step(turn, final(turn.words)) or _own_step(turn, turn.words):
        return found
    meant = _own_step(turn, turn.mended) if turn.words and turn.mended else ""  # "kga morge ns met mn bazin klappe"
    surely = meant and (is_sure(meant) or _sounds_like_step(meant))  # "n keer meekieken bij nen planner"
    return meant if surely else looking_along.wanted(turn)


def _asks_whether_it_may(turn: Turn) -> bool:
    """Whether the message ends in a bare question: "ik wil zelf naar de bedrijfsarts. kan dat"."""
    last = sentences(step_frame.without_behind(turn.said))[-1:]
    return bool(last) and bool(re.search(word_table("question_words")["says_nothing"], last[0]))


def _may_hold_step(turn: Turn) -> bool:
    """Whether the message, or a part of it, may well decide on a step at this moment of the talk."""
    least = LEAST_BESIDE if turn.slot("step") and step_words.adds(turn.said) else LEAST_OF_STEP
    if not turn.moves or moves.sureness(turn, *MAY_BE_STEP) >= least or looking_along.wanted(turn):
        return True
    if is_decided(turn):
        return True
    return bool(moves.part_that_makes(turn, "step", sure=SURE_OF_STEP))


def _own_step(turn: Turn, words: str) -> str:
    found, before = list[str](), ""
    for sentence in sentences(words):
        each = deciding.without_lead(sentence, word_table("steps")["part_ends"])
        step = _step_in(turn, each) or _step_in_part(turn, each)
        if found and len(found) == 1 and step and len(found[0].split()) <= MOST_ADDED and not _says_so(found[0]):
            found = []  # "vmbo kader. ik ga zaterdag langs": a bare answer in front is no part of it
        only_day = step_day.said_in(each) is not None and _tells_only_day(each)
        says_else = _is_filler(each) or only_day or deciding.is_about_talk(each)
        comments = bool(re.search(word_table("steps")["comment"], each.lower())) and not is_named(each)
        says_else = says_else or comments
        step = "" if comments and found else step
        goes_on = re.match(word_table("step_words")["frame"]["goes_on"], each.lower())
        adds = found and len(each.split()) <= (MOST_GOING_ON if goes_on else MOST_ADDED) and not says_else
        if step and before and re.search(word_table("step_words")["points_back"], each.lower()):
            step = f"{before} {each}"
        before = each
        if (step and not only_day) or (adds and not asking.is_question(each.lower())):
            found.append(step or each)
    ends = [
        each if re.search(r"[.,;!]$", each) or not _begins_anew(found[1:], place) else f"{each}."
        for place, each in enumerate(found)
    ]
    cut = " ".join(ends)
    if not any(len(word) >= SHORTEST_WORD for word in re.findall(r"\w+", cut)):  # "en"
        return ""
    if re.search(word_table("step_words")["frame"]["no_step"], cut.lower()):  # "mijn stap is te moeilijk"
        return ""
    return cut if cut == turn.words.strip() else with_capital(cut)


def _begins_anew(behind: list[str], place: int) -> bool:
    """Whether the piece behind this one begins a sentence of its own, by its capital."""
    return place < len(behind) and behind[place][:1].isupper()


def _tells_only_day(said: str) -> bool:
    rest = re.sub(labels()["step_day"]["only_day"], "", said.lower())
    return len(said.split()) <= MOST_WORDS_OF_A_DAY or not re.search(r"\w", rest)


def _says_so(said: str) -> bool:
    """Whether words are a step by themselves."""
    return is_sure(said) or is_named(said) or deciding.decides(said) or _sounds_like_step(said)


def _sounds_like_step(said: str) -> bool:
    return any(re.search(way, said.lower()) for way in word_table("steps")["own_step"])


def final(words: str) -> str:
    """What is said after the last second thought: "ik bel de bond... nee doe maar het Werkcentrum"."""
    found = list(re.finditer(word_table("steps")["second_thought"], words.lower()))
    return words[found[-1].end() :].strip() if found else words


def is_named(words: str) -> bool:
    """Whether a step is called one: "mijn stap is: ..."."""
    if step_frame.step_in(words):
        return True
    return bool(re.search(word_table("steps")["names_step"], words.lower())) or deciding.is_called_step(words)


def is_sure(said: str) -> bool:
    """Whether words are a step whatever else the message could mean."""
    return is_named(said) or any(re.search(way, said.lower()) for way in word_table("steps")["sure_step"])


def tells_early(turn: Turn) -> bool:
    """Whether a step is told before it was asked for: "ik ga maandag UWV bellen".

    Nobody asked for one, so words alone are not enough: the model must hear a step in it too, however faintly.
    """
    if turn.slot("step") is not None or heavy.is_told(turn):
        return False
    said, step = turn.said, own_step_in(turn)
    table = word_table("steps")
    is_habit = bool(re.search(table["habit"], said)) and not is_named(said)
    if not step or is_habit or _asks_on(turn, step) or re.search(table["asks_for_call"], said):
        return False
    if re.search(word_table("steps")["early_step"], said) or is_named(said) or looking_along.wanted(turn):
        return True
    if is_decided(turn) and moves.sureness(turn, "feeling", "tell", "ask") < SURELY_ELSE:
        return True
    likely = moves.sureness(turn, "step") >= LEAST_OF_STEP
    return (likely or not turn.is_read or turn.does(STEP, sure=FAINT_STEP)) and bool(decided(turn))


def _asks_on(turn: Turn, step: str) -> bool:
    """Whether a step without a day and without a name for what is done gives way to the question behind it: "dan zal ik
    het daar navragen. ziet u nog iets anders?".
    """
    vague = re.fullmatch(word_table("step_words")["vague"], step.lower().strip(" .!"))
    return bool(vague) and step_day.said_in(step) is None and asking.asks_in_part(turn.said)


def decided(turn: Turn) -> list[str]:
    """The sentences of the message, and the parts of those that ask or refuse something too, that decide on a step."""
    ends = word_table("steps")["part_ends"]
    said = [part for each in sentences(turn.words) for part in (each, *re.split(ends, each))]
    return [part for part in said if decides(turn, part)]


def is_decided(turn: Turn) -> bool:
    """Whether a sentence says in so many words who does what and when: then nothing else the message seems counts."""
    ends = word_table("steps")["part_ends"]
    parts = [part for each in sentences(turn.words) for part in (each, *re.split(ends, each))]
    said = (each for each in parts if step_day.said_in(each) is not None and not hearsay.is_of_others(each))
    return any(deciding.decides(each) and not does_else(turn, each) for each in said)


def decides(turn: Turn, part: str) -> bool:
    """Whether a part of the message decides on a step, by its words or as the model hears it."""
    if hearsay.is_of_others(part):
        return False
    by_words = deciding.decides(part) and not does_else(turn, part)
    heard = turn.does(STEP, within=part) or moves.part_makes(turn, part, "step", sure=SURE_OF_STEP)
    return by_words or (heard and not asking.asks(part))


def does_else(turn: Turn, part: str) -> bool:
    """Whether a part of the message surely asks, tells, corrects or refuses, however much it sounds like a step."""
    on_a_day = step_day.said_in(part) is not None and deciding.decides(part)  # "... of ik mag meelopen" asks nothing
    wanted = [act for act in NO_STEP_ACTS if not (on_a_day and act in WEAK_ACTS)]
    does = turn.does_any(wanted, within=part) or moves.part_makes(turn, part, "not_heard", "feeling")
    return does and not turn.does(STEP, within=part)


def keep_early(turn: Turn) -> bool:
    """Keeps such a step, so that it is not asked any more; False when none is told."""
    if not tells_early(turn):
        return False
    keep(turn, AsTyped(own_step_in(turn)), final(turn.words))
    return True


def is_own_plan(turn: Turn) -> bool:
    """Whether the person tells what they are going to do, and it is no talk with an adviser."""
    return bool(own_step_in(turn)) and bool(re.search(word_table("steps")["own_plan"], turn.words.strip().lower()))


def explain_chosen(turn: Turn) -> None:
    """The step that was chosen, and how one does it; an own step is read back."""
    step = str(turn.slot("step")).rstrip(" .") + "."
    kinds = step_fits.known_steps().values()
    ours = (each for each in kinds if (opening := each["text"].partition("{")[0]) and step.startswith(opening))
    alike = (each for each in kinds if re.search(each["said"], step.lower()))
    kind = next(iter((*ours, *alike)), None)
    read_back = AsTyped(step) if turn.slot("own_step") else step
    told = kind["explain"] if kind else ""
    turn.say("utter_step_explained" if kind else "utter_step_read_back", step=read_back, explain=told)


def keep(turn: Turn, text: str, words: str = "", asks_day: bool = False) -> None:
    """Makes this the step, with a day. `words`: in which a day may be named, also beside an own step.

    With `asks_day` the day is asked when none was named.
    """
    said = words or (text if isinstance(text, AsTyped) else "")
    named = _day_told(turn, said)
    day = store(turn, text, said, asks_day=asks_day)
    if day is None:
        turn.set("pending", weekend.ASKS_DAY)
        turn.say("utter_step_open_which_day" if asks_day else "utter_step_which_day")
        turn.waits = True
    elif named:
        turn.say("utter_step_on_day", date=day_in_words(day))
        weekend.remark(turn, text, day)
    else:
        open_day = step_words.leaves_day_open(said)
        turn.say("utter_step_day_open" if open_day else "utter_step_chosen", date=day_in_words(day))


def keep_asking_day(turn: Turn, text: str, words: str) -> None:
    """Makes this the step; the day is asked unless these words name one."""
    day = store(turn, text, words, asks_day=True)
    if day is None:
        turn.set("pending", weekend.ASKS_DAY)
        turn.say("utter_step_which_day")
        turn.waits = True
    else:
        turn.say("utter_step_on_day", date=day_in_words(day))
        weekend.remark(turn, text, day)


def keep_day(turn: Turn, words: str) -> None:
    """The day that is named while it is still to be chosen about what the step is."""
    day = step_day.said_in(words) if words else None
    turn.set("step_date", day.isoformat() if day else None)


def leave_day_open(turn: Turn) -> date | None:
    """The day for who does not know one when it is asked; None when the message says something else."""
    said = turn.said
    if turn.intent not in ("dont_know", "skip") and not step_words.leaves_day_open(said):
        return None
    day = _usual_day()
    turn.say("utter_step_day_open", date=day_in_words(day))
    return day


def store(turn: Turn, text: str, said: str = "", asks_day: bool = False) -> date | None:
    """Puts the step and its day in the plan; the day is None when a time without a day was named, or it is asked."""
    if isinstance(text, AsTyped):
        text = AsTyped(step_words.tidy(_with_name(turn, text)))
    day = _day_told(turn, said)
    if day is None and not step_day.is_vague(said) and not asks_day:
        day = _usual_day()
    turn.set("step", str(text))
    turn.set("own_step", isinstance(text, AsTyped) or None)
    turn.set("step_date", day.isoformat() if day else None)
    turn.set("choosing", None)
    if known := step_fits.step_of(text):  # wanted after all
        refusing.take_back(turn, step_fits.STEP, known)
    if day is None:  # with the earlier step goes its day
        kept_plan.save(turn, step="")
    kept_plan.save(turn, step=str(text), step_date=day)
    return day


def _with_name(turn: Turn, step: str) -> str:
    """The step with who it is about, where that was named just before: of "dan bel ik die" the bedrijfsarts."""
    points = re.search(word_table("step_words")["points_at_somebody"], step, re.IGNORECASE)
    if points is None:
        return step
    lately = [turn.last_heard(), *reversed(turn.typed()[-MOST_MESSAGES - 1 : -1])]
    vague = word_table("step_words")["vague_person"]
    clear = [re.sub(vague, " ", text.lower()) for text in lately]  # "zo'n dokter" may be any of them
    name = next((name for text in (*clear, *lately) if (name := _named_last(text.lower()))), "")
    return f"{step[: points.start('who')]}{name}{step[points.end('who') :]}" if name else step


def _named_last(said: str) -> str:
    """The office that is named last in a text."""
    offices = word_table("leading")["offices"]
    found = [(match.end(), each["name"]) for each in offices for match in re.finditer(each["said"], said)]
    return str(max(found)[1]) if found else ""


def forget_day(turn: Turn) -> None:
    """Leaves the step without a day."""
    turn.set("step_date", None)
    step = str(turn.slot("step") or "")
    for kept in ("", step):  # with the step goes its day
        kept_plan.save(turn, step=kept)


def _usual_day() -> date:
    return dates.working_day(today() + timedelta(days=DAYS_FOR_A_STEP))


def _kept_day(turn: Turn) -> date | None:
    """The day that was named before it was clear about what the step is: "ja meekijken. zaterdag"."""
    kept = turn.slot("step_date") if turn.slot("choosing") else None
    return date.fromisoformat(kept) if kept else None


def day_beside(turn: Turn, words: str = "") -> date | None:
    """The day that a message names and that is not the day of an appointment, nor one that does not suit."""
    about_else = word_table("steps")["no_day_of_step"]
    lines = [each for each in sentences(words or turn.words) if not asking.asks(each)]
    told = [step_day.said_in(each) for each in lines if not re.search(about_else, each.lower())]
    return next((day for day in reversed(told) if day), None)


def _day_told(turn: Turn, said: str) -> date | None:
    """The day in these words, else one that was named in the last messages: "ik zeg al ja, meekijken. zaterdag"."""
    if (day := step_day.said_in(said)) or step_day.is_vague(said):
        return day
    if kept := _kept_day(turn):
        return kept
    if turn.slot("step_date") or turn.slot("plan_shown"):  # those days were of the step that stood there
        return day_beside(turn)
    lately = [turn.words, *reversed(turn.typed()[-MOST_MESSAGES:])]
    return next((day for words in lately if words and (day := day_beside(turn, words))), None)


def take_back(turn: Turn) -> bool:
    """Takes the step out of the plan, with an apology, when it was none: "das geen stap, ik heb niks gekozen"."""
    table, said = word_table("steps"), turn.said
    step = str(turn.slot("step", ""))
    # "Haal dat eruit" means the step when that was just put in; of the plan it may mean any line.
    points_at_it = re.search(table["takes_it_out"], said) and (
        re.search(table["calls_it"], said) or _was_just_kept(turn)
    )
    if not step or not (re.search(table["taken_back"], said) or points_at_it):
        return False
    refused_steps.note(turn)
    if known := step_fits.step_of(step):
        refusing.refuse(turn, step_fits.STEP, known)
    step_fits.take_out(turn)
    turn.set("plan_shown", None)
    turn.drop("skipped", "step")
    turn.say("utter_step_taken_back")
    return True


def _was_just_kept(turn: Turn) -> bool:
    """Whether the last thing we told of the plan is that this step was put in it."""
    kept = ("utter_step_chosen", "utter_step_on_day", "utter_step_which_day")
    changed = ("utter_plan_corrected", "utter_plan_changed", "utter_not_in_plan")
    told = [key for key in turn.slot("said", []) if key.startswith((*kept, *changed))]
    return bool(told) and told[-1].startswith(kept)


def bare(said: str) -> str:
    """What is said without "doe maar", "ok" and the like around it."""
    table = word_table("steps")
    said = re.sub(table["step_lead"], "", said.strip(), flags=re.IGNORECASE)
    return re.sub(table["step_trail"], "", said, flags=re.IGNORECASE).strip(" ,")


def _step_in(turn: Turn, sentence: str) -> str:
    table, said = word_table("steps"), bare(sentence)
    only_asks = turn.intent == "change_step" and said == sentence.strip()  # "ik ga een andere stap kiezen"
    only_asks = only_asks and not decides(turn, said)
    on_a_day = step_day.said_in(sentence) is not None and deciding.decides(sentence)  # "dinsdag vraag ik hoe het zit"
    if not said or only_asks or _is_filler(said) or (asking.asks(sentence) and not on_a_day):
        return ""
    if moves.part_makes(turn, sentence, "step", sure=SURE_OF_STEP) and not hearsay.is_of_others(sentence):
        return said
    if deciding.is_about_talk(sentence) and not decides(turn, said):  # "schrijf het op"
        return ""
    if hearsay.is_of_others(sentence) or hearsay.asks_us(turn, sentence):
        return ""
    is_none = re.search(table["no_step"], said.lower()) and not deciding.decides(said)
    if is_none or deciding.is_leisure(said) or (refused_steps.complains(said) and not on_a_day):
        return ""
    if does_else(turn, sentence) and not is_named(sentence):
        return ""
    if re.search(table["clarifies"], sentence.lower()) and asking.asks_in_part(turn.words) and not decides(turn, said):
        return ""
    changes = re.search(table["changes_step"], turn.said)  # "o wacht, toch liever het Werkcentrum bellen"
    asks = turn.intent.startswith("ask_") or hearsay.asks(turn)
    likely = (changes or not asks) and any(re.search(way, said.lower()) for way in table["own_step"])
    return said if likely or is_sure(said) or is_named(sentence) or decides(turn, said) else ""


def _step_in_part(turn: Turn, sentence: str) -> str:
    """The part that is a step beside a question or a refusal: "geen school, ik ga bellen", "ik ga bellen, mag dat?"."""
    if hearsay.is_of_others(sentence):
        return next((part for part in hearsay.own_words_after(sentence) if decides(turn, part)), "")
    parts = re.split(word_table("steps")["part_ends"], sentence)
    return next((step for part in parts if len(parts) > 1 and (step := _step_in(turn, part))), "")


def _is_filler(said: str) -> bool:
    return bool(re.fullmatch(word_table("steps")["filler"], said.lower().strip(" .!,")))

"""One small step with a date, of the person's own choosing; what they say themselves is kept as they said it."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import (
    asking,
    budgets,
    choosing,
    dates,
    own_steps,
    pending,
    questions,
    refused_steps,
    refusing,
    repair,
    schemes,
    step_fits,
)
from bot.actions.choosing import Option
from bot.actions.forms import Form
from bot.actions.own_steps import is_sure, keep, own_step_in
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue, database
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, label, labels, with_capital, word_table
from guidance import agreements

MOST_STEPS = 3
MOST_WORDS_OF_A_NO, MOST_WORDS_OF_NO_LIST = 6, 8
AGREED = "agreed"  # the step that was agreed with a human
HINT = "step_hint"  # among the questions that were asked: the one step that was proposed
OF = ":"  # between a step and the training or work it is about, in what a button sends

Step = dict[str, Any]


class StepForm(Form):
    """Offers steps that fit the needs; the person chooses one, or names their own."""

    form = "step_form"

    def open_questions(self, turn: Turn) -> list[str]:
        """Only the step."""
        return ["step"] if turn.slot("step") is None and "step" not in turn.slot("skipped", []) else []

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Offers the steps as buttons; for the step that was chosen, the trainings or the work it can be about."""
        if step := word_table("steps")["steps"].get(turn.slot("choosing") or ""):
            _ask_which(turn, turn.slot("choosing"), step["of"])
            return
        buttons = [_button(step["title"], step["id"]) for step in steps_for(turn)]
        turn.say("utter_ask_step_again" if again else "utter_ask_step", buttons=buttons)

    def hears_first(self, turn: Turn, question: str) -> bool:
        """That nothing was chosen, and what a step on the screen means when that is asked."""
        if not turn.words:
            return False
        if refused_steps.hear(turn):
            return True
        if re.search(word_table("steps")["taken_back"], turn.words.lower()):
            turn.set("choosing", None)
            turn.say("utter_no_step_chosen")
            return True
        if turn.slot("choosing"):
            return False
        short = len(turn.words.split()) <= MOST_WORDS_OF_NO_LIST
        if short and turn.intent != "skip" and choosing.leaves(turn.words):
            turn.say("utter_own_step_too")
            return True
        text = choosing.meaning(turn.words, [*_options(turn), *map(_as_option, word_table("steps")["steps"].items())])
        if not text or _sure_step_in(turn) or questions.find(turn):
            return False
        self.keep_beside(turn)
        turn.say("utter_explained", text=text)
        turn.set("misses", 0)
        return True

    def is_answer(self, turn: Turn, question: str) -> bool:
        """A step on the screen in other words, or an own one that is sure: whatever else the message could mean."""
        if not turn.words or choosing.wants_human(turn):
            return False
        return bool(_said_of(turn, _options(turn))) or is_sure(own_step_in(turn)) or own_steps.is_named(turn.words)

    def takes_wish(self, turn: Turn, question: str) -> bool:
        """Who is going to ask or call somebody about the work they like tells a step: "ik vraag mijn baas of ..."."""
        step = own_step_in(turn)
        if step and re.search(word_table("steps")["asks_or_calls"], step.lower()):
            return False
        return super().takes_wish(turn, question)

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """A button, a number, the name of a step, or a step in the person's own words."""
        if refusing.hear(turn):
            turn.set("choosing", None)
            turn.say("utter_left_out")
        elif own := _own_choice(turn):
            keep(turn, AsTyped(own))
        elif chosen := str(turn.value("step") or _spoken_choice(turn) or ""):
            _choose(turn, chosen)
        elif work := _other_work(turn) or _another_step(turn):
            _choose(turn, work)
        elif own := own_step_in(turn):
            keep(turn, AsTyped(own))
        elif pending.says_yes(turn) and (proposed := _only_shown(turn)):
            _choose(turn, proposed)
        elif _wants_no_step(turn):
            turn.add("skipped", "step")
            turn.say("utter_skipped")
        else:
            return False
        return True

    def keep_beside(self, turn: Turn) -> None:
        """A step in the person's own words: "ik bel vrijdag een collega. Is mijn hypotheek een beletsel?"."""
        own = _own_choice(turn) or own_step_in(turn)
        if own and is_sure(own):
            keep(turn, AsTyped(own))

    def _answer_aside(self, turn: Turn, question: str, answered: bool) -> str | None:
        """A question beside the step is heard too: about the step itself, or one we have no answer to."""
        said = super()._answer_aside(turn, question, answered)
        asked = [part for part in choosing.clauses(turn.words.lower()) if asking.asks(part)] if turn.words else []
        if said or not answered or not asked or not turn.slot("step"):
            return said
        explained = next((step["explain"] for step in steps_for(turn) if _is_step(step, turn.slot("step"))), "")
        if explained and re.search(word_table("steps")["about_step"], " ".join(asked)):
            turn.say("utter_explained", text=explained)
        else:
            turn.say("utter_question_beside", buttons=[repair.human_button()])
        return said

    def _answer_instead(self, turn: Turn, question: str) -> str | None:
        """Asking for another step while choosing one: an own step may be typed. Who does not know gets a proposal."""
        if turn.intent == "dont_know" and HINT not in turn.slot("asked", []):
            _propose(turn)
            return turn.intent
        if turn.intent == "change_step":
            turn.say("utter_own_step_too")
            return turn.intent
        said = turn.words.lower()
        if said and re.search(word_table("steps")["no_school"], said):
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


def _wants_no_step(turn: Turn) -> bool:
    """A no to the step; "nee niet zorg, logistiek. is daar veel werk?" and "nee ik wil buiten" go on about more."""
    short = len(turn.words.split()) <= MOST_WORDS_OF_A_NO and not repair.is_question(turn)
    wishes = bool(re.search(word_table("steps")["wishes"], turn.words.lower()))
    return pending.says_no(turn) and short and not wishes


def _is_step(step: Step, kept: str) -> bool:
    return bool(re.search(step.get("said", "$^"), kept.lower()) or kept == step["text"])


def _sure_step_in(turn: Turn) -> str:
    """A step whatever else is said: "ik ga naar de bibliotheek. Waar is dat?" chooses before it asks."""
    own = own_step_in(turn)
    return own if own and is_sure(own) else ""


def steps_for(turn: Turn) -> list[Step]:
    """The steps for the person's needs, in turn, without doubles."""
    table = word_table("steps")
    needs: list[str] = turn.slot("needs", []) or ["any"]
    columns = [table["needs"].get(need, []) for need in needs]
    ids = [column[row] for row in range(MOST_STEPS) for column in columns if row < len(column)]
    known = dict.fromkeys([*ids, *table["needs"]["any"]])
    steps = [{"id": step, **table["steps"][step]} for step in known if _fits(turn, step, table["steps"][step])]
    return [*_agreed_step(turn), *steps][:MOST_STEPS]


def _agreed_step(turn: Turn) -> list[Step]:
    """What was agreed in the last talk with a human, when there was one: it comes first."""
    agreed = agreements.of_last_talk(database(), turn.conversation_id)
    if agreed is None:
        return []
    title = label("waiting", "agreed_step").format(name=agreed.name or label("waiting", "somebody"))
    return [{"id": AGREED, "title": title, "text": agreed.text}]


def _choose(turn: Turn, chosen: str) -> None:
    """Keeps the step; asks first which training or work it is about when more than one was shown."""
    if chosen == AGREED:
        for step in _agreed_step(turn):
            keep(turn, AsTyped(step["text"]))
        return
    id_, about, of = chosen.partition(OF)
    step = word_table("steps")["steps"].get(id_)
    if step is None:  # a button of a step that there is no more
        return
    kind = step.get("of")
    candidates = refusing.kept(turn, kind) if kind else []
    if len(candidates) > 1 and not about:
        turn.set("choosing", id_)
        return
    of = of if about else next(iter(candidates), "")
    text = step["text"] if of or not kind else step["open"]
    text = text.format(name=_name(kind, of) if of else "", scheme_action=budgets.first_action(turn))
    keep(turn, text, own_steps.final(turn.words))


def _propose(turn: Turn) -> None:
    """The first of the steps, as a yes-or-no question: choosing is harder than agreeing."""
    turn.add("asked", HINT)
    step = next(iter(steps_for(turn)), None)
    if step is None:  # all were refused
        turn.say("utter_own_step_too")
        return
    nothing = {"title": label("no_step"), "payload": "/skip"}
    turn.say("utter_step_hint", step=step["title"], buttons=[_button(label("this_step"), step["id"]), nothing])
    turn.waits = True


def _only_shown(turn: Turn) -> str | None:
    """The step on the buttons shown last, when there was one."""
    shown = [re.search(r'"step": "([^"]+)"', button["payload"]) for button in turn.slot("shown", [])]
    found = [match[1] for match in shown if match]
    return found[0] if len(found) == 1 else None


def _ask_which(turn: Turn, id_: str, kind: str) -> None:
    buttons = [_button(option.title, option.id) for option in _options(turn)]
    turn.say(f"utter_which_step_{kind}", buttons=[*buttons, _button(label("step_unsure"), f"{id_}{OF}")])


def _spoken_choice(turn: Turn) -> str | None:
    """The step that is pointed at by its place or its words: "de tweede", "doe maar de bedrijfsarts"."""
    options = _options(turn)
    place = dates.ordinal(turn.words) if turn.words else None
    if place is not None:
        return options[place].id if place < len(options) else None
    said = _said_of(turn, options)
    return said[0] if said and not said[1] else None


def _said_of(turn: Turn, options: list[Option]) -> tuple[str, str] | None:
    """The one option a part of the message chooses, and that part when it says more than the option does."""
    table = word_table("steps")
    for part in _parts(turn):
        said = own_steps.bare(part)
        found = choosing.named(said.lower(), options)
        denied = re.search(labels()["answers"]["refuses"], said.lower()) or refused_steps.complains(part)
        if len(found) != 1 or denied or asking.asks(part):
            continue
        option = next(each for each in options if each.id == found[0])
        added = _added(said, option)
        if added and not (said != part.strip(" .,!") or re.search(table["means_it"], said.lower())):
            continue
        return option.id, said if added else ""
    return None


def _parts(turn: Turn) -> list[str]:
    """The sentences of the message as it was meant, each with the part of it that is said first."""
    text = own_steps.final(turn.mended or turn.words)
    parts = [part for each in sentences(text) for part in (each, *re.split(word_table("steps")["part_ends"], each))]
    return list(dict.fromkeys(parts))


def _added(said: str, option: Option) -> bool:
    """Whether words say more than the option: "meekijken bij een planner"."""
    goes = re.search(word_table("steps")["going"], said.lower())
    told = choosing.telling(said if goes or not option.said else re.sub(option.said, " ", said.lower()))
    own = choosing.telling(option.title)
    return any(not any(choosing.same(word, each) for each in own) for word in told)


def _own_choice(turn: Turn) -> str:
    """A step on the screen in the person's own words: "een keer meekijken bij een planner", "ik ga naar biblioteek"."""
    if turn.slot("choosing") or not turn.words:
        return ""
    options = _options(turn)
    said = _said_of(turn, options)
    if said and said[1]:
        meant = (turn.mended or turn.words).strip()
        return turn.words.strip() if said[1] == meant else with_capital(said[1].rstrip(" .!"))
    table, option = word_table("steps"), next((each for each in options if said and each.id == said[0]), None)
    goes = option is not None and re.search(table["going"], turn.words.lower())
    if option is None or not goes or "of" in table["steps"].get(option.id, {}):
        return ""
    return str(table["i_go"]).format(step=in_sentence(option.title))


def _options(turn: Turn) -> list[Option]:
    """What can be pointed at now: the steps, or the trainings or work to choose from."""
    id_ = turn.slot("choosing")
    step = word_table("steps")["steps"].get(id_ or "")
    if step is None:
        return [_as_option((each["id"], each)) for each in steps_for(turn)]
    kind = step["of"]
    return [Option(f"{id_}{OF}{each}", _name(kind, each)) for each in refusing.kept(turn, kind)[:MOST_STEPS]]


def _other_work(turn: Turn) -> str:
    """Work that is not on the buttons, named when it is asked which: "planner"."""
    id_ = turn.slot("choosing")
    step = word_table("steps")["steps"].get(id_ or "")
    if step is None or step["of"] != "occupation" or not turn.words:
        return ""
    named = [mention.best.id for mention in catalogue().occupations.link(turn.words)]
    return f"{id_}{OF}{named[0]}" if len(set(named)) == 1 else ""


def _another_step(turn: Turn) -> str:
    """Another step that is named when it is asked which work or training the first is about."""
    if not turn.slot("choosing"):
        return ""
    steps = [_as_option((each["id"], each)) for each in steps_for(turn)]
    said = _said_of(turn, steps)
    return said[0] if said and said[0] != turn.slot("choosing") else ""


def _as_option(named: tuple[str, Step]) -> Option:
    id_, step = named
    return Option(id_, step["title"], step.get("said", ""), step.get("explain", ""))


def _fits(turn: Turn, id_: str, step: Step) -> bool:
    """A step about a training or work needs one that was found; a step with a boss needs a boss."""
    if not step_fits.is_possible(turn, id_):
        return False
    if step.get("boss") and not schemes.has_boss(turn):
        return False
    if "of" in step:
        return bool(refusing.kept(turn, step["of"]))
    return "{scheme_action}" not in step["text"] or bool(budgets.first_action(turn))


def _button(title: str, chosen: str) -> dict[str, str]:
    return {"title": title, "payload": f'/inform{{"step": "{chosen}"}}'}


def _name(kind: str | None, id_: str) -> str:
    found = catalogue().occupations if kind == "occupation" else catalogue().trainings
    return found.get(id_).name

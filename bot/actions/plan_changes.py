"""What the person changes in their plan in words: the day of the step, what was found, a fact, or the step itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.actions import (
    answers,
    asking,
    choosing,
    correcting,
    kept_plan,
    looking_along,
    moves,
    own_steps,
    plan_additions,
    plan_back,
    plan_day,
    plan_day_told,
    plan_editing,
    plan_known,
    plan_lines,
    plan_orders,
    plan_wish,
    questions,
    refused_steps,
    refusing,
    repair,
    replacing,
    step_cut,
    step_day,
    step_fits,
    step_frame,
    step_words,
    summary,
    taking_out,
    wished_work,
)
from bot.actions.plan_lines import OWN_WORDS, Line
from bot.actions.sentence import sentences
from bot.actions.sources import today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, sentence_list, word_table

OFFERS = ("ask_training", "ask_occupation", "ask_test")  # who wants one of these not is not offered more of them
CHANGE_STEP = refused_steps.CHANGE_STEP
REACHING = "contact_"  # questions to which "ik ben Bakker" is a name


def hear(turn: Turn) -> bool:
    """Changes what was said and shows the plan again, or turns down a kind of help; False when it is about neither."""
    if gone := taking_out.pressed(turn):
        _tell(turn, _gone_in_words([], gone))
        return True
    if turn.is_button or not turn.words:
        return False
    if plan_day.stands_already(turn) or refused_steps.hear(turn):
        return True
    before = summary.rows(turn) if turn.turned_down else []
    kind = refusing.hear_help(turn)
    if kind is None and turn.form != "booking_form" and _declines_human(turn):
        return True
    named = re.search(word_table("correcting")["about_plan"], turn.said)
    shown = summary.exists(turn) and bool(turn.slot("plan_shown") or named)
    if kind == "human" and turn.form == "booking_form":  # a no to the offer of moments
        return False
    if kind in ("training", refusing.LOAN) and shown and summary.rows(turn) != before:
        summary.show(turn, "utter_plan_changed")
        return True
    if shown and _changes(turn):
        return True
    if shown and plan_editing.is_meant(turn):
        if correcting.say_known(turn):  # "verander me leeftijd in 58" stands so
            return True
        if not plan_editing.names_line(turn) and (stated := plan_orders.put_statement(turn)):
            summary.show(turn, "utter_plan_corrected", facts=label("plan", "put_in").format(titles=f"“{stated}”"))
            return True
        if plan_editing.offer(turn):
            return True
    if not shown and (put_in := plan_wish.told(turn) or plan_wish.add(turn) or plan_additions.hear(turn)):
        turn.say("utter_put_in_plan", words=AsTyped(put_in))
        return True
    if not shown and _denies_need(turn):
        return True
    if kind or _wants_none(turn):
        turn.say("utter_turned_down_human" if kind == "human" else "utter_left_out")
        return True
    return _takes_out(turn)


def _denies_need(turn: Turn) -> bool:
    """ "Mijn baan is zeker zat, haal die onzin weg", before there is a plan: that need is theirs no more."""
    gone = taking_out.hear_needs(turn)
    if not gone:
        return False
    told = correcting.hear_values(turn)
    turn.say("utter_corrected" if told else "utter_left_out", facts=" ".join(told).removesuffix("."))
    return True


def puts_right(turn: Turn) -> bool:
    """Whether the message names something that must go out of the plan that was shown, or the wish that belongs in it.

    A question beside it is answered with the change.
    """
    ways = (plan_editing.is_meant, plan_back.is_asked, puts_wish, plan_orders.is_asked, plan_day_told.is_told, _puts_in)
    return _is_shown(turn) and (taking_out.is_asked(turn.words) or any(way(turn) for way in ways))


def _puts_in(turn: Turn) -> bool:
    return bool(plan_additions.asked(turn.words))


def puts_wish(turn: Turn) -> bool:
    """Whether the message says what the wish in the plan that was shown must be: by that word, or a short course."""
    puts_in = plan_additions.asked(turn.words) or plan_wish.wants_in(turn.words)
    course = wished_work.course_in(turn) and puts_in
    return _is_shown(turn) and (plan_wish.is_called(turn.words) or bool(course))


def _is_shown(turn: Turn) -> bool:
    return bool(turn.words) and bool(turn.slot("plan_shown")) and summary.exists(turn)


def _declines_human(turn: Turn) -> bool:
    """A human or an appointment that is refused in a part of the message: noted; True when nothing else is said."""
    declined = refusing.declined(turn)
    if "phone" in declined.kinds:
        refusing.refuse_phone(turn)
    if not declined.kinds & {"human", "appointment"}:
        return False
    refusing.refuse_human(turn)
    if declined.rest:
        turn.goes_on_with(declined.rest)
        return False
    turn.say("utter_turned_down_human")
    return True


def _changes(turn: Turn) -> bool:
    """The same as `_change`; each order leaves the words while they are read, and a name beside them is read after."""
    said = turn.text
    changed = _change(turn)
    turn.text = said
    return changed


def _change(turn: Turn) -> bool:
    """Everything the message changes in the plan that was shown, read back in one sentence above the new plan."""
    stepped = _hear_named_step(turn)
    if stepped and (turn.waits or not turn.words):
        if not turn.waits:
            _tell(turn, stepped)
        return True
    orders = taking_out.is_asked(turn.words) or plan_orders.is_asked(turn)
    if orders:
        plan_wish.keep_as_it_was(turn)
    before, found = summary.rows(turn), plan_lines.found_before(turn)
    meant = plan_editing.is_meant(turn)
    ordered, wrong = plan_orders.hear(turn)
    taken = taking_out.hear(turn)
    replaced = [line for old in plan_wish.old_in(turn.words) for line in taking_out.strike_named(turn, old)]
    gone = wrong + taken.gone + replaced
    corrects = bool(gone) or meant
    told = stepped + ordered + ([] if stepped else _hear_step_and_day(turn, gone, corrects))
    if turn.waits:  # which day, is asked first
        return True
    wished = plan_wish.known(turn)
    if not replaced or any(line.kind == plan_lines.FACT for line in replaced):
        told += _hear_facts(turn)  # but "lasser ipv kok" beside a line of the plan is no work they do
    if orders or corrects:
        plan_wish.keep(turn, wished)
    struck = [line for line in gone if line.kind not in (OWN_WORDS, plan_lines.FACT)]
    wish = plan_wish.hear(turn, bool(struck) or (meant and plan_editing.never_said(turn)))
    told += [label("plan", "new_wish").format(wish=wish)] if wish else []
    # "Ik ben tegelzetter" asks for no course of that name.
    changed = replacing.Changed() if turn.learnt("occupation") or wish else replacing.hear(turn)
    told += _in_words(changed, gone)
    stands = plan_back.stands(turn)
    if not told and stands:
        return summary.show(turn, "utter_in_plan_already")
    back = plan_back.hear(turn)
    if back:
        told.append(label("plan", "put_back").format(titles=sentence_list(back)))
    if known := [] if ordered else plan_known.put_in(turn, plan_additions.asked(turn.words)):
        told.append(label("plan", "put_in").format(titles=sentence_list(known)))
    named = known or wish or back or stands or changed.put_in or turn.learnt("step")
    only_else = told and not ordered and not gone  # a day or a fact was put right: the words are about that
    if not (named or only_else) and (put_in := plan_additions.hear(turn)):
        told.append(label("plan", "put_in").format(titles=f"“{put_in}”"))
    refused = not told and refusing.hear(turn) and summary.rows(turn) != before
    if not (back or changed.put_in or plan_known.was_put_in(turn)):
        plan_lines.let_nothing_fill_in(turn, found, any_change=bool(wish))
    if step_fits.drop(turn):
        turn.say("utter_step_does_not_fit", facts=" ".join(told))
        turn.set("detour", CHANGE_STEP)
    elif not turn.learnt("step") and _takes_out_step(turn, taken):
        turn.preface = " ".join(told)
        turn.say("utter_step_taken_out")
        turn.set("detour", CHANGE_STEP)
    elif not (told or refused) and taking_out.is_asked(turn.words):
        _answer_beside(turn)
        summary.show(turn, "utter_not_in_plan", buttons=taking_out.buttons(turn))
        turn.waits = True
    elif told or refused:
        if gone or wish:
            _renew_step(turn, gone)
        _tell(turn, told, [part for part in taken.left if not any(refusing.names(each, part) for each in changed.out)])
    else:
        return False
    return True


def _hear_step_and_day(turn: Turn, gone: Sequence[Line], corrects: bool) -> list[str]:
    """The day of the step, another step, or a day beside something else that is put right."""
    if any(line.kind == plan_lines.DAY for line in gone):
        return []
    if cut := step_cut.hear(turn):
        return [label("plan", "new_step").format(step=cut)]
    if re.search(word_table("steps")["does_instead"], turn.said) and (stepped := _hear_step(turn)):
        return stepped
    return plan_day_told.hear(turn) or _hear_step(turn) or plan_day.hear(turn, corrects=corrects)


def _takes_out_step(turn: Turn, taken: taking_out.Taken) -> bool:
    """Takes the step out when that is what is to go: "doe die stap maar weg", "haal die fysio eraf"."""
    calls_it = word_table("steps")["calls_it"]
    named = taken.step or (not taken.gone and any(re.search(calls_it, part) for part in taken.left))
    if not turn.slot("step") or not named:
        return False
    step_fits.take_out(turn)
    return True


def _tell(turn: Turn, told: list[str], left: Sequence[str] = ()) -> None:
    """The plan as it is now with what changed, and what could not be done, so that nobody thinks it was."""
    unknown = [part for part in left if not re.search(word_table("steps")["calls_it"], part)]
    if any(map(taking_out.is_about_quote, unknown)):
        told = [*told, label("plan", "no_quote")]
        unknown = [part for part in unknown if not taking_out.is_about_quote(part)]
    summary.show(turn, "utter_plan_corrected" if told else "utter_plan_changed", facts=" ".join(told))
    if told and unknown:
        part = sentence_list(list(dict.fromkeys(unknown)))
        turn.say("utter_part_not_in_plan", part=AsTyped(part), buttons=taking_out.buttons(turn))
        turn.waits = True
    elif not plan_editing.offer_rest(turn):
        _answer_beside(turn)


def _answer_beside(turn: Turn) -> None:
    """A question in another sentence has its answer too: "haal die weg. hoe lang heb ik nou ww?"."""
    asked = [each for each in sentences(turn.words) if asking.is_question(each) and not _orders(each)]
    rest = " ".join(each for each in asked if not re.search(word_table("correcting")["names_plan"], each.lower()))
    if not rest or rest == turn.words.strip():
        return
    turn.goes_on_with(rest)
    if answer := questions.find(turn):
        answer(turn)
    elif answers.answer_aside(turn, turn.intent):
        return
    elif asking.wants_answer(rest) and not refusing.is_angry(rest):
        repair.say_unknown(turn)


def _orders(sentence: str) -> bool:
    return bool(taking_out.clauses(sentence) or plan_additions.asked(sentence))


def _renew_step(turn: Turn, gone: Sequence[Line]) -> None:
    """A step of ours about work that went out of the plan: about what is wished for now, else about no work yet."""
    step = str(turn.slot("step") or "")
    known = step_fits.step_of(step)
    named = [line.text for line in gone if line.text and line.text in step]
    if turn.slot("own_step") or known is None or not named:
        return
    wished = next(iter(plan_wish.names(turn)), "")
    kept = step_fits.known_steps()[known]
    text = kept["text"].format(name=wished) if wished else kept["open"]
    turn.set("step", text)
    kept_plan.save(turn, step=text)


def _hear_facts(turn: Turn) -> list[str]:
    """The facts that are told otherwise now; what is given as a name stays a name."""
    names = str(turn.slot("requested_slot") or "").startswith(REACHING) and turn.form == "booking_form"
    if names and not re.search(word_table("correcting")["about_plan"], turn.said):
        return []
    said = turn.text
    turn.text = taking_out.beside(said) or ""
    told = correcting.hear_values(turn) if turn.words else []
    turn.text = said
    return told


def _takes_out(turn: Turn) -> bool:
    """ "Haal leidinggevende weg" before there is a plan: it is about what was found, and no wish to wipe everything."""
    refusing.hear(turn)  # also of a message that is about something else: "niet teamleider, heftruck. wie betaalt?"
    if not replacing.takes_something_out(turn.said):
        return False
    if not replacing.hear(turn) and turn.intent != "wipe_data":
        return False
    turn.say("utter_left_out")
    return True


def _in_words(changed: replacing.Changed, gone: Sequence[Line]) -> list[str]:
    told = _gone_in_words(changed.out, gone)
    if changed.put_in:
        told.append(label("plan", "put_in").format(titles=sentence_list(list(changed.put_in))))
    return told


def _gone_in_words(titles: Sequence[str], gone: Sequence[Line]) -> list[str]:
    """What went out of the plan, in sentences; a quote is not said again."""
    named = [plan_lines.named(line) for line in gone if line.kind != OWN_WORDS]
    names = list(dict.fromkeys([*named, *titles]))
    told = [label("plan", "left_out").format(titles=sentence_list(names))] if names else []
    quoted = next((line for line in gone if line.kind == OWN_WORDS), None)
    if quoted is None:
        return told
    return [*told, label("plan", "quote_out" if quoted.text == quoted.id else "quote_part_out")]


def _wants_none(turn: Turn) -> bool:
    """ "Heftruck wil ik niet", which asks for no courses."""
    return turn.intent in OFFERS and bool(re.search(labels()["answers"]["wants_none"], turn.said))


def _hear_named_step(turn: Turn) -> list[str]:
    """A step that is called one ("de stap moet zijn: ..."), or looking along somewhere: it takes the place of the old,
    and leaves the message.
    """
    named, looks = step_frame.step_in(turn.words), looking_along.wanted(turn)
    if not turn.slot("step") or not (named or looks):
        return []
    told = _hear_step(turn)
    if told:
        turn.text = step_frame.beside(turn.words) if named else ""
    return told


def _hear_step(turn: Turn) -> list[str]:
    """Another step than the one that stands in the plan: "o wacht, toch liever het Werkcentrum bellen, donderdag"."""
    table, said = word_table("steps"), turn.said
    step = own_steps.own_step_in(turn) if turn.slot("step") and not choosing.wants_human(turn) else ""
    changes = re.search(table["changes_step"], said) or re.search(table["does_instead"], said)
    changes = changes or re.search(table["asks_or_calls"], step.lower())
    is_one = changes and re.search(table["of_something"], step.lower())
    named = own_steps.is_named(said) and bool(re.search(table["calls_it"], said) or step_frame.step_in(said))
    is_called_one = named or bool(looking_along.wanted(turn))
    is_decided = moves.makes(turn, "step") and bool(own_steps.decided(turn))
    adds = not is_called_one and step_words.adds(step)
    if not step or not (is_one or is_called_one or is_decided or adds):
        return []
    if adds:
        return [_keep_both(turn, step)]
    before, said_day = turn.slot("step_date"), own_steps.day_beside(turn)
    day = own_steps.store(turn, AsTyped(step), step)
    if day and step_day.said_in(step) is None and (said_day or before):  # the day they say, or else chose, stays
        plan_day.keep(turn, said_day or max(date.fromisoformat(before), today()))
    if day is None:
        plan_day.ask(turn, "utter_ask_step_day")
    return [label("plan", "new_step").format(step=str(turn.slot("step")).rstrip("."))]


def _keep_both(turn: Turn, step: str) -> str:
    """A step that comes beside the one that stands there ("ik ga ook de huisarts bellen"): the first day counts."""
    both = step_words.with_another(str(turn.slot("step")), step)
    days = [date.fromisoformat(turn.slot("step_date"))] if turn.slot("step_date") else []
    days += [day] if (day := own_steps.day_beside(turn)) else []
    own_steps.store(turn, AsTyped(both), "")
    if days:
        turn.set("step_date", max(min(days), today()).isoformat())
        kept_plan.save(turn, step_date=max(min(days), today()))
    return label("plan", "new_step").format(step=both.rstrip("."))

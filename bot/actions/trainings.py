"""Trainings that lead to the work a person wants or could do, a few at a time, without what they refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import (
    directions,
    fitting,
    lengths,
    looked_up,
    offers,
    once,
    pointing,
    refusing,
    repair,
    schemes,
    services,
    sought,
    subjects,
    work_in_hand,
)
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from bot.actions.wording import (
    date_in_words,
    day_in_words,
    label,
    labels,
    sentence_list,
    with_capital,
    word_table,
)
from knowledge.career_schema import Training

MOST_SHOWN = 3
MOST_PEOPLE = 2
SHORTER = "utter_training_shorter"
MOST_PAYING = 2  # schemes behind each training; the others stand behind "Wie betaalt dat?"
ENTRY = "entry:"  # before the id of work, among what was asked: how one gets into it was told
PRICED = "price:"  # before the id of a training of which the price was told
LOOKS_BACK = 4  # messages in which a training was named
TIME = "time"  # what the button "Wanneer leer ik dat?" asks for


def show_trainings(turn: Turn, most: int = MOST_SHOWN) -> bool:
    """Shows trainings for the directions found, else for the wished or present occupation; False when none is known.

    Those that are on the screen already are not shown again.
    """
    found = _fitting(turn)[:most]
    if _were_shown(turn, found):
        return True
    goal = turn.slot("wished_occupation")
    if goal and not found:  # what is said of another trade helps nobody who has chosen theirs
        _tell_none(turn, goal)
        return True
    if found:
        show(turn, "utter_trainings", found)
    return bool(found)


def _were_shown(turn: Turn, found: Sequence[Training]) -> bool:
    """Whether these are what stands on the screen already: the same cards twice are no answer."""
    last = set(turn.slot("trainings", []))
    return bool(found) and turn.slot("helped", [])[-1:] == ["trainings"] and {each.id for each in found} <= last


def show_more(turn: Turn) -> None:
    """The next trainings, that were not shown yet; asks for which work when none ever were."""
    fitting_now = _fitting(turn)
    if fitting_now or looked_up.ids(turn, "training"):
        _show_unseen(turn, fitting_now)
    else:
        ask_which(turn)


def ask_which(turn: Turn) -> None:
    """Asks for which work a training is sought; who asked for a college course we have none of hears just that."""
    if fitting.wants_degree(turn) or refusing.QUESTIONS in refusing.refused(turn, refusing.HELP):
        turn.say("utter_training_none", buttons=offers.buttons(("human",)))
    else:
        turn.say("utter_training_which")


def _show_unseen(turn: Turn, found: Sequence[Training]) -> None:
    """Those that were not seen yet, and when all of them were where more are found."""
    seen = looked_up.ids(turn, "training")
    if others := [each for each in found if each.id not in seen][:MOST_SHOWN]:
        show(turn, "utter_more_trainings", others)
    else:
        turn.say("utter_no_more_trainings", buttons=offers.buttons(("who_pays", "human")))


def answer_training(turn: Turn) -> None:
    """Which course for what: for the work or by the name that was said, else by what is known."""
    if turn.value("about") == offers.MORE:
        show_more(turn)
        return
    named = course_work(turn)
    unknown = re.search(word_table("work_wishes")["unknown_courses"], sought.text(turn).lower())
    if unknown and not named:
        turn.say("utter_course_unknown", subject=unknown["subject"].capitalize(), buttons=offers.buttons(("human",)))
        return
    found = _suiting(turn, catalogue().trainings.find(sought.text(turn))) if turn.words else []
    subject = subjects.of_field(subjects.wished_by(turn))
    if subject and not named and _show_near(turn, subject, found):
        return
    if named:
        turn.set("wished_occupation", named)
        found = [training for training in found if named in training.occupations] or _fitting(turn)
    if found and _were_shown(turn, found[:MOST_SHOWN]):
        _show_unseen(turn, found)
    elif found:
        show(turn, "utter_trainings_found", found[:MOST_SHOWN])
        _tell_where(turn, found[:MOST_SHOWN])
    elif named:
        _tell_none(turn, named)
    elif likely := trainings_for(_half_named(turn)):
        show(turn, "utter_trainings_found", _suiting(turn, likely)[:MOST_SHOWN])
    elif _were_shown(turn, (fitting_now := _fitting(turn))[:MOST_SHOWN]):
        _show_unseen(turn, fitting_now)
    elif not show_trainings(turn):
        ask_which(turn)


def _show_near(turn: Turn, subject: str, found: Sequence[Training]) -> bool:
    """Trainings for what somebody wants to learn in their own words; when none has it itself, those near it."""
    work = subjects.work_near(subject)
    exact = [each for each in found if subjects.stands_in(subject, f"{each.name} {each.summary}")]
    listed = bool(exact) or subjects.is_listed(subject, [catalogue().occupations.get(id_) for id_ in work])
    near = exact or _suiting(turn, trainings_for(work))
    if near:
        show(turn, "utter_trainings_found" if listed else "utter_trainings_near", near[:MOST_SHOWN])
        _tell_where(turn, near[:MOST_SHOWN])
    return bool(near)


def answer_duration(turn: Turn) -> None:
    """How long the trainings take that were shown last, as far as a source says so; or how and when one learns."""
    if turn.value("about") == TIME:
        turn.say("utter_time_options")
        return
    if re.search(labels()["answers"]["asks_ways"], turn.said):
        _answer_ways(turn)
        return
    known = [each for each in _asked_about(turn) if each.duration]
    if known:
        told = ". ".join(f"{each.name}: {each.duration}" for each in known)
        turn.say("utter_duration", durations=told, source=origin_of(known))
    else:
        turn.say("utter_duration_unknown")


def answer_cost(turn: Turn) -> None:
    """What kind of price the training has that was named or shown, as far as a source says so; who pays is next."""
    asked = meant(turn) or _named_before(turn)
    if asked and turn.words and f"{PRICED}{asked[0].id}" in turn.slot("asked", []):  # asked again: no price was missed
        turn.say("utter_no_more_known", where=repair.who_knows(turn, "school"))
        return
    for training in asked[:1]:
        turn.add("asked", f"{PRICED}{training.id}")
    known = next(((each, told) for each in asked if (told := price_of(each))), None)
    if known:
        training, (price, source) = known
        turn.say("utter_price", name=training.name, price=price, source=source)
    elif asked:
        training = asked[0]
        turn.say("utter_no_price", name=training.name)
    else:
        turn.say("utter_ask_cost")
        return
    turn.set("trainings", [training.id])  # "wie betaalt dat?" is about this one


def _named_before(turn: Turn) -> list[Training]:
    """The training that was named in the messages just before: "wat kost die cursus nou"; their own work names none."""
    found = (catalogue().trainings.find(text) for text in reversed(turn.typed()[-LOOKS_BACK:-1]))
    others = ([each for each in named if turn.slot("occupation") not in each.occupations] for named in found)
    return next((named[:1] for named in others if named), [])


def price_of(training: Training) -> tuple[str, str] | None:
    """What kind of price a training has, and where that was seen; None when no source says so."""
    price = catalogue().prices.of(training)
    if price is None:
        return None
    return price.text, label("origin").format(source=price.sources[0].title, date=date_in_words(price.verified))


def shown(turn: Turn) -> list[Training]:
    """The trainings that were shown last and not refused."""
    return [catalogue().trainings.get(id_) for id_ in refusing.kept(turn, "training")]


def meant(turn: Turn) -> list[Training]:
    """The trainings for the work that is named, else the one that is named, else what is meant of those shown last."""
    if pointed := pointing.pointed_at(turn, shown(turn)):
        return pointed
    named, index, said = named_work(turn), catalogue().trainings, _theirs(sought.text(turn))
    found = trainings_for([named])[:MOST_SHOWN] if named else index.find(said)[:1] if said else []
    return found if found or named else pointing.among(turn, shown(turn))


def _asked_about(turn: Turn) -> list[Training]:
    """What is meant; before anything was shown, the first that fit what is wished for."""
    in_hand = work_in_hand.named(turn)[:1]
    if in_hand and (found := trainings_for(in_hand)) and not pointing.pointed_at(turn, shown(turn)):
        return found[:MOST_SHOWN]
    knows_wish = any(turn.slot(name) for name in ("wished_occupation", "wished_trainings", "wished_field"))
    guesses = knows_wish and not named_work(turn)  # from their own work alone it would be about what they never named
    return meant(turn) or (pointing.among(turn, _fitting(turn)[:MOST_SHOWN]) if guesses else [])


def _answer_ways(turn: Turn) -> None:
    """Whether one can work and learn at once: how the trainings go that were shown last."""
    known = [each for each in shown(turn) or _fitting(turn)[:MOST_SHOWN] if each.modes]
    if known:
        told = ". ".join(f"{each.name}: {modes_of(each)}" for each in known)
        turn.say("utter_ways", ways=told, source=origin_of(known))
    else:
        turn.say("utter_time_options")


def named_work(turn: Turn) -> str | None:
    """The curated occupation that a question names for certain, other than the person's own."""
    return next((id_ for id_ in _named_for_certain(turn) if id_ != turn.slot("occupation")), None)


def last_named_work(turn: Turn) -> str | None:
    """The same of the last work in the message: "werkvoorbereider niet, opzichter misschien. wat moet ik dan"."""
    index, said = catalogue().occupations, sought.text(turn)
    named = (mention.best.id for mention in reversed(index.link(said) if said.strip() else []) if mention.certain)
    return next((id_ for id_ in named if index.curated(id_) and id_ != turn.slot("occupation")), None)


def course_work(turn: Turn) -> str | None:
    """The work a course is asked for by its name; their own trade too, when it stands beside no word for working."""
    return named_work(turn) or next(iter(_named_for_certain(turn)), None)


def _named_for_certain(turn: Turn) -> list[str]:
    index, said = catalogue().occupations, _theirs(sought.text(turn))
    named = (mention.best.id for mention in (index.link(said) if said else ()) if mention.certain)
    return [id_ for id_ in named if index.curated(id_)]


def asked_work(turn: Turn) -> str:
    """The work that a message names as wished or asks about, as it was typed where we only guess which it is."""
    mentions = catalogue().occupations.link(sought.text(turn)) if turn.words else []
    wished = next((mention for mention in mentions if mention.role == "wished"), None)
    if wished is not None:
        return turn.words[wished.start : wished.end].lower()
    named = named_work(turn) if turn.words else None
    return catalogue().occupations.get(named).name if named else ""


def _theirs(words: str) -> str:
    """What of the words asks for a training: without what they say they never said, and without their own work."""
    return _without_own_work(refusing.without_disowned(words))


def _without_own_work(words: str) -> str:
    """Without other people and without the work somebody does: "ben zzp tegelzetter" asks for no course in it."""
    said = pointing.without_people(words)
    for mention in reversed(catalogue().occupations.link(said) if said else []):
        if mention.role in ("now", "past"):
            said = f"{said[: mention.start]} {said[mention.end :]}"
    return said.strip()


def _half_named(turn: Turn) -> list[str]:
    """What a wish for work may mean that names more than one: "hoe word ik leraar"."""
    mentions = catalogue().occupations.link(sought.text(turn)) if turn.words else []
    wished = [mention for mention in mentions if mention.role == "wished" and not mention.certain]
    return [candidate.id for mention in wished[:1] for candidate in mention.candidates[:MOST_SHOWN]]


def trainings_for(occupations: Sequence[str]) -> list[Training]:
    """Trainings that lead to these occupations, one for each of them first, so that the choice is wide.

    What teaches the trade itself comes before what everybody may need, such as VCA.
    """
    index = catalogue().trainings
    per_occupation = [
        sorted(index.for_occupations([occupation]), key=lambda each: each.sector is None) for occupation in occupations
    ]
    first = [found[0] for found in per_occupation if found]
    rest = [training for found in per_occupation for training in found[1:]]
    return list({training.id: training for training in [*first, *rest]}.values())


def _fitting(turn: Turn) -> list[Training]:
    """Trainings for what is wished, else for the directions found, else for the person's own work."""
    wished = [catalogue().trainings.get(id_) for id_ in turn.slot("wished_trainings", [])]
    goal, own = turn.slot("wished_occupation"), turn.slot("occupation")
    if goal and (leading := [each for each in wished if goal in each.occupations or not each.occupations]):
        wished = leading
    elif goal:
        wished = []
    found = wished or trainings_for([goal] if goal else _ahead(turn))
    if own and not goal and not wished and not turn.slot("wished_field"):
        index = catalogue().occupations
        steps = [step.to for step in index.next_steps(own) if fitting.suits(turn, index.get(step.to))]
        known = {training.id for training in found}
        leaves = fitting.leaves_own_work(turn)
        further = trainings_for(steps if leaves else [*steps, own])
        if not leaves:  # who stays in their field wants no course for another
            field = {None, index.get(own).sector}
            further = [each for each in further if each.sector in field or own in each.occupations]
        found = [*found, *(each for each in further if each.id not in known)]
    return _suiting(turn, found)


def _ahead(turn: Turn) -> list[str]:
    """The directions that were shown; before that, work in the field that is wished for."""
    if named := directions.in_wished_field(turn):
        return [occupation.id for occupation in named]
    shown = refusing.kept(turn, "occupation")
    if shown or not turn.slot("wished_field"):
        return shown
    return [occupation.id for occupation, _ in directions.within_reach(turn)]


def _suiting(turn: Turn, found: Sequence[Training]) -> list[Training]:
    return fitting.in_field_first(turn, fitting.suiting_trainings(turn, found))


def tell_entry(turn: Turn, id_: str) -> None:
    """How one gets into this work; who asks on wants names, times and prices: those stand elsewhere."""
    occupation, told = catalogue().occupations.get(id_), ENTRY + id_
    if told in turn.slot("asked", []):
        turn.say("utter_training_search", name=occupation.name)
        return
    turn.add("asked", told)
    source = directions.origin(occupation.source)
    turn.say("utter_training_entry", name=occupation.name, entry=occupation.entry, source=source)


def _tell_none(turn: Turn, id_: str) -> None:
    """How one gets into this work and, at once, that we know no training for it and where they stand."""
    occupation = catalogue().occupations.get(id_)
    once.tell(
        turn,
        f"trainings {id_}",
        "utter_training_none",
        word_table("questions")["who_knows"]["course"]["text"],
        name=occupation.name,
        entry=occupation.entry,
        source=directions.origin(occupation.source),
        buttons=offers.buttons(("who_pays", "human")),
    )


def tell_what_is_needed(turn: Turn) -> None:
    """Whether one needs a diploma: for the work in hand, else the work that was shown or done."""
    index, in_hand = catalogue().occupations, work_in_hand.of(turn)
    known = [in_hand.id] if in_hand else refusing.kept(turn, "occupation")[:MOST_PEOPLE]
    known = known or [turn.slot("occupation")]
    told = [index.get(id_) for id_ in known if id_ and index.get(id_).entry]
    more = offers.buttons(("trainings", "human"))
    if {"utter_question_entry", "utter_question_entry_one"} & {*turn.responses_said}:  # the message asks it twice
        return
    if not told:
        turn.say("utter_question_entry_which", buttons=more)
        return
    entries = " ".join(f"{with_capital(each.name)}: {each.entry}" for each in told)
    response = "utter_question_entry" if len(told) > 1 else "utter_question_entry_one"
    turn.say(response, entries=entries, source=directions.origin(told[0].source), buttons=more)


def _tell_where(turn: Turn, shown: Sequence[Training]) -> None:
    """For who named a place: the schools there that an imported list knows, else the people there who know them."""
    place = catalogue().regions.find_place(turn.words)
    if place is None or place.ambiguous:
        return
    index = catalogue().trainings
    offered = [offer for training in shown for offer in index.offers(training.id, place.region_code)]
    if not offered:
        services.show(turn, "utter_training_people", ("learning",), MOST_PEOPLE, region=place.region_code)
        return
    schools = [label("school").format(school=each.school, name=each.name, form=each.form) for each in offered]
    newest = max(offered, key=lambda offer: offer.imported)
    turn.say(
        "utter_training_schools",
        region=place.region_name,
        schools=sentence_list(schools),
        source=label("origin").format(source=newest.source, date=date_in_words(newest.imported)),
    )


def show(turn: Turn, response: str, found: Sequence[Training]) -> None:
    """Shows these trainings as cards, with a warning when they take longer than UWV pays for."""
    turn.say(
        response,
        cards=[{"type": "trainings", "items": [item(turn, training) for training in found]}],
        buttons=offers.buttons(offers.of_need("need_leren")),
        date=day_in_words(today()),
        names=sentence_list([training.name for training in found]),
    )
    turn.set("trainings", [training.id for training in found])
    turn.add("helped", "trainings")
    looked_up.trainings(turn, found)
    lengths.warn(turn, found)
    own = turn.slot("occupation")
    if any(own in training.occupations for training in found) and SHORTER not in turn.slot("signposts", []):
        turn.add("signposts", SHORTER)
        turn.say(SHORTER)


def item(turn: Turn, training: Training) -> dict[str, str]:
    """One training on the card: what one learns; behind it the way, the time, what is asked and who can pay."""
    first, *rest = training.summary.split(". ")
    duration = label("duration").format(duration=training.duration) if training.duration else ""
    money = schemes.in_a_line(schemes.paying(turn, training)[:MOST_PAYING])
    source = training.sources[0]
    told = {
        "name": training.name,
        "text": first.rstrip(".") + ".",
        "more": " ".join(filter(None, [". ".join(rest), _ways(training), duration, training.entry, money])),
        "source": source.title,
        "checked": label("checked").format(date=date_in_words(training.verified)),
    }
    return told | ({"url": source.url} if source.url else {})


def origin_of(trainings: Sequence[Training]) -> str:
    """Where the data of these trainings come from, each source once, and when the oldest was checked."""
    titles = dict.fromkeys(each.sources[0].title for each in trainings)
    oldest = min(each.verified for each in trainings)
    return label("origin").format(source=sentence_list(list(titles)), date=date_in_words(oldest))


def _ways(training: Training) -> str:
    if not training.modes:  # of a qualification that only an imported list knows
        return ""
    return label("ways").format(modes=modes_of(training))


def modes_of(training: Training) -> str:
    return sentence_list([label("modes", mode) for mode in training.modes], last="or")

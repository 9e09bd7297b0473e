"""What each need goes home with: the exercise that comes first, the facts that help, and what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.actions import (
    budgets,
    careers,
    directions,
    fields,
    fitting,
    lessons,
    need_names,
    offers,
    recognition,
    refusing,
    schemes,
    services,
    staying,
    step_fits,
    trainings,
)
from bot.actions.turn import Turn
from bot.actions.wording import label, sentence_list, word_table

# Needs that one answer serves together: "mijn rug wil niet meer, kan ik leren, en wie betaalt dat?". Others wait.
TOGETHER = ("need_zwaar_gezondheid", "need_leren", "need_geld_tijd")
Help = Callable[[Turn, int], None]  # with how many things may be listed
MOST_SHOWN = 3  # things listed, of all needs together
MOST_HELPED = 3  # needs, and so messages
MONEY_NEEDS = ("need_leren", "need_geld_tijd")
LISTS = ("utter_directions", "utter_more_directions", "utter_more_wished")
LATELY = 2  # things we said
DOING_WELL = "doing_well"  # is never begun with somebody who is angry or sad
EXERCISES: dict[str, tuple[str, ...]] = {
    "need_bevestiging": (DOING_WELL,),
    "need_richting": ("energy", "qualities"),
    "need_gesprek_baas": ("boss_talk",),
    "need_durven": ("daring",),
    "need_thuis": ("home_wishes",),
    "need_niets_kijken": ("checkup",),
}


def one_at_a_time(turn: Turn) -> None:
    """Keeps the first need, with those that are helped together with it; remembers the others and says so."""
    needs: list[str] = turn.slot("needs", [])
    now = [need for need in needs if need in TOGETHER] if needs and needs[0] in TOGETHER else needs[:1]
    later = [need for need in needs if need not in now]
    if not later:
        return
    turn.set("needs", now)
    for need in later:
        turn.add("remembered", need)
    turn.say("utter_one_first", first=_in_words(turn, now), later=_in_words(turn, later))


def next_exercise(turn: Turn) -> str | None:
    """The exercise that comes before the help; None when there is none left."""
    if "test" in refusing.refused(turn, refusing.HELP):
        return None
    if fields.work_of(str(turn.slot("wished_field"))):  # whoever names the work they want need not look for it
        return None
    done = turn.slot("exercises_done", [])
    wanted = [exercise for need in turn.slot("needs", []) for exercise in EXERCISES.get(need, ())]
    if recognition.any_met(turn):
        done = [*done, DOING_WELL]
    return next((exercise for exercise in wanted if exercise not in done), None)


def help_with_needs(turn: Turn) -> None:
    """Says what helps each need, once: one short message a need, three things in all, and buttons for more."""
    needs: list[str] = turn.slot("needs", [])
    for need in needs[:MOST_HELPED]:
        HELP[need](turn, max(1, MOST_SHOWN // len(needs)))


def _sentence(need: str) -> Help:
    """One sentence, with what may be asked on."""

    def help_(turn: Turn, most: int) -> None:
        turn.say(f"utter_help_{need}", buttons=offers.buttons(offers.of_need(need)))

    return help_


def _direction(turn: Turn, most: int) -> None:
    if fitting.wants_no_other_work(turn):
        staying.help_to_stay(turn)
        return
    if _listed_now(turn) or directions.show_directions(turn, most=most):  # a wish was answered with them
        return
    if field := turn.slot("wished_field"):  # what they wish stays what they wish
        turn.say("utter_wished_none", wish=f"{label('wished', 'work')} {field}")
    else:
        turn.say("utter_no_directions_yet", buttons=offers.buttons(("human",)))


def _heavy(turn: Turn, most: int) -> None:
    """What helps to stay comes first; other work is shown at once only to who asked for it."""
    doctor = schemes.has_boss(turn) and step_fits.is_possible(turn, step_fits.COMPANY_DOCTOR)
    lead = "utter_help_need_zwaar_gezondheid" if doctor else "utter_help_need_zwaar_gezondheid_alone"
    listed = fitting.keeps_work(turn) or _listed_now(turn)  # no list is wanted, or there is one already
    if fitting.wants_no_other_work(turn):
        staying.help_to_stay(turn)
    elif not listed and not _asked_for_work(turn):
        staying.help_first(turn)
    elif listed or not directions.show_directions(turn, lead, lighter=True, most=most):
        turn.say(f"{lead}_only", buttons=offers.buttons(("human",)))


def _listed_now(turn: Turn) -> bool:
    """Whether work was shown to this very message, by this action or by the one before it."""
    return turn.learnt("directions") or any(said.startswith(LISTS) for said in turn.told_last(LATELY))


def _asked_for_work(turn: Turn) -> bool:
    """Whether other work was spoken of: wished for, shown, asked in so many words, or a need beside this one."""
    told = {*turn.slot("needs", []), *turn.slot("remembered", [])} & {"need_richting", "need_timing_ander_werk"}
    wished = turn.slot("wished_field") or turn.slot("wished_occupation") or turn.slot("directions")
    asks = word_table("work_wishes")["wants_other"]
    return bool(told or wished) or any(re.search(asks, typed.lower()) for typed in turn.typed())


def _learning(turn: Turn, most: int) -> None:
    if not trainings.show_trainings(turn, most):
        trainings.ask_which(turn)


def _money(turn: Turn, most: int) -> None:
    if not budgets.show(turn, most):
        turn.say("utter_no_budgets", buttons=offers.buttons(("human",)))


def _timing(turn: Turn, most: int) -> None:
    if not careers.show_chances(turn, "utter_help_need_timing_ander_werk", most):
        turn.say("utter_help_need_timing_ander_werk_only", buttons=offers.buttons(("human",)))


def _nearby(need: str, topic: str, kind: str = "") -> Help:
    """Where to go in the own region; without a known region the sentence alone."""

    def help_(turn: Turn, most: int) -> None:
        more = offers.buttons(offers.of_need(need))
        if not services.show(turn, f"utter_help_{need}{kind}", (topic,), most, more):
            turn.say(f"utter_help_{need}{kind}_only", buttons=more)

    return help_


def _job_loss(turn: Turn, most: int) -> None:
    """Where to go; who told of a contract or a dismissal hears what not to sign."""
    brings_papers = word_table("need_words")["brings_papers"]
    papers = any(re.search(brings_papers, typed.lower()) for typed in turn.typed())
    _nearby("need_baan_onzeker", "job_loss", "_papers" if papers else "")(turn, most)


def _basics(turn: Turn, most: int) -> None:
    """Where to go; who wants to learn Dutch sees the lessons as well."""
    if lessons.SHOWN in turn.told_last(LATELY + 1):  # they were asked for just now
        return
    _nearby("need_basisvaardigheden", "basic_skills")(turn, most)
    if "dutch" in fitting.limits(turn):
        lessons.show(turn)


def _experience(turn: Turn, most: int) -> None:
    if not budgets.show_only(
        turn, "need_erkenning_ervaring", ("evc", "praktijkverklaring", "ooc_evc", "wij_techniek"), most
    ):
        turn.say("utter_ask_evc", buttons=offers.buttons(("human",)))


def _nothing(turn: Turn, most: int) -> None:
    """The exercise already gave what this need goes home with."""


HELP: dict[str, Help] = {
    "need_bevestiging": _nothing,
    "need_richting": _direction,
    "need_leren": _learning,
    "need_geld_tijd": _money,
    "need_gesprek_baas": _sentence("need_gesprek_baas"),
    "need_timing_ander_werk": _timing,
    "need_baan_onzeker": _job_loss,
    "need_zwaar_gezondheid": _heavy,
    "need_durven": _sentence("need_durven"),
    "need_thuis": _sentence("need_thuis"),
    "need_erkenning_ervaring": _experience,
    "need_basisvaardigheden": _basics,
    "need_uitkering": _nearby("need_uitkering", "benefit"),
    "need_niets_kijken": _nothing,
    need_names.OWN: _nothing,
}


def _in_words(turn: Turn, needs: Sequence[str]) -> str:
    return sentence_list([need_names.short(turn, need) for need in needs])

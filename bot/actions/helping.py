"""What each need goes home with: the exercise that comes first, the facts that help, and what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.actions import budgets, careers, services
from bot.actions.turn import Turn
from bot.actions.wording import label, sentence_list

# Needs that one answer serves together: "mijn rug wil niet meer, kan ik leren, en wie betaalt dat?". Others wait.
TOGETHER = ("need_zwaar_gezondheid", "need_leren", "need_geld_tijd")
MONEY_NEEDS = ("need_leren", "need_geld_tijd")
EXERCISES: dict[str, tuple[str, ...]] = {
    "need_bevestiging": ("doing_well",),
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
    turn.say("utter_one_first", first=_in_words(now), later=_in_words(later))


def next_exercise(turn: Turn) -> str | None:
    """The exercise that comes before the help; None when there is none left."""
    done = turn.slot("exercises_done", [])
    wanted = [exercise for need in turn.slot("needs", []) for exercise in EXERCISES.get(need, ())]
    return next((exercise for exercise in wanted if exercise not in done), None)


def help_with_needs(turn: Turn) -> None:
    """Says what helps each need, once."""
    needs: list[str] = turn.slot("needs", [])
    for need in needs:
        if need not in MONEY_NEEDS:
            HELP[need](turn)
    if any(need in MONEY_NEEDS for need in needs):
        _learning_and_money(turn)


def _say(response: str) -> Callable[[Turn], None]:
    return lambda turn: turn.say(response)


def _direction(turn: Turn) -> None:
    if not _once(turn, "directions", careers.show_directions(turn)):
        turn.say("utter_no_directions_yet")


def _heavy(turn: Turn) -> None:
    turn.say("utter_fact_need_zwaar_gezondheid")
    _once(turn, "directions", careers.show_directions(turn, lighter=True))


def _timing(turn: Turn) -> None:
    careers.show_chances(turn)
    turn.say("utter_fact_need_timing_ander_werk")


def _job_at_risk(turn: Turn) -> None:
    turn.say("utter_fact_need_baan_onzeker")
    _once(turn, "directions", careers.show_directions(turn))
    services.show(turn, ("job_loss",))


def _experience(turn: Turn) -> None:
    turn.say("utter_fact_need_erkenning_ervaring")
    budgets.show_only(turn, ("evc", "praktijkverklaring", "ooc_evc", "wij_techniek"))


def _basic_skills(turn: Turn) -> None:
    turn.say("utter_fact_need_basisvaardigheden")
    services.show(turn, ("basic_skills",))


def _benefit(turn: Turn) -> None:
    turn.say("utter_fact_need_uitkering")
    services.show(turn, ("benefit",))
    budgets.show_only(turn, ("uwv_scholing", "ww_studie", "bijstand_scholing", "praktijkverklaring"))


def _nothing(turn: Turn) -> None:
    """The exercise already gave what this need goes home with."""


HELP: dict[str, Callable[[Turn], None]] = {
    "need_bevestiging": _nothing,
    "need_richting": _direction,
    "need_gesprek_baas": _nothing,
    "need_timing_ander_werk": _timing,
    "need_baan_onzeker": _job_at_risk,
    "need_zwaar_gezondheid": _heavy,
    "need_durven": _say("utter_fact_need_durven"),
    "need_thuis": _say("utter_fact_need_thuis"),
    "need_erkenning_ervaring": _experience,
    "need_basisvaardigheden": _basic_skills,
    "need_uitkering": _benefit,
    "need_niets_kijken": _nothing,
}


def _learning_and_money(turn: Turn) -> None:
    if "trainings" not in turn.slot("helped", []):
        _once(turn, "trainings", careers.show_trainings(turn))
    budgets.show(turn)
    turn.add("helped", "budgets")
    if "need_geld_tijd" in turn.slot("needs", []):
        turn.say("utter_time_options")


def _once(turn: Turn, what: str, shown: bool) -> bool:
    if shown:
        turn.add("helped", what)
    return shown


def _in_words(needs: Sequence[str]) -> str:
    return sentence_list([label("needs", need, "short") for need in needs])

"""What is shown in answer to a direct question when a response alone is not enough: work, the plan, money."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.actions import (
    answers,
    budgets,
    caos,
    careers,
    claiming,
    course_facts,
    course_in_hand,
    directions,
    fewer_hours,
    fields,
    languages,
    named_schemes,
    near_help,
    of_appointment,
    offers,
    own_steps,
    reckoning,
    refusing,
    repair,
    say_how,
    scheme_facts,
    study_questions,
    summary,
    tenants,
    trainings,
    wages,
    wished_work,
    work_asked,
    work_limits,
    working_hours,
)
from bot.actions.sources import kept_days
from bot.actions.turn import Turn

FIRMS = "slim_subsidie"  # for a firm that lets its people learn
PLAN = "plan"  # among the questions that were asked: the plan was wanted before there was a step


def _tell_of_work(turn: Turn) -> None:
    """What the named work is like, and how one gets into it."""
    careers.answer_occupation(turn)
    if named := trainings.named_work(turn):
        trainings.tell_entry(turn, named)


def _tell_way_in(turn: Turn) -> None:
    """How one gets into the work that is named last."""
    if named := trainings.last_named_work(turn):
        trainings.tell_entry(turn, named)


def _tell_what_work_asks(turn: Turn) -> None:
    """What work asks; who says in the same breath that they cannot do that sees other work."""
    alone = len(work_asked.works(turn)) == 1 and not work_asked.names_body(turn.said)
    cannot = alone and bool(work_limits.told_in(turn.said))
    work_asked.tell(turn, is_gone=cannot)
    if cannot:
        wished_work.note(turn)
        directions.show_any(turn)


def _show_work(turn: Turn) -> None:
    turn.set("wished_field", fields.wished(turn) or turn.slot("wished_field"))
    directions.show_more(turn)


def show_plan(turn: Turn) -> None:
    """The plan with what there is; the steps can be chosen where there is none yet."""
    if summary.show(turn):
        return
    turn.add("asked", PLAN)
    if not summary.show_so_far(turn):
        choose = [] if turn.form == "step_form" else [summary.choose_step_button()]
        turn.say("utter_no_plan_yet", buttons=choose)


def _show_scheme(turn: Turn) -> None:
    if id_ := named_schemes.last(turn):
        named_schemes.tell_whether(turn, id_)


def _tell_of_dismissal(turn: Turn) -> None:
    turn.set("topic", "ask_dismissal")  # "hoeveel dan?" is about this
    turn.say("utter_ask_dismissal")


def _tell_duration(turn: Turn) -> None:
    """How long trainings take; how long something else takes no school knows."""
    if answers.fits(turn, "ask_duration"):
        trainings.answer_duration(turn)
    else:
        repair.send_elsewhere(turn)


def _tell_free_and_secret(turn: Turn) -> None:
    turn.say("utter_question_free")
    tenants.tell_what_is_secret(turn)


def _tell_data_use(turn: Turn) -> None:
    turn.say("utter_question_my_data", days=kept_days(), tenant=tenants.data_use())


def _tell_who_calls(turn: Turn) -> None:
    turn.say("utter_question_nobody_calls" if tenants.is_demonstration() else "utter_question_somebody_calls")


def _tell_of_adviser(turn: Turn) -> None:
    turn.say("utter_question_adviser_demo" if tenants.is_demonstration() else "utter_question_adviser")


def _tell_firm_subsidy(turn: Turn) -> None:
    named_schemes.tell(turn, FIRMS)


def _tell_what_adviser_knows(turn: Turn) -> None:
    """Honestly not known; who wants one all the same sees the moments behind it."""
    turn.say("utter_adviser_knows")
    wants = turn.intent in refusing.WAYS_TO_A_HUMAN or turn.does("human")
    if wants and turn.form != "booking_form":
        turn.set("wants_human", "asked")


SHOWS: dict[str, Callable[[Turn], None]] = {
    "course_facts": course_facts.tell,
    "language": languages.tell_what_we_speak,
    "future": careers.tell_future,
    "way_in": _tell_way_in,
    "entry": trainings.tell_what_is_needed,
    "step": own_steps.explain_chosen,
    "say_how": say_how.tell,
    "ww_months": reckoning.tell_ww_months,
    "ww_share": reckoning.tell_ww_share,
    "stap": budgets.answer_stap,
    "early_age": reckoning.tell_early_age,
    "early_money": reckoning.tell_early_money,
    "hours_less": fewer_hours.tell,
    "early_name": reckoning.tell_early_name,
    "youth_wage": wages.tell,
    "my_data": _tell_data_use,
    "nobody_calls": _tell_who_calls,
    "adviser_language": languages.tell_which_adviser,
    "field": study_questions.tell_field,
    "school": study_questions.tell_school,
    "unknown": repair.say_unknown,
    "work_at": study_questions.tell_work_at,
    "more_work": _show_work,
    "work": _tell_of_work,
    "plan": show_plan,
    "budgets": budgets.answer_budgets,
    "who": tenants.answer,
    "adviser_who": _tell_of_adviser,
    "appointment": claiming.tell_booked,
    "scheme_where": named_schemes.tell_where,
    "scheme_amount": named_schemes.tell_amount,
    "dismissal": _tell_of_dismissal,
    "scheme": _show_scheme,
    "werkcentrum": near_help.tell_werkcentrum,
    "library": near_help.tell_library,
    "secret": tenants.tell_what_is_secret,
    "free_and_secret": _tell_free_and_secret,
    "evc": lambda turn: turn.say("utter_ask_evc", buttons=offers.buttons(("who_pays", "human"))),
    "trainings": trainings.answer_training,
    "duration": _tell_duration,
    "cost": trainings.answer_cost,
    "cao": caos.tell,
    "pay": caos.tell_pay,
    "scheme_age": partial(scheme_facts.tell, fact="age"),
    "scheme_course": partial(scheme_facts.tell, fact="course"),
    "scheme_interest": scheme_facts.tell_interest,
    "scheme_for_firms": _tell_firm_subsidy,
    "adviser_knows": _tell_what_adviser_knows,
    "place": near_help.tell_place,
    "phone_number": tenants.tell_numbers,
    "working_hours": working_hours.tell,
    "work_asks": _tell_what_work_asks,
    "vacancies": working_hours.tell_vacancies,
    "scheme_who": named_schemes.tell_who_applies,
    "scheme_own_cost": named_schemes.tell_own_cost,
    "course_refused": partial(course_in_hand.tell, what="refused"),
    "course_pay_back": partial(course_in_hand.tell, what="pay_back"),
    "course_work_time": partial(course_in_hand.tell, what="work_time"),
    "course_too_old": partial(course_in_hand.tell, what="too_old"),
    "course_too_dumb": partial(course_in_hand.tell, what="too_dumb"),
    "course_reading": partial(course_in_hand.tell, what="reading"),
    "course_ways": course_in_hand.tell_ways,
    "course_no_money": course_in_hand.tell_money,
    "aow_when": reckoning.tell_aow,
    **of_appointment.SHOWS,
}

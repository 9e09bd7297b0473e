"""Which schemes may be shown to this person, and in what order: what cannot be theirs is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.actions import no_boss, recognition, refusing
from bot.actions.fact_slots import ADULT, known_facts
from bot.actions.sources import catalogue, today
from bot.actions.spoken import DENIED_STATUS
from bot.actions.turn import Turn
from bot.actions.wording import date_in_words, label, sentence_list, word_table
from knowledge.budgets import Assessment
from knowledge.career_schema import Training

TOPIC = "scheme:"  # before the id of the scheme that was told last, so that "geldt dat voor mij?" has an answer
# A scheme for people in another sector, place or situation is no news: it is left out instead of read as a "no".
OTHER_PEOPLES = ("sector", "cao", "benefit", "status", "region", "gemeente", "target_sector", "dismissed")
# A scheme that stands or falls with one of these is only for who told it.
ONLY_WHEN_TOLD = (
    *("sector", "region", "gemeente", "target_sector", "benefit"),
    *("dismissed", "contract_ends_by_employer", "needs_basic_skills"),
)
WITHOUT_BOSS = ("unemployed", "self_employed", "student", "employer")
USUAL_STATUS = "employee"  # what a scheme must be possible for while nobody told how they work
# In these sectors people have many caos: a scheme of one of them is only for whose work or employer has it.
OF_MANY_CAOS = ("zakelijk", "overheid", "other", "zorg", "welzijn", "onderwijs")
NO_CAO = "other"
LARGE_EMPLOYERS, MANY = ("overheid",), 1000  # a gemeente is no small business
SECTOR_ROWS = "S"  # rows of sector funds and cao's in the fact sheet
FEW_OPEN = 2  # so many unknown facts still make a scheme likely
# Money that need not be paid back is worth most to somebody who cannot pay a course.
WORTH = {"fonds": 0, "subsidie": 0, "recht": 1, "fiscaal": 1, "lening": 1, "dienst": 2, "geen": 2}
CLOSED = 2  # places that a scheme goes back for which nobody can apply now
# No loan and no proof of years of work is pointed out to who is not of age.
FOR_EXPERIENCED = ("evc",)
LAST = ("just_transition_fund",)  # only by projects in some regions: after everything else
FOR_EDU = {"zij_instroom": ("mbo4", "hbo", "wo")}  # shown only to who told a diploma it is open to
CAN_APPLY = ("eligible", "unknown")  # a scheme that ended, or is not for this person, is no help
GRADES = ("A", "A-old", "S")


def assessed(turn: Turn) -> list[Assessment]:
    """Every scheme, for what is known of this person today: worked out once for the same facts."""
    facts = known_facts(turn)
    key = ("assessed", *sorted(facts.items()))
    if key not in turn.memo:
        turn.memo[key] = catalogue().budgets.assess(facts, today())
    found: list[Assessment] = turn.memo[key]
    return found


def lists(turn: Turn) -> dict[str, list[Assessment]]:
    """The schemes in force that can be about this person: likely, unlikely, and for a human to judge; best first."""
    return _sorted_out(turn, assessed(turn))


def best(turn: Turn, most: int, ids: Collection[str] | None = None) -> list[Assessment]:
    """The schemes to begin with: only what can apply, the surest and most useful first. `ids` limits the choice."""
    return [each for each in _open(turn, lists(turn)) if ids is None or each.id in ids][:most]


def paying(turn: Turn, training: Training) -> list[Assessment]:
    """The schemes that can pay for this training for this person, the surest and most useful first."""
    goals = (turn.slot("wished_occupation"), *turn.slot("directions", []))
    goal = next((id_ for id_ in goals if id_ in training.occupations), None)
    return _open(turn, _sorted_out(turn, catalogue().budgets_for(training.id, known_facts(turn), today(), goal)))


def paying_any(turn: Turn, trainings: Sequence[Training], most: int) -> list[tuple[Assessment, list[Training]]]:
    """The schemes that can pay for one of these trainings, each as it is for the one it suits best, and for which."""
    suits: dict[str, list[tuple[Assessment, Training]]] = {}
    for training in trainings:
        for assessment in paying(turn, training):
            suits.setdefault(assessment.id, []).append((assessment, training))
    found = [
        (min((assessment for assessment, _ in pairs), key=lambda scheme: _order(turn, scheme)), [t for _, t in pairs])
        for pairs in suits.values()
    ]
    return sorted(found, key=lambda pair: _order(turn, pair[0]))[:most]


def in_a_line(assessments: Iterable[Assessment]) -> str:
    """Who can pay, in one line with source and day; empty when nobody is known."""
    told = [
        label("budgets", "pays_by_grade", each.grade).format(
            name=each.name,
            source=each.sources[0].title,
            date=date_in_words(each.verified),
            url=each.url.removeprefix("https://"),
        )
        for each in assessments
    ]
    return label("budgets", "pays").format(schemes=sentence_list(told)) if told else ""


def has_boss(turn: Turn) -> bool:
    """Whether there may be a boss to ask: an unknown situation counts as yes."""
    return turn.slot("status") not in WITHOUT_BOSS


def works_alone(turn: Turn) -> bool:
    """Whether somebody lives of assignments; who is at school or out of work has none to lose."""
    return turn.slot("status") in no_boss.ALONE


def _sorted_out(turn: Turn, assessments: Iterable[Assessment]) -> dict[str, list[Assessment]]:
    """By verdict, without what is not in force or for other people; best first."""
    found: dict[str, list[Assessment]] = {"eligible": [], "not_eligible": [], "unknown": []}
    others = _of_denied_status(turn) | _of_small_groups(turn)
    for assessment in assessments:
        if assessment.verdict in found and assessment.id not in others and _is_theirs(turn, assessment):
            found[assessment.verdict].append(assessment)
    for schemes in found.values():
        schemes.sort(key=lambda scheme: _order(turn, scheme))
    return found


def _open(turn: Turn, found: Mapping[str, Sequence[Assessment]]) -> list[Assessment]:
    """What can apply and is not closed now, best first."""
    open_now = [each for each in (*found["eligible"], *found["unknown"]) if each.application != "closed"]
    return sorted(open_now, key=lambda scheme: _order(turn, scheme))


def _is_theirs(turn: Turn, assessment: Assessment) -> bool:
    if assessment.who == "employer" and not has_boss(turn):
        return False
    if assessment.id in refusing.refused(turn, "budget"):
        return False
    if turn.slot("edu") not in FOR_EDU.get(assessment.id, (turn.slot("edu"),)):
        return False
    if (turn.slot("age") or ADULT) < ADULT and (assessment.kind == refusing.LOAN or assessment.id in FOR_EXPERIENCED):
        return False
    if assessment.verdict == "not_eligible":
        return not any(reason.fact in OTHER_PEOPLES for reason in assessment.because)
    return not any(fact in ONLY_WHEN_TOLD for fact in assessment.missing)


def _of_denied_status(turn: Turn) -> set[str]:
    """The schemes that are only for ways of working somebody said are not theirs: "ik ben geen uitzendkracht"."""
    denied = refusing.refused(turn, DENIED_STATUS)
    if not denied or turn.slot("status") is not None:
        return set()
    facts = {name: value for name, value in known_facts(turn).items() if name != "status"}
    left = [value for value in word_table("entities")["status"] if value not in denied]
    fitting = [_possible(facts | {"status": value}) for value in left]
    return {each.id for each in catalogue().budgets.all()} - set().union(*fitting)


def _of_small_groups(turn: Turn) -> set[str]:
    """What is only for one group that nothing told points at: agency workers, students, one cao among several."""
    facts = known_facts(turn)
    all_ids = {each.id for each in catalogue().budgets.all()}
    others: set[str] = set()
    if "status" not in facts:
        usual = [USUAL_STATUS, "student"] if recognition.is_young(turn) else [USUAL_STATUS]
        others |= all_ids - set().union(*(_possible(facts | {"status": status}) for status in usual))
    if "cao" not in facts and facts.get("sector") in OF_MANY_CAOS:
        own = catalogue().occupations.curated(turn.slot("occupation"))
        others |= all_ids - _possible(facts | {"cao": own.cao if own and own.cao else NO_CAO})
    if facts.get("sector") in LARGE_EMPLOYERS:
        others |= all_ids - _possible(facts | {"fte_employer": MANY})
    return others


def _possible(facts: dict[str, object]) -> set[str]:
    return {each.id for each in catalogue().budgets.assess(facts, today()) if each.verdict != "not_eligible"}


def _order(turn: Turn, assessment: Assessment) -> tuple[bool, int, bool, bool, int, int]:
    """Certainty and worth together; then the own sector, what one asks oneself, the surest source, the fewest gaps."""
    likely = len(assessment.missing) <= FEW_OPEN and "status" not in assessment.missing
    certainty = 0 if assessment.verdict == "eligible" else 1 if likely else 2
    return (
        assessment.id in LAST,
        certainty + WORTH[assessment.kind] + (CLOSED if assessment.application == "closed" else 0),
        turn.slot("sector") is None or not assessment.fact_sheet.startswith(SECTOR_ROWS),
        assessment.who == "employer",
        GRADES.index(assessment.grade),
        len(assessment.missing),
    )

"""A field of work that is wished for or asked about in the middle of a conversation, and what work must not be.

"Kan ik in de zorg zonder diploma?", "heb je iets buiten?", "winkel wil ik niet meer": taken in any state and kept for
all later lists. What is answered stands in `wish_answers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.actions import asking, fields, fitting, moves, own_work, refusing, sought, subjects, work_in_hand, work_limits
from bot.actions.fields import limits_in, refused_in
from bot.actions.fitting import FIELD, LIMIT, OTHER_WORK, SUBJECT
from bot.actions.moves import Move
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from knowledge.career_schema import Occupation
from knowledge.linker import Mention

MOST_SHOWN = 3
ALIKE = 0.05  # scores that do not tell two works of one name apart
SEEKS_WORK = "need_uitkering"  # "weer aan het werk"
TELLS_WISH: tuple[Move, ...] = ("wish", "pick", "other_work", "refuse_work", "ask", "deny", "agree", "tell")
SURE_OF_PART = 0.65  # that a part of a message turns work down
CHANGES_WORK = ("need_richting", "need_timing_ander_werk", "need_durven")


def note(turn: Turn) -> None:
    """Keeps the field that is wished for, the fields that are refused and what work must not be."""
    if turn.is_button or not turn.words:
        return
    note_refused(turn)
    for limit in (*limits(turn), *(("dutch",) if wants_lessons(turn) else ())):
        refusing.refuse(turn, LIMIT, limit)
    if re.search(word_table("work_wishes")["short_course"], turn.said):
        refusing.refuse(turn, LIMIT, "short")
    for id_ in _cannot(turn):
        refusing.refuse(turn, "occupation", id_)
    for need in CHANGES_WORK if stays(turn) else ():
        turn.add("denied", need)
    if _is_settled(turn):
        return
    refusing.take_back(turn, "occupation", *named_in(turn))
    if wished := fields.heard(turn):
        _keep(turn, wished)
    elif subject := subject_in(turn):
        _keep_subject(turn, subject)
    elif (studied := fields.studied_in(turn.words)) and turn.slot("wished_field") is None:
        turn.set("wished_field", fields.name_of(studied))


def note_subject(turn: Turn) -> None:
    """Keeps what somebody would like to work with from the moment they say it, whatever else the message says."""
    if turn.is_button or not turn.words:
        return
    note_refused(turn)
    if stays(turn):
        _note_stay(turn)
    if _is_settled(turn):
        return
    shown = turn.slot("directions", [])
    refusing.take_back(turn, "occupation", *named_in(turn))
    says_liked = re.search(word_table("work_wishes")["says_liked"], turn.said) and not asked_work(turn)
    liked = [id_ for id_ in named_in(turn) if says_liked or id_ in shown]
    if len(liked) == 1:  # "groepshulp lijkt me leuk!"
        turn.set("wished_occupation", liked[0])
    if re.search(word_table("work_wishes")["stops_early"], turn.said):
        refusing.refuse(turn, LIMIT, fitting.STOPPING)
    if not stays(turn) and not fields.heard(turn) and (subject := subject_in(turn)):
        _keep_subject(turn, subject)


def _note_stay(turn: Turn) -> None:
    """No other work is looked for any more, and none was wished for."""
    refusing.refuse(turn, LIMIT, OTHER_WORK)
    out_of_work = turn.slot("status") == "unemployed"
    for need in CHANGES_WORK if out_of_work else (*CHANGES_WORK, SEEKS_WORK):
        turn.add("denied", need)
    turn.set("wished_field", None)
    turn.set("wished_occupation", None)


def _is_settled(turn: Turn) -> bool:
    """Whether somebody only tells of work, or wants no other and does not ask for it after all."""
    if fields.only_tells(turn):
        return True
    return fitting.wants_no_other_work(turn) and not asks_after_all(turn)


def asks_after_all(turn: Turn) -> bool:
    """Whether other work is asked for in so many words: more than the field they are in already."""
    if stays(turn):
        return False
    own = fitting.own_work(turn)
    other = [field for field in fields.heard(turn) if own not in fields.work_of(fields.name_of(field))]
    wants = re.search(word_table("work_wishes")["wants_other"], turn.said)
    return bool(other or wants or asked_work(turn) or _asks_list(turn) or (named_in(turn) and is_plain(turn)))


def note_refused(turn: Turn) -> None:
    """Keeps the fields, the subjects and the work that are not wanted: "geen fabriek", "niet koken", "behalve kok"."""
    for field in refused_in(turn.words):
        refusing.refuse(turn, FIELD, field)
        _stop_wishing(turn, field)
    for id_ in _denied_work(turn):
        refusing.refuse(turn, "occupation", id_)
        if turn.slot("wished_occupation") == id_:
            turn.set("wished_occupation", None)
    for subject in subjects.refused_in(turn.words):
        refusing.refuse(turn, SUBJECT, subject.lower())
        if subjects.of_field(str(turn.slot("wished_field") or "")) == subject.lower():
            turn.set("wished_field", None)


def _stop_wishing(turn: Turn, refused: str) -> None:
    """A field that is refused is no wish any more: of "in een winkel of in de zorg" the other one stays."""
    wished = fields.named(str(turn.slot("wished_field") or ""))
    if refused in wished:
        left = [field for field in wished if field != refused]
        turn.set("wished_field", fields.name_of(*left) if left else None)
        turn.set("wished_occupation", None)


def _denied_work(turn: Turn) -> list[str]:
    """The work that is named to be refused, in any list or before there was one; what they are they may deny."""
    link, said = catalogue().occupations.link, sought.denied_in(turn.words)
    return [each.best.id for piece in said for each in link(piece) if each.certain and each.best.id != _own_left(turn)]


def subject_in(turn: Turn) -> str:
    """The field in the person's own words that they wish for, when work or a training is near to it."""
    wished = subjects.wished_by(turn) or (fields.wished(turn) if not fields.heard(turn) else "")
    return wished if wished and fields.work_of(wished) else ""


def keep_liking(turn: Turn, words: str) -> None:
    """Something an exercise was answered with in own words is a wish too, unless there is one already."""
    subject = "" if re.search(word_table("work_wishes")["no_wish"], words.lower()) else subjects.named_in(words)
    if subject and not turn.slot("wished_field"):
        _keep_subject(turn, subjects.as_field(subject))


def _keep_subject(turn: Turn, wished: str) -> None:
    kept, subject = subjects.of_field(str(turn.slot("wished_field") or "")), subjects.of_field(wished)
    if not (kept and subjects.stands_in(subject, kept)):  # "scooter monteur" is about the scooters of before
        turn.set("wished_field", wished)
    turn.set("wished_occupation", None)
    refusing.take_back(turn, SUBJECT, subject)
    refusing.take_back(turn, LIMIT, OTHER_WORK)


def _keep(turn: Turn, wished: list[str]) -> None:
    turn.set("wished_field", fields.in_words(turn.words, _beside_a_liking(turn, wished)))
    if turn.slot("wished_occupation") not in fields.work_of(str(turn.slot("wished_field"))):
        turn.set("wished_occupation", None)  # what was wished before, unless it is named again
    for field in wished:
        refusing.take_back(turn, FIELD, field)
    refusing.take_back(turn, LIMIT, OTHER_WORK)


def _beside_a_liking(turn: Turn, wished: list[str]) -> list[str]:
    """Who says what they like to do ("ik maak graag dingen") still means the field that was told before.

    So does who names next what goes with it: a "monteur" after cars.
    """
    table, before = word_table("work_wishes"), fields.named(str(turn.slot("wished_field")))
    liked = len(wished) == 1 and wished[0] in table["likings"] and re.search(table["likes"], turn.said)
    joins = len(wished) == 1 and set(before) & set(table["fields"][wished[0]].get("joins", ()))
    return list(dict.fromkeys([*before, *wished]))[: fields.MOST_WISHED] if liked or joins else wished


def _asks_list(turn: Turn) -> bool:
    """Whether somebody who told a field before asks what work there is: "wat voor werk kan ik doen"."""
    asked = re.search(word_table("work_wishes")["asks_list"], turn.said)
    is_work = turn.slot("wished_field") and turn.slot("needs") != ["need_leren"]  # not the subject of a course
    return bool(asked) and bool(is_work) and not limits_in(turn.words)


def limits(turn: Turn) -> list[str]:
    """What work must not be; with a sore body in a question for work it must be lighter."""
    told, table = limits_in(turn.words, turn.form != "booking_form"), word_table("work_wishes")
    told = [limit for limit in told if limit != OTHER_WORK or stays(turn)]
    told += [limit for limit in work_limits.against(_against(turn)) if limit not in told]
    wants_work = fields.heard(turn) or re.search(table["asks_work"], turn.said)
    sore = wants_work and re.search(table["sore"], turn.said)
    return [*told, "light"] if sore and "light" not in told else told


def _against(turn: Turn) -> str:
    """What is said against work that was shown; nothing when none was, or nothing is said against it."""
    if not turn.slot("directions"):
        return ""
    whole = turn.said if moves.makes(turn, "refuse_work") else ""
    return whole or moves.part_that_makes(turn, "refuse_work", sure=SURE_OF_PART).lower()


def _cannot(turn: Turn) -> list[str]:
    """Work of what was shown that somebody says they cannot do: "telefonist ik kan niet"."""
    said = turn.said
    if "?" in said or not re.search(word_table("work_wishes")["cannot"], said):
        return []
    shown: list[str] = turn.slot("directions", [])
    return [id_ for id_ in shown if refusing.names(catalogue().occupations.get(id_).name, said)]


def named_in(turn: Turn) -> list[str]:
    """The curated work that this message wishes for by its name: "gastvrouw ofzo", "ik wil auto monteur"."""
    if wishes_else(turn):
        return []
    index, own = catalogue().occupations, _own_left(turn)
    words = sought.text(turn)
    found: list[str] = []
    for field in fields.heard(turn):
        found += [id_ for id_ in fields.work_named_in(field, words) if id_ != own]
    if words and (meant := meant_by(words)):
        return [meant.work] if meant.work != own else []
    for mention in index.link(words) if words else ():
        if mention.best.id == own or not index.curated(mention.best.id) or not mention.certain:
            continue
        wished = fields.wish_at(words, mention.start, mention.end)
        if wished or (mention.role == "wished" and wished is not False):
            found.append(mention.best.id)
    gone = refusing.refused_now(turn, "occupation")
    return [id_ for id_ in dict.fromkeys(found) if id_ not in gone]


def liked_in(turn: Turn) -> list[str]:
    """The work that is named right before a word of liking: of two named it is the one that "klinkt wel oké"."""
    way, said = word_table("work_wishes")["says_liked"], sought.text(turn)
    ends = [found.start() for found in re.finditer(way, said.lower())]
    near = ([each for each in catalogue().occupations.link(said) if each.certain and each.end <= end] for end in ends)
    return [found[-1].best.id for found in near if found]


def wishes_else(turn: Turn) -> bool:
    """Whether something else is wished for behind what is liked: "klinkt oké, maar liever iets met mensen"."""
    return bool(re.search(word_table("work_wishes")["rather_else"], turn.said)) and bool(fields.heard(turn))


def asked_work(turn: Turn) -> str | None:
    """The curated work that somebody asks whether they can become: "kan ik buschauffeur worden?"."""
    if not asking.asks_in_part(turn.words) or not re.search(word_table("work_wishes")["becoming"], turn.said):
        return None
    if meant := meant_by(sought.text(turn)):
        return meant.work
    curated = catalogue().occupations.curated
    wished = (
        _near_own(turn, each) for each in catalogue().occupations.link(sought.text(turn)) if each.role == "wished"
    )
    return next((id_ for id_ in wished if curated(id_) and id_ != _own_left(turn)), None)


def _near_own(turn: Turn, mention: Mention) -> str:
    """Of work of one name that of one's own field: a driver who says "planner" plans transport."""
    index, own = catalogue().occupations, fitting.own_work(turn)
    alike = [each.id for each in mention.candidates if mention.best.score - each.score < ALIKE]
    same_field = [id_ for id_ in alike if own and index.get(id_).sector == index.get(own).sector]
    return same_field[0] if same_field else mention.best.id


def _own_left(turn: Turn) -> str | None:
    """The own work, that is no wish; but it is one at another place, or as the trade of before: "weer lasser"."""
    again, own = re.search(word_table("work_wishes")["same_elsewhere"], turn.said), fitting.own_work(turn)
    return None if again or own_work.is_past(turn, own) else own


@dataclass(frozen=True)
class Meant:
    """Work that is meant by other words than its name: its id, those words, and what is known of the way there."""

    work: str
    words: str
    says: str


def meant_by(words: str) -> Meant | None:
    """The work that is asked for in such words: "docent fotografie op een mbo"; None when there is none."""
    for each in word_table("work_wishes")["meant_by"]:
        if found := re.search(each["said"], words, re.IGNORECASE):
            said = re.sub(word_table("work_wishes")["not_meant"], "", found["as"] or found["as2"])
            return Meant(each["work"], AsTyped(said), each["says"])
    return None


def wishes_meant(turn: Turn) -> bool:
    """Whether such work is wished for in so many words: "ik wil docent koken worden op een mbo"."""
    return meant_by(sought.text(turn)) is not None and is_plain(turn)


def course_in(turn: Turn) -> str:
    """The subject of a short course that somebody would like and no list knows: "ik wil gewoon excel leren"."""
    table, said = word_table("work_wishes"), sought.text(turn).lower()
    if not said or re.search(table["not_learns"], said) or not re.search(table["learns_subject"], said):
        return ""
    if found := re.search(table["unknown_courses"], said):
        return str(found["subject"]).capitalize()
    found = re.search(table["course_in"], said)
    subject = str(found["subject"]) if found else ""
    is_known = bool(subject) and bool(fields.work_of(subjects.as_field(subject)))
    return subject if is_known and not catalogue().trainings.find(subject) else ""


def stays_with_boss(turn: Turn) -> bool:
    """Whether lighter work is asked for at the own boss: that is no other job."""
    said = turn.said
    return "light" in limits_in(said) and bool(re.search(word_table("work_wishes")["own_boss"], said))


def forget_stay(turn: Turn, needs: list[str]) -> None:
    """Whoever wants other work after all is shown it again."""
    if set(needs) & set(CHANGES_WORK):
        refusing.take_back(turn, LIMIT, OTHER_WORK)


def is_told(turn: Turn) -> bool:
    """Whether the message wishes for work or asks for it, so that a list is the answer."""
    said = turn.said
    only_refuses = turn.does("refuse_work") and not turn.does("wish") and not fields.heard(turn)
    if _is_settled(turn) or only_refuses:
        return False
    if moves.rules_out(turn, *TELLS_WISH):
        return False
    if re.search(word_table("work_wishes")["stops_early"], said):  # "zwaarwerkregeling voor de bouw" names a field too
        return False
    if wants_lessons(turn) or asks_entry(turn) or course_in(turn):
        return True
    if stays_with_boss(turn):
        return False
    if not said or re.search(word_table("work_wishes")["other_question"], said):
        return False
    if turn.slot("wished_field") and re.search(word_table("work_wishes")["asks_again"], said):
        return True
    if fields.heard(turn) or asked_work(turn) or _asks_list(turn) or wishes_meant(turn):
        return True
    if subject_in(turn) and not subjects.learns(turn.words):
        return True
    if turn.slot("needs") and (named_in(turn) or falls_away(turn)):
        return True
    told = limits(turn)
    if not told or OTHER_WORK in told:
        return False
    asks_work = re.search(word_table("work_wishes")["asks_work"], said)
    asks = asking.asks_in_part(said) or turn.does_any(("ask", "wish"))
    return bool(asks_work) and (bool(turn.slot("directions")) or asks)


def falls_away(turn: Turn) -> bool:
    """Whether of the work that was shown some is beyond what somebody says they can: they see other work at once."""
    if _cannot(turn):
        return True
    index = catalogue().occupations
    shown = [index.get(id_) for id_ in turn.slot("directions", [])]
    return "dutch" in limits_in(turn.words) and any(map(fitting.asks_much_dutch, shown))


def wants_lessons(turn: Turn) -> bool:
    """Whether somebody asks for lessons in Dutch: "ik wil leren nederlands. waar is school"."""
    said = turn.said
    table = word_table("work_wishes")
    return bool(said and re.search(table["lessons"], said) and not re.search(table["no_lessons"], said))


def asks_entry(turn: Turn) -> bool:
    """Whether somebody asks what it takes to get into the work that was shown last."""
    if not re.search(word_table("work_wishes")["asks_entry"], turn.said) or fields.heard(turn):
        return False
    items = [each.id for each in meant(turn)]
    named = [each.best.id for each in catalogue().occupations.link(turn.words) if each.certain]
    return bool(items) and all(id_ in items for id_ in named)  # of other work it is told as such


def meant(turn: Turn) -> list[Occupation]:
    """The work a question goes on about: what is named, what is wished for, or what was shown last."""
    index = catalogue().occupations
    if turn.slot("helped", [])[-1:] == ["trainings"] and turn.slot("trainings"):
        return []
    shown = refusing.kept(turn, "occupation")
    named = [id_ for id_ in shown if refusing.names(index.get(id_).name, turn.said)]
    in_hand = work_in_hand.of(turn)
    return [index.get(id_) for id_ in named or ([in_hand.id] if in_hand else shown)][:MOST_SHOWN]


def is_plain(turn: Turn) -> bool:
    """Whether a wish has a word for wishing, also where the name of work alone is an answer."""
    return len(fields.heard(turn)) > 1 or bool(re.search(word_table("work_wishes")["plainly"], turn.said))


def likes_subject(turn: Turn) -> bool:
    """Whether it only says what somebody likes ("ik vind koken leuk"), without a word for wishing or looking for it."""
    return bool(subject_in(turn)) and not fields.heard(turn) and not is_plain(turn)


def is_liking(turn: Turn) -> bool:
    """Whether it says what somebody likes to do more than in which field: "buiten", "met mijn handen"."""
    told = fields.heard(turn)
    return not told or told[0] in word_table("work_wishes")["likings"]


def is_refused(turn: Turn) -> bool:
    """Whether the message says of a field or of other work only that it is not wanted."""
    told = [
        limit for limit in limits_in(turn.words, turn.form != "booking_form") if limit != "dutch"
    ]  # that tells a need, too
    return bool(turn.words) and bool(refused_in(turn.words) or subjects.refused_in(turn.words) or told)


def stays(turn: Turn) -> bool:
    """Whether the person says that they want no other work."""
    wants = re.search(word_table("work_wishes")["wants_other"], turn.said)
    keeps = OTHER_WORK in limits_in(turn.words) or _goes_on_with_trade(turn)
    return keeps and not wants


def _goes_on_with_trade(turn: Turn) -> bool:
    """Whether they want to stay what they are: "ik wil gewoon timmerman blijven", "ik blijf chauffeur"."""
    own, words = fitting.own_work(turn), turn.words
    if own is None or "blij" not in words.lower():
        return False
    table = word_table("work_wishes")
    mentions = [each for each in catalogue().occupations.link(words) if each.best.id == own]
    return any(
        re.search(table["stays_behind"], words[each.end :].lower())
        or re.search(table["stays_before"], words[: each.start].lower())
        for each in mentions
    )

"""The work somebody tells: what is taken as said, what is wished for or past, and what must be asked back."""

from __future__ import annotations

import re

from bot.actions import (
    asking,
    fields,
    introductions,
    moves,
    own_steps,
    own_work,
    sought,
    wished_work,
    work_words,
    workplaces,
)
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table
from knowledge.linker import Mention

SHORT = 6  # words
LONGEST_NAME_OF_WORK = 4  # words: an answer to "wat voor werk doe je?" that may be looked up as it stands
NO_WORK = ("affirm", "deny", "thank", "skip", "dont_know", "think", "greet", "smalltalk", "insult", "stop", "goodbye")
SUGGESTED = 3
WHICH = "utter_which_occupation"
LIKELY_WORK = 0.5  # words that name no work at all ("zeg ik niet") stay under 0.4
# A wish only ranks what is shown, so it need not be as certain as what somebody is.
LIKELY_WISH = 0.6
MEANT = "meaning"  # how the linker found it: by what the words mean, and not by a name
LIKELY_MEANT = 0.6  # what is only near in meaning below this is other work: kept in their words, and not asked


def fill(turn: Turn, words: str, expected: str | None) -> None:
    """A certain mention is taken as said; an uncertain one is only remembered, to be asked back with buttons."""
    table, said = word_table("own_work"), words.lower()
    wishes = moves.sureness(turn, "wish") >= LIKELY_WISH and not re.search(table["of_self"], said)
    if expected != "occupation" and (wishes or re.match(table["names_work"], said)):
        return  # "werk in de natuur" is no work they do
    mentions = _mentions(turn, words)
    if expected == "occupation" and not any(each.certain for each in mentions):
        with_verb = work_words.with_verb_told(turn, words)  # "ik rij al 27 jaar", and now "vrachtwagen"
        if surer := [each for each in catalogue().occupations.link(with_verb) if each.certain]:
            mentions, words = surer, with_verb
    names_none = not any(each.certain for each in mentions) and not asking.is_question(words.lower())
    if turn.slot("occupation") is None and names_none:
        for in_full in work_words.told_bare(words, answers=expected == "occupation"):
            if surer := [each for each in catalogue().occupations.link(in_full) if each.certain]:
                mentions, words = surer, in_full
                break
    if not mentions and turn.slot("occupation") is None:
        likely = _likely_work(turn, words, expected)
        answer = work_words.answer_in(words) if likely and expected == "occupation" else work_words.named_in(words)
        _remember_likely(turn, likely, answer)
    now: Mention | None = None
    for mention in own_work.in_order(mentions):
        answers = _answers_with(mention, words, expected) or _is_all_that_is_said(turn, mention, words)
        answers = answers or _is_a_sentence(turn, mention, words)
        told = mention.own and not _is_about_shown(turn, mention, words)
        told = told or (answers and not own_steps.tells_early(turn))
        looks_for = mention.role in (None, "now") and re.search(table["for_work"], said[: mention.start])
        wished = mention.role == "wished" or looks_for or (mention.role is None and own_work.is_asked_of(turn))
        if not told or _is_denied(mention, words):  # "mijn man is metselaar", "wat verdient een kok", "behalve kok"
            continue
        if wished and mention.best.score >= LIKELY_WISH:
            turn.set("wished_occupation", mention.best.id)
        elif mention.role == "past":
            _fill_past(turn, mention, words, now)
        elif mention.role == "wished":  # too unsure to rank by, and never what somebody is
            continue
        elif not mention.certain:
            said = work_words.of(words, mention) if mention.role else ""  # "in de keuken van een verzorgingshuis"
            at_work = workplaces.work_at([words]) or workplaces.work_at([said], answers=True)
            near = [] if said and _is_far(mention) else [candidate.id for candidate in mention.candidates]
            is_plain = len(near) == 1 and near == at_work[:1]  # "ik werk schoonmaak" is no window cleaner
            _remember_likely(turn, near if is_plain else at_work or near, said)
        elif not own_work.is_another(words, now, mention):  # "kassa en vakkenvullen": the first
            continue
        elif turn.slot("occupation") in (None, mention.best.id) or _tells_anew(turn, mention, expected):
            _take(turn, mention, words)
            own_work.note_now(turn, mention.best.id)
            now = mention


def _is_denied(mention: Mention, words: str) -> bool:
    """Whether work is named only to say that it is not meant; what somebody is or was is told so, too."""
    if re.search(word_table("own_work")["just_denied"], words[: mention.start].lower()):  # "docent, geen webdesigner"
        return True
    left = sought.without_denied(words)[mention.start : mention.end]
    return mention.role not in ("now", "past") and not left.strip()


def _take(turn: Turn, mention: Mention, words: str) -> None:
    """Work that is told surely: looked up under its name, and kept as it was said."""
    set_occupation(turn, mention.best.id)
    said = work_words.of(words, mention)
    corrects = turn.intent == "correct" or own_work.puts_right(words[: mention.start])
    corrects = corrects and said.lower() != own_work.name(turn).lower()  # said once more it changes nothing
    is_new = said.lower() != mention.best.name.lower() if turn.learnt("occupation") else corrects
    if is_new and said != work_words.kept(turn):
        work_words.keep(turn, mention.best.id, said)


def _remember_likely(turn: Turn, likely: list[str], said: str) -> None:
    """Work that may be one of several: asked back once, and kept as it was said whatever the answer."""
    is_new = turn.slot("occupation") is None
    if len(likely) == 1 and is_new:  # nothing to choose from: "22 jaar achter de kassa"
        set_occupation(turn, likely[0])
    elif not asked_which(turn):
        turn.set("maybe_occupations", likely or turn.slot("maybe_occupations"))
    if said and is_new and said != work_words.kept(turn):
        work_words.keep(turn, turn.slot("occupation"), said)


def asked_which(turn: Turn) -> bool:
    """Whether it was asked which work is meant: that is asked once."""
    return any(key.startswith(WHICH) for key in turn.slot("said", []))


def _is_about_shown(turn: Turn, mention: Mention, words: str) -> bool:
    """Whether bare words only take up work that was asked about or that we showed: "Arts? Dat slaat nergens op"."""
    shown = mention.best.id in turn.slot("directions", [])
    return mention.role is None and (shown or work_words.is_asked(words, mention))


def _fill_past(turn: Turn, mention: Mention, words: str, now: Mention | None) -> None:
    """Work that somebody did before: the last they did, when it is all that is known, and told as that."""
    if not mention.certain or (now and now.best.id == mention.best.id):
        return
    known = turn.slot("occupation")
    if known is None or (known == mention.best.id and own_work.is_past(turn, known)):
        _take(turn, mention, words)
    if own_work.is_over(turn.words):
        own_work.note_past(turn, mention.best.id)


def _answers_with(mention: Mention, words: str, expected: str | None) -> bool:
    """Whether a certain name of work is the answer to what work somebody does: "nou vooruit: kok"."""
    about_others = re.search(word_table("introductions")["others"], words.lower())
    told = not about_others and not asks(words)
    return expected == "occupation" and mention.certain and mention.role is None and told


def tells_only_work(turn: Turn) -> bool:
    """Whether a message tells work and nothing else: "schilder" is no answer to what gives energy."""
    words = turn.words.strip(" .,!")
    mentions = catalogue().occupations.link(words) if words and _is_short(turn) else []
    return any(mention.certain and (mention.role == "now" or _covers(mention, words)) for mention in mentions)


def _is_far(mention: Mention) -> bool:
    return mention.best.why == MEANT and mention.best.score < LIKELY_MEANT


def _is_short(turn: Turn) -> bool:
    return len(turn.words.split()) <= SHORT


def _is_all_that_is_said(turn: Turn, mention: Mention, words: str) -> bool:
    """The bare name of work, when none is known; where a name is asked for, "Schilder" may be one."""
    names_self = str(turn.slot("requested_slot") or "").startswith("contact_") and turn.in_form
    unknown = turn.slot("occupation") is None and mention.certain and mention.role is None
    return unknown and not names_self and _covers(mention, words)


def _is_a_sentence(turn: Turn, mention: Mention, words: str) -> bool:
    """The name of work as a sentence of its own, before any work was spoken of: "me rug is op. stukadoor"."""
    if turn.slot("occupation") or turn.slot("directions") or not mention.certain or mention.role is not None:
        return False
    wishes = re.search(labels()["answers"]["wishes"], words.lower())  # "ik zoek iets als kok, bakker"
    ends = ".!?\n" if wishes else ".,!?\n"
    before = re.split(f"[{ends}]", words[: mention.start])[-1]
    after = re.match(rf"[^{ends}]*\??", words[mention.end :])
    return not re.search(r"[^\W\d]|\?", before + (after[0] if after else ""))


def _covers(mention: Mention, words: str) -> bool:
    return not re.search(r"\w", words[: mention.start] + words[mention.end :])


def _mentions(turn: Turn, words: str) -> list[Mention]:
    """Work as typed; else in the parts of a short introduction; else in the words as they were meant ("kasa")."""
    link = catalogue().occupations.link
    found = link(words)
    if not any(mention.own for mention in found):
        parts = [mention for piece in introductions.pieces(words) for mention in link(piece)]
        found = [mention for mention in parts if mention.own] or found
    return found or link(introductions.without_name(turn.mended))


def _likely_work(turn: Turn, words: str, expected: str | None) -> list[str]:
    """What is asked back with buttons: work people do in the place that was named, or what comes near the answer."""
    bare = [piece for piece in introductions.pieces(words) if len(piece.split()) <= LONGEST_NAME_OF_WORK]
    wishes = expected != "occupation" or wished_work.is_plain(turn) or asking.asks_in_part(words)
    if wishes and fields.field_in(words):  # where they would like to work
        return []
    at_work = workplaces.work_at([words, turn.mended], answers=expected == "occupation")
    at_work = at_work or workplaces.work_at(bare, answers=True)
    names_none = len(words.split()) > LONGEST_NAME_OF_WORK or turn.intent in NO_WORK
    if at_work or expected != "occupation" or names_none:
        return at_work
    near = catalogue().occupations.search(words, SUGGESTED)
    return [each.id for each in near if each.score >= LIKELY_WORK]


def _tells_anew(turn: Turn, mention: Mention, expected: str | None) -> bool:
    return expected == "occupation" or _corrects_work(turn, mention)


def _corrects_work(turn: Turn, mention: Mention) -> bool:
    """Whether a second occupation takes the place of the first: not when it is only where somebody stands today."""
    names_self = turn.form == "booking_form" and str(turn.slot("requested_slot")).startswith("contact_")
    in_passing = turn.form not in (None, "situation_form") and not turn.slot("plan_shown") and not _is_short(turn)
    in_passing = in_passing and not own_work.known_is_past(turn)
    says_so = re.search(word_table("correcting")["about_plan"], turn.said)
    return mention.role == "now" and not in_passing and (not names_self or says_so is not None)


def set_occupation(turn: Turn, occupation_id: str) -> None:
    occupation = catalogue().occupations.get(occupation_id)
    turn.set("occupation", occupation.id)
    if turn.slot("cao") is None:  # a clerk of the gemeente has the schemes of the gemeente
        turn.set("sector", occupation.sector)


def asks(words: str) -> bool:
    patterns, said = labels()["answers"], words.strip().lower()
    return said.endswith("?") or bool(re.match(patterns["question"], said) or re.search(patterns["wonders"], said))

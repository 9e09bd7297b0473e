"""A turn reads what was said and collects what we say and remember."""

from bot.actions.needs import needs_in
from bot.actions.repair import MISSES_BEFORE_HUMAN, needs_human, not_understood
from bot.actions.wording import responses
from tests.bot.turns import Spoken


def test_a_sentence_comes_back_in_other_words_until_the_other_words_are_used_up() -> None:
    spoken = Spoken()
    for _ in range(3):
        spoken.turn.say("utter_not_understood")
    assert len(set(spoken.said)) == 3


def test_when_all_ways_are_used_the_one_said_longest_ago_comes_first() -> None:
    spoken = Spoken()
    for _ in range(4):
        spoken.turn.say("utter_not_understood")
    assert spoken.said[3] == spoken.said[0]


def test_what_was_said_in_earlier_turns_is_remembered() -> None:
    first = Spoken()
    first.turn.say("utter_thank")
    second = Spoken(slots={"said": first.turn.slot("said")})
    second.turn.say("utter_thank")
    assert first.said != second.said


def test_a_later_read_in_the_same_turn_sees_an_earlier_change() -> None:
    spoken = Spoken(slots={"age": 40})
    spoken.turn.set("age", 41)
    assert spoken.turn.slot("age") == 41


def test_a_button_is_no_text_of_the_person() -> None:
    pressed = Spoken('/inform{"status": "employee"}', entities={"status": "employee"}).turn
    assert pressed.words == ""
    assert pressed.value("status") == "employee"


def test_typed_text_carries_no_button_values() -> None:
    assert Spoken("vast", entities={"status": "employee"}).turn.value("status") is None


def test_needs_said_in_several_clauses_are_all_heard_in_their_order() -> None:
    clauses = [("need_zwaar_gezondheid", 0.8), ("need_leren", 0.7), ("need_geld_tijd", 0.9), ("need_thuis", 0.1)]
    turn = Spoken("…", "need_leren", clauses=clauses).turn
    assert needs_in(turn) == ["need_zwaar_gezondheid", "need_leren", "need_geld_tijd"]


def test_the_third_misunderstanding_names_a_human() -> None:
    slots: dict[str, int] = {}
    for _ in range(MISSES_BEFORE_HUMAN):
        spoken = Spoken(slots=dict(slots))
        not_understood(spoken.turn)
        slots["misses"] = spoken.turn.slot("misses")
    assert needs_human(spoken.turn)
    assert "mens" in spoken.said[-1]


def test_two_misunderstandings_are_not_enough_for_a_human() -> None:
    spoken = Spoken(slots={"misses": MISSES_BEFORE_HUMAN - 1})
    assert not needs_human(spoken.turn)
    assert spoken.said == []


def test_every_button_in_the_responses_sends_an_intent_of_ours() -> None:
    for name in responses().names():
        for wording in responses().variants(name):
            for button in wording.buttons:
                assert button["payload"].startswith("/"), f"{name}: {button}"


def test_a_form_that_is_entered_is_told_from_a_form_that_is_answered() -> None:
    assert Spoken(after_action="action_hear_need").turn.starts_form("situation_form")
    assert not Spoken(after_action="situation_form").turn.starts_form("situation_form")

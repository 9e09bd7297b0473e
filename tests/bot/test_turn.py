"""A turn reads what was said and collects what we say and remember."""

from bot.actions import restarting
from bot.actions.hearing import needs_in
from bot.actions.repair import MISSES_BEFORE_HUMAN, needs_human, not_understood
from bot.actions.tone import AsTyped
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


def test_who_says_u_is_answered_with_u_in_texts_and_buttons() -> None:
    spoken = Spoken("Kunt u mij helpen?")
    buttons = [{"title": "Je cao bekijken", "payload": '/inform{"about": "je"}'}]
    spoken.turn.say("utter_phone_noted", buttons=buttons)
    assert spoken.said == ["Dank u. De adviseur belt u op dat nummer."]
    assert spoken.buttons == ["Uw cao bekijken"]
    assert spoken.payload("Uw cao") == '/inform{"about": "je"}'


def test_who_said_u_before_is_answered_with_u_from_then_on() -> None:
    first = Spoken("wat kost dat u")
    second = Spoken("oké", slots={"formal": first.turn.slot("formal")})
    second.turn.say("utter_name_noted", name="Jo")
    assert second.said == ["Dank u, Jo. Dat geef ik door."]


def test_who_says_je_or_nothing_is_answered_with_je() -> None:
    for words in ("kun je mij helpen?", "alstublieft, ik werk 36 u per week"):
        spoken = Spoken(words)
        spoken.turn.say("utter_phone_noted")
        assert spoken.said == ["Dank je. De adviseur belt je op dat nummer."]


def test_who_asks_for_je_after_u_is_answered_with_je_again() -> None:
    spoken = Spoken("zeg maar je", slots={"formal": True})
    spoken.turn.say("utter_phone_noted")
    assert spoken.said == ["Dank je. De adviseur belt je op dat nummer."]
    assert {"event": "slot", "timestamp": None, "name": "formal", "value": None} in spoken.turn.events()


def test_a_card_says_u_but_keeps_what_the_person_typed() -> None:
    spoken = Spoken("en u?")
    rows = [
        {"label": "Jouw stap", "text": AsTyped("ik vraag of je me helpt")},
        {"label": "Wat je nodig hebt", "text": "je weg"},
    ]
    spoken.turn.say("utter_plan", cards=[{"type": "plan", "rows": rows}])
    [card] = spoken.dispatcher.messages[0]["custom"]["cards"]
    assert card["rows"] == [
        {"label": "Uw stap", "text": "ik vraag of je me helpt"},
        {"label": "Wat u nodig hebt", "text": "uw weg"},
    ]


def test_a_value_in_a_text_says_u_unless_the_person_typed_it() -> None:
    spoken = Spoken("wat zegt u", slots={"formal": True})
    spoken.turn.say("utter_need_remembered", need="je wilt iets bijleren")
    spoken.turn.say("utter_name_noted", name=AsTyped("Jou"))
    assert spoken.said == ["Dat hoor ik ook: u wilt iets bijleren. Dat nemen we mee.", "Dank u, Jou. Dat geef ik door."]


def test_the_words_of_a_formal_button_press_it_when_typed() -> None:
    first = Spoken("helpt u mij")
    first.turn.say("utter_phone_noted", buttons=[{"title": "Je plan", "payload": "/ask_human"}])
    typed = Spoken("uw plan", slots={"shown": first.turn.slot("shown"), "formal": True}).turn
    assert typed.intent == "ask_human"


def test_a_text_with_formal_wording_of_its_own_is_said_in_that() -> None:
    spoken = Spoken("en u?")
    spoken.turn.say("utter_time_options")
    assert "Met BBL werkt en leert u tegelijk." in spoken.said[0]


def test_starting_again_keeps_how_the_person_wants_to_be_addressed() -> None:
    spoken = Spoken("ja", slots={"formal": True})
    restarting.restart(spoken.turn)
    assert spoken.turn.slot("formal") is True
    assert "Wat hebt u nodig" in spoken.said[0]

"""One turn of the conversation: what the person said, what is known, what we say back."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import acts, no_boss
from bot.actions.acts import Act, Acts
from bot.actions.dates import ordinal, pointed_at
from bot.actions.sentence import sentences
from bot.actions.tone import asked_for, formally
from bot.actions.wording import labels, responses, with_capital, word_table

# How many things we said are remembered to avoid saying them again: ten turns of at most three messages.
MEMORY_OF_SAID = 30
ASKED_AS_NUMBER = ("age", "hours")  # questions to which "2" is a number and no choice
UNCLEAR = "nlu_fallback"
PLAINLY = "talk_plainly"  # among what was asked: easy words from now on
LONGEST_AGAIN = 160  # letters of a question that is asked again in full
WIPED = "wiped"  # the slot on which the conversation store forgets
UNHEARD: dict[str, Any] = {"name": UNCLEAR, "confidence": 0.0}
LEAVES_BELOW = 0.5  # what is heard less sure than this gives way to a goodbye at the end
LEAVES_WITH = ("affirm", "deny", "stop", "thank", "correct", "insult")  # and so do these, however sure
LIKELY = 0.3  # from here on what else a message may mean is worth hearing
# A clause counts as a thing said on its own from this probability on.
CLAUSE_CONFIDENCE = 0.4
# Questions about figures, which people tell about themselves as well.
FIGURES = ("ask_pay", "ask_cost", "ask_duration", "ask_chances")
CALLS_HUMAN, NO_HUMAN = "/ask_human", "help:human"  # what the button sends; among what was refused
FEWEST_CALLING = 4  # words: "balie medewerker" calls nobody
SURE_OF_CALL = 0.75  # that a human is wanted, which ends whatever was at hand
OF_THE_APPOINTMENT = ("move_booking", "cancel_booking")  # what names an adviser, and asks for no other


class Turn:
    """Reads the tracker and collects messages and slot changes. Later reads see earlier changes."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        self._changes: dict[str, Any] = {}
        self._followup: str | None = None
        # Set by whoever just asked something: one question at a time, so the form does not ask its own.
        self.waits = False
        # Set by whoever ends the form for good.
        self.leaves = False
        # Set when a sign of trouble has had its answer: the conversation takes up what was said beside it.
        self.goes_on = False
        # Set when the words of this turn may be kept nowhere.
        self.is_private = False
        # Set when somebody told their work in words of their own that were not kept yet.
        self.work_told = False
        # The lines of the note for an adviser as they stood before this message.
        self.note_shown: list[str] | None = None
        # Said in front of whatever is said next.
        self.preface = ""
        # What is read or worked out once and holds for this turn: see kept_plan and schemes.
        self.memo: dict[Any, Any] = {}
        # The names of the responses this action gave, and the words of the last.
        self.responses_said: list[str] = []
        self.last_said = ""
        self._short = ""
        # Set while an answer is given without the yes or no it may begin with.
        self.is_bare = False
        message = tracker.latest_message or {}
        self._typed: str = message.get("text") or ""
        self._meant: str = message.get("mended_text") or ""
        # The part of the message in hand, and the same as it was meant, when words were misspelt; see
        # bot/components/spelling_mender.py.
        self._text, self.mended = self._typed, self._meant
        self.intent: str = (message.get("intent") or {}).get("name") or ""
        self.confidence: float = float((message.get("intent") or {}).get("confidence") or 0.0)
        self.clauses: list[dict[str, Any]] = message.get("clauses") or []
        self.ranking: list[dict[str, Any]] = message.get("intent_ranking") or []
        self._acts = Acts(message.get("acts") or [])
        # What the message and its clauses do, each with how likely that is by the words alone: see `moves`.
        self.moves: list[dict[str, Any]] = message.get("moves") or []
        # Everything that was heard, whatever part of the message is in hand.
        self._heard = list(self.clauses)
        self._entities: list[dict[str, Any]] = message.get("entities") or []
        # What the actions before this one showed and said in this turn stays beside what this one does.
        before = self.slot("told", {})
        same_turn = before.get("of") == self._of_turn()
        self._shown: list[dict[str, str]] = list(self.slot("shown", [])) if same_turn else []
        self._told: list[str] = list(before["texts"]) if same_turn else []
        # How many of the buttons shown are in the list that was shown last.
        self._last_list = int(before.get("list", 0))
        self._press_what_was_typed()
        # The kind of help that the message turns down, when it says nothing else: "geen test".
        self.turned_down = _turned_down(self.words)
        self._hear_address()
        self._drop_unfounded()
        self._hear_clear_words()

    def _press_what_was_typed(self) -> None:
        """Whoever types the words of a button that stands there, or "de tweede", has pressed it."""
        if self.is_button:
            return
        typed = self.text.strip(" .!").casefold()
        shown: list[dict[str, str]] = self.slot("shown", [])
        meant = [button for button in shown if _plain(typed) and _plain(typed) == _plain(button["title"])]
        asks_number = self.slot("requested_slot") in ASKED_AS_NUMBER and self.in_form
        place = pointed_at(typed) if asks_number else ordinal(typed)
        if place is not None:
            meant += shown[-self._last_list :][place : place + 1]
        if not meant and re.fullmatch(labels()["answers"]["takes_offer"], self.said):
            meant = self._offered(shown)
        if meant:
            self.press(meant[0]["payload"])

    def _offered(self, shown: Sequence[dict[str, str]]) -> list[dict[str, str]]:
        """The one thing that the buttons on the screen show, beside a human: nothing when there are more."""
        offers = [each for each in shown if each["payload"].startswith("/ask_") and each["payload"] != CALLS_HUMAN]
        return offers if len({each["payload"] for each in offers}) == 1 else []

    def press(self, payload: str) -> None:
        """Takes the message for a press of the button that sends this."""
        intent, _, values = payload.lstrip("/").partition("{")
        entities = json.loads("{" + values) if values else {}
        self.text, self.intent, self.confidence, self.clauses, self._acts = payload, intent, 1.0, [], Acts([])
        self._entities = [{"entity": name, "value": value} for name, value in entities.items()]

    def _hear_address(self) -> None:
        """Whoever says "u" to us is answered with "u" from then on, until they ask for "je"."""
        asked = asked_for(self.words)
        if asked is not None and asked != bool(self.slot("formal")):
            self.set("formal", asked or None)

    def _drop_unfounded(self) -> None:
        """Wiping everything and wanting a human count only with a word for it; some needs not beside other words."""
        if self.is_button or not self.words:
            return
        said, answers = self.said, labels()["answers"]
        heard = self.clauses or [{"intent": self.intent, "text": self._typed}]
        told = [clause for clause in heard if self._only_tells(clause)]
        self.clauses = [clause for clause in self.clauses if clause not in told]
        unfounded = {intent for intent, words in answers["needs_word"].items() if not re.search(words, said)}
        unfounded |= {intent for intent, words in answers["not_with_word"].items() if re.search(words, said)}
        unfounded |= {each["intent"] for each in told} - {each["intent"] for each in self.clauses}
        self.clauses = [clause for clause in self.clauses if clause["intent"] not in unfounded]
        self.ranking = [guess for guess in self.ranking if guess["name"] not in unfounded]
        if self.intent in unfounded:
            self.hear_likeliest(self.ranking)

    def _only_tells(self, clause: Mapping[str, Any]) -> bool:
        """Whether a clause that sounds like a question about a figure states it: "het salaris is uitstekend"."""
        text = str(clause["text"])
        behind = self._typed[self._typed.find(text) + len(text) :].lstrip()[:1]
        asks = behind == "?" or re.match(labels()["answers"]["question"], text.lower())
        states = re.match(labels()["answers"]["states_figure"], text.lower())
        return clause["intent"] in FIGURES and not asks and bool(states)

    def hear_likeliest(self, guesses: Sequence[Mapping[str, Any]]) -> None:
        """Takes the message for the likeliest of these guesses, when one is likely at all."""
        likeliest = max(guesses, key=lambda guess: float(guess["confidence"]), default=UNHEARD)
        heard = likeliest if likeliest["confidence"] >= LIKELY else UNHEARD
        name = heard.get("name") or heard.get("intent")  # of the whole message or of a clause
        self.intent, self.confidence = str(name), float(heard["confidence"])

    def _of_turn(self) -> str:
        """What tells this message of the person from every other; several actions answer one message."""
        heard = [event for event in self._tracker.events if event.get("event") == "user"]
        return str((heard[-1].get("message_id") if heard else None) or len(heard))

    def _hear_clear_words(self) -> None:
        """A clear call for a human goes before whatever else the message says; what is turned down is no wish."""
        said, answers = self.said, labels()["answers"]
        wants = re.search(answers["human_now"], said) or re.search(answers["calls_back"], said)
        calls = (wants and not re.search(answers["no_human"], said)) or self._calls_human()
        if self.intent.startswith("safety_"):
            return
        if calls:
            self.intent, self.confidence, self.clauses = "ask_human", 1.0, []
        elif self.turned_down:  # "geen mens" asks for none
            self.intent, self.confidence, self.clauses = "deny", 1.0, []
        elif re.search(answers["asks_to_skip"], said):  # "kunnen wij dat overslaan?" asks for no list
            self.intent, self.confidence, self.clauses = "skip", 1.0, []
        elif re.fullmatch(answers["farewell_only"], said) or self._says_farewell():  # "nee doei" denies nothing
            self.intent, self.confidence, self.clauses = "goodbye", 1.0, []

    def _calls_human(self) -> bool:
        """Whether a human is surely wanted, in whatever words: "typen gaat me te langzaam, kan dat aan de lijn"."""
        if re.search(labels()["answers"]["no_human"], self.said):
            return False
        if self.does("refuse_human") or self.does("ask") or len(self.words.split()) < FEWEST_CALLING:
            return False
        asked = [str(each["text"]) for each in self.clauses if _asks_else(each)]
        return any(not any(part in each for each in asked) for part in self._acts.parts_that("human", SURE_OF_CALL))

    def _says_farewell(self) -> bool:
        """Whether a sentence ends the talk ("ik laat het hierbij"), or the last of a thin message says goodbye."""
        answers, said = labels()["answers"], sentences(self.said)
        if not said or "?" in self.words:
            return False
        thin = self.confidence < LEAVES_BELOW or self.intent in LEAVES_WITH
        leaves_it = any(re.fullmatch(answers["leaves_it"], each) for each in said)
        return leaves_it or (thin and bool(re.fullmatch(answers["farewell_only"], said[-1])))

    @property
    def conversation_id(self) -> str:
        """Rasa's sender is our conversation."""
        return str(self._tracker.sender_id)

    @property
    def in_form(self) -> bool:
        """True while a form is active."""
        return bool((self._tracker.active_loop or {}).get("name"))

    @property
    def form(self) -> str | None:
        """The form that is active."""
        return (self._tracker.active_loop or {}).get("name")

    @property
    def is_button(self) -> bool:
        """True when the person pressed one of our buttons: only those payloads reach Rasa with a slash."""
        return self.text.startswith("/")

    @property
    def words(self) -> str:
        """What the person typed, or nothing for a button."""
        return "" if self.is_button else self.text

    @property
    def text(self) -> str:
        """The part of the message in hand, or what a button sends."""
        return self._text

    @text.setter
    def text(self, part: str) -> None:
        self._text, self.mended = part, self._mended_part(part)

    @property
    def meant(self) -> str:
        """The words as they were meant, when words were misspelt; nothing for a button."""
        return "" if self.is_button else self.mended or self.text

    @property
    def said(self) -> str:
        """The same in lower case: what patterns are looked for in. Quotes are of `words`."""
        return self.meant.lower()

    @property
    def has_spoken(self) -> bool:
        """Whether something was said to this message, by this action or by one before it."""
        return bool(self._told)

    def told_last(self, count: int = 0) -> list[str]:
        """The names of the responses we said last, this message's too, the newest last; all of them without a count."""
        return [str(key).rpartition(":")[0] for key in self.slot("said", [])[-count:]]

    def told_before(self) -> list[str]:
        """The names of the responses we said before this message, the newest last."""
        return [str(key).rpartition(":")[0] for key in self.before("said") or []]

    @property
    def typed_now(self) -> str:
        """The whole message as it was typed, whatever part of it is in hand; nothing for a button."""
        return "" if self.is_button else self._typed

    def takes_up(self, part: str) -> None:
        """Goes on with a part of the message that was left aside before; see `goes_on_with`."""
        self.clauses = list(self._heard)
        self.goes_on_with(part)

    def goes_on_with(self, rest: str) -> None:
        """What is left of the message when a part of it has had its answer; its intent is that of its surest clause."""
        left = [clause for clause in self.clauses if str(clause.get("text", "")).strip(" .,!?;") in rest]
        surest = max(left, key=lambda clause: float(clause["confidence"]), default=None)
        self.text, self.clauses = rest, left
        self.intent = str(surest["intent"]) if surest else UNCLEAR
        self.confidence = float(surest["confidence"]) if surest else 0.0
        self._hear_clear_words()

    def _mended_part(self, rest: str) -> str:
        """What is left of the message as it was meant: the speller keeps the number of words."""
        typed, meant, left = self._typed.split(), self._meant.split(), rest.split()
        starts = range(len(typed) - len(left) + 1) if left and len(typed) == len(meant) else ()
        found = next((i for i in starts if typed[i : i + len(left)] == left), None)
        return rest if found is None else " ".join(meant[found : found + len(left)])

    def entities(self, name: str) -> list[dict[str, Any]]:
        """The entities of one kind, in the order of the text, each where it stands in what is left of the message."""
        found = [entity for entity in self._entities if entity.get("entity") == name]
        if self.is_button or self.text == self._typed:
            return found
        return [moved for entity in found if (moved := self._moved(entity))]

    def _moved(self, entity: Mapping[str, Any]) -> dict[str, Any] | None:
        phrase = self._typed[entity["start"] : entity["end"]]
        start = self.text.find(phrase)
        return {**entity, "start": start, "end": start + len(phrase)} if phrase and start >= 0 else None

    def value(self, name: str) -> str | None:
        """The value a pressed button carries."""
        found = self.entities(name) if self.is_button else []
        return str(found[0]["value"]) if found else None

    def says_again(self) -> bool:
        """Whether the person typed what they typed in the message before, word for word."""
        earlier = [event.get("text") for event in self._tracker.events if event.get("event") == "user"]
        return bool(self.words) and len(earlier) > 1 and earlier[-2] == earlier[-1]

    def is_only_emoji(self) -> bool:
        """Whether there is no letter or digit in what was typed."""
        return bool(self.words) and not any(character.isalnum() for character in self.words)

    def is_only_marks(self) -> bool:
        """Whether nothing but full stops and the like was typed."""
        return self.is_only_emoji() and all(unicodedata.category(c)[0] in "PZ" for c in self.words)

    def last_heard(self) -> str:
        """What we said last, all messages of that turn."""
        texts: list[str] = []
        for event in reversed(self._tracker.events):
            if event.get("event") == "bot":
                texts.insert(0, event.get("text") or "")
            elif event.get("event") == "user" and texts:
                break
        return "\n".join(text for text in texts if text)

    def asked_before(self, messages: int = 1) -> tuple[str, list[dict[str, str]]] | None:
        """Our question, with its buttons, that stood so many messages of the person ago; none when we asked nothing.

        The opening is no question that somebody left.
        """
        turns: list[list[Mapping[str, Any]]] = [[]]
        for event in self._tracker.events:
            if event.get("event") == "user":
                turns.append([])
            elif event.get("event") == "bot" and event.get("text"):
                turns[-1].append(event)
        said = turns[-1 - messages] if len(turns) > messages else []
        if not said:
            return None
        buttons = [dict(each) for each in (said[-1].get("data") or {}).get("buttons") or ()]
        text = str(said[-1]["text"]).strip()
        line = text if len(text) <= LONGEST_AGAIN else sentences(text)[-1]
        opens = any(str(each["payload"]).startswith("/need_") for each in buttons)
        return (line, buttons) if line.endswith("?") and not opens else None

    def typed(self) -> list[str]:
        """What the person typed so far, oldest first; no buttons."""
        texts = [event.get("text") or "" for event in self._tracker.events if event.get("event") == "user"]
        return [text for text in texts if text and not text.startswith("/")]

    def intents(self) -> list[str]:
        """Everything said in this message: the intent of the whole, then of each clear clause, without doubles."""
        said = [self.intent] + [c["intent"] for c in self.clauses if c["confidence"] >= CLAUSE_CONFIDENCE]
        return list(dict.fromkeys(said))

    def sureness(self, intent: str) -> float:
        """How sure it is that this was said, in the whole message or in one of its clauses."""
        heard = [float(clause["confidence"]) for clause in self.clauses if clause["intent"] == intent]
        return max([self.confidence if intent == self.intent else 0.0, *heard])

    def does(self, act: Act, within: str = "", sure: float = acts.SURE) -> bool:
        """Whether the message surely does this, or these words of it do."""
        said, parts = within.strip(acts.MARKS), self._acts.parts_that(act, sure)
        return any(not said or part in said or said in part for part in parts if part in self.words)

    def did(self, act: Act, part: str, sure: float = acts.SURE) -> bool:
        """Whether these words of the message as it was typed surely do this, whatever part of it is in hand."""
        said, whole = part.strip(acts.MARKS), self._typed.strip(acts.MARKS)
        heard = [each for each in self._acts.parts_that(act, sure) if each != whole or said == whole]
        return any(each in said or said in each for each in heard)

    def does_any(self, wanted: Iterable[Act], within: str = "", sure: float = acts.SURE) -> bool:
        """Whether it does one of these."""
        return any(self.does(act, within, sure) for act in wanted)

    def lines_that(self, act: Act, sure: float = acts.SURE) -> list[str]:
        """The sentences of the message that surely do this, or of which a part does."""
        return [line for line in sentences(self.words) if self.does(act, line, sure)]

    def parts_that(self, act: Act, sure: float = acts.SURE) -> list[str]:
        """The parts of the message that surely do this, as they were typed."""
        return [part for part in self._acts.parts_that(act, sure) if part in self.words]

    @property
    def is_read(self) -> bool:
        """Whether the model read what is done with this message; a button does what it says."""
        return bool(self._acts)

    def slot(self, name: str, default: Any = None) -> Any:
        """The value of a slot, with the changes of this turn."""
        value = self._changes[name] if name in self._changes else self._tracker.get_slot(name)
        return default if value is None else value

    def learnt(self, name: str) -> bool:
        """Whether a slot got its value in this turn."""
        return name in self._changes and self._changes[name] != self._tracker.get_slot(name)

    def says_known(self, name: str) -> bool:
        """Whether the message tells again what is known of a slot."""
        known = self._tracker.get_slot(name)
        return known is not None and name in self._changes and self._changes[name] == known

    def before(self, name: str) -> Any:
        """The value of a slot as it was before this turn."""
        return self._tracker.get_slot(name)

    def set(self, name: str, value: Any) -> None:
        """Changes a slot."""
        self._changes[name] = value

    def add(self, name: str, value: str) -> None:
        """Adds a value to a list slot, once."""
        values = list(self.slot(name, []))
        if value not in values:
            self.set(name, [*values, value])

    def drop(self, name: str, *values: str) -> None:
        """Takes values out of a list slot."""
        self.set(name, [each for each in self.slot(name, []) if each not in values])

    def say(
        self,
        response: str,
        *,
        buttons: Sequence[Mapping[str, str]] | None = None,
        cards: Sequence[Mapping[str, Any]] = (),
        kind: str | None = None,
        **values: object,
    ) -> None:
        """Says a response in a variant that was not heard lately. Buttons given here replace those of the response.

        `kind` tells the gateway that this is more than a text.
        With "u" for who wants that; what the person typed is given as `AsTyped` and stays as it is.
        """
        said: list[str] = self.slot("said", [])
        wording = responses().pick(response, said)
        self.set("said", [*said, wording.key][-MEMORY_OF_SAID:])
        text, shown = wording.text, self._wanted(response, wording.buttons if buttons is None else buttons)
        if PLAINLY in self.slot("asked", []) and wording.simple:
            text = wording.simple
        if self.is_bare:
            text = with_capital(re.sub(word_table("question_words")["opens_yes_or_no"], "", text))
        if self.slot("formal"):
            text = formally(text) if self.is_bare else wording.formal or formally(text)
            self.preface = formally(self.preface)
            shown, cards, values = formally(shown), formally(cards), formally(values)
        if self.slot("status") in no_boss.ALONE:
            text = no_boss.without_boss(text)
        text = no_boss.without_refused(text, self.slot("refused", []), self.words)
        if shown:
            self._shown += [dict(button) for button in shown]
            self.set("shown", self._shown)
            self._last_list = len(shown)
        self._told.append(wording.simple.format(**values) if wording.simple else "")
        self.set("told", {"of": self._of_turn(), "texts": self._told, "list": self._last_list})
        if self._short and not text.startswith(self._short.rstrip(".")):
            self.preface = f"{self.preface} {self._short}".strip()
        text = f"{self.preface} {text.format(**values)}".strip()
        self.preface = self._short = ""
        self.responses_said.append(response)
        self.last_said = text
        told = [dict(button) for button in shown] or None
        if kind:  # Rasa splits text and custom body into two messages: what belongs together goes in the body
            self._dispatcher.utter_message(json_message={"text": text, "buttons": told or [], "kind": kind})
            return
        body = {"cards": [dict(card) for card in cards]} if cards else None
        self._dispatcher.utter_message(text=text, buttons=told, json_message=body)

    def _wanted(self, response: str, buttons: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
        """The buttons without a second one for a human, and without any for who turned a human down; danger aside."""
        offered = any(each["payload"] == CALLS_HUMAN for each in self._shown)
        refused = NO_HUMAN in self.slot("refused", []) and "safety" not in response
        return [each for each in buttons if each["payload"] != CALLS_HUMAN] if offered or refused else buttons

    def begins_with(self, short: str) -> None:
        """Puts a yes, a no or a perhaps in front of what is said next, unless that begins so itself."""
        self._short = short

    def forget_everything(self) -> None:
        """Empties every slot; the conversation store then drops its events (bot/tracker_store.py)."""
        for name in self._tracker.slots:
            self._changes[name] = None
        self._changes[WIPED] = True

    def follow_with(self, action: str) -> None:
        """Names the action or form that must come next."""
        self._followup = action

    @property
    def names_next(self) -> bool:
        """Whether the action or form that must come next was named; else the rules say it."""
        return self._followup is not None

    def starts_form(self, form: str) -> bool:
        """True when the form is entered now: something else came between the person's message and it."""
        for event in reversed(self._tracker.events):
            if event.get("event") == "user":
                return False
            if event.get("event") == "action" and event.get("name") not in (form, "action_extract_slots"):
                return event.get("name") != "action_listen"
        return True

    def events(self) -> list[EventType]:
        """What Rasa must remember of this turn."""
        events: list[EventType] = [SlotSet(name, value) for name, value in self._changes.items()]
        if self.leaves:
            events.append(ActiveLoop(None))
        if self._followup:
            events.append(FollowupAction(self._followup))
        return events


def _asks_else(clause: Mapping[str, Any]) -> bool:
    """Whether a clause surely asks what has an answer, or is of the appointment: "kan mijn werkgever dit inzien?"."""
    is_question = str(clause["intent"]).startswith("ask_") and clause["intent"] != "ask_human"
    return (is_question or clause["intent"] in OF_THE_APPOINTMENT) and float(clause["confidence"]) >= SURE_OF_CALL


def _plain(text: str) -> str:
    """The words alone: who types a button leaves out its comma."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _turned_down(words: str) -> str | None:
    said, patterns = words.lower().strip(" .!"), labels()["answers"]["turned_down"]
    for kind, names in patterns["kinds"].items():
        if any(re.fullmatch(way.replace("{kind}", names), said) for way in patterns["ways"]):
            return str(kind)
    return None

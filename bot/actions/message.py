"""What the person typed or pressed now, and what it was understood to say."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker

from bot.actions import acts
from bot.actions.acts import Act, Acts
from bot.actions.conversation import Conversation
from bot.actions.dates import ordinal, pointed_at
from bot.actions.sentence import sentences
from bot.actions.tone import asked_for
from bot.actions.wording import labels

ASKED_AS_NUMBER = ("age", "hours")  # questions to which "2" is a number and no choice
UNCLEAR = "nlu_fallback"
UNHEARD: dict[str, Any] = {"name": UNCLEAR, "confidence": 0.0}
LEAVES_BELOW = 0.5  # what is heard less sure than this gives way to a goodbye at the end
LEAVES_WITH = ("affirm", "deny", "stop", "thank", "correct", "insult")  # and so do these, however sure
LIKELY = 0.3  # from here on what else a message may mean is worth hearing
# A clause counts as a thing said on its own from this probability on.
CLAUSE_CONFIDENCE = 0.4
# Questions about figures, which people tell about themselves as well.
FIGURES = ("ask_pay", "ask_cost", "ask_duration", "ask_chances")
CALLS_HUMAN = "/ask_human"  # what the button sends
FEWEST_CALLING = 4  # words: "balie medewerker" calls nobody
SURE_OF_CALL = 0.75  # that a human is wanted, which ends whatever was at hand
OF_THE_APPOINTMENT = ("move_booking", "cancel_booking")  # what names an adviser, and asks for no other


class Message(Conversation):
    """The message in hand, or the part of it that is left when another part had its answer."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
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
            meant += shown[-self._listed_last() :][place : place + 1]
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

    def _listed_last(self) -> int:
        """How many of the buttons shown are in the list that was shown last."""
        return int(self.slot("told", {}).get("list", 0))


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

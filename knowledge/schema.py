"""The shape of every fact file: budgets, regions and services."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Grade = Literal["A", "A-old", "S", "B"]  # B is not verified: such a scheme is kept for the checker and shown to nobody
ShownGrade = Literal["A", "A-old", "S"]
Verdict = Literal["eligible", "not_eligible", "unknown", "not_in_force"]
Identifier = Field(pattern=r"^[a-z][a-z0-9_]*$")
Url = Field(pattern=r"^https://[^\s]+$")


class Strict(BaseModel):
    """Base of all models: a misspelt key is a fault, and facts do not change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a fact comes from; `retrieved` is when we looked, `info_date` how old the information itself is."""

    title: str
    url: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")
    retrieved: date
    info_date: Annotated[str, BeforeValidator(str)] | None = None  # YAML makes 2024 a number and 2024-01-01 a date
    licence: str | None = None


class Window(Strict):
    """A period in which one can apply, both days included."""

    opens: date
    closes: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes < self.opens:
            raise ValueError(f"closes ({self.closes}) lies before opens ({self.opens}); swap them")
        return self


class Application(Strict):
    """Who applies, where, and when. No window and not `standing` means: we do not know."""

    who: Literal["worker", "employer"]
    url: str = Url
    standing: bool = False
    windows: tuple[Window, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _single_window(cls, data: Any) -> Any:
        """`opens` and `closes` beside each other are short for one window."""
        if isinstance(data, dict) and "opens" in data and "closes" in data:
            rest = {key: value for key, value in data.items() if key not in ("opens", "closes")}
            window = {"opens": data["opens"], "closes": data["closes"]}
            return {**rest, "windows": [*rest.get("windows", ()), window]}
        return data


class Amount(Strict):
    """What one can get; `maximum` in eurocent, `text` as a person reads it."""

    maximum: int | None = Field(default=None, gt=0)
    text: str


class Example(Strict):
    """A person, a day and the verdict the file must give: the test of the scheme."""

    name: str
    date: date
    facts: dict[str, Any]
    expect: Verdict
    missing: tuple[str, ...] | None = None


class Budget(Strict):
    """One version of one scheme that pays for learning. `rules` is a tree for `knowledge.eligibility.parse`.

    Kind `geen` is a name that people ask about and that is no scheme: no rules, never in force, only `instead`.
    `offered: false` keeps a scheme out of every list; its `instead`, when there, is the answer to a question about it.
    `for_courses: false` pays no course but a check, a coach, a paper or leave.
    `not_for` holds the ids of trainings that it does not pay.
    `end_day_known: false` says that `valid_to` is the latest possible day, so that nobody is told a wrong date.
    `instead` never holds an unverified fact, so it may be told at every grade.
    """

    id: str = Identifier
    fact_sheet: str = Field(pattern=r"^[NES]\d{2}$")
    name: str
    kind: Literal["subsidie", "lening", "fonds", "fiscaal", "recht", "dienst", "geen"]
    provider: str
    grade: Grade
    offered: bool = True
    for_courses: bool = True
    not_for: tuple[str, ...] = ()
    valid_from: date
    valid_to: date | None = None
    end_day_known: bool = True
    application: Application
    amount: Amount | None = None
    summary: str
    action: str
    action_alone: str | None = None
    """What to do for who has no boss, where `action` names one."""
    employer_line: str | None = None
    instead: str | None = None
    rules: dict[str, Any] | None = None
    not_checked: tuple[str, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    verified: date
    examples: tuple[Example, ...] = Field(min_length=4)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"valid_to ({self.valid_to}) lies before valid_from ({self.valid_from}); swap them")
        if self.application.who == "employer" and not self.employer_line:
            raise ValueError("only an employer can apply, so employer_line must say what to tell the boss; add it")
        if (self.kind == "geen") != (self.rules is None):
            raise ValueError("rules are needed, and left out only for kind 'geen'; add them or change the kind")
        if self.kind == "geen" and not self.instead:
            raise ValueError("kind 'geen' is answered with instead; say there what there is")
        return self


class Place(Strict):
    """A place of residence in its municipality and labour-market region."""

    name: str
    municipality: str
    region_code: str


class Region(Strict):
    """One of the 35 labour-market regions. `municipalities` maps a name to its other places of residence."""

    code: str = Field(pattern=r"^AM\d{2}$")
    name: str
    centre: str | None = None  # left out where it is not confirmed
    aliases: tuple[str, ...] = ()
    werkcentrum_url: str = "https://werkcentrum.nl"
    municipalities: dict[str, tuple[str, ...]] = Field(min_length=1)


class PostcodeWords(Strict):
    """What tells a postcode from another number of four digits.

    `before`: words just before one. `never_after`: what follows an amount. `no_letters`: two letters that are a word.
    """

    before: tuple[str, ...] = Field(min_length=1)
    never_after: tuple[str, ...]
    no_letters: tuple[str, ...]


class Regions(Strict):
    """regions.yaml: all regions, and what is needed to recognise a place in what somebody types.

    `provinces`: name -> how place names of the register shorten it, as in "Bergen (NH.)". `areas`: part of the country
    -> codes of the regions that it lies in. `between`: the words of "tussen … en …".
    """

    sources: tuple[Source, ...] = Field(min_length=1)
    cues: tuple[str, ...]
    cue_phrases: tuple[str, ...] = ()
    home_words: tuple[str, ...]
    come_words: tuple[str, ...] = ()
    from_words: tuple[str, ...] = ()
    with_words: tuple[str, ...] = ()
    things: tuple[str, ...]
    countries: tuple[str, ...] = ()
    ordinary_words: tuple[str, ...]
    lookalikes: tuple[str, ...] = ()
    spellings: dict[str, str]
    provinces: dict[str, tuple[str, ...]] = {}
    region_words: tuple[str, ...] = ()
    areas: dict[str, tuple[str, ...]] = {}
    between: tuple[str, str]
    postcodes: PostcodeWords
    regions: tuple[Region, ...] = Field(min_length=1)


class Coordinates(Strict):
    """coordinates.yaml: region code -> name of a place in it -> latitude and longitude in degrees."""

    sources: tuple[Source, ...] = Field(min_length=1)
    places: dict[str, dict[str, tuple[float, float]]] = Field(min_length=1)


class Service(Strict):
    """A place to go to: guidance (Werkcentrum, Taalhuis) or safety (112, 113). No `regions`: in the whole country."""

    id: str = Identifier
    fact_sheet: str = Field(pattern=r"^[GX]\d{2}$")
    name: str
    kind: Literal["guidance", "safety"]
    topics: tuple[str, ...] = Field(min_length=1)
    summary: str
    for_whom: str
    phone: str | None = Field(default=None, pattern=r"^[0-9 -]+$")
    url: str | None = Field(default=None, pattern=r"^https://[^\s]+$")
    hours: str | None = None
    regions: tuple[str, ...] = ()
    grade: ShownGrade
    ended: bool = False
    instead: str | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    verified: date


class FactValue(Strict):
    """An allowed value of a fact; `implies` are facts that follow from it (a cao lies in one sector)."""

    label: str
    sentence: str = ""  # how it is said to the person, where the sentence of the fact does not fit
    implies: dict[str, bool | str] = {}


class Bound(Strict):
    """What follows from a number that is large enough: at 30 there is no right to student finance any more."""

    at_least: float
    implies: dict[str, bool | str]


class Fact(Strict):
    """One thing the rules may ask about a person. The order in facts.yaml is the order of asking on a tie."""

    type: Literal["choice", "whole_number", "number", "yes_no"]
    label: str
    sentence: str = ""  # how it is said to the person, `{value}` in it; else the label and the value
    values: dict[str, FactValue] = {}
    values_from: Literal["sectors", "regions", "municipalities"] | None = None
    minimum: float = 0
    maximum: float = 1_000_000
    bounds: tuple[Bound, ...] = ()

    def values_by_label(self) -> dict[str, str]:
        """How a person reads a value, in lower case -> the value: "twente" -> AM05."""
        return {option.label.lower(): value for value, option in self.values.items()}

    @property
    def may_imply(self) -> set[str]:
        """The facts that some answer to this one settles."""
        followed = [*(value.implies for value in self.values.values()), *(bound.implies for bound in self.bounds)]
        return set[str]().union(*followed)

    def implied(self, value: object) -> dict[str, bool | str]:
        """The facts that follow from this answer."""
        option = self.values.get(str(value))
        found = dict(option.implies) if option else {}
        for bound in self.bounds:
            found |= bound.implies if isinstance(value, int | float) and value >= bound.at_least else {}
        return found


class Sector(Strict):
    """A sector with its Dutch name and how people call it."""

    id: str = Identifier
    name: str
    spoken: tuple[str, ...] = ()


class NotInForce(Strict):
    """Why a scheme is not in force on a day. `before` and `ended` take {date}."""

    before: str
    ended: str
    ended_some_day: str
    none: str


class TableWords(Strict):
    """The table of `python -m knowledge budgets`. Templates take {facts}, {amount}, or {title} and {date}."""

    verdicts: dict[Verdict, str]
    missing: str
    human: str
    amount: str
    source: str
    employer: str
    next_question: str
    nothing_open: str


class Wording(Strict):
    """wording.yaml: how the grade of a fact is told. Templates take {date}, {title} and {url}."""

    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    checked: dict[Grade, str]
    not_sure_now: str
    yes: str
    no: str
    not_in_force: NotInForce
    table: TableWords

    def day(self, on: date) -> str:
        """21 november 2026."""
        return f"{on.day} {self.months[on.month - 1]} {on.year}"

    def certainty(self, grade: Grade, on: date, title: str, url: str) -> str:
        """How sure a fact is, for people: "gecontroleerd op 21 november 2026", "volgens …, controleer op …"."""
        return self.checked[grade].format(date=self.day(on), title=title, url=url.removeprefix("https://"))

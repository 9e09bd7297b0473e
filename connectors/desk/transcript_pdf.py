"""A conversation on paper: the note first, then what was said, as PDF without a browser."""

from __future__ import annotations

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from connectors.desk.labels import Labels
from connectors.desk.live_words import LiveWords
from guidance.desk_view import View
from guidance.notes import TRANSCRIPT

MARGIN = 18  # mm
FONT = "DejaVu"
MISSING = "□"  # for a letter the font does not have, such as most emoji


def make(view: View, account: str, labels: Labels, words: LiveWords, now: datetime) -> bytes:
    """The PDF of what the adviser with this account may see."""
    paper = _Paper(labels.paper["title"], labels.paper["made"].format(moment=labels.moment(now)))
    paper.heading(_who(view, labels))
    for reason in view.reasons:
        paper.text_line(labels.reason(reason).text)
    _note(paper, view, labels)
    _reaching(paper, view, account, labels, words)
    if view.facts:
        paper.heading(labels.paper["situation"])
        for name, value in labels.situation(view.facts):
            paper.pair(name, value)
    if view.looked_up:
        paper.heading(labels.paper["looked_up"])
        for found in view.looked_up:
            paper.pair(found.title, f"{found.detail} ({found.source}, {labels.day(found.checked_on)})")
    if view.answers:
        paper.heading(labels.paper["after"])
    for answer in view.answers:
        said = (f"{labels.talk[name]} {labels.talked(getattr(answer, name))}." for name in ("useful", "next_step"))
        paper.pair(labels.moment(answer.at), " ".join(said))
    paper.heading(labels.paper["said"])
    if view.hidden:
        paper.text_line(labels.paper["hidden_yet" if TRANSCRIPT in view.tells else "hidden"])
    for spoken in view.lines:
        name = spoken.body.get("name") or labels.paper[spoken.sender]
        text = labels.paper["redacted"] if spoken.body.get("redacted") else spoken.text
        beside = (f"{title}: {told}" if title else told for title, told in labels.beside(spoken))
        paper.said(f"{name}, {labels.moment(spoken.at)}", "\n".join([text, *beside]))
    return bytes(paper.output())


def _who(view: View, labels: Labels) -> str:
    known = (view.accepted and view.agreed) or view.summary.booking
    return (view.summary.name if known else None) or labels.nameless


def _note(paper: _Paper, view: View, labels: Labels) -> None:
    paper.heading(labels.paper["note"])
    if not view.agreed:
        paper.text_line(labels.paper["no_note"])
    for line in view.note:
        paper.pair(f"{line.label} ({labels.paper['own']})" if line.own else line.label, line.text)


def _reaching(paper: _Paper, view: View, account: str, labels: Labels, words: LiveWords) -> None:
    """The appointment, when to call, and where."""
    if booking := view.summary.booking:
        paper.heading(labels.paper["booking"])
        how = ", ".join(filter(None, [labels.media.get(booking.medium, booking.medium), booking.place]))
        told = {"moment": labels.moment(booking.starts_at), "how": how, "adviser": booking.adviser.name}
        status = labels.booking_status.get(booking.status, booking.status)
        paper.text_line(labels.paper["booked"].format(**told, status=status, reference=booking.reference))
    if view.call:
        paper.text_line(words.call(*view.call))
    if contact := view.contact(account):
        paper.pair(labels.paper["contact"], contact)


class _Paper(FPDF):
    """A4 with a plain head and page numbers."""

    def __init__(self, title: str, made: str) -> None:
        super().__init__(format="A4")
        self._made = made
        self.set_title(title)
        self.set_lang("nl")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font(FONT, style, _fonts() / file)
        self.add_page()
        self.set_font(FONT, "B", 18)
        self._write(title, 10)

    def footer(self) -> None:
        """When it was made, and which page this is."""
        self.set_y(-MARGIN + 4)
        self.set_font(FONT, "", 8)
        self.cell(0, 5, f"{self._made}  ·  {self.page_no()}")

    def heading(self, text: str) -> None:
        """A heading with room above it."""
        self.ln(3)
        self.set_font(FONT, "B", 13)
        self._write(text, 8)

    def text_line(self, text: str) -> None:
        """A line of text."""
        self.set_font(FONT, "", 10)
        self._write(text, 5.5)

    def pair(self, name: str, text: str) -> None:
        """A name and what belongs to it."""
        self.set_font(FONT, "B", 10)
        self._write(name, 5.5)
        self.text_line(text)
        self.ln(1)

    def said(self, who: str, text: str) -> None:
        """Who said it when, and what."""
        self.set_font(FONT, "B", 9)
        self._write(who, 5)
        self.text_line(text)
        self.ln(1.5)

    def _write(self, text: str, height: float) -> None:
        font = self.fonts[self.font_family + self.font_style]
        known = font.cmap if isinstance(font, TTFFont) else {}
        shown = "".join(letter if letter == "\n" or ord(letter) in known else MISSING for letter in text)
        self.multi_cell(0, height, shown, new_x="LMARGIN", new_y="NEXT")


def _fonts() -> Path:
    """The fonts that come with a library of ours: the built-in ones of PDF lack letters that names need."""
    found = find_spec("matplotlib")
    assert found is not None and found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"

// The list of messages: who said what, choices, days, typing, and where the scroll stands.
import { card, el, hidden, icon, prose } from "./cards.js";
import { NL, fill } from "./strings.js";

const TYPING_WAIT = 350; // ms; quicker answers show no dots
const NEAR_END = 60; // px from the end that still count as "reading along"
const DOWN = ["M12 5v14", "M6 13l6 6 6-6"];

export class Log {
  /** press(button) is called once for every choice a person makes. */
  constructor(press) {
    this.press = press;
    this.followed = true;
    this.name = NL.name;
    this.dots = el("div", { class: "dots", "aria-hidden": "true", hidden: true }, el("i"), el("i"), el("i"));
    // Not yet live: what is loaded from before must not be read out as if it were new.
    this.list = el("div", { class: "log", role: "log", "aria-live": "off", "aria-label": NL.log, tabindex: "0" }, this.dots);
    this.latest = el("button", {
      type: "button", class: "icon latest", "aria-label": NL.latest, title: NL.latest, hidden: true, onclick: () => this.toEnd(),
    }, icon(...DOWN));
    this.list.addEventListener("scroll", () => this.look(), { passive: true });
    // A keyboard, a banner or a turned phone takes room: who was reading along stays along.
    new ResizeObserver(() => (this.followed ? this.toTurn() : this.look())).observe(this.list);
    this.node = el("div", { class: "talk" }, this.list, this.latest);
  }

  get empty() {
    return this.list.children.length === 1;
  }

  clear() {
    this.list.setAttribute("aria-live", "off");
    this.list.replaceChildren(this.dots);
    this.day = this.asked = this.anchor = null;
    this.typing(false);
  }

  /** Shows what was said before, then switches the announcements on. */
  load(messages, whole) {
    if (whole) this.clear();
    for (const message of messages) {
      // After a lost connection a line of our own may come back from the server: it arrived.
      if (this.holds(message.id)) this.sent(message.id);
      else this.add(message, message.id);
    }
    this.toEnd();
    clearTimeout(this.live);
    this.live = setTimeout(() => this.list.setAttribute("aria-live", "polite"), 300);
  }

  /** One message {sender, text, buttons?, cards?, kind?, at?}; returns its element. */
  add({ sender = "bot", text = "", buttons = [], cards = [], kind = "text", at, name = "" }, id = null) {
    const along = this.along;
    // "This takes longer" is over when something else is said, also by a human.
    if (sender !== "person" && kind !== "wait") for (const over of this.list.querySelectorAll(".wait")) over.remove();
    const human = name ? fill(NL.adviserNamed, { name }) : NL.adviser;
    const who = { person: NL.you, adviser: human, desk: NL.from }[sender] ?? this.name;
    this.divide(at);
    const slots = cards.find((body) => body.type === "slots");
    const [rich, plain] = slots ? pair(slots.items ?? [], buttons) : [[], buttons];
    const node = el("div", { class: `message ${sender} ${kind}${this.list.getAttribute("aria-live") === "polite" ? " new" : ""}`, "data-id": id },
      sender === "adviser" ? el("p", { class: "sender" }, who) : hidden(fill(NL.says, { who })),
      text ? el("div", { class: "bubble" }, el("p", {}, ...prose(text))) : null,
      ...cards.filter((body) => body !== slots || !rich.length).map(card));
    this.choices(node, [...rich, ...plain.map((button) => ({ button }))]);
    this.dots.before(node);
    if (sender === "person") {
      this.anchor = node;
      this.settle(node);
      if (this.asked?.has(text)) this.asked.get(text)();
    }
    if (along || sender === "person") this.toTurn();
    else this.look();
    return node;
  }

  /** What the person just did: on its way until sent(id). */
  mine(text, id) {
    const node = this.add({ sender: "person", text, at: new Date().toISOString() }, id);
    node.classList.add("pending");
    node.append(el("p", { class: "note" }, NL.pending));
    this.toTurn();
  }

  sent(id) {
    const node = this.find(id);
    node?.classList.remove("pending");
    node?.querySelector(".note")?.remove();
  }

  /** The server will not take it, also not later. */
  lost(id) {
    const node = this.find(id);
    node?.classList.replace("pending", "lost");
    node?.querySelector(".note")?.replaceChildren(NL.lost);
  }

  holds(id) {
    return Boolean(this.find(id));
  }

  find(id) {
    return id ? this.list.querySelector(`[data-id="${CSS.escape(id)}"]`) : null;
  }

  /** What was offered before this message is answered by it: it steps back, and can still be pressed. */
  settle(said) {
    for (const offered of this.list.querySelectorAll(".choices:not(.settled)")) {
      if (said.compareDocumentPosition(offered) & Node.DOCUMENT_POSITION_PRECEDING) offered.classList.add("settled");
    }
  }

  choices(node, all) {
    if (!all.length) return;
    const made = new Map();
    const use = (chosen) => {
      for (const one of made.values()) one.node.setAttribute("aria-disabled", "true");
      chosen.node.classList.add("chosen");
      chosen.node.append(hidden(` ${NL.chosen}`));
      if (this.asked === uses) this.asked = null;
    };
    const uses = new Map();
    for (const { button, item } of all) {
      const one = { node: el("button", { type: "button" }, hidden(NL.choice)), day: null };
      const [, day, time, how] = button.title.match(new RegExp(NL.moment)) ?? [];
      if (day) {
        one.day = day;
        one.node.append(hidden(`${day} ${NL.at} `), el("span", {}, time), ...(how ? [el("small", {}, how)] : []));
      } else one.node.append(el("span", {}, button.title));
      if (item?.text) one.node.append(el("small", {}, item.text));
      if (item?.detail) one.node.append(el("small", {}, item.detail));
      one.node.addEventListener("click", () => {
        if (one.node.getAttribute("aria-disabled")) return;
        use(one);
        this.press(button);
      });
      made.set(button.title, one);
      uses.set(button.title, () => use(one));
    }
    node.append(el("div", { class: "choices", role: "group", "aria-label": NL.choices }, ...byDay([...made.values()])));
    this.asked = uses;
  }

  /** A line with the day where a new day starts; nothing on the first day when that is today. */
  divide(at) {
    const date = at ? new Date(at) : new Date();
    const day = date.toDateString();
    if (Number.isNaN(date.getTime()) || day === this.day) return;
    const first = !this.day;
    this.day = day;
    const now = new Date();
    const today = day === now.toDateString();
    if (first && today) return;
    now.setDate(now.getDate() - 1);
    const long = date.toLocaleDateString("nl-NL", { weekday: "long", day: "numeric", month: "long" });
    this.dots.before(el("p", { class: "day" }, today ? NL.today : day === now.toDateString() ? NL.yesterday : long));
  }

  typing(on) {
    clearTimeout(this.soon);
    if (!on) {
      this.dots.hidden = true;
      return;
    }
    this.soon = setTimeout(() => {
      const along = this.followed;
      this.dots.hidden = false;
      if (along) this.toTurn();
    }, TYPING_WAIT);
  }

  // --- where the scroll stands --------------------------------------------------------------------------------------

  get along() {
    return this.left < NEAR_END || Math.abs(this.list.scrollTop - this.turned) < 2;
  }

  get left() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.look();
  }

  /** To the end, but never past the person's own last message: a long answer is read from its start, as is the opening. */
  toTurn() {
    if (getComputedStyle(this.list).overflowY === "visible") {
      // On a very low screen the whole panel scrolls.
      (this.anchor ?? this.list.firstChild).scrollIntoView({ block: "start" });
      return;
    }
    const top = this.anchor ? this.anchor.offsetTop - 12 : 0;
    this.list.scrollTop = Math.min(this.list.scrollHeight - this.list.clientHeight, top);
    this.turned = this.list.scrollTop;
    this.look();
  }

  look() {
    this.latest.hidden = this.left < NEAR_END;
    this.followed = this.along;
  }
}

/** The buttons; moments stand under their day, so that the eye finds day and time at once. */
function byDay(all) {
  const days = new Map();
  const nodes = [];
  for (const { node, day } of all) {
    if (!day) {
      nodes.push(node);
      continue;
    }
    if (!days.has(day)) {
      days.set(day, el("div", { class: "slots" }, el("p", { class: "day", "aria-hidden": "true" }, day)));
      nodes.push(days.get(day));
    }
    days.get(day).append(node);
  }
  return nodes;
}

/** Slot items that have a button of the same name, and the buttons that are left. */
function pair(items, buttons) {
  const rich = items
    .map((item) => ({ item, button: buttons.find((button) => button.title === (item.title ?? item.name)) }))
    .filter((one) => one.button);
  return [rich, buttons.filter((button) => !rich.some((one) => one.button === button))];
}

// <bijsturen-chat>: the launcher, the panel and its keyboard. The line is transport.js, the messages are log.js.
import { about } from "./about.js";
import { el, hidden, icon } from "./cards.js";
import { Log } from "./log.js";
import { NL, fill } from "./strings.js";
import { Transport } from "./transport.js";

const LIMIT = 1000; // characters in one message, as the server counts them
const NEAR = 900; // from here the counter shows
const BUSY_WAIT = 5000; // ms; after this the wait is said in words
const OFFLINE_WAIT = 1200; // ms; a hiccup that mends itself is not worth a banner
const TYPES = 3000; // ms between two signs to a human that the person types
const ROWS = 5; // the field grows up to this many lines
const SMALL = "(max-width: 40em), (max-height: 26em)"; // then the panel fills the screen
const ICONS = {
  chat: ["M4 5h16v11H11l-5 4v-4H4z", "M8 9h8", "M8 12h5"],
  person: ["M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z", "M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"],
  about: ["M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z", "M12 11v6", "M12 7.2v.1"],
  restart: ["M19 12a7 7 0 1 1-2.1-5", "M19 3v5h-5"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  send: ["M4 12h15", "M13 6l6 6-6 6"],
};

let home; // the address the widget's files and its server share

class BijsturenChat extends HTMLElement {
  static observedAttributes = ["name", "greeting", "open"];

  connectedCallback() {
    if (!this.line) {
      this.small = matchMedia(SMALL);
      this.unread = 0;
      this.build();
      this.line = new Transport(home);
      this.listen();
    }
    this.small.addEventListener("change", this.reshape);
    // A panel that fills a phone opens when asked, never by itself.
    if (this.small.matches) this.removeAttribute("open");
    this.place();
    if (this.inline || this.hasAttribute("open")) this.show(true, false);
    else if (this.line.known) this.line.start();
  }

  disconnectedCallback() {
    this.small.removeEventListener("change", this.reshape);
    this.line.stop();
  }

  attributeChangedCallback(attribute) {
    if (!this.line) return;
    if (attribute === "open") this.show(this.inline || this.hasAttribute("open"));
    else this.label();
  }

  get inline() {
    return this.hasAttribute("inline") && !this.small.matches;
  }

  build() {
    const tool = (kind, text, onclick) =>
      el("button", { type: "button", class: `icon ${kind}`, "aria-label": text, title: text, onclick }, icon(...ICONS[kind]));
    this.words = el("span");
    this.badge = el("span", { class: "badge", hidden: true });
    this.launcher = el("button", {
      type: "button", class: "launcher", "aria-haspopup": "dialog", onclick: () => this.setAttribute("open", ""),
    }, icon(...ICONS.chat), this.words, this.badge);

    this.heading = el("h2", { id: "name", tabindex: "-1" });
    const told = about(ICONS.close);
    const info = tool("about", NL.about.title, () => told.showModal());
    info.setAttribute("aria-haspopup", "dialog");
    this.again = tool("restart", NL.restart, () => this.doubt(true));
    this.away = tool("close", NL.close, () => this.removeAttribute("open"));
    const human = el("button", { type: "button", class: "human", onclick: () => this.act({ type: "ask_human" }, NL.human) },
      icon(...ICONS.person), NL.human);
    const header = el("header", {}, el("div", { class: "who" }, this.heading, (this.what = el("p", {}, NL.what))),
      el("div", { class: "tools" }, info, this.again, this.away), human);

    this.log = new Log((button) => this.act({ type: "button", token: button.token, title: button.title }, button.title));
    this.status = el("p", { class: "unseen", role: "status" });
    this.banner = el("div", { class: "banner", hidden: true }, el("p", {}, NL.offline),
      el("button", { type: "button", onclick: () => this.line.wake() }, NL.retry));

    this.calm = el("button", { type: "button", onclick: () => this.doubt(false) }, NL.restartNo);
    this.sure = el("div", { class: "sure", role: "alertdialog", "aria-labelledby": "sure", "aria-describedby": "sure-text", hidden: true },
      el("h3", { id: "sure" }, NL.restartTitle), el("p", { id: "sure-text" }, NL.restartText),
      el("div", { class: "row" },
        el("button", { type: "button", class: "strong", onclick: () => this.restart() }, NL.restartYes), this.calm));

    this.counter = el("p", { id: "counter", class: "counter", hidden: true });
    this.input = el("textarea", {
      id: "input", rows: "1", placeholder: NL.placeholder, autocomplete: "off", enterkeyhint: "send", "aria-describedby": "counter",
      oninput: () => {
        this.measure();
        this.tellTyping();
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
      },
    });
    this.form = el("form", { novalidate: true, onsubmit: (event) => this.submit(event) },
      el("label", { for: "input", class: "unseen" }, NL.input), this.input,
      el("button", { class: "send", "aria-label": NL.send, title: NL.send }, icon(...ICONS.send)), this.counter);

    const back = (event) => {
      event.preventDefault();
      if (!this.sure.hidden) this.doubt(false);
      else if (!this.inline) this.removeAttribute("open");
    };
    this.panel = el("dialog", {
      "aria-labelledby": "name", oncancel: back, onkeydown: (event) => event.key === "Escape" && back(event),
    }, header, this.log.node, this.banner, this.status, this.sure, this.form);

    const sheet = el("link", { rel: "stylesheet", href: new URL("widget.css", home).href });
    this.root = el("div", { class: "root", lang: "nl", hidden: true }, this.launcher, this.panel, told);
    // Shown once styled; if the stylesheet cannot be had, a plain chat is better than none.
    for (const event of ["load", "error"]) {
      sheet.addEventListener(event, () => {
        this.root.hidden = false;
        this.log.toEnd();
      });
    }
    this.attachShadow({ mode: "open" }).append(sheet, this.root);
    this.label();
  }

  listen() {
    const on = (event, handle) => this.line.addEventListener(event, ({ detail }) => handle(detail));
    on("history", ({ messages, whole }) => this.history(messages, whole));
    on("message", (message) => this.take(message));
    on("received", ({ id }) => this.log.sent(id));
    on("typing", (typing) => this.typing(typing.on));
    on("refused", ({ text, id, lost }) => {
      this.typing(false);
      if (lost) this.log.lost(id);
      this.log.add({ text, kind: "notice" });
    });
    on("connection", ({ state }) => this.connection(state));
    on("resumed", () => this.say(NL.resumed));
    on("restarted", () => {
      this.log.clear();
      this.speaks(null);
      this.count(0);
    });
    this.reshape = () => {
      const focused = this.shadowRoot.activeElement;
      const open = this.inline || this.hasAttribute("open") || (this.panel.open && Boolean(focused));
      if (this.panel.open) this.panel.close();
      this.place();
      this.show(open, false);
      this.toggleAttribute("open", open && !this.inline);
      focused?.focus();
    };
    // A phone's keyboard covers part of the screen: the panel fills what is left.
    const sheet = globalThis.visualViewport && "adoptedStyleSheets" in this.shadowRoot ? new CSSStyleSheet() : null;
    if (!sheet) return;
    this.shadowRoot.adoptedStyleSheets = [sheet];
    visualViewport.addEventListener("resize", () => {
      if (this.small.matches && visualViewport.scale === 1) sheet.replaceSync(`:host { --height: ${visualViewport.height}px }`);
    });
  }

  // --- opening and closing ------------------------------------------------------------------------------------------

  place() {
    this.root.classList.toggle("inline", this.inline);
    this.away.hidden = this.inline;
    this.launcher.hidden = this.inline || this.panel.open;
  }

  show(open, focus = true) {
    if (open === this.panel.open) return;
    if (open) {
      if (this.small.matches) this.panel.showModal();
      else this.panel.setAttribute("open", ""); // show() would pull the focus to the chat while the page loads
      this.line.start();
      this.line.markRead();
      this.count(0);
      this.log.toEnd();
      // On a touch screen the field would bring up the keyboard, over the first message.
      if (focus || this.small.matches) (matchMedia("(pointer: coarse)").matches ? this.heading : this.input).focus();
    } else {
      this.doubt(false);
      this.panel.close();
    }
    this.place();
    if (!open && focus) this.launcher.focus();
  }

  label() {
    this.log.name = this.heading.textContent = this.getAttribute("name") || NL.name;
    this.words.textContent = this.getAttribute("greeting") || NL.greeting;
  }

  count(unread) {
    this.unread = unread;
    this.badge.hidden = !unread;
    const text = unread === 1 ? NL.unreadOne : fill(NL.unreadMany, { n: unread });
    this.badge.replaceChildren(...(unread ? [el("span", { "aria-hidden": "true" }, unread), hidden(` ${text}`)] : []));
  }

  // --- what comes in ------------------------------------------------------------------------------------------------

  history(messages, whole) {
    const known = this.line.readUpTo;
    this.log.load(messages, whole);
    for (const message of messages) this.turns(message);
    for (const item of this.line.pending) {
      if (!this.log.holds(item.id)) this.log.mine(item.text ?? item.title ?? NL.human, item.id);
    }
    if (this.panel.open) this.line.markRead();
    else this.count((whole ? 0 : this.unread) + messages.filter((message) => message.seq > known).length);
  }

  take(message) {
    if (message.sender === "person") {
      // Said in another tab of the same conversation.
      if (!this.log.holds(message.id)) this.log.add(message, message.id);
      return;
    }
    this.typing(false);
    this.log.add(message);
    this.turns(message);
    if (this.panel.open) this.line.markRead();
    else this.count(this.unread + 1);
  }

  typing(on) {
    clearTimeout(this.busy);
    this.log.typing(on);
    if (on && this.human) this.say(fill(NL.typing, { name: this.human }));
    else if (on) this.busy = setTimeout(() => this.say(NL.busy), BUSY_WAIT);
  }

  /** Who has the word follows from what is announced, also when it is read back later. */
  turns({ kind, name }) {
    if (kind === "claimed") this.speaks(name);
    else if (kind === "released" || kind === "closed") this.speaks(null);
  }

  speaks(name) {
    this.human = name;
    this.what.textContent = name ? fill(NL.whatHuman, { name }) : NL.what;
    this.root.classList.toggle("human", Boolean(name));
  }

  tellTyping() {
    if (!this.human || Date.now() - (this.toldTyping ?? 0) < TYPES) return;
    this.toldTyping = Date.now();
    this.line.put({ type: "typing" });
  }

  connection(state) {
    if (state === "online") {
      clearTimeout(this.doubtful);
      this.doubtful = null;
      if (!this.banner.hidden) this.say(NL.online);
      this.banner.hidden = true;
      this.root.classList.remove("offline");
      return;
    }
    this.typing(false);
    this.doubtful ??= setTimeout(() => {
      this.banner.hidden = false;
      this.root.classList.add("offline");
      this.say(NL.offline);
    }, OFFLINE_WAIT);
  }

  say(text) {
    this.status.textContent = text;
  }

  // --- what the person does -----------------------------------------------------------------------------------------

  act(body, text) {
    this.log.mine(text, this.line.send(body));
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text || [...text].length > LIMIT) {
      this.measure();
      this.input.focus();
      return;
    }
    this.act({ type: "message", text }, text);
    this.input.value = "";
    this.measure();
    this.input.focus();
  }

  /** Lets the field grow with its text and counts what is left. */
  measure() {
    this.input.rows = 1;
    while (this.input.rows < ROWS && this.input.scrollHeight > this.input.clientHeight) this.input.rows += 1;
    const length = [...this.input.value.trim()].length;
    const text = length > LIMIT ? fill(NL.over, { n: length - LIMIT }) : fill(NL.left, { n: LIMIT - length });
    const was = this.counter.className;
    this.counter.hidden = length < NEAR;
    this.counter.textContent = this.counter.hidden ? "" : text;
    this.counter.className = length > LIMIT ? "counter over" : "counter";
    this.input.setAttribute("aria-invalid", String(length > LIMIT));
    if (was !== this.counter.className && length > LIMIT) this.say(text);
  }

  doubt(on) {
    if (this.sure.hidden !== on) return;
    this.sure.hidden = !on;
    this.form.hidden = on;
    (on ? this.calm : this.again).focus();
  }

  restart() {
    this.sure.hidden = true;
    this.form.hidden = false;
    this.line.restart();
    this.input.focus();
  }
}

/** Makes the element known to the page; base is the address of the server, ending in "/". */
export function define(base) {
  home = base;
  if (!customElements.get("bijsturen-chat")) customElements.define("bijsturen-chat", BijsturenChat);
}

// <bijsturen-chat>: the launcher, the panel and its keyboard. The line is transport.js, the messages are log.js.
import { about } from "./about.js";
import { el, icon, prose } from "./cards.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";
import { menu } from "./menu.js";
import { ownData } from "./own_data.js";
import { NL, fill, speak } from "./strings.js";
import { Transport } from "./transport.js";
import { Unread } from "./unread.js";

const BUSY_WAIT = 5000; // ms; after this the wait is said in words
const OFFLINE_WAIT = 1200; // ms; a hiccup that mends itself is not worth a banner
const TYPES = 3000; // ms between two signs to a human that the person types
const SMALL = "(max-width: 40em), (max-height: 26em)"; // then the panel fills the screen
const ICONS = {
  chat: ["M4 5h16v11H11l-5 4v-4H4z", "M8 9h8", "M8 12h5"],
  close: ["M6 6l12 12", "M18 6L6 18"],
};

let home; // the address the widget's files and its server share

class BijsturenChat extends HTMLElement {
  static observedAttributes = ["name", "greeting", "open"];

  async connectedCallback() {
    await (this.ready ??= this.prepare());
    if (!this.isConnected) return;
    this.small.addEventListener("change", this.reshape);
    document.addEventListener("visibilitychange", this.seen);
    // A panel that fills a phone opens when asked, never by itself.
    if (this.small.matches) this.removeAttribute("open");
    this.place();
    if (this.inline || this.hasAttribute("open")) this.show(true, false);
    else if (this.line.known) this.line.start();
  }

  async prepare() {
    this.small = matchMedia(SMALL);
    this.language = await speak((this.getAttribute("languages") || "nl").toLowerCase().split(/[\s,]+/));
    this.line = new Transport(home);
    this.build();
    this.listen();
  }

  disconnectedCallback() {
    if (!this.panel) return;
    this.small.removeEventListener("change", this.reshape);
    document.removeEventListener("visibilitychange", this.seen);
    this.line.stop();
  }

  attributeChangedCallback(attribute) {
    if (!this.panel) return;
    if (attribute === "open") this.show(this.inline || this.hasAttribute("open"));
    else this.label();
  }

  get inline() {
    return this.hasAttribute("inline") && !this.small.matches;
  }

  build() {
    this.unread = new Unread();
    this.words = el("span");
    this.launcher = el("button", {
      type: "button", class: "launcher", "aria-haspopup": "dialog", onclick: () => this.setAttribute("open", ""),
    }, icon(...ICONS.chat), this.words, this.unread.badge);

    this.root = el("div", { class: "root", lang: this.language, hidden: true });
    this.status = el("p", { class: "unseen", role: "status" });
    const say = (text) => this.say(text);
    const told = about(home);
    const mine = ownData(this.line, () => this.act({ type: "message", text: NL.ownData.inTalk }, NL.ownData.inTalk), () => this.wiped());
    this.heading = el("h2", { id: "name", tabindex: "-1" });
    this.more = menu(home.host, this.root, say, [
      [NL.about.title, told.open, true],
      [NL.ownData.title, () => mine.reveal(), true],
      [NL.restart, () => this.doubt(true), true],
    ]);
    this.away = el("button", {
      type: "button", class: "icon close", "aria-label": NL.close, title: NL.close, onclick: () => this.removeAttribute("open"),
    }, icon(...ICONS.close));
    const human = el("button", {
      type: "button", class: "human", "aria-label": NL.human, title: NL.human, onclick: () => this.act({ type: "ask_human" }, NL.human),
    }, NL.humanShort);
    const header = el("header", {}, el("div", { class: "who" }, this.heading, (this.what = el("p", {}, NL.what))), human, this.more.node, this.away);

    this.log = new Log((button) => this.act({ type: "button", token: button.token, title: button.title }, button.title));
    this.log.node.lang = "nl";
    this.reason = el("p");
    this.banner = el("div", { class: "banner", hidden: true }, this.reason,
      el("button", { type: "button", onclick: () => this.line.wake() }, NL.retry));

    this.calm = el("button", { type: "button", onclick: () => this.doubt(false) }, NL.restartNo);
    this.sure = el("div", { class: "sure", role: "alertdialog", "aria-labelledby": "sure", "aria-describedby": "sure-text", hidden: true },
      el("h3", { id: "sure" }, NL.restartTitle), el("p", { id: "sure-text" }, NL.restartText),
      el("div", { class: "row" },
        el("button", { type: "button", class: "strong", onclick: () => this.restart() }, NL.restartYes), this.calm));
    this.composer = new Composer((text) => this.act({ type: "message", text }, text), say, () => this.tellTyping());
    this.input = this.composer.input;

    const back = (event) => {
      if (event.target !== this.panel && event.type === "cancel") return; // of a window in the panel
      event.preventDefault();
      if (!this.sure.hidden) this.doubt(false);
      else if (!this.inline) this.removeAttribute("open");
    };
    this.panel = el("dialog", {
      "aria-labelledby": "name", oncancel: back, onkeydown: (event) => event.key === "Escape" && back(event),
    }, header, this.log.node, this.banner, this.status, this.sure, this.composer.node);

    const sheet = el("link", { rel: "stylesheet", href: new URL("widget.css", home).href });
    this.root.append(this.launcher, this.unread.status, this.panel, told.node, mine);
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
    on("connection", ({ state, text }) => this.connection(state, text));
    on("resumed", () => this.say(NL.resumed));
    on("read", () => this.unread.set(0));
    on("restarted", () => {
      this.log.clear();
      this.speaks(null);
      this.unread.set(0);
    });
    this.seen = () => this.reading && this.haveRead();
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
      this.haveRead();
      this.log.toEnd();
      // On a touch screen the field would bring up the keyboard, over the first message.
      if (focus || this.small.matches) (matchMedia("(pointer: coarse)").matches ? this.heading : this.input).focus();
    } else {
      this.doubt(false);
      this.more.close();
      this.panel.close();
    }
    this.place();
    if (!open && focus) this.launcher.focus();
  }

  label() {
    this.log.name = this.heading.textContent = this.getAttribute("name") || NL.name;
    this.words.textContent = this.getAttribute("greeting") || NL.greeting;
  }

  get reading() {
    return this.panel.open && !document.hidden;
  }

  haveRead() {
    this.line.markRead();
    this.unread.set(0);
  }

  // --- what comes in ------------------------------------------------------------------------------------------------

  history(messages, whole) {
    const known = this.line.readUpTo;
    this.log.load(messages, whole);
    for (const message of messages) this.turns(message);
    for (const item of this.line.pending) {
      if (!this.log.holds(item.id)) this.log.mine(item.text ?? item.title ?? NL.human, item.id);
    }
    if (whole) this.unread.set(0);
    if (this.reading) this.line.markRead();
    else this.unread.add(messages.filter((message) => message.seq > known && message.kind !== "wait").length);
  }

  take(message) {
    if (message.sender === "person") {
      // Said in another tab of the same conversation; or said there and sent by both.
      if (this.log.holds(message.id)) this.log.sent(message.id);
      else this.log.add(message, message.id);
      return;
    }
    this.typing(false);
    this.log.add(message);
    this.turns(message);
    if (this.reading) this.line.markRead();
    // Not new: what another tab was quicker with, and read; and a notice that will not be there any more.
    else if (message.seq > this.line.readUpTo && message.kind !== "wait") this.unread.add(1);
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
  }

  tellTyping() {
    if (!this.human || Date.now() - (this.toldTyping ?? 0) < TYPES) return;
    this.toldTyping = Date.now();
    this.line.put({ type: "typing" });
  }

  connection(state, text) {
    if (state === "online") {
      clearTimeout(this.doubtful);
      this.doubtful = null;
      if (!this.banner.hidden) this.say(NL.online);
      this.banner.hidden = true;
      this.root.classList.remove("offline");
      return;
    }
    this.typing(false);
    this.because = text;
    this.doubtful ??= setTimeout(() => {
      const told = `${this.because ?? (navigator.onLine ? NL.offline : NL.noNetwork)} ${this.elsewhere()}`.trim();
      this.reason.replaceChildren(...prose(told));
      this.banner.hidden = false;
      this.root.classList.add("offline");
      this.say(told);
    }, OFFLINE_WAIT);
  }

  /** Where a human is when we cannot be reached: what the server told last, else what the page says. */
  elsewhere() {
    const { phone = null, hours, site } = this.line.about.human ?? {};
    const number = phone || this.getAttribute("phone");
    if (number) return fill(hours ? NL.callHours : NL.call, { phone: number, hours });
    return site ? fill(NL.visit, { site: site.replace(/^https:\/\/(www\.)?/, "") }) : "";
  }

  say(text) {
    this.status.textContent = text;
  }

  // --- what the person does -----------------------------------------------------------------------------------------

  act(body, text) {
    this.log.mine(text, this.line.send(body));
  }

  doubt(on) {
    if (this.sure.hidden !== on) return;
    this.sure.hidden = !on;
    this.composer.node.hidden = on;
    (on ? this.calm : this.more.button).focus();
  }

  restart() {
    this.sure.hidden = true;
    this.composer.node.hidden = false;
    this.line.restart();
    this.input.focus();
  }

  wiped() {
    this.line.restart();
    this.say(NL.ownData.wiped);
    this.input.focus();
  }
}

/** Makes the element known to the page; base is the address of the server, ending in "/". */
export function define(base) {
  home = base;
  if (!customElements.get("bijsturen-chat")) customElements.define("bijsturen-chat", BijsturenChat);
}

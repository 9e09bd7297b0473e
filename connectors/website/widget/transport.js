// The talk with the server: session, line, outbox, replay. Knows nothing about the page.
import { PollingLine, SocketLine } from "./line.js";
import { Outbox } from "./outbox.js";
import { KEY, Store } from "./store.js";

const FIRST_WAIT = 500; // ms before the first new attempt; doubles up to LAST_WAIT
const LAST_WAIT = 20_000;
const ANSWER_WAIT = 10_000; // an unconfirmed message, or a line without any answer, after this many ms is a dead line
const AGAIN_WAIT = 2_000; // ms before what was refused for now is sent again; what came after it waits as long
const SOCKET_CHANCES = 2; // sockets in a row that may fail before the line goes over to polling
// Refusals that a second try cannot mend; after any other the message stays in the outbox.
const FINAL = new Set(["empty", "too_long", "too_large", "not_understood"]);

/**
 * Events: history {messages, whole}, message {…}, received {id}, typing {on}, refused {text, id?, lost},
 * connection {state: "online"|"offline", text?}, restarted, resumed, read (in another tab).
 */
export class Transport extends EventTarget {
  constructor(base) {
    super();
    this.base = base;
    this.kept = new Store(`${KEY}:${base.host}`);
    this.outbox = new Outbox(`${KEY}:${base.host}:outbox`);
    this.told = new Store(`${KEY}:${base.host}:about`);
    this.seen = new Set();
    this.last = 0;
    this.wait = FIRST_WAIT;
    this.line = null;
    this.failed = 0; // sockets in a row on which nothing ever came
    this.running = false;
    this.wake = () => this.running && this.look();
    this.follow = (event) => this.running && event.key === this.kept.key && this.keepInStep(event);
  }

  get known() {
    return Boolean(this.kept.read()?.session);
  }

  get readUpTo() {
    return this.kept.read()?.read ?? 0;
  }

  /** What the server last told about itself: {human: {name, site, phone, hours}, keep_days}. */
  get about() {
    return this.told.read() ?? {};
  }

  markRead() {
    const kept = this.kept.read();
    if (kept && this.last > (kept.read ?? 0)) this.kept.write({ ...kept, read: this.last });
  }

  get pending() {
    return this.outbox.items;
  }

  start() {
    if (this.running) return;
    this.running = true;
    addEventListener("online", this.wake);
    addEventListener("pageshow", this.wake);
    addEventListener("storage", this.follow);
    document.addEventListener("visibilitychange", this.wake);
    this.connect();
  }

  stop() {
    this.running = false;
    removeEventListener("online", this.wake);
    removeEventListener("pageshow", this.wake);
    removeEventListener("storage", this.follow);
    document.removeEventListener("visibilitychange", this.wake);
    this.drop();
  }

  /** After sleep or another network a line may look alive and be dead: ask, and hang up when no answer comes. */
  look() {
    if (!this.line) this.connect();
    else if (this.online && !document.hidden) {
      this.put({ type: "hello", after: this.last });
      this.prove();
    }
  }

  /** What another tab of this browser did, this tab does too. */
  keepInStep({ oldValue }) {
    const kept = this.kept.read();
    if (!kept?.session) return; // the other tab is about to get a new one
    if (this.conversation && kept.conversation !== this.conversation) this.renew();
    else if (kept.read > (JSON.parse(oldValue)?.read ?? 0)) this.tell("read");
  }

  /** Forgets this conversation here and opens a new one. */
  restart() {
    this.kept.write(null);
    this.outbox.clear();
    this.renew();
  }

  /** Goes over to the conversation the person came back to; what is still in the outbox is said there. */
  resume({ session, conversation }) {
    this.kept.write({ session, conversation, read: 0 });
    this.put({ type: "left" });
    this.renew();
    this.tell("resumed");
  }

  renew() {
    this.drop();
    this.forget();
    this.connect();
  }

  forget() {
    this.seen.clear();
    this.last = 0;
    this.conversation = null;
    this.tell("restarted");
  }

  /** Puts something the person did in the outbox; it stays there until the server confirms its id. */
  send(body) {
    const { id } = this.outbox.add(body);
    this.post();
    return id;
  }

  /** Asks the server; the session goes along when there is one. Throws when there is no answer. */
  ask(method, path, body, session) {
    return fetch(new URL(path, this.base), {
      method,
      headers: { ...(body && { "Content-Type": "application/json" }), ...(session && { Authorization: `Bearer ${session}` }) },
      body: body && JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout?.(ANSWER_WAIT),
    });
  }

  /** The person's own data; DELETE removes it. Throws when that did not work. */
  async ownData(method = "GET") {
    const answer = await this.ask(method, "api/own-data", null, this.kept.read()?.session);
    if (!answer.ok) throw new Error(`own data: ${answer.status}`);
    return method === "GET" ? answer.json() : null;
  }

  tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  async connect() {
    clearTimeout(this.timer);
    const attempt = (this.attempt = Symbol("attempt"));
    const current = () => attempt === this.attempt && this.running;
    try {
      const opened = await this.session();
      if (!current()) return;
      this.keep(opened);
      this.open(opened.session);
      if (!this.asked) this.inform();
    } catch (error) {
      if (current()) this.later(undefined, error.told);
    }
  }

  /** A fresh session for the conversation we have, while the server still knows it; else a new one. */
  async session() {
    const kept = this.kept.read();
    let answer = await this.ask("POST", "api/session", kept?.session ? { session: kept.session } : {});
    if (answer.status === 401) answer = await this.ask("POST", "api/session", {}); // too old or wiped
    const body = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(`session: ${answer.status}`), { told: body.text });
    return body;
  }

  keep({ session, conversation }) {
    const kept = this.kept.read();
    if (kept && kept.conversation !== conversation) this.forget();
    this.conversation = conversation;
    this.kept.write({ session, conversation, read: kept?.conversation === conversation ? kept.read : 0 });
  }

  async inform() {
    this.asked = true;
    try {
      this.told.write(await (await this.ask("GET", "api/about")).json());
    } catch {
      this.asked = false;
    }
  }

  open(session) {
    const polling = this.failed >= SOCKET_CHANCES;
    const line = (this.line = new (polling ? PollingLine : SocketLine)(this.base, session));
    const mine = (handle) => ({ detail }) => this.line === line && handle(detail);
    line.addEventListener("open", mine(() => this.put({ type: "hello", after: this.last })));
    line.addEventListener("frame", mine((frame) => this.take(frame)));
    line.addEventListener("close", mine(() => this.broken()));
    this.polling = polling;
    this.prove();
  }

  prove() {
    clearTimeout(this.proof);
    this.proof = setTimeout(() => this.broken(), ANSWER_WAIT);
  }

  /** The line is gone. A socket that never gave anything counts; after polling a socket gets one more chance. */
  broken() {
    if (this.polling) this.failed = SOCKET_CHANCES - 1;
    else if (!this.online) this.failed += 1;
    this.drop();
    this.later();
  }

  take(body) {
    clearTimeout(this.proof);
    // The first answer to our hello proves that the line works both ways.
    if (!this.online) {
      this.online = true;
      this.wait = FIRST_WAIT;
      if (!this.polling) this.failed = 0;
      this.tell("connection", { state: "online" });
    }
    if (body.type === "history") {
      const whole = !this.last;
      this.tell("history", { messages: body.messages.filter((message) => this.note(message.seq)), whole });
      this.post();
      this.confirm();
    } else if (body.type === "message") {
      if (this.note(body.seq)) this.tell("message", body);
      this.confirm();
    } else if (body.type === "received") {
      this.done(body.id);
      this.tell("received", body);
    } else if (body.type === "resumed") {
      this.resume(body);
    } else if (body.type === "error") {
      const lost = Boolean(body.id) && FINAL.has(body.code);
      const again = body.id && body.id === this.refused;
      if (lost) this.done(body.id);
      else if (body.id) this.hold(body.id);
      if (!again) this.tell("refused", { ...body, lost });
    } else {
      this.tell(body.type, body);
    }
  }

  /** True when this sequence number is new to us (lines of the person carry none). */
  note(seq) {
    if (!seq) return true;
    if (this.seen.has(seq)) return false;
    this.seen.add(seq);
    this.last = Math.max(this.last, seq);
    return true;
  }

  done(id) {
    this.outbox.remove(id);
    if (id === this.posted) clearTimeout(this.watch);
    this.post();
  }

  /** Not now: the same again in a moment, and nothing that was said after it before that. */
  hold(id) {
    this.refused = id;
    clearTimeout(this.watch);
    clearTimeout(this.held);
    this.held = setTimeout(() => {
      this.held = this.posted = null;
      this.post();
    }, AGAIN_WAIT);
  }

  confirm() {
    if (this.last) this.put({ type: "ack", seq: this.last });
  }

  /** One at a time, the oldest first: what was said next goes when the server has confirmed this. */
  post() {
    const [item] = this.pending;
    if (!this.online || this.held || !item || item.id === this.posted) return;
    this.posted = item.id;
    this.put(item);
    clearTimeout(this.watch);
    this.watch = setTimeout(() => {
      this.drop();
      this.later(0);
    }, ANSWER_WAIT);
  }

  put(body) {
    this.line?.send(body);
  }

  drop() {
    for (const timer of [this.watch, this.timer, this.proof, this.held]) clearTimeout(timer);
    this.attempt = this.posted = this.held = null;
    this.online = false;
    const line = this.line;
    this.line = null;
    line?.close();
  }

  later(wait = this.wait * (0.75 + Math.random() / 2), text) {
    this.tell("connection", { state: "offline", text });
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
    if (this.running) this.timer = setTimeout(() => this.connect(), wait);
  }
}

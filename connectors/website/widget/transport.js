// The line to the server: session, socket, outbox, replay. Knows nothing about the page.

const FIRST_WAIT = 500; // ms before the first new attempt; doubles up to LAST_WAIT
const LAST_WAIT = 20_000;
const ANSWER_WAIT = 10_000; // an unconfirmed message after this many ms means a dead line
const KEY = "bijsturen";
// Refusals that a second try cannot mend; after any other the message stays in the outbox.
const FINAL = new Set(["empty", "too_long", "not_understood"]);

/** localStorage or sessionStorage as JSON; works from memory where the browser forbids storage. */
class Store {
  constructor(area, key) {
    this.area = area;
    this.key = key;
    this.memory = null;
  }

  read() {
    try {
      return JSON.parse(globalThis[this.area].getItem(this.key)) ?? this.memory;
    } catch {
      return this.memory;
    }
  }

  write(value) {
    this.memory = value;
    try {
      if (value === null) globalThis[this.area].removeItem(this.key);
      else globalThis[this.area].setItem(this.key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the conversation then lasts as long as the page.
    }
  }
}

/** A random id; crypto.randomUUID exists only on https and localhost. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Events: history {messages, whole}, message {…}, received {id}, typing {on}, refused {text, id?, lost},
 * connection {state: "online"|"offline"}, restarted, resumed.
 */
export class Transport extends EventTarget {
  constructor(base) {
    super();
    this.base = base;
    this.kept = new Store("localStorage", `${KEY}:${base.host}`);
    this.outbox = new Store("sessionStorage", `${KEY}:${base.host}:outbox`);
    this.seen = new Set();
    this.last = 0;
    this.wait = FIRST_WAIT;
    this.socket = null;
    this.running = false;
    this.wake = () => this.running && !this.socket && this.connect();
  }

  get known() {
    return Boolean(this.kept.read()?.session);
  }

  get readUpTo() {
    return this.kept.read()?.read ?? 0;
  }

  markRead() {
    const kept = this.kept.read();
    if (kept && this.last > (kept.read ?? 0)) this.kept.write({ ...kept, read: this.last });
  }

  get pending() {
    return this.outbox.read() ?? [];
  }

  start() {
    if (this.running) return;
    this.running = true;
    addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
    this.connect();
  }

  stop() {
    this.running = false;
    removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
    this.drop();
  }

  /** Forgets this conversation here and opens a new one. */
  restart() {
    this.kept.write(null);
    this.outbox.write(null);
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
    this.seen.clear();
    this.last = 0;
    this.tell("restarted");
    this.connect();
  }

  /** Puts something the person did in the outbox; it stays there until the server confirms its id. */
  send(body) {
    const item = { ...body, id: newId() };
    this.outbox.write([...this.pending, item]);
    this.post(item);
    return item.id;
  }

  tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  async connect() {
    clearTimeout(this.timer);
    const attempt = (this.attempt = Symbol("attempt"));
    try {
      const session = await this.session();
      if (attempt !== this.attempt || !this.running) return;
      this.open(session);
    } catch {
      if (attempt === this.attempt) this.later();
    }
  }

  /** The signed session: a fresh one for the conversation we have, while the server still knows it; else a new one. */
  async session() {
    const kept = this.kept.read();
    const ask = (body) => fetch(new URL("api/session", this.base), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout?.(ANSWER_WAIT),
    });
    let answer = await ask(kept?.session ? { session: kept.session } : {});
    if (answer.status === 401) answer = await ask({}); // too old or wiped
    if (!answer.ok) throw new Error(`session: ${answer.status}`);
    const { session, conversation } = await answer.json();
    if (kept && kept.conversation !== conversation) {
      this.seen.clear();
      this.last = 0;
      this.tell("restarted");
    }
    this.kept.write({ session, conversation, read: kept?.conversation === conversation ? kept.read : 0 });
    return session;
  }

  open(session) {
    const url = new URL("ws", this.base);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("session", session);
    const socket = (this.socket = new WebSocket(url));
    const mine = (handle) => (event) => this.socket === socket && handle(event);
    socket.addEventListener("open", mine(() => {
      this.put({ type: "hello", after: this.last });
    }));
    socket.addEventListener("message", mine((event) => this.take(JSON.parse(event.data))));
    socket.addEventListener("close", mine(() => {
      this.drop();
      this.later();
    }));
  }

  take(body) {
    // The first answer to our hello proves that the line works both ways.
    if (!this.online) {
      this.online = true;
      this.wait = FIRST_WAIT;
      this.tell("connection", { state: "online" });
    }
    if (body.type === "history") {
      const whole = !this.last;
      this.tell("history", { messages: body.messages.filter((message) => this.note(message.seq)), whole });
      for (const item of this.pending) this.post(item);
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
      if (lost) this.done(body.id);
      this.tell("refused", { ...body, lost });
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
    this.outbox.write(this.pending.filter((item) => item.id !== id));
    if (!this.pending.length) clearTimeout(this.watch);
  }

  confirm() {
    if (this.last) this.put({ type: "ack", seq: this.last });
  }

  post(item) {
    if (!this.online) return;
    this.put(item);
    clearTimeout(this.watch);
    this.watch = setTimeout(() => {
      this.drop();
      this.later(0);
    }, ANSWER_WAIT);
  }

  put(body) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(body));
  }

  drop() {
    clearTimeout(this.watch);
    clearTimeout(this.timer);
    this.attempt = null;
    this.online = false;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  later(wait = this.wait * (0.75 + Math.random() / 2)) {
    this.online = false;
    this.socket = null;
    this.tell("connection", { state: "offline" });
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
    if (this.running) this.timer = setTimeout(() => this.connect(), wait);
  }
}

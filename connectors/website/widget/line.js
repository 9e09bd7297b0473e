// Two ways to carry frames: a WebSocket, or long polling where something on the way lets no WebSocket through.
// Both tell "open", "frame" (detail: the frame) and "close", once.

class Line extends EventTarget {
  tell(type, detail) {
    if (this.over) return;
    this.over = type === "close";
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

export class SocketLine extends Line {
  constructor(base, session) {
    super();
    const url = new URL("ws", base);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    // Among the subprotocols: what stands in an address comes in the logs of web servers.
    this.socket = new WebSocket(url, ["bijsturen", session]);
    this.socket.addEventListener("open", () => this.tell("open"));
    this.socket.addEventListener("message", ({ data }) => this.tell("frame", JSON.parse(data)));
    this.socket.addEventListener("close", () => this.tell("close"));
  }

  send(frame) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  close() {
    this.over = true;
    this.socket.close();
  }
}

export class PollingLine extends Line {
  constructor(base, session) {
    super();
    this.base = base;
    this.headers = { Authorization: `Bearer ${session}` };
    this.stop = new AbortController();
    this.last = Promise.resolve();
    this.poll();
  }

  async poll() {
    try {
      const { line } = await this.ask("POST", "api/line");
      this.path = `api/line/${line}`;
      this.tell("open");
      while (!this.over) {
        for (const frame of (await this.ask("GET", this.path)).frames) this.tell("frame", frame);
      }
    } catch {
      this.tell("close");
    }
  }

  /** One at a time: what a person says first arrives first. */
  send(frame) {
    this.last = this.last.then(() => this.ask("POST", this.path, frame)).catch(() => this.tell("close"));
  }

  async ask(method, path, body) {
    const answer = await fetch(new URL(path, this.base), {
      method,
      headers: this.headers,
      body: body && JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      // A page that is being left may still finish what it was sending.
      keepalive: Boolean(body),
      signal: this.stop.signal,
    });
    if (!answer.ok) throw new Error(`line: ${answer.status}`);
    return answer.status === 204 ? null : answer.json();
  }

  close() {
    this.over = true;
    this.stop.abort();
  }
}

// The field in which a person types: grows along, counts what is left, sends on Enter.
import { el, icon } from "./cards.js";
import { NL, fill } from "./strings.js";

const LIMIT = 1000; // characters in one message, as the server counts them
const NEAR = 900; // from here the counter shows
const ROWS = 5; // the field grows up to this many lines
const ARROW = ["M4 12h15", "M13 6l6 6-6 6"];

export class Composer {
  /** send(text) is called for what may go, typing() at every key; say(text) tells something aloud. */
  constructor(send, say, typing) {
    this.send = send;
    this.say = say;
    this.counter = el("p", { id: "counter", class: "counter", hidden: true });
    this.input = el("textarea", {
      id: "input", rows: "1", placeholder: NL.placeholder, autocomplete: "off", enterkeyhint: "send", "aria-describedby": "counter",
      oninput: () => {
        this.measure();
        typing();
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
      },
    });
    this.node = el("form", { novalidate: true, onsubmit: (event) => this.submit(event) },
      el("label", { for: "input", class: "unseen" }, NL.input), this.input,
      el("button", { class: "send", "aria-label": NL.send, title: NL.send }, icon(...ARROW)), this.counter);
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (text && [...text].length <= LIMIT) {
      this.send(text);
      this.input.value = "";
    }
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
}

// How many messages wait: on the button, before the title of the page, and said aloud when the number grows.
import { el, hidden } from "./cards.js";
import { NL, fill } from "./strings.js";

const MARK = /^\(\d+\) /;

export class Unread {
  constructor() {
    this.number = 0;
    this.badge = el("span", { class: "badge", hidden: true });
    this.status = el("p", { class: "unseen", role: "status" }); // outside the panel: a closed one says nothing
  }

  set(number) {
    if (number === this.number) return;
    const more = number > this.number;
    this.number = number;
    const text = number === 1 ? NL.unreadOne : fill(NL.unreadMany, { n: number });
    this.status.textContent = more ? `${NL.name}: ${text}` : "";
    this.badge.hidden = !number;
    this.badge.replaceChildren(...(number ? [el("span", { "aria-hidden": "true" }, number), hidden(` ${text}`)] : []));
    document.title = (number ? `(${number}) ` : "") + document.title.replace(MARK, "");
  }

  add(number) {
    this.set(this.number + number);
  }
}

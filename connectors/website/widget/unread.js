// How many messages wait: on the button, and before the title of the page.
import { el, hidden } from "./cards.js";
import { NL, fill } from "./strings.js";

const MARK = /^\(\d+\) /;

export class Unread {
  constructor() {
    this.number = 0;
    this.badge = el("span", { class: "badge", hidden: true });
  }

  set(number) {
    if (number === this.number) return;
    this.number = number;
    const text = number === 1 ? NL.unreadOne : fill(NL.unreadMany, { n: number });
    this.badge.hidden = !number;
    this.badge.replaceChildren(...(number ? [el("span", { "aria-hidden": "true" }, number), hidden(` ${text}`)] : []));
    document.title = (number ? `(${number}) ` : "") + document.title.replace(MARK, "");
  }

  add(number) {
    this.set(this.number + number);
  }
}

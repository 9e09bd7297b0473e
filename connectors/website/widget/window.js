// A window over the chat. The browser holds the keyboard in it, closes it on Escape and gives the focus back.
import { el, icon } from "./cards.js";
import { NL } from "./strings.js";

const CROSS = ["M6 6l12 12", "M18 6L6 18"];

export const part = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);

/** A <dialog> with a title and a cross; open it with showModal(). */
export function dialog(kind, title, ...content) {
  const close = el("button", {
    type: "button", class: "icon", "aria-label": NL.about.close, title: NL.about.close, onclick: () => node.close(),
  }, icon(...CROSS));
  const node = el("dialog", { class: `window ${kind}`, "aria-labelledby": kind },
    el("div", { class: "top" }, el("h2", { id: kind }, title), close), ...content);
  return node;
}

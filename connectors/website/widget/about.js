// Who this is, where its facts come from and what is kept: a window over the chat. The browser holds the keyboard in it,
// closes it on Escape and gives the focus back.
import { el, icon } from "./cards.js";
import { NL, SOURCES } from "./strings.js";

const part = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);
const lines = (texts) => texts.map((text) => el("p", {}, text));

const source = ({ what, name, licence, line }) =>
  el("li", {}, el("p", {}, what), el("p", { class: "detail" }, licence ? `${name} (${licence})` : name),
    line ? el("p", { class: "detail", lang: "en" }, line) : null);

/** The window as a <dialog>; open it with showModal(). `cross` are the lines of the icon on its button. */
export function about(cross) {
  const close = el("button", {
    type: "button", class: "icon", "aria-label": NL.about.close, title: NL.about.close, onclick: () => node.close(),
  }, icon(...cross));
  const node = el("dialog", { class: "about", "aria-labelledby": "about" },
    el("div", { class: "top" }, el("h2", { id: "about" }, NL.about.title), close),
    part(NL.about.who, ...lines(NL.about.whoText)),
    part(NL.about.kept, ...lines(NL.about.keptText)),
    part(NL.about.facts, ...lines(NL.about.factsText), el("ul", {}, ...SOURCES.map(source))));
  return node;
}

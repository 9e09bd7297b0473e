// Who this is, where its facts come from and what is kept.
import { el } from "./cards.js";
import { NL, SOURCES } from "./strings.js";
import { dialog, part } from "./window.js";

const lines = (texts) => texts.map((text) => el("p", {}, text));

const source = ({ what, name, licence, line }) =>
  el("li", {}, el("p", {}, what), el("p", { class: "detail" }, licence ? `${name} (${licence})` : name),
    line ? el("p", { class: "detail", lang: "en" }, line) : null);

/** The window as a <dialog>; open it with showModal(). */
export function about() {
  return dialog("about", NL.about.title,
    part(NL.about.who, ...lines(NL.about.whoText)),
    part(NL.about.kept, ...lines(NL.about.keptText)),
    part(NL.about.facts, ...lines(NL.about.factsText), el("ul", {}, ...SOURCES.map(source))));
}

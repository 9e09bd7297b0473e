// Who this is, where its facts come from and what is kept: a window over the chat. The browser holds the keyboard in it,
// closes it on Escape and gives the focus back.
import { el, icon, prose } from "./cards.js";
import { NL, SOURCES, fill } from "./strings.js";

const part = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);
const lines = (texts) => texts.map((text) => el("p", {}, ...prose(text)));

const source = ({ what, name, licence, line }) =>
  el("li", {}, el("p", {}, what), el("p", { class: "detail" }, licence ? `${name} (${licence})` : name),
    line ? el("p", { class: "detail", lang: "en" }, line) : null);

/** What the organisation that offers this says of itself; nothing when it cannot be had now. */
async function told(base) {
  try {
    return await (await fetch(new URL("api/about", base))).json();
  } catch {
    return {};
  }
}

const reach = ({ phone, email, opening_hours: hours }) =>
  [phone && fill(NL.about.phone, { phone }), email && fill(NL.about.email, { email }), hours && fill(NL.about.hours, { hours })].filter(Boolean);

/** {node, open}: the window as a <dialog>, and what opens it. `cross` are the lines of the icon on its button, `base` the server. */
export function about(cross, base) {
  const close = el("button", {
    type: "button", class: "icon", "aria-label": NL.about.close, title: NL.about.close, onclick: () => node.close(),
  }, icon(...cross));
  const who = part(NL.about.who, ...lines(NL.about.whoText));
  const kept = part(NL.about.kept, ...lines(NL.about.keptText));
  const node = el("dialog", { class: "about", "aria-labelledby": "about" },
    el("div", { class: "top" }, el("h2", { id: "about" }, NL.about.title), close),
    who, kept,
    part(NL.about.facts, ...lines(NL.about.factsText), el("ul", {}, ...SOURCES.map(source))));
  let known = false;
  const open = async () => {
    node.showModal();
    if (known) return;
    known = true;
    const tenant = await told(base);
    known = Boolean(tenant.about); // else asked again the next time
    who.append(...lines([tenant.about, ...reach(tenant)].filter(Boolean)));
    kept.append(...lines([tenant.data_use, tenant.privacy_url].filter(Boolean)));
  };
  return { node, open };
}

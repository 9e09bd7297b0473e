// Who this is, who offers it, where its facts come from and what is kept.
import { el, prose } from "./cards.js";
import { NL, SOURCES, fill } from "./strings.js";
import { dialog, part } from "./window.js";

const lines = (texts) => texts.map((text) => el("p", {}, ...prose(text)));

const source = ({ what, name, licence, line }) =>
  el("li", {}, el("p", {}, what), el("p", { class: "detail" }, licence ? `${name} (${licence})` : name),
    line ? el("p", { class: "detail", lang: "en" }, line) : null);

/** What the organisation that offers this says of itself; nothing when it cannot be had now. */
async function told(base) {
  try {
    return (await (await fetch(new URL("api/about", base))).json()).tenant ?? {};
  } catch {
    return {};
  }
}

const reach = ({ phone, email, opening_hours: hours }) =>
  [phone && fill(NL.about.phone, { phone }), email && fill(NL.about.email, { email }), hours && fill(NL.about.hours, { hours })].filter(Boolean);

/** {node, open}: the window as a <dialog>, and what opens it. `base` is the server. */
export function about(base) {
  const who = part(NL.about.who, ...lines(NL.about.whoText));
  const kept = part(NL.about.kept, ...lines(NL.about.keptText));
  const node = dialog("about", NL.about.title, who, kept,
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

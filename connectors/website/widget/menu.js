// The button with more: letters larger or smaller, the windows, and starting again.
import { el, icon } from "./cards.js";
import { NL, fill } from "./strings.js";
import { KEY, Store } from "./store.js";

const DOTS = ["M5 12h.1", "M12 12h.1", "M19 12h.1"];
const SIZES = [90, 100, 115, 130, 150]; // percent; the stylesheet has a class for each
const NORMAL = 1;

/**
 * {node, close()}. `entries` are [text, deed, opensAWindow]; `root` gets the class of the chosen size, and `say` tells
 * it to who cannot see it.
 */
export function menu(host, root, say, entries) {
  const kept = new Store(`${KEY}:${host}:size`);
  const button = el("button", {
    type: "button", class: "icon menu", "aria-label": NL.menu, title: NL.menu, "aria-expanded": "false", "aria-controls": "menu",
    onclick: () => toggle(list.hidden),
  }, icon(...DOTS));
  const letter = (text, name, step) =>
    el("button", { type: "button", "aria-label": name, title: name, onclick: () => resize(step) }, text);
  const list = el("div", { id: "menu", class: "list", role: "group", "aria-label": NL.menu, hidden: true },
    el("div", { class: "sizes" }, letter("A−", NL.smaller, -1), letter("A+", NL.larger, 1)),
    ...entries.map(([text, deed, opens]) => el("button", {
      type: "button", "aria-haspopup": opens ? "dialog" : null,
      onclick: () => { toggle(false); button.focus(); deed(); },
    }, text)));

  function toggle(on) {
    list.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
    if (on) list.querySelector("button").focus();
  }

  function resize(step) {
    const now = SIZES.indexOf(kept.read() ?? SIZES[NORMAL]);
    const next = SIZES[Math.min(Math.max((now < 0 ? NORMAL : now) + step, 0), SIZES.length - 1)];
    kept.write(next);
    show(next);
    say(fill(NL.size, { n: next }));
  }

  function show(size) {
    for (const one of SIZES) root.classList.toggle(`size-${one}`, one === size && size !== SIZES[NORMAL]);
  }

  const node = el("div", {
    class: "more",
    onkeydown: (event) => {
      if (event.key !== "Escape" || list.hidden) return;
      event.stopPropagation(); // it closes this list, not the chat
      event.preventDefault();
      toggle(false);
      button.focus();
    },
    onfocusout: ({ relatedTarget }) => !list.hidden && relatedTarget && !node.contains(relatedTarget) && toggle(false),
  }, button, list);
  show(kept.read());
  return { node, button, close: () => toggle(false) };
}

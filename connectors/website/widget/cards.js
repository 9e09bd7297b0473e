// From plain data to DOM. Text goes in as text nodes only; links are built, never parsed from markup.
import { downloadPlan, print } from "./save.js";
import { NL, fill } from "./strings.js";

const SHOWN = 3; // items of a list that stand open; the rest sits behind one button
const SVG = "http://www.w3.org/2000/svg";

/** el("p", {class: "x"}, "text", node): attributes by name, on… as listener, null left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A line drawing for next to or instead of a word; screen readers skip it. */
export function icon(...paths) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(name, value);
  }
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

export const hidden = (text) => el("span", { class: "unseen" }, text);

// Web and mail addresses, and the bare Dutch ones people read aloud: "werkcentrum.nl".
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const LINK = /https?:\/\/[^\s<>"']+|(?<![\w@.-])(?:[a-z0-9-]+\.)+nl(?![\w-])(?:\/[^\s<>"']*)?/;
// 0800 and 0900 numbers, ordinary Dutch numbers of ten digits, and 112 and 113 where the sentence says to call.
const PHONE = /(?<![\d+])(?:0[89]00[ -]?\d{3,4}(?:[ -]?\d{3})?|0\d{1,3}(?:[ -]?\d){6,8})(?![\d-])/;
const ALARM = /(?<![\d€.,-]|€ )11[23](?![\d-]|[.,]\d)/;
const CALL = /\bbel/i;

const outside = (url, text) =>
  el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text, hidden(NL.newTab));

/** The text as nodes: line breaks kept by the stylesheet, https links and phone numbers made real. */
export function prose(text) {
  const pattern = [MAIL.source, LINK.source, PHONE.source, ...(CALL.test(text) ? [ALARM.source] : [])].join("|");
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(new RegExp(pattern, "g"))) {
    const isMail = match[0].includes("@") && !match[0].includes("/");
    const isLink = /[a-z]/i.test(match[0]) && !isMail;
    const found = isLink ? match[0].replace(/[.,;:!?)\]”"]+$/, "") : match[0];
    const digits = found.replace(/\D/g, "");
    if (!isLink && !isMail && digits.length > 3 && digits.length !== 10 && !/^0[89]00\d{4}$/.test(digits)) continue;
    nodes.push(text.slice(from, match.index), isLink ? outside(found.replace(/^(?!https?:)/, "https://"), found)
      : el("a", { href: isMail ? `mailto:${found}` : `tel:${digits}` }, found));
    from = match.index + found.length;
  }
  return [...nodes, text.slice(from)].filter((node) => node !== "");
}

const safe = (url) => (typeof url === "string" && /^https?:\/\//.test(url) ? url : null);
/** How sure the fact is, in the words of the bot: "gecontroleerd op …" starts with a capital here. */
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function source(item) {
  const url = safe(item.url);
  if (!url && !item.source && !item.checked) return null;
  const name = item.source || (url ? new URL(url).hostname.replace(/^www\./, "") : "");
  return el("p", { class: "source" },
    name ? NL.source : null, name ? (url ? outside(url, name) : name) : null,
    name && item.checked ? el("br") : null, item.checked ? sentence(item.checked) : null);
}

const entry = (item) =>
  el("li", {},
    el("strong", {}, item.name ?? item.title ?? ""),
    item.text ? el("p", {}, ...prose(item.text)) : null,
    item.detail ? el("p", { class: "detail" }, ...prose(item.detail)) : null,
    item.more ? el("details", {}, el("summary", {}, NL.about_this, hidden(` (${item.name ?? item.title ?? ""})`)), el("p", {}, ...prose(item.more))) : null,
    item.open ? el("details", {}, el("summary", {}, NL.open), el("p", {}, ...prose(item.open))) : null,
    source(item));

function listOf(items) {
  const rest = items.slice(SHOWN);
  return [
    el("ul", {}, ...items.slice(0, SHOWN).map(entry)),
    rest.length
      ? el("details", {}, el("summary", {}, fill(NL.more, { n: rest.length })), el("ul", {}, ...rest.map(entry)))
      : null,
  ];
}

const titled = (kind, title, ...content) =>
  el("div", { class: `card ${kind}` }, title ? el("h3", {}, title) : null, ...content);

const rows = (card) =>
  titled(card.type, card.title ?? NL.cards[card.type],
    el("dl", {}, ...card.rows.map((row) =>
      el("div", {}, el("dt", {}, row.label), el("dd", {}, ...prose(String(row.text)))))));

/** The plan, with ways to take it along. */
const plan = (card) => {
  const node = rows(card);
  const own = { title: card.title ?? NL.cards.plan, rows: card.rows };
  const button = (text, deed) => el("button", { type: "button", onclick: () => deed(own) }, text);
  node.append(el("div", { class: "row" }, button(NL.keep, downloadPlan), button(NL.print, print)));
  return node;
};

const items = (card) => titled(card.type, card.title ?? NL.cards[card.type], ...listOf(card.items));

const KINDS = {
  budgets: (card) =>
    el("div", { class: "lists" }, ...card.lists.map((list) =>
      titled("budgets", list.title, ...(list.items?.length ? listOf(list.items) : [el("p", {}, NL.nothing)])))),
  trainings: items,
  occupations: items,
  slots: items,
  services: items,
  outcome: rows,
  plan,
  booking: rows,
};

/** A card as DOM; null for a kind or shape this version does not know (its text says the same). */
export function card(body) {
  try {
    return KINDS[body.type]?.(body) ?? null;
  } catch {
    return null;
  }
}

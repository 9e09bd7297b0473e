// A plan to take along: on paper or as a file, made by the browser itself.
import { el } from "./cards.js";
import { NL, fill } from "./strings.js";

const PRINT = `
@media screen { .bijsturen-print { display: none } }
@media print {
  body > :not(.bijsturen-print) { display: none !important }
  .bijsturen-print { font: 12pt/1.5 sans-serif; color: #000; background: #fff }
  .bijsturen-print dt { font-weight: 700; margin-block-start: 1em }
  .bijsturen-print dd { margin: 0; white-space: pre-line }
}`;

const today = () => new Date();
const inWords = (date) => date.toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
const stamp = (date) => date.toISOString().slice(0, 10);

/** Prints {title, rows} alone: the rest of the page stays off the paper. */
export function print({ title, rows }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PRINT);
  const paper = el("section", { class: "bijsturen-print", lang: "nl" }, el("h1", {}, title),
    el("p", {}, fill(NL.madeOn, { date: inWords(today()) })),
    el("dl", {}, ...rows.flatMap((row) => [el("dt", {}, row.label), el("dd", {}, String(row.text))])));
  const others = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...others, sheet];
  document.body.append(paper);
  addEventListener("afterprint", () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  }, { once: true });
  globalThis.print();
}

/** Gives the browser a file to keep. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The plan as a text file, which every phone and computer can open. */
export function downloadPlan({ title, rows }) {
  const lines = rows.map((row) => `${row.label}\n${row.text}\n`);
  const text = [title, fill(NL.madeOn, { date: inWords(today()) }), "", ...lines].join("\n");
  download(fill(NL.planFile, { date: stamp(today()) }), "text/plain", `\uFEFF${text}`);
}

export const downloadData = (kept) =>
  download(fill(NL.dataFile, { date: stamp(today()) }), "application/json", JSON.stringify(kept, null, 2));

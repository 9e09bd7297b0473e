// The person's own data: what is kept in short, all of it as a file, and the way to remove it.
import { el } from "./cards.js";
import { downloadData } from "./save.js";
import { NL, fill } from "./strings.js";
import { dialog } from "./window.js";

const DAY = 24 * 60 * 60 * 1000;
const day = (iso) => new Date(iso).toLocaleDateString("nl-NL", { weekday: "long", day: "numeric", month: "long" });
const moment = (iso) => new Date(iso).toLocaleString("nl-NL", { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

/** What is kept as [label, text] rows; `kept` is the server's export, `days` how long a silent conversation stays. */
function rows(kept, days) {
  const words = NL.ownData.rows;
  const [talk] = kept.conversation;
  const [plan] = kept.plan ?? [];
  const said = (kept.inbox ?? []).filter((line) => line.kind !== "session").length;
  const last = talk.last_message_at ?? talk.started_at;
  return [
    [words.started, day(talk.started_at)],
    [words.said, String(said)],
    [words.heard, String((kept.outbox ?? []).length)],
    ...(plan?.own_words ?? []).map(({ text }) => [words.ownWords, `“${text}”`]),
    [words.step, plan?.step],
    [words.name, plan?.name],
    [words.contact, plan?.contact],
    ...(kept.booking ?? []).filter((one) => one.status === "booked").map((one) => [words.booking, `${moment(one.starts_at)}, ${one.adviser}`]),
    [words.until, days ? fill(words.untilText, { day: day(new Date(last).getTime() + days * DAY) }) : null],
  ].filter(([, text]) => text);
}

/**
 * The window as a <dialog>; open it with `reveal()`. `line` is the Transport, `ask` puts the question for the overview
 * in the conversation, and `wiped` is called when everything is gone.
 */
export function ownData(line, ask, wiped) {
  const words = NL.ownData;
  const status = el("p", { role: "status" });
  const list = el("dl");
  const button = (text, onclick, kind = "") => el("button", { type: "button", class: kind, onclick }, text);
  const wipe = button(words.wipe, () => doubt(true));
  const calm = button(words.no, () => doubt(false));
  const choices = el("div", { class: "row" },
    button(words.save, () => attempt(async () => downloadData(await line.ownData()))),
    button(words.inTalk, () => { node.close(); ask(); }), wipe);
  const sure = el("div", { class: "sure", role: "group", "aria-labelledby": "wipe", hidden: true },
    el("h3", { id: "wipe" }, words.sure), el("p", {}, words.sureText),
    el("div", { class: "row" }, button(words.yes, () => attempt(remove), "strong"), calm));
  const node = dialog("own-data", words.title, el("p", {}, words.text), status, list, choices, sure);

  function doubt(on) {
    sure.hidden = !on;
    choices.hidden = on;
    (on ? calm : wipe).focus();
  }

  async function attempt(deed) {
    try {
      await deed();
      status.textContent = "";
    } catch {
      status.textContent = words.failed;
    }
  }

  async function remove() {
    await line.ownData("DELETE");
    node.close();
    wiped();
  }

  node.reveal = () => {
    sure.hidden = true;
    choices.hidden = false;
    list.replaceChildren();
    status.textContent = words.loading;
    node.showModal();
    attempt(async () => {
      const found = rows(await line.ownData(), line.about.keep_days);
      list.replaceChildren(...found.map(([label, text]) => el("div", {}, el("dt", {}, label), el("dd", {}, text))));
    });
  };
  return node;
}

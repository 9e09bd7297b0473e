// Keeps a page of the desk as it is now, tells what is new, and shows who types. Without this file all works by reloading.
(() => {
  const FALLBACK = 20_000; // ms between looks when no stream can be had
  const SETTLE = 250; // ms in which several events are one look
  const TYPES = 3000; // ms between two signs that somebody types
  const STILL = 6000; // ms after which nobody types any more
  const news = document.getElementById("news");
  const typing = document.getElementById("typing");
  const mine = document.querySelector("[data-conversation]")?.dataset.conversation;
  const title = document.title;
  let unread = 0;
  let due, still, polling, audio;

  // --- the page as it is now ----------------------------------------------------------------------------------------

  const count = () => document.getElementById("count")?.textContent;

  async function refresh() {
    try {
      const answer = await fetch(location.pathname + location.search.replace(/[?&](problem|name)=[^&]*/g, ""), { headers: { Accept: "text/html" } });
      if (answer.redirected || answer.status === 403) return location.reload();
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = count();
      for (const old of document.querySelectorAll("[id^=live-]")) {
        const fresh = page.getElementById(old.id);
        if (fresh) renew(old, fresh);
      }
      listen();
      if (count() && count() !== told) news.textContent = count(); // said only when the number changed
    } catch {
      // No connection for a moment: the next event or round tries again.
    }
  }

  /** Puts the fresh part in place, unless nothing changed or somebody is writing or choosing in it. */
  function renew(old, fresh) {
    const plain = (node) => node.innerHTML.replace(/name="key" value="\w+"/g, "").replace(/\s+/g, " ");
    if (plain(fresh) === plain(old)) return;
    const field = old.querySelector("textarea");
    if (field && fresh.querySelector("textarea")) return; // an answer that is being written stays
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    if (focused?.matches("input, select")) return; // so does a choice or a word that is being made
    const where = focused?.getAttribute("href") ?? focused?.dataset.deed;
    const atEnd = innerHeight + scrollY >= document.body.scrollHeight - 120;
    old.replaceWith(document.adoptNode(fresh));
    if (where) document.querySelector(`[href="${CSS.escape(where)}"], [data-deed="${CSS.escape(where)}"]`)?.focus({ preventScroll: true });
    if (old.id === "live-lines" && atEnd) document.querySelector(".answering, .lines li:last-child")?.scrollIntoView({ block: "end" });
  }

  function soon() {
    clearTimeout(due);
    due = setTimeout(refresh, SETTLE);
  }

  // --- what is new --------------------------------------------------------------------------------------------------

  function tell(kind) {
    if (kind === "adviser") return;
    if (document.hidden) {
      unread += 1;
      document.title = `(${unread}) ${title}`;
    }
    if (localStorage.getItem("desk-sound") === "on") beep(kind === "urgent" ? 880 : 520);
  }

  function beep(tone) {
    try {
      audio ??= new AudioContext();
      audio.resume(); // made before anybody touched this page it is silent, also afterwards
      const sound = audio.createOscillator();
      const volume = audio.createGain();
      volume.gain.setValueAtTime(0.12, audio.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.4);
      sound.frequency.value = tone;
      sound.connect(volume).connect(audio.destination);
      sound.start();
      sound.stop(audio.currentTime + 0.4);
    } catch {
      // No sound on this machine.
    }
  }

  const sound = document.getElementById("sound");
  if (sound) {
    const show = () => sound.setAttribute("aria-pressed", String(localStorage.getItem("desk-sound") === "on"));
    sound.hidden = false;
    sound.addEventListener("click", () => {
      localStorage.setItem("desk-sound", localStorage.getItem("desk-sound") === "on" ? "off" : "on");
      show();
      if (localStorage.getItem("desk-sound") === "on") beep(520);
    });
    show();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unread = 0;
    document.title = title;
    refresh();
  });

  // --- the stream, or looking now and then --------------------------------------------------------------------------

  function open() {
    const stream = new EventSource("/desk/events");
    stream.addEventListener("open", () => {
      clearInterval(polling);
      polling = null;
      refresh();
    });
    stream.addEventListener("news", (event) => {
      const { kind, conversation } = JSON.parse(event.data);
      if (mine && conversation !== mine) return;
      if (mine && kind === "person") shows(false);
      tell(kind);
      soon();
    });
    stream.addEventListener("typing", (event) => {
      if (mine && JSON.parse(event.data).conversation === mine) shows(true);
    });
    stream.addEventListener("error", () => {
      polling ??= setInterval(() => document.hidden || refresh(), FALLBACK);
      if (stream.readyState === EventSource.CLOSED) setTimeout(open, FALLBACK); // refused: by then we may be logged in again
    });
  }

  function shows(on) {
    if (!typing) return;
    clearTimeout(still);
    typing.textContent = on ? "De persoon is aan het typen." : "";
    if (on) still = setTimeout(() => shows(false), STILL);
  }

  // --- answering ----------------------------------------------------------------------------------------------------

  function listen() {
    const form = document.querySelector("form.speak:not([data-live])");
    if (!form) return;
    form.dataset.live = "yes";
    const field = form.querySelector("textarea");
    let told = 0;
    let quiet;
    const say = (on) => {
      told = on ? Date.now() : 0;
      const body = new URLSearchParams({ key: form.querySelector("[name=key]").value, on: on ? "yes" : "no" });
      fetch(form.action.replace(/speak$/, "typing"), { method: "POST", body }).catch(() => {});
    };
    field.addEventListener("input", () => {
      if (Date.now() - told > TYPES) say(true);
      clearTimeout(quiet);
      quiet = setTimeout(() => told && say(false), STILL);
    });
    form.querySelector("#canned").addEventListener("change", (event) => {
      if (!event.target.value) return;
      field.value = [field.value.trim(), event.target.value].filter(Boolean).join("\n");
      event.target.value = "";
      field.focus();
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!field.value.trim()) return;
      clearTimeout(quiet);
      const body = new URLSearchParams(new FormData(form));
      const words = field.value;
      field.value = "";
      try {
        const answer = await fetch(form.action, { method: "POST", body });
        if (!answer.ok || new URL(answer.url).searchParams.has("problem") || answer.url.includes("/login")) {
          field.value = words;
          location.assign(answer.url);
          return;
        }
        await refresh();
      } catch {
        field.value = words; // not sent: it stands there to be sent again
        news.textContent = "Niet verstuurd. Probeer het nog een keer.";
      }
      field.focus();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }

  listen();
  open();
})();

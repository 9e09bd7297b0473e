// Keeps the inbox fresh while somebody looks at it. Without this file the page works the same, by reloading.
(() => {
  const PAUSE = 20_000;
  const news = document.getElementById("news");

  async function refresh() {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.redirected || !answer.ok) return location.reload();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("lists");
      const lists = document.getElementById("lists");
      if (!fresh || fresh.textContent === lists.textContent) return;
      const focused = lists.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      const told = document.getElementById("count").textContent;
      lists.replaceWith(document.adoptNode(fresh));
      if (focused) document.querySelector(`#lists a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
      const count = document.getElementById("count").textContent;
      if (count !== told) news.textContent = count; // said only when the number changed
    } catch {
      // No connection for a moment: the next round tries again.
    }
  }

  setInterval(refresh, PAUSE);
  document.addEventListener("visibilitychange", refresh);
})();

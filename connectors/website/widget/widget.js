// The one script tag. It finds its own address and loads <bijsturen-chat> from there:
//   <script src="https://example.nl/widget.js" defer></script>
// A page without the element gets one; what stands on the tag as data-… (name, greeting, languages, phone) goes along.
(() => {
  const tag = document.currentScript ?? document.querySelector('script[src*="widget.js"]');
  const base = new URL(".", tag.src);
  const place = () => {
    if (tag.dataset.element === "none" || document.querySelector("bijsturen-chat")) return;
    const chat = document.createElement("bijsturen-chat");
    for (const name of ["name", "greeting", "languages", "phone"]) {
      if (tag.dataset[name]) chat.setAttribute(name, tag.dataset[name]);
    }
    document.body.append(chat);
  };
  import(new URL("widget/element.js", base).href)
    .then(({ define }) => define(base))
    .then(() => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", place) : place()))
    .catch((error) => console.error("Bijsturen: the chat could not be loaded; is script-src open for", base.origin, "?", error.message));
})();

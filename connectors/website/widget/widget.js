// The one script tag. It finds its own address and loads <bijsturen-chat> from there:
//   <script src="https://example.nl/widget.js" defer></script> <bijsturen-chat></bijsturen-chat>
(() => {
  const tag = document.currentScript ?? document.querySelector('script[src*="widget.js"]');
  const base = new URL(".", tag.src);
  import(new URL("widget/element.js", base).href)
    .then(({ define }) => define(base))
    .catch((error) => console.error("Bijsturen: the chat could not be loaded; is script-src open for", base.origin, "?", error.message));
})();

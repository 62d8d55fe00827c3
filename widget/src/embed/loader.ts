/** The one line in a portal: `<script async src="…/widget.js" data-site="…"></script>`.  Puts a `<wenbao-chat>`
 * into the page, and hands its `data-…` on to it. */

declare const __ELEMENT__: string;

(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script) return;
  const place = () => {
    void import(/* @vite-ignore */ new URL(__ELEMENT__, script.src).href).then(() => {
      const { target, ...given } = script.dataset;
      const element = document.createElement("wenbao-chat");
      for (const [name, value] of Object.entries(given)) {
        element.setAttribute(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value ?? "");
      }
      (target && document.querySelector(target) ? document.querySelector(target) : document.body)?.append(element);
    });
  };
  // The portal's own page comes first.
  if (document.readyState === "complete") place();
  else addEventListener("load", place, { once: true });
})();

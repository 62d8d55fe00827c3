/** The one line in a portal: `<script async src="…/widget.js" data-site="…"></script>`.  Defines `<wenbao-chat>`, and
 * with `data-site` puts one into the page and hands its `data-…` on to it; without, the page places its own. */

declare const __ELEMENT__: string;

(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script) return;
  const owner = (text: string) => console.error(`[wenbao] ${text}`);
  const place = async () => {
    const { target, ...given } = script.dataset;
    const address = new URL(__ELEMENT__, script.src).href;
    try {
      await import(/* @vite-ignore */ address);
    } catch {
      owner(`${address} cannot be loaded: is the service up, and does the page's Content-Security-Policy name it in script-src?`);
      return;
    }
    if (given.site === undefined) {
      if (!document.querySelector("wenbao-chat")) console.info('[wenbao] no data-site: waiting for a <wenbao-chat site="site_…"> in the page');
      return;
    }
    const element = document.createElement("wenbao-chat");
    for (const [name, value] of Object.entries(given)) {
      element.setAttribute(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value ?? "");
    }
    const found = target ? document.querySelector(target) : null;
    if (target && !found) owner(`data-target="${target}" is not in the page: the chat stands at its end`);
    (found ?? document.body).append(element);
  };
  // The portal's own page comes first.
  if (document.readyState === "complete") void place();
  else addEventListener("load", () => void place(), { once: true });
})();

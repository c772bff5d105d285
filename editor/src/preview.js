// What students will see, as the server draws it: asked for a moment after the last key. The newest answer wins, and the place is kept.
import { element } from "./page.js";

const QUIET = 500;
const WELL = "What students will see";
const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list"];

/** The preview beside a text; `changed(text)` asks for it anew. */
export function preview(address, get = fetch) {
  const content = element("div", { class: "editor-shown" });
  const note = element("p", { class: "hint", role: "status" }, WELL);
  const box = element("section", { "class": "editor-preview", "aria-label": "Preview", "tabindex": "0" }, note, content);
  let [timer, asked] = [undefined, undefined];

  async function ask(text) {
    asked?.abort();
    const mine = (asked = new AbortController());
    const request = { method: "POST", headers: { accept: "text/html" }, body: new URLSearchParams({ text }), signal: mine.signal };
    const answer = await get(address, request).catch(() => null);
    const html = answer?.ok && !answer.redirected ? await answer.text().catch(() => null) : null;
    if (mine !== asked || mine.signal.aborted) return;
    note.textContent = html === null ? "This is as of before: it could not be shown anew." : WELL;
    if (html !== null) show(html);
  }

  function show(html) {
    const { scrollTop } = box;
    const fragment = element("template");
    fragment.innerHTML = html;
    apart(fragment.content);
    content.replaceChildren(fragment.content);
    content.dispatchEvent(new Event("shown", { bubbles: true }));
    box.scrollTop = scrollTop;
  }

  const changed = (text, after = QUIET) => {
    clearTimeout(timer);
    timer = setTimeout(ask, after, text);
  };
  return { box, changed };
}

/** Gives ids within the preview names of their own: a heading may be called like a field of the page. */
function apart(fragment) {
  for (const named of fragment.querySelectorAll("[id]")) named.id = `preview-${named.id}`;
  for (const link of fragment.querySelectorAll("a[href^='#']")) link.setAttribute("href", `#preview-${link.getAttribute("href").slice(1)}`);
  for (const attribute of REFERENCES) {
    for (const one of fragment.querySelectorAll(`[${attribute}]`)) {
      one.setAttribute(attribute, one.getAttribute(attribute).split(/\s+/).map((id) => `preview-${id}`).join(" "));
    }
  }
}

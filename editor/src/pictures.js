// A picture needs two texts before it comes in: what it shows, for those who cannot see it, and its caption.
import { placed } from "./commands.js";
import { why } from "./keeping/server.js";
import { element, button } from "./page.js";

const TAKEN = "image/png,image/jpeg,image/webp,image/gif";
const PATIENCE = 120_000;

export const isPicture = (file) => /^image\/(png|jpeg|webp|gif)$/.test(file.type);

/** A function that asks for each picture's texts, sends it to `address` and puts it into the text. */
export function pictures(address) {
  return async (view, files) => {
    for (const file of files ?? (await chosen())) {
      const done = await ask(address, file);
      if (done) insert(view, done);
    }
    view.focus();
  };
}

/** Asks the device for files. */
function chosen() {
  const field = element("input", { type: "file", accept: TAKEN, multiple: "" });
  return new Promise((done) => {
    field.addEventListener("change", () => done([...field.files].filter(isPicture)));
    field.addEventListener("cancel", () => done([]));
    field.click();
  });
}

function insert(view, { path, alt, caption }) {
  const { from, to } = view.state.selection.main;
  const plain = (words) => words.replace(/\s+/g, " ").trim();
  const figure = `![${plain(alt).replace(/[\\[\]$`*_]/g, "\\$&")}](${path} "${plain(caption).replace(/["\\]/g, "\\$&")}")`;
  const text = placed(view.state, from, to, figure);
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, scrollIntoView: true, userEvent: "input.paste" });
}

const field = (id, label, hint) => element("div", { class: "field" },
  element("label", { for: id }, label),
  element("p", { class: "hint", id: `${id}-hint` }, hint),
  element("p", { class: "field-error", id: `${id}-error`, hidden: "" }),
  element("input", { id, "type": "text", "maxlength": "500", "autocomplete": "off", "aria-describedby": `${id}-hint ${id}-error` }));

/** Opens the dialog for one picture. Resolves to `{ path, alt, caption }`, or null if it was left. */
function ask(address, file) {
  const image = element("img", { alt: "" });
  read(file).then((data) => { image.src = data; });
  const trouble = element("p", { class: "field-error", role: "alert", hidden: "" });
  const alt = field("editor-alt", "What it shows", "For those who cannot see it: what matters in it, in a sentence or two.");
  const caption = field("editor-caption", "Caption", "Stands under the picture for everybody.");
  const send = element("button", { "class": "button", "data-kind": "primary" }, "Put it into the text");
  const form = element("form", { class: "form", method: "dialog", novalidate: "" },
    element("h2", { id: "editor-picture" }, "A picture"), image, alt, caption, trouble);
  const dialog = element("dialog", { "class": "editor-dialog", "aria-labelledby": "editor-picture" }, form);
  form.append(element("p", { class: "form-actions" }, send, button("Leave it out", () => dialog.close())));
  document.body.append(dialog);
  return new Promise((done) => {
    let result = null;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const texts = filled(alt, caption);
      if (!texts || send.disabled) return;
      send.disabled = true;
      const answer = await upload(address, file, texts.alt);
      send.disabled = false;
      trouble.hidden = Boolean(answer.path);
      trouble.textContent = answer.why ?? "";
      if (!answer.path) return;
      result = { ...texts, path: answer.path };
      dialog.close();
    });
    dialog.addEventListener("close", () => { dialog.remove(); done(result); });
    dialog.showModal();
    alt.querySelector("input").focus();
  });
}

/** Both texts, or null after saying which is missing. */
function filled(...fields) {
  const values = fields.map((one) => {
    const input = one.querySelector("input");
    const error = one.querySelector(".field-error");
    const missing = !input.value.trim();
    error.hidden = !missing;
    error.textContent = missing ? "This is needed: without it the picture cannot be published." : "";
    one.toggleAttribute("data-invalid", missing);
    if (missing) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    return input.value.trim();
  });
  fields.find((one) => one.hasAttribute("data-invalid"))?.querySelector("input").focus();
  return values.every(Boolean) ? { alt: values[0], caption: values[1] } : null;
}

function read(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result));
    reader.readAsDataURL(file);
  });
}

/** Sends a file; `{ path }`, or `{ why }` for the author. */
async function upload(address, file, alt) {
  const body = new FormData();
  body.append("file", file, file.name || "picture.png");
  body.append("alt", alt);
  const request = { method: "POST", headers: { accept: "application/json" }, body, signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(address, request).catch(() => null);
  if (!answer) return { why: "Not connected. The picture is still here: try again when there is a network." };
  if (answer.status === 401 || answer.redirected) return { why: "Signed out. Sign in in another tab, then try again here." };
  const told = await answer.json().catch(() => null);
  if (answer.ok && typeof told?.path === "string") return { path: told.path };
  return { why: why(told, "The server does not take this picture. A PNG or JPEG of at most 5 MB will do.") };
}

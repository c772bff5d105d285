// One text that is being written: the field, what keeps it, what shows it, and who else has it.
import { EditorView } from "@codemirror/view";
import { choice, sides } from "./choice.js";
import { field, replace } from "./field.js";
import { filmed } from "./films.js";
import { frontLine } from "./front.js";
import { Device } from "./keeping/device.js";
import { Keeper } from "./keeping/keeper.js";
import { sender } from "./keeping/server.js";
import { isStale, leave, remember } from "./leaving.js";
import { element } from "./page.js";
import { pasting } from "./pasting.js";
import { pictures } from "./pictures.js";
import { preview } from "./preview.js";
import { recover } from "./recovering.js";
import { offered } from "./simulators.js";
import { slash } from "./slash.js";
import { status } from "./status.js";
import { tabs } from "./tabs.js";
import { together } from "./together.js";
import { toolbar } from "./toolbar.js";

const clock = { now: () => Date.now(), later: (run, after) => setTimeout(run, after), cancel: (timer) => clearTimeout(timer) };
const storage = (() => { try { return localStorage; } catch { return null; } })(); // not every browser has one for us

export class Writing {
  constructor(form) {
    this.form = form;
    this.area = form.elements.text;
    this.seen = form.elements.seen;
    // What the server sent, whatever the browser has filled in since.
    this.first = { text: this.area.defaultValue, revision: Number(this.seen.defaultValue) };
    this.device = new Device(storage, form.dataset.key, crypto.randomUUID?.() ?? String(Math.random()));
    this.status = status(form.querySelector(".save-state"));
    this.frame = element("div", { class: "editor-frame" });
    this.notice = element("p", { class: "hint editor-notice", role: "status" });
    this.front = form.dataset.settings ? frontLine(form.dataset.settings) : null;
    this.preview = form.dataset.preview ? preview(form.dataset.preview) : null;
    this.picture = pictures(form.dataset.files);
    this.others = 0; // other tabs of ours with this text
  }

  /** Puts everything in place. */
  begin() {
    if (isStale(this.form.dataset.key, this.first.revision)) return location.reload();
    this.#keep();
    this.#type();
    this.tabs = tabs(this.form.dataset.key, this.device.name, {
      others: (number) => this.#beside(number),
      saved: (what) => this.#adopt(what),
    });
    leave(this.form, this.keeper, () => this.save());
    this.#show();
    recover(this);
    this.form.dataset.editor = "ready";
    performance.mark("editor-ready");
    this.#meet();
  }

  /** Sees and is seen by other authors, once one can type. */
  #meet() {
    if (!this.form.dataset.presence) return;
    this.together = together({
      address: this.form.dataset.presence,
      there: this.form.querySelector(".editor-here"),
      clock,
      keeper: this.keeper,
      meet: (theirs) => { if (this.keeper.meet(theirs)) this.#put(theirs, true); },
      alone: () => this.others === 0,
    });
    this.frame.append(this.together.note);
    this.status.line.after(this.together.line);
  }

  #beside(number) {
    this.others = number;
    this.tell(number ? "This text is open in another tab too. What you save in one appears in the other." : "");
  }

  #keep() {
    const { text, revision: seen } = this.first;
    const tell = {
      state: (kind, answer) => this.status.say(kind, answer, this.keeper.kept),
      saved: (what) => {
        this.#stands(what.revision);
        this.tabs.saved(what);
      },
      conflict: (theirs) => this.#conflict(theirs),
    };
    const send = sender(this.form.dataset.save);
    const heard = async (what) => {
      const answer = await send(what);
      if (answer.here) this.together?.heard(answer);
      return answer;
    };
    this.keeper = new Keeper({ text, seen, device: this.device, clock, tell, send: heard });
  }

  #type() {
    const label = this.area.labels[0]?.textContent ?? this.area.getAttribute("aria-label") ?? "Text";
    this.view = field({
      parent: this.frame,
      text: this.first.text,
      folds: this.front !== null,
      attributes: { "aria-label": label, "aria-describedby": "editor-hint" },
      extensions: [
        this.front?.extension ?? [],
        slash({
          picture: this.picture,
          simulators: offered(this.form.dataset.simulators),
          films: filmed(this.form.dataset.films),
          filmless: () => this.tell("This draft has no video yet. Put one on the page ", this.#filesPage(), ": it stands in this menu then."),
        }),
        pasting({
          picture: this.picture,
          told: (words) => this.tell(words),
          others: () => this.tell(
            "Only pictures come in here: PNG, JPEG, WebP or GIF. Put videos, sound and PDF on the page ", this.#filesPage(),
            ": it has the line for the text.",
          ),
        }),
        EditorView.scrollMargins.of(({ scrollDOM }) => ({ top: this.#covered(scrollDOM) })),
      ],
      save: () => this.save(),
      changed: (text) => this.#changed(text),
    });
  }

  /** How much of the text the toolbar covers, which stays in view: the line that is written is not to go under it. */
  #covered(text) {
    return this.bar ? Math.max(0, this.bar.getBoundingClientRect().bottom - text.getBoundingClientRect().top) : 0;
  }

  #show() {
    const hint = element("p", { class: "hint", id: "editor-hint" }, "Type / for blocks. Esc, then Tab leaves the text.");
    this.bar = toolbar(this.view, this.picture);
    this.frame.prepend(this.bar);
    if (this.front) this.frame.prepend(this.front.line);
    this.frame.append(element("div", { class: "editor-foot" }, this.status.line, hint), this.notice);
    this.area.after(this.frame);
    for (const label of this.area.labels) label.addEventListener("click", () => this.view.focus());
    if (this.preview) {
      const sides = element("div", { class: "editor-sides" });
      this.form.before(element("div", { class: "editor-split" }, sides));
      sides.append(this.form, this.preview.box);
      this.preview.changed(this.first.text, 0);
    }
    this.area.required = false; // nobody could be led to a field that is hidden
    this.area.hidden = true;
  }

  #changed(text) {
    this.area.value = text;
    this.keeper.changed(text);
    this.preview?.changed(text);
  }

  /** Saves because somebody asked for it, and says so even if there is nothing to save. */
  save() {
    if (this.keeper.isSaved()) this.status.say("saved", { asked: true });
    return this.keeper.save();
  }

  tell(...words) {
    this.notice.replaceChildren(...words);
  }

  /** The way to the files of the module, in another tab: nobody loses their place in the text. */
  #filesPage() {
    const { media } = this.form.dataset;
    return media ? element("a", { href: media, target: "_blank", rel: "noopener" }, "Files") : "Files";
  }

  /** Shows two texts and lets choose between them; one choice at a time. */
  ask(what) {
    this.form.querySelector(".editor-choice")?.remove();
    const panel = choice(what);
    this.frame.before(panel);
    panel.scrollIntoView({ block: "nearest" });
  }

  /** Puts a text in place; `undoable` if Undo brings back what stood there. */
  put(text, undoable = true) {
    replace(this.view, text, undoable);
  }

  #conflict(theirs) {
    this.together?.stands();
    const both = this.keeper.both();
    const places = both === null ? "" : "You changed other places than they did, so that both can stand. ";
    this.ask({
      title: theirs.by ? `${theirs.by} changed this text meanwhile` : "This text was changed meanwhile",
      words: `${places}Nothing of yours is lost, and nothing is saved until you choose. If you take theirs, Undo brings yours back.`,
      before: theirs.text,
      after: this.keeper.text,
      legend: ["Theirs alone", "Yours alone"],
      choices: sides(both).map(([words, whose, kind]) => [words, () => this.#choose(whose), kind]),
    });
  }

  #choose(whose) {
    const text = this.keeper.choose(whose);
    if (text === null) return this.#conflict(this.keeper.theirs);
    this.put(text);
    this.keeper.changed(text);
    this.view.focus();
  }

  #adopt(what) {
    if (this.keeper.adopt(what)) this.#put(what, false);
  }

  /** Puts a text in place that the server has; `undoable` if Undo brings back what stood there. */
  #put({ revision, text }, undoable) {
    this.#stands(revision);
    this.put(text, undoable);
  }

  #stands(revision) {
    this.seen.value = revision;
    this.together?.stands();
    remember(this.form.dataset.key, revision);
  }
}

// The first lines of a text, its front matter, are folded away: they are a form of their own, under Settings. Folded they cannot be changed by
// accident, not even by who selects everything and types; whoever wants to write them opens them. What goes into them all the same, an undo or a
// search, opens them too.
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { element } from "./page.js";

const fold = StateEffect.define();

/** Where the text itself begins: behind the front matter and the line end of its last dashes; 0 without any. */
export function begin(doc) {
  if (doc.lines < 3 || doc.line(1).text.trimEnd() !== "---") return 0;
  for (let number = 2; number < doc.lines; number++) {
    const line = doc.line(number);
    if (line.text.trimEnd() === "---") return line.to + 1;
  }
  return 0;
}

/** Whether it is to be seen what this does to the first lines. */
const opens = (transaction, end) =>
  (transaction.isUserEvent("select.search") && transaction.newSelection.main.from < end) ||
  ((transaction.isUserEvent("undo") || transaction.isUserEvent("redo")) && Boolean(transaction.changes.touchesRange(0, end - 1)));

const first = StateField.define({
  // Dashes that are typed later fold nothing away under the cursor.
  create: ({ doc }) => ({ folded: begin(doc) > 0, end: begin(doc) }),
  update({ folded, end }, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(fold));
    const next = transaction.docChanged ? begin(transaction.newDoc) : end;
    const stays = folded && next > 0 && !opens(transaction, end);
    return { folded: asked ? asked.value : stays, end: next };
  },
  provide: (field) => EditorView.decorations.from(field, ({ folded, end }) =>
    folded && end ? Decoration.set(Decoration.replace({ block: true }).range(0, end - 1)) : Decoration.none),
});

/** Where what can be written begins. */
function least(state) {
  const { folded, end } = state.field(first);
  return folded ? end : 0;
}

/** What touches the folded lines is not done at all: a part of it would be something that nobody asked for. Each place of a replacement stands for itself. */
const guard = EditorState.changeFilter.of((transaction) => {
  const end = least(transaction.startState);
  if (!end) return true;
  return transaction.isUserEvent("input.replace.all") ? [-1, end] : !transaction.changes.touchesRange(0, end - 1);
});

/** The cursor stays out of them, whatever led it there. */
const outside = EditorView.updateListener.of(({ state, view }) => {
  const [start, { anchor, head, from }] = [least(state), state.selection.main];
  if (from < start) view.dispatch({ selection: { anchor: Math.max(anchor, start), head: Math.max(head, start) } });
});

/** The cursor at the beginning of what can be written. */
export const cursor = (doc) => ({ anchor: begin(doc) });

/** The extension for a state; what is put in place by us, not typed, is not held back if it has `filter: false`. */
export const front = [first, guard, outside];

/** Folds the lines away, or opens them. */
export const folding = (state, folded) => ({
  effects: fold.of(folded),
  selection: { anchor: folded ? Math.max(state.selection.main.head, state.field(first).end) : 0 },
  scrollIntoView: true,
});

/** `{ line, extension }`: a line over the toolbar that leads to the settings, and opens the first lines and folds them again, kept up by its extension. */
export function frontLine(settings) {
  const toggle = element("button", { type: "button", class: "link" });
  const line = element("p", { class: "editor-front" }, element("a", { href: settings }, "Settings"), ": title, minutes, objectives and the like. ", toggle);
  const tell = (state) => {
    const { folded, end } = state.field(first);
    toggle.hidden = !end;
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = folded ? "Show its first lines" : "Fold its first lines";
  };
  const extension = ViewPlugin.define((view) => {
    tell(view.state);
    toggle.addEventListener("click", () => {
      view.dispatch(folding(view.state, !view.state.field(first).folded));
      view.focus();
    });
    return { update: ({ state }) => tell(state) };
  });
  return { line, extension };
}

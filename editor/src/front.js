// The first lines of a text, its front matter, are folded away: they are a form of their own, under Settings. Folded they cannot be changed by
// accident, not even by who selects everything and types; whoever wants to write them opens them.
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { element } from "./page.js";

const unfold = StateEffect.define();

/** Where the text itself begins: behind the front matter and the line end of its last dashes; 0 without any. */
export function begin(doc) {
  if (doc.lines < 3 || doc.line(1).text.trimEnd() !== "---") return 0;
  for (let number = 2; number < doc.lines; number++) {
    const line = doc.line(number);
    if (line.text.trimEnd() === "---") return line.to + 1;
  }
  return 0;
}

const folds = StateField.define({
  create: (state) => ({ folded: true, end: begin(state.doc) }),
  update(value, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(unfold));
    if (!asked && !transaction.docChanged) return value;
    return { folded: asked ? !asked.value : value.folded, end: begin(transaction.newDoc) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ folded, end }) =>
    folded && end ? Decoration.set(Decoration.replace({ block: true }).range(0, end - 1)) : Decoration.none),
});

/** Where what can be written begins. */
const first = (state) => {
  const { folded, end } = state.field(folds);
  return folded ? end : 0;
};

/** The extension. What is put in place by us, not typed, is not held back: it has `filter: false`. */
export const front = [
  folds,
  // From before the first place: what is put in exactly where such a range begins would be let through.
  EditorState.changeFilter.of(({ startState }) => (first(startState) ? [-1, first(startState)] : true)),
  EditorState.transactionFilter.of((transaction) => {
    const { startState, docChanged, newSelection } = transaction;
    const least = first(startState);
    if (docChanged || newSelection.main.from >= least || transaction.effects.some((effect) => effect.is(unfold))) return transaction;
    const { anchor, head } = newSelection.main;
    return [transaction, { selection: { anchor: Math.max(anchor, least), head: Math.max(head, least) } }];
  }),
];

/** The cursor at the beginning of what can be written. */
export const cursor = (doc) => ({ anchor: begin(doc) });

/** The line over the toolbar that leads to its settings, and opens its first lines and folds them again. */
export function frontLine(view, settings) {
  const toggle = element("button", { "type": "button", "class": "link", "aria-expanded": "false" }, "Show its first lines");
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") === "false";
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Fold its first lines" : "Show its first lines";
    const least = open ? 0 : begin(view.state.doc);
    view.dispatch({ effects: unfold.of(open), selection: open ? { anchor: 0 } : { anchor: Math.max(view.state.selection.main.head, least) }, scrollIntoView: true });
    view.focus();
  });
  return element("p", { class: "editor-front" }, element("a", { href: settings }, "Settings"), ": title, minutes, objectives and the like. ", toggle);
}

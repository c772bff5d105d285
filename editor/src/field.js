// The field itself: CodeMirror with the language of lessons.
import { completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { deleteMarkupBackward, insertNewlineContinueMarkup } from "@codemirror/lang-markdown";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, Text, Transaction } from "@codemirror/state";
import { EditorView, dropCursor, keymap } from "@codemirror/view";
import { cursor, front } from "./front.js";
import { highlighting, lesson } from "./language.js";
import { look } from "./look.js";
import { shortcuts } from "./toolbar.js";

/**
 * A field in `parent` with a text; `changed(text)` hears of each change, `attributes` are for the element people type into, `folds` says whether its
 * first lines are folded away.
 */
export function field({ parent, text, folds, attributes, extensions, changed, save }) {
  const keys = [
    { key: "Mod-s", run: () => { save(); return true; }, preventDefault: true },
    ...shortcuts,
    { key: "Enter", run: insertNewlineContinueMarkup },
    { key: "Backspace", run: deleteMarkupBackward },
    ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
  ];
  const doc = Text.of(text.split("\n"));
  const state = EditorState.create({
    doc,
    selection: folds ? cursor(doc) : undefined,
    extensions: [
      keymap.of(keys), history(), dropCursor(), search({ top: true }),
      EditorView.lineWrapping, EditorState.tabSize.of(4), EditorState.allowMultipleSelections.of(false),
      lesson, highlighting, look, folds ? front : [],
      EditorView.contentAttributes.of({ spellcheck: "true", autocorrect: "on", autocapitalize: "sentences", lang: "en", ...attributes }),
      EditorView.updateListener.of((update) => { if (update.docChanged) changed(update.state.doc.toString()); }),
      extensions,
    ],
  });
  return new EditorView({ parent, state });
}

/** Puts another text in place, changing only what differs, so that the cursor stays where it was. `undoable` if Undo brings this one back. */
export function replace(view, text, undoable) {
  const before = view.state.doc.toString();
  let start = 0;
  while (start < before.length && start < text.length && before[start] === text[start]) start++;
  let end = 0;
  while (end < before.length - start && end < text.length - start && before.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({
    changes: { from: start, to: before.length - end, insert: text.slice(start, text.length - end) },
    annotations: Transaction.addToHistory.of(undoable),
    filter: false, // the first lines may be among them, folded or not
  });
}

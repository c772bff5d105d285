// What is pasted or dropped: formatted text keeps its structure, pictures ask for their texts, plain text stays as it is.
import { syntaxTree } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { placed } from "./commands.js";
import { convert, noteNames } from "./paste/convert.js";
import { inert } from "./paste/tree.js";
import { isPicture } from "./pictures.js";

/** Listens on a view; `picture(view, files)` takes pictures, `told(words)` says what was left out, `others()` that other files do not come in. */
export function pasting({ picture, told, others }) {
  const acts = { picture, told, others };
  return EditorView.domEventHandlers({
    paste: (event, view) => take(event, view, event.clipboardData, acts),
    drop: (event, view) => {
      const { dataTransfer } = event;
      if (!dataTransfer?.files.length) return false; // text that is moved is CodeMirror's
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null) view.dispatch({ selection: { anchor: at } });
      return take(event, view, dataTransfer, acts);
    },
  });
}

function take(event, view, data, { picture, told, others }) {
  const files = [...(data?.files ?? [])];
  const found = isLiteral(view.state) ? null : formatted(data, view.state);
  // Word and Excel bring a picture of their text along: the text is what was meant.
  if (found?.text) {
    event.preventDefault();
    put(view, found.text);
    const left = found.pictures.length;
    if (left) told(left === 1 ? "One picture was left out: paste or drop it as a file." : `${left} pictures were left out: paste or drop each as a file.`);
    return true;
  }
  if (!files.length) return false;
  event.preventDefault();
  const taken = files.filter(isPicture);
  if (taken.length < files.length) others();
  if (taken.length) picture(view, taken);
  return true;
}

/** Markdown of what is formatted; null where there is only plain text, or code from an editor that colors it. */
function formatted(data, state) {
  const html = data?.getData("text/html");
  if (!html || [...data.types].includes("vscode-editor-data")) return null;
  const tree = new DOMParser().parseFromString(inert(html), "text/html");
  return convert(tree.body, noteNames(state.doc.toString()));
}

/** Within code and front matter nothing is Markdown. */
function isLiteral(state) {
  const { from } = state.selection.main;
  for (let node = syntaxTree(state).resolveInner(from, -1); node; node = node.parent) {
    if (["FrontMatter", "CodeBlock", "InlineCode", "Formula", "FormulaBlock"].includes(node.name)) return true;
    if (node.name === "FencedCode") return !/^[`~]{3,}\s*question\b/.test(state.sliceDoc(node.from, node.from + 40));
  }
  return false;
}

/** Words go into the line, blocks get lines of their own, notes stand at the end of what is there. */
function put(view, text) {
  const { from, to } = view.state.selection.main;
  const isWords = !text.includes("\n") && !/^(#{1,6}|[-+>]|\d+\.|\||---)(\s|$)/.test(text);
  const insert = isWords ? text : placed(view.state, from, to, text);
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, scrollIntoView: true, userEvent: "input.paste" });
}

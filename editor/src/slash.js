// The menu of blocks: a slash at the beginning of a line or after a space opens it, and so does the toolbar. Letters search in it.
import { acceptCompletion, autocompletion, snippet, startCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { BLOCKS } from "./blocks.js";
import { footnote, placed } from "./commands.js";

/** The menu; `picture(view)` asks for a picture. */
export function slash(picture) {
  const options = BLOCKS.map((block, at) => ({
    // Searched: what one reads in the menu, and what one might call it instead.
    label: `${block.words} ${block.name.toLowerCase()}`,
    displayLabel: block.name,
    detail: block.detail,
    boost: -at / BLOCKS.length,
    apply: (view, _, from, to) => put(view, block, from, to, picture),
  }));
  const source = (context) => {
    const typed = context.matchBefore(/(?:^|\s)\/[\p{L}\d]*/u);
    if (isLiteral(context.state, context.pos) || !(typed || context.explicit)) return null;
    const from = typed ? typed.from + typed.text.indexOf("/") + 1 : context.pos;
    return { from, options, validFor: /^[\p{L}\d]*$/u };
  };
  return [
    autocompletion({ override: [source], icons: false, activateOnTypingDelay: 0, maxRenderedOptions: BLOCKS.length, tooltipClass: () => "editor-menu" }),
    EditorState.phrases.of({ Completions: "Blocks" }),
    Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
    // What scrolls can be reached without a mouse; the arrows do so from the text, and Tab chooses before it would get there.
    EditorView.updateListener.of(({ view }) => view.dom.querySelector(".editor-menu > ul")?.setAttribute("tabindex", "0")),
  ];
}

/** Opens the menu where the cursor is. */
export function open(view) {
  view.focus();
  return startCompletion(view);
}

/** Where a slash is a slash: in front matter, formulas and code. A question's words are code to Markdown, and not to people. */
function isLiteral(state, at) {
  for (let node = syntaxTree(state).resolveInner(at, -1); node; node = node.parent) {
    if (["FrontMatter", "FencedCode", "InlineCode", "Formula", "FormulaBlock"].includes(node.name) && at > node.from) return true;
  }
  return false;
}

/** Puts a block in place of the slash and what was typed after it. */
function put(view, block, from, to, picture) {
  const start = view.state.sliceDoc(from - 1, from) === "/" ? from - 1 : from;
  if (block.act) {
    view.dispatch({ changes: { from: start, to }, selection: { anchor: start }, userEvent: "input.complete" });
    return block.act === "picture" ? picture(view) : footnote(view);
  }
  const template = typeof block.template === "function" ? block.template() : block.template;
  const line = view.state.doc.lineAt(start);
  const before = view.state.sliceDoc(line.from, start);
  // What leads the slash on its line stays there; white space goes, and the mark of a quotation that nothing was written into.
  const begin = !block.inline && /^[\s>]*$/.test(before) ? line.from : start;
  return snippet(block.inline ? template : placed(view.state, begin, to, template))(view, null, begin, to);
}

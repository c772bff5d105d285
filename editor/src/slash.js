// The menu of blocks: a slash at the beginning of a line or after a space opens it, and so does the toolbar. Letters search in it.
// Whoever chooses a simulator there goes on in the menu of its worked examples; whoever chooses a video, in that of the draft's.
import { acceptCompletion, autocompletion, snippet, startCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { BLOCKS } from "./blocks.js";
import { footnote, placed } from "./commands.js";
import * as videos from "./films.js";
import * as models from "./simulators.js";

/**
 * The menu; `picture(view)` asks for a picture, `simulators` are those that may stand in the text and `films` the videos of the draft;
 * `filmless()` is called where a video is asked for and the draft has none.
 */
export function slash({ picture, simulators = [], films = [], filmless }) {
  const examples = (words) => models.examples(simulators, words).map(({ simulator: name, rank, ...example }) => ({ ...example, section: { name, rank } }));
  const sources = [
    ofAsked(models.ASKED, examples),
    ofAsked(videos.ASKED, (words) => videos.found(films, words)),
    ofBlocks(simulators.length > 0, {
      picture: (view) => picture(view),
      footnote: (view) => footnote(view),
      simulator: (view, from, to) => ask(view, [from, to], models.ASKED),
      video: (view, from, to) => (films.length ? ask(view, [from, to], videos.ASKED) : filmless()),
    }),
  ];
  const most = Math.max(BLOCKS.length, examples("").length, films.length);
  return [
    autocompletion({
      override: [(context) => sources.reduce((found, source) => found ?? source(context), null)],
      icons: false,
      activateOnTypingDelay: 0,
      maxRenderedOptions: most,
      tooltipClass: () => "editor-menu",
      addToOptions: [{ render: ofSection, position: 40 }],
    }),
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

/** The blocks, where a slash and letters are typed, or where they are asked for. */
function ofBlocks(withSimulators, acts) {
  const options = BLOCKS.map((block, at) => ({
    // Searched: what one reads in the menu, and what one might call it instead.
    label: `${block.words} ${block.name.toLowerCase()}`,
    displayLabel: block.name,
    detail: block.detail,
    boost: -at / BLOCKS.length,
    simulator: block.act === "simulator",
    apply: (view, _, from, to) => put(view, block, { from: slashed(view, from, "/"), to }, acts[block.act]),
  }));
  return (context) => {
    const typed = context.matchBefore(/(?:^|\s)\/[\p{L}\d]*/u);
    if (isIn(context, LITERAL) || !(typed || context.explicit)) return null;
    const from = typed ? typed.from + typed.text.indexOf("/") + 1 : context.pos;
    const fits = withSimulators && !isIn(context, ["ListItem", "Blockquote"]);
    return { from, options: fits ? options : options.filter((option) => !option.simulator), validFor: /^[\p{L}\d]*$/u };
  };
}

/** What `found(words)` has behind the words that ask for it: the worked examples of the simulators, the videos. */
function ofAsked(asked, found) {
  const pattern = new RegExp(`(?:^|\\s)${asked}[^\\n]{0,60}`, "u");
  return (context) => {
    const typed = context.matchBefore(pattern);
    if (!typed || isIn(context, LITERAL)) return null;
    const from = typed.from + typed.text.indexOf("/") + asked.length;
    const options = found(context.state.sliceDoc(from, context.pos)).map(({ title, detail, section, template }) => ({
      label: title,
      detail,
      section,
      apply: (view, _, start, to) => put(view, { template }, { from: slashed(view, start, asked), to }),
    }));
    // Sought by us: a title that has the letters somewhere, far from each other, is not meant.
    return options.length ? { from, options, filter: false } : null;
  };
}

/** The heading of a section is no part of an option; whoever hears the options hears it with each. */
function ofSection({ section }) {
  if (!section) return null;
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.textContent = `${section.name}: `;
  return words;
}

/** Where a slash is a slash: in front matter, formulas and code. A question's words are code to Markdown, and not to people. */
const LITERAL = ["FrontMatter", "FencedCode", "InlineCode", "Formula", "FormulaBlock"];

/** Whether the place is within one of these. */
function isIn({ state, pos }, names) {
  for (let node = syntaxTree(state).resolveInner(pos, -1); node; node = node.parent) {
    if (names.includes(node.name) && pos > node.from) return true;
  }
  return false;
}

/** Where what opened the menu begins, if it stands before this place. */
function slashed(view, from, opened) {
  const start = Math.max(0, from - opened.length);
  return view.state.sliceDoc(start, from) === opened ? start : from;
}

/** Puts a block in place of the slash and what was typed after it; `act` is what is more than text. */
function put(view, block, { from: start, to }, act) {
  if (act) {
    view.dispatch({ changes: { from: start, to }, selection: { anchor: start }, userEvent: "input.complete" });
    return act(view, start, start);
  }
  const template = typeof block.template === "function" ? block.template() : block.template;
  const line = view.state.doc.lineAt(start);
  const before = view.state.sliceDoc(line.from, start);
  // What leads the slash on its line stays there; white space goes, and the mark of a quotation that nothing was written into.
  const begin = !block.inline && /^[\s>]*$/.test(before) ? line.from : start;
  return snippet(block.inline ? template : placed(view.state, begin, to, template))(view, null, begin, to);
}

/** Asks which: the words stand in the text, so that whoever leaves the menu comes back to it by typing on. */
function ask(view, [from, to], asked) {
  const gap = /\S/.test(view.state.sliceDoc(Math.max(0, from - 1), from)) ? " " : "";
  const insert = gap + asked;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.complete" });
  startCompletion(view);
}

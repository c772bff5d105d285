// What toolbar and shortcuts do to the text. Each takes `{ state, dispatch }` and says whether it did something.
import { indentLess } from "@codemirror/commands";
import { syntaxTree } from "@codemirror/language";
import { EditorSelection } from "@codemirror/state";
import { noteNames } from "./paste/convert.js";

/** Puts a mark around what is selected, or the word there; takes it away where it is. */
export const around = (mark) => ({ state, dispatch }) => {
  const changes = state.changeByRange((range) => {
    const { from, to } = wanted(state, range);
    const size = mark.length;
    if (isMarked(state, from, to, mark)) {
      return {
        changes: [{ from: from - size, to: from }, { from: to, to: to + size }],
        range: EditorSelection.range(range.anchor - size, range.head - size),
      };
    }
    return {
      changes: [{ from, insert: mark }, { from: to, insert: mark }],
      range: range.empty ? EditorSelection.cursor(range.head + size) : EditorSelection.range(from + size, to + size),
    };
  });
  dispatch(state.update(changes, { scrollIntoView: true, userEvent: "input" }));
  return true;
};

/** The selection without white space at its ends; an empty one takes the word it is in. */
function wanted(state, range) {
  if (range.empty) return state.wordAt(range.head) ?? range;
  const text = state.sliceDoc(range.from, range.to);
  const before = text.length - text.trimStart().length;
  return text.trim() ? { from: range.from + before, to: range.from + text.trimEnd().length } : range;
}

/** Whether the mark is there already. Two stars are not one: three are both. */
function isMarked(state, from, to, mark) {
  const letter = mark[0];
  const before = state.sliceDoc(Math.max(0, from - 3), from).match(/(.)\1*$/);
  const after = state.sliceDoc(to, to + 3).match(/^(.)\1*/);
  if (before?.[1] !== letter || after?.[1] !== letter) return false;
  const run = Math.min(before[0].length, after[0].length);
  return run === mark.length || run >= 3;
}

/** A link of what is selected, whether words or an address. */
export function link({ state, dispatch }) {
  const { from, to } = wanted(state, state.selection.main);
  const text = state.sliceDoc(from, to);
  const isAddress = /^(https?:\/\/|mailto:)\S+$/.test(text);
  const insert = isAddress ? `[](${text})` : `[${text}](https://)`;
  const at = from + (isAddress || !text ? 1 : text.length + 3);
  const selection = text && !isAddress ? EditorSelection.range(at, at + 8) : EditorSelection.cursor(at);
  dispatch(state.update({ changes: { from, to, insert }, selection, scrollIntoView: true, userEvent: "input" }));
  return true;
}

/** The lines of the selection. */
function chosen(state) {
  const { from, to } = state.selection.main;
  const lines = [];
  for (let at = from; at <= to; ) {
    const line = state.doc.lineAt(at);
    lines.push(line);
    at = line.to + 1;
  }
  return lines;
}

/** Changes the beginnings of lines: `begin(text, index)` gives the new text of a line. */
function rewrite({ state, dispatch }, lines, begin) {
  const changes = lines.map((line, at) => ({ from: line.from, to: line.to, insert: begin(line.text, at) }));
  const kept = changes.map(({ from, to, insert }) => shortened(state.sliceDoc(from, to), insert, from));
  const changed = state.changes(kept);
  // Whoever begins a list on an empty line goes on behind its mark.
  dispatch(state.update({ changes: changed, selection: state.selection.map(changed, 1), scrollIntoView: true, userEvent: "input" }));
  return true;
}

/** Only what differs at the beginning, so that the cursor stays where it is in the words. */
function shortened(before, after, from) {
  let end = 0;
  while (end < before.length && end < after.length && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from, to: from + before.length - end, insert: after.slice(0, after.length - end) };
}

/** Makes lines headings of a level, or takes it from those that are. */
export const heading = (level) => (target) => {
  const lines = chosen(target.state);
  const mark = `${"#".repeat(level)} `;
  const all = lines.every((line) => line.text.startsWith(mark));
  return rewrite(target, lines, (text) => (all ? "" : mark) + text.replace(/^#{1,6}\s+/, ""));
};

const LIST = /^(\s*)(?:[-*+]|\d+[.)])\s+/;

/** Makes lines a list, or no list where they are one of this kind. `kind` is `bullet` or `number`. */
export const list = (kind) => (target) => {
  const all = chosen(target.state);
  const lines = all.length > 1 ? all.filter((line) => line.text.trim()) : all;
  const is = kind === "bullet" ? /^\s*[-*+]\s/ : /^\s*\d+[.)]\s/;
  const off = lines.every((line) => is.test(line.text));
  const mark = (at) => (off ? "" : kind === "bullet" ? "- " : `${at + 1}. `);
  return rewrite(target, lines, (text, at) => text.match(/^\s*/)[0] + mark(at) + text.replace(LIST, "").trimStart());
};

/** Makes lines a quotation, or takes it from them. */
export function quote(target) {
  const lines = chosen(target.state);
  const off = lines.every((line) => line.text.startsWith(">"));
  return rewrite(target, lines, (text) => (off ? text.replace(/^>\s?/, "") : text ? `> ${text}` : ">"));
}

/** Code: within a line, or as a block where several lines are selected. */
export function code(target) {
  const { state, dispatch } = target;
  const lines = chosen(state);
  if (lines.length < 2) return around("`")(target);
  dispatch(state.update({
    changes: [{ from: lines[0].from, insert: "```\n" }, { from: lines.at(-1).to, insert: "\n```" }],
    userEvent: "input",
  }));
  return true;
}

/** A footnote here, whose text is written at the end. */
export function footnote({ state, dispatch }) {
  const names = noteNames(state.doc.toString());
  let number = 1;
  while (names.has(`note-${number}`)) number++;
  const mark = `[^note-${number}]`;
  const { to } = state.selection.main;
  const end = state.doc.length;
  const gap = state.sliceDoc(Math.max(0, end - 2)) === "\n\n" || !end ? "" : state.sliceDoc(end - 1) === "\n" ? "\n" : "\n\n";
  const below = `${gap}${mark}: \n`;
  dispatch(state.update({
    changes: [{ from: to, insert: mark }, { from: end, insert: below }],
    selection: EditorSelection.cursor(end + mark.length + below.length - 1),
    scrollIntoView: true,
    userEvent: "input",
  }));
  return true;
}

/** A block of its own in place of a range: with an empty line before and after it. */
export function placed(state, from, to, text) {
  const before = state.sliceDoc(Math.max(0, from - 2), from);
  const after = state.sliceDoc(to, to + 2);
  const above = !from || before === "\n\n" || before === "\n" ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = to === state.doc.length || after === "\n\n" ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  return above + text + below;
}

/** The list an end of the selection is in: `BulletList`, `OrderedList` or none. */
function listAt(state) {
  for (let node = syntaxTree(state).resolveInner(state.selection.main.from, -1); node; node = node.parent) {
    if (node.name === "BulletList" || node.name === "OrderedList") return node.name;
    if (node.name === "FencedCode") return undefined;
  }
  return undefined;
}

/** Tab makes an item of a list an inner one. Anywhere else it is not ours, and leads on. */
export function deeper(target) {
  const kind = listAt(target.state);
  if (!kind) return false;
  const room = kind === "OrderedList" ? "   " : "  ";
  return rewrite(target, chosen(target.state), (text) => (text ? room + text : text));
}

/** Shift+Tab makes it an outer one. */
export function outer(target) {
  return listAt(target.state) && chosen(target.state).some((line) => /^\s/.test(line.text)) ? indentLess(target) : false;
}

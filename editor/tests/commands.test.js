import assert from "node:assert/strict";
import test from "node:test";
import { EditorSelection, EditorState } from "@codemirror/state";
import { ensureSyntaxTree } from "@codemirror/language";
import * as commands from "../src/commands.js";
import { lesson } from "../src/language.js";

/** Runs a command on a text where `|` is the cursor, or two of them the selection; gives the text with the same marks. */
function after(command, marked) {
  const [from, to = from] = [...marked.matchAll(/\|/g)].map((found, at) => found.index - at);
  let state = EditorState.create({ doc: marked.replaceAll("|", ""), selection: EditorSelection.single(from, to), extensions: [lesson] });
  ensureSyntaxTree(state, state.doc.length);
  const did = command({ state, dispatch: (transaction) => { state = transaction.state; } });
  if (!did) return false;
  const { anchor, head } = state.selection.main;
  const text = state.doc.toString();
  const [start, end] = [Math.min(anchor, head), Math.max(anchor, head)];
  return start === end ? `${text.slice(0, start)}|${text.slice(start)}` : `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;
}

test("a mark goes around the selection or the word, and off again", () => {
  const bold = commands.around("**");
  assert.equal(after(bold, "a |word | b"), "a **|word|**  b");
  assert.equal(after(bold, "a wo|rd b"), "a **wo|rd** b");
  assert.equal(after(bold, "a **wo|rd** b"), "a wo|rd b");
  assert.equal(after(bold, "a **|word|** b"), "a |word| b");
  assert.equal(after(bold, "a | b"), "a **|** b");
});

test("one star and two are told apart", () => {
  assert.equal(after(commands.around("*"), "a **wo|rd** b"), "a ***wo|rd*** b");
  assert.equal(after(commands.around("*"), "a ***wo|rd*** b"), "a **wo|rd** b");
  assert.equal(after(commands.around("**"), "a *wo|rd* b"), "a ***wo|rd*** b");
});

test("links of words and of addresses", () => {
  assert.equal(after(commands.link, "see |the paper|."), "see [the paper](|https://|).");
  assert.equal(after(commands.link, "see |https://a.example/x|."), "see [|](https://a.example/x).");
  assert.equal(after(commands.link, "see |"), "see [|](https://)");
});

test("headings are set, changed and taken off", () => {
  assert.equal(after(commands.heading(2), "Ti|tle"), "## Ti|tle");
  assert.equal(after(commands.heading(3), "## Ti|tle"), "### Ti|tle");
  assert.equal(after(commands.heading(3), "### Ti|tle"), "Ti|tle");
});

test("lists are set, changed and taken off, line by line", () => {
  assert.equal(after(commands.list("bullet"), "|a\n\nb|"), "- |a\n\n- b|");
  assert.equal(after(commands.list("number"), "|- a\n- b|"), "|1. a\n2. b|");
  assert.equal(after(commands.list("number"), "|1. a\n2. b|"), "|a\nb|");
  assert.equal(after(commands.list("bullet"), "|"), "- |");
});

test("quotations and code", () => {
  assert.equal(after(commands.quote, "|a\nb|"), "> |a\n> b|");
  assert.equal(after(commands.quote, "> a|"), "a|");
  assert.equal(after(commands.code, "a |b| c"), "a `|b|` c");
  assert.equal(after(commands.code, "|a\nb|"), "```\n|a\nb|\n```");
});

test("a footnote is marked here and written at the end, under a name that is free", () => {
  assert.equal(after(commands.footnote, "It costs.|\n\n[^note-1]: x\n"), "It costs.[^note-2]\n\n[^note-1]: x\n\n[^note-2]: |\n");
});

test("Tab is ours in lists alone", () => {
  assert.equal(after(commands.deeper, "- a\n- b|"), "- a\n  - b|");
  assert.equal(after(commands.deeper, "1. a\n2. b|"), "1. a\n   2. b|");
  assert.equal(after(commands.deeper, "words|"), false);
  assert.equal(after(commands.outer, "- a\n  - b|"), "- a\n- b|");
  assert.equal(after(commands.outer, "- a|"), false);
});

test("a block has empty lines around it", () => {
  const at = (marked) => {
    const from = marked.indexOf("|");
    const state = EditorState.create({ doc: marked.replace("|", "") });
    return commands.placed(state, from, from, "X");
  };
  assert.deepEqual([at("|"), at("a|"), at("a\n|"), at("a\n\n|"), at("a\n\n|\n\nb"), at("a|\nb"), at("|b")], ["X", "\n\nX", "\nX", "X", "X", "\n\nX\n", "X\n\n"]);
});

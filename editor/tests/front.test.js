import assert from "node:assert/strict";
import { test } from "node:test";
import { history, moveLineUp, transposeChars, undo } from "@codemirror/commands";
import { EditorState, Text } from "@codemirror/state";
import { begin, cursor, folding, front } from "../src/front.js";

const TEXT = "---\nunit: a\nminutes: 5\n---\nFirst words.\nMore.\n";
const doc = (text) => Text.of(text.split("\n"));
const START = begin(doc(TEXT));
const editing = (text = TEXT) => EditorState.create({ doc: text, selection: cursor(doc(text)), extensions: [front, history()] });
const after = (state, spec) => state.update(spec).state;
const typed = (state, insert) => after(state, { changes: { from: 0, insert } }).doc.toString();

/** What a command makes of a state. */
function done(command, state) {
  let result = state;
  command({ state, dispatch: (transaction) => { result = transaction.state; } });
  return result;
}

test("the text begins behind the last dashes, and at once without them", () => {
  assert.equal(START, TEXT.indexOf("First"));
  for (const none of ["", "Words.", "---\nunit: a\n", "--- \nWords", "a\n---\nb\n---\nc"]) assert.equal(begin(doc(none)), 0, none);
  assert.equal(begin(doc("---\n---\nx")), 8);
});

test("what is folded cannot be typed into, taken out or joined to", () => {
  const state = editing();
  assert.equal(state.selection.main.head, START);
  for (const changes of [{ from: 0, insert: "x" }, { from: 6, to: 9, insert: "x" }, { from: START - 1, to: START }, { from: 0, to: TEXT.length, insert: "x" }]) {
    assert.equal(after(state, { changes }).doc.toString(), TEXT, JSON.stringify(changes));
  }
});

test("what would reach into it is not done at all, and not by half", () => {
  const state = editing();
  assert.equal(done(moveLineUp, state).doc.toString(), TEXT, "the first line has nothing above it");
  assert.equal(done(transposeChars, state).doc.toString(), TEXT);
  const drop = [{ from: START, to: START + 5 }, { from: 0, insert: "First" }];
  assert.equal(after(state, { changes: drop, userEvent: "move.drop" }).doc.toString(), TEXT, "words that are dropped above it stay where they are");
  const all = [{ from: 4, to: 8, insert: "x" }, { from: START, to: START + 5, insert: "Last" }];
  assert.equal(after(state, { changes: all, userEvent: "input.replace.all" }).doc.toString(), TEXT.replace("First", "Last"));
});

test("the text behind it is written as any, from its first place on", () => {
  const state = editing();
  assert.equal(after(state, { changes: { from: START, insert: "The " } }).doc.toString(), TEXT.replace("First", "The First"));
  assert.equal(after(state, { changes: { from: START, to: TEXT.length } }).doc.toString(), TEXT.slice(0, START));
});

test("opened it is written as any, and folded again", () => {
  const open = after(editing(), folding(editing(), false));
  assert.equal(open.selection.main.head, 0);
  assert.equal(typed(open, "x"), `x${TEXT}`);
  const shut = after(open, folding(open, true));
  assert.equal(shut.selection.main.head, START);
  assert.equal(typed(shut, "x"), TEXT);
});

test("an undo and a search that lead into it open it", () => {
  const open = after(editing(), folding(editing(), false));
  const changed = after(open, { changes: { from: 4, insert: "new: b\n" }, userEvent: "input" });
  const shut = after(changed, folding(changed, true));
  assert.equal(typed(shut, "x"), changed.doc.toString());
  const undone = done(undo, shut);
  assert.equal(undone.doc.toString(), TEXT);
  assert.equal(typed(undone, "x"), `x${TEXT}`);
  const found = after(editing(), { selection: { anchor: 4, head: 8 }, userEvent: "select.search" });
  assert.equal(typed(found, "x"), `x${TEXT}`);
});

test("what we put in place is not held back, and the fold follows it", () => {
  const longer = TEXT.replace("minutes: 5", "minutes: 50");
  const state = after(editing(), { changes: { from: 0, to: TEXT.length, insert: longer }, filter: false });
  assert.equal(state.doc.toString(), longer);
  assert.equal(typed(state, "x"), longer);
  const without = after(state, { changes: { from: 0, to: longer.length, insert: "Words." }, filter: false });
  assert.equal(typed(without, "x"), "xWords.");
});

test("dashes that are typed fold nothing away", () => {
  const state = after(editing("unit: a\n---\nWords."), { changes: { from: 0, insert: "---\n" } });
  assert.ok(begin(state.doc) > 0);
  assert.equal(typed(state, "x"), "x---\nunit: a\n---\nWords.");
});

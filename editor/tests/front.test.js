import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, Text } from "@codemirror/state";
import { begin, cursor, front } from "../src/front.js";

const TEXT = "---\nunit: a\nminutes: 5\n---\n\nWords.\n";
const doc = (text) => Text.of(text.split("\n"));
const editing = (text = TEXT) => EditorState.create({ doc: text, selection: cursor(doc(text)), extensions: [front] });
const after = (state, spec) => state.update(spec).state;

test("the text begins behind the last dashes, and at once without them", () => {
  assert.equal(begin(doc(TEXT)), TEXT.indexOf("\n\nWords") + 1);
  for (const none of ["", "Words.", "---\nunit: a\n", "--- \nWords", "a\n---\nb\n---\nc"]) assert.equal(begin(doc(none)), 0, none);
  assert.equal(begin(doc("---\n---\nx")), 8);
});

test("what is folded cannot be typed into, taken out or joined to", () => {
  const state = editing();
  const start = begin(state.doc);
  assert.equal(state.selection.main.head, start);
  for (const changes of [
    { from: 0, insert: "x" },
    { from: 6, to: 9, insert: "x" },
    { from: start - 1, to: start },
  ]) assert.equal(after(state, { changes }).doc.toString(), TEXT, JSON.stringify(changes));
  const all = after(state, { selection: { anchor: 0, head: TEXT.length } });
  assert.equal(after(all, all.replaceSelection("All new.")).doc.toString(), `${TEXT.slice(0, start)}All new.`);
});

test("the text behind it is written as any, from its first place on", () => {
  const state = editing();
  const start = begin(state.doc);
  assert.equal(after(state, { changes: { from: start, insert: "First. " } }).doc.sliceString(start, start + 7), "First. ");
  assert.equal(after(state, { changes: { from: start, to: start + 1 } }).doc.toString(), TEXT.replace("\n\nWords", "\nWords"));
});

test("the cursor stays out of it, and a selection ends before it", () => {
  const state = editing();
  const start = begin(state.doc);
  assert.equal(after(state, { selection: { anchor: 0 } }).selection.main.head, start);
  const all = after(state, { selection: { anchor: 0, head: TEXT.length } }).selection.main;
  assert.deepEqual([all.from, all.to], [start, TEXT.length]);
});

test("what we put in place is not held back, and the fold follows it", () => {
  const longer = TEXT.replace("minutes: 5", "minutes: 50");
  const state = after(editing(), { changes: { from: 0, to: TEXT.length, insert: longer }, filter: false });
  assert.equal(state.doc.toString(), longer);
  assert.equal(after(state, { changes: { from: 5, insert: "x" } }).doc.toString(), longer);
  const without = after(state, { changes: { from: 0, to: longer.length, insert: "Words." }, filter: false });
  assert.equal(after(without, { changes: { from: 0, insert: "x" } }).doc.toString(), "xWords.");
});

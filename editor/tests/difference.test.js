import assert from "node:assert/strict";
import test from "node:test";
import { compare, difference } from "../src/difference.js";

const joined = (runs, but) => runs.filter(({ kind }) => kind !== but).flatMap(({ items }) => items).join("");

test("both texts can be read out of the difference, whatever they are", () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 500; round++) {
    const [a, b] = [0, 0].map(() => Array.from({ length: random(12) }, () => "abc"[random(3)]));
    const runs = compare(a, b);
    assert.equal(joined(runs, "new"), a.join(""));
    assert.equal(joined(runs, "gone"), b.join(""));
  }
});

test("a changed word is shown within its line", () => {
  assert.deepEqual(difference("one\nThe cost is high here.\nthree", "one\nThe cost is low here.\nthree"), [
    { kind: "same", text: "one" },
    { kind: "changed", pieces: [{ kind: "same", text: "The cost is " }, { kind: "gone", text: "high" }, { kind: "new", text: "low" }, { kind: "same", text: " here." }] },
    { kind: "same", text: "three" },
  ]);
});

test("lines of one text alone are gone or new, and different sentences stand one after the other", () => {
  assert.deepEqual(difference("a\nb", "a\nb\nc").at(-1), { kind: "changed", pieces: [{ kind: "new", text: "c" }] });
  assert.deepEqual(difference("a\nb\nc", "a\nc")[1], { kind: "changed", pieces: [{ kind: "gone", text: "b" }] });
  const [line] = difference("Scarcity means choosing.", "A budget is a plan.");
  assert.deepEqual(line.pieces.map(({ kind }) => kind), ["gone", "new"]);
});

test("two long texts that have nothing in common do not take long", () => {
  const text = (word) => Array.from({ length: 3000 }, (_, at) => `${word}${at}`).join("\n");
  const begun = performance.now();
  assert.equal(difference(text("a"), text("b")).length, 3000);
  assert.ok(performance.now() - begun < 3000);
});

import assert from "node:assert/strict";
import test from "node:test";
import { sides } from "../src/choice.js";
import { merged } from "../src/merge.js";

const BASE = "one\ntwo\nthree\nfour\n";

test("what both changed in different places stands in one text", () => {
  assert.equal(merged(BASE, "One\ntwo\nthree\nfour\n", `${BASE}five\n`), "One\ntwo\nthree\nfour\nfive\n");
  assert.equal(merged(BASE, "one\nthree\nfour\n", "one\ntwo\nthree\nFour\n"), "one\nthree\nFour\n");
  assert.equal(merged(BASE, "zero\none\ntwo\nthree\nfour\n", "one\n2\n3\nfour\n"), "zero\none\n2\n3\nfour\n");
  assert.equal(merged("a\n", "a\nmine", "A\n"), "A\nmine");
});

test("a line that has no end does not run into the next", () => {
  assert.equal(merged("a\nb\n", "a\nb\nmine", "a\nB"), "a\nB\nmine");
});

test("what both changed alike is there once", () => {
  assert.equal(merged(BASE, "ONE\ntwo\nthree\nmine\n", "ONE\ntwo\nthree\nfour\n"), "ONE\ntwo\nthree\nmine\n");
});

test("where both changed the same place, or one nothing, there is nothing to put together", () => {
  assert.equal(merged(BASE, "one\nmine\nthree\nfour\n", "one\ntheirs\nthree\nfour\n"), null);
  assert.equal(merged(BASE, `${BASE}mine\n`, `${BASE}theirs\n`), null);
  assert.equal(merged(BASE, "one\nfour\n", "one\ntwo\nTHREE\nfour\n"), null);
  assert.equal(merged(BASE, BASE, `${BASE}theirs\n`), null);
  assert.equal(merged("", "mine", "theirs"), null);
});

test("whatever two texts are: put together, they have the lines that each of them added", () => {
  let seed = 11;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  let together = 0;
  for (let round = 0; round < 500; round++) {
    const base = Array.from({ length: random(10) }, (_, at) => `line ${at}\n`);
    const with_ = (word) => base.flatMap((line) => (random(6) ? [line] : [`${word} ${random(90)}\n`, line])).join("");
    const [mine, theirs] = [with_("mine"), with_("theirs")];
    const both = merged(base.join(""), mine, theirs);
    if (both === null) continue;
    together++;
    for (const line of [...mine.split("\n"), ...theirs.split("\n")]) assert.ok(both.includes(line), `${line} is not in ${both}`);
  }
  assert.ok(together > 50, `only ${together} of 500`);
});

test("both together is offered first, and only where it can be had", () => {
  assert.deepEqual(sides("both").map(([, whose]) => whose), ["both", "mine", "theirs"]);
  assert.deepEqual(sides(null).map(([, whose]) => whose), ["mine", "theirs"]);
});

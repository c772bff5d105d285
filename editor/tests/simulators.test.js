import assert from "node:assert/strict";
import test from "node:test";
import { examples, offered } from "../src/simulators.js";

const SIMULATORS = offered(JSON.stringify([
  ["icer", "Cost-effectiveness plane", [["six", "Six ways to run a program"], ["checkpoint", "Five options"]]],
  ["control-chart", "Control chart", [["falls", "Falls before and after rounding"]]],
]));
const found = (words) => examples(SIMULATORS, words).map(({ template }) => template.match(/simulator:(\S+)/)[1]);

test("where the server offers none there is none", () => {
  for (const nothing of [undefined, "", "[]"]) assert.deepEqual(examples(offered(nothing), ""), []);
});

test("all examples are offered in the server's order, each under its simulator", () => {
  assert.deepEqual(found(""), ["icer?preset=six", "icer?preset=checkpoint", "control-chart?preset=falls"]);
  assert.deepEqual(examples(SIMULATORS, "").map(({ simulator, rank, title }) => [simulator, rank, title]), [
    ["Cost-effectiveness plane", 0, "Six ways to run a program"],
    ["Cost-effectiveness plane", 0, "Five options"],
    ["Control chart", 1, "Falls before and after rounding"],
  ]);
});

test("one is found by words of its title and of its simulator's, and by nothing else", () => {
  assert.deepEqual(found("control"), ["control-chart?preset=falls"]);
  assert.deepEqual(found(" Plane  five "), ["icer?preset=checkpoint"]);
  assert.deepEqual(found("chart program"), []);
  assert.deepEqual(found("preset"), []);
});

test("what is put in is a line like a figure's, with two places to fill in", () => {
  assert.equal(examples(SIMULATORS, "falls")[0].template, '![${What it shows}](simulator:control-chart?preset=falls "${What to try}")');
});

import assert from "node:assert/strict";
import test from "node:test";
import { filmed, found } from "../src/films.js";

const FILMS = filmed(JSON.stringify([
  ["media/ward-round.mp4", "A round on the ward", true],
  ["media/plane.webm", "", false],
]));

test("where the draft has no video none is offered", () => {
  for (const nothing of [undefined, "", "[]"]) assert.deepEqual(found(filmed(nothing), ""), []);
});

test("a video is found by its name and by what it shows, and it is said where captions are missing", () => {
  assert.deepEqual(found(FILMS, "").map(({ title, detail }) => [title, detail]), [
    ["ward-round.mp4", "A round on the ward"],
    ["plane.webm", "Its captions are missing"],
  ]);
  assert.deepEqual(found(FILMS, " WARD on").map(({ title }) => title), ["ward-round.mp4"]);
  assert.deepEqual(found(FILMS, "webm").map(({ title }) => title), ["plane.webm"]);
  assert.deepEqual(found(FILMS, "nothing"), []);
});

test("what is put in is the line of a figure, with places for what is not known yet", () => {
  assert.equal(found(FILMS, "ward")[0].template, '![A round on the ward](media/ward-round.mp4 "${Caption}")');
  assert.equal(found(FILMS, "plane")[0].template, '![${What it shows, for those who cannot see it}](media/plane.webm "${Caption}")');
  const [odd] = found([["media/a.mp4", "[A] ${b}\nand \\c", true]], "");
  assert.equal(odd.template, '![A b and c](media/a.mp4 "${Caption}")');
});

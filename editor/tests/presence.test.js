import assert from "node:assert/strict";
import test from "node:test";
import { Presence } from "../src/keeping/presence.js";
import { Clock, settled } from "./clock.js";

/** Somebody with a text open, whose server answers what `answers` says, or that nobody else is there. */
function open({ answers = [] } = {}) {
  const [clock, asked, told] = [new Clock(), [], []];
  const ask = async (what) => {
    asked.push({ ...what, at: clock.now() });
    return answers.length ? answers.shift() : { here: { words: "", who: "" }, newer: null };
  };
  const presence = new Presence({ ask, seen: () => 7, clock, tell: (answer) => told.push(answer) });
  return { presence, clock, asked, told };
}

const times = ({ asked }) => asked.map(({ at }) => at);

test("a sign is given every 25 seconds, the first one not before somebody could type", async () => {
  const all = open();
  all.presence.show(true);
  await all.clock.go(24_999);
  assert.deepEqual(times(all), []);
  await all.clock.go(50_001);
  assert.deepEqual(times(all), [25_000, 50_000, 75_000]);
  assert.deepEqual([all.asked[0].seen, all.told.length], [7, 3]);
});

test("a page that is not seen gives none, and says at once that it is seen again", async () => {
  const all = open();
  all.presence.show(true);
  await all.clock.go(25_000);
  all.presence.show(false);
  await all.clock.go(100_000);
  assert.deepEqual(times(all), [25_000]);
  all.presence.show(true, { now: true });
  await settled();
  await all.clock.go(25_000);
  assert.deepEqual(times(all), [25_000, 125_000, 150_000]);
});

test("a save is a sign too", async () => {
  const all = open();
  all.presence.show(true);
  await all.clock.go(20_000);
  all.presence.heard({ here: { words: "Paul has it open.", who: "Paul" } });
  await all.clock.go(24_999);
  assert.deepEqual([times(all), all.told.length], [[], 1]);
  await all.clock.go(1);
  assert.deepEqual(times(all), [45_000]);
});

test("whoever touches nothing for ten minutes is gone, until they touch something", async () => {
  const all = open();
  all.presence.show(true);
  await all.clock.go(3_600_000);
  assert.equal(times(all).at(-1), 575_000);
  const before = all.asked.length;
  all.presence.wake();
  all.presence.wake();
  await settled();
  assert.equal(all.asked.length, before + 1);
});

test("a server that cannot be reached is asked again, and one that refuses is not", async () => {
  const all = open({ answers: [null, false] });
  all.presence.show(true);
  await all.clock.go(200_000);
  assert.deepEqual([times(all), all.told.length], [[25_000, 50_000], 0]);
  all.presence.heard({ here: { words: "", who: "" } });
  await all.clock.go(25_000);
  assert.equal(times(all).at(-1), 225_000);
});

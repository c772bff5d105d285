import assert from "node:assert/strict";
import test from "node:test";
import { Device } from "../src/keeping/device.js";
import { Keeper } from "../src/keeping/keeper.js";
import { read, why } from "../src/keeping/server.js";
import { Clock, settled } from "./clock.js";

/** A storage as browsers have it: its keys are its own properties. */
class Storage {
  getItem(name) { return Object.hasOwn(this, name) ? this[name] : null; }
  setItem(name, text) { this[name] = text; }
  removeItem(name) { delete this[name]; }
}

/** A keeper over a server that answers what `answers` says, or saves. */
function writing({ answers = [], text = "old", storage = new Storage() } = {}) {
  const [clock, sent, states, told] = [new Clock(), [], [], {}];
  const server = { revision: 1, text };
  const send = async (request) => {
    sent.push({ ...request, at: clock.now() });
    const answer = answers.shift();
    if (answer) return typeof answer === "function" ? answer(request, server) : answer;
    if (request.seen !== server.revision) return { kind: "conflict", ...server };
    Object.assign(server, { revision: server.revision + 1, text: request.text });
    return { kind: "saved", revision: server.revision };
  };
  const tell = { state: (kind) => states.push(kind), saved: (what) => { told.saved = what; }, conflict: (theirs) => { told.conflict = theirs; } };
  const device = new Device(storage, "studio:m:u:p", "tab-1");
  return { keeper: new Keeper({ text, seen: 1, device, send, clock, tell }), clock, sent, states, told, server, storage, device };
}

const kept = ({ storage }) => JSON.parse(storage["attending-editor-studio:m:u:p#tab-1"] ?? "null");

test("a change is on the device at once, and on the server 800 ms after the last one", async () => {
  const all = writing();
  all.keeper.changed("new");
  assert.deepEqual([kept(all).text, kept(all).seen, all.sent.length], ["new", 1, 0]);
  await all.clock.go(799);
  assert.equal(all.sent.length, 0);
  await all.clock.go(1);
  assert.deepEqual([all.server.text, kept(all), all.states.at(-1), all.told.saved.revision], ["new", null, "saved", 2]);
});

test("whoever types without a pause is saved every two seconds", async () => {
  const all = writing();
  for (let key = 1; key <= 50; key++) {
    all.keeper.changed("x".repeat(key));
    await all.clock.go(100);
  }
  assert.deepEqual(all.sent.map(({ at }) => at), [2000, 4000]);
});

test("what is typed back is not sent", async () => {
  const all = writing();
  all.keeper.changed("new");
  all.keeper.changed("old");
  await all.clock.go(10_000);
  assert.deepEqual([all.sent.length, kept(all), all.keeper.isSaved()], [0, null, true]);
});

test("without a connection it is tried again, later each time, and typing does not hurry it", async () => {
  const all = writing({ answers: Array.from({ length: 3 }, () => ({ kind: "unreachable" })) });
  all.keeper.changed("new");
  await all.clock.go(900);
  assert.equal(all.states.at(-1), "unreachable");
  all.keeper.changed("newer");
  await all.clock.go(20_000);
  assert.deepEqual(all.sent.map(({ at }) => at), [800, 1800, 3800, 7800]);
  assert.deepEqual([all.server.text, kept(all), all.states.at(-1)], ["newer", null, "saved"]);
});

test("a save that arrived although its answer was lost is no conflict", async () => {
  const lost = (request, server) => { Object.assign(server, { revision: 2, text: request.text }); return { kind: "unreachable" }; };
  const all = writing({ answers: [lost] });
  all.keeper.changed("new");
  await all.clock.go(800);
  all.keeper.changed("new and more");
  await all.clock.go(5000);
  assert.deepEqual([all.told.conflict, all.server.text, all.server.revision], [undefined, "new and more", 3]);
});

test("in a conflict nothing is sent until the author has chosen, and everything is on the device", async () => {
  const all = writing();
  Object.assign(all.server, { revision: 5, text: "theirs", by: "Ines" });
  all.keeper.changed("mine");
  await all.clock.go(800);
  assert.equal(all.told.conflict.by, "Ines");
  all.keeper.changed("mine, longer");
  await all.clock.go(60_000);
  assert.deepEqual([all.sent.length, kept(all).text, all.server.text], [1, "mine, longer", "theirs"]);
  assert.equal(all.keeper.choose("mine"), "mine, longer");
  await settled();
  assert.deepEqual([all.server.text, all.server.revision, kept(all)], ["mine, longer", 6, null]);
});

test("taking theirs saves nothing, and what is typed then is saved upon theirs", async () => {
  const all = writing();
  Object.assign(all.server, { revision: 5, text: "theirs" });
  all.keeper.changed("mine");
  await all.clock.go(800);
  all.keeper.changed(all.keeper.choose("theirs"));
  await all.clock.go(5000);
  assert.deepEqual([all.sent.length, kept(all), all.keeper.isSaved()], [1, null, true]);
  all.keeper.changed("theirs and mine");
  await all.clock.go(800);
  assert.equal(all.server.text, "theirs and mine");
});

test("both texts are put together and saved where they do not meet, with what was typed since", async () => {
  const all = writing({ text: "one\ntwo\nthree\n" });
  Object.assign(all.server, { revision: 5, text: "one\ntwo\nTHREE\n", by: "Ines" });
  all.keeper.changed("One\ntwo\nthree\n");
  await all.clock.go(800);
  assert.equal(all.keeper.both(), "One\ntwo\nTHREE\n");
  all.keeper.changed("One more\ntwo\nthree\n");
  all.keeper.changed(all.keeper.choose("both"));
  await settled();
  await all.clock.go(5000);
  assert.deepEqual([all.server.text, all.server.revision, kept(all)], ["One more\ntwo\nTHREE\n", 6, null]);
});

test("what is typed after a conflict may meet the other text: then both is no choice any more, and nothing is lost", async () => {
  const all = writing({ text: "one\ntwo\n" });
  Object.assign(all.server, { revision: 5, text: "one\nTWO\n" });
  all.keeper.changed("One\ntwo\n");
  await all.clock.go(800);
  all.keeper.changed("One\ntwo too\n");
  assert.equal(all.keeper.choose("both"), null);
  await all.clock.go(60_000);
  assert.deepEqual([all.sent.length, kept(all).text, all.server.text], [1, "One\ntwo too\n", "one\nTWO\n"]);
  all.keeper.choose("mine");
  await settled();
  assert.equal(all.server.text, "One\ntwo too\n");
});

test("a refusal stays on the device, and is not sent again until something changes", async () => {
  const all = writing({ answers: [{ kind: "refused", why: "Too long." }] });
  all.keeper.changed("new");
  await all.clock.go(60_000);
  assert.deepEqual([all.sent.length, all.states.at(-1), kept(all).text], [1, "refused", "new"]);
  all.keeper.changed("ne");
  await all.clock.go(800);
  assert.equal(all.server.text, "ne");
});

test("what is typed while a save is on its way follows it", async () => {
  let answer;
  const all = writing({ answers: [() => new Promise((done) => { answer = done; })] });
  all.keeper.changed("one");
  await all.clock.go(800);
  all.keeper.changed("one two");
  await all.clock.go(5000);
  assert.deepEqual([all.sent.length, kept(all).text], [1, "one two"]);
  all.server.revision = 2;
  answer({ kind: "saved", revision: 2 });
  await settled();
  await all.clock.go(2000);
  assert.deepEqual([all.server.text, kept(all)], ["one two", null]);
});

test("what another tab saved is taken over where nothing is unsaved", () => {
  const all = writing();
  assert.equal(all.keeper.adopt({ revision: 2, text: "from there" }), true);
  all.keeper.changed("from there");
  assert.deepEqual([all.keeper.isSaved(), kept(all)], [true, null]);
  all.keeper.changed("typed here");
  assert.equal(all.keeper.adopt({ revision: 3, text: "again from there" }), false);
});

test("what another author saved is taken over where nothing is unsaved, and is a conflict otherwise", async () => {
  const all = writing();
  assert.equal(all.keeper.meet({ revision: 2, text: "theirs", by: "Paul" }), true);
  all.keeper.changed("theirs");
  assert.deepEqual([all.keeper.isSaved(), all.told.conflict], [true, undefined]);
  assert.equal(all.keeper.meet({ revision: 2, text: "of before", by: "Paul" }), false);
  all.server.revision = 3;
  all.keeper.changed("mine");
  assert.equal(all.keeper.meet({ revision: 3, text: "again theirs", by: "Paul" }), false);
  assert.deepEqual([all.told.conflict.text, kept(all).text], ["again theirs", "mine"]);
  await all.clock.go(60_000);
  assert.equal(all.sent.length, 0, "nothing is saved until the author has chosen");
  all.keeper.choose("mine");
  await settled();
  assert.deepEqual([all.sent.at(-1).seen, all.server.text], [3, "mine"]);
});

test("a device without room says so, and saving goes on", async () => {
  const full = new Storage();
  full.setItem = () => { throw new Error("full"); };
  const all = writing({ storage: full });
  all.keeper.changed("new");
  assert.equal(all.keeper.kept, false);
  await all.clock.go(800);
  assert.equal(all.server.text, "new");
});

test("what tabs left behind is found, newest first, but not what is of open tabs or of others", () => {
  const storage = new Storage();
  const tab = (name, key = "k") => new Device(storage, key, name);
  for (const [name, at] of [["a", 1], ["b", 3], ["open", 9], ["me", 8]]) tab(name).keep({ text: name, seen: 1, at });
  tab("x", "k2").keep({ text: "of another text", seen: 1, at: 5 });
  storage["attending-editor-k#broken"] = "{";
  const left = tab("me").left(new Set(["attending-editor-k#open"]));
  assert.deepEqual(left.map(({ text }) => text), ["b", "a"]);
});

test("answers mean what they say, and a page in the server's place means nothing", async () => {
  const answer = (status, body, more = {}) => ({ status, ok: status < 300, redirected: false, json: async () => JSON.parse(body), ...more });
  const kinds = [
    [null, "unreachable"],
    [answer(200, `{"revision":3,"saved_at":"x"}`), "saved"],
    [answer(200, "<html>"), "unreachable"],
    [answer(200, `{"revision":3}`, { redirected: true }), "signed-out"],
    [answer(401, "{}"), "signed-out"],
    [answer(409, `{"revision":3,"text":"t","by":"n"}`), "conflict"],
    [answer(404, "{}"), "gone"],
    [answer(413, `{"error":"too-large","message":"Too large."}`), "refused"],
    [answer(429, "{}"), "unreachable"],
    [answer(503, "{}"), "unreachable"],
  ];
  for (const [given, kind] of kinds) assert.equal((await read(given)).kind, kind);
  assert.equal((await read(kinds[7][0])).why, "Too large.");
  assert.deepEqual([why({ error: "A sentence." }), why({ error: "word" }, "Otherwise."), why(null, "Otherwise.")], ["A sentence.", "Otherwise.", "Otherwise."]);
});

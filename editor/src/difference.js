// What differs between two texts: by lines, and within lines that were changed by words.
const FARTHEST = 1500; // beyond so many changes they are different texts, and are said to be

/**
 * What makes `after` of `before`, as runs `{ kind, items }` with `same`, `gone` or `new`; the shortest way (Myers, 1986, "An O(ND)
 * difference algorithm and its variations").
 */
export function compare(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const steps = [
    ...before.slice(0, start).map((item) => ["same", item]),
    ...walk(a, b),
    ...before.slice(before.length - end).map((item) => ["same", item]),
  ];
  const runs = [];
  for (const [kind, item] of steps) {
    if (runs.at(-1)?.kind === kind) runs.at(-1).items.push(item);
    else runs.push({ kind, items: [item] });
  }
  return runs;
}

function walk(a, b) {
  const apart = [...a.map((item) => ["gone", item]), ...b.map((item) => ["new", item])];
  if (!a.length || !b.length) return apart;
  const trace = reach(a, b);
  return trace ? back(a, b, trace) : apart;
}

/** How far each diagonal comes with each number of changes, for lines from `-changes` to `changes`; null where there are too many. */
function reach(a, b) {
  const most = Math.min(FARTHEST, a.length + b.length);
  const far = new Int32Array(2 * most + 3);
  const at = (line) => most + 1 + line;
  const trace = [];
  for (let changes = 0; changes <= most; changes++) {
    trace.push(far.slice(at(-changes - 1), at(changes + 1) + 1));
    for (let line = -changes; line <= changes; line += 2) {
      const down = line === -changes || (line !== changes && far[at(line - 1)] < far[at(line + 1)]);
      let x = down ? far[at(line + 1)] : far[at(line - 1)] + 1;
      while (x < a.length && x - line < b.length && a[x] === b[x - line]) x++;
      far[at(line)] = x;
      if (x >= a.length && x - line >= b.length) return trace;
    }
  }
  return null;
}

function back(a, b, trace) {
  const steps = [];
  let [x, y] = [a.length, b.length];
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const far = (line) => trace[changes][line + changes + 1];
    const line = x - y;
    const down = line === -changes || (line !== changes && far(line - 1) < far(line + 1));
    const from = down ? line + 1 : line - 1;
    const fromX = far(from);
    while (x > fromX && y > fromX - from) steps.push(["same", a[(y--, --x)]]);
    if (changes) steps.push(down ? ["new", b[--y]] : ["gone", a[--x]]);
  }
  return steps.reverse();
}

/** Words, white space and marks, so that joined they are the text. */
const wordsOf = (line) => line.match(/\s+|[\p{L}\p{N}'’]+|[^\s\p{L}\p{N}]/gu) ?? [];

/**
 * The difference of two texts as lines: `{ kind: "same", text }`, or `{ kind: "changed", pieces: [{ kind, text }] }` where a line is of
 * one text alone or of both with changes in it.
 */
export function difference(before, after) {
  const lines = [];
  const runs = compare(before.split("\n"), after.split("\n"));
  for (let at = 0; at < runs.length; at++) {
    const { kind, items } = runs[at];
    if (kind === "same") lines.push(...items.map((text) => ({ kind, text })));
    else if (kind === "gone" && runs[at + 1]?.kind === "new") lines.push(...changed(items, runs[++at].items));
    else if (kind === "new" && runs[at + 1]?.kind === "gone") lines.push(...changed(runs[++at].items, items));
    else lines.push(...items.map((text) => ({ kind: "changed", pieces: [{ kind, text }] })));
  }
  return lines;
}

/** Lines that stand in each other's place, compared by words as far as there are as many; the others are gone or new. */
function changed(gone, added) {
  const pairs = Math.min(gone.length, added.length);
  const lines = gone.slice(0, pairs).map((line, at) => within(line, added[at]));
  const alone = (kind) => (text) => [{ kind, text }];
  return [...lines, ...gone.slice(pairs).map(alone("gone")), ...added.slice(pairs).map(alone("new"))].map((pieces) => ({ kind: "changed", pieces }));
}

function within(before, after) {
  const runs = compare(wordsOf(before), wordsOf(after)).map(({ kind, items }) => ({ kind, text: items.join("") }));
  const same = runs.filter(({ kind }) => kind === "same").reduce((sum, { text }) => sum + text.trim().length, 0);
  // Two sentences that share little but their small words are read more easily one after the other.
  if (same * 3 < Math.min(before.length, after.length)) return [{ kind: "gone", text: before }, { kind: "new", text: after }].filter(({ text }) => text);
  return runs;
}

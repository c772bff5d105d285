// Simulators for the menu. Which there are says the server (`data-simulators`): `[name, title, [[preset, title], …]]` of each.

/** What stands in the text while one is chosen; what is typed behind it is looked for. */
export const ASKED = "/simulator ";

/** The simulators that may stand in a text; none where the server sent none. */
export const offered = (json) => JSON.parse(json || "[]");

/** The worked examples that have all these words in their title or their simulator's: each with the simulator and the line to put in. */
export function examples(simulators, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return simulators.flatMap(([name, simulator, presets], rank) =>
    presets
      .map(([preset, title]) => ({ simulator, rank, title, template: line(name, preset) }))
      .filter(({ title }) => wanted.every((word) => `${simulator} ${title}`.toLowerCase().includes(word))));
}

/** A simulator is a line of its own, written like a figure. */
const line = (name, preset) => `![\${What it shows}](simulator:${name}?preset=${preset} "\${What to try}")`;

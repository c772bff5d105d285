// What a crash, a closed lid or a session that was over left on this device comes back, and is offered.
import { print } from "./keeping/device.js";
import { moment } from "./page.js";
import { alive, live } from "./tabs.js";

/** Looks for what other tabs left and the server never had; the newest first. */
export async function recover(writing) {
  const { device, first } = writing;
  const open = await alive();
  await live(device.name);
  const left = device.left(open);
  for (const entry of left) if (entry.text === first.text) device.drop(entry.name);
  offer(writing, left.filter((entry) => entry.text !== first.text));
}

function offer(writing, [entry, ...others]) {
  if (!entry) return;
  const { device, first, keeper } = writing;
  // Nobody else wrote since, or what the server has is what this device sent.
  const upon = entry.seen === first.revision || entry.sent?.includes(print(first.text));
  const untouched = keeper.text === first.text;
  const next = () => { writing.view.focus(); offer(writing, others); };
  if (upon && untouched) {
    writing.put(entry.text);
    device.drop(entry.name); // it stands under this tab's name now
  }
  const back = upon && untouched ? first.text : keeper.text;
  writing.tell(`Recovered what you typed at ${moment(entry.at)}.`);
  writing.ask({
    title: `Recovered what you typed at ${moment(entry.at)}`,
    words: upon && untouched
      ? "It had not reached the server. It is in the text again; if you drop it, Undo brings it back."
      : "The text was changed since. Keep what you typed then, or drop it; if you keep it, Undo brings back what is there now.",
    before: back,
    after: entry.text,
    legend: [upon && untouched ? "As the server has it" : "What is there now", "What you typed"],
    choices: [
      ["Keep", () => { if (!(upon && untouched)) writing.put(entry.text); device.drop(entry.name); next(); }],
      ["Drop", () => { if (upon && untouched) writing.put(back); device.drop(entry.name); next(); }],
    ],
  });
}

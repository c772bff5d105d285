// How long it takes on a slow device until one can type. The figure is told, and judged by people: machines of tests are busy ones.
import { expect, test } from "../../support/test";
import { LESSON, Lesson, open, state, toEnd, written } from "./editor-lesson";

test("on a device that is four times as slow one can type, and nothing typed at once is lost", async ({ page, context }, info) => {
  const lesson = new Lesson();
  lesson.text = LESSON + "A sentence of a lesson that goes on for a while, as they do. ".repeat(40).concat("\n\n").repeat(12);
  await lesson.on(context);
  const device = await context.newCDPSession(page);
  await device.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    await open(page);
    times.push(await page.evaluate(() => performance.getEntriesByName("editor-ready")[0].startTime));
  }
  info.annotations.push({ type: "editor-ready", description: times.map((time) => `${Math.round(time)} ms`).join(", ") });
  console.log(`editor-ready at a quarter of the speed: ${times.map(Math.round).join(", ")} ms`);
  await toEnd(page);
  await page.keyboard.type("Typed at once.");
  const typed = await written(page);
  expect(typed.endsWith("Typed at once.")).toBe(true);
  await expect(state(page)).toHaveText(/^Saved/);
  expect(lesson.text).toBe(typed);
});

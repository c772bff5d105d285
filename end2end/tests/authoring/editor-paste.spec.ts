// What is pasted and dropped: structure stays, styling goes, pictures ask for their texts first.
import { expect, test } from "../../support/test";
// @ts-expect-error: plain JavaScript, shared with the editor's own tests
import { DOCS, WORD, WORD_NOTES } from "../../../editor/tests/samples.js";
import { Lesson, field, open, paste, toEnd, written } from "./editor-lesson";

test("what comes from Word keeps headings, lists, tables, links and footnotes", async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = "Before.[^note-1]\n\n[^note-1]: A note.\n";
  await lesson.on(context);
  await open(page);
  await toEnd(page);
  await paste(page, { "text/html": WORD, "text/plain": "plain" }, ["of-the-text.png"]);
  const text = await written(page);
  expect(text).toContain("\n\n## Costs and choices\n\n### What is given up\n\nA decision has a **cost** even when nothing is *paid*: see [the paper](https://journal.example/a).");
  expect(text).toContain("- First point\n- Second point\n  - Inner point\n- Third point\n\n1. Ask\n2. Measure\n\n| Option | Cost |\n| --- | ---: |\n| Usual care | \\$5,000 |");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await paste(page, { "text/html": WORD_NOTES, "text/plain": "plain" });
  expect(await written(page)).toContain("Costs more.[^note-2] And again.[^note-3]\n\n[^note-2]: Arrow KJ.");
  await page.keyboard.press("Control+z");
  expect(await written(page)).toBe(text);
});

test("words go into the line, plain text stays as it is, and pictures of pages are told", async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = "Before ";
  await lesson.on(context);
  await open(page);
  await toEnd(page);
  await paste(page, { "text/html": "<b>bold</b> words", "text/plain": "bold words" });
  expect(await written(page)).toBe("Before **bold** words");
  await paste(page, { "text/plain": " $5 *as* typed" });
  expect(await written(page)).toBe("Before **bold** words $5 *as* typed");
  await paste(page, { "text/html": `<p>Seen<img src="https://elsewhere.example/x.png" alt="x"></p>`, "text/plain": "Seen" });
  await expect(page.getByText("One picture was left out: paste or drop it as a file.")).toBeVisible();
  await paste(page, { "text/html": DOCS, "text/plain": "plain" });
  expect(await written(page)).toContain("- Outer\n  - Inner\n- Next");
  await field(page).evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["film"], "round.mp4", { type: "video/mp4" }));
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.locator(".editor-notice")).toContainText("Put videos, sound and PDF on the page Files");
});

test("a pasted picture needs both its texts before it comes in", { tag: "@looks" }, async ({ page, context, accessible }) => {
  const lesson = new Lesson();
  lesson.text = "Before.";
  await lesson.on(context);
  await open(page);
  await toEnd(page);
  await paste(page, {}, ["plane.png"]);
  const dialog = page.getByRole("dialog", { name: "A picture" });
  await expect(dialog.getByLabel("What it shows")).toBeFocused();
  await accessible(page);
  await dialog.getByRole("button", { name: "Put it into the text" }).click();
  await expect(dialog.getByText("This is needed: without it the picture cannot be published.")).toHaveCount(2);
  await accessible(page);
  expect(lesson.pictures).toEqual([]);
  await dialog.getByLabel("What it shows").fill("Two lines that cross [once]");
  await dialog.getByLabel("Caption").fill('The "plane"');
  await dialog.getByRole("button", { name: "Put it into the text" }).click();
  await expect(dialog).toHaveCount(0);
  // The dialog is gone from sight a moment before the event that says so.
  await expect.poll(() => written(page)).toBe('Before.\n\n![Two lines that cross \\[once\\]](figures/picture-1.png "The \\"plane\\"")');
  expect(lesson.pictures[0]).toContain("Two lines that cross [once]");
  await expect(field(page)).toBeFocused();
});

test("a picture that cannot be sent stays in its dialog, and can be left out", async ({ page, context, faults }) => {
  faults.expect(/^failed POST .*\/files: net::ERR_INTERNET_DISCONNECTED$/);
  const lesson = new Lesson();
  lesson.text = "Before.";
  await lesson.on(context);
  await open(page);
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("Before.");
  lesson.trouble = "offline";
  await toEnd(page);
  await paste(page, {}, ["plane.png"]);
  const dialog = page.getByRole("dialog", { name: "A picture" });
  await dialog.getByLabel("What it shows").fill("Lines");
  await dialog.getByLabel("Caption").fill("The plane");
  await dialog.getByRole("button", { name: "Put it into the text" }).click();
  await expect(dialog.getByText("Not connected. The picture is still here")).toBeVisible();
  await dialog.getByRole("button", { name: "Leave it out" }).click();
  expect(await written(page)).toBe("Before.");
  await expect(field(page)).toBeFocused();
});

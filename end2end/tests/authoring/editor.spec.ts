// Writing a lesson: what one sees, the toolbar, shortcuts, the menu of blocks, and the way in and out by keyboard.
import { expect, test } from "../../support/test";
import { LESSON, Lesson, field, open, state, toEnd, written } from "./editor-lesson";

test("a lesson is written, shown and saved, byte for byte", { tag: "@phone" }, async ({ page, context }) => {
  const lesson = new Lesson();
  await lesson.on(context);
  await open(page);
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("A decision has a");
  expect(await written(page)).toBe(LESSON);
  await toEnd(page);
  await page.keyboard.type("More  words\u00a0here");
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  expect(lesson.text).toBe(`${LESSON}More  words\u00a0here`);
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("More  words\u00a0here");
  await expect(page.locator("#preview-text")).toHaveText("Preview");
});

test("lines look like what students will see, under the policy of the site", { tag: "@looks" }, async ({ page, context, accessible }) => {
  const lesson = new Lesson();
  await lesson.on(context);
  await open(page);
  await expect(page.locator(".md-h2")).toContainText("What is given up");
  const look = (selector: string, property: string) => page.locator(selector).first().evaluate((line, name) => getComputedStyle(line).getPropertyValue(name), property);
  expect(Number.parseFloat(await look(".md-h2", "font-size"))).toBeGreaterThan(20);
  expect(await look(".md-strong:not(.md-mark)", "font-weight")).toBe("700");
  expect(await look(".md-em:not(.md-mark)", "font-style")).toBe("italic");
  await expect(page.locator(".md-front"), "the first lines are folded away").toHaveCount(0);
  await page.getByRole("button", { name: "Show its first lines" }).click();
  for (const name of [".md-front", ".md-callout-note", ".md-table", ".md-math", ".md-formula", ".md-question", ".md-note", ".md-link"]) {
    await expect(page.locator(name).first(), name).toBeAttached();
  }
  expect(await look(".cm-content", "white-space"), "the rules of CodeMirror are there").toBe("break-spaces");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "nothing is wider than the screen").toBe(true);
  await accessible(page);
});

test("the first lines are folded away, a form has them, and nothing changes them by accident", async ({ page, context, accessible }) => {
  const lesson = new Lesson();
  const front = LESSON.slice(0, LESSON.indexOf("---\n\n") + 4);
  await lesson.on(context);
  await open(page);
  await expect(page.getByRole("link", { name: "Settings" })).toHaveAttribute("href", /\/settings$/);
  await accessible(page);
  await field(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("First. ");
  expect(await written(page)).toBe(`${front}First. ${LESSON.slice(front.length)}`);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("All new.");
  expect(await written(page)).toBe(`${front}All new.`);
  await page.getByRole("button", { name: "Show its first lines" }).click();
  await expect(page.locator(".md-front").first()).toContainText("---");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("more: ");
  expect(await written(page)).toBe(`${front.replace("unit:", "more: unit:")}All new.`);
  await page.getByRole("button", { name: "Fold its first lines" }).click();
  await expect(page.locator(".md-front")).toHaveCount(0);
  await page.keyboard.type("Here. ");
  expect(await written(page)).toBe(`${front.replace("unit:", "more: unit:")}Here. All new.`);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect(await written(page)).toBe(`${front}All new.`);
  await expect(state(page)).toHaveText(/^Saved/);
});

test("shortcuts do what the toolbar does", async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = "one two";
  await lesson.on(context);
  await open(page);
  await toEnd(page);
  await page.keyboard.press("Control+b");
  expect(await written(page)).toBe("one **two**");
  await page.getByRole("button", { name: "Bold" }).click();
  expect(await written(page)).toBe("one two");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+i");
  expect(await written(page)).toBe("*one two*");
  await page.keyboard.press("Control+z");
  expect(await written(page)).toBe("one two");
  await page.getByRole("button", { name: "Bulleted list" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("three");
  expect(await written(page)).toBe("- one two\n- three");
  await page.keyboard.press("Tab");
  expect(await written(page)).toBe("- one two\n  - three");
  await page.keyboard.press("Control+s");
  await expect(state(page)).toHaveText(/^Saved/);
  expect(lesson.text).toBe("- one two\n  - three");
});

test("a slash opens the menu of blocks, which is used by keyboard", async ({ page, context, accessible }) => {
  const lesson = new Lesson();
  lesson.text = "First.\n\n";
  await lesson.on(context);
  const text = await open(page);
  await toEnd(page);
  await page.keyboard.type("/");
  const menu = page.getByRole("listbox", { name: "Blocks" });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole("option")).toHaveCount(24);
  await accessible(page);
  await page.keyboard.type("warn");
  await expect(menu.getByRole("option").first()).toContainText("Callout: warning");
  await expect(menu.getByRole("option", { selected: true })).toHaveCount(1);
  const active = await text.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toContainText("Callout: warning");
  await page.waitForTimeout(100); // a menu that has just come does not take a key that was meant for the text
  await page.keyboard.press("Enter");
  await page.keyboard.type("Look out");
  await page.keyboard.press("Tab");
  await page.keyboard.type("It may go wrong.");
  expect(await written(page)).toBe("First.\n\n> [!WARNING] Look out\n> It may go wrong.");
});

test("a video is chosen among those of the draft", async ({ page, context, accessible }) => {
  const lesson = new Lesson();
  lesson.text = "First.\n\n";
  lesson.films = [["media/ward-round.mp4", "A round on the ward", true], ["media/plane.mp4", "", false]];
  await lesson.on(context);
  await open(page);
  await toEnd(page);
  await page.keyboard.type("/video");
  const options = page.getByRole("listbox", { name: "Blocks" }).getByRole("option");
  await expect(options.first()).toContainText("Of those under Files");
  await page.waitForTimeout(100); // a menu that has just come does not take a key that was meant for the text
  await page.keyboard.press("Enter");
  await expect(options).toHaveText([/ward-round\.mp4.*A round on the ward/, /plane\.mp4.*Its captions are missing/]);
  await accessible(page);
  await page.keyboard.type("round");
  await expect(options).toHaveCount(1);
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await page.keyboard.type("At eight");
  expect(await written(page)).toBe('First.\n\n![A round on the ward](media/ward-round.mp4 "At eight")');
});

test("where a draft has no video, the menu names the page for them", async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = "First.\n\n";
  await lesson.on(context);
  await open(page);
  await toEnd(page);
  await page.keyboard.type("/video");
  await expect(page.getByRole("listbox", { name: "Blocks" }).getByRole("option").first()).toContainText("Of those under Files");
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await expect(page.locator(".editor-notice")).toContainText("This draft has no video yet.");
  await expect(page.locator(".editor-notice").getByRole("link", { name: "Files" })).toHaveAttribute("href", "/studio/health-economics/media");
  expect(await written(page)).toBe("First.\n\n");
});

test("the menu has a question of each kind, and Escape leaves a slash a slash", async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = "";
  await lesson.on(context);
  await open(page);
  await page.getByRole("button", { name: "Insert a block" }).click();
  const options = page.getByRole("listbox", { name: "Blocks" }).getByRole("option");
  await expect(options.filter({ hasText: "Question" })).toHaveCount(7);
  await options.filter({ hasText: "Question: a number" }).click();
  expect(await written(page)).toMatch(/^```question\nid: numeric-[a-z0-9]{6}\nkind: numeric\n\nWhat do you ask\?\n\n= 5000 \+- 50\nunit: USD\n\nWhy: The rationale\n```$/);
  await toEnd(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("and /several");
  await expect(options.first(), "it is found by the words one reads").toContainText("Question: several right answers");
  await page.keyboard.press("Escape");
  await expect(options).toHaveCount(0);
  await page.keyboard.type("or");
  expect(await written(page)).toMatch(/\nand \/severalor$/);
});

test("in a long text the line that is written is seen, and not under the toolbar", { tag: "@phone" }, async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = Array.from({ length: 120 }, (_, at) => `Paragraph ${at} of a long lesson.`).join("\n\n");
  await lesson.on(context);
  await open(page);
  await toEnd(page);
  await expect(page.locator(".cm-line", { hasText: "Paragraph 119 of" })).toBeInViewport();
  for (let up = 0; up < 60; up++) await page.keyboard.press("ArrowUp");
  await page.keyboard.type("HERE ");
  const [line, bar] = await Promise.all([page.locator(".cm-line", { hasText: "HERE" }).boundingBox(), page.getByRole("toolbar").boundingBox()]);
  expect(line?.y ?? 0).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0) - 1);
});

test("the keyboard comes in and gets out again", async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = "- one\n- two";
  await lesson.on(context);
  const text = await open(page);
  await text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(text).not.toBeFocused();
  expect(await written(page)).toBe("- one\n- two");
  await page.getByRole("button", { name: "Bold" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Italic" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("button", { name: "Redo" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(text, "the toolbar is one stop").toBeFocused();
  await page.getByText("Text of the lesson").click();
  await expect(text).toBeFocused();
  await expect(text).toHaveAttribute("spellcheck", "true");
});

test("without the script the form is a plain one", async ({ page, context, faults }) => {
  faults.expect(/^404 GET \/assets\/gone\.js$/);
  const lesson = new Lesson();
  lesson.script = false;
  await lesson.on(context);
  await page.goto("/studio/health-economics/units/scarcity");
  await expect(page.getByLabel("Text of the lesson")).toHaveValue(LESSON);
  await expect(field(page)).toBeEditable();
});

test("a preview that comes late does not replace a newer one", async ({ page, context }) => {
  const lesson = new Lesson();
  lesson.text = "one";
  await lesson.on(context);
  await open(page);
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("one");
  let first = true;
  await context.route("**/preview", async (route) => {
    const late = first;
    first = false;
    if (late) await new Promise((wait) => setTimeout(wait, 2500));
    await route.fallback().catch(() => {});
  });
  await toEnd(page);
  await page.keyboard.type(" two");
  await expect.poll(() => first).toBe(false);
  await page.keyboard.type(" three");
  const shown = page.getByRole("region", { name: "Preview" });
  await expect(shown).toContainText("one two three");
  await page.waitForTimeout(3000);
  await expect(shown).toContainText("one two three");
});

// Two authors at once: they see each other in a unit and in the outline; and units are put in order by mouse, finger and keyboard.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";
import { ready, state, written } from "./editor-lesson";
import { begunModule } from "./plain";

const named = (what: string, project: string) => `${what}, ${project}, ${Date.now()}`;
const here = (page: Page) => page.locator(".editor-here");
const titles = (page: Page) => page.locator("ol.outline .outline-title");
const handle = (page: Page, title: string) => page.getByRole("button", { name: `Move: ${title}` });
const said = (page: Page) => page.locator(".outline-said");

async function write(page: Page, words: string) {
  await page.getByRole("textbox", { name: "Text of the unit" }).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
  await expect(state(page)).toHaveText(/^Saved/);
}

/** The page is looked at again: it asks at once who is there. */
const lookAgain = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

/** A module with three units, and its address. */
async function three(page: Page, title: string) {
  const outline = await begunModule(page, title);
  for (const [kind, name] of [["Quiz", "A check"], ["Case", "A case"]]) {
    await page.getByLabel(kind, { exact: true }).check();
    await page.getByLabel("Title of the new unit").fill(name);
    await page.getByRole("button", { name: "Add", exact: true }).click();
  }
  await expect(titles(page)).toHaveText(["Introduction", "A check", "A case"]);
  return outline;
}

test("two authors in one unit see each other, and a newer text is offered before anybody saves over it", { tag: "@phone" }, async ({ page, context, browser, baseURL, accessible, faults }, info) => {
  await comeIn(context, "Ines Ferreira");
  const outline = await begunModule(page, named("Together", info.project.name));
  const unit = `${outline}/units/introduction`;
  await page.goto(unit);
  await ready(page);
  await expect(here(page)).toHaveText("");

  const other = await browser.newContext({ baseURL });
  faults.watch(other);
  await comeIn(other, "Omar Haddad");
  const colleague = await other.newPage();
  await colleague.goto(unit);
  await ready(colleague);
  await expect(here(colleague)).toHaveText("Ines Ferreira has it open.");
  await write(colleague, "\nFrom Omar.");

  await lookAgain(page);
  await expect(here(page)).toHaveText(/^Omar Haddad is writing here, last change \d\d:\d\d\.$/);
  await expect(page.locator(".editor-newer")).toContainText("Omar Haddad saved a newer text at");
  await accessible(page);
  await page.getByRole("button", { name: "Take it over" }).click();
  await expect(page.locator(".editor-newer")).toHaveText("");
  expect(await written(page)).toBe(await written(colleague));
  await write(page, "\nFrom Ines.");
  await expect(here(page)).toHaveText(/^Omar Haddad is writing here/);

  await page.goto(outline);
  const line = page.locator("#unit-introduction");
  await expect(line).toContainText("Omar Haddad is writing here");
  await accessible(page);
  await colleague.goto("/studio");
  await expect(async () => {
    await page.reload();
    await expect(line).not.toContainText("Omar Haddad", { timeout: 500 });
  }).toPass();
  await other.close();
});

test("two authors who wrote in different places put both together", async ({ page, context, browser, baseURL, accessible, faults }, info) => {
  await comeIn(context, "Ines Ferreira");
  const unit = `${await begunModule(page, named("Both", info.project.name))}/units/introduction`;
  await page.goto(unit);
  await ready(page);
  const other = await browser.newContext({ baseURL });
  faults.watch(other);
  await comeIn(other, "Omar Haddad");
  const colleague = await other.newPage();
  await colleague.goto(unit);
  await ready(colleague);
  await write(colleague, "\nFrom Omar.");

  faults.expect(/^409 POST .*\/text$/);
  await page.getByRole("textbox", { name: "Text of the unit" }).focus();
  await page.keyboard.press("Control+End");
  for (let line = 0; line < 3; line++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type(" from Ines");
  await expect(page.getByRole("heading", { name: "Omar Haddad changed this text meanwhile" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Put both together" }).click();
  await expect(state(page)).toHaveText(/^Saved/);
  expect(await written(page)).toMatch(/ from Ines\n[\s\S]*\nFrom Omar\.$/);
  await other.close();
});

test("without the editor, a page says who has the unit open", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled }, info) => {
  await comeIn(context, "Ines Ferreira");
  const outline = await begunModule(page, named("Beside", info.project.name));
  const other = await browser.newContext({ baseURL, javaScriptEnabled });
  await comeIn(other, "Omar Haddad");
  const colleague = await other.newPage();
  await colleague.goto(`${outline}/units/introduction`);
  await page.goto(`${outline}/units/introduction`);
  await expect(here(page)).toHaveText("Omar Haddad has it open.");
  await page.goto(outline);
  await expect(page.locator("#unit-introduction")).toContainText("Omar Haddad has it open");
  await other.close();
});

test("units are dragged to their place by mouse, and put back where that fails", async ({ page, context, accessible, faults }, info) => {
  await comeIn(context, "Ines Ferreira");
  await three(page, named("Dragged", info.project.name));
  await accessible(page);
  /** Takes a unit by its handle and holds it above another. */
  async function hold(title: string, above: string) {
    const [from, to] = [await handle(page, title).boundingBox(), await handle(page, above).boundingBox()];
    await page.mouse.move(from!.x + 10, from!.y + 10);
    await page.mouse.down();
    await page.mouse.move(from!.x + 12, from!.y - 10, { steps: 3 });
    await page.mouse.move(to!.x + 10, to!.y - 10, { steps: 8 });
  }
  await hold("A case", "Introduction");
  await expect(page.locator("#unit-introduction[data-lands=before]")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(titles(page)).toHaveText(["Introduction", "A check", "A case"]);

  await hold("A case", "Introduction");
  await page.mouse.up();
  await expect(said(page)).toHaveText("A case is unit 1 of 3 now.");
  await expect(titles(page)).toHaveText(["A case", "Introduction", "A check"]);
  await expect(page.getByRole("button", { name: /^Up ?: A case$/ })).toBeDisabled();
  await page.reload();
  await expect(titles(page)).toHaveText(["A case", "Introduction", "A check"]);

  faults.expect(/^503 POST .*\/place$/);
  await page.route("**/place", (route) => route.fulfill({ status: 503, contentType: "text/html", body: "" }));
  await hold("A check", "A case");
  await page.mouse.up();
  await expect(said(page)).toContainText("A check is not moved.");
  await expect(titles(page)).toHaveText(["A case", "Introduction", "A check"]);
});

test("units are moved by keyboard, and the focus stays with them", async ({ page, context }, info) => {
  await comeIn(context, "Ines Ferreira");
  await three(page, named("By key", info.project.name));
  await handle(page, "Introduction").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(said(page)).toHaveText("Introduction is first already.");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(titles(page)).toHaveText(["A check", "Introduction", "A case"]);
  await expect(said(page)).toHaveText("Introduction is unit 2 of 3 now.");
  await expect(handle(page, "Introduction")).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(said(page)).toHaveText("Introduction is unit 3 of 3 now.");
  await expect(titles(page)).toHaveText(["A check", "A case", "Introduction"]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });

  test("units are dragged by finger", async ({ page, context }, info) => {
    await comeIn(context, "Ines Ferreira");
    await three(page, named("By finger", info.project.name));
    // In the middle of the screen: at its edge the outline scrolls under the finger.
    await handle(page, "A case").evaluate((one) => one.scrollIntoView({ block: "center" }));
    const [from, to] = [await handle(page, "A case").boundingBox(), await handle(page, "A check").boundingBox()];
    expect(Math.min(from!.width, from!.height)).toBeGreaterThanOrEqual(44);
    const device = await context.newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
      device.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x: from!.x + 20, y }] });
    await touch("touchStart", from!.y + 20);
    for (let step = 1; step <= 8; step++) await touch("touchMove", from!.y + 20 + ((to!.y - 10 - from!.y - 20) * step) / 8);
    await touch("touchEnd");
    await expect(said(page)).toHaveText("A case is unit 2 of 3 now.");
    await expect(titles(page)).toHaveText(["Introduction", "A case", "A check"]);
  });
});

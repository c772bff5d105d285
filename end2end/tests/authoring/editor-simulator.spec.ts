// A simulator comes into a lesson by keyboard, from the menu of blocks; and by the line of its own page, also without scripts.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { ready, state, written } from "./editor-lesson";

const UNIT = "/studio/health-economics/units/07-appraisal";

test("a simulator is chosen by keyboard, with a worked example, and works in the preview", { tag: ["@phone"] }, async ({ page, context, accessible }, info) => {
  const shows = `Antibiotics within the hour, ${info.project.name}`;
  await comeIn(context, "Ines Ferreira");
  await page.goto(UNIT);
  await ready(page);
  await page.getByRole("textbox", { name: "Text of the unit" }).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\n/sim");
  const menu = page.getByRole("listbox", { name: "Blocks" });
  await expect(menu.getByRole("option").first()).toContainText("Simulator");
  await page.waitForTimeout(100); // a menu that has just come does not take a key that was meant for the text
  await page.keyboard.press("Enter");
  await expect(menu.getByText("Cost-effectiveness plane and frontier", { exact: true })).toBeVisible();
  expect(await menu.getByRole("option").count()).toBeGreaterThan(40);
  await accessible(page);
  await page.keyboard.type("antibiotics");
  await expect(menu.getByRole("option")).toHaveText([/Late first antibiotics/]);
  await expect(menu.getByRole("option", { name: /^Control chart: Late first antibiotics/ })).toBeVisible();
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await expect(menu).toHaveCount(0);
  await page.keyboard.type(shows);
  await page.keyboard.press("Tab");
  await page.keyboard.type("Take out the last month.");
  const line = `![${shows}](simulator:control-chart?preset=late-antibiotics "Take out the last month.")`;
  expect((await written(page)).trimEnd().endsWith(`\n\n${line}`)).toBe(true);

  const shown = page.getByRole("region", { name: "Preview" }).getByRole("region", { name: shows });
  await expect(shown).toContainText("Take out the last month.");
  const sentence = await shown.locator(".says").textContent();
  const data = shown.getByRole("textbox", { name: "Values or counts" });
  if (!(await data.isVisible())) await shown.getByText("Inputs", { exact: true }).click();
  await data.fill("5 6 7 5 6 7 5 6 7 5 6 190");
  await expect(shown.locator(".says"), "it works there as in the lesson").not.toHaveText(sentence ?? "");
  await expect(state(page)).toHaveText(/^Saved/);
  await accessible(page);
});

test("in a quiz none is offered", async ({ page, context }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/studio/health-economics/units/05-checkpoint");
  await ready(page);
  await page.getByRole("button", { name: "Insert a block" }).click();
  const options = page.getByRole("listbox", { name: "Blocks" }).getByRole("option");
  await expect(options.filter({ hasText: "Table" })).toHaveCount(1);
  await expect(options.filter({ hasText: "Simulator" })).toHaveCount(0);
});

test("faculty copy the line of a simulator's page, and students see none", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled, accessible }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/simulators/icer?preset=six");
  const line = page.getByLabel("Line for a lesson");
  await expect(line).toHaveValue(/^!\[Cost-effectiveness plane and frontier\]\(simulator:icer\?options=\S+&wtp=\d* "What to try"\)$/);
  await page.getByLabel(/^Willingness to pay/).fill("4321");
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Work it out" }).click();
  await expect(line).toHaveValue(/&wtp=4321 "What to try"\)$/);
  await accessible(page);
  const visitor = await browser.newContext({ baseURL, javaScriptEnabled });
  const outside = await visitor.newPage();
  await outside.goto("/simulators/icer?preset=six");
  await expect(outside.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(outside.getByLabel("Line for a lesson")).toHaveCount(0);
  await visitor.close();
});

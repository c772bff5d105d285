// The editor on the studio's own page: two authors meet in one lesson, and a question of the menu is shown as students see it.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";
import { ready, state, written } from "./editor-lesson";

const UNIT = "/studio/health-economics/units/02-costs";

async function write(page: Page, words: string) {
  await page.getByRole("textbox", { name: "Text of the unit" }).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
}

test("two authors meet in one lesson, and a conflict is a difference", async ({ page, context, browser, baseURL, accessible, faults }) => {
  faults.expect(/^409 POST .*\/text$/);
  const other = await browser.newContext({ baseURL });
  const colleague = await other.newPage();
  for (const [who, tab] of [["Ines Ferreira", page], ["Omar Haddad", colleague]] as const) {
    await comeIn(tab.context(), who);
    await tab.goto(UNIT);
    await ready(tab);
  }
  const before = await written(page);
  await write(colleague, "\nFrom Omar.");
  await expect(state(colleague)).toHaveText(/^Saved/);
  await write(page, "\nFrom Ines.");
  await expect(page.getByRole("heading", { name: "Omar Haddad changed this text meanwhile" })).toBeVisible();
  await expect(page.locator(".editor-difference del")).toHaveText(["Omar"]);
  await accessible(page);
  await page.getByRole("button", { name: "Take theirs" }).click();
  await expect(state(page)).toHaveText(/^Saved/);
  expect(await written(page)).toBe(`${before}\nFrom Omar.`);
  await other.close();
});

test("a question of the menu is shown as students see it", async ({ page, context, accessible }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/studio/health-economics/units/04-icer");
  await ready(page);
  await write(page, "\n\n/several");
  await expect(page.getByRole("option", { name: /several right answers/ })).toBeVisible();
  await page.waitForTimeout(100); // a menu that has just come does not take a key that was meant for the text
  await page.keyboard.press("Enter");
  await page.keyboard.type("Which of them?");
  await expect(page.getByRole("region", { name: "Preview" }).getByRole("group", { name: /Which of them/ })).toBeVisible();
  await expect(state(page)).toHaveText(/^Saved/);
  await accessible(page);
  await page.getByRole("button", { name: "Save and see it as a student" }).click();
  await expect(page).toHaveURL(/trial$/);
  await expect(page.getByRole("main")).toContainText("Which of them?");
});

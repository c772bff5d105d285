// Two mark a memo that came late. Neither sees what the other gave until both have; they are far apart, and agree; what being late costs is
// taken off what they agreed on.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

const LIST = "/teaching/cohort-10/board-paper/assignments/memo";
const PAUL = "You tell me a good deal, and ask me nothing.";

/** Chooses a level of each criterion by keyboard: so many steps down from the best. */
async function choose(page: Page, down: number) {
  for (const group of await page.getByRole("group").filter({ has: page.getByRole("radio") }).all()) {
    await group.getByRole("radio").nth(down).focus();
    await page.keyboard.press("Space");
  }
}

async function open(page: Page) {
  await page.goto(LIST);
  await page.getByRole("region", { name: "Hand-ins" }).getByRole("link", { name: "Marta Kowal" }).click();
}

test("two mark unseen, agree on what is far apart, and being late is taken off", async ({ page, browser, context, faults, accessible }) => {
  await comeIn(context, "Claire Whitmore");
  await open(page);
  await expect(page.getByRole("main")).toContainText("2 days late");
  await expect(page.getByText(PAUL)).toHaveCount(0);
  await choose(page, 0);
  await accessible(page);
  await page.getByRole("button", { name: "Mark and next" }).click();
  await open(page);
  await expect(page.getByRole("main")).toContainText("The two markings are more than 10 percentage points apart");

  const other = await browser.newContext();
  faults.watch(other);
  await comeIn(other, "Paul Adler");
  const paul = await other.newPage();
  await open(paul);
  await expect(paul.getByRole("main")).toContainText("Claire Whitmore");
  await choose(paul, 1);
  await accessible(paul);
  await paul.getByRole("button", { name: /next$|go on$/ }).click();
  await paul.goto(LIST);
  await paul.getByRole("button", { name: /^Release/ }).click();
  await expect(paul.getByRole("status").first()).toContainText("students see them now");
  await other.close();

  const hers = await browser.newContext();
  faults.watch(hers);
  await comeIn(hers, "Marta Kowal");
  const grades = await hers.newPage();
  await grades.goto("/grades");
  await grades.getByRole("link", { name: "12 of 20 points, less 10 percentage points for being late: 50%, not passed" }).click();
  await expect(grades.getByRole("region", { name: "Rubric" })).toBeVisible();
  await accessible(grades);
  await hers.close();
});

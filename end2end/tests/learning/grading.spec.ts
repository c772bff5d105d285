// From the hand-in to the grade: a student hands in, faculty return it with a comment in place, the student revises, and reads the grade.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

const TASK = "/learn/health-economics/business-case";
const LIST = "/teaching/cohort-11/health-economics/assignments/business-case?show=to-grade";
const STUDENT = "Helen Stavros";

/** Writes and hands in; there is no patient data in it. */
async function handIn(page: Page, text: string) {
  await page.goto(TASK);
  await page.getByRole("textbox", { name: /answer|text|work/i }).first().fill(text);
  await page.getByRole("button", { name: "Review and hand in" }).click();
  await page.getByRole("checkbox", { name: /patient/ }).check();
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Handed in");
}

test("a hand-in is returned, revised, graded by keyboard, and read once it is released", async ({ page, browser, context, faults, accessible }) => {
  await comeIn(context, STUDENT);
  await handIn(page, "Buy the monitor.\n\nIt pays for itself within three years.");

  const desk = await browser.newContext();
  faults.watch(desk);
  await comeIn(desk, "Paul Adler");
  const grader = await desk.newPage();
  await grader.goto(LIST);
  await grader.getByRole("link", { name: STUDENT }).click();
  const second = grader.locator("#paragraph-2");
  await second.getByText("Comment on paragraph 2").click();
  await second.getByRole("textbox").fill("By whose numbers?");
  await second.getByRole("button", { name: "Add comment" }).click();
  await expect(second).toContainText("By whose numbers?");
  await grader.getByRole("textbox", { name: "Words to the student" }).fill("Give the numbers.");
  await grader.getByRole("button", { name: "Return for revision" }).click();
  await expect(grader.getByRole("status").first()).toContainText("Returned for revision");

  await page.goto("/today");
  await page.getByRole("paragraph").filter({ hasText: "Returned for revision" }).getByRole("link").click();
  await expect(page.locator("#paragraph-2")).toContainText("By whose numbers?");
  await accessible(page);
  await handIn(page, "Buy the monitor.\n\nBy our own ledger it pays for itself within three years.");

  await grader.goto(LIST);
  await grader.getByRole("link", { name: STUDENT }).click();
  const groups = grader.getByRole("group").filter({ has: grader.getByRole("radio") });
  for (const group of await groups.all()) {
    await group.getByRole("radio").first().focus();
    await grader.keyboard.press("Space");
  }
  await expect(grader.locator("output")).toHaveText("100 of 100 points, 100%");
  await accessible(grader);
  await grader.getByRole("button", { name: "Grade and next" }).click();
  await grader.goto(LIST.replace("to-grade", "all"));
  await grader.getByRole("button", { name: /^Release/ }).click();
  await expect(grader.getByRole("status").first()).toContainText("students see them now");
  await desk.close();

  await page.goto("/grades");
  await page.getByRole("link", { name: /100 of 100 points/ }).click();
  await expect(page.getByRole("region", { name: "Rubric" }).getByRole("row")).toHaveCount(7);
});

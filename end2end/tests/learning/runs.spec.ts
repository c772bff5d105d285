// A run of a simulator, by keyboard: from the lesson through the hand-in to its grader and back to the student.
import { comeIn } from "../../support/people";
import { type Locator, type Page, expect, test } from "../../support/test";

const MODULE = "/learn/health-economics";
const LIST = "/teaching/cohort-12/health-economics/assignments/business-case";
const STUDENT = "Yuki Tanaka";

/** Opens the fields of a simulator, puts a number into one, and presses the button that saves. */
async function save(simulator: Locator, page: Page, wtp: string) {
  const field = simulator.getByRole("textbox", { name: /^Willingness to pay/ });
  if (!(await field.isVisible())) await simulator.getByText("Inputs", { exact: true }).press("Enter");
  await field.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(wtp);
  await page.keyboard.press("Tab");
  await simulator.getByRole("button", { name: "Save this run" }).focus();
  await page.keyboard.press("Enter");
}

test("a run is saved by keyboard, handed in, opened and graded, and seen by the student", async ({ page, browser, context, faults, accessible }) => {
  await comeIn(context, STUDENT);
  await page.goto(`${MODULE}/icer`);
  const simulator = page.getByRole("region", { name: /^The six programs on the plane/ });
  await save(simulator, page, "12000");
  const saved = simulator.getByRole("status").filter({ hasText: "This run is saved" });
  await expect(saved).toBeVisible();
  const sentence = /^At 12,000 for a unit of effect, B has the highest net benefit/;
  await expect(simulator.getByRole("listitem").filter({ hasText: sentence })).toHaveCount(1);
  await expect(simulator.getByRole("textbox", { name: /^Willingness to pay/ })).toHaveValue("12000");
  await accessible(page);

  // What is refused is not saved, and stands there as it was typed.
  faults.expect(/^422 POST .*\/runs$/);
  await save(simulator, page, "4,0000");
  await expect(page.getByRole("alert")).toContainText("“4,0000” is not a number");
  await expect(simulator.getByRole("textbox", { name: /^Willingness to pay/ })).toHaveValue("4,0000");

  await page.goto(`${MODULE}/business-case`);
  await page.getByRole("checkbox", { name: /At 12,000 for a unit of effect/ }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("textbox", { name: /answer|text|work/i }).first().fill("Buy the monitor: it pays for itself within three years.");
  await page.getByRole("button", { name: "Review and hand in" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hand in");
  await expect(page.locator("#what")).toContainText("At 12,000 for a unit of effect");
  await accessible(page);
  await page.getByRole("checkbox").press("Space");
  await page.getByRole("button", { name: "Hand in" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Handed in");
  await expect(page.getByRole("link", { name: /^Open these inputs/ })).toBeVisible();

  const desk = await browser.newContext();
  faults.watch(desk);
  await comeIn(desk, "Ines Ferreira");
  const grader = await desk.newPage();
  await grader.goto(`${LIST}?show=to-grade`);
  await grader.getByRole("link", { name: STUDENT }).click();
  const address = grader.url();
  await grader.getByRole("link", { name: /^Open these inputs/ }).press("Enter");
  await expect(grader).toHaveURL(/\/simulators\/icer\?.*wtp=12000/);
  await expect(grader.locator("[data-result]")).toContainText("At 12,000 for a unit of effect");
  await grader.goto(address);
  for (const group of await grader.getByRole("group").filter({ has: grader.getByRole("radio") }).all()) {
    await group.getByRole("radio").first().press("Space");
  }
  await grader.getByRole("button", { name: "Grade and next" }).press("Enter");
  await grader.goto(`${LIST}?show=all`);
  await grader.getByRole("button", { name: /^Release/ }).press("Enter");
  await expect(grader.getByRole("status").first()).toContainText("students see them now");
  await desk.close();

  await page.goto("/grades");
  await page.getByRole("link", { name: /100 of 100 points/ }).click();
  await expect(page.getByRole("region", { name: "Rubric" }).getByRole("row")).toHaveCount(7);
});

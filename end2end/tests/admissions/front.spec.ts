// The front door: a visitor reads, compares, asks which degree fits, and writes; staff answer.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("a visitor compares the degrees, asks which fits, and may change their mind", { tag: ["@no-scripts", "@phone"] }, async ({ page, faults }) => {
  faults.expect(/^422 GET \/which-fits/);
  await page.goto("/");
  const compared = page.getByRole("table").filter({ has: page.getByRole("columnheader", { name: /^MMM/ }) });
  await expect(compared.getByRole("columnheader")).toHaveText([/^MMM/, /^MBA/, /^MHA/, /^MPH/]);
  await expect(compared.getByRole("rowheader", { name: "Worse than the others when" })).toBeVisible();

  await page.getByRole("link", { name: "Which degree fits you?" }).click();
  const questions = page.getByRole("main").getByRole("group");
  await expect(questions).toHaveCount(5);
  await page.getByRole("button", { name: "See what fits" }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(5);
  for (let nth = 0; nth < 5; nth++) await questions.nth(nth).getByRole("radio").first().check();
  await page.getByRole("button", { name: "See what fits" }).click();
  await expect(page.getByRole("heading", { name: "What you answered" })).toBeVisible();
  const advised = page.url();
  await page.getByRole("link", { name: "Change your answers" }).click();
  await expect(questions.nth(4).getByRole("radio").first()).toBeChecked();
  await page.goto(advised);
  await expect(page.getByRole("heading", { name: "What you answered" })).toBeVisible();
});

test("a visitor's request is corrected, sent once, and answered by staff", { tag: "@no-scripts" }, async ({ page, browser, faults }, info) => {
  faults.expect(/^422 POST \/information-requests$/);
  const name = `Dr. Uma Castell (${info.project.name})`;
  await page.goto("/");
  await page.getByRole("main").getByLabel("Name").fill(name);
  await page.getByRole("main").getByLabel("E-mail").fill("uma.castell at clinic");
  await page.getByLabel("What would you like to know?").fill("How many hours a week?\nAnd <when>?");
  await page.getByRole("main").getByRole("button", { name: "Send" }).click();
  const summary = page.getByRole("alert");
  await expect(summary.getByRole("link")).toHaveCount(1);
  await expect(page.getByLabel("What would you like to know?")).toHaveValue("How many hours a week?\nAnd <when>?");
  await summary.getByRole("link").click();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.getByLabel("E-mail").fill("uma.castell@clinic.example");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your request has reached us");

  const office = await browser.newContext();
  faults.watch(office);
  await comeIn(office, "Ruth Lindqvist");
  const desk = await office.newPage();
  await desk.goto("/cohorts");
  await desk.getByRole("link", { name: "Requests" }).click();
  const asked = desk.getByRole("listitem").filter({ has: desk.getByRole("heading", { name }) });
  await expect(asked).toContainText("How many hours a week?");
  await asked.getByRole("button", { name: "Mark as answered" }).click();
  await expect(desk.getByRole("status")).toContainText(`${name}’s request is marked as answered.`);
  await desk.getByText(/^Answered \(\d+\)$/).click();
  await expect(asked).toContainText("Answered by Ruth Lindqvist");
  await office.close();
});

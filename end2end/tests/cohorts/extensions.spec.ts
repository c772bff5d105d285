// More time: a student asks, staff answer with one click, both see it; and staff give it unasked.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

const STUDENTS: Record<string, string> = { "desktop-light": "Chloe Dubois", "phone-light": "Yuki Tanaka", "no-scripts": "Samuel Adjei" };
const UNIT = "/learn/health-economics/infusion-suite";

/** A day so many days from now, as a date field wants it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test("a student asks for more time, staff grant it with one click, and both see it", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled, faults }, info) => {
  // Each project has its own student: they run side by side on one server.
  const who = STUDENTS[info.project.name];
  await comeIn(context, who);
  // Chromium asks for what a page preloads, and the policy of a context without scripts stops it.
  if (!javaScriptEnabled) faults.expect(/^failed GET \/assets\/client\.\w+\.js: csp$/);
  await page.goto(UNIT);
  await page.getByRole("link", { name: "More time" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("More time");
  await page.getByLabel("Until which day").fill("2020-01-01");
  await page.getByLabel("Why").fill("Boards in the same week");
  faults.expect(/^422 POST .*\/extension$/);
  await page.getByRole("button", { name: "Ask for more time" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose a day after the unit's own date");
  await expect(page.getByLabel("Why")).toHaveValue("Boards in the same week");
  await page.getByLabel("Until which day").fill(inDays(120));
  await page.getByRole("button", { name: "Ask for more time" }).click();
  await expect(page.getByText("Waiting for an answer")).toBeVisible();

  const office = await browser.newContext({ baseURL, javaScriptEnabled });
  await comeIn(office, "Ruth Lindqvist");
  const desk = await office.newPage();
  await desk.goto("/cohorts/cohort-12");
  await desk.getByRole("navigation", { name: "This cohort" }).getByRole("link", { name: "Extensions" }).click();
  const request = desk.getByRole("listitem").filter({ has: desk.getByRole("link", { name: who, exact: true }) });
  await expect(request).toContainText("Boards in the same week");
  await request.getByRole("button", { name: /^Grant until / }).click();
  await expect(desk.getByRole("status")).toContainText("The student has more time");
  await expect(desk.getByRole("region", { name: "In force" }).getByRole("row", { name: new RegExp(who) })).toContainText("Granted");

  await page.reload();
  await expect(page.getByRole("main")).toContainText("Granted");
  await page.goto(UNIT);
  await expect(page.getByRole("main")).toContainText("Extended, was");

  // Put back, so that the journey can be gone again.
  await desk.getByRole("region", { name: "In force" }).getByRole("row", { name: new RegExp(who) }).getByRole("link").nth(1).click();
  await desk.getByLabel("Take it back").check();
  await desk.getByLabel("Words to the student").fill("This was for the demonstration.");
  await desk.getByRole("button", { name: "Change" }).click();
  await expect(desk.getByRole("status")).toContainText("its own date again");
  await office.close();
});

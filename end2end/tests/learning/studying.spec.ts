// From Today into a lesson and on: what is next, the text with its contents and questions, the place kept, the case.
import { comeIn } from "../../support/people";
import { MODULE, saved } from "../../support/quiz";
import { type Page, expect, test } from "../../support/test";

/** A question in the text of a lesson, with its button and its explanation. */
function inText(page: Page, words: string) {
  return page.locator("section.question").filter({ hasText: words });
}

test("a student goes from Today through a lesson to the next unit, with scripts or without", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }, info) => {
  const students: Record<string, string> = { "no-scripts": "Fatima Al-Rashid", "phone-light": "Benjamin Katz" };
  await comeIn(context, students[info.project.name] ?? "Keala Kahananui");
  await page.goto("/today");
  const next = page.getByRole("region", { name: "Models and uncertainty" });
  await expect(next).toContainText("Next: lesson, unit 6 of 12");
  await expect(next).toContainText(/Time it takes\d+ min/);
  await expect(next).toContainText(/Due on campus\w{3} \d+ \w{3} \d{4}, 23:59/);
  await next.getByRole("link", { name: "Start" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText("Models and uncertainty");
  const folded = page.getByText("In this lesson").and(page.locator("summary"));
  if (await folded.isVisible()) await folded.click();
  await page.getByRole("link", { name: "All parameters at once" }).filter({ visible: true }).first().click();
  await expect(page.getByRole("heading", { name: "All parameters at once" })).toBeInViewport();

  const asked = inText(page, "The consultant raises the price");
  await asked.getByRole("radio", { name: "Buy it: the price is far below EVPI" }).check();
  await asked.getByRole("button", { name: "Check" }).click();
  await expect(asked).toBeInViewport();
  await expect(asked).toContainText("Not right");
  await expect(asked).toContainText("EVPI is the ceiling for perfect information. This study is imperfect.");
  await asked.getByRole("radio", { name: "Build without the study" }).check();
  await asked.getByRole("button", { name: "Answer again" }).click();
  await expect(asked).toContainText("A price below EVPI is necessary and not sufficient");

  await page.getByRole("button", { name: "I have read this lesson" }).click();
  await expect(page).toHaveURL(/\/learn\/health-economics\/appraisal$/);
  // That a unit was begun is recorded beside its page, so Today may be asked for a moment too early.
  await expect(async () => {
    await page.goto("/today");
    await expect(page.getByRole("region", { name: "Models and uncertainty" })).toBeHidden();
    await expect(page.getByRole("main")).toContainText("Go on: lesson, unit 7 of 12", { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
});

test("the place where a reader stops is kept, and found again on another device and from Today", async ({ page, context, browser, faults }) => {
  await comeIn(context, "Priya Raghunathan");
  await page.goto(`${MODULE}/appraisal`);
  const heading = page.getByRole("heading", { name: "Worked example: the monitoring dossier" });
  await heading.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 120));
  await expect(page.getByRole("status")).toHaveText(/^Place kept \d\d:\d\d$/);
  const stopped = await heading.evaluate((element) => element.getBoundingClientRect().top);

  const phone = await browser.newContext();
  faults.watch(phone);
  await comeIn(phone, "Priya Raghunathan");
  const other = await phone.newPage();
  await other.goto(`${MODULE}/appraisal`);
  const found = other.getByRole("heading", { name: "Worked example: the monitoring dossier" });
  await expect(found).toBeInViewport();
  const top = () => found.evaluate((element) => element.getBoundingClientRect().top);
  await expect.poll(async () => Math.abs((await top()) - stopped), { message: "pixels from where they stopped" }).toBeLessThan(60);
  await phone.close();
});

test("Today's Continue returns to the heading where the reader stopped", async ({ page, context }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto("/today");
  await page.getByRole("link", { name: "Continue" }).click();
  const anchor = new URL(page.url()).hash;
  expect(anchor).toMatch(/^#.+/);
  await expect(page.locator(anchor)).toBeInViewport();
});

test("a module says what it is for, what is done and what is next; a lesson leads back and forth", async ({ page, context }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto("/program");
  await page.getByRole("link", { name: "Health economics for physician leaders" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Health economics for physician leaders");
  const units = page.getByRole("list").filter({ has: page.getByRole("link", { name: "Scarcity and opportunity cost" }) });
  await expect(units.getByRole("listitem")).toHaveCount(12);
  await expect(units.getByRole("listitem").first()).toContainText("Done");
  await page.getByRole("link", { name: "Scarcity and opportunity cost" }).first().click();
  const pager = page.getByRole("navigation", { name: "Units" });
  await expect(pager.getByRole("link")).toHaveCount(1);
  await pager.getByRole("link").click();
  await expect(page).toHaveURL(/\/costs$/);
  await expect(page.getByRole("navigation", { name: "Units" }).getByRole("link")).toHaveCount(2);
  await page.getByRole("navigation", { name: "Where you are" }).getByRole("link", { name: "Health economics" }).click();
  await expect(page).toHaveURL(new RegExp(`${MODULE}$`));
});

test("a number that is none, typed into a question of a lesson, is named and still there", { tag: "@no-scripts" }, async ({ page, context, faults }) => {
  faults.expect(/^422 POST \/learn\/health-economics\/scarcity\/questions\//);
  await comeIn(context, "Jamal Whitfield");
  await page.goto(`${MODULE}/scarcity`);
  const asked = inText(page, "A grant lets the same hospital hire");
  await asked.getByRole("textbox").fill("about 170");
  await asked.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText("Write a number, such as 1,234.50.");
  await expect(asked).toContainText("Write a number");
  await expect(asked.getByRole("textbox")).toHaveValue("about 170");
});

test("a case is answered in one's own words, which are saved as they are typed and handed in", async ({ page, context, accessible }) => {
  await comeIn(context, "Mei-Ling Chao");
  await page.goto(`${MODULE}/infusion-suite`);
  const response = page.getByRole("textbox", { name: "Your answer" });
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeHidden();
  await response.fill("Open on Saturdays first: three nurses, no walls.");
  await expect(page.getByText(/^8 words; 150 to 400 are asked for$/)).toBeVisible();
  await expect(saved(page)).toHaveText(/^Saved/);
  await page.reload();
  await expect(response).toHaveValue("Open on Saturdays first: three nurses, no walls.");
  await accessible(page);
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page).toHaveURL(new RegExp(`${MODULE}$`));
  await expect(page.getByRole("listitem").filter({ hasText: "The infusion suite" }).first()).toContainText("Done");
});

// Who comes: staff open the round, a student answers, says what they need with a mistake and corrects it, staff see counts and rooms.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

// Each project has its own student: they run side by side on one server.
const STUDENTS: Record<string, string> = { "desktop-light": "Chloe Dubois", "phone-light": "Yuki Tanaka", "no-scripts": "Samuel Adjei" };
const PAGE = "/cohorts/cohort-12/residencies/2";

test("staff ask, a student comes in part and says what they need, staff see counts and rooms", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled, faults }, info) => {
  const who = STUDENTS[info.project.name];
  const office = await browser.newContext({ baseURL, javaScriptEnabled });
  await comeIn(office, "Ruth Lindqvist");
  const desk = await office.newPage();
  await desk.goto(`${PAGE}/coming`);
  await desk.getByText("Change the deadlines, or take the question back").click();
  await desk.getByRole("button", { name: "Save" }).click();
  await expect(desk.getByRole("status")).toContainText("Saved");

  await comeIn(context, who);
  await page.goto("/residencies/2/answer");
  await page.getByLabel("I come on some of the days").check();
  for (const box of await page.getByRole("group", { name: "On which days" }).getByRole("checkbox").all()) await box.uncheck();
  await page.getByRole("group", { name: "On which days" }).getByRole("checkbox").first().check();
  await page.getByRole("button", { name: /^(Answer|Change the answer)$/ }).click();
  await expect(page.getByRole("status")).toContainText("Your answer is kept");

  await page.getByRole("link", { name: "Say what you need" }).click();
  const arrives = await page.getByLabel("Day of arrival").inputValue();
  await page.getByLabel("Time of arrival").fill("14:30");
  await page.getByLabel("Day of departure").fill(arrives);
  await page.getByLabel("Time of departure").fill("08:00");
  for (const box of await page.getByRole("group", { name: "Nights you sleep here" }).getByRole("checkbox").all()) await box.uncheck();
  await page.getByLabel("What you eat").selectOption("Vegan");
  await page.getByLabel("Whom to call").fill("The family at home");
  await page.getByLabel("Telephone").fill("+1 412 555 0199");
  faults.expect(/^422 POST .*\/logistics$/);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("You leave before you arrive");
  await expect(page.getByLabel("Telephone")).toHaveValue("+1 412 555 0199");
  await page.getByLabel("Time of departure").fill("22:00");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Kept");

  await desk.goto(`${PAGE}/logistics`);
  await expect(desk.getByRole("region", { name: "Rooms night by night" }).getByRole("row")).not.toHaveCount(1);
  await desk.getByRole("link", { name: "See who needs what" }).click();
  await expect(desk.getByRole("region", { name: "Needs" }).getByRole("row", { name: new RegExp(who) })).toContainText("Vegan");
  await page.reload();
  await expect(page.getByRole("region", { name: "Who looked at it" })).toContainText("Ruth Lindqvist looked at it");

  // Put back, so that the journey can be gone again.
  await page.getByRole("button", { name: "Erase what I wrote here" }).click();
  await expect(page.getByRole("status")).toContainText("Erased");
  await office.close();
});

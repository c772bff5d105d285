// Places and teams: staff add a venue with a room, put a mistake right, mix teams after a look at them, and move one student.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

// Each project has its own cohort and names: they run side by side on one server. The running cohort keeps its number of teams, for others
// look at them; the smaller one has none before.
const COHORTS: Record<string, [string, string]> = { "desktop-light": ["cohort-12", "6"], "no-scripts": ["cohort-11", "2"] };

test("staff add a venue and a room, mix teams and move a student", { tag: "@no-scripts" }, async ({ page, context, faults }, info) => {
  const [cohort, many] = COHORTS[info.project.name];
  const venue = `Annex of ${info.project.name}`;
  await comeIn(context, "Ruth Lindqvist");
  await page.goto(`/cohorts/${cohort}/residencies`);
  await page.getByRole("link", { name: "Venues and rooms" }).click();
  await page.getByRole("link", { name: "Add a venue" }).click();
  await page.getByLabel("Name").fill(venue);
  await page.getByLabel("Link to a map").fill("http://maps.example.org/annex");
  faults.expect(/^422 POST .*\/venues$/);
  await page.getByRole("button", { name: "Add the venue" }).click();
  await page.getByRole("alert").getByRole("link", { name: /beginning with https/ }).click();
  await expect(page.getByLabel("Link to a map")).toBeFocused();
  await expect(page.getByLabel("Name")).toHaveValue(venue);
  await page.getByLabel("Link to a map").fill("https://maps.example.org/annex");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("Add its rooms");

  await page.getByRole("link", { name: "Add a room" }).click();
  await page.getByLabel("Name").fill("Attic");
  await page.getByLabel("Seats", { exact: true }).fill("a few");
  await page.getByLabel("Hearing loop").check();
  faults.expect(/^422 POST .*\/rooms$/);
  await page.getByRole("button", { name: "Add the room" }).click();
  await expect(page.getByRole("alert")).toContainText("from 1 to 2000");
  await page.getByLabel("Seats", { exact: true }).fill("14");
  await page.getByRole("button", { name: "Add the room" }).click();
  await expect(page.getByRole("region", { name: "Rooms" }).getByRole("row", { name: /Attic/ })).toContainText("hearing loop");

  await page.goto(`/cohorts/${cohort}/residencies`);
  await page.getByRole("main").getByRole("link", { name: "Teams", exact: true }).click();
  await page.getByLabel("So many teams").check();
  await page.getByLabel("Number").fill(many);
  await page.getByRole("button", { name: "Show the teams" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mix anew");
  const rows = page.getByRole("region", { name: "Teams" }).getByRole("row");
  const before = await rows.nth(1).innerText();
  await page.getByRole("link", { name: "Show another mix" }).click();
  await page.goBack();
  await expect(rows.nth(1)).toHaveText(before, { useInnerText: true });
  await page.getByRole("button", { name: "Keep these teams" }).click();
  await expect(page.getByRole("status")).toContainText("kept as you saw them");
  await expect(rows.nth(1)).toHaveText(before, { useInnerText: true });

  const name = await rows.nth(1).getByRole("listitem").first().innerText();
  const team = (await rows.nth(2).getByRole("rowheader").innerText()).split("\n")[0];
  const student = await page.getByLabel("Student", { exact: true }).locator("option", { hasText: name }).innerText();
  await page.getByLabel("Student", { exact: true }).selectOption(student);
  await page.getByLabel("Into").selectOption(team);
  await page.getByRole("button", { name: "Move the student" }).click();
  await expect(page.getByRole("status")).toContainText("The student is moved");
  await expect(rows.nth(2)).toContainText(name);

  // Mixed and offered as before, so that the journey can be gone again.
  await page.goto(`/cohorts/${cohort}/teams/mix?by=teams&number=${many}&seed=12`);
  await page.getByRole("button", { name: "Keep these teams" }).click();
  await page.goto("/venues");
  await page.getByRole("main").getByRole("link", { name: venue, exact: true }).click();
  await page.getByRole("button", { name: "Offer this venue no longer" }).click();
  await expect(page.getByRole("region", { name: "Venues" })).not.toContainText(venue);
});

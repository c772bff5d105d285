// Discussion: a draft that survives the way to another device and a lost connection, a question, its answer.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("a draft comes back on another device and after a lost connection", async ({ page, context, browser, faults }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto("/cohort/discussion");
  const field = page.getByLabel("Your question or thought");
  await field.fill("Half a thought");
  await expect(page.locator(".new-post .save-state")).toContainText("Saved");

  const elsewhere = await browser.newContext();
  await comeIn(elsewhere, "Amara Okafor");
  const other = await elsewhere.newPage();
  await other.goto("/cohort/discussion");
  await expect(other.getByLabel("Your question or thought")).toHaveValue("Half a thought");
  await elsewhere.close();

  faults.expect(/discussion\/drafts/);
  await context.setOffline(true);
  await field.fill("A whole thought");
  await expect(page.locator(".new-post .save-state")).toContainText("Kept on this device");
  await context.setOffline(false);
  await page.goto("/today");
  await page.goto("/cohort/discussion");
  await expect(page.getByLabel("Your question or thought")).toHaveValue("A whole thought");
  await page.getByRole("button", { name: "Post" }).click();
  await expect(page.getByRole("article").filter({ hasText: "A whole thought" })).toHaveCount(1);
  await expect(page.getByLabel("Your question or thought")).toHaveValue("");
  await page.reload();
  await expect(page.getByLabel("Your question or thought")).toHaveValue("");
});

test("faculty answer a question under a unit and mark the answer", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser }, { project }) => {
  // Each look asks a question of its own: all stand under the same unit.
  const term = `opportunity cost on ${project.name}`;
  await comeIn(context, "Nils Berglund");
  await page.goto("/learn/health-economics");
  await page.locator("ol.units h3 a").first().click();
  await page.getByRole("main").getByRole("link", { name: /^Discussion/ }).click();
  await page.getByLabel("Your question or thought").fill(`What is *${term}*, @Ines Ferreira?`);
  await page.getByRole("button", { name: "Post" }).click();
  const thread = page.getByRole("article").filter({ hasText: `What is ${term}` });
  await expect(thread).toHaveCount(1);
  const unit = new URL(page.url()).pathname.split("/")[3];

  const faculty = await browser.newContext();
  await comeIn(faculty, "Ines Ferreira");
  const theirs = await faculty.newPage();
  await theirs.goto(`/cohorts/cohort-12/discussion/health-economics/${unit}`);
  const asked = theirs.getByRole("article").filter({ hasText: `What is ${term}` });
  await asked.getByText("Reply", { exact: true }).first().click();
  await asked.getByLabel("Your reply").fill("What you give up.");
  await asked.getByRole("button", { name: "Reply" }).click();
  await asked.getByRole("button", { name: "Mark as the answer" }).first().click();
  await expect(theirs.getByRole("main")).toContainText("marked by Ines Ferreira");
  await faculty.close();

  await page.reload();
  await expect(thread).toContainText("Answer marked by Ines Ferreira");
});

// What faculty learn from results: which question misleads, how long lessons take, and what changed between two versions.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("faculty go from what they teach to one question of it, and to what was changed in it", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/teaching");
  await page.getByRole("link", { name: "Results of Health economics for physician leaders" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Health economics for physician leaders");
  const question = page.getByRole("region", { name: /^Checkpoint/ }).getByRole("row").nth(1).getByRole("link");
  const place = new URL((await question.getAttribute("href")) ?? "", page.url()).hash;
  await question.click();
  await expect(page.locator(place)).toBeInViewport();

  const lessons = page.getByRole("region", { name: "How the lessons are read" });
  await expect(lessons.getByRole("row").nth(1)).toContainText("min");

  await page.getByRole("navigation", { name: "This module" }).getByRole("link", { name: "Versions" }).click();
  const changes = page.getByRole("region", { name: "What is different in version 2, compared with version 1" });
  await changes.getByText(/^The text: /).first().click();
  await expect(changes.locator("ins").first()).toBeVisible();
});

test("two versions are compared with the keyboard alone", async ({ page, context }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/modules/health-economics/versions");
  await page.getByLabel("From").focus();
  await page.keyboard.press("2");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("To", { exact: true })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await expect(page.getByRole("heading", { name: /^What is different in version/ })).toBeVisible();
});

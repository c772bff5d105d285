// Who needs help: the roster for staff, the same of one module for its faculty, and the file.
import { readFile } from "node:fs/promises";
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

function rows(page: Page) {
  return page.getByRole("table").getByRole("row").filter({ has: page.getByRole("rowheader") });
}

test("staff find the cohort, see who is behind and why, and open a student", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts");
  await page.getByRole("link", { name: "Cohort 12" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cohort 12");
  await expect(page.getByText("32 students, by family name")).toBeVisible();
  await expect(rows(page)).toHaveCount(32);
  await expect(rows(page).first()).toContainText("Adeyemi");

  await page.getByRole("link", { name: "Standing" }).click();
  await expect(page.getByRole("columnheader", { name: "Standing" })).toHaveAttribute("aria-sort", "ascending");
  await expect(rows(page).first()).toContainText("Behind");
  await page.getByRole("link", { name: "Standing" }).click();
  await expect(page.getByRole("columnheader", { name: "Standing" })).toHaveAttribute("aria-sort", "descending");
  await expect(rows(page).first()).not.toContainText("Behind");

  await page.getByLabel("Name, specialty or e-mail").fill("okafor");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/[?&]q=okafor/);
  await page.getByRole("link", { name: "Amara Okafor, MD" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Amara Okafor");
  await expect(page.getByRole("main")).toContainText("You see this as program staff.");
  await expect(page.getByRole("row", { name: /Scarcity and opportunity cost/ })).toContainText("Done");
});

test("staff filter by who needs help and take the list along as a file", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12");
  await page.getByLabel("Only who is behind or not seen").check();
  await page.getByRole("button", { name: "Show" }).click();
  const count = await rows(page).count();
  expect(count).toBeGreaterThan(3);
  expect(count).toBeLessThan(32);
  await expect(page.getByText(`${count} of 32 students`)).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download CSV" }).click()]);
  expect(download.suggestedFilename()).toBe("cohort-12-roster.csv");
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines[0]).toContain("Name,Credentials,Specialty,E-mail");
  expect(lines).toHaveLength(count + 1);
  await page.getByRole("link", { name: "Show everyone" }).click();
  await expect(rows(page)).toHaveCount(32);
});

test("nobody found is said, with the way back", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12?q=zebra");
  await expect(page.getByRole("main")).toContainText("No student fits these filters.");
  await page.getByRole("link", { name: "Show everyone" }).first().click();
  await expect(rows(page)).toHaveCount(32);
});

test("faculty see the students of their module, and nothing that is not theirs", async ({ page, context, faults }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/teaching");
  await expect(page.getByRole("link", { name: "Health economics for physician leaders" })).toHaveCount(1);
  await expect(page.getByRole("navigation", { name: "Site" }).getByRole("link")).toHaveText(["Teaching", "Calendar"]);
  await page.getByRole("link", { name: "Health economics for physician leaders" }).click();
  await expect(page.getByRole("main")).toContainText("What students do in other modules is not shown to you.");
  await page.getByRole("link", { name: "Amara Okafor, MD" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Amara Okafor");

  for (const address of ["/cohorts", "/cohorts/cohort-12", "/teaching/cohort-11/health-economics", "/people", "/audit"]) {
    faults.expect(new RegExp(`^404 GET ${address}$`));
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 }), address).toHaveText("Page not found");
  }
});

test("a student sees no roster, not even the own", async ({ page, context, faults }) => {
  await comeIn(context, "Amara Okafor");
  for (const address of ["/cohorts/cohort-12", "/teaching", "/cohorts/cohort-12/roster.csv", "/people", "/information-requests"]) {
    faults.expect(new RegExp(`^404 GET ${address}$`));
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 }), address).toHaveText("Page not found");
  }
});

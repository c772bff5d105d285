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
  await expect(page.getByRole("main")).toContainText("You see this because you run this program.");
  await expect(page.getByRole("row", { name: /Scarcity and opportunity cost/ })).toContainText("Done");
});

test("staff follow a segment and take the list along as a file", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12");
  const segments = page.getByRole("navigation", { name: "Segments" });
  await expect(segments.getByRole("link", { name: /Everyone 32/ })).toHaveAttribute("aria-current", "true");
  const help = segments.getByRole("link", { name: /^Needs help/ });
  const count = Number((await help.innerText()).match(/\d+$/)?.[0]);
  expect(count).toBeGreaterThan(3);
  expect(count).toBeLessThan(32);
  await help.click();
  await expect(page).toHaveURL(/[?&]who=help/);
  await expect(rows(page)).toHaveCount(count);
  await expect(page.getByText(`${count} of 32 students`)).toBeVisible();
  await page.getByRole("link", { name: "Hours in 2 weeks" }).click();
  await expect(page).toHaveURL(/who=help&sort=hours/);
  await expect(rows(page)).toHaveCount(count);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download CSV" }).click()]);
  expect(download.suggestedFilename()).toBe("cohort-12-roster.csv");
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines[0]).toContain("Name,Credentials,Specialty,E-mail");
  expect(lines).toHaveLength(count + 1);
  await page.getByRole("link", { name: "Show everyone" }).click();
  await expect(rows(page)).toHaveCount(32);
});

test("who is on leave and who extended are one click away, and cells say their state in words", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12");
  await page.getByRole("link", { name: /^On leave/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).getByRole("cell", { name: /^on leave, \d of 12 done/ })).toHaveCount(1);
  await expect(rows(page).getByRole("cell", { name: "past", exact: true })).toHaveCount(1);
  await expect(rows(page).getByRole("cell", { name: "next", exact: true })).toHaveCount(1);
});

test("staff choose two students by keyboard; the message is for them alone", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12?who=help");
  for (const name of ["Jamal Whitfield", "Peter Vance"]) {
    await page.getByRole("checkbox", { name: `Choose ${name}` }).focus();
    await page.keyboard.press("Space");
  }
  const sent = await page.evaluate(() => [...new FormData(document.querySelector<HTMLFormElement>(".radar-form") ?? undefined).entries()].map(([name, value]) => [name, `${value}`.length]));
  expect(sent).toEqual([["segment", "who=help".length], ["only", 36], ["only", 36]]);
  await expect(page.locator(".radar-form")).toHaveAttribute("action", "/cohorts/cohort-12/messages/new");
});

test("a link to the view leads to the same students in the same order", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12?who=missed&sort=-seen");
  const names = await rows(page).getByRole("rowheader").allInnerTexts();
  await page.getByText("Link to this view").click();
  const link = new URL(await page.getByLabel(/^Keep it or pass it on/).inputValue());
  await page.goto(link.pathname + link.search);
  expect(await rows(page).getByRole("rowheader").allInnerTexts()).toEqual(names);
  expect(names.length).toBeGreaterThan(3);
});

test("staff keep a note on a student and strike it out", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, faults }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12?q=vance");
  await page.getByRole("link", { name: "Peter Vance, MD" }).click();
  faults.expect(/^422 POST /);
  await page.getByRole("button", { name: "Keep the note" }).click();
  await page.getByRole("link", { name: "Write the note first." }).click();
  await expect(page.getByLabel("New note")).toBeFocused();
  const note = `Called, ${Date.now()}: back on Monday.`;
  await page.getByLabel("New note").fill(note);
  await page.getByRole("button", { name: "Keep the note" }).click();
  const entry = page.getByRole("listitem").filter({ hasText: note });
  await expect(entry).toContainText("Ruth Lindqvist");
  await entry.getByRole("button", { name: /^Strike out/ }).click();
  await expect(entry).toContainText("Struck out by Ruth Lindqvist");
  await expect(entry.getByText(note)).toBeVisible();
  await expect(entry.getByRole("button")).toHaveCount(0);
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
  await expect(page.getByRole("link", { name: "Health economics for physician leaders", exact: true })).toHaveCount(1);
  await expect(page.getByRole("navigation", { name: "Site" }).getByRole("link")).toHaveText(["Teaching", "Studio", "Calendar"]);
  await page.getByRole("link", { name: "Health economics for physician leaders", exact: true }).click();
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

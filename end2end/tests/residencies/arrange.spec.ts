// Sessions are arranged: asked for, seen on the way, stopped, looked at, taken over and taken back; and the reason where one fits nowhere.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

const SESSIONS = ["Where we stand", "Reading a contract", "Running a meeting", "Lunch together", "What you take home"];

// Each look has a residency of its own: they run side by side on one server.
const BASE: Record<string, string> = {
  "desktop-light": "/cohorts/cohort-11/residencies/2",
  "no-scripts": "/cohorts/cohort-11/residencies/3",
};

const unplaced = (page: Page) => page.getByRole("region", { name: "Unplaced" });

/** Presses a button by keyboard. */
async function press(page: Page, name: string) {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
}

/** Comes from the board and asks for a search that ends only if it is stopped before. */
async function arrange(page: Page, base: string, seconds: string) {
  await page.goto(`${base}/board`);
  await page.getByRole("link", { name: "Arrange for me" }).click();
  await page.getByLabel("Longest time, in seconds").fill(seconds);
  await press(page, "Arrange");
}

/** Looks at a page that keeps up by itself, and at nothing newer meanwhile. */
async function holdStill(page: Page, look: () => Promise<void>) {
  await page.route("**/arrangement", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers.refresh;
    await route.fulfill({ response, headers });
  });
  await page.reload();
  await look();
  await page.unroute("**/arrangement");
}

test("sessions are arranged, taken over, and taken back; what fits nowhere is said", { tag: "@no-scripts" }, async ({ page, context, accessible }, { project }) => {
  test.setTimeout(180_000);
  const base = BASE[project.name];
  await comeIn(context, "Ruth Lindqvist");
  await arrange(page, base, "120");
  // Nobody asks for the page: it keeps up by itself.
  await expect(page.getByRole("region", { name: "The best so far" })).toBeVisible({ timeout: 60_000 });
  await holdStill(page, async () => {
    await expect(page.getByRole("main")).toContainText("5 of 5 sessions");
    await expect(page.getByRole("button", { name: "Stop, and keep the best so far" })).toBeFocused();
    await accessible(page);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("progressbar").or(page.getByRole("region", { name: "What it would change" }))).toBeVisible();
  });
  await page.goto(`${base}/arrangement`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A plan is ready", { timeout: 60_000 });
  await expect(page.getByRole("region", { name: "What it would change" }).getByRole("rowheader")).toHaveCount(5);
  await accessible(page);
  await press(page, "Take it over into the draft");
  await expect(page.getByRole("status")).toHaveText("The plan is taken over. One undo takes all of it back.");
  await expect(unplaced(page)).toContainText("Every session has its place.");
  for (const title of SESSIONS) await expect(page.locator(".board-day").getByRole("heading", { name: title })).toHaveCount(1);
  await page.getByRole("button", { name: /^Undo: 5 sessions/ }).click();
  await expect(page.getByRole("status")).toHaveText("Undone.");
  for (const title of SESSIONS) await expect(unplaced(page)).toContainText(title);

  await page.getByRole("link", { name: "Add a session" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Rowing together");
  await page.getByLabel("What the room must have").fill("lake");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await arrange(page, base, "5");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A plan is ready, with some sessions left over", { timeout: 60_000 });
  const why = page.getByRole("region", { name: "Why not everything fits" });
  await expect(why).toContainText("“Rowing together”");
  await expect(why).toContainText("lake");
  await press(page, "Leave it");
  await expect(page.getByRole("status")).toHaveText("The plan is left. Nothing was changed.");
  await expect(unplaced(page)).toContainText("Rowing together");
});

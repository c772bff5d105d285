// A calendar by keyboard, its secret address, and the site as a student would see it.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

/** Comes to a link or button by Tab alone, and presses it. */
async function press(page: Page, name: string | RegExp) {
  const wanted = page.locator("a, button").filter({ hasText: name }).first();
  await page.locator("h1").click();
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press("Enter");
}

test("a student goes through the months and to all dates by keyboard", { tag: ["@no-scripts"] }, async ({ page, context }) => {
  await comeIn(context, "Keala Kahananui");
  await page.goto("/today");
  await press(page, /^Calendar$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Calendar");
  const now = page.locator("#calendar-title");
  const month = await now.innerText();
  await expect(page.locator("td[aria-current=date]")).toHaveCount(1);
  await page.locator(".calendar-steps a[rel=next]").focus();
  await page.keyboard.press("Enter");
  await expect(now).not.toHaveText(month);
  await press(page, /^This month$/);
  await expect(now).toHaveText(month);
  await press(page, /^Agenda$/);
  await expect(page).toHaveURL(/view=agenda/);
  await expect(page.getByRole("link", { name: "Agenda" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("main")).toContainText("for you");
  await expect(page.getByText("Residency 2").first()).toBeVisible();
});

test("on a phone a month is a pocket calendar with its dates below", { tag: ["@phone"] }, async ({ page, context, isMobile }) => {
  await comeIn(context, "Keala Kahananui");
  await page.goto("/calendar");
  await expect(page.locator(".month-dates")).toBeVisible({ visible: isMobile });
  await expect(page.locator(".day-entries").first()).toBeVisible({ visible: !isMobile });
});

test("a secret address is made, read by a stranger, and stopped", async ({ page, context, playwright, baseURL }) => {
  await comeIn(context, "Benjamin Katz");
  await page.goto("/calendar");
  await page.getByRole("button", { name: "Make a secret address" }).click();
  const address = await page.getByLabel("Address of your calendar").inputValue();
  expect(address).toMatch(/\/feeds\/[\w-]{43}\.ics$/);
  const path = new URL(address).pathname;
  const stranger = await playwright.request.newContext({ baseURL });
  const first = await stranger.get(path);
  expect(first.status()).toBe(200);
  const text = await first.text();
  expect(text).toContain("BEGIN:VTIMEZONE");
  expect(text).toContain("SUMMARY:Residency 2");
  expect(text).not.toContain("Benjamin");
  expect((await stranger.get(path, { headers: { "If-None-Match": first.headers().etag } })).status()).toBe(304);

  await page.getByRole("link", { name: "I have copied it" }).click();
  await expect(page.getByLabel("Address of your calendar")).toHaveCount(0);
  await page.getByRole("button", { name: /^Stop the address made/ }).click();
  await expect(page.getByRole("button", { name: "Make a secret address" })).toBeVisible();
  expect((await stranger.get(path)).status()).toBe(404);
  await stranger.dispose();
});

test("staff see the site as a student, can change nothing, and leave", { tag: ["@no-scripts"] }, async ({ page, context, faults }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12/calendar");
  await page.getByRole("button", { name: "See it as a student" }).click();
  await expect(page).toHaveURL(/\/today$/);
  const banner = page.getByRole("complementary", { name: "Seen as a student" });
  await expect(banner).toContainText(/You see this as a student of Cohort 12 would on \w{3} \d+ \w{3} \d{4}\. Nothing can be changed\./);
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Program" }).click();
  await expect(banner).toBeVisible();
  await page.goto("/learn/health-economics/scarcity");
  await expect(banner).toBeVisible();

  faults.expect(/^403 POST \/learn\/health-economics\/scarcity\/completion$/);
  await page.getByRole("button", { name: "I have read this lesson" }).click();
  await expect(page.getByRole("main")).toContainText("so nothing was changed");
  await banner.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/cohorts\/cohort-12\/calendar$/);
  await expect(banner).toHaveCount(0);
});

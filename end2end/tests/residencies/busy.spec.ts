// Busy times: a student uploads a calendar and marks days, sees what they would miss and by when to ask, and takes it back; staff see numbers.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

const STUDENTS: Record<string, string> = { "desktop-light": "Chloe Dubois", "phone-light": "Yuki Tanaka", "no-scripts": "Samuel Adjei" };

/** A day so many days from now. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A calendar with a week of call. */
function calendar(): Buffer {
  const day = (days: number) => inDays(days).replaceAll("-", "");
  const lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Trauma call", `DTSTART;VALUE=DATE:${day(20)}`, `DTEND;VALUE=DATE:${day(27)}`, "END:VEVENT", "END:VCALENDAR", ""];
  return Buffer.from(lines.join("\r\n"));
}

test("a student gives busy times, sees what they take, and takes them back", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, faults }, info) => {
  // Each project has its own student: they run side by side on one server.
  await comeIn(context, STUDENTS[info.project.name]);
  await page.goto("/calendar");
  await page.getByRole("link", { name: "Busy times" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Busy times");
  const before = await page.getByRole("button", { name: /^Remove/ }).count();

  await page.getByLabel("Address of your calendar").fill("https://127.0.0.1/calendar.ics");
  faults.expect(/^422 POST \/busy\/addresses$/);
  await page.getByRole("button", { name: "Read this calendar" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing answers at this address on the public internet");

  await page.getByLabel("Calendar file").setInputFiles({ name: "call.ics", mimeType: "text/calendar", buffer: calendar() });
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Only the times are");
  await expect(page.getByText("1 busy block;")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Trauma");

  await page.getByLabel("First day").fill(inDays(30));
  await page.getByLabel("Last day").fill(inDays(33));
  await page.getByRole("button", { name: "Mark these days" }).click();
  await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(before + 2);

  await page.getByRole("link", { name: /^See your conflicts/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Conflicts");
  await page.getByLabel("Requests need some days’ notice").check();
  await page.getByLabel("Days of notice").fill("30");
  await page.getByRole("button", { name: "Keep this" }).click();
  await expect(page.getByText("Your schedule needs 30 days’ notice.")).toBeVisible();
  await page.getByRole("link", { name: /^Request to print/ }).first().click();
  await expect(page.getByRole("region", { name: "The request" })).toContainText("Please keep me free of clinic and call");

  // Put back, so that the journey can be gone again.
  await page.goto("/busy");
  await page.getByRole("listitem").filter({ hasText: "1 busy block;" }).getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByRole("status")).toContainText("Removed");
  await page.getByRole("listitem").filter({ hasText: "Marked by you" }).first().getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(before);
});

test("staff see when the cohort is busy, and dates that cost least", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12/residencies");
  await page.getByRole("main").getByRole("link", { name: "Busy times" }).click();
  await expect(page.getByRole("region", { name: "Busy by day" }).getByRole("row")).toHaveCount(27);
  await page.getByRole("link", { name: "Find dates" }).click();
  const rows = page.getByRole("region", { name: "Windows" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("The fewest days are missed");
  await page.getByLabel("Ines Ferreira").check();
  await page.getByLabel("Fri").check();
  await page.getByRole("button", { name: "Find dates" }).click();
  await expect(page.getByLabel("Ines Ferreira")).toBeChecked();
  await expect(rows.nth(1)).toContainText("The fewest days are missed");
  await page.goto("/cohorts/cohort-11/busy");
  await expect(page.getByText("each would point at somebody")).toBeVisible();
});

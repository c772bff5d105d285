// Staff write to those who are behind: chosen on the roster, previewed, tried on themselves, sent, and followed.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("staff message a segment, and its students find the message", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12/messages/new?segment=q%3Dokafor");
  await expect(page.getByRole("main")).toContainText("To 1 student");
  await page.getByLabel("Subject").fill("Your project, {name}");
  await page.getByLabel("Text").fill("Dear {name},\n\n**two pages** until [Friday](/program).");
  await page.getByRole("button", { name: "Preview" }).click();

  await expect(page.getByRole("heading", { name: "Your project, Amara Okafor" })).toBeVisible();
  await expect(page.getByRole("article")).toContainText("Dear Amara Okafor,");
  await page.getByRole("button", { name: "Send a test to myself" }).click();
  await expect(page.getByRole("main")).toContainText("A test is on its way to");
  await page.getByRole("button", { name: "Send to 1 student" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your project, {name}");
  const row = page.getByRole("row", { name: /Amara Okafor/ });
  await expect(row).toContainText(/Waiting|Sent/);
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Sent");
  }).toPass({ timeout: 60_000 });
});

test("a message that changed after its preview is not sent unseen", async ({ page, context, faults }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12/messages/new?segment=q%3Dokafor");
  await page.getByLabel("Subject").fill("Hello");
  await page.getByLabel("Text").fill("First words.");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByLabel("Text").fill("Other words.");
  faults.expect(/^422 POST/);
  await page.getByRole("button", { name: "Send to 1 student" }).click();
  await expect(page.getByRole("alert")).toContainText("changed since the preview");
  await expect(page.getByRole("article")).toContainText("Other words.");
});

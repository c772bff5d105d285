// A colleague without an account reads a draft by a link until that is revoked; an author sees the draft as a student of a cohort on a day.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { begunModule, withoutEditor } from "./plain";

test("a draft is shown to somebody without an account, and no longer than its author wants", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled }, info) => {
  // Each project has a module of its own: they run side by side on one server.
  const title = `For a colleague, ${info.project.name}, ${Date.now()}`;
  await withoutEditor(context);
  await comeIn(context, "Ines Ferreira");
  const outline = await begunModule(page, title);

  await page.getByRole("link", { name: "Review", exact: true }).click();
  await page.getByLabel("Whom it is for").fill("Dr. Weber");
  await page.getByRole("button", { name: "Make a link" }).click();
  const address = await page.getByLabel("Address of the draft").inputValue();
  await expect(page.locator("#links li")).toContainText("Works until");

  const stranger = await browser.newContext({ baseURL, javaScriptEnabled });
  const weber = await stranger.newPage();
  await weber.goto(address);
  await expect(weber.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(weber.getByRole("main")).toContainText("Ines Ferreira shows you, for your eyes until");
  await weber.getByRole("link", { name: "Introduction" }).click();
  await expect(weber.getByRole("article")).toContainText("Write the lesson here.");
  await expect(weber.getByRole("main").getByRole("button")).toHaveCount(0);

  await page.goto(`${outline}/units/introduction`);
  const text = page.locator("textarea#text");
  await text.fill((await text.inputValue()).replace("Write the lesson here.", "Beds are scarce."));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").first()).toContainText("Saved");
  await weber.reload();
  await expect(weber.getByRole("article")).toContainText("Beds are scarce.");

  await page.goto(`${outline}/review`);
  await expect(page.locator("#links li")).toContainText("Opened 1 time");
  await page.getByRole("button", { name: /^Revoke ?: Dr\. Weber/ }).click();
  await expect(page.getByRole("status")).toContainText("works no longer");
  await weber.reload();
  await expect(weber.getByRole("heading", { level: 1 })).toHaveText("This link does not work");
  await weber.goto(address);
  await expect(weber.getByRole("main")).toContainText("ask whoever sent it to you");
  await stranger.close();
});

test("an author sees the draft as a student of a cohort on a day, and comes back", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/studio/health-economics");
  await page.getByRole("link", { name: "As a student", exact: true }).click();
  await page.getByRole("button", { name: "See it as a student" }).click();
  const banner = page.getByRole("complementary", { name: "Seen as a student" });
  await expect(banner).toContainText("You see the draft of");
  await expect(page.locator("ol.units .unit-when").first()).toContainText("campus time");
  await page.locator("ol.units a").first().click();
  // What only the draft says.
  await expect(page.getByRole("article")).toContainText("In your own hospital");
  await expect(banner).toBeVisible();
  await banner.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/studio\/health-economics\/view\?cohort=/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("as a student");
  await expect(banner).toHaveCount(0);
});

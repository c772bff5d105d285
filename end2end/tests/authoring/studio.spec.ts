// A module is begun, written by two authors, put in order and published; with scripts, without, and on a phone.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { begunModule, withoutEditor, writtenOver } from "./plain";

test("two authors write a module, meet in one lesson, and publish it", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled, faults }, info) => {
  // Each project has a module of its own: they run side by side on one server.
  const title = `A journey, ${info.project.name}, ${Date.now()}`;
  await withoutEditor(context);
  await comeIn(context, "Ines Ferreira");
  const outline = await begunModule(page, title);

  await page.getByLabel("Quiz").check();
  await page.getByLabel("Title of the new unit").fill("A check");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const units = page.locator("ol.outline .outline-title");
  await expect(units).toHaveText(["Introduction", "A check"]);
  await page.getByRole("button", { name: /^Up ?: A check$/ }).click();
  await expect(units).toHaveText(["A check", "Introduction"]);

  await page.getByRole("link", { name: "Introduction", exact: true }).click();
  const text = page.locator("textarea#text");
  const before = await text.inputValue();

  const other = await browser.newContext({ baseURL, javaScriptEnabled });
  await withoutEditor(other);
  await comeIn(other, "Omar Haddad");
  const colleague = await other.newPage();
  await colleague.goto(page.url());
  await colleague.locator("textarea#text").fill(before.replace("minutes: 15", "minutes: 25"));
  await colleague.getByRole("button", { name: "Save", exact: true }).click();
  await expect(colleague.getByRole("status").first()).toContainText("Saved");
  await other.close();

  await text.fill(before.replace("Write the lesson here.", "Beds are scarce."));
  faults.expect(/^409 POST .*\/units\/introduction$/);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Two texts");
  await expect(page.getByRole("main")).toContainText("Omar Haddad");
  await expect(text).toHaveValue(/minutes: 25[^]*Beds are scarce\./);
  await page.getByRole("button", { name: "Save this" }).click();
  await page.getByRole("link", { name: "As students see it" }).click();
  await expect(page.getByRole("article")).toContainText("Beds are scarce.");

  await page.goto(outline);
  await expect(page.locator(".studio-missing")).toContainText("“What is asked?” was given to begin with");
  await writtenOver(page, outline);
  await page.getByRole("main").getByRole("link", { name: "Publish" }).first().click();
  await expect(page.getByRole("main")).toContainText("No cohort studies this module now");
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByRole("status")).toContainText("Published");
  await expect(page.getByRole("main")).toContainText("Version 1 is published");
});

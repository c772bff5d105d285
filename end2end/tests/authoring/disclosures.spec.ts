// What authors disclose: a draft is refused without it, an author says it, and whoever comes to study reads it; with scripts, without, and on a phone.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { writtenOver } from "./plain";

test("an author states what there is to disclose, somebody else how it was mitigated, and it is published", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled, faults, accessible }, info) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/studio");
  await page.getByLabel("Title").fill(`Stated, ${info.project.name}, ${Date.now()}`);
  await page.getByRole("button", { name: "Begin a module" }).click();
  await expect(page.getByRole("status")).toContainText("The draft is open");
  const outline = page.url().split("?")[0];

  const missing = page.locator(".studio-missing");
  await expect(missing).toContainText(/Ines Ferreira.* has not said whether/);
  await page.goto(`${outline}/publishing`);
  await expect(page.getByRole("button", { name: /^Publish version/ })).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "Disclosures" }).last().click();

  await expect(page.getByLabel("Companies", { exact: true })).toBeHidden();
  await page.getByLabel("Relationships with these companies").check();
  await page.getByLabel("Companies", { exact: true }).fill("Acme Devices");
  faults.expect(/^422 POST .*\/disclosures$/);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("“Acme Devices” does not name a company and what the author is to it");
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.getByLabel("Companies", { exact: true })).toBeFocused();
  await page.getByLabel("Companies", { exact: true }).fill(`Acme Devices (consultant, until ${new Date().toISOString().slice(0, 7)})\nBolt Imaging (shareholder)`);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Saved");

  await page.goto(outline);
  await expect(missing).toContainText(/nobody has said how the relationships of Ines Ferreira.* were mitigated/);
  await missing.getByRole("link", { name: "Disclosures" }).first().click();
  await expect(page.getByLabel("How they were mitigated")).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText("You have relationships yourself");

  const desk = await browser.newContext({ baseURL, javaScriptEnabled });
  await comeIn(desk, "Omar Haddad");
  const other = await desk.newPage();
  await other.goto(`${outline}/disclosures`);
  await other.getByLabel("How they were mitigated").fill("A colleague without relationships reviewed the whole module");
  await accessible(other);
  await other.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await expect(other.getByRole("status")).toContainText("Saved");
  await expect(other.getByRole("main")).toContainText("Said by Omar Haddad");
  await desk.close();

  await writtenOver(page, outline);
  await expect(missing).toContainText("Nothing is missing");
  await page.goto(`${outline}/publishing`);
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByRole("status")).toContainText("Published");

  const visitor = await browser.newContext({ baseURL, javaScriptEnabled });
  const outside = await visitor.newPage();
  await outside.goto(`/syllabus/${outline.split("/").pop()}`);
  await expect(outside.getByRole("region", { name: "Faculty, hours and disclosures" })).toContainText(/Acme Devices \(consultant, until [A-Z][a-z]+ \d{4}\); Bolt Imaging \(shareholder\)/);
  await expect(outside.getByRole("region", { name: "Faculty, hours and disclosures" })).toContainText(/All relevant financial relationships have been mitigated/);
  await visitor.close();
});

test("a student reads faculty, hours and disclosures above the units", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto("/learn/health-economics");
  const told = page.getByRole("region", { name: "Faculty, hours and disclosures" });
  await expect(told).toContainText("The Attending curriculum project: no financial relationships");
  await expect(told).toContainText(/\d+ h/);
  const units = page.locator("ol.units");
  const [above, below] = [await told.boundingBox(), await units.boundingBox()];
  expect(above && below && above.y + above.height <= below.y).toBe(true);
});

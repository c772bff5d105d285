// In and out of a module: a Word document and questions with errors come in, the draft goes out as zip and comes into a new module.
import { readFile } from "node:fs/promises";
import { type Page, expect } from "@playwright/test";
import { comeIn } from "../../support/people";
import { test } from "../../support/test";
import { DOCUMENT, QUESTIONS } from "./exchange-files";
import { begunModule, withoutEditor } from "./plain";

/** Downloads the draft of the module whose page in and out is open. */
async function takenOut(page: Page): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "The draft" }).click();
  return readFile(await (await download).path());
}

test("a module is filled from files, taken out, and begun again elsewhere", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, faults }, info) => {
  await withoutEditor(context);
  await comeIn(context, "Ines Ferreira");
  // Each project has a module of its own: they run side by side on one server.
  const outline = await begunModule(page, `Out and in, ${info.project.name}, ${Date.now()}`);
  const slug = outline.split("/").at(-1) ?? "";
  await page.getByRole("navigation", { name: "This module" }).getByRole("link", { name: "In and out" }).click();

  await page.getByLabel("Document").setInputFiles(DOCUMENT);
  await page.getByRole("button", { name: "Look at the lesson" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(DOCUMENT.name);
  await expect(page.getByRole("main")).toContainText("Nothing is changed yet");
  await page.getByRole("button", { name: "Take it over" }).click();
  await expect(page.locator("p.notice")).toContainText("It is in the draft");
  const units = page.locator("ol.outline .outline-title");
  await expect(units).toHaveText(["Introduction", "Beds and theaters"]);

  await page.getByRole("navigation", { name: "This module" }).getByRole("link", { name: "In and out" }).click();
  faults.expect(/^422 POST .*\/exchange\/questions$/);
  await page.getByLabel("File of questions").setInputFiles(QUESTIONS);
  await page.getByRole("button", { name: "Look at the questions" }).click();
  await expect(page.getByRole("alert")).toContainText("Write a title");
  await page.getByLabel("File of questions").setInputFiles(QUESTIONS);
  await page.getByLabel("Title of the new quiz").fill("What is known");
  await page.getByRole("button", { name: "Look at the questions" }).click();
  await expect(page.getByRole("region", { name: "Refused: 1" })).toContainText("Odd");
  await page.getByRole("button", { name: "Take it over without the 1 refused" }).click();
  await expect(units).toHaveText(["Introduction", "Beds and theaters", "What is known"]);

  await page.goto(`${outline}/exchange`);
  const zip = await takenOut(page);
  expect(zip.subarray(0, 4).toString("latin1")).toBe("PK\x03\x04");
  const other = `${slug.slice(0, 40)}-again`;
  await page.goto("/studio");
  faults.expect(/^422 POST \/studio\/new\/package$/);
  await page.getByLabel("Package", { exact: true }).setInputFiles({ name: "draft.zip", mimeType: "application/zip", buffer: zip });
  await page.getByRole("button", { name: "Look at the package" }).click();
  await expect(page.getByRole("alert")).toContainText("There is a module with this name");
  await page.getByLabel("Package", { exact: true }).setInputFiles({ name: "draft.zip", mimeType: "application/zip", buffer: zip });
  await page.getByLabel("Another name in addresses").fill(other);
  await page.getByRole("button", { name: "Look at the package" }).click();
  await page.getByRole("button", { name: "Begin the module" }).click();
  await expect(units).toHaveText(["Introduction", "Beds and theaters", "What is known"]);

  // Brought back, it takes the name of the first one, and is the same byte for byte.
  await page.goto(`/studio/${other}/exchange`);
  const copy = await takenOut(page);
  await page.goto(`${outline}/exchange`);
  await page.getByLabel("Package", { exact: true }).setInputFiles({ name: "copy.zip", mimeType: "application/zip", buffer: copy });
  await page.getByRole("button", { name: "Look at the package" }).click();
  await expect(page.getByRole("main")).toContainText("Nothing in it is different from the draft");
  await page.getByRole("link", { name: "Choose another file" }).click();
  expect((await takenOut(page)).equals(zip)).toBe(true);
});

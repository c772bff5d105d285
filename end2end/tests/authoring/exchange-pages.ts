import { type Page, expect } from "@playwright/test";
import type { Looked } from "../pages";
import { QUESTIONS, zipped } from "./exchange-files";

const AUTHOR = "Ines Ferreira";
const PAGE = "/studio/{module}/exchange";
const SLUG = "looks-at-exchange";

/** Opens the page of a module that is only these tests'; begun only once. */
async function own(page: Page) {
  await page.context().request.post("/studio", { form: { title: "Looks at what comes and goes", slug: SLUG }, maxRedirects: 0 });
  await page.goto(`/studio/${SLUG}/exchange`);
}

/** Sends something that is no zip file. */
async function wrong(page: Page) {
  await own(page);
  await page.getByLabel("Package", { exact: true }).setInputFiles({ name: "notes.zip", mimeType: "application/zip", buffer: Buffer.from("Notes") });
  await page.getByRole("button", { name: "Look at the package" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
}

/** Sends questions, and comes to what they come to. */
async function report(page: Page) {
  await own(page);
  await page.getByLabel("File of questions").setInputFiles(QUESTIONS);
  await page.getByLabel("Title of the new quiz").fill("What is known");
  await page.getByRole("button", { name: "Look at the questions" }).click();
  await expect(page.getByRole("button", { name: /^Take it over/ })).toBeVisible();
}

/** Sends a package for a new module, and comes to what is in it. */
async function begun(page: Page) {
  const module = "---\nmodule: looked-at-only\ntitle: Looked at only\n---\n";
  await page.goto("/studio");
  await page.getByLabel("Package", { exact: true }).setInputFiles({ name: "module.zip", mimeType: "application/zip", buffer: zipped({ "module.md": module, "Two words.md": "x" }) });
  await page.getByRole("button", { name: "Look at the package" }).click();
  await expect(page.getByRole("button", { name: /^Begin the module/ })).toBeVisible();
}

/** Asks what GIFT holds of the questions of the demo's module. */
async function questions(page: Page) {
  await page.getByRole("button", { name: "Show what it holds" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("as GIFT");
}

export const EXCHANGE: Looked[] = [
  { name: "in and out of a module", route: PAGE, who: AUTHOR, address: "/studio/health-economics/exchange" },
  { name: "in and out, with a file that is no package", route: PAGE, who: AUTHOR, address: "/studio", first: wrong, status: 422 },
  { name: "what questions come to", route: `${PAGE}/report`, who: AUTHOR, address: "/studio", first: report },
  { name: "a package for a new module", route: "/studio/new", who: AUTHOR, address: "/studio", first: begun },
  { name: "what a format holds of questions", route: `${PAGE}/questions`, who: AUTHOR, address: "/studio/health-economics/exchange", first: questions },
];

import { type BrowserContext, type Page, expect } from "@playwright/test";

/** Lessons are written in the plain form from here on, as where the editor does not load; the editor has tests of its own. */
export async function withoutEditor(context: BrowserContext) {
  await context.route("**/assets/editor.*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
}

/** Begins a module in the studio; the address of its outline. */
export async function begunModule(page: Page, title: string) {
  await page.goto("/studio");
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Begin a module" }).click();
  await expect(page.getByRole("status")).toContainText("The draft is open");
  const outline = page.url().split("?")[0];
  await disclosed(page, outline);
  return outline;
}

/** Says in the studio that the only author has nothing to disclose; without it nothing is published. Ends on the outline. */
async function disclosed(page: Page, outline: string) {
  await page.goto(`${outline}/disclosures`);
  await page.getByLabel("No such relationships").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Saved");
  await page.goto(outline);
}

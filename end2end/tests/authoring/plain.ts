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
  return page.url().split("?")[0];
}

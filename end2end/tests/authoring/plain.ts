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

/** What stands in a new text to be written over: nothing is published with it. */
const GIVEN = /^(- |\((?:x| )\) |Why: |summary: |## )?(Say .*|The first section|Write the lesson here\.|A few words before the quiz\.|What is asked\?|The right answer|A wrong answer|Introduce the module here\.)$/gm;

/** Writes over everything that was given, in all texts of a module, but for the lines to keep. Ends on the outline. */
export async function writtenOver(page: Page, outline: string, keep: string[] = []) {
  await page.goto(outline);
  const units = await page.locator("ol.outline .outline-title a").evaluateAll((links: HTMLAnchorElement[]) => links.map((link) => link.href));
  for (const address of [`${outline}/units/module`, ...units]) {
    await page.goto(address);
    const seen = await page.locator("form.editor input[name=seen]").inputValue();
    const before = await page.locator("textarea#text").inputValue();
    let number = 0;
    const text = before.replace("reviewed: 1970-01-01", "reviewed: 2026-11-30").replace(GIVEN, (line, mark = "") => (keep.includes(line) ? line : `${mark}Written for a journey, ${++number}.`));
    if (text !== before) expect((await page.request.post(address, { form: { seen, text }, maxRedirects: 0 })).status()).toBe(303);
  }
  await page.goto(outline);
}

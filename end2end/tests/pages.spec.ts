// Every page in every look, wide and narrow, light and then dark: no violation that axe finds, one heading of the first level, nothing wider than the screen, a skip link, and a ring around whatever has the focus.
import { execFileSync } from "node:child_process";
import { comeIn } from "../support/people";
import { type Page, expect, test } from "../support/test";
import { PAGES, PASSED_ELSEWHERE } from "./pages";

for (const { name, route, who, address = route, first, status = 200 } of PAGES) {
  test(`${name}, ${who ?? "a visitor"}`, { tag: "@phone" }, async ({ page, context, accessible, faults }) => {
    if (status !== 200) faults.expect(new RegExp(`^${status} `));
    if (who) await comeIn(context, who);
    const statuses: number[] = [];
    page.on("response", (response) => response.request().isNavigationRequest() && statuses.push(response.status()));
    await page.goto(address);
    await first?.(page);
    await page.waitForLoadState();
    expect(statuses.at(-1)).toBe(status);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(/.+ · .+/);
    await expectToFit(page);
    await expectSkipLink(page);
    await expectVisibleFocus(page);
    await accessible(page);
    // Only colors differ in the dark: the page need not be loaded again.
    await page.emulateMedia({ colorScheme: "dark" });
    await expectVisibleFocus(page);
    await accessible(page);
  });
}

test("every page the program has is in the list", async () => {
  const program = process.env.ATTENDING_PROGRAM ?? "";
  const lines = execFileSync(program, ["routes"], { encoding: "utf8" }).split("\n");
  const pages = lines.filter((line) => line.startsWith("GET ")).map((line) => line.split(/\s+/)[1]);
  const files = /\.(csv|txt|js)$|^\/assets\/|^\/health|\/files\/|\/\{file\}$|\/exchange\/(draft|versions\/|questions\/file)|^\/favicon/;
  const listed = [...PAGES.map(({ route }) => route), ...PASSED_ELSEWHERE];
  expect(pages.filter((route) => !files.test(route) && !listed.includes(route))).toEqual([]);
});

/** Nothing may scroll sideways but what says so by its own box. */
async function expectToFit(page: Page) {
  const widest = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return "";
    const over = [...document.querySelectorAll("main *, header *, footer *")].filter((element) => element.getBoundingClientRect().right > room + 1);
    return over.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className} to ${element.getBoundingClientRect().right}`).join("; ");
  });
  expect(widest, "wider than the screen").toBe("");
}

/** The first press of Tab finds the skip link, and it leads to the content. */
async function expectSkipLink(page: Page) {
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await page.evaluate(() => {
    scrollTo(0, 0);
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
  });
  for (let presses = 0; presses < 2 && !(await skip.evaluate((link) => link === document.activeElement)); presses++) await page.keyboard.press("Tab");
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest("main, footer"));
  expect(inside, "after the skip link the focus is in the content").toBe(true);
}

/** Whatever can have the focus shows that it has it. The keyboard was used just before, so that rings are shown at all. */
async function expectVisibleFocus(page: Page) {
  const hidden = await page.evaluate(() => {
    const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const bare = all.filter((element) => {
      if (element.matches(":disabled") || element.closest("[aria-hidden=true]")) return false;
      element.focus({ preventScroll: true });
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const ringed = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
      return document.activeElement === element && !ringed;
    });
    return bare.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
  });
  expect(hidden, "has the focus and does not show it").toEqual([]);
}

// What every test is written with: `import { expect, test } from "../../support/test"`.
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, type Page, expect, test as base } from "@playwright/test";

/** What went wrong in the browser while a test ran. Whatever was not expected fails the test, and so does what never came. */
export class Faults {
  private seen: string[] = [];
  private awaited: RegExp[] = [];

  /** Expects faults such as `422 POST /profile`, `failed GET /today: net::ERR_INTERNET_DISCONNECTED` or `console: …`. */
  expect(fault: RegExp) {
    this.awaited.push(fault);
  }

  /** Watches all pages of a context. The test's own is watched already. */
  watch(context: BrowserContext) {
    context.on("console", (message) => {
      // What a response says is told by the response, below.
      const told = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !told) this.seen.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.seen.push(`page: ${error.error().message}`));
    context.on("response", (response) => {
      const request = `${response.request().method()} ${pathOf(response.url())}`;
      if (response.status() >= 400) this.seen.push(`${response.status()} ${request}`);
    });
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // A page that is left takes its open requests with it.
      if (why !== "net::ERR_ABORTED") this.seen.push(`failed ${request.method()} ${pathOf(request.url())}: ${why}`);
    });
  }

  /** Everything unexpected, and every expectation that was not met. */
  unsettled(): string[] {
    const unexpected = this.seen.filter((fault) => !this.awaited.some((awaited) => awaited.test(fault)));
    const missing = this.awaited.filter((awaited) => !this.seen.some((fault) => awaited.test(fault)));
    return [...unexpected, ...missing.map((awaited) => `expected, but never came: ${awaited}`)];
  }
}

function pathOf(url: string) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

export const test = base.extend<{ faults: Faults; accessible: (page: Page) => Promise<void> }>({
  baseURL: async ({}, use) => use(process.env.ATTENDING_URL),

  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    expect(faults.unsettled(), "faults in the browser").toEqual([]);
  },

  context: async ({ context, faults }, use) => {
    faults.watch(context);
    await use(context);
  },

  /** Fails with every violation that axe finds on the page. Needs scripts; the same page without them has the same markup. */
  accessible: async ({ javaScriptEnabled }, use) => {
    await use(async (page) => {
      if (javaScriptEnabled === false) return;
      // Colors on their way are nobody's colors.
      await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`));
      expect(found, `axe on ${pathOf(page.url())}`).toEqual([]);
    });
  },
});

export { expect };
export type { Page };

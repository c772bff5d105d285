// What the worker keeps on a device for a corridor without a network.
import type { Page } from "@playwright/test";

/** The paths of the pages that are kept on this device. */
export function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    if (!(await caches.has("kept"))) return [];
    const requests = await (await caches.open("kept")).keys();
    return requests.map((request) => new URL(request.url).pathname).filter((path) => !path.startsWith("/assets/"));
  });
}

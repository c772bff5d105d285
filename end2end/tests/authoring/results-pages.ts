import type { Page } from "@playwright/test";
import type { Looked } from "../pages";

const FACULTY = "Ines Ferreira";
const STAFF = "Ruth Lindqvist";
const MODULE = "/modules/health-economics";

/** Opens every text, so that what is in it is looked at, too. */
async function openAll(page: Page) {
  await page.locator("main details").evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
}

export const RESULTS: Looked[] = [
  { name: "the results of a module", route: "/modules/{module}/results", who: FACULTY, address: `${MODULE}/results` },
  { name: "the versions of a module", route: "/modules/{module}/versions", who: FACULTY, address: `${MODULE}/versions`, first: openAll },
  { name: "a version against itself", route: "/modules/{module}/versions", who: STAFF, address: `${MODULE}/versions?from=1&to=1` },
];

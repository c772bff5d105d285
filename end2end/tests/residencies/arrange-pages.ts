import type { Page } from "@playwright/test";
import type { Looked } from "../pages";

const STAFF = "Ruth Lindqvist";
const ROUTE = "/cohorts/{cohort}/residencies/{number}/arrangement";
const FOUND = "/cohorts/cohort-12/residencies/2/arrangement";

/** Opens the form for the next search, without a click: after one, the next press of Tab would go on from there. */
const open = (page: Page) => page.getByText("Arrange once more", { exact: true }).evaluate((summary) => summary.parentElement!.setAttribute("open", ""));

/** Asks for a search that is too short. */
async function tooShort(page: Page) {
  await open(page);
  await page.getByLabel("Longest time, in seconds").fill("1");
  await page.getByRole("button", { name: "Arrange", exact: true }).click();
}

export const ARRANGE: Looked[] = [
  { name: "arranging a residency without sessions", route: ROUTE, who: STAFF, address: "/cohorts/cohort-11/residencies/1/arrangement" },
  { name: "what a search found, and what fits nowhere", route: ROUTE, who: STAFF, address: FOUND },
  { name: "what a search found, with the form for the next", route: ROUTE, who: STAFF, address: FOUND, first: open },
  { name: "a search that is too short", route: ROUTE, who: STAFF, address: FOUND, first: tooShort, status: 422 },
];

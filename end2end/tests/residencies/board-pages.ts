import type { Page } from "@playwright/test";
import type { Looked } from "../pages";

const STAFF = "Ruth Lindqvist";
const BASE = "/cohorts/{cohort}/residencies/{number}";
const SECOND = "/cohorts/cohort-12/residencies/2";

/** Follows the first link with these words. */
const follow = (name: string) => (page: Page) => page.getByRole("main").getByRole("link", { name }).first().click();
const press = (name: string) => (page: Page) => page.getByRole("main").getByRole("button", { name }).click();

/** Opens the first warnings and the first ways to move a session, and leaves the focus where a page begins. */
async function open(page: Page) {
  for (const part of ["board-warnings", "board-moves"]) {
    await page.locator(`.board-day details.${part}`).first().evaluate((details) => details.setAttribute("open", ""));
  }
}

/** Clears the name of a session and sends the form. */
async function unnamed(page: Page) {
  await page.getByRole("link", { name: "Alumni on their first year" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save" }).click();
}

/** Comes to the place of a session, and asks for no time. */
async function nowhen(page: Page) {
  await page.getByText("Move Alumni on their first year").click();
  await page.getByRole("link", { name: "Choose a place for Alumni on their first year" }).click();
  await page.getByLabel("Begins").fill("soon");
  await page.getByRole("button", { name: "Place", exact: true }).click();
}

export const BOARD: Looked[] = [
  { name: "a board", route: `${BASE}/board`, who: STAFF, address: `${SECOND}/board` },
  { name: "a board with warnings and moves open", route: `${BASE}/board`, who: STAFF, address: `${SECOND}/board`, first: open },
  { name: "an empty board", route: `${BASE}/board`, who: STAFF, address: "/cohorts/cohort-12/residencies/1/board" },
  { name: "adding a session", route: `${BASE}/sessions/new`, who: STAFF, address: `${SECOND}/sessions/new` },
  { name: "a session", route: `${BASE}/sessions/{session}`, who: STAFF, address: `${SECOND}/board`, first: follow("Value for whom") },
  { name: "a session without a name", route: `${BASE}/sessions/{session}`, who: STAFF, address: `${SECOND}/board`, first: unnamed, status: 422 },
  { name: "placing a session at no time", route: `${BASE}/sessions/{session}/placement`, who: STAFF, address: `${SECOND}/board`, first: nowhen, status: 422 },
  { name: "warnings", route: `${BASE}/warnings`, who: STAFF, address: `${SECOND}/warnings` },
  { name: "hours and days", route: `${BASE}/schedule/settings`, who: STAFF, address: `${SECOND}/schedule/settings` },
  { name: "taking in a file", route: `${BASE}/schedule/import`, who: STAFF, address: `${SECOND}/schedule/import` },
  { name: "what a release would do", route: `${BASE}/schedule/preview`, who: STAFF, address: `${SECOND}/schedule/preview` },
  {
    name: "a release without a word",
    route: `${BASE}/schedule/preview`,
    who: STAFF,
    address: `${SECOND}/schedule/preview`,
    first: press("Release"),
    status: 422,
  },
  { name: "the releases of a schedule", route: `${BASE}/schedule/releases`, who: STAFF, address: `${SECOND}/schedule/releases` },
  { name: "a release of a schedule", route: `${BASE}/schedule/releases/{release}`, who: STAFF, address: `${SECOND}/schedule/releases/1` },
];

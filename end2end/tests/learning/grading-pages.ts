import { type Page, expect } from "@playwright/test";
import type { Looked } from "../pages";

const FACULTY = "Paul Adler";
const STAFF = "Ruth Lindqvist";
const STUDENT = "Ravi Menon";
const TAUGHT = "/teaching/cohort-11/health-economics";
const LIST = `${TAUGHT}/assignments/business-case`;
const TEAM = "/teaching/cohort-10/board-paper/assignments/paper";
const TASK = "/learn/health-economics/business-case";
const ROUTE = "/teaching/{cohort}/{module}/assignments/{unit}";

/** Opens the first hand-in in the list. */
async function first(page: Page) {
  await page.getByRole("region", { name: "Hand-ins" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Rubric" })).toBeVisible();
}

/** Writes a sentence and looks at what would be handed in. */
async function review(page: Page) {
  await page.getByRole("textbox", { name: /answer|text|work/i }).first().fill("Buy the monitor: it pays for itself within three years.");
  await page.getByRole("button", { name: "Review and hand in" }).click();
  await expect(page.getByRole("checkbox", { name: /patient/ })).toBeVisible();
}

/** Opens the newest version of what was handed in. */
async function version(page: Page) {
  await page.getByRole("link", { name: /^Version/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Handed in");
}

/** Opens the work of a team, and what one of its members has. */
async function ofTeam(page: Page) {
  await first(page);
  const owen = page.locator("#members details").filter({ hasText: "Owen Pryce" });
  // Open already, if the journey has been here.
  await owen.evaluate((one: HTMLDetailsElement) => { one.open = true; });
  await expect(owen.getByLabel("Why")).toBeVisible();
}

export const GRADING: Looked[] = [
  { name: "what would be handed in", route: "/learn/{module}/{unit}/hand-in", who: "Samuel Adjei", address: TASK, first: review },
  { name: "what was handed in", route: "/learn/{module}/{unit}/hand-ins/{hand_in}", who: STUDENT, address: TASK, first: version },
  { name: "what was handed in to an assignment", route: ROUTE, who: FACULTY, address: LIST },
  { name: "a hand-in on its grader's desk", route: `${ROUTE}/hand-ins/{hand_in}`, who: FACULTY, address: LIST, first },
  { name: "the work of a team on its grader's desk", route: `${ROUTE}/hand-ins/{hand_in}`, who: FACULTY, address: TEAM, first: ofTeam },
  { name: "what one says of one's team", route: "/learn/{module}/{unit}/peers", who: "Leila Aydin", address: "/learn/board-paper/paper/peers" },
  { name: "the gradebook of a module", route: "/teaching/{cohort}/{module}/grades", who: FACULTY, address: `${TAUGHT}/grades` },
  { name: "the gradebook of a cohort", route: "/cohorts/{cohort}/grades", who: STAFF, address: "/cohorts/cohort-12/grades" },
  { name: "one's own grades", route: "/grades", who: STUDENT },
  { name: "what was made of one's work", route: "/learn/{module}/{unit}/feedback", who: STUDENT, address: "/learn/health-economics/business-case/feedback" },
];

import { type Page, expect } from "@playwright/test";
import type { Looked } from "../pages";

const FACULTY = "Paul Adler";
const STAFF = "Ruth Lindqvist";
const STUDENT = "Ravi Menon";
const TAUGHT = "/teaching/cohort-11/health-economics";
const LIST = `${TAUGHT}/assignments/business-case`;
const ROUTE = "/teaching/{cohort}/{module}/assignments/{unit}";

/** Opens the first hand-in in the list. */
async function first(page: Page) {
  await page.getByRole("region", { name: "Hand-ins" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Rubric" })).toBeVisible();
}

export const GRADING: Looked[] = [
  { name: "what was handed in to an assignment", route: ROUTE, who: FACULTY, address: LIST },
  { name: "a hand-in on its grader's desk", route: `${ROUTE}/hand-ins/{hand_in}`, who: FACULTY, address: LIST, first },
  { name: "the gradebook of a module", route: "/teaching/{cohort}/{module}/grades", who: FACULTY, address: `${TAUGHT}/grades` },
  { name: "the gradebook of a cohort", route: "/cohorts/{cohort}/grades", who: STAFF, address: "/cohorts/cohort-12/grades" },
  { name: "one's own grades", route: "/grades", who: STUDENT },
  { name: "what was made of one's work", route: "/learn/{module}/{unit}/feedback", who: STUDENT, address: "/learn/health-economics/business-case/feedback" },
];

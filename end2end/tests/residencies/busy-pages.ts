import type { Page } from "@playwright/test";
import type { Looked } from "../pages";

const STUDENT = "Amara Okafor";
const STAFF = "Ruth Lindqvist";

/** Presses the button with these words, on a form that is not in order. */
function press(name: string) {
  return (page: Page) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
}

export const BUSY: Looked[] = [
  { name: "busy times", route: "/busy", who: STUDENT },
  { name: "busy times of somebody who gave none", route: "/busy", who: STAFF },
  { name: "busy times, with no address pasted", route: "/busy", who: STUDENT, first: press("Read this calendar"), status: 422 },
  { name: "conflicts", route: "/conflicts", who: STUDENT },
  { name: "a request to a scheduler", route: "/conflicts/request/{number}", who: STUDENT, address: "/conflicts/request/2" },
  { name: "when a cohort is busy", route: "/cohorts/{cohort}/busy", who: STAFF, address: "/cohorts/cohort-12/busy" },
  { name: "when a cohort is busy, with too few answers", route: "/cohorts/{cohort}/busy", who: STAFF, address: "/cohorts/cohort-11/busy" },
  { name: "dates for a residency", route: "/cohorts/{cohort}/dates", who: STAFF, address: "/cohorts/cohort-12/dates" },
  { name: "days away from clinic", route: "/days-away" },
];

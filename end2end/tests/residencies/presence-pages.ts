import { type Page, expect } from "@playwright/test";
import type { Looked } from "../pages";

const STAFF = "Ruth Lindqvist";
const STUDENT = "Ravi Menon";
const PRESENCE_PAGE = "/cohorts/cohort-11/residencies/1/presence";
const SESSION = "/cohorts/{cohort}/residencies/{number}/sessions/{session}";

/** Follows links one after the other, each the first with these words. */
function follow(...names: (string | RegExp)[]) {
  return async (page: Page) => {
    for (const name of names) {
      await page.getByRole("main").getByRole("link", { name }).first().click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    }
  };
}

export const PRESENCE: Looked[] = [
  { name: "who was there in a residency", route: "/cohorts/{cohort}/residencies/{number}/presence", who: STAFF, address: PRESENCE_PAGE },
  { name: "the roll of a session", route: `${SESSION}/roll`, who: STAFF, address: PRESENCE_PAGE, first: follow("Where the money goes") },
  { name: "the code of a room", route: `${SESSION}/door`, who: STAFF, address: PRESENCE_PAGE, first: follow("Where the money goes", "Show a code in the room") },
  { name: "a student in a session", route: `${SESSION}/students/{enrollment}`, who: STAFF, address: PRESENCE_PAGE, first: follow("Where the money goes", "Details") },
  { name: "a make-up, for staff", route: "/cohorts/{cohort}/residencies/{number}/make-ups/{make_up}", who: STAFF, address: PRESENCE_PAGE, first: follow(/^Ravi Menon/) },
  { name: "typing the code of a room", route: "/check-in", who: STUDENT },
  { name: "a code that opens nothing now", route: "/check-in/{code}", who: STUDENT, address: "/check-in/ABCDEFGHJK", status: 422 },
  { name: "one's own code", route: "/me/code", who: STUDENT },
  { name: "one's own attendance", route: "/attendance", who: STUDENT },
  { name: "attendance of somebody new", route: "/attendance", who: "Amara Okafor" },
  { name: "one's own make-up", route: "/attendance/make-ups/{make_up}", who: STUDENT, address: "/attendance", first: follow("A service line from both sides") },
];

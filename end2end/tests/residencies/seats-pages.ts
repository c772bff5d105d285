import { expect, type Page } from "@playwright/test";
import type { Looked } from "../pages";

const STUDENT = "Amara Okafor";
const STAFF = "Ruth Lindqvist";
const PAPER = "/cohorts/cohort-12/residencies/2/paper";
const SESSION = "/residencies/{number}/sessions/{session}";
const OF_STAFF = "/cohorts/{cohort}/residencies/{number}";

/** Opens a session of the itinerary. */
function open(title: string) {
  return async (page: Page) => {
    await page.getByRole("link", { name: title, exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  };
}

export const SEATS: Looked[] = [
  { name: "one's own residencies", route: "/residencies", who: STUDENT },
  { name: "the itinerary", route: "/residencies/{number}", who: STUDENT, address: "/residencies/2" },
  { name: "a residency without a schedule", route: "/residencies/{number}", who: STUDENT, address: "/residencies/3" },
  { name: "a session with free seats", route: SESSION, who: STUDENT, address: "/residencies/2", first: open("Negotiation, played") },
  { name: "a session without a free seat", route: SESSION, who: STUDENT, address: "/residencies/2", first: open("A capital budget by hand") },
  { name: "a session for everybody", route: SESSION, who: STUDENT, address: "/residencies/2", first: open("Value for whom? Cases from your hospitals") },
  { name: "the sessions one holds", route: "/teaching/{cohort}/residencies/{number}", who: "Ines Ferreira", address: "/teaching/cohort-12/residencies/2" },
  { name: "paper", route: `${OF_STAFF}/paper`, who: STAFF, address: PAPER },
  { name: "the run of show by day", route: `${OF_STAFF}/paper/run-of-show`, who: STAFF, address: `${PAPER}/run-of-show` },
  { name: "the run of show by room", route: `${OF_STAFF}/paper/run-of-show`, who: STAFF, address: `${PAPER}/run-of-show?by=room` },
  { name: "sign-in sheets", route: `${OF_STAFF}/paper/sign-in`, who: STAFF, address: `${PAPER}/sign-in` },
  { name: "name badges", route: `${OF_STAFF}/paper/badges`, who: STAFF, address: `${PAPER}/badges` },
  { name: "meal counts", route: `${OF_STAFF}/paper/meals`, who: STAFF, address: `${PAPER}/meals` },
];

import type { Page } from "@playwright/test";
import type { Looked } from "../pages";

const STAFF = "Ruth Lindqvist";
const FACULTY = "Ines Ferreira";
const TEAMS = "/cohorts/cohort-12/teams";
const SECOND = "/cohorts/cohort-12/residencies/2";

/** Follows the first link with these words. */
const follow = (name: string) => (page: Page) => page.getByRole("main").getByRole("link", { name }).first().click();
const press = (name: string) => (page: Page) => page.getByRole("main").getByRole("button", { name }).click();

/** Follows one after the other. */
const through = (...names: string[]) => async (page: Page) => {
  for (const name of names) await follow(name)(page);
};

export const VENUES: Looked[] = [
  { name: "venues", route: "/venues", who: STAFF },
  { name: "adding a venue", route: "/venues/new", who: STAFF },
  { name: "adding a venue, with nothing typed", route: "/venues/new", who: STAFF, first: press("Add the venue"), status: 422 },
  { name: "a venue", route: "/venues/{venue}", who: STAFF, address: "/venues", first: follow("Main campus") },
  { name: "adding a room", route: "/venues/{venue}/rooms/new", who: STAFF, address: "/venues", first: through("Main campus", "Add a room") },
  { name: "a room", route: "/venues/{venue}/rooms/{room}", who: STAFF, address: "/venues", first: through("Main campus", "Aula") },
  { name: "teams", route: "/cohorts/{cohort}/teams", who: STAFF, address: TEAMS },
  { name: "a mix of teams", route: "/cohorts/{cohort}/teams/mix", who: STAFF, address: `${TEAMS}/mix?by=teams&number=5&seed=1` },
  { name: "where students come from", route: "/cohorts/{cohort}/teams/backgrounds", who: STAFF, address: `${TEAMS}/backgrounds` },
  { name: "when faculty are there", route: "/cohorts/{cohort}/residencies/{number}/faculty", who: STAFF, address: `${SECOND}/faculty` },
  {
    name: "when one of the faculty is there",
    route: "/cohorts/{cohort}/residencies/{number}/faculty/{person}",
    who: STAFF,
    address: `${SECOND}/faculty`,
    first: follow("Ines Ferreira"),
  },
  {
    name: "when one is there oneself",
    route: "/teaching/{cohort}/residencies/{number}/hours",
    who: FACULTY,
    address: "/teaching/cohort-12/residencies/2/hours",
  },
];

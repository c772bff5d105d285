import type { Looked } from "../pages";

const STAFF = "Ruth Lindqvist";

export const OVERVIEW: Looked[] = [
  { name: "the residencies of a cohort", route: "/cohorts/{cohort}/residencies", who: STAFF, address: "/cohorts/cohort-12/residencies" },
  { name: "a residency", route: "/cohorts/{cohort}/residencies/{number}", who: STAFF, address: "/cohorts/cohort-12/residencies/1" },
];

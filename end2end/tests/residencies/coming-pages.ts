import type { Looked } from "../pages";

const STAFF = "Ruth Lindqvist";
const STUDENT = "Amara Okafor";
// Comes to the next residency of the demo, and has said what she needs.
const COMES = "Aisha Mohammed";
const RESIDENCY = "/cohorts/{cohort}/residencies/{number}";
const NEXT = "/cohorts/cohort-12/residencies/2";

export const COMING: Looked[] = [
  { name: "who comes", route: `${RESIDENCY}/coming`, who: STAFF, address: `${NEXT}/coming` },
  { name: "who comes, where nobody was asked", route: `${RESIDENCY}/coming`, who: STAFF, address: "/cohorts/cohort-12/residencies/3/coming" },
  {
    name: "the answer of one student",
    route: `${RESIDENCY}/coming/{enrollment}`,
    who: STAFF,
    address: `${NEXT}/coming`,
    first: (page) => page.getByRole("link", { name: "Answer for Aisha Mohammed" }).click(),
  },
  { name: "logistics of a residency", route: `${RESIDENCY}/logistics`, who: STAFF, address: `${NEXT}/logistics` },
  { name: "who needs what at a residency", route: `${RESIDENCY}/logistics/people`, who: STAFF, address: `${NEXT}/logistics/people` },
  { name: "whether one comes", route: "/residencies/{number}/answer", who: STUDENT, address: "/residencies/2/answer" },
  {
    name: "whether one comes, not said",
    route: "/residencies/{number}/answer",
    who: STUDENT,
    address: "/residencies/2/answer",
    first: (page) => page.getByRole("button", { name: "Answer" }).click(),
    status: 422,
  },
  { name: "one's stay", route: "/residencies/{number}/logistics", who: COMES, address: "/residencies/2/logistics" },
];

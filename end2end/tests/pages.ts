// Every page of the site, with somebody who sees it. A page that is not here is tried by nobody: `pages.spec.ts` compares the list with the routes.
import { type Page, expect } from "@playwright/test";
import { BANK } from "./authoring/bank-pages";
import { COLLEAGUE } from "./authoring/colleague-pages";
import { EXCHANGE } from "./authoring/exchange-pages";
import { MEDIA } from "./authoring/media-pages";
import { REVIEWS } from "./authoring/review-pages";
import { STUDIO } from "./authoring/studio-pages";
import { GRADING } from "./learning/grading-pages";
import { ARRANGE } from "./residencies/arrange-pages";
import { RESULTS } from "./authoring/results-pages";
import { BUSY } from "./residencies/busy-pages";
import { BOARD } from "./residencies/board-pages";
import { COMING } from "./residencies/coming-pages";
import { OVERVIEW } from "./residencies/overview-pages";
import { VENUES } from "./residencies/venues-pages";
import { PRESENCE } from "./residencies/presence-pages";
import { SEATS } from "./residencies/seats-pages";

/** A page and how one comes to it. */
export interface Looked {
  /** Its name in the list of tests. */
  name: string;
  /** Its route, as `attending routes` prints it. */
  route: string;
  /** Who looks, from the cast; a visitor who is not signed in if absent. */
  who?: string;
  /** The address; the route itself if absent. */
  address?: string;
  /** What is done on the page first, to come to a page without a fixed address or to a state worth looking at. */
  first?: (page: Page) => Promise<void>;
  /** The status it answers with; 200 if absent. */
  status?: number;
}

const STUDENT = "Amara Okafor";
const STAFF = "Ruth Lindqvist";
const FACULTY = "Ines Ferreira";
const ADMIN = "Omar Haddad";
const MODULE = "/learn/health-economics";
const UNIT = "/learn/{module}/{unit}";
const COHORT = "/cohorts/cohort-12";
const TAUGHT = "/teaching/cohort-12/health-economics";

/** Follows the first link with these words. */
function follow(name: string | RegExp) {
  return async (page: Page) => {
    await page.getByRole("main").getByRole("link", { name }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  };
}

/** Presses the button with these words, on a form that changes nothing. */
function press(name: string) {
  return (page: Page) => page.getByRole("main").getByRole("button", { name }).click();
}

/** Opens a student and keeps an empty note. */
async function noteNothing(page: Page) {
  await follow("Margarethe")(page);
  await press("Keep the note")(page);
  await expect(page.getByRole("alert")).toBeVisible();
}

export const ADMISSIONS: Looked[] = [
  { name: "the front page", route: "/" },
  { name: "which degree fits", route: "/which-fits" },
  { name: "which degree fits, with nothing answered", route: "/which-fits", first: press("See what fits"), status: 422 },
  { name: "a syllabus", route: "/syllabus/{module}", address: "/syllabus/health-economics" },
  { name: "the form for a request", route: "/information-requests/new" },
  { name: "the form for a request, sent empty", route: "/information-requests/new", first: press("Send"), status: 422 },
  { name: "requests for information", route: "/information-requests", who: STAFF },
];

export const SIMULATORS: Looked[] = [
  { name: "the simulators", route: "/simulators" },
  { name: "a Markov model", route: "/simulators/{simulator}", address: "/simulators/markov" },
  { name: "a control chart", route: "/simulators/{simulator}", address: "/simulators/control-chart" },
  { name: "a fault tree", route: "/simulators/{simulator}", address: "/simulators/fault-tree" },
  { name: "stakeholders", route: "/simulators/{simulator}", address: "/simulators/stakeholders" },
  { name: "a simulator that refuses its inputs", route: "/simulators/{simulator}", address: "/simulators/icer?options=A,x,1" },
];

export const ACCOUNTS: Looked[] = [
  { name: "signing in", route: "/sign-in" },
  { name: "signing in, with nothing typed", route: "/sign-in", first: press("Sign in"), status: 422 },
  { name: "a forgotten password", route: "/password-reset" },
  { name: "the word that a link is on its way", route: "/password-reset", address: "/password-reset?done=sent" },
  { name: "the profile", route: "/account", who: STUDENT },
  { name: "e-mail and password", route: "/account/sign-in-details", who: STUDENT },
  { name: "the second factor", route: "/account/second-factor", who: STUDENT },
  { name: "where one is signed in", route: "/account/sessions", who: STUDENT },
  { name: "people", route: "/people", who: ADMIN },
  { name: "inviting somebody", route: "/people/new", who: ADMIN },
  { name: "a person", route: "/people/{id}", who: ADMIN, address: "/people?search=okafor", first: follow("Amara Okafor") },
  { name: "the audit log", route: "/audit", who: ADMIN },
  { name: "the audit log, verified", route: "/audit", who: ADMIN, first: press("Verify the whole log") },
  { name: "a page that is not there", route: "/nowhere", status: 404 },
];

export const LEARNING: Looked[] = [
  { name: "Today", route: "/today", who: STUDENT },
  { name: "Today, with something late", route: "/today", who: "Jamal Whitfield" },
  { name: "the program", route: "/program", who: STUDENT },
  { name: "a module", route: "/learn/{module}", who: STUDENT, address: MODULE },
  { name: "the lesson on scarcity", route: UNIT, who: STUDENT, address: `${MODULE}/scarcity` },
  { name: "the lesson on models, with mathematics", route: UNIT, who: STUDENT, address: `${MODULE}/models` },
  { name: "the lesson on ICERs, with figures and a film", route: UNIT, who: STUDENT, address: `${MODULE}/icer` },
  { name: "a case", route: UNIT, who: STUDENT, address: `${MODULE}/infusion-suite` },
  { name: "a live session", route: UNIT, who: STUDENT, address: `${MODULE}/value-for-whom` },
  { name: "a quiz before its start", route: UNIT, who: STUDENT, address: `${MODULE}/final` },
  { name: "a quiz with results", route: UNIT, who: STUDENT, address: `${MODULE}/checkpoint` },
  { name: "a quiz that is being answered", route: UNIT, who: "Nils Berglund", address: `${MODULE}/checkpoint` },
  {
    name: "a result",
    route: "/learn/{module}/{unit}/attempts/{attempt}",
    who: STUDENT,
    address: `${MODULE}/checkpoint`,
    first: follow("Attempt 1"),
  },
];

export const COHORTS: Looked[] = [
  { name: "cohorts", route: "/cohorts", who: STAFF },
  { name: "a roster", route: "/cohorts/{cohort}", who: STAFF, address: COHORT },
  { name: "a segment of a roster", route: "/cohorts/{cohort}", who: STAFF, address: `${COHORT}?who=help&sort=standing` },
  { name: "a roster where nobody is found", route: "/cohorts/{cohort}", who: STAFF, address: `${COHORT}?q=zebra` },
  { name: "a student", route: "/cohorts/{cohort}/students/{enrollment}", who: STAFF, address: COHORT, first: follow("Margarethe") },
  { name: "a student with an empty note", route: "/cohorts/{cohort}/students/{enrollment}", who: STAFF, address: COHORT, first: noteNothing, status: 422 },
  { name: "what one teaches", route: "/teaching", who: FACULTY },
  { name: "the roster of a module", route: "/teaching/{cohort}/{module}", who: FACULTY, address: TAUGHT },
  {
    name: "a student, for faculty",
    route: "/teaching/{cohort}/{module}/students/{enrollment}",
    who: FACULTY,
    address: TAUGHT,
    first: follow("Margarethe"),
  },
];

/** Opens the first post of the cohort's discussion. */
async function firstThread(page: Page) {
  await page.locator(".post .meta a").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Thread of/);
}

export const MESSAGES: Looked[] = [
  { name: "how one wants to be told", route: "/account/notifications", who: STUDENT },
  { name: "messages to a cohort", route: "/cohorts/{cohort}/messages", who: STAFF, address: `${COHORT}/messages` },
  { name: "a new message", route: "/cohorts/{cohort}/messages/new", who: STAFF, address: `${COHORT}/messages/new` },
  {
    name: "a new message with nothing in it",
    route: "/cohorts/{cohort}/messages/new",
    who: STAFF,
    address: `${COHORT}/messages/new`,
    first: press("Preview"),
    status: 422,
  },
  { name: "the student's cohort", route: "/cohort", who: STUDENT },
  { name: "announcements", route: "/cohorts/{cohort}/announcements", who: FACULTY, address: `${COHORT}/announcements` },
  {
    name: "an announcement to be changed",
    route: "/cohorts/{cohort}/announcements/{announcement}",
    who: STAFF,
    address: `${COHORT}/announcements`,
    first: follow("Change or take back"),
  },
  { name: "the cohort's discussion", route: "/cohort/discussion", who: STUDENT },
  {
    name: "the discussion under a unit",
    route: "/learn/{module}/{unit}/discussion",
    who: STUDENT,
    address: `${MODULE}/checkpoint/discussion`,
  },
  { name: "the cohort's discussion, for faculty", route: "/cohorts/{cohort}/discussion", who: FACULTY, address: `${COHORT}/discussion` },
  {
    name: "the discussion under a unit, for faculty",
    route: "/cohorts/{cohort}/discussion/{module}/{unit}",
    who: FACULTY,
    address: `${COHORT}/discussion/health-economics/checkpoint`,
  },
  { name: "a thread", route: "/discussion/posts/{post}", who: STAFF, address: `${COHORT}/discussion`, first: firstThread },
];

export const CALENDARS: Looked[] = [
  { name: "the own calendar, a month", route: "/calendar", who: STUDENT },
  { name: "the own calendar, all dates", route: "/calendar", who: STUDENT, address: "/calendar?view=agenda" },
  { name: "the own calendar of somebody in another zone", route: "/calendar", who: "Margarethe Eisenhower-Feldmann" },
  { name: "the own calendar of staff", route: "/calendar", who: STAFF, address: "/calendar?view=agenda" },
  { name: "a secret address", route: "/calendar", who: "Lucia Ortega", first: (page) => page.locator("#feeds form.form button").click() },
  { name: "the calendar of a cohort", route: "/cohorts/{cohort}/calendar", who: STAFF, address: `${COHORT}/calendar` },
  { name: "the calendar of a cohort, for faculty", route: "/teaching/{cohort}/calendar", who: FACULTY, address: "/teaching/cohort-12/calendar?view=agenda" },
  { name: "Today as a student would see it", route: "/today", who: FACULTY, address: "/teaching/cohort-12/calendar", first: press("See it as a student") },
];

/** Types a rule that cannot be read, and saves. */
async function ruleWrongly(page: Page) {
  await page.getByLabel("Rule of the first day").nth(1).fill("R1.start + 16");
  await page.getByRole("button", { name: "Save the program" }).click();
}

/** Looks at the calendar of a cohort that is not created. */
async function beginCohort(page: Page) {
  await page.getByLabel("Name", { exact: true }).fill("Cohort that never was");
  await page.getByLabel("Start", { exact: true }).fill("2031-01-11");
  await page.getByRole("button", { name: "Show the calendar" }).click();
}

/** Moves the second residency by some days, and looks. */
async function moveResidency(page: Page) {
  const day = page.getByLabel("First day", { exact: true }).nth(1);
  const later = new Date(`${await day.inputValue()}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + 7);
  await day.fill(later.toISOString().slice(0, 10));
  await page.getByRole("button", { name: "See what moves" }).click();
}

export const EXTENSIONS: Looked[] = [
  { name: "asking for more time", route: `${UNIT}/extension`, who: STUDENT, address: `${MODULE}/infusion-suite/extension` },
  {
    name: "asking for more time, with no reason",
    route: `${UNIT}/extension`,
    who: STUDENT,
    address: `${MODULE}/infusion-suite/extension`,
    first: press("Ask for more time"),
    status: 422,
  },
  { name: "more time that was granted", route: `${UNIT}/extension`, who: "Kirsten Halvorsen", address: `${MODULE}/icer/extension` },
  { name: "a module with more time for a unit", route: "/learn/{module}", who: "Kirsten Halvorsen", address: MODULE },
  { name: "more time that waits for an answer", route: `${UNIT}/extension`, who: "Thomas Brennan", address: `${MODULE}/infusion-suite/extension` },
  { name: "extensions of a cohort", route: "/cohorts/{cohort}/extensions", who: STAFF, address: `${COHORT}/extensions` },
  {
    name: "an extension to be answered",
    route: "/cohorts/{cohort}/extensions/{extension}",
    who: STAFF,
    address: `${COHORT}/extensions`,
    first: follow("Answer otherwise to Thomas Brennan"),
  },
  {
    name: "giving a student more time",
    route: "/cohorts/{cohort}/students/{enrollment}/extensions",
    who: STAFF,
    address: COHORT,
    first: async (page) => {
      await follow("Margarethe")(page);
      await follow("Give more time")(page);
    },
  },
  { name: "the modules of a cohort", route: "/cohorts/{cohort}/modules", who: STAFF, address: `${COHORT}/modules` },
  { name: "a module of a cohort", route: "/cohorts/{cohort}/modules/{module}", who: STAFF, address: `${COHORT}/modules/health-economics` },
];

export const PROGRAMS: Looked[] = [
  { name: "programs", route: "/programs", who: STAFF },
  { name: "creating a program", route: "/programs/new", who: STAFF },
  { name: "creating a program, with nothing typed", route: "/programs/new", who: STAFF, first: press("Create the program"), status: 422 },
  { name: "the template of a program", route: "/programs/{program}", who: STAFF, address: "/programs/mmm" },
  { name: "a template with a wrong rule", route: "/programs/{program}", who: STAFF, address: "/programs/mmm", first: ruleWrongly, status: 422 },
  { name: "who runs a program", route: "/programs/{program}/staff", who: STAFF, address: "/programs/mmm/staff" },
  { name: "creating a cohort", route: "/programs/{program}/cohorts/new", who: STAFF, address: "/programs/mmm/cohorts/new" },
  { name: "the calendar of a cohort before it exists", route: "/programs/{program}/cohorts/new", who: STAFF, address: "/programs/mmm/cohorts/new", first: beginCohort },
  { name: "changing dates", route: "/cohorts/{cohort}/calendar/edit", who: STAFF, address: `${COHORT}/calendar/edit` },
  { name: "what a residency moves", route: "/cohorts/{cohort}/calendar/edit", who: STAFF, address: `${COHORT}/calendar/edit`, first: moveResidency },
  { name: "a change that moves nothing", route: "/cohorts/{cohort}/calendar/edit", who: STAFF, address: `${COHORT}/calendar/edit`, first: press("See what moves") },
  { name: "releases", route: "/cohorts/{cohort}/calendar/releases", who: STAFF, address: `${COHORT}/calendar/releases` },
  { name: "a release", route: "/cohorts/{cohort}/calendar/releases/{number}", who: STAFF, address: `${COHORT}/calendar/releases/2` },
];

const PETER = (page: Page) => page.getByRole("link", { name: /Peter Vance/ }).click();

export const PEOPLE: Looked[] = [
  { name: "one's own places", route: "/places", who: STUDENT },
  { name: "a student's place", route: "/cohorts/{cohort}/students/{enrollment}/place", who: STAFF, address: `${COHORT}?q=vance`, first: async (page) => {
    await PETER(page);
    await page.goto(`${new URL(page.url()).pathname}/place`);
  } },
  { name: "inviting a student", route: "/cohorts/{cohort}/invitations/new", who: STAFF, address: `${COHORT}/invitations/new` },
  { name: "who teaches a cohort", route: "/cohorts/{cohort}/faculty", who: STAFF, address: `${COHORT}/faculty` },
  { name: "rosters", route: "/cohorts/{cohort}/imports", who: STAFF, address: `${COHORT}/imports` },
];

export const PAGES: Looked[] = [...ADMISSIONS, ...SIMULATORS, ...ACCOUNTS, ...LEARNING, ...COHORTS, ...CALENDARS, ...EXTENSIONS, ...PROGRAMS, ...PEOPLE, ...MESSAGES, ...OVERVIEW, ...VENUES, ...PRESENCE, ...GRADING, ...BUSY, ...SEATS, ...BANK,
  ...REVIEWS, ...COLLEAGUE, ...STUDIO, ...BOARD, ...ARRANGE, ...COMING, ...RESULTS, ...MEDIA, ...EXCHANGE];

/** Pages without a fixed way to them: each is passed in the journey, or in the tests of the site, named here. */
export const PASSED_ELSEWHERE = [
  "/information-requests/{request}/receipt", // admissions/front: a visitor's request
  "/password-reset/{token}", // accounts/signing-in: a forgotten password
  "/invitations/{token}", // accounts/signing-in: an invitation
  "/email-change/{token}", // accounts/account: another address
  "/cohorts/{cohort}/messages/{message}", // messages/segment: a message that was sent
  "/discussion/posts/{post}/edit", // messages/editing: a post is changed
  "/discussion/posts/{post}/history", // messages/editing: what it said before
  "/discussion/posts/{post}/removal", // messages/editing: it is removed
  "/seat-offers/{token}", // the tests of the site: an offer that is taken, declined, over
  "/media/{name}", // authoring/media: a file by its hash
  "/feeds/{file}", // cohorts/calendar: a secret address
  "/cohorts/{cohort}/imports/{import}", // cohorts/roster-import: a file with three bad rows
  "/sign-in/second-factor", // accounts/signing-in: a second factor
];

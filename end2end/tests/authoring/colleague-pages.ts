import { type Page, expect } from "@playwright/test";
import type { Looked } from "../pages";

const FACULTY = "Ines Ferreira";
const MODULE = "/studio/health-economics";
const REVIEW = `${MODULE}/review`;
const VIEW = "/studio/{module}/view";

/** Makes a link and opens what it leads to. It is revoked once that is on the screen: only so many work at a time. */
function link(open: (page: Page, address: string) => Promise<void>) {
  return async (page: Page) => {
    await page.getByLabel("Whom it is for").fill("Dr. Weber, Zurich");
    await page.getByRole("button", { name: "Make a link" }).click();
    const address = await page.getByLabel("Address of the draft").inputValue();
    const revocation = await page.locator("#links li form").first().getAttribute("action");
    await open(page, address);
    await page.context().request.post(revocation ?? "", { maxRedirects: 0 });
  };
}

/** Opens the unit of a draft with these words in its title. */
function unit(title: RegExp) {
  return link(async (page, address) => {
    await page.goto(address);
    await page.getByRole("main").getByRole("link", { name: title }).first().click();
    await expect(page.locator("article h1")).toHaveText(title);
    await page.locator("main details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
  });
}

/** Looks at the draft as a student of the only cohort there is. */
async function look(page: Page) {
  await page.getByRole("button", { name: "See it as a student" }).click();
  await expect(page.getByRole("complementary", { name: "Seen as a student" })).toContainText("You see the draft");
}

/** Asks for a day that is none. */
async function noDay(page: Page) {
  await page.getByLabel("Campus day").fill("");
  await page.getByRole("button", { name: "See it as a student" }).click();
}

export const COLLEAGUE: Looked[] = [
  { name: "a link to a draft", route: "/studio/{module}/review", who: FACULTY, address: REVIEW, first: link(async () => {}) },
  { name: "a draft by its link", route: "/read/{token}", who: FACULTY, address: REVIEW, first: link(async (page, address) => { await page.goto(address); }) },
  { name: "a lesson by its link", route: "/read/{token}/units/{unit}", who: FACULTY, address: REVIEW, first: unit(/Scarcity/) },
  { name: "a quiz by its link", route: "/read/{token}/units/{unit}", who: FACULTY, address: REVIEW, first: unit(/Checkpoint/) },
  { name: "a link that does not work", route: "/read/{token}", address: "/read/nothing", status: 404 },
  { name: "as a student of which cohort", route: VIEW, who: FACULTY, address: `${MODULE}/view` },
  { name: "as a student, on no day", route: VIEW, who: FACULTY, address: `${MODULE}/view`, first: noDay, status: 422 },
  { name: "a draft as a student would see it", route: "/learn/{module}", who: FACULTY, address: `${MODULE}/view`, first: look },
];

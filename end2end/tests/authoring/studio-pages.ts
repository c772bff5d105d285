import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Looked } from "../pages";
import { withoutEditor } from "./plain";

const FACULTY = "Ines Ferreira";
const ADMIN = "Omar Haddad";
const MODULE = "/studio/health-economics";
const UNIT = "/studio/{module}/units/{unit}";
const OF_MODULE = "/studio/{module}";

/** Opens the first unit of the outline, and from there the page with these words. */
function unit(link?: string) {
  return async (page: Page) => {
    await page.locator("ol.outline .outline-title a").first().click();
    if (link) await page.getByRole("main").getByRole("link", { name: link }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  };
}

/** Opens what can be done more rarely with the first unit. */
async function more(page: Page) {
  await page.locator("ol.outline details").first().evaluate((more: HTMLDetailsElement) => { more.open = true; });
}

/** Saves a text that is not what stands, without the revision that was seen: a conflict that changes nothing. */
async function conflict(page: Page) {
  await withoutEditor(page.context());
  await unit()(page);
  await page.locator("textarea#text").fill("Something else.");
  await page.locator("form.editor input[name=seen]").evaluate((field: HTMLInputElement) => { field.value = "0"; });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Two texts");
}

/** Chooses an answer and says nothing with it. */
async function unsaid(page: Page) {
  await page.getByLabel("Relationships with these companies").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
}

/** Saves without the revision that was seen: a conflict that changes nothing. */
async function overtaken(page: Page) {
  await page.locator("form input[name=seen]").evaluate((field: HTMLInputElement) => { field.value = "0"; });
  await page.getByLabel("Exempt, and why").check();
  await page.getByLabel("Why", { exact: true }).fill("the module has no clinical content");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody else changed");
}

/** Opens the settings and says how long it takes in a way that cannot be read. */
async function unreadable(page: Page) {
  await unit("Settings")(page);
  await page.getByLabel("Minutes").fill("9000");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("a whole number from 1 to 600");
}

/** Opens the settings of the module. */
async function ofModule(page: Page) {
  await page.getByRole("link", { name: "Settings of the module" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings of the module");
}

export const STUDIO: Looked[] = [
  { name: "the studio", route: "/studio", who: FACULTY },
  { name: "a new module without a title", route: "/studio", who: FACULTY, first: (page) => page.getByRole("button", { name: "Begin a module" }).click(), status: 422 },
  { name: "the outline of a module", route: OF_MODULE, who: FACULTY, address: MODULE },
  { name: "the outline with a unit opened", route: OF_MODULE, who: FACULTY, address: MODULE, first: more },
  { name: "what authors disclose", route: `${OF_MODULE}/disclosures`, who: FACULTY, address: `${MODULE}/disclosures` },
  { name: "an author who discloses nothing readable", route: `${OF_MODULE}/disclosures`, who: FACULTY, address: `${MODULE}/disclosures`, first: unsaid, status: 422 },
  { name: "two statements of an author", route: `${OF_MODULE}/disclosures`, who: FACULTY, address: `${MODULE}/disclosures`, first: overtaken, status: 409 },
  { name: "publishing", route: `${OF_MODULE}/publishing`, who: FACULTY, address: `${MODULE}/publishing` },
  { name: "the authors of a module", route: `${OF_MODULE}/authors`, who: ADMIN, address: `${MODULE}/authors` },
  { name: "the editor of a unit", route: UNIT, who: FACULTY, address: MODULE, first: unit() },
  { name: "two texts of a unit", route: UNIT, who: FACULTY, address: MODULE, first: conflict, status: 409 },
  { name: "a unit as students see it", route: `${UNIT}/trial`, who: FACULTY, address: MODULE, first: unit("As students see it") },
  { name: "earlier texts of a unit", route: `${UNIT}/saves`, who: FACULTY, address: MODULE, first: unit("Earlier texts") },
  { name: "the settings of a unit", route: `${UNIT}/settings`, who: FACULTY, address: MODULE, first: unit("Settings") },
  { name: "settings that cannot be read", route: `${UNIT}/settings`, who: FACULTY, address: MODULE, first: unreadable, status: 422 },
  { name: "the settings of a module", route: `${UNIT}/settings`, who: FACULTY, address: MODULE, first: ofModule },
];

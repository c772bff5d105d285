// The quiz as a person finds it: questions by their words, answers by their labels, and what the bar says is saved where.
import { type Locator, type Page, expect } from "@playwright/test";

export const MODULE = "/learn/health-economics";
export const CHECKPOINT = `${MODULE}/checkpoint`;

/** The words by which some questions of the checkpoint are known, one of each kind. */
export const ASKS = {
  single: "Eighteen months ago a department spent",
  numeric: "Four clinic sessions a week",
  multiple: "opening its catheterization laboratory",
  short: "the best alternative use that is given up",
  matching: "Match each term to its meaning",
  ordering: "Put the steps of an incremental comparison",
  text: "A colleague says",
};

/** A question by some of its words. */
export function question(page: Page, words: string): Locator {
  return page.getByRole("group", { name: words });
}

/** What the bar says is saved where. */
export function saved(page: Page): Locator {
  return page.getByRole("status").filter({ hasText: /answers|saving|saved|kept|time was over/i });
}

/** Opens a quiz and begins an attempt. */
export async function begin(page: Page, address = CHECKPOINT) {
  await page.goto(address);
  await page.getByRole("button", { name: /^Start/ }).click();
  await awake(page);
}

/** Waits until the player listens: from then on nothing needs the Save button. */
export async function awake(page: Page) {
  await expect(page.getByRole("button", { name: "Submit" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeHidden();
}

/** Waits until the server has everything. */
export async function allSaved(page: Page) {
  await expect(saved(page)).toHaveText(/^Saved \d\d:\d\d$/);
}

/** The texts of the items of an ordering question, from the first. */
export async function order(asked: Locator): Promise<string[]> {
  const labels = await asked.getByRole("combobox").evaluateAll((places) => places.map((place) => place.getAttribute("aria-label") ?? ""));
  return labels.map((label) => label.replace("Place of: ", ""));
}

/** Hands in, and says yes when asked about what is not answered. */
export async function handIn(page: Page) {
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Hand in all the same" }).click();
}

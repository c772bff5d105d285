import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Looked } from "../pages";

const FACULTY = "Ines Ferreira";
const STAFF = "Ruth Lindqvist";
const REVIEW = "/studio/health-economics/review";
const OF_DRAFT = "/studio/{module}/review";

/** Opens the unit with something said of it; `link` leads on from there. */
function unit(link?: string | RegExp) {
  return async (page: Page) => {
    await page.locator("ol.outline li", { hasText: "open comment" }).locator("a").first().click();
    await expect(page.locator(".passages")).toBeVisible();
    if (link) await page.getByRole("main").getByRole("link", { name: link }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  };
}

/** Opens the forms behind a thread. */
async function opened(page: Page) {
  await unit()(page);
  await page.locator(".thread details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
}

export const REVIEWS: Looked[] = [
  { name: "the studio of a reviewer", route: "/studio", who: STAFF },
  { name: "the review of a draft, for its author", route: OF_DRAFT, who: FACULTY, address: REVIEW },
  { name: "the review of a draft, for who is asked", route: OF_DRAFT, who: STAFF, address: REVIEW },
  { name: "what is new in a draft, for who is asked", route: "/studio/{module}/difference", who: STAFF, address: "/studio/health-economics/difference" },
  { name: "nobody asked", route: OF_DRAFT, who: FACULTY, address: REVIEW, first: (page) => page.getByRole("button", { name: "Ask them" }).click(), status: 422 },
  { name: "no verdict chosen", route: OF_DRAFT, who: STAFF, address: REVIEW, first: (page) => page.getByRole("button", { name: "Say it" }).click(), status: 422 },
  { name: "a unit with what is said of it", route: `${OF_DRAFT}/{unit}`, who: STAFF, address: REVIEW, first: unit() },
  { name: "a unit with what its author can do", route: `${OF_DRAFT}/{unit}`, who: FACULTY, address: REVIEW, first: opened },
  { name: "commenting and suggesting", route: `${OF_DRAFT}/{unit}/remark`, who: STAFF, address: REVIEW, first: unit(/^Comment ?on:/) },
];

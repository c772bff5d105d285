import { type Page, expect } from "@playwright/test";
import type { Looked } from "../pages";
import { POINT, ownFiles, put } from "./media-files";

const AUTHOR = "Ines Ferreira";
const FILES = "/studio/{module}/media";

/** Opens the files of a module that is only these tests'. */
async function files(page: Page) {
  await ownFiles(page, "looks-at-files");
}

/** Sends the form with nothing in it. */
async function nothing(page: Page) {
  await files(page);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
}

/** Brings a picture, which is the same one each time, and comes to its page. */
async function added(page: Page) {
  await files(page);
  await put(page, "A red point", POINT);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("figures/");
}

/** Goes back to the list, where the picture stands. */
async function listed(page: Page) {
  await added(page);
  await page.getByRole("navigation", { name: "Where you are" }).getByRole("link", { name: "Files", exact: true }).click();
  await expect(page.locator(".media-list > li")).toHaveCount(1);
}

export const MEDIA: Looked[] = [
  { name: "files of a module", route: FILES, who: AUTHOR, address: "/studio", first: listed },
  { name: "files of a module, with nothing chosen", route: FILES, who: AUTHOR, address: "/studio", first: nothing, status: 422 },
  { name: "a file of a module", route: `${FILES}/{file}`, who: AUTHOR, address: "/studio", first: added },
];

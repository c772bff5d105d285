import { type Page, expect } from "@playwright/test";
import type { Looked } from "../pages";
import { POINT, put } from "./media-files";

const AUTHOR = "Omar Haddad";
const PAGE = "/studio/health-economics/media";

/** Brings a picture, which is the same one each time, and comes to its page. */
async function added(page: Page) {
  await put(page, "A red point", POINT);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("figures/");
}

export const MEDIA: Looked[] = [
  { name: "files of a module", route: "/studio/{module}/media", who: AUTHOR, address: PAGE },
  { name: "files of a module, with nothing chosen", route: "/studio/{module}/media", who: AUTHOR, address: PAGE, first: (page) => page.getByRole("button", { name: "Upload" }).click(), status: 422 },
  { name: "a file of a module", route: "/studio/{module}/media/{file}", who: AUTHOR, address: PAGE, first: added },
];

// The itinerary on a phone: what happens when and where, and the same without a network once it was opened.
import { kept } from "../../support/offline";
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

const ADDRESS = "/residencies/2";

test("the itinerary is read without a network once it was opened, and not after signing out", { tag: "@phone" }, async ({ page, context, faults }) => {
  await comeIn(context, "Diego Villarreal");
  await page.goto(ADDRESS);
  await expect(page.getByRole("listitem").filter({ hasText: "Reading a budget" })).toContainText("Ines Ferreira");
  await expect(page.getByText("You are offline")).toBeHidden();
  await expect.poll(() => kept(page), { message: "the worker keeps the page" }).toContain(ADDRESS);

  await context.setOffline(true);
  await page.goto(ADDRESS);
  await expect(page.getByRole("status")).toContainText(/You are offline; this is as of .+, \d\d:\d\d campus time/);
  await expect(page.getByRole("listitem").filter({ hasText: "Reading a budget" })).toContainText("Ines Ferreira");
  // It looks as it did: its sheet was kept with it.
  expect(await page.evaluate(() => getComputedStyle(document.querySelector(".itinerary-time") as Element).fontWeight)).toBe("600");

  await context.setOffline(false);
  await page.goto(ADDRESS);
  await expect(page.getByText("You are offline")).toBeHidden();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => kept(page), { message: "nothing is left on the device" }).toEqual([]);
  await context.setOffline(true);
  faults.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|^failed GET /);
  await page.goto(ADDRESS).catch(() => null);
  await expect(page.getByText("Reading a budget")).toHaveCount(0);
});

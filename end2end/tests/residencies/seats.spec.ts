// Two physicians want the last seat: one has it, the other waits; the first gives it up, and the second takes what is offered.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

// Each project has its own students and a session of its own: they run side by side on one server.
const CAST: Record<string, { session: string; first: string; second: string }> = {
  "desktop-light": { session: "Negotiation, played again", first: "Layla Farouk", second: "Oliver Grant" },
  "no-scripts": { session: "A capital budget by hand, again", first: "Sami Haddad", second: "Rosa Castellanos" },
};

test("the last seat, the waiting list, and an offer that is taken", { tag: "@no-scripts" }, async ({ page, context, browser, baseURL, javaScriptEnabled }, info) => {
  const { session, first, second } = CAST[info.project.name];
  await comeIn(context, first);
  const other = await browser.newContext({ baseURL, javaScriptEnabled });
  await comeIn(other, second);
  const elsewhere = await other.newPage();
  for (const who of [page, elsewhere]) {
    await who.goto("/program");
    await who.getByRole("main").locator('a[href="/residencies/2"]').first().click();
    await who.getByRole("link", { name: session, exact: true }).click();
    await expect(who.getByRole("main")).toContainText("1 of 6 seats is free.");
  }

  await page.getByRole("button", { name: "Book a seat" }).click();
  await expect(page.getByRole("status")).toHaveText("The seat is yours.");
  // The other page is older than that: the same button leads to the waiting list.
  await elsewhere.getByRole("button", { name: "Book a seat" }).click();
  await expect(elsewhere.getByRole("status")).toContainText("You are number 1 on the waiting list");
  await page.getByRole("link", { name: /residency/i }).last().click();
  await expect(page.getByRole("listitem").filter({ hasText: session })).toContainText("You have a seat");

  await page.getByRole("link", { name: session, exact: true }).click();
  await page.getByRole("button", { name: "Give up the seat" }).click();
  await expect(page.getByRole("status")).toContainText("You have given it up");
  await expect(page.getByRole("main")).toContainText("All 6 seats are taken.");

  await elsewhere.goto("/residencies/2");
  await expect(elsewhere.getByRole("listitem").filter({ hasText: session })).toContainText("A seat is kept for you until");
  await elsewhere.getByRole("link", { name: session, exact: true }).click();
  await elsewhere.getByRole("button", { name: "Take the seat" }).click();
  await expect(elsewhere.getByRole("status")).toHaveText("The seat is yours.");

  // Put back, so that the journey can be gone again.
  await elsewhere.getByRole("button", { name: "Give up the seat" }).click();
  await expect(elsewhere.getByRole("main")).toContainText("1 of 6 seats is free.");
  await other.close();
});

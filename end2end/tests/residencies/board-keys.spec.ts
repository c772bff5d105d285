// Everything that is done on the board, without a pointer: placed, moved, made longer, undone, and a warning passed over with a reason.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

// Each look has a residency of its own that nothing else touches.
const BASE: Record<string, string> = { "desktop-light": "/cohorts/cohort-11/residencies/2", "no-scripts": "/cohorts/cohort-11/residencies/3" };

function card(page: Page) {
  return page.getByRole("article").filter({ has: page.getByRole("heading", { name: "Sunrise" }) });
}

/** Presses Enter on something that has the focus, and nowhere else. */
async function enter(page: Page, what: ReturnType<Page["locator"]>) {
  await what.focus();
  await page.keyboard.press("Enter");
}

test("a session is placed, moved, made longer and its warning passed over by keyboard alone", { tag: "@no-scripts" }, async ({ page, context }, { project }) => {
  const base = BASE[project.name];
  await comeIn(context, "Ruth Lindqvist");
  await page.goto(`${base}/board`);
  await enter(page, page.getByRole("link", { name: "Add a session" }));
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.type("Sunrise");
  await page.getByLabel("Minutes", { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("60");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Unplaced" })).toContainText("Sunrise");

  await enter(page, card(page).locator("summary", { hasText: "Move" }));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Place Sunrise");
  const room = page.getByLabel("Room", { exact: true });
  await room.selectOption((await room.locator("option", { hasText: ": Aula " }).getAttribute("value"))!);
  await page.getByLabel("Day").selectOption("1");
  await page.getByLabel("Begins").focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("07:15");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Placed.");
  await expect(card(page)).toContainText("07:15–08:15, Aula");

  await enter(page, card(page).locator("summary", { hasText: "Move" }));
  for (const [name, stands] of [["Later", "07:30–08:30"], ["Longer", "07:30–08:45"]]) {
    const button = card(page).getByRole("button", { name, exact: true });
    await enter(page, button);
    await expect(card(page)).toContainText(stands);
    await expect(button).toBeFocused();
  }
  await enter(page, page.getByRole("button", { name: "Undo: Sunrise takes 75 minutes instead of 60" }));
  await expect(page.getByRole("status")).toHaveText("Undone.");
  await expect(card(page)).toContainText("07:30–08:30");

  await enter(page, card(page).locator("summary", { hasText: "warning" }));
  await page.keyboard.press("Tab");
  await expect(card(page).getByRole("link", { name: /^Pass over.*Sunrise lies outside the hours of a day/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("input[name=reason]:focus")).toHaveAttribute("id", /^w-outside-hours-/);
  await page.keyboard.type("They want to see the sun rise.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("Passed over");
  await page.goto(`${base}/board`);
  await expect(card(page).locator("summary", { hasText: "warning" })).toHaveCount(0);
});

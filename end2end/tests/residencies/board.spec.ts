// Two days on the board, by form and by hand: the same result. Then a release, and a step taken back.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

const SESSIONS = [
  { title: "Opening", day: 1, start: "09:00", end: "10:00", room: "Aula" },
  { title: "Budgets", day: 1, start: "10:30", end: "11:30", room: "Room 210" },
  { title: "Negotiation", day: 2, start: "09:00", end: "10:00", room: "Aula" },
  { title: "Farewell", day: 2, start: "13:15", end: "14:15", room: "Aula" },
];

// Each test and look has a residency of its own: they run side by side on one server.
const BY_FORM: Record<string, string> = { "desktop-light": "/cohorts/cohort-12/residencies/3", "no-scripts": "/cohorts/cohort-12/residencies/4" };
const BY_HAND = "/cohorts/cohort-11/residencies/4";

async function add(page: Page, base: string) {
  for (const { title } of SESSIONS) {
    await page.goto(`${base}/board`);
    await page.getByRole("link", { name: "Add a session" }).click();
    await page.getByLabel("Name", { exact: true }).fill(title);
    await page.getByLabel("Minutes", { exact: true }).fill("60");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("region", { name: "Unplaced" })).toContainText(title);
  }
}

/** A session's card, wherever it is, or on a day: by its heading, for warnings name other sessions too. */
function card(page: Page, title: string, day?: number) {
  const within = day ? page.locator(`#day-${day}`) : page;
  return within.getByRole("article").filter({ has: page.getByRole("heading", { name: title }) });
}

/** Every session stands where it should. */
async function stands(page: Page, start = SESSIONS[1].start, end = SESSIONS[1].end) {
  for (const one of SESSIONS) {
    const [from, until] = one.title === "Budgets" ? [start, end] : [one.start, one.end];
    await expect(card(page, one.title, one.day)).toContainText(`${from}–${until}, ${one.room}`);
  }
}

async function release(page: Page, number: number) {
  await page.getByRole("link", { name: "Review and release" }).click();
  await page.getByLabel("What is new").fill("Two days are ready.");
  await page.getByRole("button", { name: "Release", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Release ${number}`);
}

test("two days are built by form, released, changed and changed back", { tag: "@no-scripts" }, async ({ page, context, accessible }, { project }) => {
  const base = BY_FORM[project.name];
  await comeIn(context, "Ruth Lindqvist");
  await add(page, base);
  for (const { title, day, start, room } of SESSIONS) {
    await card(page, title).getByText("Move").first().click();
    await card(page, title).getByRole("link", { name: `Choose a place for ${title}` }).click();
    await page.getByLabel("Day").selectOption(String(day));
    await page.getByLabel("Begins").fill(start);
    const option = page.getByLabel("Room", { exact: true }).locator("option", { hasText: `: ${room} ` });
    await page.getByLabel("Room", { exact: true }).selectOption((await option.getAttribute("value"))!);
    await page.getByRole("button", { name: "Place", exact: true }).click();
    await expect(page.getByRole("status")).toHaveText("Placed.");
  }
  await stands(page);
  await accessible(page);
  await release(page, 1);
  await page.goto(`${base}/board`);
  await card(page, "Budgets").getByText("Move").first().click();
  await card(page, "Budgets").getByRole("button", { name: "Later" }).click();
  await stands(page, "10:45", "11:45");
  await page.getByRole("button", { name: "Undo: Budgets placed on day 1, 10:45, Room 210" }).click();
  await expect(page.getByRole("status")).toHaveText("Undone.");
  await stands(page);
});

/** Where a minute of a day lies in a room's column: the middle of its quarter of an hour. */
async function spot(page: Page, day: number, room: string, start: string) {
  const grid = page.locator(`#day-${day} .board-grid`);
  const column = (await grid.locator(".board-room", { hasText: room }).first().boundingBox())!;
  const [hours, minutes] = start.split(":").map(Number);
  const first = (await grid.locator(".board-hour", { hasText: `${hours}:00` }).first().boundingBox())!;
  const next = (await grid.locator(".board-hour", { hasText: `${hours + 1}:00` }).first().boundingBox())!;
  const y = first.y + ((next.y - first.y) * (minutes + 7)) / 60;
  const box = (await grid.boundingBox())!;
  return { x: column.x - box.x + 20, y: y - box.y };
}

/** Drags a session to its day and room. A drag that a busy machine lost is made again: dropped twice, it stands where it stood. */
async function drop(page: Page, { title, day, room }: (typeof SESSIONS)[number], start: string) {
  await expect(async () => {
    await page.waitForLoadState();
    const targetPosition = await spot(page, day, room, start);
    const grid = page.locator(`#day-${day} .board-grid`);
    await card(page, title).dragTo(grid, { targetPosition, sourcePosition: { x: 10, y: 2 }, timeout: 10_000 });
    // Not the notice alone: the page before may have said the same of another session.
    await expect(card(page, title, day)).toContainText(`${start}–`, { timeout: 10_000 });
  }).toPass();
  await expect(page.getByRole("status")).toHaveText("Placed.");
}

test("the same two days by hand: dragged, and moved by keyboard", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await add(page, BY_HAND);
  // One a little off, to be put right by keyboard below.
  for (const one of SESSIONS.slice(0, 3)) await drop(page, one, one.title === "Budgets" ? "10:15" : one.start);
  await card(page, "Budgets").getByText("Move").first().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(card(page, "Budgets")).toContainText("10:30–11:30");
  await expect(card(page, "Budgets").getByRole("button", { name: "Later" })).toBeFocused();
  await drop(page, SESSIONS[3], SESSIONS[3].start);
  await stands(page);
});

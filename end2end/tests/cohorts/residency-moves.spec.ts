// From program to cohort, and a residency that moves: the whole calendar before anything exists, and every change before anybody is told.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

/** A name of its own for each look, so that no order matters. */
function cohort(kind: string, look: string) {
  const title = `${kind} ${look.replaceAll("-", " ")}`;
  return { title, slug: title.toLowerCase().replaceAll(" ", "-") };
}

function moved(page: Page) {
  return page.locator("table.moves tbody tr:not(.moves-group)");
}

/** The day so many days later. */
function later(day: string, days: number) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Comes to something by Tab alone. */
async function reach(page: Page, wanted: ReturnType<Page["locator"]>) {
  for (let presses = 0; presses < 150; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

async function create(page: Page, title: string) {
  await page.goto("/programs");
  await page.getByRole("link", { name: "Master of Medical Management" }).click();
  await page.getByRole("link", { name: "Create a cohort from it" }).click();
  await page.getByLabel("Name", { exact: true }).fill(title);
  await page.getByLabel("Start", { exact: true }).fill("2030-01-12");
  await page.getByRole("button", { name: "Show the calendar" }).click();
  await expect(page.getByRole("region", { name: "Residencies" })).toContainText("Sat 12 – Tue 15 Jan 2030");
}

test("staff see the whole calendar of a cohort, create it, and move a residency", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, accessible }, { project }) => {
  const { title, slug } = cohort("Created", project.name);
  await comeIn(context, "Ruth Lindqvist");
  await create(page, title);
  await expect(page.getByLabel("First day").nth(1)).toHaveValue("2030-05-04");
  await accessible(page);
  await page.getByLabel("First day").nth(1).fill("2030-05-11");
  await page.getByRole("button", { name: "Create the cohort" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing was created");
  await expect(page.getByRole("region", { name: "Residencies" })).toContainText("Sat 11 – Tue 14 May 2030");
  await page.getByRole("button", { name: "Create the cohort" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

  await page.goto(`/cohorts/${slug}/calendar`);
  await page.getByRole("link", { name: "Change dates" }).click();
  await page.getByLabel("First day", { exact: true }).nth(1).fill("2030-05-18");
  await page.getByRole("button", { name: "See what moves" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What moves");
  // The residency and what is due before it, and the modules that open when it ends, with their units.
  await expect(moved(page)).toHaveCount(1 + 2 + (1 + 14) + (1 + 13));
  await expect(moved(page).first()).toContainText("Sat 18 – Tue 21 May 2030");
  await expect(moved(page).nth(1)).toContainText("+7 days");
  // A live session is due when the residency ends that holds it.
  await expect(moved(page).nth(2)).toContainText("Tue 21 May 2030");
  await expect(page.getByText("Nobody's own dates change")).toBeVisible();
  await page.getByRole("button", { name: "Change something" }).click();
  await expect(page.getByLabel("First day", { exact: true }).nth(1)).toHaveValue("2030-05-18");
  await page.getByRole("button", { name: "See what moves" }).click();
  await page.getByLabel("What is different, and why").fill("The campus is closed that week.");
  await page.getByRole("button", { name: "Release as number 2" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Release 2");
  await expect(page.getByRole("main")).toContainText("The campus is closed that week.");

  await page.goto(`/cohorts/${slug}/calendar/releases`);
  await page.getByRole("link", { name: "Release 1" }).click();
  await page.getByLabel("Compared with").selectOption("2");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(moved(page).first()).toContainText("\u22127 days");
});

test("a residency moves by keyboard alone", { tag: "@no-scripts" }, async ({ page, context }, { project }) => {
  const { title, slug } = cohort("By keyboard", project.name);
  await comeIn(context, "Ruth Lindqvist");
  await create(page, title);
  await reach(page, page.getByRole("button", { name: "Create the cohort" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.goto(`/cohorts/${slug}/calendar/edit`);
  await reach(page, page.getByLabel("First day", { exact: true }).first());
  await page.keyboard.type("01192030");
  // Enter in a field does what the page is for, not what the first button of a row does.
  await page.keyboard.press("Enter");
  await expect(moved(page).first()).toContainText("Sat 19 – Tue 22 Jan 2030");
  await reach(page, page.getByLabel("What is different, and why"));
  await page.keyboard.type("One week later.");
  await reach(page, page.getByRole("button", { name: "Release as number 2" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Release 2");
});

test("before a release staff see whom it affects and which extensions hold", { tag: ["@phone"] }, async ({ page, context, accessible }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12/calendar/edit");
  const first = page.getByLabel("First day", { exact: true }).first();
  await first.fill(later(await first.inputValue(), 3));
  await page.getByRole("button", { name: "See what moves" }).click();
  await expect(page.getByRole("region", { name: "Extensions" })).toContainText("Kirsten Halvorsen");
  await expect(page.getByRole("region", { name: "Extensions" })).toContainText("Moves along");
  await page.getByText(/^Who: \d+ students$/).click();
  await expect(page.getByRole("link", { name: "Amara Okafor" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/\d+ students will see \d+ dates change/);
  await accessible(page);
});

test("students find the new day once it is released", async ({ page, context, browser }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-11/calendar/edit");
  const last = page.getByLabel("First day", { exact: true }).last();
  const day = later(await last.inputValue(), 7);
  await last.fill(day);
  await page.getByRole("button", { name: "See what moves" }).click();
  await page.getByLabel("What is different, and why").fill("The last residency is a week later.");
  await page.getByRole("button", { name: /^Release as number \d+$/ }).click();
  await expect(page.getByText("Everybody whose own dates changed is told.")).toBeVisible();
  const other = await browser.newContext({ baseURL: process.env.ATTENDING_URL });
  await comeIn(other, "Ravi Menon");
  const his = await other.newPage();
  await his.goto("/calendar?view=agenda");
  await expect(his.locator(`time[datetime="${day}"]`).first()).toBeVisible();
  await other.close();
});

test("of two who move dates at once the second sees what the first released", async ({ page, context, faults }, { project }) => {
  const { title, slug } = cohort("Twice", project.name);
  await comeIn(context, "Ruth Lindqvist");
  await create(page, title);
  await page.getByRole("button", { name: "Create the cohort" }).click();
  await page.goto(`/cohorts/${slug}/calendar/edit`);
  const other = await context.newPage();
  await other.goto(`/cohorts/${slug}/calendar/edit`);
  for (const [tab, place, day] of [[page, 1, "2030-05-11"], [other, 2, "2030-09-28"]] as const) {
    await tab.getByLabel("First day", { exact: true }).nth(place).fill(day);
    await tab.getByRole("button", { name: "See what moves" }).click();
    await tab.getByLabel("What is different, and why").fill(`It begins on ${day}.`);
  }
  await page.getByRole("button", { name: "Release as number 2" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Release 2");
  faults.expect(/^409 POST .*releases$/);
  await other.getByRole("button", { name: "Release as number 2" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Somebody released dates meanwhile");
  await expect(other.getByRole("main")).toContainText("It begins on 2030-05-11.");
  await other.getByRole("button", { name: "See what moves now" }).click();
  await expect(moved(other).first()).toContainText("R3");
  await expect(other.getByLabel("What is different, and why")).toHaveValue("It begins on 2030-09-28.");
  await other.getByRole("button", { name: "Release as number 3" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Release 3");
});

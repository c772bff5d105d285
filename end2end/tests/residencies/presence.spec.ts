// Who was there: the roll with and without a network and without scripts, codes, and what was missed until it is made up for.
import { type BrowserContext } from "@playwright/test";
import { kept } from "../../support/offline";
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

const PRESENCE = "/cohorts/cohort-11/residencies/1/presence";

async function openRoll(page: Page, session: string) {
  await page.goto(PRESENCE);
  await page.getByRole("link", { name: new RegExp(`^${session} ?: roll$`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Roll" })).toBeVisible();
}

function state(page: Page) {
  return page.getByRole("status").filter({ hasText: /Sav|Kept/ });
}

/** What another browser sees on the server: how often a student was marked in the session. */
async function marksOf(context: BrowserContext, session: string, student: string) {
  const page = await context.newPage();
  await openRoll(page, session);
  await page.getByRole("link", { name: new RegExp(`^Details ?of ${student}$`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: student })).toBeVisible();
  const marks = await page.getByRole("row").count();
  await page.close();
  return marks - 1;
}

test("a roll that is called without a network outlives a reload and arrives exactly once", async ({ page, context, accessible, faults }) => {
  faults.expect(/^failed POST .*\/marks: net::ERR_INTERNET_DISCONNECTED$/);
  faults.expect(/^failed (GET|HEAD) .*\/roll: net::ERR_INTERNET_DISCONNECTED$/);
  await comeIn(context, "Ruth Lindqvist");
  await openRoll(page, "Reading a budget");
  await expect.poll(() => kept(page), { message: "the worker keeps the roll" }).toContain(new URL(page.url()).pathname);
  const roll = page.url();
  await page.getByRole("checkbox", { name: /Andre Baptiste/ }).check();
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  await context.setOffline(true);
  await page.getByRole("checkbox", { name: /Helen Stavros/ }).check();
  await page.getByRole("checkbox", { name: /Ravi Menon/ }).check();
  await page.getByRole("checkbox", { name: /Ravi Menon/ }).uncheck();
  await expect(state(page)).toHaveText("Kept on this device, not yet on the server: 3 marks: no connection");
  await accessible(page);
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "No connection: this roll" })).toBeVisible();
  // The page is gone for certain before there is a network: it would send what waits by itself.
  await page.goto("about:blank");
  await context.setOffline(false);
  await page.goto(roll);
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  await expect(page.getByRole("checkbox", { name: /Helen Stavros/ })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /Ravi Menon/ })).not.toBeChecked();
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("attending-roll")))).toEqual([]);
  await page.reload();
  await expect(page.getByText("2 of 4 here")).toBeVisible();

  // Who has no mark yet is not there, once the roll is saved.
  await page.getByRole("button", { name: "Save the roll" }).click();
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  expect(await marksOf(context, "Reading a budget", "Andre Baptiste")).toBe(1);
  expect(await marksOf(context, "Reading a budget", "Helen Stavros")).toBe(1);
  expect(await marksOf(context, "Reading a budget", "Ravi Menon")).toBe(2);
  expect(await marksOf(context, "Reading a budget", "Julia Brandt")).toBe(1);
});

test("the roll opens without a network once it was opened, and is nobody else's", async ({ page, context, accessible, faults }) => {
  faults.expect(/^failed POST .*\/marks: net::ERR_INTERNET_DISCONNECTED$/);
  faults.expect(/^failed (GET|HEAD) .*\/roll: net::ERR_INTERNET_DISCONNECTED$/);
  await comeIn(context, "Ruth Lindqvist");
  await openRoll(page, "Lunch");
  const roll = page.url();
  await expect.poll(() => kept(page), { message: "the worker keeps the roll" }).toEqual([new URL(roll).pathname]);
  await expect(page.getByText("No connection: this roll")).toBeHidden();
  await page.getByRole("checkbox", { name: /Andre Baptiste/ }).check();
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "No connection: this roll" })).toContainText(/is as of .+, \d\d:\d\d campus time/);
  await expect(page.getByRole("checkbox", { name: /Andre Baptiste/ }), "marked since").toBeChecked();
  await accessible(page);
  await page.getByRole("checkbox", { name: /Helen Stavros/ }).check();
  await expect(state(page)).toHaveText("Kept on this device, not yet on the server: 1 mark: no connection");
  // Opened anew, not only reloaded.
  await page.goto("about:blank");
  await page.goto(roll);
  await expect(page.getByRole("checkbox", { name: /Helen Stavros/ })).toBeChecked();
  await expect(page.getByText("2 of 4 here")).toBeVisible();

  await context.setOffline(false);
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  await expect(page.getByText("No connection: this roll")).toBeHidden();
  await page.getByRole("link", { name: "Reload the roll" }).click();
  await expect(page.getByText("You are connected again")).toBeHidden();
  await expect(page.getByText("2 of 4 here")).toBeVisible();
  expect(await marksOf(context, "Lunch", "Andre Baptiste")).toBe(1);
  expect(await marksOf(context, "Lunch", "Helen Stavros")).toBe(1);

  // Somebody else's session on the same device, however it came: Ruth's roll goes with the first page that is kept for Omar.
  await page.goto(PRESENCE);
  const other = (await page.getByRole("link", { name: /^Where the money goes ?: roll$/ }).getAttribute("href")) as string;
  await comeIn(context, "Omar Haddad");
  await page.goto(other);
  await expect.poll(() => kept(page), { message: "one person's alone" }).toEqual([other]);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => kept(page), { message: "nothing is left on the device" }).toEqual([]);
});

test("all are here, with one press", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, accessible }) => {
  await comeIn(context, "Ruth Lindqvist");
  await openRoll(page, "Chief medical officers");
  await accessible(page);
  await page.getByRole("button", { name: "All are here" }).click();
  await expect(page.getByText("4 of 4 here")).toBeVisible();
  await page.getByRole("button", { name: "Save the roll" }).click();
  await page.goto(PRESENCE);
  await openRoll(page, "Chief medical officers");
  await expect(page.getByText("4 of 4 here")).toBeVisible();
});

test("names are gone through and ticked by keyboard alone", async ({ page, context }) => {
  await comeIn(context, "Ruth Lindqvist");
  await openRoll(page, "Where the money goes");
  const boxes = page.getByRole("checkbox");
  await boxes.first().focus();
  await page.keyboard.press("ArrowUp");
  await expect(boxes.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(boxes.nth(2)).toBeFocused();
  const was = await boxes.nth(2).isChecked();
  await page.keyboard.press("Space");
  await expect(boxes.nth(2)).toBeChecked({ checked: !was });
  await page.keyboard.press("Space");
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
});

test("a student's own code is read into one field, and the code of a room is shown", async ({ page, context, browser, baseURL, faults }) => {
  faults.expect(/^422 GET \/check-in\//);
  const own = await browser.newContext({ baseURL });
  faults.watch(own);
  await comeIn(own, "Ravi Menon");
  const phone = await own.newPage();
  await phone.goto("/me/code");
  await phone.getByRole("button", { name: /code$/ }).click();
  await expect(phone.getByRole("img", { name: "Your code as a QR code" })).toBeVisible();
  const code = await phone.locator("figure code").innerText();

  await comeIn(context, "Ruth Lindqvist");
  await openRoll(page, "Value and cost");
  await page.getByText("Scan or type codes").click();
  await page.getByLabel("A student's code").fill("ABCDE ABCDE");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Nobody" })).toHaveText("Nobody here has the code ABCDEABCDE");
  await page.getByLabel("A student's code").fill(code);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: "Ravi Menon" })).toContainText(/Here \d\d:\d\d/);
  await expect(state(page)).toHaveText(/^Saved/);

  await page.getByRole("link", { name: "Show a code in the room instead" }).click();
  await expect(page.getByRole("img", { name: "QR code that opens the page to check in" })).toBeVisible();
  const shown = await page.locator(".door-words code").innerText();
  // The residency of the demo is long over: the code is one, and opens nothing now.
  await phone.goto(`/check-in/${shown.replace(" ", "")}`);
  await expect(phone.getByRole("alert")).toContainText("opens no session of yours now");
  await own.close();
});

test("the camera reads a code once, however long it is held", async ({ page, context, browser, baseURL, accessible, faults }) => {
  const own = await browser.newContext({ baseURL });
  faults.watch(own);
  await comeIn(own, "Helen Stavros");
  const phone = await own.newPage();
  await phone.goto("/me/code");
  await phone.getByRole("button", { name: /code$/ }).click();
  const code = await phone.locator("figure code").innerText();
  await own.close();

  // The browser under test has a camera that shows nothing, and reads no codes: what it reads is put into it here.
  await context.grantPermissions(["camera"]);
  await context.addInitScript(() => {
    const page = globalThis as { held?: string; BarcodeDetector?: unknown };
    page.BarcodeDetector = class {
      static getSupportedFormats = async () => ["qr_code"];
      looks = 0;
      detect = async () => {
        document.documentElement.dataset.looks = String(++this.looks);
        return page.held ? [{ rawValue: page.held }] : [];
      };
    };
  });
  await comeIn(context, "Ruth Lindqvist");
  await openRoll(page, "A service line from both sides");
  const before = await marksOf(context, "A service line from both sides", "Helen Stavros");
  await page.getByText("Scan or type codes").click();
  await page.getByRole("button", { name: "Scan with the camera" }).click();
  await expect(page.getByRole("button", { name: "Stop the camera" })).toHaveAttribute("aria-expanded", "true");
  await page.evaluate((code) => Object.assign(globalThis, { held: code }), code);
  await expect(page.getByText(/^Helen Stavros: Here \d\d:\d\d$/)).toBeVisible();
  const looks = async () => Number(await page.locator("html").getAttribute("data-looks"));
  const seen = await looks();
  await expect.poll(looks, { message: "it stays in the picture" }).toBeGreaterThan(seen + 4);
  await accessible(page);
  await page.getByRole("button", { name: "Stop the camera" }).click();
  await expect(page.getByLabel("What the camera sees")).toBeHidden();
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  expect(await marksOf(context, "A service line from both sides", "Helen Stavros")).toBe(before + 1);
});

test("a browser that cannot scan says what works instead", async ({ page, context }) => {
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, "BarcodeDetector"));
  await comeIn(context, "Ruth Lindqvist");
  await openRoll(page, "A service line from both sides");
  await page.getByText("Scan or type codes").click();
  await expect(page.getByText("This browser cannot scan with the camera")).toBeVisible();
  await expect(page.getByRole("button", { name: "Scan with the camera" })).toBeHidden();
});

test("what was missed is approved, written, handed in and made up for", async ({ page, context, browser, baseURL, accessible, faults }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto(PRESENCE);
  const decide = page.getByRole("region", { name: "To be decided" });
  await decide.getByRole("link", { name: "Helen Stavros: Value and cost" }).click();
  await page.getByLabel("Recording and reflection").check();
  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("By which day").fill(day);
  await page.getByLabel("Words to the student").fill("Two paragraphs are enough.");
  await accessible(page);
  await page.getByRole("button", { name: "Decide" }).click();
  await expect(page.getByRole("status").filter({ hasText: "It is decided" })).toBeVisible();

  const own = await browser.newContext({ baseURL });
  faults.watch(own);
  await comeIn(own, "Helen Stavros");
  const phone = await own.newPage();
  await phone.goto("/attendance");
  await expect(phone.getByRole("row", { name: /Value and cost/ })).toContainText("Absent");
  await phone.getByRole("link", { name: "Value and cost" }).click();
  await expect(phone.getByText("Two paragraphs are enough.")).toBeVisible();
  await phone.getByLabel("Your reflection").fill("Value is what the patient gets");
  await expect(phone.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  await phone.reload();
  await expect(phone.getByLabel("Your reflection")).toHaveValue("Value is what the patient gets");
  await phone.getByLabel("Your reflection").fill("Value is what the patient gets, for what it costs.");
  await phone.getByRole("button", { name: "Hand in" }).click();
  await expect(phone.getByRole("status").filter({ hasText: "It is handed in" })).toBeVisible();

  await page.goto(PRESENCE);
  await decide.getByRole("link", { name: "Helen Stavros: Value and cost" }).click();
  await expect(page.getByText("for what it costs.")).toBeVisible();
  await page.getByRole("button", { name: "Decide" }).click();
  await phone.goto("/attendance");
  await expect(phone.getByRole("row", { name: /Value and cost/ })).toContainText("Made up");
  await phone.goto("/program");
  await expect(phone.getByRole("link", { name: /1 made up/ })).toBeVisible();
  await own.close();
});

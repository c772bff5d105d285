// Nothing a student answers is lost: not without a network, not with a session or a server that is gone, not on two devices.
import { type BrowserContext } from "@playwright/test";
import { comeIn, signIn } from "../../support/people";
import { ASKS, CHECKPOINT, allSaved, awake, begin, handIn, question, saved } from "../../support/quiz";
import { type Faults, type Page, expect, test } from "../../support/test";

const ANSWERS = "**/learn/answers";

function number(page: Page) {
  return question(page, ASKS.numeric).getByRole("textbox");
}

/** What a page just opened by the same student shows: the server's word. */
async function expectOnServer(context: BrowserContext, value: string) {
  const fresh = await context.newPage();
  await fresh.goto(CHECKPOINT);
  await expect(number(fresh)).toHaveValue(value);
  await fresh.close();
}

/** Nothing waits on the device any more. */
async function expectEmptyOutbox(page: Page) {
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("attending-outbox")))).toEqual([]);
}

function expectOffline(faults: Faults) {
  faults.expect(/^failed POST \/learn\/answers: net::ERR_INTERNET_DISCONNECTED$/);
}

test("answers given without a network outlive the browser and arrive from any page", async ({ browser, faults }) => {
  expectOffline(faults);
  const before = await browser.newContext();
  faults.watch(before);
  await comeIn(before, "Thomas Brennan");
  const page = await before.newPage();
  await begin(page);
  await before.setOffline(true);
  await number(page).fill("87");
  await question(page, ASKS.single).getByRole("radio").nth(2).check();
  await expect(saved(page)).toHaveText("Kept on this device, not yet on the server: no connection");
  await expect(page.getByRole("button", { name: "Try now" })).toBeVisible();
  const device = await before.storageState();
  await before.close();

  const after = await browser.newContext({ storageState: device });
  faults.watch(after);
  const today = await after.newPage();
  await today.goto("/today");
  await expectEmptyOutbox(today);
  await today.goto(CHECKPOINT);
  await expect(number(today)).toHaveValue("87");
  await expect(question(today, ASKS.single).getByRole("radio").nth(2)).toBeChecked();
  await after.close();
});

test("the quiz itself shows and sends what waited, as soon as there is a network", async ({ page, context, faults }) => {
  expectOffline(faults);
  await comeIn(context, "Daniel Nakamura");
  await begin(page);
  await context.setOffline(true);
  await number(page).fill("88");
  await expect(saved(page)).toHaveText(/^Kept on this device/);
  await context.setOffline(false);
  await allSaved(page);
  await expectOnServer(context, "88");
});

test("a page that was made while an answer was on its way shows that answer", async ({ page, context, faults }) => {
  expectOffline(faults);
  await comeIn(context, "Chloe Dubois");
  await page.goto(CHECKPOINT);
  await awake(page);
  await context.setOffline(true);
  await number(page).fill("86");
  await expect(saved(page)).toHaveText(/^Kept on this device/);
  await context.setOffline(false);
  // The page that comes is the server's of before; by the time it is here, the answer has arrived and waits no longer.
  const before = await page.request.get(CHECKPOINT);
  await allSaved(page);
  await expectEmptyOutbox(page);
  await page.route(`**${CHECKPOINT}`, (route) => route.fulfill({ response: before }));
  await page.goto(CHECKPOINT);
  await awake(page);
  await expect(number(page)).toHaveValue("86");
  await page.unroute(`**${CHECKPOINT}`);
  await expectOnServer(context, "86");
});

test("handed in without a network, a quiz stays open and says so; then it goes through with every answer", async ({ page, context, faults }) => {
  expectOffline(faults);
  await comeIn(context, "Kirsten Halvorsen");
  await begin(page);
  await context.setOffline(true);
  await number(page).fill("93");
  await expect(saved(page)).toHaveText(/^Kept on this device/);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(saved(page)).toHaveText(/^Kept on this device/);
  await expect(number(page)).toHaveValue("93");
  await context.setOffline(false);
  await allSaved(page);
  await handIn(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your result");
  await expect(question(page, ASKS.numeric)).toContainText("2 of 2 points");
});

test("a session that ended meanwhile loses nothing: after signing in elsewhere the answers arrive", async ({ page, context, faults }) => {
  faults.expect(/^401 POST \/learn\/answers$/);
  await comeIn(context, "Hannah Kowalski");
  await begin(page);
  const other = await context.newPage();
  await other.goto("/today");
  await other.getByRole("button", { name: "Sign out" }).click();
  await expect(other.getByRole("status")).toHaveText("You are signed out on this device.");

  await number(page).fill("90");
  await expect(saved(page)).toHaveText("Kept on this device, not yet on the server: you are signed out");
  const [again] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "Sign in in another tab" }).click()]);
  await signIn(again, "hannah.kowalski@demo.attending.example");
  await expect(again).toHaveURL(/\/today$/);
  await expectEmptyOutbox(again);
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await allSaved(page);
  await expectOnServer(context, "90");
});

test("on two devices the newer answer stands, in whatever order they arrive", async ({ browser, page, context, faults }) => {
  expectOffline(faults);
  await comeIn(context, "Aisha Mohammed");
  await begin(page);
  const phone = await browser.newContext();
  faults.watch(phone);
  await comeIn(phone, "Aisha Mohammed");
  const other = await phone.newPage();
  await other.goto(CHECKPOINT);
  await awake(other);

  await context.setOffline(true);
  await number(page).fill("1");
  await expect(saved(page)).toHaveText(/^Kept on this device/);
  await number(other).fill("2");
  await allSaved(other);
  await context.setOffline(false);
  await allSaved(page);
  await expectOnServer(phone, "2");
  await page.reload();
  await expect(number(page), "a reload shows what stands").toHaveValue("2");

  await number(page).fill("3");
  await allSaved(page);
  await expectOnServer(phone, "3");
  await phone.close();
});

test("two tabs of one device share what waits, and send each answer", async ({ page, context, faults }) => {
  expectOffline(faults);
  await comeIn(context, "Layla Farouk");
  await begin(page);
  const other = await context.newPage();
  await other.goto(CHECKPOINT);
  await awake(other);
  await context.setOffline(true);
  await number(page).fill("5");
  await question(other, ASKS.short).getByRole("textbox").fill("sunk cost");
  await expect(saved(page)).toHaveText(/^Kept on this device/);
  await expect(saved(other)).toHaveText(/^Kept on this device/);
  await context.setOffline(false);
  await allSaved(page);
  await allSaved(other);
  await page.reload();
  await expect(number(page)).toHaveValue("5");
  await expect(question(page, ASKS.short).getByRole("textbox")).toHaveValue("sunk cost");
});

test("while the server cannot save, answers are kept and the player tries again by itself", async ({ page, context, faults }) => {
  faults.expect(/^503 POST \/learn\/answers$/);
  await comeIn(context, "Marcus Tillman");
  await begin(page);
  await page.route(ANSWERS, (route) => route.fulfill({ status: 503, json: { error: "storage_full", message: "The storage is full." } }));
  await number(page).fill("91");
  await expect(saved(page)).toHaveText("Kept on this device, not yet on the server: it cannot save at the moment");
  await page.unroute(ANSWERS);
  await allSaved(page);
  await expectOnServer(context, "91");
});

test("an answer whose receipt was lost is sent again under the same id and kept once", async ({ page, context, faults }) => {
  faults.expect(/^failed POST \/learn\/answers: net::ERR_CONNECTION_RESET$/);
  await comeIn(context, "Samuel Adjei");
  await begin(page);
  const sent: { id: string }[] = [];
  page.on("request", (request) => request.url().endsWith("/learn/answers") && sent.push(request.postDataJSON()));
  await page.route(
    ANSWERS,
    async (route) => {
      expect((await (await route.fetch()).json()).receipt).toBe("stored");
      await route.abort("connectionreset");
    },
    { times: 1 },
  );
  const repeated = page.waitForResponse(ANSWERS);
  await number(page).fill("92");
  expect((await (await repeated).json()).receipt).toBe("repeated");
  await allSaved(page);
  expect(sent.map(({ id }) => id)).toEqual([sent[0].id, sent[0].id]);
  await expectOnServer(context, "92");
});

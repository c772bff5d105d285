// How sure a student is of an answer: said by keyboard, without scripts and without a network; added up for those who teach.
import { comeIn } from "../../support/people";
import { ASKS, CHECKPOINT, allSaved, awake, begin, handIn, question, saved } from "../../support/quiz";
import { type Page, expect, test } from "../../support/test";

function level(page: Page, words: string, name: string) {
  return question(page, words).getByRole("radio", { name, exact: true });
}

test("a student says by keyboard how sure they are, changes it, and is told with the result", async ({ page, context, accessible }) => {
  await comeIn(context, "Fatima Al-Rashid");
  await begin(page);
  await expect(page.getByRole("main")).toContainText("it never changes your result");
  await expect(question(page, ASKS.text).getByRole("radio")).toHaveCount(0);
  await question(page, ASKS.short).getByRole("textbox").fill("opportunity cost");
  await page.keyboard.press("Tab");
  await expect(level(page, ASKS.short, "A guess")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(level(page, ASKS.short, "A guess")).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(level(page, ASKS.short, "Certain")).toBeChecked();
  await allSaved(page);
  await expect(page.getByText("1 of 22 answered")).toBeVisible();
  // Beside an order to be given and sides to be matched it is no item and no side of them.
  await level(page, ASKS.ordering, "A guess").check();
  await level(page, ASKS.matching, "Fairly sure").check();
  await question(page, ASKS.matching).getByRole("combobox").first().selectOption({ index: 1 });
  await allSaved(page);
  await page.reload();
  await awake(page);
  await expect(level(page, ASKS.short, "Certain")).toBeChecked();
  await expect(question(page, ASKS.short).getByRole("textbox")).toHaveValue("opportunity cost");
  await expect(level(page, ASKS.ordering, "A guess")).toBeChecked();
  await expect(level(page, ASKS.matching, "Fairly sure")).toBeChecked();
  await expect(question(page, ASKS.matching).getByRole("combobox").first()).not.toHaveValue("");
  await accessible(page);

  await handIn(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your result");
  await expect(question(page, ASKS.short)).toContainText("1 of 1 point. You were certain");
  await expect(question(page, ASKS.ordering)).not.toContainText("You guessed");
});

test("without a network it is kept on the device, shown there, and arrives later", async ({ page, context, browser, faults }) => {
  faults.expect(/^failed POST \/learn\/answers: net::ERR_INTERNET_DISCONNECTED$/);
  await comeIn(context, "Benjamin Katz");
  await begin(page);
  await question(page, ASKS.numeric).getByRole("textbox").fill("90");
  await allSaved(page);
  await context.setOffline(true);
  await level(page, ASKS.numeric, "Fairly sure").check();
  await expect(saved(page)).toHaveText(/^Kept on this device/);
  const device = await context.storageState();

  // The same device, opened anew: what waits there is shown, though the server has not got it.
  const other = await browser.newContext({ storageState: device });
  faults.watch(other);
  const again = await other.newPage();
  await again.route("**/learn/answers", () => {});
  await again.goto(CHECKPOINT);
  await expect(level(again, ASKS.numeric, "Fairly sure")).toBeChecked();
  await expect(question(again, ASKS.numeric).getByRole("textbox")).toHaveValue("90");
  await other.close();

  await context.setOffline(false);
  await allSaved(page);
  await page.reload();
  await expect(level(page, ASKS.numeric, "Fairly sure")).toBeChecked();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, contextOptions: { reducedMotion: "reduce" } });

  test("how sure somebody is is saved and shown by plain forms", async ({ page, context, faults }) => {
    // With scripts off the browser refuses to load one beforehand, and calls that a policy.
    faults.expect(/^failed GET \/assets\/client\.\w+\.js: csp$/);
    await comeIn(context, "Mei-Ling Chao");
    await page.goto(CHECKPOINT);
    await page.getByRole("button", { name: /^Start/ }).click();
    await question(page, ASKS.numeric).getByRole("textbox").fill("93");
    await level(page, ASKS.numeric, "Certain").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(level(page, ASKS.numeric, "Certain")).toBeChecked();
    await level(page, ASKS.numeric, "Fairly sure").check();
    await handIn(page);
    await expect(question(page, ASKS.numeric)).toContainText("2 of 2 points. You were fairly sure");
  });
});

test("faculty see which question many were certain of and wrong, and how a quiz asks it", { tag: "@phone" }, async ({ page, context, accessible }) => {
  await comeIn(context, "Ines Ferreira");
  await page.goto("/modules/health-economics/results");
  const checkpoint = page.getByRole("region", { name: "Checkpoint: costs, outcomes and ICERs", exact: true });
  const row = checkpoint.getByRole("row", { name: /A program shortens stays/ });
  await expect(row).toContainText("May mislead");
  await expect(row).toContainText(/\d+ of \d+ \(\d+%\)\s*few/);
  const asked = checkpoint.getByRole("listitem").filter({ hasText: "A program shortens stays" });
  await expect(asked).toContainText(/Of the \d+ students who were certain of their answer, \d+ were wrong\. Who is certain has not guessed/);
  await expect(asked).toContainText(/students said how sure they were\. Of the \d+ who were certain/);
  await accessible(page);
  const final = page.getByRole("region", { name: "Module test", exact: true });
  await expect(final.getByRole("columnheader", { name: "Certain and wrong" })).toHaveCount(0);
});

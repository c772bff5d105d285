// A quiz answered by mouse, keyboard and list; everything saved as it is given, and explained afterwards.
import { comeIn } from "../../support/people";
import { ASKS, CHECKPOINT, allSaved, awake, begin, handIn, order, question, saved } from "../../support/quiz";
import { type Page, expect, test } from "../../support/test";

const MATCHES = {
  charge: "list price on the hospital's chargemaster",
  price: "amount a payer has agreed to pay for a unit",
  cost: "value of the resources used to produce the service",
  expenditure: "price times quantity, over everything bought",
};
const STEPS = [
  "List the cost and effect of every strategy, usual care among them",
  "Sort the strategies by cost",
  "Remove those that cost no less and do no more than another",
  "Calculate the ratio of each survivor against the one before it",
  "Remove those whose ratio exceeds that of the next, and recalculate",
  "Compare the remaining ratios with the threshold",
];
const SENTENCE = "The average hides the last test. What does this step alone cost & find?";

async function answerOneOfEachKind(page: Page) {
  await question(page, ASKS.single).getByRole("radio", { name: "$200,000 against $150,000" }).check();
  await question(page, ASKS.numeric).getByRole("textbox").fill("93");
  const multiple = question(page, ASKS.multiple);
  await multiple.getByRole("checkbox", { name: /^What the nurses/ }).check();
  await multiple.getByRole("checkbox", { name: /^The imaging for inpatients/ }).check();
  await multiple.getByRole("checkbox", { name: "Contrast and catheters" }).check();
  await question(page, ASKS.short).getByRole("textbox").fill("Opportunity cost");
  for (const [term, meaning] of Object.entries(MATCHES)) {
    await question(page, ASKS.matching).getByRole("combobox", { name: term, exact: true }).selectOption({ label: meaning });
  }
  for (const [place, step] of STEPS.entries()) {
    await question(page, ASKS.ordering).getByRole("combobox", { name: `Place of: ${step}` }).selectOption(String(place + 1));
  }
  await question(page, ASKS.text).getByRole("textbox").fill(SENTENCE);
}

async function expectThemAll(page: Page) {
  await expect(question(page, ASKS.single).getByRole("radio", { name: "$200,000 against $150,000" })).toBeChecked();
  await expect(question(page, ASKS.numeric).getByRole("textbox")).toHaveValue("93");
  await expect(question(page, ASKS.multiple).getByRole("checkbox", { checked: true })).toHaveCount(3);
  await expect(question(page, ASKS.short).getByRole("textbox")).toHaveValue("Opportunity cost");
  const chosen = question(page, ASKS.matching).getByRole("combobox", { name: "charge", exact: true }).getByRole("option", { selected: true });
  await expect(chosen).toHaveText(MATCHES.charge);
  expect(await order(question(page, ASKS.ordering))).toEqual(STEPS);
  await expect(question(page, ASKS.text).getByRole("textbox")).toHaveValue(SENTENCE);
}

test("a student answers every kind of question; a reload keeps all of it, and the result says why", async ({ page, context, accessible }) => {
  await comeIn(context, "Anil Deshmukh");
  await page.goto(CHECKPOINT);
  const main = page.getByRole("main");
  await expect(main).toContainText("To pass70%");
  await expect(main).toContainText("0 of 3 used");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await awake(page);
  await expect(saved(page)).toHaveText("Answers are saved as you give them");

  await answerOneOfEachKind(page);
  await allSaved(page);
  await expect(page.getByText("7 of 22 answered")).toBeVisible();
  await page.reload();
  await awake(page);
  await expectThemAll(page);
  await accessible(page);

  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("alert")).toContainText("15 of 22 questions are not answered");
  await accessible(page);
  await page.getByRole("alert").getByRole("link").first().click();
  await expectThemAll(page);
  await page.getByRole("button", { name: "Hand in all the same" }).click();
  await expect(page).toHaveURL(/\/checkpoint\/attempts\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your result");
  await expect(main).toContainText("Not passed");
  const explained = page.getByRole("listitem").filter({ hasText: ASKS.single }).first();
  await expect(explained).toContainText("Right, your answer");
  await expect(explained).toContainText("A sunk cost is the same under every remaining option");
  await expect(question(page, ASKS.ordering)).toContainText("2 of 2 points");
  await expect(main).toContainText("Could we see the extra cost and the extra cases for this step only");
  await accessible(page);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(main).toContainText("1 of 3 used");
  await expect(page.getByRole("row", { name: /Attempt 1/ })).toContainText("Not passed");
});

test("items are ordered by buttons, and the focus stays on the item that moved", async ({ page, context }) => {
  await comeIn(context, "Rosa Castellanos");
  await begin(page);
  const ordering = question(page, ASKS.ordering);
  const [first, second, third] = await order(ordering);
  const up = ordering.getByRole("button", { name: `Move up: ${third}` });
  await up.click();
  await expect(up).toBeFocused();
  expect((await order(ordering)).slice(0, 3)).toEqual([first, third, second]);

  await page.keyboard.press("Enter");
  await expect(up).toBeFocused();
  expect((await order(ordering)).slice(0, 3)).toEqual([third, first, second]);
  await page.keyboard.press("Tab");
  const down = ordering.getByRole("button", { name: `Move down: ${third}` });
  await expect(down).toBeFocused();
  await page.keyboard.press("Space");
  await expect(down).toBeFocused();
  expect((await order(ordering)).slice(0, 3)).toEqual([first, third, second]);
  await expect(ordering.getByRole("combobox", { name: `Place of: ${third}` })).toHaveValue("2");

  await allSaved(page);
  const given = await order(ordering);
  await page.reload();
  expect(await order(question(page, ASKS.ordering))).toEqual(given);
});

test("a quiz is answered and handed in by keyboard alone", async ({ page, context }) => {
  await comeIn(context, "Diego Villarreal");
  await page.goto(CHECKPOINT);
  await page.getByRole("button", { name: "Start the quiz" }).focus();
  await page.keyboard.press("Enter");
  await awake(page);
  const radios = question(page, ASKS.single).getByRole("radio");
  await tabTo(page, radios.first());
  await page.keyboard.press("ArrowDown");
  await expect(radios.nth(1)).toBeChecked();
  await pastSureness(page, ASKS.single);
  const number = question(page, ASKS.numeric).getByRole("textbox");
  await expect(number).toBeFocused();
  await page.keyboard.type("93");
  await pastSureness(page, ASKS.numeric);
  await page.keyboard.press("Space");
  await expect(question(page, ASKS.multiple).getByRole("checkbox").first()).toBeChecked();
  const place = question(page, ASKS.ordering).getByRole("combobox").last();
  await tabTo(page, place);
  await page.keyboard.press("1");
  await expect(question(page, ASKS.ordering).getByRole("combobox").first()).toBeFocused();
  await allSaved(page);
  await tabTo(page, page.getByRole("button", { name: "Submit" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Hand in all the same" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your result");
});

/** From the last field of an answer past how sure one is of it, which is left open. */
async function pastSureness(page: Page, asked: string) {
  await page.keyboard.press("Tab");
  await expect(question(page, asked).getByRole("radio", { name: "A guess" })).toBeFocused();
  await page.keyboard.press("Tab");
}

/** Presses Tab until something has the focus; a trap on the way is a failure. */
async function tabTo(page: Page, target: ReturnType<Page["getByRole"]>) {
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`150 presses of Tab did not reach ${target}`);
}

test("an answer given before the scripts have arrived is saved when they have", async ({ page, context }) => {
  await comeIn(context, "Wei Zhang");
  await begin(page);
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/client.*\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  await question(page, ASKS.numeric).getByRole("textbox").fill("82");
  await question(page, ASKS.single).getByRole("radio").first().check();
  arrive();
  await awake(page);
  await allSaved(page);
  const elsewhere = await context.newPage();
  await elsewhere.goto(CHECKPOINT);
  await expect(question(elsewhere, ASKS.numeric).getByRole("textbox")).toHaveValue("82");
  await expect(question(elsewhere, ASKS.single).getByRole("radio").first()).toBeChecked();
});

test("what is no number is named beside its question, nothing else is lost, and the quiz can be handed in", async ({ page, context, faults }) => {
  faults.expect(/^422 POST \/learn\/answers$/);
  faults.expect(/^422 POST \/learn\/health-economics\/checkpoint\/attempts\//);
  await comeIn(context, "Erik Sorensen");
  await begin(page);
  await question(page, ASKS.short).getByRole("textbox").fill("margin");
  const number = question(page, ASKS.numeric).getByRole("textbox");
  await number.fill("ninety-three");
  await expect(saved(page)).toHaveText("Not saved: Write a number, such as 1,234.50.");
  await page.getByRole("button", { name: "Submit" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("Write a number");
  await expect(number).toHaveValue("ninety-three");
  await expect(question(page, ASKS.short).getByRole("textbox")).toHaveValue("margin");
  await awake(page);
  await number.fill("93");
  await allSaved(page);
  await handIn(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your result");
  await expect(question(page, ASKS.numeric)).toContainText("2 of 2 points");
});

// The quiz without scripts: a plain form that saves, names what is wrong, keeps what was typed and hands in.
import { comeIn } from "../../support/people";
import { ASKS, CHECKPOINT, handIn, question } from "../../support/quiz";
import { expect, test } from "../../support/test";

test.use({ javaScriptEnabled: false, contextOptions: { reducedMotion: "reduce" } });

test("a quiz is begun, saved, corrected and handed in by plain forms", async ({ page, context, faults }) => {
  faults.expect(/^422 POST \/learn\/health-economics\/\w+\/attempts\//);
  // With scripts off the browser refuses to load one beforehand, and calls that a policy.
  faults.expect(/^failed GET \/assets\/client\.\w+\.js: csp$/);
  await comeIn(context, "Naomi Feldstein");
  await page.goto("/learn/health-economics/final");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await expect(page.getByRole("main")).toContainText(/Ends\w{3} \d+ \w{3} \d{4}, \d\d:\d\d campus time/);

  await page.goto(CHECKPOINT);
  await page.getByRole("button", { name: /^Start/ }).click();
  const number = question(page, ASKS.numeric).getByRole("textbox");
  const right = question(page, ASKS.single).getByRole("radio", { name: "$200,000 against $150,000" });
  await number.fill("93");
  await right.check();
  await expect(page.getByRole("button", { name: /^Move up/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/checkpoint$/);
  await expect(number).toHaveValue("93");
  await expect(right).toBeChecked();

  const places = question(page, ASKS.ordering).getByRole("combobox");
  await places.nth(0).selectOption("2");
  await places.nth(1).selectOption("2");
  await number.fill("ninety-three");
  await page.getByRole("button", { name: "Submit" }).click();
  const summary = page.getByRole("alert");
  await expect(summary.getByRole("link")).toHaveText(["Write a number, such as 1,234.50.", "Give every place once, from first to last."]);
  await expect(number).toHaveValue("ninety-three");
  await expect(places.nth(0)).toHaveValue("2");
  await expect(places.nth(1)).toHaveValue("2");
  await expect(places.nth(2)).toHaveValue("");
  await summary.getByRole("link").first().click();
  await expect(question(page, ASKS.numeric)).toBeInViewport();

  await number.fill("93");
  for (let place = 0; place < 6; place++) await places.nth(place).selectOption("");
  await handIn(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your result");
  await expect(question(page, ASKS.numeric)).toContainText("2 of 2 points");
});

// A simulator changed by keyboard in a lesson and on its own page, its draws, its files, and all of it without scripts.
import { comeIn } from "../../support/people";
import { type Page, expect, test } from "../../support/test";

const LESSON = "/learn/health-economics/icer";

function option(page: Page, row: number, column: string) {
  return page.getByRole("textbox", { name: `${column}, row ${row}`, exact: true });
}

test("a lesson's simulator answers to the keyboard, and its inputs go with the link", async ({ page, context, accessible }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto(LESSON);
  const simulator = page.getByRole("region", { name: /^The six programs on the plane/ });
  await expect(simulator).toContainText("D has the highest net benefit: 25,000");
  await simulator.getByText("Inputs", { exact: true }).press("Enter");
  const wtp = simulator.getByRole("textbox", { name: /^Willingness to pay/ });
  await wtp.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("4000");
  await expect(simulator).toContainText("UC has the highest net benefit: −1,000");
  await page.keyboard.press("Tab");
  await expect(simulator.getByRole("status").first()).toHaveText(/UC has the highest/);
  await accessible(page);

  await wtp.fill("4,0000");
  await expect(simulator).toContainText("“4,0000” is not a number");
  await expect(wtp).toHaveAttribute("aria-invalid", "true");
  await wtp.fill("10000");
  await expect(wtp).not.toHaveAttribute("aria-invalid");
  await simulator.getByRole("link", { name: "Link to these inputs" }).click();
  await expect(page).toHaveURL(/\/simulators\/icer\?options=UC,5000,1;.*&wtp=10000$/);
  await expect(page.getByRole("main")).toContainText("B has the highest net benefit: 10,000");
});

test("rows are added, the address keeps the inputs, and a table is taken along", async ({ page }) => {
  await page.goto("/simulators/icer");
  await page.getByRole("button", { name: "Add a row" }).click();
  await expect(option(page, 9, "Option")).toBeFocused();
  await option(page, 9, "Option").fill("G");
  await option(page, 9, "Cost").fill("20000");
  await option(page, 9, "Effect").fill("4");
  await expect(page.getByRole("main")).toContainText("G has the highest net benefit: 40,000");
  await page.reload();
  await expect(page.getByRole("main")).toContainText("G has the highest net benefit: 40,000");
  await page.getByText("The table behind it").click();
  const table = page.waitForEvent("download");
  await page.getByRole("link", { name: "Table as CSV" }).click();
  const file = await table;
  expect(file.suggestedFilename()).toBe("icer-table-1.csv");
  const stream = await file.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toContain("G,20000,4,");
});

test("ten thousand draws are made beside the page, and belong to their inputs", async ({ page }) => {
  await page.goto("/simulators/markov?preset=hiv");
  await page.getByRole("button", { name: "Draw 10,000 times" }).click();
  await expect(page.getByText("10,000 draws", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("main")).toContainText("in 10,000 draws");
  await page.getByRole("textbox", { name: /^Cycles/ }).fill("10");
  await expect(page.getByRole("main")).not.toContainText("in 10,000 draws");
});

test("no row is offered beyond those that there can be", async ({ page }) => {
  await page.goto("/simulators/timeline");
  await expect(page.getByRole("textbox", { name: "Step, row 8", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a row" })).toBeHidden();
});

test("a simulator of a lesson is printed with its inputs, and without what nobody can press on paper", async ({ page, context }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto(LESSON);
  const simulator = page.getByRole("region", { name: /^The six programs on the plane/ });
  await expect(option(page, 1, "Option")).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(option(page, 1, "Option")).toBeVisible();
  await expect(simulator.getByRole("table").first()).toBeVisible();
  await expect(simulator.getByRole("row").filter({ has: option(page, 7, "Option") })).toBeHidden();
  await expect(simulator.getByRole("button", { name: "Work it out" })).toBeHidden();
});

test("draws that cannot be made are refused where they would stand", async ({ page, accessible }) => {
  await page.goto("/simulators/markov?preset=hiv");
  const draws = page.getByRole("textbox", { name: /^Draws/ });
  await draws.fill("20000");
  await expect(page.getByRole("main")).toContainText("enter a whole number from 0 to 10,000");
  await expect(draws).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: /^Draw / })).toBeHidden();
  await accessible(page);
  await draws.fill("2000");
  await expect(draws).not.toHaveAttribute("aria-invalid");
  await expect(page.getByRole("button", { name: "Draw 2,000 times" })).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the form leads to the address of its inputs, and to the same result", async ({ page }) => {
    await page.goto("/simulators/icer");
    await option(page, 7, "Option").fill("F");
    await option(page, 7, "Cost").fill("36,000");
    await option(page, 7, "Effect").fill("4");
    await page.getByRole("button", { name: "Work it out" }).click();
    await expect(page).toHaveURL(/;F,36000,4&wtp=15000$/);
    await page.getByText("The table behind it").click();
    await expect(page.getByRole("row", { name: /^F 36,000/ })).toContainText("dominated by D");
    await option(page, 7, "Cost").fill("much");
    await page.getByRole("button", { name: "Work it out" }).click();
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByRole("main")).toContainText("“much” is not a number");
    await expect(option(page, 7, "Cost")).toHaveValue("much");
  });
});

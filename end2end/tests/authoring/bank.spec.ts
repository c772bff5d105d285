// A question goes into the bank and into another quiz, which draws; a student is told of a draw. With scripts, without, and on a phone.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { begunModule, withoutEditor, writtenOver } from "./plain";

test("a question is shared, taken into a quiz that draws, and published", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }, info) => {
  const name = `${info.project.name}-${Date.now()}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  await withoutEditor(context);
  await comeIn(context, "Ines Ferreira");
  const outline = await begunModule(page, `Drawn ${name}`);
  for (const title of [`First ${name}`, `Second ${name}`]) {
    await page.getByLabel("Quiz").check();
    await page.getByLabel("Title of the new unit").fill(title);
    await page.getByRole("button", { name: "Add", exact: true }).click();
  }
  await writtenOver(page, outline);

  await page.getByRole("link", { name: `First ${name}`, exact: true }).click();
  const text = page.locator("textarea#text");
  await text.fill((await text.inputValue()).replace("kind: single", `kind: single\ntags: ${name}`));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Question bank" }).click();
  await page.getByRole("button", { name: /^Put this question into the bank/ }).click();
  await expect(page.getByRole("status")).toContainText("is in the bank");
  await expect(page.getByRole("main")).toContainText("In the bank as it is here");

  await page.goto(outline);
  await page.getByRole("link", { name: `Second ${name}`, exact: true }).click();
  const unit = page.url();
  await text.fill((await text.inputValue()).replace("kind: single", `kind: single\ntags: ${name}`).replace("attempts: 0", `attempts: 0\ndraw:\n- 1 of ${name}`));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Question bank" }).click();
  await page.getByLabel("Tags").fill(name);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Take the chosen questions" }).click();
  await expect(page.getByRole("status")).toContainText("Taken");

  await page.goto(unit);
  await expect(text).toHaveValue(/bank: .*@1/);
  await page.getByRole("link", { name: "As students see it" }).click();
  await expect(page.getByRole("article")).toContainText("This is one draw: 1 of 2 questions");
  await expect(page.locator("form.quiz fieldset")).toHaveCount(1);
  await page.goto(`${outline}/publishing`);
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByRole("main")).toContainText("Version 1 is published");
  await page.goto(`/studio/bank?tags=${name}`);
  await page.getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("region", { name: "Where it is used" }).getByRole("row")).toHaveCount(3);
});

test("a student is told before the start that questions are drawn", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto("/learn/health-economics/final");
  await expect(page.getByRole("main")).toContainText("28 of 30, drawn for you");
  await expect(page.getByRole("main")).toContainText("drawn anew for each attempt");
});

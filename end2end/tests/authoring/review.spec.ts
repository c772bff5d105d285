// Review with a suggestion: an author asks, somebody of the staff comments and suggests, the author takes over, the draft is approved and published.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { begunModule, withoutEditor, writtenOver } from "./plain";

test("a draft is reviewed, a suggestion taken over, and the draft approved and published", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, browser, baseURL, javaScriptEnabled }, info) => {
  // Each project has a module of its own: they run side by side on one server.
  const title = `A review, ${info.project.name}, ${Date.now()}`;
  await withoutEditor(context);
  await comeIn(context, "Ines Ferreira");
  const outline = await begunModule(page, title);

  await writtenOver(page, outline, ["Write the lesson here."]);
  await page.getByRole("link", { name: "Review", exact: true }).click();
  await page.getByLabel("Ruth Lindqvist").check();
  await page.getByLabel("Note to them").fill("Is the beginning clear?");
  await page.getByRole("button", { name: "Ask them" }).click();
  await expect(page.getByRole("status")).toContainText("told by mail");
  await expect(page.locator("header .state")).toHaveText("In review");

  const other = await browser.newContext({ baseURL, javaScriptEnabled });
  await comeIn(other, "Ruth Lindqvist");
  const reviewer = await other.newPage();
  await reviewer.goto(`${outline}/review`);
  await expect(reviewer.getByRole("main")).toContainText("Is the beginning clear?");
  await reviewer.getByRole("link", { name: "Introduction", exact: true }).click();
  const passage = reviewer.locator(".passage").filter({ hasText: "Write the lesson here." });
  await passage.getByRole("link", { name: /^Comment/ }).click();
  await reviewer.getByLabel("Your comment").fill("For whom is this?");
  await reviewer.getByRole("button", { name: "Comment" }).click();
  await expect(passage.locator(".thread")).toContainText("For whom is this?");
  await passage.getByRole("link", { name: /^Comment/ }).click();
  await reviewer.getByLabel("The paragraph as you would write it").fill("Beds are scarce, and somebody decides.");
  await reviewer.getByRole("button", { name: "Suggest it" }).click();
  await expect(reviewer.getByRole("status")).toContainText("Your suggestion stands");

  await page.goto(outline);
  await page.getByRole("link", { name: /1 open comment, 1 suggestion/ }).click();
  await page.getByRole("button", { name: "Take it over" }).click();
  await expect(page.getByRole("status")).toContainText("stands in the draft");
  await expect(page.locator(".passages")).toContainText("Beds are scarce, and somebody decides.");
  // The comment held on to the words before.
  await page.getByRole("button", { name: /^Resolve/ }).click();
  await expect(page.getByRole("status")).toContainText("It is closed, and kept.");

  await reviewer.goto(`${outline}/review`);
  await reviewer.getByLabel("I approve it as it stands").check();
  await reviewer.getByRole("button", { name: "Say it" }).click();
  await expect(reviewer.locator("header .state")).toHaveText("Approved");
  await other.close();

  await page.goto(`${outline}/publishing`);
  await expect(page.getByRole("main")).toContainText("Approved by everybody who was asked");
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByRole("status")).toContainText("Published");
});

// A post is changed, tells what it said before, and is removed.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("a post is edited, keeps its history, and is removed", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, accessible }) => {
  await comeIn(context, "Oliver Grant");
  await page.goto("/cohort/discussion");
  await page.getByLabel("Your question or thought").fill("First words of Oliver.");
  await page.getByRole("button", { name: "Post" }).click();
  const post = page.getByRole("article").filter({ hasText: "First words of Oliver." });
  await post.getByRole("link", { name: "Edit" }).click();
  await accessible(page);
  await page.getByLabel("Text").fill("Second words of Oliver.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Edited" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("History of a post");
  await expect(page.getByRole("main")).toContainText("First words of Oliver.");
  await accessible(page);
  await page.getByRole("link", { name: "Back to the thread" }).click();
  await page.getByRole("link", { name: "Remove" }).click();
  await accessible(page);
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByRole("main")).toContainText("The post is removed.");
  await expect(page.getByRole("main")).not.toContainText("Second words of Oliver.");
});

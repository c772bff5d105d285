import { expect, test } from "../../support/test";

test("a visitor finds the front page in every look, with scripts or without", { tag: ["@looks", "@no-scripts"] }, async ({ page, accessible }) => {
  const response = await page.goto("/");
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await accessible(page);
});

test("a page that is not there says so", async ({ page, faults }) => {
  faults.expect(/^404 GET \/nowhere$/);
  const response = await page.goto("/nowhere");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

// A quiz with a time limit: the terms before the start, the clock while it runs, and what happens when it is over.
import { comeIn } from "../../support/people";
import { MODULE, awake, begin } from "../../support/quiz";
import { expect, test } from "../../support/test";

const FINAL = `${MODULE}/final`;

test("the time is told before the start, counts down, and goes on while one is away", async ({ page, context, accessible }) => {
  await comeIn(context, "Oliver Grant");
  await page.goto(FINAL);
  await expect(page.getByRole("main")).toContainText("45 min from the start");
  await expect(page.getByRole("main")).toContainText("The time runs from the moment you start, also while you are away.");
  await begin(page, FINAL);
  const left = page.getByText(/^\d+:\d\d left$/);
  await expect(left).toHaveText(/^44:5\d left$/);
  const first = await left.textContent();
  await expect(left).not.toHaveText(first ?? "");
  await accessible(page);
  await page.goto("/today");
  await page.goto(FINAL);
  await awake(page);
  await expect(left).toHaveText(/^44:\d\d left$/);
});

test("when the time is over the quiz hands itself in with what was answered", async ({ page, context }) => {
  await comeIn(context, "Peter Vance");
  await page.clock.install();
  await begin(page, FINAL);
  await page.getByRole("group", { name: "A surgeon asks for a free operating-room half-day" }).getByRole("radio", { name: "$6,000" }).check();
  await expect(page.getByText("1 of 28 answered")).toBeVisible();
  await page.clock.fastForward("44:00");
  await expect(page.getByText(/^\d:\d\d left$/)).toHaveAttribute("data-state", "soon");
  await page.clock.fastForward("01:00");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your result");
  await expect(page.getByRole("group", { name: "A surgeon asks" })).toContainText("1 of 1 point");
});

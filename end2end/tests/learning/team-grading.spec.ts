// A team of four has handed in one paper. One of them gets other points with a reason, which nobody else in the team reads.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

const LIST = "/teaching/cohort-10/board-paper/assignments/paper";
const FEEDBACK = "/learn/board-paper/paper/feedback";
const REASON = "You wrote the numbers, and came to one of four meetings.";

test("a member of a team gets points of their own by keyboard, and reads alone why", async ({ page, browser, context, faults, accessible }) => {
  await comeIn(context, "Paul Adler");
  await page.goto(LIST);
  await page.getByRole("region", { name: "Hand-ins" }).getByRole("link").click();
  for (const group of await page.getByRole("group").filter({ has: page.getByRole("radio") }).all()) {
    await group.getByRole("radio").first().focus();
    await page.keyboard.press("Space");
  }
  await expect(page.locator(".rubric-total")).toHaveText("30 of 30 points, 100%");
  const owen = page.locator("#members details").filter({ hasText: "Owen Pryce" });
  await owen.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(owen.locator("output")).toHaveText(/^1\d of 30 points$/);
  await owen.getByLabel("Points").fill("18");
  faults.expect(/^422 POST \/teaching\/cohort-10\/board-paper\/assignments\/paper\/hand-ins\//);
  await page.getByRole("button", { name: /next$|go on$/ }).click();
  await expect(page.getByRole("alert")).toContainText("Owen Pryce: Say why");
  await expect(owen.getByLabel("Points")).toHaveValue("18");
  await owen.getByLabel("Why").fill(REASON);
  await accessible(page);
  await page.getByRole("button", { name: /next$|go on$/ }).click();
  await expect(page.getByRole("region", { name: "Hand-ins" })).toContainText("Owen Pryce: 18 of 30 points: 60%, not passed");
  await page.getByRole("button", { name: /^Release/ }).click();
  await expect(page.getByRole("status").first()).toContainText("students see them now");
  await page.goto("/teaching/cohort-10/board-paper/grades");
  await expect(page.getByRole("row", { name: /Owen Pryce/ })).toContainText("60%");
  await expect(page.getByRole("row", { name: /Marta Kowal/ })).toContainText("100%");

  const members = await Promise.all(["Owen Pryce", "Marta Kowal"].map(async (name) => {
    const at = await browser.newContext();
    faults.watch(at);
    await comeIn(at, name);
    return at.newPage();
  }));
  const [his, hers] = members;
  await his.goto("/grades");
  await his.getByRole("link", { name: /18 of 30 points: 60%, not passed/ }).click();
  await expect(his.getByRole("region", { name: "Your own points" })).toContainText(REASON);
  await accessible(his);
  await hers.goto(FEEDBACK);
  await expect(hers.getByRole("main")).toContainText("30 of 30 points: 100%, passed");
  await expect(hers.getByText(REASON)).toHaveCount(0);
  await expect(hers.getByText("18 of 30")).toHaveCount(0);
  for (const one of members) await one.context().close();
});

// A live session of a module and the session of a residency it is held in: from one to the other and back.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";

const SESSION = "Value for whom? Cases from your hospitals";

test("a student finds what a session is about, and from there when and where it is", { tag: ["@no-scripts", "@phone"] }, async ({ page, context }) => {
  await comeIn(context, "Amara Okafor");
  await page.goto("/residencies/2");
  const held = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: SESSION }) });
  await held.getByText("What it is about").getByRole("link", { name: SESSION }).click();
  await expect(page).toHaveURL(/\/learn\/health-economics\/value-for-whom$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(SESSION);
  const when = page.getByRole("region", { name: "When and where" });
  await expect(when.getByRole("listitem")).toHaveCount(1);
  await expect(when).toContainText(/\d\d:\d\d–\d\d:\d\d/);
  // Nobody says so by hand: whoever is marked present has done it.
  await expect(page.getByText("It is done when you are marked present in its session")).toBeVisible();
  await expect(page.getByRole("button", { name: "I took part" })).toHaveCount(0);
  await when.getByRole("link", { name: SESSION }).click();
  await expect(page).toHaveURL(/\/residencies\/2\/sessions\//);
});

// One's own account: the profile, where one is signed in, and what was typed when the session was over.
import { mailedLink } from "../../support/mail";
import { PASSWORD, comeIn, signIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("a wrong NPI is named, everything typed stays, and the summary leads to the field", { tag: "@no-scripts" }, async ({ page, context, faults, accessible }, info) => {
  faults.expect(/^422 POST \/account$/);
  await comeIn(context, info.project.name === "no-scripts" ? "Chloe Dubois" : "Sami Haddad");
  await page.goto("/account");
  await page.getByLabel("NPI").fill("1234567890");
  await page.getByLabel("Specialty").fill("Radiology & imaging");
  await page.getByRole("button", { name: "Save" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("Please check what you typed");
  await expect(page.getByLabel("Specialty")).toHaveValue("Radiology & imaging");
  await expect(page.getByLabel("NPI")).toHaveAttribute("aria-invalid", "true");
  await accessible(page);
  await summary.getByRole("link").click();
  await expect(page.getByLabel("NPI")).toBeFocused();

  await page.getByLabel("NPI").fill("1234567893");
  await page.getByLabel("Time zone").selectOption("Europe/Vienna");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("Your profile is saved.");
  await expect(page.getByLabel("NPI")).toHaveValue("1234567893");
  await page.goto("/today");
  await expect(page.getByText(/^Campus time \d\d:\d\d, yours/)).toBeVisible();
});

test("a session elsewhere is seen and ended from here", async ({ page, context, browser, faults }) => {
  await comeIn(context, "Helen Stavros");
  const library = await browser.newContext();
  faults.watch(library);
  await comeIn(library, "Helen Stavros");
  const there = await library.newPage();
  await there.goto("/today");

  await page.goto("/account/sessions");
  const sessions = page.getByRole("main").getByRole("listitem").filter({ hasText: /This device|Last used/ });
  await expect(sessions).toHaveCount(2);
  await page.getByRole("button", { name: "Sign out there" }).click();
  await expect(page.getByRole("status")).toHaveText("That device is signed out.");
  await expect(sessions).toHaveCount(1);
  await there.reload();
  await expect(there).toHaveURL(/\/sign-in\?next=/);
  await library.close();
});

test("what was typed outlives the session, and is sent by a click after signing in", { tag: "@no-scripts" }, async ({ page, context, faults, accessible }, info) => {
  faults.expect(/^401 POST \/account$/);
  const name = info.project.name === "no-scripts" ? "Lucia Ortega" : "Nils Berglund";
  await comeIn(context, name);
  await page.goto("/account");
  await page.getByLabel("Credentials").fill("DO, “MPH” <FACP>");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your session is over");
  await expect(page.getByRole("main")).toContainText("DO, “MPH” <FACP>");
  await accessible(page);
  await page.getByLabel("E-mail").fill(`${name.toLowerCase().replace(" ", ".")}@demo.attending.example`);
  await page.getByLabel("Password").fill("attending-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed in");
  await page.getByRole("button", { name: "Send it now" }).click();
  await expect(page.getByRole("status")).toHaveText("Your profile is saved.");
  await expect(page.getByLabel("Credentials")).toHaveValue("DO, “MPH” <FACP>");
});

test("another address takes effect once the link mailed there is opened", async ({ page, context }) => {
  const address = "grace@clinic.example";
  await comeIn(context, "Grace Adeyemi");
  await page.goto("/account");
  await page.getByRole("link", { name: "E-mail and password" }).click();
  await page.getByLabel("New address").fill(address);
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("button", { name: "Change the address" }).click();
  await expect(page.getByRole("status")).toContainText("A link is on its way to the new address.");
  await page.goto(await mailedLink(address, "/email-change"));
  await expect(page.getByRole("main")).toContainText(address);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("main")).toContainText(`You sign in as ${address}.`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn(page, address);
  await expect(page).toHaveURL(/\/today$/);
});

// In and out, with and without a second factor, and the ways back for who forgot or lost something.
import { code } from "../../support/authenticator";
import { mailedLink } from "../../support/mail";
import { address, comeIn, signIn } from "../../support/people";
import { expect, test } from "../../support/test";

test("somebody signs in, comes to where they wanted, and signs out", { tag: ["@no-scripts", "@phone"] }, async ({ page }) => {
  await page.goto("/learn/health-economics");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, address("Yuki Tanaka"));
  await expect(page).toHaveURL(/\/learn\/health-economics$/);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("status")).toHaveText("You are signed out on this device.");
  await page.goto("/today");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("each begins where their work is", async ({ browser, faults }) => {
  for (const [name, home] of [["Amara Okafor", "/today"], ["Ines Ferreira", "/teaching"], ["Ruth Lindqvist", "/cohorts"], ["Omar Haddad", "/cohorts"]]) {
    const context = await browser.newContext();
    faults.watch(context);
    const page = await context.newPage();
    await page.goto("/sign-in");
    await signIn(page, address(name));
    await expect(page, name).toHaveURL(new RegExp(`${home}$`));
    await context.close();
  }
});

test("a wrong password and an unknown address get the same words, and the address stays typed", { tag: "@no-scripts" }, async ({ page, faults, accessible }) => {
  faults.expect(/^422 POST \/sign-in$/);
  for (const email of [address("Amara Okafor"), "nobody@demo.attending.example"]) {
    await page.goto("/sign-in");
    await signIn(page, email, "not the password at all");
    await expect(page.getByRole("alert")).toContainText("The e-mail address and the password do not match an account.");
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password")).toHaveValue("");
    await expect(page).toHaveTitle(/^Error: /);
  }
  await accessible(page);
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.getByLabel("E-mail")).toBeFocused();
});

test("a forgotten password is replaced through a mailed link, which works once", async ({ page, faults }) => {
  faults.expect(/^422 POST \/password-reset\//);
  faults.expect(/^410 GET \/password-reset\//);
  const email = address("Julia Brandt");
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your mail");
  const link = await mailedLink(email, "/password-reset");

  await page.goto(link);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("alert")).toContainText("12 characters");
  await page.getByLabel("New password").fill("four quiet rivers meet");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("status")).toHaveText("Your new password is set. Sign in with it.");
  await signIn(page, email, "four quiet rivers meet");
  await expect(page).toHaveURL(/\/today$/);

  await page.goto(link);
  await expect(page.getByRole("main")).toContainText("link");
  await expect(page.getByLabel("New password")).toHaveCount(0);
});

test("an invitation leads a new person in", async ({ page, browser, faults }) => {
  const email = "noor.haidari@demo.attending.example";
  await comeIn(page.context(), "Omar Haddad");
  await page.goto("/people");
  await page.getByRole("link", { name: "Invite somebody" }).click();
  await page.getByLabel("Name").fill("Noor Haidari");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("radio", { name: /^None/ }).check();
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("status")).toHaveText("The invitation is on its way.");

  const theirs = await browser.newContext();
  faults.watch(theirs);
  const door = await theirs.newPage();
  await door.goto(await mailedLink(email, "/invitations"));
  await expect(door.getByRole("heading", { level: 1 })).toContainText("Noor Haidari");
  await door.getByLabel("New password").fill("four quiet rivers meet");
  await door.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(door.getByRole("link", { name: "Noor Haidari" })).toBeVisible();
  await theirs.close();
});

test("a second factor is set up, asked for, and replaced by a recovery code when the phone is lost", async ({ page, faults, accessible }) => {
  faults.expect(/^422 POST \/account\/second-factor$/);
  faults.expect(/^422 POST \/sign-in\/second-factor$/);
  const email = address("Andre Baptiste");
  await comeIn(page.context(), "Andre Baptiste");
  await page.goto("/account");
  await page.getByRole("link", { name: "Second factor" }).click();
  const key = (await page.getByRole("figure").getByRole("code").textContent()) ?? "";
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("alert")).toContainText("This code does not fit.");
  await expect(page.getByRole("figure").getByRole("code"), "the key stays the same").toHaveText(key);
  await page.getByLabel("Code", { exact: true }).fill(code(key));
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("main").getByRole("listitem").getByRole("code");
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent()) ?? "";
  await accessible(page);
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(page.getByRole("main")).toContainText("Recovery codes not used yet: 10");

  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn(page, email);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
  await accessible(page);
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("This code does not fit, or was used already.");
  await page.getByLabel("Code", { exact: true }).fill(code(key, 1));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/today$/);

  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn(page, email);
  await page.getByLabel("Code", { exact: true }).fill(recovery);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await page.goto("/account/second-factor");
  await expect(page.getByRole("main")).toContainText("Recovery codes not used yet: 9");
});

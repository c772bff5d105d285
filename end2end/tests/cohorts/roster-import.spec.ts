// A roster from a spreadsheet: looked at row by row, taken in, and harmless the second time; and one student who goes on leave.
import { comeIn } from "../../support/people";
import { mailedLink } from "../../support/mail";
import { type Page, expect, test } from "../../support/test";

const IMPORTS = "/cohorts/cohort-11/imports";

/** Ravi as he is, Julia with more credentials, one who is new, and three rows that cannot be taken. */
const ROSTER = [
  "Full name;E-mail;Credentials;NPI",
  "Ravi Menon;ravi.menon@demo.attending.example;MD;",
  'Julia Brandt;julia.brandt@demo.attending.example;"MD; MPH";',
  "Zoë Lindgren;zoe.lindgren@clinic.example;DO;1234567893",
  "No Address;nowhere;MD;",
  "Wrong Number;wrong.number@clinic.example;MD;1234567890",
  "Zoë Again;ZOE.lindgren@clinic.example;DO;",
].join("\r\n");

async function upload(page: Page, name: string, text: string) {
  await page.goto(IMPORTS);
  await page.getByLabel("Roster").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });
  await page.getByRole("button", { name: "Upload and look" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

function row(page: Page, name: string) {
  return page.getByRole("region", { name: "What becomes of each row" }).getByRole("row", { name });
}

test("staff import a roster with three bad rows, and once more", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, accessible }, { project }) => {
  await comeIn(context, "Ruth Lindqvist");
  // Each look has a student of its own, so that no order matters.
  const student = `zoe.${project.name.replaceAll(/\W/g, "")}@clinic.example`;
  const roster = ROSTER.replaceAll(/zoe\.lindgren@clinic\.example/gi, student);
  await upload(page, "autumn.csv", roster);
  await expect(row(page, /Zoë Lindgren/)).toContainText("New");
  await expect(row(page, /Ravi Menon/)).toContainText("Unchanged");
  await expect(row(page, /No Address/)).toContainText("not an e-mail address");
  await expect(row(page, /Wrong Number/)).toContainText("does not fit");
  await expect(row(page, /Zoë Again/)).toContainText("stands in line 4 already");
  await expect(page.getByRole("main")).toContainText("3 rows are refused and left out.");
  await accessible(page);

  await page.getByRole("link", { name: "Show only refused rows" }).click();
  await expect(page.getByRole("region", { name: "What becomes of each row" }).getByRole("rowheader")).toHaveCount(3);
  await page.getByRole("button", { name: "Take the roster in" }).click();
  await expect(page.getByRole("status")).toContainText("1 invitation sent, 0 students withdrawn.");
  await expect(page.getByRole("region", { name: "Rows that were left out" }).getByRole("rowheader")).toHaveText(["5", "6", "7"]);
  await accessible(page);
  expect(await mailedLink(student, "/invitations")).toContain("/invitations/");

  await upload(page, "autumn-again.csv", roster);
  await expect(page.getByRole("main")).toContainText("Nobody is new and nobody changes.");
  await page.getByRole("button", { name: "Throw the file away" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Roster import");
});

test("half a roster does not empty a cohort by mistake", async ({ page, context, faults }) => {
  await comeIn(context, "Ruth Lindqvist");
  await upload(page, "half.csv", "Name,E-mail\nRavi Menon,ravi.menon@demo.attending.example\n");
  await page.getByLabel("Withdraw who is not in the file").check();
  faults.expect(/^422 POST .*\/application$/);
  await page.getByRole("button", { name: "Take the roster in" }).click();
  await expect(page.getByRole("alert")).toContainText("would be withdrawn. If you mean it, type");
  await expect(page.getByLabel("Withdraw who is not in the file")).toBeChecked();
  await page.getByRole("button", { name: "Throw the file away" }).click();
});

test("a student goes on leave, reads how they stand, and comes back", async ({ page, context, browser }) => {
  await comeIn(context, "Ruth Lindqvist");
  await page.goto("/cohorts/cohort-12?q=vance");
  await page.getByRole("link", { name: /Peter Vance/ }).click();
  await page.locator("summary", { hasText: "Change the place" }).click();
  await page.getByLabel("On leave").check();
  await page.getByLabel("Reason", { exact: true }).fill("Deployed until spring");
  await page.getByRole("button", { name: "Change the place" }).click();
  await expect(page.getByRole("list", { name: "How it came to this" })).toContainText("Enrolled → On leave");

  const his = await browser.newContext();
  await comeIn(his, "Peter Vance");
  const peter = await his.newPage();
  await peter.goto("/today");
  await expect(peter.getByRole("heading", { level: 1 })).toHaveText("Your place");
  await expect(peter.getByRole("main")).toContainText("On leave since");
  await expect(peter.getByRole("main")).not.toContainText("Deployed");

  await page.locator("summary", { hasText: "Change the place" }).click();
  await page.getByLabel("Enrolled again").check();
  await page.getByRole("button", { name: "Change the place" }).click();
  await expect(page.getByRole("list", { name: "How it came to this" })).toContainText("On leave → Enrolled");
  await peter.reload();
  await expect(peter.getByRole("heading", { level: 1 })).toContainText("Today");
  await his.close();
});

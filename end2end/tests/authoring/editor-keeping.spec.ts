// Nothing typed is lost: without a network, after a crash, in two tabs, with two authors, after a session is over.
import { expect, test } from "../../support/test";
import { Lesson, field, open, ready, state, toEnd, written } from "./editor-lesson";

const TEXT = "First paragraph.\n\nSecond paragraph is here.\n";

function lesson() {
  const made = new Lesson();
  made.text = TEXT;
  return made;
}

test("without a network everything is on the device, and is saved when it is back", async ({ page, context, faults }) => {
  faults.expect(/^failed POST .*\/text: net::ERR_INTERNET_DISCONNECTED$/);
  faults.expect(/^failed POST .*\/preview: net::ERR_INTERNET_DISCONNECTED$/);
  const server = lesson();
  await server.on(context);
  await open(page);
  server.trouble = "offline";
  await toEnd(page);
  await page.keyboard.type("Typed in a tunnel.");
  await expect(state(page)).toHaveText("Not connected. What you typed is kept on this device.");
  await expect(state(page)).toHaveAttribute("aria-live", "polite");
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("attending-editor-")).map(([, entry]) => JSON.parse(entry).text));
  expect(kept).toEqual([`${TEXT}Typed in a tunnel.`]);
  server.trouble = null;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(state(page)).toHaveText(/^Saved/);
  expect(server.text).toBe(`${TEXT}Typed in a tunnel.`);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("attending-editor-")))).toEqual([]);
});

test("what a crash left comes back and is kept, or dropped", async ({ page, context, faults }) => {
  faults.expect(/^503 POST .*\/text$/);
  faults.expect(/^503 POST .*\/preview$/);
  const server = lesson();
  await server.on(context);
  for (const [words, choice, after] of [["Kept.", "Keep", `${TEXT}Kept.`], ["Dropped.", "Drop", `${TEXT}Kept.`]]) {
    const tab = await context.newPage();
    await open(tab);
    server.trouble = 503;
    await toEnd(tab);
    await tab.keyboard.type(words);
    await expect(state(tab)).toContainText("kept on this device");
    await tab.close({ runBeforeUnload: false });
    server.trouble = null;
    await open(page);
    await expect(page.getByRole("heading", { name: /^Recovered what you typed at \d\d:\d\d$/ })).toBeVisible();
    expect(await written(page)).toContain(words);
    await expect(page.locator(".editor-difference ins")).toContainText(words);
    await page.getByRole("button", { name: choice, exact: true }).click();
    await expect.poll(() => server.text).toBe(after);
    await expect(state(page)).toHaveText(/^Saved/);
    await page.goto("about:blank");
  }
  await open(page);
  await expect(page.getByRole("heading", { name: /Recovered/ })).toHaveCount(0);
});

test("what was recovered after others wrote is shown against theirs", async ({ page, context, faults }) => {
  faults.expect(/^503 POST .*\/text$/);
  faults.expect(/^503 POST .*\/preview$/);
  const server = lesson();
  await server.on(context);
  const tab = await context.newPage();
  await open(tab);
  server.trouble = 503;
  await toEnd(tab);
  await tab.keyboard.type("Mine.");
  await expect(state(tab)).toContainText("kept on this device");
  await tab.close({ runBeforeUnload: false });
  Object.assign(server, { trouble: null, text: "Theirs entirely.\n", revision: 2 });
  await open(page);
  await expect(page.getByRole("heading", { name: /^Recovered/ })).toBeVisible();
  expect(await written(page)).toBe("Theirs entirely.\n");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect.poll(() => server.text).toBe(`${TEXT}Mine.`);
});

for (const [choice, after] of [
  ["Put both together", "First paragraph.\n\nSecond paragraph is elsewhere.\nMine."],
  ["Keep mine", "First paragraph.\n\nSecond paragraph is here.\nMine."],
  ["Take theirs", "First paragraph.\n\nSecond paragraph is elsewhere.\n"],
]) {
  test(`a conflict is a difference, and ${choice.toLowerCase()} is one answer`, { tag: "@looks" }, async ({ page, context, faults, accessible }) => {
    faults.expect(/^409 POST .*\/text$/);
    const server = lesson();
    await server.on(context);
    await open(page);
    Object.assign(server, { text: TEXT.replace("here", "elsewhere"), revision: 7 });
    await toEnd(page);
    await page.keyboard.type("Mine.");
    await expect(page.getByRole("heading", { name: "Ines Ferreira changed this text meanwhile" })).toBeVisible();
    await expect(page.locator(".editor-difference del")).toHaveText(["elsewhere"]);
    await expect(page.locator(".editor-difference ins")).toHaveText(["here", "Mine."]);
    await expect(state(page)).toContainText("kept on this device");
    await accessible(page);
    expect(server.saves).toEqual([]);
    await expect(page.locator(".editor-choice .button")).toHaveText(["Put both together", "Keep mine", "Take theirs"]);
    await page.getByRole("button", { name: choice }).click();
    await expect(state(page)).toHaveText(/^Saved/);
    await expect.poll(() => server.text).toBe(after);
    expect(await written(page)).toBe(after);
    if (choice !== "Take theirs") return;
    await field(page).focus();
    await page.keyboard.press("Control+z");
    expect(await written(page)).toContain("Mine.");
  });
}

test("where both changed the same line, one of the two is chosen", async ({ page, context, faults }) => {
  faults.expect(/^409 POST .*\/text$/);
  const server = lesson();
  await server.on(context);
  await open(page);
  Object.assign(server, { text: TEXT.replace("here", "elsewhere"), revision: 7 });
  await toEnd(page);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type(" Mine.");
  await expect(page.locator(".editor-choice .button")).toHaveText(["Keep mine", "Take theirs"]);
});

test("two tabs of one author see each other, and what one saves appears in the other", async ({ page, context }) => {
  const server = lesson();
  await server.on(context);
  await open(page);
  const other = await context.newPage();
  await open(other);
  for (const tab of [page, other]) await expect(tab.getByText("This text is open in another tab too.")).toBeVisible();
  await toEnd(other);
  await other.keyboard.type("From the other tab.");
  await expect.poll(() => written(page)).toBe(`${TEXT}From the other tab.`);
  await toEnd(page);
  await page.keyboard.type(" And from this.");
  await expect.poll(() => server.text).toBe(`${TEXT}From the other tab. And from this.`);
  await expect.poll(() => written(other)).toBe(server.text);
  await other.close();
  await expect(page.getByText("This text is open in another tab too.")).toHaveCount(0);
});

test("a session that is over says so, and keeps trying", async ({ page, context, faults }) => {
  faults.expect(/^401 POST .*\/text$/);
  faults.expect(/^401 POST .*\/preview$/);
  const server = lesson();
  await server.on(context);
  await open(page);
  server.trouble = 401;
  await toEnd(page);
  await page.keyboard.type("Late at night.");
  await expect(state(page)).toContainText("Signed out. What you typed is kept on this device.");
  await expect(state(page).getByRole("link", { name: "Sign in in another tab" })).toHaveAttribute("href", "/sign-in");
  server.trouble = null;
  await expect(state(page)).toHaveText(/^Saved/);
  expect(server.text).toBe(`${TEXT}Late at night.`);
});

test("a text the server refuses stays, with its reason", async ({ page, context, faults }) => {
  faults.expect(/^422 POST .*\/text$/);
  faults.expect(/^422 POST .*\/preview$/);
  const server = lesson();
  await server.on(context);
  await open(page);
  server.trouble = 422;
  await toEnd(page);
  await page.keyboard.type("Too much.");
  await expect(state(page)).toHaveText("Not saved. The text is too long. What you typed is kept on this device.");
});

test("who leaves with something on this device alone is asked, and nobody else", async ({ page, context, faults }) => {
  faults.expect(/^503 POST .*\/text$/);
  faults.expect(/^503 POST .*\/preview$/);
  const server = lesson();
  await server.on(context);
  await open(page);
  const asked: string[] = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  await toEnd(page);
  await page.keyboard.type("Saved.");
  await expect(state(page)).toHaveText(/^Saved/);
  await page.reload();
  await ready(page);
  expect(asked).toEqual([]);
  server.trouble = 503;
  await toEnd(page);
  await page.keyboard.type("Not saved.");
  await expect(state(page)).toContainText("kept on this device");
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  await ready(page);
  server.trouble = null;
});

test("another button of the form goes where it leads, once everything is saved", async ({ page, context }) => {
  const server = lesson();
  await server.on(context);
  await open(page);
  await toEnd(page);
  await page.keyboard.type("Then look.");
  await page.getByRole("button", { name: "Save and see it" }).click();
  await expect(page.getByRole("heading", { name: "Elsewhere" })).toBeVisible();
  expect(server.text).toBe(`${TEXT}Then look.`);
  const sent = new URLSearchParams(server.posted[0]);
  expect([sent.get("seen"), sent.get("then"), sent.get("text")?.replaceAll("\r\n", "\n")]).toEqual(["2", "trial", server.text]);
  await open(page);
  await page.getByRole("button", { name: "Save and see it" }).click();
  await expect(page.getByRole("heading", { name: "Elsewhere" }), "and where nothing is to be saved").toBeVisible();
});

test("a draft that is over says so, and its own page says more", async ({ page, context, faults }) => {
  faults.expect(/^409 POST .*\/text$/);
  const server = lesson();
  await server.on(context);
  await open(page);
  await context.route("**/scarcity/text", (route) => route.fulfill({ status: 409, json: { revision: 0, text: null, by: null } }));
  await toEnd(page);
  await page.keyboard.type("Too late.");
  await expect(state(page)).toContainText("Not saved: this draft is over");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Elsewhere" })).toBeVisible();
  expect(server.posted[0]).toContain("Too+late.");
});

test("the form's own button saves and stays", async ({ page, context }) => {
  const server = lesson();
  await server.on(context);
  await open(page);
  await toEnd(page);
  await page.keyboard.type("By button.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(state(page)).toHaveText(/^Saved/);
  expect(server.text).toBe(`${TEXT}By button.`);
  await expect(field(page)).toBeVisible();
});

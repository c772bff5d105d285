// Files of a module: a film comes in with captions and a transcript, is read in parts, and goes again; a drawing is refused with what to bring instead.
import { comeIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { film, ownFiles, put } from "./media-files";

const CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n\n00:02.000 --> 00:04.000\nHow are you?\n";

test("a film comes in, is made whole, read in parts and deleted", { tag: ["@no-scripts", "@phone"] }, async ({ page, context, faults, javaScriptEnabled }, info) => {
  await comeIn(context, "Ines Ferreira");
  // Each project has a module of its own: they run side by side on one server.
  const slug = `films-${info.project.name}`;
  await ownFiles(page, slug);
  faults.expect(/^422 POST \/studio\/films-[\w-]+\/(media|files)$/);
  await put(page, "A drawing", { name: "plane.png", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") });
  await expect(page.getByText("Export the drawing as PNG, or as PDF").first()).toBeVisible();
  await expect(page.getByLabel("What it shows")).toHaveValue("A drawing");

  await put(page, "A round on the ward", film("a"));
  await expect(page.getByRole("status").filter({ hasText: "Added." })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^media\/ward-round(-\d+)?\.mp4$/);
  await expect(page.getByText("Video, 1.2 MB, 1280 × 720, 0:13")).toBeVisible();
  await expect(page.getByRole("region", { name: "Missing for publishing" }).getByRole("listitem")).toHaveCount(2);
  const line = page.getByLabel(/^Line for a lesson/);
  await expect(line).toHaveValue(/^!\[A round on the ward\]\(media\/ward-round(-\d+)?\.mp4 "Caption"\)$/);
  if (javaScriptEnabled) await expect(page.getByRole("button", { name: /^Copy/ })).toBeVisible();

  faults.expect(/^422 POST \/studio\/films-[\w-]+\/media\/[\w-]+$/);
  await page.getByLabel("Captions", { exact: true }).setInputFiles({ name: "c.vtt", mimeType: "text/vtt", buffer: Buffer.from("1\n00:00:01,000 --> 00:00:02,000\nOf another kind\n") });
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(page.getByRole("alert")).toContainText("Line 1: captions begin with a line WEBVTT");
  await page.getByLabel("Captions", { exact: true }).setInputFiles({ name: "c.vtt", mimeType: "text/vtt", buffer: Buffer.from(CAPTIONS) });
  await page.getByLabel("Make the transcript of what the captions say").check();
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(page.getByLabel("Transcript", { exact: true })).toHaveValue("Good morning.\n\nHow are you?\n");
  await expect(page.getByRole("region", { name: "Missing for publishing" })).toHaveCount(0);

  const address = await page.locator("video").getAttribute("src");
  const part = await context.request.get(address ?? "", { headers: { range: "bytes=4-7", cookie: "" } });
  expect([part.status(), (await part.body()).toString("latin1"), part.headers()["set-cookie"]]).toEqual([206, "ftyp", undefined]);

  await page.getByRole("button", { name: "Delete this file" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Deleted." })).toBeVisible();
});

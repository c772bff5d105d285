// A page with the form of a lesson, as the studio sends it, and a server behind it that a test can make say anything. Policy and styles
// are those of the site; the script is the one that its build made.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BrowserContext, type Locator, type Page, type Route, expect } from "@playwright/test";

const UNIT = "/studio/health-economics/units/scarcity";
const manifest = JSON.parse(readFileSync(fileURLToPath(new URL("../../../target/site/manifest.json", import.meta.url)), "utf8"));
const asset = (name: string) => `/assets/${manifest[name]}`;
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const LESSON = `---
unit: scarcity
kind: lesson
title: Scarcity
---

## What is given up

A decision has a **cost** even when *nothing* is paid: see [the ICER](04-icer.md).

> [!NOTE] Money
> It is written \\$50,000.

| Option | Cost |
| --- | ---: |
| Usual care | \\$5,000 |

So $c_B - c_A$ is what counts.[^arrow]

$$
\\frac{a}{b}
$$

\`\`\`question
id: icer-of-b
kind: single

What is the ICER?

( ) \\$2,500
(x) \\$5,000

Why: It is a ratio.
\`\`\`

[^arrow]: Arrow KJ.
`;

/** What the server has, and what it says. */
export class Lesson {
  text = LESSON;
  revision = 1;
  by = "Ines Ferreira";
  /** What it answers instead: a status, or `offline`. */
  trouble: number | "offline" | null = null;
  saves: string[] = [];
  previews: string[] = [];
  pictures: string[] = [];
  posted: string[] = [];
  script = true;
  /** The videos of the draft, as the studio sends them. */
  films: [string, string, boolean][] = [];

  /** Puts the page into a context. */
  async on(context: BrowserContext) {
    const real = await context.request.get("/sign-in");
    const policy = real.headers()["content-security-policy"];
    const nonce = policy.match(/'nonce-([^']+)'/)?.[1] ?? "";
    const html = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy, "cache-control": "no-store" };
    await context.route(`**${UNIT}`, (route) => route.fulfill({ headers: html, body: this.page(nonce) }));
    await context.route(`**${UNIT}/text`, (route) => this.save(route));
    await context.route(`**${UNIT}/preview`, (route) => {
      const text = new URLSearchParams(route.request().postData() ?? "").get("text") ?? "";
      this.previews.push(text);
      return this.trouble ? this.refuse(route) : route.fulfill({ contentType: "text/html", body: drawn(text) });
    });
    await context.route("**/studio/health-economics/files", (route) => {
      this.pictures.push(route.request().postDataBuffer()?.toString("latin1") ?? "");
      return this.trouble ? this.refuse(route) : route.fulfill({ json: { path: `figures/picture-${this.pictures.length}.png` } });
    });
    await context.route(`**${UNIT}/native`, (route) => {
      this.posted.push(route.request().postData() ?? "");
      return route.fulfill({ contentType: "text/html", body: "<title>Elsewhere</title><h1>Elsewhere</h1>" });
    });
    await context.route(`**/assets/figures/**`, (route) => route.fulfill({ status: 200, contentType: "image/png", body: "" }));
  }

  private save(route: Route) {
    const fields = new URLSearchParams(route.request().postData() ?? "");
    if (this.trouble) return this.refuse(route);
    if (Number(fields.get("seen")) !== this.revision) {
      return route.fulfill({ status: 409, json: { revision: this.revision, text: this.text, by: this.by } });
    }
    this.text = fields.get("text") ?? "";
    this.revision += 1;
    this.saves.push(this.text);
    return route.fulfill({ json: { revision: this.revision, saved_at: new Date().toISOString() } });
  }

  private refuse(route: Route) {
    if (this.trouble === "offline") return route.abort("internetdisconnected");
    return route.fulfill({ status: this.trouble ?? 500, json: { error: "refused", message: "The text is too long." } });
  }

  private page(nonce: string) {
    const styles = ["site.css", "staff.css", "editor.css"].map((name) => `<link rel="stylesheet" href="${asset(name)}">`).join("");
    const script = `<script type="module" nonce="${nonce}" src="${this.script ? asset("editor.js") : "/assets/gone.js"}"></script>`;
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark"><title>Scarcity · Attending</title>${styles}${script}</head><body>
      <a class="skip-link" href="#main">Skip to the content</a><main id="main" class="page wide"><h1>Scarcity</h1>
      <form class="form" method="post" action="${UNIT}/native" data-editor data-save="${UNIT}/text" data-preview="${UNIT}/preview"
        data-files="/studio/health-economics/files" data-key="studio:health-economics:scarcity:ines" data-settings="${UNIT}/settings"
        data-media="/studio/health-economics/media" data-films="${escaped(JSON.stringify(this.films)).replaceAll('"', "&quot;")}"><input type="hidden" name="seen" value="${this.revision}">
      <div class="field"><label for="text">Text of the lesson</label><textarea id="text" name="text" rows="20">\n${escaped(this.text)}</textarea></div>
      <p class="form-actions"><button class="button" data-kind="primary">Save</button>
      <button class="button" name="then" value="trial">Save and see it</button><span class="save-state" id="save-state" role="status"></span></p></form></main></body></html>`;
  }
}

/** A fragment as the server might draw it: each paragraph, and a heading with an id that the page has too. */
function drawn(text: string) {
  const paragraphs = text.split("\n\n").map((words) => `<p>${escaped(words)}</p>`).join("");
  return `<article class="prose"><h2 id="text">Preview</h2><a href="#text">Up</a>${paragraphs}</article>`;
}

/** Opens the page and waits until one can type. */
export async function open(page: Page): Promise<Locator> {
  await page.goto(UNIT);
  await ready(page);
  return field(page);
}

export async function ready(page: Page) {
  await expect(page.locator("form[data-editor=ready]")).toBeVisible();
}

export const field = (page: Page) => page.getByRole("textbox", { name: "Text of the lesson" });
export const state = (page: Page) => page.locator(".editor-state");

/** The text as the form would send it. */
export const written = (page: Page) => page.evaluate(() => (document.querySelector("textarea") as HTMLTextAreaElement).value);

/** Puts the cursor to the end of the text. */
export async function toEnd(page: Page) {
  await field(page).focus();
  await page.keyboard.press("Control+End");
}

/** Pastes what a program would have put on the clipboard. */
export async function paste(page: Page, data: Record<string, string>, pictures: string[] = []) {
  await field(page).evaluate((content, { data, pictures }) => {
    const transfer = new DataTransfer();
    for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
    for (const name of pictures) transfer.items.add(new File([Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), (letter) => letter.charCodeAt(0))], name, { type: "image/png" }));
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, { data, pictures });
}

import type { BrowserContext } from "@playwright/test";

/** Lessons are written in the plain form from here on, as where the editor does not load; the editor has tests of its own. */
export async function withoutEditor(context: BrowserContext) {
  await context.route("**/assets/editor.*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
}

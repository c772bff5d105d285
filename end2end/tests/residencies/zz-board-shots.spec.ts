import { writeFileSync } from "node:fs";
import { comeIn } from "../../support/people";
import { test } from "../../support/test";
test("shots", { tag: "@phone" }, async ({ page, context }, { project }) => {
  await comeIn(context, "Ruth Lindqvist");
  for (const [name, path] of [["board", "board"], ["warnings", "warnings"], ["preview", "schedule/preview"], ["new", "sessions/new"]]) {
    await page.goto(`/cohorts/cohort-12/residencies/2/${path}`);
    await page.screenshot({ path: `/tmp/board-${name}-${project.name}.png`, fullPage: true });
    if (name === "board") writeFileSync("/tmp/board.html", await (await page.request.get(page.url())).text());
  }
});

import { chromium } from "@playwright/test";
import { launchOptions } from "./support/browser.mjs";
const [,, base, out, who, ...paths] = process.argv;
const browser = await chromium.launch(launchOptions);
for (const [w, h, scheme] of [[390, 844, "light"], [1440, 900, "dark"]]) {
  const context = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme });
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error") console.log("console", m.text()); });
  page.on("pageerror", (e) => console.log("pageerror", e.message));
  if (who !== "-") {
    await page.goto(base + "/sign-in");
    await page.fill("[name=email]", who); await page.fill("[name=password]", "attending-demo");
    await page.click("main button"); await page.waitForLoadState();
  }
  for (const [i, path] of paths.entries()) {
    const answer = await page.goto(base + path);
    await page.waitForTimeout(400);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    console.log(w, path, answer.status(), "overflow", wide);
    await page.screenshot({ path: `${out}/${i}-${w}.png`, fullPage: true });
  }
  await context.close();
}
await browser.close();

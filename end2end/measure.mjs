// For `make bench`: how long something takes in a real browser. `node measure.mjs WHAT ADDRESS COOKIE PAGE ROUNDS`; prints what each
// round found as a list, and nothing else. WHAT is
//   editor  milliseconds until one can type, on a device that is four times as slow and has nothing of the page yet
//   draws   milliseconds that the draws of a simulator take, beside the longest time for which the page drew no frame meanwhile
import { chromium } from "@playwright/test";
import { launchOptions } from "./support/browser.mjs";

const SLOWER = 4;
const [what, address, cookie, page, rounds] = process.argv.slice(2);
const [name, value] = cookie.split(/=(.*)/s);

async function open(context) {
  const tab = await context.newPage();
  if (what === "editor") {
    const device = await context.newCDPSession(tab);
    await device.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  const answer = await tab.goto(address + page);
  if (answer.status() !== 200 || tab.url() !== address + page) throw new Error(`${page} answered ${answer.status()}, and led to ${tab.url()}`);
  return tab;
}

const measures = {
  async editor(tab) {
    await tab.locator("form[data-editor=ready]").waitFor();
    return tab.evaluate(() => performance.getEntriesByName("editor-ready")[0].startTime);
  },
  async draws(tab) {
    const button = tab.getByRole("button", { name: /^Draw / });
    await button.waitFor();
    await tab.evaluate(() => {
      window.longest = 0;
      let last = performance.now();
      requestAnimationFrame(function frame(now) {
        window.longest = Math.max(window.longest, now - last);
        last = now;
        requestAnimationFrame(frame);
      });
    });
    await button.click();
    const drawn = tab.locator("[data-draws][data-took]");
    await drawn.waitFor();
    return [Number(await drawn.getAttribute("data-took")), await tab.evaluate(() => window.longest)];
  },
};

/** One visit in a context of its own: no file of the page is kept from the one before. */
async function visit(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name, value, url: address }]);
  const found = await measures[what](await open(context));
  await context.close();
  return found;
}

const browser = await chromium.launch(launchOptions);
const found = [];
try {
  for (let round = 0; round < Number(rounds); round++) found.push(await visit(browser));
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));

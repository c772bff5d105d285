// For `make bench`: how long it takes until one can type in the editor, on a device that is four times as slow and has nothing of the
// page yet. `node measure.mjs ADDRESS COOKIE PAGE ROUNDS`; prints the milliseconds of each round as a list, and nothing else.
import { chromium } from "@playwright/test";
import { launchOptions } from "./support/browser.mjs";

const SLOWER = 4;
const [address, cookie, page, rounds] = process.argv.slice(2);
const [name, value] = cookie.split(/=(.*)/s);

/** One visit in a context of its own: no file of the page is kept from the one before. */
async function visit(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name, value, url: address }]);
  const tab = await context.newPage();
  const device = await context.newCDPSession(tab);
  await device.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const answer = await tab.goto(address + page);
  if (answer.status() !== 200 || tab.url() !== address + page) throw new Error(`${page} answered ${answer.status()}, and led to ${tab.url()}`);
  await tab.locator("form[data-editor=ready]").waitFor();
  const took = await tab.evaluate(() => performance.getEntriesByName("editor-ready")[0].startTime);
  await context.close();
  return took;
}

const browser = await chromium.launch(launchOptions);
const times = [];
try {
  for (let round = 0; round < Number(rounds); round++) times.push(await visit(browser));
} finally {
  await browser.close();
}
console.log(JSON.stringify(times));

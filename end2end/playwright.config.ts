// The looks under which Attending is tried in a real browser. Every test runs in `desktop-light`; tags add others:
// `@looks` runs a test in all four looks, `@phone` on a phone too, `@no-scripts` without scripts too.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/browser.mjs";

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  globalSetup: "./support/server.ts",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Far above what any test needs: a slow machine is not a fault.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    // The browser under test now and then aborts a transition between pages when the next one comes at once, and calls that an error.
    contextOptions: { reducedMotion: "reduce" },
    locale: "en-US",
    timezoneId: "America/New_York",
    screenshot: "only-on-failure",
    launchOptions,
  },
  projects: [
    { name: "desktop-light", use: { ...desktop, colorScheme: "light" } },
    { name: "desktop-dark", grep: /@looks/, use: { ...desktop, colorScheme: "dark" } },
    { name: "phone-light", grep: /@looks|@phone/, use: { ...phone, colorScheme: "light" } },
    { name: "phone-dark", grep: /@looks/, use: { ...phone, colorScheme: "dark" } },
    // Without scripts the browser under test never ends a transition between pages; whoever asks for less motion sees none.
    {
      name: "no-scripts",
      grep: /@no-scripts/,
      use: { ...desktop, colorScheme: "light", javaScriptEnabled: false, contextOptions: { reducedMotion: "reduce" } },
    },
  ],
});

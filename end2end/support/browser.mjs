// How the browser is started, for tests and for `make bench`: Debian's Chromium unless `CHROMIUM` names another.
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A camera that shows a test picture, for the page that asks for one.
    "--use-fake-device-for-media-stream",
  ],
};

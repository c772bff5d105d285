// Keeps this page on the device for a corridor without a network: see the worker. The page is whole without it.
if ("serviceWorker" in navigator) {
  // A page that came through the worker is kept already.
  const came = navigator.serviceWorker.controller;
  await navigator.serviceWorker.register("/offline-worker.js").catch(() => null);
  const { active } = await navigator.serviceWorker.ready;
  if (!came) active?.postMessage({ page: location.href });
}

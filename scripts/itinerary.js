// Keeps the itinerary on this device for a corridor without a network. The page is whole without it.
if ("serviceWorker" in navigator) {
  await navigator.serviceWorker.register("/itinerary-worker.js").catch(() => null);
  const { active } = await navigator.serviceWorker.ready;
  const assets = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((one) => one.href || one.src);
  active?.postMessage({ page: location.href, assets });
}

// Wakes the islands: loads the WebAssembly named on this script's own tag and hands every island its element.
const boot = document.getElementById("boot");
const client = await import(boot.dataset.client);
await client.default({ module_or_path: boot.dataset.wasm });
client.hydrate();
for (const island of document.querySelectorAll("leptos-island")) {
  const wake = client[island.dataset.component];
  if (wake) wake(island);
  else console.error(`${island.dataset.component} is not in this build of the islands: build the site again`);
}

// The policy of our pages takes no <style> element. CodeMirror makes one, so its rules go into a sheet that is made by script instead,
// and into the layer `base`, for the site's own styles of the editor to win over them.
import { StyleModule } from "style-mod";

const sheet = new CSSStyleSheet();
let mounted = [];

StyleModule.mount = (root, modules) => {
  const fresh = [].concat(modules).filter((module) => !mounted.includes(module));
  if (!fresh.length) return;
  // CodeMirror lists what matters least first.
  mounted = [...fresh, ...mounted];
  sheet.replaceSync(`@layer base{${mounted.map((module) => module.getRules()).join("\n")}}`);
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
};

// The toolbar: one stop for Tab, arrows from button to button. Each button does what its shortcut does.
import { redo, undo } from "@codemirror/commands";
import * as commands from "./commands.js";
import { open } from "./slash.js";

const bold = commands.around("**");
const italic = commands.around("*");
const command = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl+";

/** Groups of buttons: what stands on one, what it is called, its keys, and what it does. */
const GROUPS = [
  [["B", "Bold", "Mod-b", bold, "strong"], ["I", "Italic", "Mod-i", italic, "em"], ["Link", "Link", "Mod-k", commands.link]],
  [["H2", "Heading", "Mod-Alt-2", commands.heading(2)], ["H3", "Smaller heading", "Mod-Alt-3", commands.heading(3)]],
  [["•", "Bulleted list", "Mod-Shift-8", commands.list("bullet")], ["1.", "Numbered list", "Mod-Shift-7", commands.list("number")],
    ["❝", "Quotation", "Mod-Shift-9", commands.quote], ["<>", "Code", "Mod-e", commands.code], ["x²", "Formula", "Mod-Shift-m", commands.around("$")]],
  [["Note", "Footnote", "Mod-Alt-f", commands.footnote], ["Picture", "Picture", "", "picture"], ["Insert", "Insert a block", "Mod-/", open]],
  [["↶", "Undo", "Mod-z", undo], ["↷", "Redo", "Mod-Shift-z", redo]],
];

/** The shortcuts of all buttons, but those that CodeMirror has of its own. */
export const shortcuts = [
  ...GROUPS.flat().filter(([, , key, run]) => key && run !== undo && run !== redo).map(([, , key, run]) => ({ key, run, preventDefault: true })),
  { key: "Tab", run: commands.deeper, shift: commands.outer },
];

const shown = (key) => key.replace("Mod-", command).replace("Alt-", "Alt+").replace("Shift-", "Shift+").replace(/[a-z]$/, (letter) => letter.toUpperCase());

/** The toolbar of a view; `picture(view)` asks for a picture. */
export function toolbar(view, picture) {
  const bar = document.createElement("div");
  bar.className = "editor-toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formatting");
  for (const group of GROUPS) {
    const box = bar.appendChild(document.createElement("span"));
    box.className = "editor-group";
    for (const one of group) box.append(button(view, one, picture));
  }
  const buttons = [...bar.querySelectorAll("button")];
  rove(bar, buttons);
  return bar;
}

function button(view, [words, name, key, run, element], picture) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.dataset.kind = "quiet";
  made.title = key ? `${name} (${shown(key)})` : name;
  made.setAttribute("aria-label", name);
  made.tabIndex = -1;
  made.appendChild(document.createElement(element ?? "span")).textContent = words;
  // The selection stays where it is, and so does a phone's keyboard.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => {
    if (run === "picture") return picture(view);
    run(view);
    view.focus();
  });
  return made;
}

function rove(bar, buttons) {
  buttons[0].tabIndex = 0;
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[to % buttons.length].focus();
  });
  bar.addEventListener("focusin", ({ target }) => {
    for (const one of buttons) one.tabIndex = one === target ? 0 : -1;
  });
}

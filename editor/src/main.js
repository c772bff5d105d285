// Makes an editor of the plain form for a lesson's text: <form data-editor data-save data-preview data-files data-key data-settings data-simulators?> with a hidden `seen`
// and a textarea `text`. The textarea stays the form's value, and comes back if anything here fails.
import "./sheet.js";
import { Writing } from "./writing.js";

for (const form of document.querySelectorAll("form[data-editor]")) {
  try {
    new Writing(form).begin();
  } catch (error) {
    form.querySelector(".editor-frame")?.remove();
    form.elements.text.hidden = false;
    console.error(error);
  }
}

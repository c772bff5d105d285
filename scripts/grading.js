// Adds up the rubric while levels are chosen. The form is complete without this: "Add up" does the same on the server.
const section = document.querySelector("form.grading [data-possible]");
if (section) {
  const total = section.querySelector(".rubric-total");
  const possible = Number(section.dataset.possible);
  const criteria = section.querySelectorAll("fieldset").length;
  section.querySelector("[data-sum]").hidden = true;
  section.addEventListener("change", () => {
    const chosen = [...section.querySelectorAll("input[type=radio]:checked")];
    const points = chosen.reduce((sum, one) => sum + Number(one.value), 0);
    total.textContent = `${points} of ${possible} points, ${Math.floor((points * 100) / possible)}%`;
    if (chosen.length < criteria) return;
    for (const one of section.querySelectorAll("[data-factor]")) {
      one.textContent = `${Math.min(possible, Math.round(points * Number(one.dataset.factor)))} of ${possible} points`;
    }
  });
}

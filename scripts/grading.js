// Adds up the rubric while levels are chosen. The form is complete without this: "Add up" does the same on the server.
const section = document.querySelector("form.grading [data-possible]");
if (section) {
  const total = section.querySelector("output");
  const possible = Number(section.dataset.possible);
  section.querySelector("[data-sum]").hidden = true;
  section.addEventListener("change", () => {
    const chosen = [...section.querySelectorAll("input[type=radio]:checked")].reduce((sum, one) => sum + Number(one.value), 0);
    total.textContent = `${chosen} of ${possible} points, ${Math.floor((chosen * 100) / possible)}%`;
  });
}

// form[data-modes]: the buttons in [data-modes-buttons] show the [data-mode] part of their name and hide the others.
// The hidden field mode_shown says which it is. Hidden parts stay in the form, so no text is lost. Without this script the same buttons post the form and the server switches.

function start(form) {
  const buttons = [...form.querySelectorAll("[data-modes-buttons] button")];
  const kept = form.elements.mode_shown;

  function show(name) {
    for (const part of form.querySelectorAll("[data-mode]")) part.hidden = part.dataset.mode !== name;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === name));
    kept.value = name;
    form.dispatchEvent(new CustomEvent("portal:changed", { bubbles: true }));
  }

  for (const button of buttons) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      show(button.value);
    });
  }
}

document.querySelectorAll("form[data-modes]").forEach(start);

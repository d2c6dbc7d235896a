// Shows two versions of a form's fields side by side and lets the person choose, field by field. Used by autosave.js.

function labelOf(form, name) {
  const field = form.elements[name];
  const control = field instanceof RadioNodeList ? field[0] : field;
  const own = control.type === "radio" || control.type === "checkbox" ? null : control.labels?.[0];
  const legend = control.closest("fieldset")?.querySelector("legend");
  const words = [own ? null : legend, own].filter(Boolean).map((part) => part.textContent.trim());
  if (own && control.closest(".govuk-date-input") && legend) words.unshift(legend.textContent.trim());
  return words.join(", ") || name;
}

function inWords(form, name, value) {
  const controls = [form.elements[name]].flatMap((field) => (field instanceof RadioNodeList ? [...field] : [field]));
  const nameOf = (one) => {
    const control = controls.find((item) => item.value === one && /radio|checkbox/.test(item.type));
    const option = controls[0].options && [...controls[0].options].find((item) => item.value === one);
    return option?.text ?? control?.labels?.[0]?.textContent.trim() ?? one;
  };
  const text = [value].flat().map(nameOf).join(", ");
  return text === "" ? "(empty)" : text;
}

function put(form, name, value) {
  const wanted = [value].flat();
  const field = form.elements[name];
  for (const control of field instanceof RadioNodeList ? field : [field]) {
    if (/radio|checkbox/.test(control.type)) control.checked = wanted.includes(control.value);
    else if (control.type === "select-multiple") for (const option of control.options) option.selected = wanted.includes(option.value);
    else control.value = wanted[0] ?? "";
  }
  (field instanceof RadioNodeList ? field[0] : field).dispatchEvent(new Event("input", { bubbles: true }));
}

function element(tag, look, text = "") {
  const made = document.createElement(tag);
  made.className = look;
  made.textContent = text;
  return made;
}

function text(title, words) {
  const box = element("div", "");
  const body = element("div", "conflict__text", words);
  box.append(element("h4", "govuk-body-s", title), body);
  return { box, body };
}

// mine() gives what is on the page now; `theirs` is what the server holds; `done` is called when every field is chosen.
export function choose({ form, names, mine, theirs, done }) {
  const panel = element("section", "panel conflict");
  panel.id = "conflict";
  panel.setAttribute("aria-labelledby", "conflict-title");
  const title = element("h2", "govuk-heading-m", "There are two versions of this text");
  title.id = "conflict-title";
  const why = "It was changed in another tab or on another device after you opened it here. Nothing is saved until you choose.";
  panel.append(title, element("p", "govuk-body", why));
  const open = new Set(names);
  const redraw = [];

  for (const name of names) {
    const part = element("div", "");
    const pair = element("div", "conflict__texts");
    const here = text("On this page", inWords(form, name, mine()[name]));
    const there = text("The other text", inWords(form, name, theirs[name]));
    const keep = element("button", "govuk-button govuk-button--secondary", "Keep what is on this page");
    const take = element("button", "govuk-button govuk-button--secondary", "Use the other text");
    const buttons = element("div", "govuk-button-group");
    const label = labelOf(form, name);
    for (const button of [keep, take]) {
      button.type = "button";
      button.append(element("span", "govuk-visually-hidden", `: ${label}`));
    }
    redraw.push(() => (here.body.textContent = inWords(form, name, mine()[name])));
    const settle = () => {
      open.delete(name);
      part.remove();
      if (open.size > 0) return panel.querySelector("button").focus();
      form.removeEventListener("input", refresh);
      panel.remove();
      done();
    };
    keep.addEventListener("click", settle);
    take.addEventListener("click", () => {
      put(form, name, theirs[name]);
      settle();
    });
    pair.append(here.box, there.box);
    buttons.append(keep, take);
    part.append(element("h3", "govuk-heading-s", label), pair, buttons);
    panel.append(part);
  }

  const refresh = () => redraw.forEach((draw) => draw());
  form.addEventListener("input", refresh);
  form.prepend(panel);
}

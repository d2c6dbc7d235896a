// form[data-assess]: marks criteria from the keyboard. j and k go to the next criterion and the one before, m and n say met and
// not met of the one that has the focus. Nothing happens while something is typed, or with a key that belongs to the browser.

const TYPED = "textarea, select, input:not([type=radio])";

function groups(form) {
  return [...form.querySelectorAll("input[type=radio][name^=mark_]")].reduce(
    (found, radio) => found.set(radio.name, [...(found.get(radio.name) ?? []), radio]),
    new Map(),
  );
}

function here(found) {
  const names = [...found.keys()];
  return names.findIndex((name) => found.get(name).includes(document.activeElement));
}

function go(form, step) {
  const found = groups(form);
  const names = [...found.keys()];
  const at = here(found);
  const next = at < 0 ? (step > 0 ? 0 : names.length - 1) : Math.min(Math.max(at + step, 0), names.length - 1);
  const radios = found.get(names[next]);
  (radios?.find((radio) => radio.checked) ?? radios?.[0])?.focus();
}

function say(form, value) {
  const found = groups(form);
  const name = [...found.keys()][here(found)];
  const radio = found.get(name)?.find((one) => one.value === value);
  if (!radio) return;
  radio.focus();
  radio.click();
}

const KEYS = {
  j: (form) => go(form, 1),
  k: (form) => go(form, -1),
  m: (form) => say(form, "met"),
  n: (form) => say(form, "not_met"),
};

document.addEventListener("keydown", (event) => {
  const form = document.querySelector("form[data-assess]");
  const act = KEYS[event.key];
  if (!form || !act || event.ctrlKey || event.altKey || event.metaKey || event.target.matches?.(TYPED)) return;
  event.preventDefault();
  act(form);
});

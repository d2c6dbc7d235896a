// form[data-autosave-url][data-autosave-version]: sends what is typed to the server, and says so only when the server has it.
// PUT {version, fields} -> 200 {version, saved_at, seconds} | 401 {signin_url} | 409 {version, fields, saved_at} | 4xx {sentence}.
// The status line is [data-autosave-status]; data-autosave-saved="12" on the form means saved 12 seconds ago. Its sentences are
// data-autosave-kept="Kept {ago}, not counting" and, for what the page was opened with, data-autosave-first. Of more than
// data-autosave-most characters the longest texts stay out, and the form is not sent, so that all the rest is kept. Nothing is ever
// kept in the browser but the name of the field that had the focus, so that a person who signs in again is back in it.
// A hidden field is sent where it names itself by data-autosave-name. The header X-Once carries the form's key, so that the server can see whose page this is.

import { choose } from "./conflict.js";

const PAUSE = 1000;
const LONGEST = 5000;
const SLOWEST_RETRY = 30000;
const SAVED = "Saved {ago}";
const AGAIN_LATER = new Set([403, 408, 425, 429]);
const OURS = new Set(["csrfmiddlewaretoken", "once"]);
const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1] ?? "";

// The form's text by name. With `original`, what the server sent rather than what is there now.
function read(form, original = false) {
  const fields = {};
  for (const control of form.elements) {
    const { type } = control;
    const name = control.dataset.autosaveName ?? control.name;
    if (control.dataset.autosaveName) {
      fields[name] = control.value;
      continue;
    }
    if (!name || OURS.has(name) || /^(file|hidden|submit|button|password|fieldset)$/.test(type)) continue;
    if (type === "checkbox") {
      fields[name] ??= [];
      if (original ? control.defaultChecked : control.checked) fields[name].push(control.value);
    } else if (type === "radio") {
      fields[name] ??= "";
      if (original ? control.defaultChecked : control.checked) fields[name] = control.value;
    } else if (type.startsWith("select")) {
      const chosen = [...control.options].filter((option) => (original ? option.defaultSelected : option.selected));
      const values = chosen.map((option) => option.value);
      fields[name] = type === "select-multiple" ? values : (values[0] ?? control.options[0]?.value ?? "");
    } else {
      fields[name] = original ? control.defaultValue : control.value;
    }
  }
  return fields;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function ago(seconds) {
  if (seconds < 3) return "just now";
  if (seconds < 60) return `${Math.floor(seconds)} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
}

const lengthOf = (fields) => Object.values(fields).flat().reduce((sum, text) => sum + text.length, 0);

// The fields with the longest texts as they were kept before, where all together are more than `most`, and the names of those.
function fitting(fields, before, most) {
  const kept = { ...fields };
  const names = Object.keys(fields).sort((one, other) => fields[other].length - fields[one].length);
  const left = [];
  while (lengthOf(kept) > most && left.length < names.length) {
    const name = names[left.length];
    kept[name] = before?.[name] ?? "";
    left.push(name);
  }
  return { kept, left };
}

function statusLine(form) {
  let line = form.querySelector("[data-autosave-status]");
  if (!line) {
    line = document.createElement("p");
    line.className = "autosave";
    form.prepend(line);
  }
  const spoken = document.createElement("span");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  const words = document.createElement("span");
  words.textContent = line.textContent.trim();
  line.replaceChildren(words, spoken);
  let said = "";
  return {
    // `aloud` is read out once; repeating the same state stays silent.
    show(text, { trouble = false, aloud = "", link = null } = {}) {
      words.textContent = text;
      line.classList.toggle("autosave--trouble", trouble);
      if (link) words.append(" ", link);
      if (aloud !== said) spoken.textContent = aloud;
      said = aloud;
    },
  };
}

function linkTo(url, text, newTab) {
  const link = document.createElement("a");
  link.href = url;
  link.className = "govuk-link";
  link.textContent = text;
  if (newTab) Object.assign(link, { target: "_blank", rel: "noopener" });
  return link;
}

function start(form) {
  const line = statusLine(form);
  let version = Number(form.dataset.autosaveVersion || 0);
  const known = form.dataset.autosaveSaved !== undefined || !form.querySelector(".govuk-error-summary");
  let saved = known ? read(form, true) : null;
  let savedAt = form.dataset.autosaveSaved ? performance.now() - Number(form.dataset.autosaveSaved) * 1000 : null;
  let sent = null; // what the last request carried, answered or not
  let busy = false;
  let stopped = false; // a choice is open, or this page can no longer be saved
  let leaving = false;
  let failures = 0;
  let dirtySince = null;
  let timer = null;
  let sentence = form.dataset.autosaveFirst ?? form.dataset.autosaveKept ?? SAVED;

  const most = Number(form.dataset.autosaveMost || Infinity);
  const fits = () => fitting(read(form), saved, most);
  const dirty = () => !same(fits().kept, saved);
  const whole = () => same(read(form), saved);
  const keptWords = (seconds) => sentence.replace("{ago}", ago(seconds));
  function tooLong() {
    const [name] = fits().left;
    if (name === undefined) return false;
    const label = form.elements[name].labels?.[0]?.firstChild.textContent.trim() ?? name;
    const words = `“${label}” is longer than can be kept here. Copy it somewhere safe and shorten it; all your other answers are kept.`;
    line.show(words, { trouble: true, aloud: words });
    return true;
  }
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  function changed() {
    if (stopped || leaving) return;
    if (!dirty()) {
      clearTimeout(timer);
      dirtySince = null;
      if (!busy) failures = 0;
      if (!tooLong()) tick();
      return;
    }
    dirtySince ??= performance.now();
    if (failures > 0) return;
    line.show("Not saved yet");
    plan(Math.min(PAUSE, Math.max(0, dirtySince + LONGEST - performance.now())));
  }

  async function save({ keepalive = false } = {}) {
    clearTimeout(timer);
    if (busy || stopped || leaving || !dirty()) return;
    busy = true;
    sent = fits().kept;
    if (failures === 0) line.show("Saving…");
    try {
      await answered(await send(sent, keepalive));
    } catch {
      retry("Not saved yet: no connection. We keep trying.");
    }
    busy = false;
    if (!stopped && failures === 0) changed();
  }

  function send(fields, keepalive) {
    const body = JSON.stringify({ version, fields });
    return fetch(form.dataset.autosaveUrl, {
      method: "PUT",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": token(),
        "X-Once": form.elements.once?.value ?? "",
      },
      body,
      keepalive: keepalive && body.length < 60000,
      redirect: "error",
      signal: AbortSignal.timeout(20000),
    });
  }

  async function answered(response) {
    if (response.status === 401) return signedOut(await response.json());
    if (response.status === 409) return conflict(await response.json());
    if (response.ok) return accepted(await response.json(), sent);
    if (AGAIN_LATER.has(response.status) || response.status >= 500) {
      return retry("Not saved yet: the portal does not answer. We keep trying.");
    }
    const { sentence } = await response.json().catch(() => ({}));
    stop(sentence ?? "Not saved: this page is out of date. Copy your text, then open the page again.");
  }

  function accepted(answer, fields) {
    const recovered = failures > 0;
    version = answer.version;
    saved = fields;
    savedAt = performance.now() - (answer.seconds ?? 0) * 1000;
    failures = 0;
    dirtySince = null;
    sentence = form.dataset.autosaveKept ?? SAVED;
    form.dispatchEvent(new CustomEvent("portal:kept", { detail: answer }));
    if (!tooLong()) line.show(keptWords(answer.seconds ?? 0), { aloud: recovered ? keptWords(0) : "" });
  }

  function retry(words, extra = {}) {
    failures += 1;
    line.show(words, { trouble: true, aloud: words, ...extra });
    plan(Math.min(1000 * 2 ** failures, SLOWEST_RETRY));
  }

  function signedOut({ signin_url: url }) {
    const words = "You have been signed out. Your text is still on this page.";
    const link = linkTo(url, "Sign in again in a new tab, and it is kept", true);
    failures = Math.min(failures, 1);
    retry(words, { aloud: `${words} Sign in again in a new tab, and it is kept.`, link });
  }

  function stop(words) {
    stopped = true;
    line.show(words, { trouble: true, aloud: words });
  }

  function conflict(answer) {
    const theirs = answer.fields;
    const here = read(form);
    // An answer of ours that got lost looks like somebody else's save; it is not.
    if (same({ ...here, ...theirs }, sent) || same({ ...here, ...theirs }, here)) return accepted(answer, { ...here, ...theirs });
    const names = Object.keys(here).filter((name) => name in theirs && form.elements[name] && !same(here[name], theirs[name]));
    const words = "Not saved: there are two versions of this text.";
    stopped = true;
    line.show(words, { trouble: true, aloud: `${words} Choose one at the top of this form.`, link: linkTo("#conflict", "Choose one") });
    choose({
      form,
      names,
      theirs,
      mine: () => read(form),
      done() {
        stopped = false;
        failures = 0;
        version = answer.version;
        saved = { ...here, ...theirs };
        if (dirty()) save();
        else accepted(answer, saved);
      },
    });
  }

  function tick() {
    if (savedAt !== null && !busy && !stopped && failures === 0 && whole()) line.show(keptWords((performance.now() - savedAt) / 1000));
  }

  // A box may stand elsewhere on the page and name its form, so that it is heard of by the page alone.
  for (const kind of ["input", "change"]) document.addEventListener(kind, ({ target }) => target.form === form && changed());
  form.addEventListener("portal:changed", changed);
  form.addEventListener("submit", (event) => {
    if (tooLong()) return event.preventDefault();
    leaving = navigator.onLine;
    if (leaving) return;
    event.preventDefault();
    line.show("Not saved: no connection. Your text is still on this page; save it again once you are online.", { trouble: true });
  });
  document.addEventListener("portal:expiring", () => save({ keepalive: true }));
  document.addEventListener("visibilitychange", () => save({ keepalive: document.hidden }));
  addEventListener("pagehide", () => save({ keepalive: true }));
  addEventListener("pageshow", () => {
    leaving = false;
    changed();
  });
  addEventListener("online", () => save());
  addEventListener("focus", () => failures > 0 && save());
  addEventListener("beforeunload", (event) => {
    if (!leaving && (stopped || !whole())) event.preventDefault();
  });
  form.addEventListener("focusin", (event) => event.target.id && sessionStorage.setItem(location.pathname, event.target.id));
  // Text that was typed and not saved is shown: somebody comes back to it.
  if (savedAt !== null) document.getElementById(sessionStorage.getItem(location.pathname))?.focus();
  setInterval(tick, 1000);
  changed();
}

document.querySelectorAll("form[data-autosave-url]").forEach(start);

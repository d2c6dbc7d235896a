// form with [data-reckoned] and the button [data-reckon]: a moment after something is typed the server works out the hours, and its words replace those in [data-reckoned].
// Without this script the button does the same with the whole page.

const PAUSE = 700;

function start(button) {
  const form = button.form;
  const shown = form.querySelector("[data-reckoned]");
  let timer = null;
  let asked = 0;

  async function ask() {
    const turn = ++asked;
    const body = new FormData(form, button);
    const answer = await fetch(location.href, { method: "POST", body, redirect: "error", signal: AbortSignal.timeout(20000) });
    if (!answer.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-reckoned]");
    if (found && found.textContent !== shown.textContent) shown.replaceChildren(...found.childNodes);
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    // Where the server does not answer, the words stay and the button is still there.
    timer = setTimeout(() => ask().catch(() => {}), PAUSE);
  });
}

document.querySelectorAll("[data-reckon]").forEach(start);

// dialog[data-idle="3600"] (empty: ask the server): warns five minutes before the session ends and lets the person stay. The server is asked for the truth
// (another tab may have kept the session alive); at the end the page goes to sign-in and comes back here afterwards.

const WARN = 300;
const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1] ?? "";

function inWords(seconds) {
  if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? "1 second" : `${Math.max(0, Math.round(seconds))} seconds`;
}

function start(dialog) {
  const { extendUrl, statusUrl, signinUrl } = dialog.dataset;
  const shown = dialog.querySelector("[data-idle-left]");
  const spoken = dialog.querySelector("[data-idle-spoken]");
  const title = document.title;
  let ends = performance.now() + Number(dialog.dataset.idle || 3600) * 1000;
  let asked = 0;
  let leaving = false;

  const left = () => Math.round((ends - performance.now()) / 1000);

  function leave() {
    leaving = true;
    document.dispatchEvent(new CustomEvent("portal:expiring"));
    location.assign(`${signinUrl}?next=${encodeURIComponent(location.pathname + location.search)}`);
  }

  async function ask(url, method) {
    asked = performance.now();
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": token() };
      const answer = await fetch(url, { method, headers, redirect: "error" });
      if (answer.status === 401) ends = performance.now();
      if (answer.ok) ends = performance.now() + (await answer.json()).seconds_left * 1000;
    } catch {
      // No connection: the count goes on from what is known.
    }
    look();
  }

  function warn(seconds) {
    shown.textContent = inWords(seconds);
    document.title = `Signed out in ${inWords(seconds)} – ${title}`;
    if (!dialog.open) {
      dialog.showModal();
      spoken.textContent = "";
    } else if (seconds === 60) {
      spoken.textContent = "You are signed out in 1 minute.";
    }
  }

  function look() {
    if (leaving) return;
    const seconds = left();
    if (seconds <= 0) {
      // Asked once more before leaving: another tab may have stayed signed in.
      if (performance.now() - asked < 3000) leave();
      else ask(statusUrl, "GET");
      return;
    }
    if (seconds <= WARN) {
      if (!dialog.open && performance.now() - asked > 30000) ask(statusUrl, "GET");
      else warn(seconds);
    } else if (dialog.open) {
      dialog.close();
      document.title = title;
    }
  }

  dialog.querySelector("[data-idle-extend]").addEventListener("click", () => ask(extendUrl, "POST"));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    ask(extendUrl, "POST");
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && left() < WARN * 2) ask(statusUrl, "GET");
  });
  setInterval(look, 1000);
  if (!dialog.dataset.idle) ask(statusUrl, "GET");
}

document.querySelectorAll("dialog[data-idle]").forEach(start);

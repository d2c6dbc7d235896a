// [data-poll-url][data-poll-seconds]: replaces what is inside with the fragment from that address, until the fragment
// carries data-poll-done; the same again is left as it is, so that nobody hears it twice. Waits while the page is hidden,
// slows down when the server does not answer, keeps the focus.

function start(place) {
  const rest = Number(place.dataset.pollSeconds || 5) * 1000;
  let failures = 0;
  let last = "";

  function later() {
    setTimeout(look, Math.min(rest * 2 ** failures, 60000));
  }

  function put(html) {
    const held = place.contains(document.activeElement) ? document.activeElement.id : "";
    const fragment = document.createRange().createContextualFragment(html);
    place.replaceChildren(fragment);
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    return place.querySelector("[data-poll-done]") !== null;
  }

  async function look() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", look, { once: true });
      return;
    }
    try {
      const answer = await fetch(place.dataset.pollUrl, { headers: { "X-Requested-With": "fetch" }, redirect: "error" });
      if (answer.status === 401 || answer.status === 404) return;
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      failures = 0;
      if (html !== last && put(html)) return;
      last = html;
    } catch {
      failures = Math.min(failures + 1, 5);
    }
    later();
  }

  later();
}

document.querySelectorAll("[data-poll-url]").forEach(start);

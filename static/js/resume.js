// input[type=file][data-resume-url]: sends each chosen file in parts and shows how far it is. A file that stopped half-way, in this
// page or another day's, is chosen again and goes on where it stopped; its bytes so far are compared by their sha256 first.
// POST {name, size, anew?} -> {url, arrived, sha256, part_bytes}; PUT a part with Upload-Offset -> {arrived, done, url?,
// sentence?} | 409 {arrived, sha256} | 422 {sentence}. Where what is there is of another file, it begins `anew`; where another
// page sends such a file at the same time, this one stops, so that two files are never mixed. [data-resume-refresh] names the list to be fetched anew from its data-list-url.
// Without the script the files go with the form, whole.

import { row, token, tooLarge } from "./sending.js";

const RESTS = [1000, 2000, 5000, 10000, 20000];
const WORKING = 3000;
const OTHER = "stopped: another file of this name and size is being sent from another page. Choose this one again afterwards";
const rest = (time) => new Promise((done) => setTimeout(done, time));

class Refused extends Error {}

// One request. Throws Refused with the sentence for the person, and any other error where it is worth another try.
async function ask(url, method, body, headers = {}) {
  const answer = await fetch(url, {
    method,
    body,
    headers: { Accept: "application/json", "X-CSRFToken": token(), ...headers },
    redirect: "error",
  });
  if (answer.ok || answer.status === 409) return { conflict: answer.status === 409, ...(await answer.json()) };
  if (answer.status === 401 || answer.status === 403) {
    throw new Refused("stopped: you have been signed out. Sign in and choose the file again; it goes on where it stopped");
  }
  if (answer.status === 422) throw new Refused(`not taken. ${(await answer.json()).sentence}`);
  if (answer.status < 500 && answer.status !== 429) throw new Refused("stopped: open this page anew and choose the file again");
  throw new Error(String(answer.status));
}

async function again(line, act) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refused || tries === RESTS.length) throw error;
      line.say("no connection; it goes on by itself");
      if (navigator.onLine === false) await new Promise((back) => addEventListener("online", back, { once: true }));
      else await rest(RESTS[tries]);
    }
  }
}

async function isTheSame(file, begun) {
  if (begun.arrived === 0) return true;
  if (!globalThis.crypto?.subtle) return false;
  const digest = await crypto.subtle.digest("SHA-256", await file.slice(0, begun.arrived).arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === begun.sha256;
}

function begin(input, file, line, anew) {
  const announced = JSON.stringify({ name: file.name, size: file.size, anew });
  const json = { "Content-Type": "application/json" };
  return again(line, () => ask(input.dataset.resumeUrl, "POST", announced, json));
}

async function send(input, file, line) {
  let begun = await begin(input, file, line, false);
  if (!(await isTheSame(file, begun))) begun = await begin(input, file, line, true);
  let arrived = begun.arrived;
  line.say(arrived ? "going on where it stopped" : "sending");
  for (;;) {
    const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(arrived) };
    const part = file.slice(arrived, arrived + begun.part_bytes);
    const answer = await again(line, () => ask(begun.url, "PUT", part, headers));
    if (answer.conflict && !(await isTheSame(file, answer))) throw new Refused(OTHER);
    arrived = answer.arrived;
    line.going(arrived / file.size);
    if (answer.done) return answer;
    line.say("sending");
  }
}

async function refresh(place) {
  if (!place) return;
  const answer = await fetch(place.dataset.listUrl, { headers: { "X-Requested-With": "fetch" }, redirect: "error" });
  if (!answer.ok) return;
  place.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
  if (place.dataset.pollUrl || place.querySelector("[data-poll-done]")) return;
  setTimeout(() => refresh(place).catch(() => {}), WORKING);
}

function start(input) {
  const list = input.parentElement.querySelector("[data-upload-list]");
  const place = document.querySelector(input.dataset.resumeRefresh);
  const limit = Number(input.dataset.resumeLimit || Infinity);
  const button = input.form.querySelector("button[type=submit]");
  // Files go by themselves once they are chosen; the button is for those without this script.
  button.hidden = true;
  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    for (const file of files) {
      const line = row(list, file.name);
      if (file.size > limit) {
        line.ended(tooLarge(limit), { refused: true });
        continue;
      }
      try {
        const answer = await send(input, file, line);
        line.ended(answer.sentence, { url: answer.url });
        await refresh(place);
      } catch (error) {
        const stopped = "stopped: no connection. Choose the file again; it goes on where it stopped";
        line.ended(error instanceof Refused ? error.message : stopped, { refused: true });
      }
    }
  });
}

document.querySelectorAll("input[type=file][data-resume-url]").forEach(start);

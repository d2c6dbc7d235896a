// input[type=file][data-upload-url]: sends each chosen file at once, one request a file, and shows its progress and result in
// the list [data-upload-list] beside it. The server answers {name, state, sentence, url?}: state "refused" marks the file as
// not taken. Without the script, or without data-upload-url, files go with the form.

import { row, token, tooLarge } from "./sending.js";

function send(input, file, line) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append(input.name, file);
    request.open("POST", input.dataset.uploadUrl);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      line.say("sending");
      if (event.lengthComputable) line.going(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      const answer = request.response ?? {};
      const taken = request.status < 300 && answer.state !== "refused";
      const sentence = answer.sentence ?? (taken ? "sent" : problem(request.status));
      line.ended(sentence, { refused: !taken, url: taken ? answer.url : "" });
      done({ taken, answer });
    });
    request.addEventListener("error", () => {
      line.ended("not sent: no connection. Choose the file again", { refused: true });
      done({ taken: false, answer: {} });
    });
    request.send(body);
  });
}

function problem(status) {
  if (status === 401 || status === 403) return "not sent: you have been signed out. Sign in and choose the file again";
  if (status === 413) return "not sent: the file is too large";
  return "not sent: something went wrong here. Choose the file again";
}

function start(input) {
  const list = input.parentElement.querySelector("[data-upload-list]");
  const limit = Number(input.dataset.uploadLimit || Infinity);
  input.addEventListener("change", async () => {
    const files = [...input.files];
    // The files are on their way; the form is not to send them a second time.
    input.value = "";
    for (const file of files) {
      const line = row(list, file.name);
      if (file.size > limit) {
        line.ended(tooLarge(limit), { refused: true });
        continue;
      }
      const result = await send(input, file, line);
      input.dispatchEvent(new CustomEvent("portal:uploaded", { bubbles: true, detail: result }));
    }
  });
}

document.querySelectorAll("input[type=file][data-upload-url]").forEach(start);

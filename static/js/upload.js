// input[type=file][data-upload-url]: sends each chosen file at once, one request a file, and shows its progress and result in
// the list [data-upload-list] beside it. The server answers {name, state, sentence, url?}: state "refused" marks the file as
// not taken. Without the script, or without data-upload-url, files go with the form.

const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1] ?? "";
const megabytes = (bytes) => `${Math.floor(bytes / 1000000)} MB`;

function row(list, name) {
  const item = document.createElement("li");
  const title = document.createElement("span");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  title.textContent = `${name}: `;
  words.textContent = "waiting";
  words.setAttribute("role", "status");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Sending ${name}`);
  item.append(title, words, bar);
  list.append(item);
  list.hidden = false;
  return {
    going(share) {
      bar.value = share;
      if (words.textContent !== "sending") words.textContent = "sending";
    },
    ended(sentence, refused) {
      bar.remove();
      words.textContent = sentence;
      words.classList.toggle("upload__refused", refused);
    },
    link(url) {
      const link = document.createElement("a");
      link.href = url;
      link.className = "govuk-link";
      link.textContent = name;
      title.replaceChildren(link, ": ");
    },
  };
}

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
      if (event.lengthComputable) line.going(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener("load", () => {
      const answer = request.response ?? {};
      const taken = request.status < 300 && answer.state !== "refused";
      line.ended(answer.sentence ?? (taken ? "sent" : problem(request.status)), !taken);
      if (taken && answer.url) line.link(answer.url);
      done({ taken, answer });
    });
    request.addEventListener("error", () => {
      line.ended("not sent: no connection. Choose the file again", true);
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
        line.ended(`not sent: it is larger than ${megabytes(limit)}`, true);
        continue;
      }
      const result = await send(input, file, line);
      input.dispatchEvent(new CustomEvent("portal:uploaded", { bubbles: true, detail: result }));
    }
  });
}

document.querySelectorAll("input[type=file][data-upload-url]").forEach(start);

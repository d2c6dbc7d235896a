// What the scripts that send files have in common: the form's token, and one line for each file in the list [data-upload-list].

export const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1] ?? "";

export const tooLarge = (limit) => `not sent: it is larger than ${Math.floor(limit / 1000000)} MB`;

// The line says "waiting" at first; going() moves its bar (0 to 1), ended() takes the bar away and may make the name a link.
export function row(list, name) {
  const item = document.createElement("li");
  // By itself, so that a name written from right to left turns no other words round.
  const title = document.createElement("bdi");
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
    say(sentence) {
      if (words.textContent !== sentence) words.textContent = sentence;
    },
    going(share) {
      bar.value = Math.round(100 * share);
    },
    ended(sentence, { refused = false, url = "" } = {}) {
      bar.remove();
      words.textContent = sentence;
      words.classList.toggle("upload__refused", refused);
      if (!url) return;
      const link = document.createElement("a");
      link.href = url;
      link.className = "govuk-link";
      link.textContent = name;
      title.replaceChildren(link, ": ");
    },
  };
}

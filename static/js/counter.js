// [data-counter="4000"] around one text box, a [data-count] line and a [data-count-spoken] live region.
// Counts code points, a line end as one, without space around the text, as the server does. Never cuts text off.

const number = (value) => value.toLocaleString("en-GB");
const counted = (value) => `${number(value)} ${value === 1 ? "character" : "characters"}`;

function sentence(limit, used) {
  if (used > limit) return `You have ${counted(used - limit)} too many`;
  return used === 0 ? `You have ${counted(limit)}` : `You have ${counted(limit - used)} left`;
}

function start(box) {
  const limit = Number(box.dataset.counter);
  const field = box.querySelector("textarea, input");
  const line = box.querySelector("[data-count]");
  const spoken = box.querySelector("[data-count-spoken]");
  const stageOf = (used) => (used > limit ? 2 : used >= limit * 0.9 ? 1 : 0);
  const length = () => [...field.value.trim().replace(/\r\n?/g, "\n")].length;
  let stage = stageOf(length());
  let pause;

  function show() {
    const used = length();
    const over = used > limit;
    line.textContent = sentence(limit, used);
    line.classList.toggle("govuk-error-message", over);
    line.classList.toggle("govuk-hint", !over);
    const now = stageOf(used);
    if (now === stage) return;
    const worse = now > stage;
    stage = now;
    clearTimeout(pause);
    // Said once on the way up, after a pause, so that it does not talk over typing.
    pause = setTimeout(() => (spoken.textContent = worse ? sentence(limit, length()) : ""), 800);
  }

  field.addEventListener("input", show);
  show();
}

document.querySelectorAll("[data-counter]").forEach(start);

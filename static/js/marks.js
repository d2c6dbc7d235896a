// [data-marks-for="name"] beside a field: shows what of the kept text could name somebody, as the server found it.
// The event portal:kept carries {marks: {name: ["sentence"]}}; an answer without marks changes nothing.

function show(box, sentences) {
  const list = box.querySelector("ul");
  const items = sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence }));
  if (list.textContent.trim() !== sentences.join("")) list.replaceChildren(...items);
  box.hidden = sentences.length === 0;
}

document.addEventListener(
  "portal:kept",
  ({ target, detail: { marks } }) => {
    if (!marks) return;
    for (const box of target.querySelectorAll("[data-marks-for]")) show(box, marks[box.dataset.marksFor] ?? []);
  },
  { capture: true },
);

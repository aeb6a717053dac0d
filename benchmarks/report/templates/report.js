"use strict";
(() => {
  const form = document.getElementById("filter");
  const words = document.getElementById("words");
  const score = document.getElementById("score");
  const ofSet = document.getElementById("set");
  const family = document.getElementById("family");
  const count = document.getElementById("count");
  const items = Array.from(document.querySelectorAll(".item"));
  const texts = new Map();

  const text = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };

  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const fits =
        (!score.value || item.dataset.scores.split(" ").includes(score.value)) &&
        (!ofSet.value || item.dataset.set === ofSet.value) &&
        (!family || !family.value || item.dataset.family === family.value) &&
        wanted.every((word) => text(item).includes(word));
      item.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${items.length} items`;
  };

  const openTarget = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") {
      target.hidden = false;
      target.open = true;
      target.scrollIntoView();
    }
  };

  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  score.addEventListener("change", filter);
  ofSet.addEventListener("change", filter);
  if (family) family.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", openTarget);
  form.hidden = false;
  filter();
  openTarget();
})();

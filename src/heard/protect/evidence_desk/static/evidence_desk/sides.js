// Two texts side by side, cut into the same stretches: a place in one is shown in the other. Without this, the marks of
// each side are links to their place in the other.
const sides = [...document.querySelectorAll("[data-side]")];
const stretches = sides.map((side) => [...side.querySelectorAll("[data-twin]")]);
const suggesting = document.querySelector("[data-suggesting]");
let quiet_until = 0; // while we scroll a side ourselves, its scrolling is nobody's wish

function offset_in(side, element) {
  return element.getBoundingClientRect().top - side.getBoundingClientRect().top;
}

function bring(which, number, to) {
  const element = stretches[which][number];
  if (!element) return;
  quiet_until = performance.now() + 150;
  sides[which].scrollTop += offset_in(sides[which], element) - to;
}

// Marks a place on both sides, and brings it to the same height on the side where it is not yet.
function show(number, from) {
  for (const marked of document.querySelectorAll(".is-here")) marked.classList.remove("is-here");
  stretches.forEach((own) => own[number]?.classList.add("is-here"));
  const height = sides[0].clientHeight / 3;
  sides.forEach((side, which) => {
    if (which === from) return;
    bring(which, number, from === undefined ? height : offset_in(sides[from], stretches[from][number]));
  });
}

function follow(which) {
  if (performance.now() < quiet_until) return;
  const side = sides[which];
  const top = stretches[which].findIndex((element) => offset_in(side, element) + element.offsetHeight > 0);
  if (top >= 0) bring(1 - which, top, offset_in(side, stretches[which][top]));
}

sides.forEach((side, which) => {
  side.addEventListener("scroll", () => follow(which), { passive: true });
  const here = (event) => {
    const stretch = event.target.closest("[data-twin]");
    if (!stretch) return;
    if (event.type === "click" && stretch.tagName === "A") event.preventDefault();
    show(Number(stretch.dataset.twin), which);
  };
  side.addEventListener("click", here);
  side.addEventListener("focusin", here);
});

for (const each of document.querySelectorAll("[data-shows]")) {
  const place = Number(each.dataset.shows);
  each.addEventListener("focusin", () => show(place));
  each.querySelector(".evidence-place").addEventListener("click", (event) => {
    event.preventDefault();
    show(place);
  });
}

// What is marked in the original with the mouse or the keyboard goes into the form for adding something.
function code_points_before(element, offset) {
  return [...element.textContent.slice(0, offset)].length;
}

function place_of(node, offset) {
  const stretch = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  return stretch && Number(stretch.dataset.at) + code_points_before(stretch, offset);
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const words = selection.toString();
  if (!suggesting || !words.trim() || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  if (!sides[0].contains(range.startContainer) || !sides[0].contains(range.endContainer)) return;
  const leading = words.length - words.trimStart().length;
  const at = place_of(range.startContainer, range.startOffset);
  suggesting.open = true;
  suggesting.querySelector("[name=everywhere]").checked = true;
  suggesting.querySelector("[name=words]").value = words.trim();
  suggesting.querySelector("[name=at]").value = at === null ? "" : at + [...words.slice(0, leading)].length;
});

// After a decision the page comes back at the next suggestion.
const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
if (target && target.matches("[data-step], #making")) {
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

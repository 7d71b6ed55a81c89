// Single keys for what buttons and links of the page do anyway. They follow Wagtail's switch for shortcuts, in each
// person's account, and say nothing while somebody writes.
const settings = JSON.parse(document.getElementById("wagtail-config")?.textContent || "{}");
const steps = [...document.querySelectorAll("[data-step]")];
const step_of = (element) => element?.closest("[data-step]");
const is_shown = (element) => element.checkVisibility?.() ?? true;

function is_writing(target) {
  return target.closest("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable], dialog, [role=dialog]");
}

function move(by) {
  const here = steps.indexOf(step_of(document.activeElement));
  const first = Math.max(0, steps.findIndex((step) => step.classList.contains("is-open")));
  const to = here < 0 ? steps[first] : steps[Math.min(Math.max(here + by, 0), steps.length - 1)];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
}

function button_for(key) {
  const here = step_of(document.activeElement) || document.querySelector("[data-step].is-open");
  const own = here?.querySelector(`[data-here="${key}"]`);
  if (key === "g" && here) return document.querySelector(`[data-alike="${here.dataset.category}"]`);
  return own || [...document.querySelectorAll(`[data-key="${key}"]`)].find(is_shown);
}

// What opens is opened, and its first field is ready to write in.
function use(button) {
  if (button.tagName !== "SUMMARY") return button.click();
  button.parentElement.open = true;
  const field = button.parentElement.querySelector("select, textarea, input:not([type=hidden])");
  field.focus();
  field.scrollIntoView({ block: "nearest" });
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || is_writing(event.target)) return;
  const search = document.querySelector("main [type=search]");
  if (event.key === "j" && steps.length) move(1);
  else if (event.key === "k" && steps.length) move(-1);
  else if (event.key === "/" && search) search.focus();
  else if (/^[a-z]$/i.test(event.key) && button_for(event.key)) use(button_for(event.key));
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

if (settings.KEYBOARD_SHORTCUTS_ENABLED !== false) {
  document.addEventListener("keydown", press, true);
} else {
  for (const hint of document.querySelectorAll(".evidence-keys")) hint.hidden = true;
}

// Ticking a whole page needs a script; ticking one by one does not.
for (const all of document.querySelectorAll("[data-tick-all]")) {
  all.hidden = false;
  all.addEventListener("click", () => {
    const boxes = [...all.form.querySelectorAll("[name=submission]")];
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
  });
}

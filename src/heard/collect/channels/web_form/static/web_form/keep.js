// Everything works without this. With it, what somebody types is kept every few seconds, so that a dead battery or a
// lost connection loses little; and while there is no connection, going on waits instead of showing an error page.
const box = document.querySelector("[data-keep]");
const says = document.querySelector("[data-keep-at]");

if (box && says) {
  const form = box.form;
  let kept = box.value;
  let leaving = new AbortController();

  const keep = async () => {
    const typed = box.value;
    if (typed === kept || !navigator.onLine) return;
    try {
      const answer = await fetch(says.dataset.keepAt, {
        method: "POST",
        body: new URLSearchParams({ words: typed }),
        signal: leaving.signal,
      });
      if (answer.ok) {
        kept = typed;
        says.textContent = says.dataset.kept;
      }
    } catch {
      if (!leaving.signal.aborted) says.textContent = says.dataset.notKept;
    }
  };

  setInterval(keep, 5000);

  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      leaving.abort();
      return;
    }
    event.preventDefault();
    says.textContent = says.dataset.notKept;
  });

  // Coming back to the page, with what was typed still there.
  window.addEventListener("pageshow", () => {
    leaving = new AbortController();
  });
}

// Everything works without this. With it, what somebody types is kept every few seconds by us, and at once on the
// device, sealed, until we have it. Going on waits until we have it: a page that cannot be reached never takes its place.
{
  const box = document.querySelector("[data-keep]");
  const says = document.querySelector("[data-keep-at]");
  const NAME = `words ${location.pathname}`;
  const LONGEST_WAIT = 15_000; // milliseconds

  const nowhere = { put: async () => {}, all: async () => [], forget: async () => {} };

  const start = () => {
    const onDevice = window.HeardOnDevice ?? nowhere;
    const form = box.form;
    let kept = box.value;
    let sending = null;

    const keepHere = () => onDevice.put(NAME, 0, new TextEncoder().encode(box.value)).catch(() => {});

    // Whether we have the words, or at least have an answer; false where nobody answered.
    const keep = async () => {
      const typed = box.value;
      if (typed === kept) return true;
      if (!navigator.onLine) return false;
      try {
        const answer = await fetch(says.dataset.keepAt, {
          method: "POST",
          body: new URLSearchParams({ words: typed }),
          signal: AbortSignal.timeout?.(LONGEST_WAIT),
        });
        if (answer.ok) {
          kept = typed;
          says.textContent = says.dataset.kept;
          if (box.value === typed) await onDevice.forget(NAME).catch(() => {});
        }
        return true;
      } catch {
        return false;
      }
    };

    const keepOrSay = async () => {
      sending ??= keep().finally(() => (sending = null));
      const reached = await sending;
      if (!reached) says.textContent = says.dataset.notKept;
      return reached;
    };

    let waiting;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keepHere, 300);
    });
    setInterval(keepOrSay, 5000);

    let goesOn = false;
    form.addEventListener("submit", async (event) => {
      // What we have already goes at once. It could not be sent again from here: with nothing to wait for, we would still
      // be inside this event, and a form that is being submitted ignores being asked to submit.
      if (goesOn || box.value === kept) return;
      event.preventDefault();
      clearTimeout(waiting);
      await keepHere();
      if (!(await keepOrSay())) return;
      goesOn = true;
      form.requestSubmit(event.submitter);
      goesOn = false;
    });

    const comeBack = async () => {
      const [found] = await onDevice.all(NAME);
      const typed = found && new TextDecoder().decode(found);
      if (!typed || typed === box.value) return;
      box.value = typed;
      says.textContent = says.dataset.cameBack;
    };
    comeBack().catch(() => {});
  };

  if (box && says) start();
}

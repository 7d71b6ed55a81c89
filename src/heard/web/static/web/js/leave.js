// “Exit this page” is a link and works without this. With it, the page goes blank at once and is not kept as the page to
// go back to; what was kept on this device is deleted; and pressing Shift three times does the same as the link.
{
  const IN_A_ROW = 5_000; // milliseconds for three presses

  const leave = (way_out) => {
    document.title = "\u00a0";
    document.body.replaceChildren();
    try {
      sessionStorage.clear();
      indexedDB.deleteDatabase("heard");
    } catch {
      // A browser that keeps nothing has nothing to delete.
    }
    window.location.replace(way_out.href);
  };

  for (const way_out of document.querySelectorAll("[data-leave]")) {
    way_out.addEventListener("click", (event) => {
      event.preventDefault();
      leave(way_out);
    });
  }

  const way_out = document.querySelector("[data-leave]");
  const says = document.querySelector("[data-once]");
  let presses = 0;
  let forget;

  const startAgain = () => {
    presses = 0;
    if (says) says.textContent = "";
  };

  // A capital letter is Shift and another key: that is no press of Shift alone.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") startAgain();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !way_out) return;
    presses += 1;
    clearTimeout(forget);
    forget = setTimeout(startAgain, IN_A_ROW);
    if (presses === 3) leave(way_out);
    else if (says) says.textContent = presses === 1 ? says.dataset.once : says.dataset.twice;
  });

  document.querySelectorAll("[data-with-shift]").forEach((words) => (words.hidden = false));
}

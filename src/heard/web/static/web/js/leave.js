// “Exit this page” is a link and works without this. With it, the page goes blank at once and is not kept
// as the page to go back to.
for (const way_out of document.querySelectorAll("[data-leave]")) {
  way_out.addEventListener("click", (event) => {
    event.preventDefault();
    document.title = "\u00a0";
    document.body.replaceChildren();
    window.location.replace(way_out.href);
  });
}

// While an import runs, asking for its page receives some more rows. This asks again and again, and shows how far it is,
// without the whole page flickering. Without this script the page asks for itself.
{
  const shown = document.querySelector("[data-progress]");

  const goOn = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-progress]");
      if (answer.ok && !next) {
        location.reload();
        return;
      }
      if (next) {
        shown.replaceChildren(...next.childNodes);
      }
      setTimeout(goOn, next ? 50 : 5000);
    } catch {
      setTimeout(goOn, 5000);
    }
  };

  goOn();
}

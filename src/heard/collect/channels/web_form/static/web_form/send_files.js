// Everything works without this. With it, files go in pieces (tus 1.0.0), with progress shown: a connection that breaks
// off costs a piece and not the file, and sending goes on by itself when the connection is back.
{
  const says = document.querySelector("[data-send-to]");
  const form = says?.closest("form");
  const input = form?.querySelector("input[type=file]");
  const PIECE = 1024 * 1024;
  const TUS = { "Tus-Resumable": "1.0.0" };

  const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  const inBase64 = (name) => btoa(String.fromCharCode(...new TextEncoder().encode(name)));

  const show = (text, share) => {
    const line = document.createElement("span");
    line.textContent = text;
    says.replaceChildren(line);
    if (share === undefined) return;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = share;
    bar.setAttribute("aria-label", text);
    says.append(bar);
  };

  // Asks until there is an answer: while there is none, nothing is lost by waiting.
  const ask = async (address, options) => {
    for (let pause = 1; ; pause = Math.min(2 * pause, 10)) {
      try {
        const answer = await fetch(address, options);
        if (answer.status < 500 && answer.status !== 423) return answer;
      } catch {
        show(says.dataset.broken);
      }
      await wait(pause);
    }
  };

  // The sentence to show where the file was not taken; nothing where it was.
  const send = async (file) => {
    const begun = await ask(says.dataset.sendTo, {
      method: "POST",
      headers: { ...TUS, "Upload-Length": file.size, "Upload-Metadata": `filename ${inBase64(file.name)}` },
    });
    if (!begun.ok) return (await begun.text()) || says.dataset.broken;
    const address = begun.headers.get("Location");
    let offset = 0;
    while (offset < file.size) {
      show(`${says.dataset.sending} ${file.name}`, offset / file.size);
      let answer;
      try {
        answer = await fetch(address, {
          method: "PATCH",
          headers: { ...TUS, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" },
          body: file.slice(offset, offset + PIECE),
        });
      } catch {
        show(says.dataset.broken);
      }
      if (!answer?.ok) {
        if (answer?.status === 413) return await answer.text();
        await wait(1);
        answer = await ask(address, { method: "HEAD", headers: TUS });
        if (!answer.ok) return says.dataset.broken;
      }
      offset = Number(answer.headers.get("Upload-Offset"));
    }
  };

  const showHeld = async () => {
    const page = new DOMParser().parseFromString(await (await ask(location.href)).text(), "text/html");
    document.querySelector("[data-held]").replaceChildren(...page.querySelector("[data-held]").childNodes);
  };

  // Sends them all; the sentences to show where some were not taken.
  const sendAll = async (files) => {
    const buttons = [...form.querySelectorAll("button")].filter((button) => !button.disabled);
    buttons.forEach((button) => (button.disabled = true));
    const refused = [];
    for (const file of files) refused.push(await send(file));
    buttons.forEach((button) => (button.disabled = false));
    const sentences = refused.filter(Boolean);
    await showHeld();
    show(sentences.join(" ") || says.dataset.added);
    return sentences;
  };

  if (form && input && says) {
    form.addEventListener("submit", async (event) => {
      if (!input.files.length || event.defaultPrevented) return;
      event.preventDefault();
      const sentences = await sendAll([...input.files]);
      input.value = "";
      if (!sentences.length && event.submitter?.name !== "add") form.requestSubmit(event.submitter);
    });
  }
  window.HeardSendFiles = sendAll;

  // A recorder that has not shown itself when every script has run, or could not be had, never will.
  document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-recorder][hidden]")?.remove());
}

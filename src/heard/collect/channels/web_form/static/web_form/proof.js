// While very many begin at once, a browser that can is asked to work for a second (proofs.py) before it goes on. On an
// ordinary day the server says that nothing is asked. Whatever fails here, the form is sent all the same.
{
  const says = document.querySelector("[data-proof-at]");
  const LONGEST = 60_000; // milliseconds

  const solve = (challenge) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(says.dataset.worker);
      const stop = setTimeout(() => worker.terminate() ?? reject(new Error("too slow")), LONGEST);
      worker.onmessage = ({ data }) => {
        clearTimeout(stop);
        worker.terminate();
        resolve(btoa(JSON.stringify({ challenge, solution: data })));
      };
      worker.onerror = reject;
      worker.postMessage(challenge.parameters);
    });

  const addProof = async (form) => {
    const answer = await fetch(says.dataset.proofAt);
    if (answer.status !== 200) return;
    says.textContent = says.dataset.works;
    const proof = document.createElement("input");
    proof.type = "hidden";
    proof.name = "proof";
    proof.value = await solve(await answer.json());
    form.append(proof);
  };

  if (says && window.crypto?.subtle && window.Worker) {
    const form = says.closest("form");
    let isDone = false;
    form.addEventListener("submit", async (event) => {
      if (isDone) return;
      event.preventDefault();
      await addProof(form).catch(() => {});
      isDone = true;
      form.requestSubmit(event.submitter);
    });
  }
}

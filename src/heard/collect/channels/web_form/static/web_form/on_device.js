// What somebody has typed or recorded and not sent yet, kept on the device so that a reload or a lost connection loses
// nothing. Each piece is sealed (AES-GCM) under a key that the server tells only to a browser that holds the five words:
// whoever has the phone next, and not the words, finds nothing that can be opened. What belongs to other words, or is
// older than twelve hours, is deleted as soon as a page looks. Why so: docs/explanation/giving-without-an-account.md
//
// HeardOnDevice.put(name, at, bytes), .all(name) → list of bytes in order, .forget(name). Where the browser cannot seal
// (no https, no IndexedDB), nothing is kept and `isThere` is false.
{
  const HOURS = 12;
  const holder = document.querySelector("[data-device-key]");
  const whose = holder?.dataset.deviceFor;
  const isThere = Boolean(holder && window.crypto?.subtle && window.indexedDB);
  let opened;

  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  const open = () => {
    opened ??= (async () => {
      const asking = indexedDB.open("heard", 1);
      asking.onupgradeneeded = () => asking.result.createObjectStore("kept", { keyPath: ["whose", "name", "at"] });
      const store = await done(asking);
      store.onversionchange = () => store.close(); // “Exit this page” deletes it all, and does not wait
      const bytes = Uint8Array.from(atob(holder.dataset.deviceKey), (letter) => letter.charCodeAt(0));
      const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
      return { store, key };
    })();
    return opened;
  };

  const kept = async (how) => (await open()).store.transaction("kept", how).objectStore("kept");
  const rowsOf = (name) => IDBKeyRange.bound([whose, name, 0], [whose, name, Number.MAX_SAFE_INTEGER]);

  const put = async (name, at, bytes) => {
    if (!isThere) return;
    const { key } = await open();
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, bytes);
    await done((await kept("readwrite")).put({ whose, name, at, nonce, sealed, since: Date.now() }));
  };

  const all = async (name) => {
    if (!isThere) return [];
    const { key } = await open();
    const rows = await done((await kept("readonly")).getAll(rowsOf(name)));
    const opening = rows.map((row) => crypto.subtle.decrypt({ name: "AES-GCM", iv: row.nonce }, key, row.sealed));
    return Promise.all(opening).catch(() => []);
  };

  const forget = async (name) => {
    if (isThere) await done((await kept("readwrite")).delete(rowsOf(name)));
  };

  const forgetOthers = async () => {
    const store = await kept("readwrite");
    const rows = await done(store.getAll());
    for (const row of rows) {
      const isOld = Date.now() - row.since > HOURS * 3_600_000;
      if (row.whose !== whose || isOld) store.delete([row.whose, row.name, row.at]);
    }
  };

  // One after the other, so that what is forgotten stays forgotten. Nobody who keeps or forgets waits longer than a
  // second for a slow disk: it is done all the same.
  let before = Promise.resolve();
  const inOrder = (act) => (before = before.catch(() => {}).then(act));
  const soon = (asked) => Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 1000))]);

  if (isThere) inOrder(forgetOthers).catch(() => {});
  window.HeardOnDevice = {
    isThere,
    put: (name, at, bytes) => soon(inOrder(() => put(name, at, bytes))),
    all: (name) => inOrder(() => all(name)),
    forget: (name) => soon(inOrder(() => forget(name))),
  };
}

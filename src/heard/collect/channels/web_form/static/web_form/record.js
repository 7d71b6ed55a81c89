// A recorder for whoever would rather say it. Shown only where the browser can record and what sends files is there
// (send_files.js, which gives the place back where this fails); without it, a recording made elsewhere is added as a file.
// Its place is kept from the first moment (forms.css), so that nothing moves under a thumb.
// While it runs, each second is kept on the device, sealed (on_device.js), so that a reload loses nothing; what is added or
// thrown away is deleted there.
{
  const KINDS = [
    ["audio/webm;codecs=opus", "weba"],
    ["audio/mp4", "m4a"],
    ["audio/ogg;codecs=opus", "ogg"],
  ];
  const NAME = "recording";
  const BITS_A_SECOND = 48_000;
  const QUIET = 0.02; // of full loudness

  const part = document.querySelector("[data-recorder]");
  const kind = window.MediaRecorder && KINDS.find(([type]) => MediaRecorder.isTypeSupported(type));

  const nowhere = { put: async () => {}, all: async () => [], forget: async () => {} };

  const start = () => {
    const onDevice = window.HeardOnDevice ?? nowhere;
    const find = (name) => part.querySelector(`[data-${name}]`);
    const press = Object.fromEntries(
      ["start", "pause", "goOn", "stop", "add", "again"].map((name) => [
        name,
        part.querySelector(`[data-press="${name}"]`),
      ]),
    );
    const says = find("says");
    const longest = Number(part.dataset.longest); // seconds
    const texts = part.dataset;
    let recorder = null;
    let stream = null;
    let pieces = [];
    let address = "";
    let ran = 0; // milliseconds that are recorded
    let since = 0;
    let heard = null;

    const say = (text) => {
      if (says.textContent !== text) says.textContent = text;
    };
    const seconds = () => Math.floor((ran + (recorder?.state === "recording" ? performance.now() - since : 0)) / 1000);
    const clock = (all) => `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;

    // Shows the buttons that can be pressed now, and moves the keyboard there if it stood on one that went away.
    const show = (...names) => {
      const stood = document.activeElement;
      for (const [name, button] of Object.entries(press)) button.hidden = !names.includes(name);
      if (stood?.hidden) press[names[0]].focus();
      find("time").textContent = clock(seconds());
    };

    const measure = () => {
      const sound = new AudioContext();
      const listening = sound.createAnalyser();
      listening.fftSize = 1024;
      sound.createMediaStreamSource(stream).connect(listening);
      const wave = new Float32Array(listening.fftSize);
      let quietFor = 0;
      const every = setInterval(() => {
        listening.getFloatTimeDomainData(wave);
        const loud = Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length);
        const runs = recorder?.state === "recording";
        find("level").value = runs ? Math.min(1, loud * 4) : 0;
        find("time").textContent = clock(seconds());
        if (!runs) return;
        quietFor = loud < QUIET ? quietFor + 0.2 : 0;
        const left = longest - seconds();
        if (left <= 0) return void finish(texts.full);
        if (left <= 60) say(texts.nearlyFull);
        else say(quietFor > 4 ? texts.quiet : texts.hears);
      }, 200);
      return () => {
        clearInterval(every);
        find("level").value = 0;
        sound.close();
      };
    };

    const letMicrophoneGo = () => {
      heard?.();
      heard = null;
      stream?.getTracks().forEach((track) => track.stop());
      stream = null;
    };

    const begin = async () => {
      say(texts.asks);
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        say(texts.refused);
        return;
      }
      await onDevice.forget(NAME).catch(() => {});
      pieces = [];
      ran = 0;
      recorder = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: BITS_A_SECOND });
      recorder.ondataavailable = async (event) => {
        if (!event.data.size) return;
        pieces.push(event.data);
        const at = pieces.length;
        await onDevice.put(NAME, at, await event.data.arrayBuffer()).catch(() => {});
      };
      recorder.onstop = () => {
        letMicrophoneGo();
        // Whoever stops at once has recorded nothing that could be heard.
        if (pieces.length) offer();
        else clear();
      };
      recorder.start(1000);
      since = performance.now();
      heard = measure();
      say(texts.hears);
      show("stop", "pause");
    };

    const pause = () => {
      recorder.pause();
      ran += performance.now() - since;
      say(texts.paused);
      show("goOn", "stop");
    };

    const goOn = () => {
      recorder.resume();
      since = performance.now();
      say(texts.hears);
      show("stop", "pause");
    };

    const finish = (why) => {
      if (recorder.state === "recording") ran += performance.now() - since;
      recorder.stop();
      say(why);
    };

    // What is recorded can be listened to, added or thrown away.
    const offer = () => {
      URL.revokeObjectURL(address);
      address = URL.createObjectURL(new Blob(pieces, { type: kind[0] }));
      find("listen").src = address;
      find("listen").hidden = false;
      show("add", "again");
    };

    const clear = async () => {
      pieces = [];
      ran = 0;
      recorder = null;
      find("listen").hidden = true;
      find("listen").removeAttribute("src");
      URL.revokeObjectURL(address);
      await onDevice.forget(NAME).catch(() => {});
      show("start");
    };

    const add = async () => {
      const number = document.querySelectorAll("[data-held] li").length + 1;
      const file = new File(pieces, `${texts.called} ${number}.${kind[1]}`, { type: kind[0] });
      const refused = await HeardSendFiles([file]);
      if (refused.length) return say(refused.join(" "));
      await clear();
      say(texts.added);
    };

    const comeBack = async () => {
      const found = await onDevice.all(NAME);
      if (!found.length || recorder) return;
      pieces = found.map((bytes) => new Blob([bytes]));
      ran = 1000 * found.length; // a piece was kept every second
      offer();
      say(texts.cameBack);
    };

    Object.entries({ start: begin, pause, goOn, stop: () => finish(texts.stopped), add, again: clear }).forEach(
      ([name, act]) => press[name].addEventListener("click", act),
    );
    press.again.addEventListener("click", () => say(""));

    // A recording that is not added would be left behind.
    part.closest("form").addEventListener(
      "submit",
      (event) => {
        if (!pieces.length && recorder?.state !== "recording") return;
        event.preventDefault();
        event.stopImmediatePropagation();
        say(texts.leftBehind);
        part.scrollIntoView();
        (press.add.hidden ? press.stop : press.add).focus();
      },
      { capture: true },
    );
    window.addEventListener("pagehide", letMicrophoneGo);

    part.hidden = false;
    show("start");
    comeBack().catch(() => {});
  };

  if (part && kind && navigator.mediaDevices?.getUserMedia && window.HeardSendFiles) start();
  else part?.remove();
}

// Tries counters until the key derived from nonce and counter begins with the wanted bytes (ALTCHA, version 2).
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

onmessage = async ({ data: { nonce, salt, cost, keyLength, keyPrefix } }) => {
  const start = fromHex(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  const counting = new DataView(password.buffer, start.length);
  for (let counter = 0; ; counter++) {
    counting.setUint32(0, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: fromHex(salt), iterations: cost };
    const derivedKey = toHex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * keyLength)));
    if (derivedKey.startsWith(keyPrefix)) {
      postMessage({ counter, derivedKey });
      return;
    }
  }
};

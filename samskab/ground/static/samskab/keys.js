// @ts-check
// Passkeys: asks the telephone or computer for a key, and sends what it says with the form it stands in.
//
// <form data-key="make|use" data-options="…"> holds the question as JSON; with data-ask instead, it is fetched. The form
// is hidden until we know that the browser can.

/** @param {string} text */
function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** @param {ArrayBuffer | null | undefined} buffer */
function letters(buffer) {
  if (!buffer) return null;
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The question, with bytes where the browser wants bytes. @param {any} asked */
function question(asked) {
  const key = { ...asked.publicKey, challenge: bytes(asked.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    key[list] = (key[list] || []).map((/** @type {any} */ one) => ({ ...one, id: bytes(one.id) }));
  }
  return { publicKey: key };
}

/** What the key said, with letters where the server wants letters. @param {any} key */
function answer(key) {
  const said = key.response;
  return {
    id: key.id,
    rawId: letters(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
    response: {
      clientDataJSON: letters(said.clientDataJSON),
      attestationObject: letters(said.attestationObject) ?? undefined,
      authenticatorData: letters(said.authenticatorData) ?? undefined,
      signature: letters(said.signature) ?? undefined,
      userHandle: letters(said.userHandle),
      transports: said.getTransports ? said.getTransports() : undefined,
    },
  };
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  const { options, ask: address, key } = form.dataset;
  const asked = options ? JSON.parse(options) : await fetched(address || "");
  const wanted = question(asked);
  return key === "make" ? navigator.credentials.create(wanted) : navigator.credentials.get(wanted);
}

/** @param {string} address */
async function fetched(address) {
  const reply = await fetch(address, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(String(reply.status));
  return (await reply.json()).request_options;
}

/** @param {HTMLFormElement} form */
function ready(form) {
  const field = form.querySelector("input[name=credential]");
  const words = form.querySelector("[data-key-words]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (words) words.textContent = "";
    try {
      const key = await ask(form);
      if (field instanceof HTMLInputElement) field.value = JSON.stringify(answer(key));
      form.submit();
    } catch (error) {
      const known = error instanceof DOMException && error.name === "InvalidStateError";
      if (words instanceof HTMLElement) words.textContent = (known ? words.dataset.known : words.dataset.gone) || "";
    }
  });
}

if (window.PublicKeyCredential && window.isSecureContext) {
  for (const form of document.querySelectorAll("form[data-key]")) if (form instanceof HTMLFormElement) ready(form);
  for (const words of document.querySelectorAll("[data-key-without]")) words.remove();
}

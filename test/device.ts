import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const PRESENT_AND_VERIFIED = 5;
const HOLDS_KEY = 0x40;

type Asked = { origin?: string; rpId?: string; flags?: number; type?: string; crossOrigin?: boolean };

/** A device that keeps a passkey, as a page with the software of browsers sees one: what it answers is text of JSON. */
export class Device {
  readonly id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
  #handle = "";
  #key: CryptoKeyPair | null = null;
  counter = 0;

  constructor(readonly origin: string) {}

  async make(
    options: { challenge: string; rp: { id: string }; user: { id: string } },
    {
      origin = this.origin,
      rpId = options.rp.id,
      flags = PRESENT_AND_VERIFIED,
      type = "webauthn.create",
    }: Asked = {},
  ): Promise<string> {
    this.#handle = options.user.id;
    this.#key = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const publicKey = Buffer.from(
      (await crypto.subtle.exportKey("spki", this.#key.publicKey)) as ArrayBuffer,
    );
    const id = Buffer.from(this.id, "base64url");
    const said = Buffer.concat([
      this.#says(rpId, flags | HOLDS_KEY),
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
    ]);
    return this.#answer({
      clientDataJSON: clientData({ type, challenge: options.challenge, origin }),
      authenticatorData: said.toString("base64url"),
      publicKey: publicKey.toString("base64url"),
      publicKeyAlgorithm: -7,
    });
  }

  async use(
    options: { challenge: string; rpId: string },
    {
      origin = this.origin,
      rpId = options.rpId,
      flags = PRESENT_AND_VERIFIED,
      type = "webauthn.get",
      crossOrigin = false,
      ...sent
    }: Asked & { id?: string; userHandle?: string } = {},
  ): Promise<string> {
    if (!this.#key) throw new Error("no key was made");
    this.counter++;
    const clientDataJSON = clientData({ type, challenge: options.challenge, origin, crossOrigin });
    const said = this.#says(rpId, flags);
    const signed = Buffer.concat([said, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    const raw = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.#key.privateKey, signed);
    return this.#answer(
      {
        ...{ clientDataJSON, authenticatorData: said.toString("base64url") },
        signature: asDer(Buffer.from(raw)).toString("base64url"),
        userHandle: sent.userHandle ?? this.#handle,
      },
      sent.id,
    );
  }

  /** What the device says of itself: for which host, who was there, how often it was used. */
  #says(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  }

  #answer(response: Record<string, unknown>, id = this.id): string {
    return JSON.stringify({ id, rawId: id, type: "public-key", response, clientExtensionResults: {} });
  }
}

function clientData(said: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(said)).toString("base64url");
}

/** A signature as devices send it: two numbers of ASN.1, each as short as it can be. */
function asDer(raw: Buffer): Buffer {
  const number = (bytes: Buffer) => {
    let begins = 0;
    while (begins < bytes.length - 1 && bytes[begins] === 0) begins++;
    const short = bytes.subarray(begins);
    const body = (short[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short;
    return Buffer.concat([Buffer.from([2, body.length]), body]);
  };
  const body = Buffer.concat([number(raw.subarray(0, 32)), number(raw.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

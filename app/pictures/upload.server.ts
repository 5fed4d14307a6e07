import { contentTypeOf } from "~/platform/formats/read-picture.server";
import { log } from "~/platform/log.server";
import { PART_MB } from "./limits";

const PART_BYTES = PART_MB * 1024 * 1024;

/**
 * A picture on its way into the store, of which one part is in memory at a time, however large it is and whatever length
 * was announced. Nothing is seen under its key before `keep`, which replaces at once what was there; so two who store the
 * same picture never take anything away from each other.
 */
export class Upload {
  readonly #pictures: R2Bucket;
  readonly #key: string;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #multipart: R2MultipartUpload | null = null;
  readonly #uploaded: R2UploadedPart[] = [];

  constructor(pictures: R2Bucket, key: string) {
    this.#pictures = pictures;
    this.#key = key;
  }

  async take(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      // What is full is sent when more comes, so that there is always a last part to send.
      if (this.#heldBytes === PART_BYTES) await this.#send();
      const part = bytes.subarray(at, at + PART_BYTES - this.#heldBytes);
      this.#held.push(part);
      this.#heldBytes += part.length;
      at += part.length;
    }
  }

  /** Everything came: from now on it is there. */
  async keep(contentType: string): Promise<void> {
    if (this.#multipart) {
      await this.#send();
      await this.#multipart.complete(this.#uploaded);
      return;
    }
    const httpMetadata = { contentType };
    await this.#pictures.put(this.#key, this.#taken(), { httpMetadata });
  }

  /** Nothing of it is kept. What cannot be given up now the store forgets by itself after a week. */
  async giveUp(): Promise<void> {
    this.#held = [];
    try {
      await this.#multipart?.abort();
    } catch {
      log.warn({ event: "upload_left" });
    }
  }

  async #send(): Promise<void> {
    const part = this.#taken();
    const contentType = contentTypeOf(part) ?? undefined;
    this.#multipart ??= await this.#pictures.createMultipartUpload(this.#key, {
      httpMetadata: { contentType },
    });
    this.#uploaded.push(await this.#multipart.uploadPart(this.#uploaded.length + 1, part));
  }

  /** A plain array of bytes: the store that commands open from outside a Worker takes no Buffer of Node's. */
  #taken(): Uint8Array {
    const { buffer, byteOffset, byteLength } = Buffer.concat(this.#held);
    const part = new Uint8Array(buffer, byteOffset, byteLength);
    this.#held = [];
    this.#heldBytes = 0;
    return part;
  }
}

// A file whose bytes only its own key reads: AES-256-CTR, whose counter is the place in the file, so that any range can be
// read by itself. The key stands sealed in a row: where the row goes, what is left of the file is noise. A key is used for
// one file, and no place in it is written twice.
import { createCipheriv } from "node:crypto";
import type { FileStore } from "@/server/files/ports";
import type { Vault } from "@/server/vault/vault";

const KEY_BYTES = 32;
const BLOCK_BYTES = 16;

/** A key for a new file, and what is kept of it. */
export function newFileKey(vault: Vault, about: string, random: (count: number) => Uint8Array) {
  const key = Buffer.from(random(KEY_BYTES));
  return { key, sealed: vault.seal(key.toString("base64"), about, random) };
}

export const openFileKey = (vault: Vault, sealed: Buffer, about: string) =>
  Buffer.from(vault.open(sealed, about), "base64");

/** Writes it from its beginning; after a failure nothing more can be written. */
export class SealedFileWriter {
  #at = 0;
  #isBroken = false;

  constructor(
    private readonly store: FileStore,
    private readonly name: string,
    private readonly key: Buffer,
  ) {}

  async append(bytes: Uint8Array): Promise<void> {
    if (this.#isBroken) throw new Error("The file was given up.");
    const from = this.#at;
    this.#at += bytes.length;
    try {
      await this.store.append(this.name, crossed(this.key, from, bytes));
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }
}

export async function readSealed(
  store: FileStore,
  file: { name: string; key: Buffer },
  range: { from: number; to: number },
): Promise<Buffer> {
  return crossed(file.key, range.from, await store.read(file.name, range));
}

/** The same both ways: bytes that stand at `from` of the file. */
function crossed(key: Buffer, from: number, bytes: Uint8Array): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeBigUInt64BE(BigInt(Math.floor(from / BLOCK_BYTES)), BLOCK_BYTES - 8);
  const cipher = createCipheriv("aes-256-ctr", key, counter);
  cipher.update(Buffer.alloc(from % BLOCK_BYTES));
  return cipher.update(bytes);
}

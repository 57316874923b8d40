import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newFileKey, openFileKey, readSealed, SealedFileWriter } from "@/server/files/sealed-file";
import { localFiles } from "@/server/providers/local-files/local-files";
import { vaultOf } from "@/server/vault/vault";

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const vault = vaultOf("tenant", ["s".repeat(32)]);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "files-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("whatever is written piece by piece is read again from any place to any other, and what lies on the disk says nothing", async () => {
  const store = localFiles(folder);
  const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 70 }), { minLength: 1, maxLength: 6 });
  let files = 0;
  await fc.assert(
    fc.asyncProperty(pieces, fc.nat(400), fc.nat(400), async (written, one, other) => {
      files += 1;
      const name = `recordings/tenant/${files}`;
      const { key, sealed } = newFileKey(vault, name, random);
      const writer = new SealedFileWriter(store, name, key);
      for (const piece of written) await writer.append(piece);
      const whole = Buffer.concat(written);
      const range = { from: Math.min(one, other), to: Math.max(one, other) };
      const opened = { name, key: openFileKey(vault, sealed, name) };
      expect(await readSealed(store, opened, range)).toEqual(whole.subarray(range.from, range.to));
      expect(await store.size(name)).toBe(whole.length);
      if (whole.length >= 16) expect((await readFile(join(folder, name))).includes(whole)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test("a key opens for no other file, and no two files share one", () => {
  const [one, two] = [newFileKey(vault, "one", random), newFileKey(vault, "two", random)];
  expect(one.key.equals(two.key)).toBe(false);
  expect(() => openFileKey(vault, one.sealed, "two")).toThrow();
});

test("a file that could not be written on is given up: no place in it is written twice", async () => {
  const store = localFiles(folder);
  let isFull = true;
  const full = {
    ...store,
    append: (name: string, bytes: Uint8Array) =>
      isFull ? Promise.reject(new Error("full")) : store.append(name, bytes),
  };
  const writer = new SealedFileWriter(full, "recordings/tenant/full", newFileKey(vault, "x", random).key);
  await expect(writer.append(Buffer.from("a"))).rejects.toThrow("full");
  isFull = false;
  await expect(writer.append(Buffer.from("b"))).rejects.toThrow("given up");
  expect(await store.size("recordings/tenant/full")).toBeNull();
});

test.each(["../out", "/etc/passwd", "a/../../b", "a//b", "", "a\\b", "a/./b", ".hidden", "a\u0000b", "A"])(
  "the name %j leads nowhere",
  async (name) => {
    const store = localFiles(folder);
    await expect(store.append(name, Buffer.from("x"))).rejects.toThrow("no name of a file");
    await expect(store.read(name, { from: 0, to: 1 })).rejects.toThrow("no name of a file");
    await expect(store.remove(name)).rejects.toThrow("no name of a file");
    await expect(store.size(name)).rejects.toThrow("no name of a file");
  },
);

test("a file that is removed is gone, and removing it again is no error", async () => {
  const store = localFiles(folder);
  await store.append("recordings/tenant/short", Buffer.from("x"));
  await store.remove("recordings/tenant/short");
  await store.remove("recordings/tenant/short");
  expect(await store.size("recordings/tenant/short")).toBeNull();
});

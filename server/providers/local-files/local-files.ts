// Files in a folder of this machine, readable for its owner alone.
import { mkdir, open, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { checkedName, type FileStore } from "@/server/files/ports";

export function localFiles(folder: string): FileStore {
  const root = resolve(folder);
  const pathOf = (name: string) => join(root, checkedName(name));
  return {
    async append(name, bytes) {
      const path = pathOf(name);
      const file = await open(path, "a", 0o600).catch(async (error: unknown) => {
        if (!isMissing(error)) throw error;
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        return open(path, "a", 0o600);
      });
      try {
        await file.appendFile(bytes);
      } finally {
        await file.close();
      }
    },
    async size(name) {
      const path = pathOf(name);
      try {
        return (await stat(path)).size;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async read(name, { from, to }) {
      const file = await open(pathOf(name), "r");
      try {
        const bytes = Buffer.alloc(Math.max(0, to - from));
        let length = 0;
        while (length < bytes.length) {
          const { bytesRead } = await file.read(bytes, length, bytes.length - length, from + length);
          if (bytesRead === 0) break;
          length += bytesRead;
        }
        return bytes.subarray(0, length);
      } finally {
        await file.close();
      }
    },
    async remove(name) {
      await rm(pathOf(name), { force: true });
    },
  };
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

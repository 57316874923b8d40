"use client";

import { useState } from "react";
import { useTRPCClient } from "@/components/trpc/provider";
import { fileBytesMax } from "@/server/imports/contract";

export type UploadState =
  | { kind: "idle" }
  | { kind: "sending"; name: string; percent: number }
  | { kind: "reading"; name: string }
  | { kind: "failed"; reason: "tooLarge" | "empty" | "failed"; file: File };

const triesMax = 4;

/** Sends a file piece by piece, each tried again after a lost connection, and gives the import's id. */
export function useUpload(slug: string, onDone: (id: string) => void) {
  const client = useTRPCClient();
  const [state, setState] = useState<UploadState>({ kind: "idle" });

  async function send(file: File) {
    if (file.size === 0 || file.size > fileBytesMax) {
      setState({ kind: "failed", reason: file.size === 0 ? "empty" : "tooLarge", file });
      return;
    }
    setState({ kind: "sending", name: file.name, percent: 0 });
    try {
      const { id, chunkBytes } = await client.imports.create.mutate({ fileName: file.name, fileBytes: file.size });
      for (let position = 0; position * chunkBytes < file.size; position += 1) {
        const piece = file.slice(position * chunkBytes, (position + 1) * chunkBytes);
        await put(`/api/imports/${id}/chunks?workspace=${encodeURIComponent(slug)}&position=${position}`, piece);
        const sent = Math.min(file.size, (position + 1) * chunkBytes);
        setState({ kind: "sending", name: file.name, percent: (sent / file.size) * 100 });
      }
      setState({ kind: "reading", name: file.name });
      await client.imports.finishUpload.mutate({ importId: id });
      onDone(id);
    } catch {
      setState({ kind: "failed", reason: "failed", file });
    }
  }

  return { state, send };
}

async function put(url: string, body: Blob) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, { method: "PUT", body }).catch(() => undefined);
    if (response?.ok) return;
    const hopeless = response !== undefined && response.status < 500 && response.status !== 429;
    if (hopeless || attempt === triesMax) throw new Error("upload failed");
    await new Promise((done) => setTimeout(done, 500 * 2 ** attempt));
  }
}

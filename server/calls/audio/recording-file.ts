// How a recording lies in its file: two µ-law bytes a sample, ours and theirs, at 8 kHz, under a key of its own.
import { openFileKey } from "@/server/files/sealed-file";
import { vaultOf } from "@/server/vault/vault";

export const SAMPLES_PER_SECOND = 8_000;
export const SIDES = 2;
export const BYTES_PER_MS = (SAMPLES_PER_SECOND / 1_000) * SIDES;

/** A trigger of the database makes the same of a row that goes. */
export const recordingName = (of: { tenantId: string; id: string }) => `recordings/${of.tenantId}/${of.id}`;

export const aboutRecordingKey = (id: string) => `recording ${id}`;

export const recordingFile = (of: { tenantId: string; id: string; sealedKey: Buffer }) => ({
  name: recordingName(of),
  key: openFileKey(vaultOf(of.tenantId), of.sealedKey, aboutRecordingKey(of.id)),
});

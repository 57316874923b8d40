// A recording as players take it: WAV, 16 bits, the two sides in stereo, any range of it. Pure.
import { SAMPLES_PER_SECOND, SIDES } from "@/server/calls/audio/recording-file";

const HEADER_BYTES = 44;
const FRAME_BYTES = SIDES * 2;

export const wavBytes = (frames: number) => HEADER_BYTES + frames * FRAME_BYTES;

/** What must be read of the file, in its bytes, for that range of the WAV. */
export function soundOf({ from, to }: { from: number; to: number }): { from: number; to: number } {
  const frameAt = (byte: number) => Math.max(0, byte - HEADER_BYTES) / FRAME_BYTES;
  return { from: Math.floor(frameAt(from)) * SIDES, to: Math.ceil(frameAt(to)) * SIDES };
}

/** The range itself; `sound`: what was read for it. */
export function wavRange(frames: number, range: { from: number; to: number }, sound: Buffer): Buffer {
  const pcm = Buffer.alloc(sound.length * 2);
  for (let at = 0; at < sound.length; at += 1) pcm.writeInt16LE(levelOf(sound[at] ?? 0xff), at * 2);
  const begin = HEADER_BYTES + (soundOf(range).from / SIDES) * FRAME_BYTES;
  if (range.from >= HEADER_BYTES) return pcm.subarray(range.from - begin, range.to - begin);
  return Buffer.concat([header(frames), pcm]).subarray(range.from, range.to);
}

function header(frames: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  const dataBytes = frames * FRAME_BYTES;
  head.write("RIFF", 0);
  head.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(SIDES, 22);
  head.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  head.writeUInt32LE(SAMPLES_PER_SECOND * FRAME_BYTES, 28);
  head.writeUInt16LE(FRAME_BYTES, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(dataBytes, 40);
  return head;
}

/** G.711 µ-law to 16 bits. */
export const levelOf = (byte: number): number => levels[byte] ?? 0;

const levels = Int16Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const magnitude = (((code & 0x0f) << 3) + 0x84) << ((code & 0x70) >> 4);
  return code & 0x80 ? 0x84 - magnitude : magnitude - 0x84;
});

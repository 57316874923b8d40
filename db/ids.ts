// UUIDv7 from given time and chance (RFC 9562 §5.7), so that a seeded run makes the same ids again.

/** 48 bits of milliseconds, version 7, 74 random bits. `random` fills the bytes it is given. */
export function uuidv7(epochMs: number, random: (bytes: Uint8Array) => void): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(epochMs / 2 ** 32));
  view.setUint32(2, epochMs >>> 0);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

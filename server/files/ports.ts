// Where files are kept that no row should hold. Adapters stand in server/providers: a local folder now.

/** Names are `recordings/…`: segments of lower-case letters, digits and hyphens; others are refused. */
export type FileStore = {
  /** Adds to the end; the first makes the file. One writer a file. */
  append(name: string, bytes: Uint8Array): Promise<void>;
  /** How many bytes there are; null: no such file. */
  size(name: string): Promise<number | null>;
  /** Those from `from` up to, not including, `to`; fewer where the file ends before. */
  read(name: string, range: { from: number; to: number }): Promise<Buffer>;
  /** One that is gone already is no error. */
  remove(name: string): Promise<void>;
};

const NAME = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/;

/** Throws for a name that could lead anywhere else. */
export function checkedName(name: string): string {
  if (!NAME.test(name) || name.length > 200) throw new Error("That is no name of a file.");
  return name;
}

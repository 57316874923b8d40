// Tells cases and packs apart, in the browser and on the server alike; nothing is secured by it. Two lanes of 32 bits. Pure.
import type { PastContact, PolicyInput } from "@/server/policy/contract";

/** FNV-1a. */
export function fingerprint(text: string): string {
  const { a, b } = lanesOf(text);
  return hex(a) + hex(b);
}

type Lanes = { a: number; b: number };

function lanesOf(text: string): Lanes {
  let a = 0x811c9dc5;
  let b = 0xcbf29ce4;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x01000193);
  }
  return { a, b };
}

const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, "0");

const known = new Map<string, Lanes>();

/** The same few words and ids come again and again. */
function wordLanes(text: string): Lanes {
  let lanes = known.get(text);
  if (!lanes) {
    lanes = lanesOf(text);
    if (known.size > 20_000) known.clear();
    known.set(text, lanes);
  }
  return lanes;
}

const nothing = lanesOf("\0");

const START_A = 0x811c9dc5;
const START_B = 0xcbf29ce4;
const stepA = (a: number, more: number) => Math.imul(a ^ more, 0x01000193) + (a >>> 15);
const stepB = (b: number, more: number) => Math.imul(b ^ more, 0x85ebca6b) + (b >>> 13);

class Digest {
  private a = START_A;
  private b = START_B;

  add(a: number, b: number): void {
    this.a = stepA(this.a, a);
    this.b = stepB(this.b, b);
  }

  number(value: number): void {
    const fraction = Math.floor(value) === value ? 0 : Math.round((value % 1) * 1e9);
    this.add(value | 0, Math.floor(value / 4_294_967_296) ^ fraction);
  }

  get lanes(): Lanes {
    return { a: this.a, b: this.b };
  }
}

/** The same for the same case, in whatever order its fields were written. */
export function inputHash(input: PolicyInput): string {
  const digest = new Digest();
  const fields = new Digest();
  addFields(fields, input, "history");
  digest.add(fields.lanes.a, fields.lanes.b);
  const words = new Words();
  for (const event of input.history) addEvent(digest, event, words);
  return hex(digest.lanes.a) + hex(digest.lanes.b);
}

/** The words of the event before: most events of a history share most of theirs. */
class Words {
  private readonly texts: (string | undefined)[] = Array(8).fill(undefined);
  private readonly lanes: Lanes[] = Array(8).fill(nothing);

  add(digest: Digest, place: number, text: string | undefined): void {
    let lanes = this.lanes[place] as Lanes;
    if (text !== this.texts[place]) {
      lanes = text === undefined ? nothing : wordLanes(text);
      this.texts[place] = text;
      this.lanes[place] = lanes;
    }
    digest.add(lanes.a, lanes.b);
  }
}

/** By hand, because there are many of them in every case. */
function addEvent(digest: Digest, event: PastContact, words: Words): void {
  digest.number(event.at.getTime());
  words.add(digest, 0, event.channel);
  words.add(digest, 1, event.direction);
  words.add(digest, 2, event.accountId);
  words.add(digest, 3, event.debtorId);
  words.add(digest, 4, event.address);
  words.add(digest, 5, event.purpose);
  words.add(digest, 6, event.place);
  words.add(digest, 7, event.outcome);
  const flags = said(event.ai) + 3 * said(event.conversation) + 9 * said(event.contactMade);
  digest.number(flags + 27 * said(event.connected) + 81 * said(event.voicemailPossible));
}

const said = (flag: boolean | undefined) => (flag === undefined ? 0 : flag ? 1 : 2);

function anyLanes(value: unknown): Lanes {
  if (typeof value === "string") return wordLanes(value);
  const digest = new Digest();
  if (typeof value === "number") digest.number(value);
  else if (typeof value === "boolean") digest.add(value ? 2 : 3, 5);
  else if (value instanceof Date) digest.number(value.getTime());
  else if (Array.isArray(value)) {
    for (const each of value) {
      const { a, b } = anyLanes(each);
      digest.add(a, b);
    }
  } else if (typeof value === "object" && value !== null) {
    addFields(digest, value);
  }
  return digest.lanes;
}

/** The fields of an object add up, so that their order does not matter. */
function addFields(digest: Digest, value: object, except?: string): void {
  let a = 0;
  let b = 0;
  for (const key in value) {
    const field = (value as Record<string, unknown>)[key];
    if (field === undefined || key === except) continue;
    const name = wordLanes(key);
    const content = anyLanes(field);
    a = (a + stepA(stepA(START_A, name.a), content.a)) | 0;
    b = (b + stepB(stepB(START_B, name.b), content.b)) | 0;
  }
  digest.add(a, b);
}

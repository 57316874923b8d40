// Ids outside the database are TypeIDs: a prefix that says what it is, and the same 128 bits. Pure.
import { TypeID } from "typeid-js";
import { z } from "zod";

export const idPrefixes = {
  tenant: "ws",
  user: "usr",
  session: "ses",
  member: "mem",
  invitation: "invite",
  debtor: "deb",
  contact: "con",
  contactPoint: "cpt",
  consent: "cns",
  invoice: "inv",
  payment: "pay",
  checkout: "chk",
  payLink: "lnk",
  promise: "prm",
  dispute: "dsp",
  note: "note",
  task: "task",
  question: "qst",
  errand: "ernd",
  import: "imp",
  journey: "jrn",
  journeyVersion: "jrv",
  journeyTemplate: "jtp",
  campaign: "cmp",
  enrollment: "enr",
  touch: "tch",
  receipt: "rcp",
  message: "msg",
  flow: "flow",
  flowVersion: "flv",
  flowSuite: "fls",
  flowCase: "flc",
  ownSkill: "skl",
  phoneNumber: "num",
  call: "call",
  callTurn: "turn",
  callNote: "cnote",
  callRecording: "rec",
  callFollowup: "cflw",
  delivery: "dlv",
  auditEntry: "aud",
  rightsRequest: "rreq",
  restrictedRecord: "rrec",
  lateFee: "fee",
  apiKey: "key",
  apiEvent: "evt",
} as const;

export type IdKind = keyof typeof idPrefixes;

/** `uuid` → `deb_01h…`. */
export function toPublicId(kind: IdKind, uuid: string): string {
  return TypeID.fromUUID(idPrefixes[kind], uuid).toString();
}

/** A zod type that takes a TypeID of this kind and gives the uuid. */
export function publicId(kind: IdKind) {
  return z.string().transform((text, issue) => {
    try {
      return TypeID.fromString(text, idPrefixes[kind]).toUUID();
    } catch {
      issue.addIssue({ code: "custom", message: `not an id of the form ${idPrefixes[kind]}_…` });
      return z.NEVER;
    }
  });
}

/** The uuid in a TypeID of this kind, or undefined. */
export function fromPublicId(kind: IdKind, text: string): string | undefined {
  const parsed = publicId(kind).safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

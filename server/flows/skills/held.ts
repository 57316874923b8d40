import type { Language } from "@/server/flows/languages";

/** The conversation that a skill is called from, and whom it is held with. */
export type Held = {
  /** Of a call, the call's id. */
  conversationId: string;
  debtorId: string;
  channel: "voice" | "sms" | "email";
  /** Where they are spoken with, and how we know that address. */
  address: string | null;
  contactPointId: string | null;
  /** What began it, where it was us. */
  touchId: string | null;
  language: Language;
};

// The contacts that count: who was, or is about to be, reached where and when. Pure.
import type { PastContact } from "@/server/policy/contract";

/** Longest look-back of any rule, with a margin for zones. */
export const HISTORY_DAYS = 36;

export type LedgerEntry = Pick<PastContact, "at" | "channel" | "purpose" | "outcome"> & {
  touchId: string;
  debtorId: string;
  address: string;
  made: boolean;
};

/** What a debtor wrote to us: never a contact of ours, but some rules give way to who wrote first. */
export type ReplyEntry = Pick<PastContact, "at" | "channel"> & { debtorId: string; address: string };

/** The contacts of a batch's debtors and addresses, and the slots taken since it was loaded. */
export class Ledger {
  private readonly byDebtor = new Map<string, LedgerEntry[]>();
  private readonly byAddress = new Map<string, LedgerEntry[]>();
  private readonly written = new Map<string, ReplyEntry[]>();

  add(entry: LedgerEntry) {
    push(this.byDebtor, entry.debtorId, entry);
    push(this.byAddress, entry.address, entry);
  }

  addReply(reply: ReplyEntry) {
    push(this.written, reply.debtorId, reply);
  }

  /** What this debtor wrote, from any address of theirs. */
  repliesOf(debtorId: string): readonly ReplyEntry[] {
    return this.written.get(debtorId) ?? [];
  }

  ofDebtor(debtorId: string): readonly LedgerEntry[] {
    return this.byDebtor.get(debtorId) ?? [];
  }

  /**
   * Contacts with this debtor or at this address. For a touch that is decided again (`own`): without its own slot, and
   * without slots that were reserved after it, or two touches would each wait for the other.
   */
  history(debtorId: string, address: string, own?: { touchId: string; at: Date }): LedgerEntry[] {
    const mine = this.byDebtor.get(debtorId) ?? [];
    const shared = (this.byAddress.get(address) ?? []).filter((entry) => entry.debtorId !== debtorId);
    const all = shared.length > 0 ? [...mine, ...shared] : mine;
    if (!own) return [...all];
    return all.filter((entry) => entry.touchId !== own.touchId && (entry.made || isBefore(entry, own)));
  }
}

function isBefore(entry: LedgerEntry, own: { touchId: string; at: Date }) {
  const gap = entry.at.getTime() - own.at.getTime();
  return gap < 0 || (gap === 0 && entry.touchId < own.touchId);
}

function push<Entry>(map: Map<string, Entry[]>, key: string, entry: Entry) {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkEntries, checkLink, type PresentEntry, type Problem } from "@/server/audit/chain/check-links";
import { type ChainEnd, type Link, nextLink, noLinks } from "@/server/audit/chain/link";

const TENANT = "0198a000-0000-7000-8000-000000000001";

type Log = { links: Link[]; entries: PresentEntry[][] };

/** A log as the product writes it: batches of different lines. */
const log: fc.Arbitrary<Log> = fc
  .array(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 })
  .map((batches) => {
    const entries = batches.map((lines, batch) =>
      lines.map((line, at) => ({ id: `${batch}.${at}`, digest: sha256(`${batch}.${at} ${line}`) })),
    );
    let end: ChainEnd = noLinks;
    const links = entries.map((present, at) => {
      const digests = Buffer.from(present.map(({ digest }) => digest).join(""), "hex");
      const link = nextLink(TENANT, end, { upto: (at + 1) * 10, digests, sealedAt: new Date(at * 60_000) });
      end = link;
      return link;
    });
    return { links, entries };
  });

function check({ links, entries }: Log): Problem[] {
  let end = noLinks;
  return links.flatMap((link, at) => {
    const problems = [...checkLink(TENANT, end, link), ...checkEntries(link, entries[at] ?? [])];
    end = { seq: link.seq, hash: link.hash, upto: link.upto };
    return problems;
  });
}

const codes = (checked: Log) => check(checked).map(({ code }) => code);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A batch and an entry in it, by any two numbers. */
function pick<T>(all: readonly T[], any: number): [T, number] {
  const at = any % all.length;
  const found = all[at];
  if (found === undefined) throw new Error("nothing to pick from");
  return [found, at];
}

const changedAt = <T>(all: readonly T[], at: number, value: T) => all.map((each, i) => (i === at ? value : each));

test("what was written is found intact", () => {
  fc.assert(fc.property(log, (written) => void expect(check(written)).toEqual([])));
});

test("an edited entry is found, and named", () => {
  fc.assert(
    fc.property(log, fc.nat(), fc.nat(), fc.string(), (written, b, e, text) => {
      const [batch, batchAt] = pick(written.entries, b);
      const [entry, entryAt] = pick(batch, e);
      const edited = changedAt(batch, entryAt, { ...entry, digest: sha256(`edited ${text}`) });
      const found = check({ ...written, entries: changedAt(written.entries, batchAt, edited) });
      expect(found).toMatchObject([{ code: "ENTRY_EDITED", seq: batchAt + 1, count: 1, entries: [entry.id] }]);
    }),
  );
});

test("a removed entry is found", () => {
  fc.assert(
    fc.property(log, fc.nat(), fc.nat(), (written, b, e) => {
      const [batch, batchAt] = pick(written.entries, b);
      const [, entryAt] = pick(batch, e);
      const without = batch.filter((_, at) => at !== entryAt);
      const found = check({ ...written, entries: changedAt(written.entries, batchAt, without) });
      expect(found).toMatchObject([{ code: "ENTRY_REMOVED", seq: batchAt + 1, count: 1 }]);
    }),
  );
});

test("an added entry is found, and named", () => {
  fc.assert(
    fc.property(log, fc.nat(), fc.nat(), (written, b, e) => {
      const [batch, batchAt] = pick(written.entries, b);
      const [, entryAt] = pick(batch, e);
      const added = { id: "forged", digest: sha256("forged") };
      const more = [...batch.slice(0, entryAt), added, ...batch.slice(entryAt)];
      const found = check({ ...written, entries: changedAt(written.entries, batchAt, more) });
      expect(found).toMatchObject([{ code: "ENTRY_ADDED", seq: batchAt + 1, entries: ["forged"] }]);
    }),
  );
});

test("entries in another order are found", () => {
  fc.assert(
    fc.property(log, fc.nat(), fc.nat(), fc.nat(), (written, b, from, to) => {
      const [batch, batchAt] = pick(written.entries, b);
      const [one, oneAt] = pick(batch, from);
      const [other, otherAt] = pick(batch, to);
      fc.pre(oneAt !== otherAt);
      const swapped = changedAt(changedAt(batch, oneAt, other), otherAt, one);
      expect(codes({ ...written, entries: changedAt(written.entries, batchAt, swapped) })).toEqual(["ENTRY_MOVED"]);
    }),
  );
});

test("a link that is removed, doubled, moved or changed in any field is found", () => {
  const edits: ((link: Link) => Link)[] = [
    (link) => ({ ...link, upto: link.upto + 1 }),
    (link) => ({ ...link, from: link.from - 1 }),
    (link) => ({ ...link, entries: link.entries + 1 }),
    (link) => ({ ...link, sealedAt: new Date(link.sealedAt.getTime() + 1) }),
    (link) => ({ ...link, hash: sha256(link.hash) }),
    (link) => ({ ...link, previousHash: sha256(link.previousHash) }),
    (link) => ({ ...link, digests: Buffer.from(link.digests).reverse() }),
  ];
  fc.assert(
    fc.property(log, fc.nat(), fc.nat(), (written, l, e) => {
      const [link, at] = pick(written.links, l);
      const [edit] = pick(edits, e);
      expect(check({ ...written, links: changedAt(written.links, at, edit(link)) })).not.toEqual([]);
      const twice = [...written.links.slice(0, at), link, ...written.links.slice(at)];
      expect(check({ ...written, links: twice })).not.toEqual([]);
      const without = { links: written.links.filter((_, i) => i !== at), entries: written.entries };
      // The last one is missed by the signed end of the chain alone.
      if (at < written.links.length - 1) expect(codes(without)).toContain("LINK_MISSING");
      const reversed = { links: [...written.links].reverse(), entries: [...written.entries].reverse() };
      if (written.links.length > 1) expect(check(reversed)).not.toEqual([]);
    }),
  );
});

test("a chain that was edited and hashed anew from there has another end", () => {
  fc.assert(
    fc.property(log, fc.nat(), fc.nat(), (written, b, e) => {
      const [batch, batchAt] = pick(written.entries, b);
      const [entry, entryAt] = pick(batch, e);
      const entries = changedAt(
        written.entries,
        batchAt,
        changedAt(batch, entryAt, { ...entry, digest: sha256("forged") }),
      );
      let end: ChainEnd = noLinks;
      const links = written.links.map((link, at) => {
        const digests = Buffer.from((entries[at] ?? []).map(({ digest }) => digest).join(""), "hex");
        const again = nextLink(TENANT, end, { ...link, digests });
        end = again;
        return again;
      });
      expect(check({ links, entries })).toEqual([]);
      expect(links.at(-1)?.hash).not.toBe(written.links.at(-1)?.hash);
    }),
  );
});

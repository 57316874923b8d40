// Schemas that several endpoints share, with what the reference says about them.
import { z } from "zod";
import type { DebtorRef } from "@/server/debtors/find-debtor";
import type { Page } from "@/server/keyset";
import { fromPublicId, type IdKind, idPrefixes, publicId } from "@/server/public-ids";

const EXTERNAL = "external:";

/** `deb_…`, or `external:` and the customer's own id. */
export const debtorParam = z
  .string()
  .max(400)
  .transform((text, issue): DebtorRef => {
    if (text.startsWith(EXTERNAL) && text.length > EXTERNAL.length) return { externalId: text.slice(EXTERNAL.length) };
    const debtorId = fromPublicId("debtor", text);
    if (debtorId) return { debtorId };
    issue.addIssue({ code: "custom", message: "not an id of the form deb_… or external:…" });
    return z.NEVER;
  })
  .meta({
    description: "A debtor: our id (`deb_…`), or `external:` and the id that your own system gave it.",
    examples: ["external:ACME-17"],
  });

export const idParam = (kind: IdKind) =>
  publicId(kind).meta({ description: `An id of the form \`${idPrefixes[kind]}_…\`.` });

/** An id as answers tell it. */
export const idText = (kind: IdKind) => z.string().meta({ description: `\`${idPrefixes[kind]}_…\`` });

/** An instant in an input: RFC 3339 with its offset, as text to the millisecond. Before 1970 nobody sent anything here. */
export const instantText = z.iso
  .datetime({ offset: true, message: "not an RFC 3339 time like 2026-03-02T15:00:00Z" })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= 0, "must not be before 1970")
  .transform((at) => at.toISOString());

/** An instant in an answer: a Date inside, text outside. */
export const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (at) => at.toISOString(),
});

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "How many at most." }),
  cursor: z.string().max(400).optional().meta({ description: "`nextCursor` of the page before; of the first none." }),
});

/** A page as partners read it. */
export const pageOfRows = <Row extends z.ZodType>(row: Row) =>
  z.object({ data: z.array(row), nextCursor: z.string().nullable().meta({ description: "null: there is no more." }) });

export const tellPage = <Row>({ rows, nextCursor }: Page<Row>) => ({ data: rows, nextCursor });

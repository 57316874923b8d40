// One operation of the partner API: its address, the action it performs, its schemas (the reference is made of them) and
// the verb behind it. The door in ./door does everything that is the same for all.
import { z } from "zod";
import type { Action } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Texts = z.ZodObject<Record<string, z.ZodType>>;

type Spec<Params extends Texts, Query extends Texts, Body extends z.ZodType, Result, Answer extends z.ZodType> = {
  /** Stable: clients are generated with it. */
  id: string;
  method: Method;
  /** Below /api/v1, its parts in braces: "/debtors/{debtor}/consents". */
  path: string;
  about: "Consents" | "Events" | "Registries";
  summary: string;
  description?: string;
  /** What it performs; a key needs the scope that opens it. */
  action: Action;
  params: Params;
  query?: Query;
  body?: Body;
  bodyMaxBytes?: number;
  status: 200 | 201;
  answer: Answer;
  /** One verb, and what it returns; of those that change something exactly one `mutate`, whose result is kept for repetitions. */
  perform(
    ctx: TenantContext,
    input: { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> },
  ): Promise<Result>;
  /** What the verb returned, as partners read it. Answers to changes name nobody: they are kept for repetitions. */
  tell(result: Result): z.output<Answer>;
};

export type Endpoint = Omit<
  Spec<Texts, Texts, z.ZodType, unknown, z.ZodType>,
  "perform" | "tell" | "answer" | "params" | "query" | "body"
> & {
  params: Texts;
  query?: Texts;
  body?: z.ZodType;
  answer: z.ZodType;
  /** Throws ZodError before anything is done. */
  perform(ctx: TenantContext, raw: { params: unknown; query: unknown; body: unknown }): Promise<unknown>;
  /** The answer as JSON has it. */
  tell(result: unknown): unknown;
};

export function endpoint<
  Params extends Texts,
  Query extends Texts,
  Body extends z.ZodType,
  Result,
  Answer extends z.ZodType,
>(spec: Spec<Params, Query, Body, Result, Answer>): Endpoint {
  const { params, query, body } = spec;
  return {
    ...spec,
    perform: (ctx, raw) =>
      spec.perform(ctx, {
        params: params.parse(raw.params),
        query: query?.parse(raw.query) as z.output<Query>,
        body: body?.parse(raw.body) as z.output<Body>,
      }),
    tell: (result) => {
      const told = z.safeEncode(spec.answer, spec.tell(result as Result));
      if (told.success) return told.data;
      throw new Error(`The answer of ${spec.id} is not what the reference says.`, { cause: told.error });
    },
  };
}

// A call's transcript to read and to hand over, as text and as PDF, in the reader's language.
import type { z } from "zod";
import type { CallDetail, CallTurnRow, transcriptInput } from "@/server/calls/contract";
import { getCall } from "@/server/calls/get-call";
import type { Say } from "@/server/i18n/say";
import { mutate } from "@/server/mutate";
import { Paper } from "@/server/paper/paper";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

type TakeOut = z.output<typeof transcriptInput>;

export async function* transcriptText(ctx: TenantContext, input: TakeOut, say: Say): AsyncGenerator<string> {
  const { call, words } = await takeOut(ctx, input, say);
  yield `${[words.title, ...words.facts()].join("\n")}\n\n`;
  for (const turn of call.turns) yield `${words.head(turn)}\n${words.said(turn)}\n\n`;
}

export async function* transcriptPdf(ctx: TenantContext, input: TakeOut, say: Say): AsyncGenerator<Uint8Array> {
  const { call, words } = await takeOut(ctx, input, say);
  const paper = new Paper({
    title: words.title,
    madeAt: ctx.clock.now(),
    language: say.language,
    foot: (page) => `${words.title} · ${page}`,
  });
  paper.text(words.title, { size: 18, bold: true });
  for (const fact of words.facts()) paper.text(fact, { colour: "quiet" });
  paper.divide();
  for (const turn of call.turns) {
    paper.text(words.head(turn), { size: 8, colour: "quiet", gap: 6 });
    paper.text(words.said(turn), { size: 10, bold: turn.speaker === "debtor" });
    yield* paper.written();
  }
  yield* paper.rest();
}

async function takeOut(ctx: TenantContext, { callId, reason }: TakeOut, say: Say) {
  const zone = await mutate(ctx, "calls.export", async (tx) => {
    const { zone } = await workspaceDay(tx, ctx);
    return { result: zone, audit: { kind: "call", id: callId, details: { reason } } };
  });
  const call = await getCall(ctx, { callId });
  return { call, words: new Words(call, say, zone) };
}

class Words {
  readonly title: string;
  private readonly t: (key: string, values?: Record<string, string | number>) => string;

  constructor(
    private readonly call: CallDetail,
    private readonly say: Say,
    private readonly zone: string,
  ) {
    this.t = (key, values) => say.t(`calls.${key}`, values);
    this.title = this.t("transcript.of", { name: call.debtorName ?? call.number });
  }

  facts(): string[] {
    const { call } = this;
    const status = this.say.t(`ui.status.${call.status}`);
    return [
      `${this.t("columns.when")}: ${this.time(call.startedAt, true)} (${this.zone})`,
      `${this.t("facts.from")}: ${call.fromNumber} · ${this.t("facts.to")}: ${call.toNumber}`,
      `${this.t("columns.status")}: ${status}${call.outcome ? ` · ${this.t(`outcomes.${call.outcome}`)}` : ""}`,
    ];
  }

  head(turn: CallTurnRow): string {
    const speaker = turn.speaker === "debtor" ? this.call.debtorName : null;
    return `${this.time(turn.startedAt, false)} ${speaker ?? this.t(`speakers.${turn.speaker}`)}`;
  }

  said({ kind, text, heardText }: CallTurnRow): string {
    if (kind === "keys") return this.t("transcript.keys", { keys: text });
    return heardText === null ? text : `${text}\n(${this.t("transcript.heard", { text: heardText })})`;
  }

  private time(at: Date, withDay: boolean): string {
    const day = withDay ? ({ dateStyle: "long" } as const) : {};
    return new Intl.DateTimeFormat(this.say.language, { ...day, timeStyle: "medium", timeZone: this.zone }).format(at);
  }
}

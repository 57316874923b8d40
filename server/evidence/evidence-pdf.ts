// The evidence to read and to hand over: the same parts as the JSON, in sentences of the reader's language.
import type {
  EvidenceChange,
  EvidenceDecision,
  EvidenceHead,
  EvidenceMessage,
  EvidencePart,
  EvidenceRule,
  EvidenceTail,
  EvidenceTouch,
  EvidenceTurn,
} from "@/server/evidence/contract";
import type { Say } from "@/server/i18n/say";
import { Paper } from "@/server/paper/paper";
import { citationText } from "@/server/policy/citation-text";

export async function* evidencePdf(parts: AsyncIterable<EvidencePart>, say: Say): AsyncGenerator<Uint8Array> {
  let writer: Writer | undefined;
  for await (const each of parts) {
    if (each.part === "head") writer = new Writer(each.head, say);
    else if (each.part === "touch") writer?.touch(each.touch);
    else if (each.part === "reply") writer?.reply(each.reply);
    else if (each.part === "change") writer?.change(each.change);
    else writer?.tail(each.tail);
    if (writer) yield* writer.paper.written();
  }
  if (writer) yield* writer.paper.rest();
}

class Writer {
  readonly paper: Paper;
  private readonly t: Say["t"];
  private readonly zone: string;
  private readonly read = new Map<string, EvidenceRule>();
  private touches = 0;
  private replies = 0;
  private changes = 0;

  constructor(
    head: EvidenceHead,
    private readonly say: Say,
  ) {
    this.t = (key, values) => say.t(`evidence.${key}`, values);
    this.zone = head.workspace.timeZone;
    const { name } = head.debtor;
    const title = this.t("title", { name });
    this.paper = new Paper({
      title,
      madeAt: new Date(head.madeAt),
      language: say.language,
      foot: (page) => this.t("foot", { name, page, at: this.at(head.madeAt) }),
    });
    this.paper.text(title, { size: 18, bold: true });
    this.paper.text(
      this.t("made", {
        at: this.at(head.madeAt),
        workspace: head.workspace.name,
        reason: this.word(`audit.exporting.reasons.${head.reason}`, head.reason),
        zone: this.zone,
      }),
      { colour: "quiet" },
    );
    this.debtor(head);
    this.allowed(head);
    this.heading(this.t("touches", { count: head.counts.touches }));
  }

  private debtor({ debtor, addresses, workspace }: EvidenceHead): void {
    this.heading(this.t("who"));
    const place = [debtor.city, debtor.region, debtor.postalCode, debtor.country].filter(Boolean).join(", ");
    this.paper.text(`${debtor.name} · ${debtor.id} · ${debtor.externalId}`);
    this.paper.text(`${this.word(`debtors.kinds.${debtor.kind}`, debtor.kind)} · ${place}`);
    this.paper.text(this.word(`contactRules.role.${workspace.collector.role}`, workspace.collector.role));
    if (debtor.stop) {
      const reason = this.word(`debtors.stops.${debtor.stop}`, debtor.stop);
      this.paper.text(this.t("stop", { reason, at: debtor.stoppedAt ? this.at(debtor.stoppedAt) : "" }), {
        colour: "alarm",
      });
    }
    const wishes = Object.entries(debtor.wishes).flatMap(([name, value]) =>
      name === "saidAt" ? [] : [this.named(name, value)],
    );
    if (wishes.length > 0) this.paper.text(this.t("wishes", { wishes: wishes.join(" · ") }));
    if (debtor.statedTimeZone) this.paper.text(this.t("zone", { zone: debtor.statedTimeZone }));
    if (debtor.validationNoticeSentAt)
      this.paper.text(this.t("notice", { at: this.at(debtor.validationNoticeSentAt) }));
    for (const { contact, address, status, place: where, verifiedAt, verifiedHow } of addresses) {
      const how = verifiedHow ? this.word(`debtors.wishes.verify.hows.${verifiedHow}`, verifiedHow) : "";
      const verified = verifiedAt ? this.t("verified", { at: this.at(verifiedAt), how }) : this.t("neverVerified");
      const parts = [contact, address, this.word(`debtors.detail.channelStatus.${status}`, status), where, verified];
      this.paper.text(parts.filter(Boolean).join(" · "), { indent: 12 });
    }
  }

  private allowed({ consents, optOuts }: EvidenceHead): void {
    this.heading(this.t("consents"));
    if (consents.length === 0) this.paper.text(this.t("noConsents"), { colour: "quiet" });
    for (const consent of consents) {
      const { channel, address, kind, purpose, givenBy, wording, evidence } = consent;
      const what = [
        this.channel(channel),
        address,
        this.word(`contactRules.consents.kinds.${kind}`, kind),
        this.word(`contactRules.consents.purposes.${purpose}`, purpose),
        givenBy,
      ];
      this.paper.text(what.filter(Boolean).join(" · "), { gap: 3 });
      const life = [this.t("granted", { at: this.at(consent.grantedAt) })];
      if (consent.expiresAt) life.push(this.t("expires", { at: this.at(consent.expiresAt) }));
      if (consent.revokedAt)
        life.push(this.t("revoked", { at: this.at(consent.revokedAt), how: consent.revokedHow ?? "" }));
      this.paper.text(life.join(" "), { indent: 12, colour: "quiet" });
      if (wording) this.paper.text(`“${wording}”`, { indent: 12 });
      if (evidence) this.paper.text(this.t("evidenceIs", { evidence }), { indent: 12 });
    }
    this.heading(this.t("optOuts"));
    if (optOuts.length === 0) this.paper.text(this.t("noOptOuts"), { colour: "quiet" });
    for (const { channel, address, source, at, liftedAt } of optOuts) {
      const by = this.word(`debtors.detail.optedOutBy.${source}`, source);
      const lifted = liftedAt ? this.t("lifted", { at: this.at(liftedAt) }) : "";
      this.paper.text([this.channel(channel), address, by, this.at(at), lifted].filter(Boolean).join(" · "));
    }
  }

  touch(touch: EvidenceTouch): void {
    this.touches += 1;
    this.paper.divide(60);
    const { id, channel, purpose, status, resultCode, to, campaign } = touch;
    this.paper.text(
      `${this.touches}. ${this.channel(channel)} · ${this.at(touch.sentAt ?? touch.plannedFor)} · ${this.status(status)}`,
      { size: 11, bold: true },
    );
    this.paper.text([id, to, this.word(`touches.purposes.${purpose}`, purpose), campaign].filter(Boolean).join(" · "), {
      colour: "quiet",
    });
    const times = [this.t("planned", { at: this.at(touch.createdAt) })];
    if (touch.sentAt) times.push(this.t("sent", { at: this.at(touch.sentAt) }));
    if (touch.settledAt) times.push(this.t("settled", { at: this.at(touch.settledAt) }));
    if (touch.provider) times.push(this.t("provider", { provider: touch.provider, ref: touch.providerRef ?? "" }));
    this.paper.text(times.join(" "), { colour: "quiet" });
    if (resultCode) this.paper.text(this.reason(resultCode), { colour: "alarm" });
    for (const message of touch.said) this.message(message, this.t("said"));
    if (touch.call) {
      const heard = Object.entries(touch.call).map(([name, value]) => `${name}: ${String(value)}`);
      this.paper.text(this.t("call", { heard: heard.join(" · ") }), { gap: 3 });
    }
    if (touch.transcript.length > 0) this.paper.text(this.say.t("calls.transcript.title"), { bold: true, gap: 5 });
    for (const turn of touch.transcript) this.turn(turn);
    for (const decision of touch.decisions) this.decision(decision);
  }

  private turn({ speaker, kind, text, heard, at }: EvidenceTurn): void {
    const words = kind === "keys" ? this.say.t("calls.transcript.keys", { keys: text }) : text;
    this.paper.text(`${this.at(at)} · ${this.say.t(`calls.speakers.${speaker}`)}: ${words}`, { indent: 12 });
    if (heard !== null)
      this.paper.text(this.say.t("calls.transcript.heard", { text: heard }), { indent: 24, colour: "quiet" });
  }

  reply(reply: EvidenceMessage): void {
    if (this.replies === 0) this.heading(this.t("replies"));
    this.replies += 1;
    this.message(reply, `${this.channel(reply.channel)} · ${this.at(reply.at)} · ${reply.from}`);
  }

  private message({ subject, body, sha256 }: EvidenceMessage, title: string): void {
    this.paper.text(title, { bold: true, gap: 5 });
    if (subject) this.paper.text(subject, { indent: 12, bold: true });
    this.paper.text(body, { indent: 12 });
    this.paper.text(`SHA-256 ${sha256}`, { indent: 12, size: 7, colour: "quiet" });
  }

  private decision(decision: EvidenceDecision): void {
    const { stage, verdict, code, rules, chain, contentHash } = decision;
    const title = this.say.t(`touches.decision.stage.${stage}`);
    this.paper.text(`${title} · ${this.at(decision.at)}: ${this.verdict(verdict)}`, { bold: true, gap: 5 });
    if (code) this.paper.text(this.reason(code), { indent: 12 });
    if (decision.nextAllowedAt)
      this.paper.text(this.t("next", { at: this.at(decision.nextAllowedAt) }), { indent: 12 });
    const found = rules.filter(({ result }) => result !== "pass");
    for (const rule of found) {
      const asks = this.asks(rule);
      this.paper.text(`${this.t(`results.${rule.result}`)} ${rule.ruleId}: ${asks} ${this.source(rule)}`, {
        indent: 12,
      });
    }
    for (const rule of rules) this.read.set(`${rule.ruleId} ${this.asks(rule)}`, rule);
    const passed = [...new Set(rules.filter(({ result }) => result === "pass").map(({ ruleId }) => ruleId))];
    if (passed.length > 0) {
      this.paper.text(this.t("passed", { count: passed.length, rules: passed.join(", ") }), { indent: 12 });
    }
    const zones = decision.candidateZones.join(", ");
    this.paper.text(
      `${this.t("decidedBy", { version: decision.rulePackVersion, input: decision.inputHash || "–" })} ${zones && this.t("zones", { zones })}`,
      { indent: 12, colour: "quiet" },
    );
    const hashes = [
      contentHash && this.t(stage === "plan" ? "templateHash" : "wordsHash", { hash: contentHash }),
      chain &&
        (chain.link === null
          ? this.t("unsealed", { sha256: chain.sha256 })
          : this.t("link", { ...chain, link: chain.link })),
    ];
    this.paper.text(`${decision.id} · ${hashes.filter(Boolean).join(" · ")}`, { indent: 12, size: 7, colour: "quiet" });
  }

  change({ at, actor, action, details, chain }: EvidenceChange): void {
    if (this.changes === 0) this.beginChanges();
    this.changes += 1;
    const who = this.word(`audit.actors.${actor}`, actor);
    const did = this.word(`audit.actions.${action}`, action);
    const what = Object.entries((details ?? {}) as Record<string, unknown>).map(([name, value]) =>
      this.named(name, value),
    );
    this.paper.text(
      `${[this.at(at), who, did, ...what].join(" · ")}${chain?.link == null ? "" : ` · ${this.t("inLink", { link: chain.link })}`}`,
    );
  }

  /** Behind the replies, of which there may be none. */
  private beginChanges(): void {
    if (this.replies === 0) {
      this.heading(this.t("replies"));
      this.paper.text(this.t("noReplies"), { colour: "quiet" });
    }
    this.heading(this.t("changes"));
  }

  tail({ links, seal }: EvidenceTail): void {
    if (this.changes === 0) this.beginChanges();
    this.heading(this.t("rules", { count: this.read.size }));
    this.paper.text(this.t("rulesLead"), { colour: "quiet" });
    for (const rule of [...this.read.values()].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))) {
      this.paper.text(`${rule.ruleId}: ${this.asks(rule)} ${this.source(rule)}`, { gap: 2 });
      if (rule.url) this.paper.text(rule.url, { indent: 12, size: 7, colour: "quiet" });
    }
    this.heading(this.t("chain"));
    this.paper.text(this.t("verify"));
    for (const { seq, hash, previousHash, entries, sealedAt } of links) {
      this.paper.text(this.t("linkIs", { seq, entries, at: sealedAt }), { gap: 3 });
      this.paper.text(`${previousHash} → ${hash}`.replace("→", ">"), { indent: 12, size: 7, colour: "quiet" });
    }
    if (seal) {
      this.paper.text(this.t("seal", { day: seal.day }), { bold: true, gap: 6 });
      for (const line of [seal.statement, seal.signature, seal.keyId, seal.publicKey]) {
        this.paper.text(line, { indent: 12, size: 7 });
      }
    } else {
      this.paper.text(this.t("noSeal"), { colour: "quiet" });
    }
  }

  private heading(text: string): void {
    this.paper.divide(40);
    this.paper.text(text, { size: 13, bold: true });
  }

  private at(iso: string): string {
    const format = { timeZone: this.zone, dateStyle: "medium", timeStyle: "long" } as const;
    return new Intl.DateTimeFormat(this.say.language === "hi" ? "hi-IN" : "en-GB", format).format(new Date(iso));
  }

  private asks({ asks, code }: EvidenceRule): string {
    return asks ? this.say.t(`contactRules.asks.${asks.text}`, asks.values) : this.reason(code);
  }

  private source(rule: EvidenceRule): string {
    const { basis, verified } = rule;
    const citation = citationText(rule, (key, values) => this.say.t(`policy.citations.${key}`, values));
    const where = this.word(`contactRules.basis.${basis}`, basis);
    return `(${citation}; ${where}${verified ? "" : `, ${this.word("contactRules.unverified", "")}`})`;
  }

  private reason = (code: string) => `${this.word(`policy.codes.${code}`, "")} (${code})`.trim();
  private channel = (channel: string) => this.word(`ui.channel.${channel}`, channel);
  private status = (status: string) => this.word(`ui.status.${status}`, status);
  private verdict = (verdict: string) => this.word(`policy.verdict.${verdict}`, verdict);

  /** A detail of the log, or a wish, as people call it. */
  private named(name: string, value: unknown): string {
    const words = (Array.isArray(value) ? value : [value]).map((each) =>
      this.word(`audit.words.${each}`, String(each)),
    );
    return `${this.word(`audit.details.${name}`, name)}: ${words.join(", ")}`;
  }

  private word(key: string, otherwise: string): string {
    return this.say.has(key) ? this.say.t(key) : otherwise;
  }
}

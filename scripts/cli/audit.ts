import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import { withTenant } from "@/db/tenant-transaction";
import {
  action,
  answer,
  exit,
  knownSecret,
  type Output,
  UsageError,
  withDatabase,
  workspaceBySlug,
} from "@/scripts/cli/program";
import type { Problem } from "@/server/audit/chain/check-links";
import { keyIdOf, signerOf } from "@/server/audit/chain/signature";
import { sealFile } from "@/server/audit/chain/statements";
import { type AccessReason, accessReasons } from "@/server/audit/contract";
import { exportChain } from "@/server/audit/sealing/export-chain";
import { readSealFiles } from "@/server/audit/sealing/seal-day";
import { type LogCheck, verifyLog } from "@/server/audit/sealing/verify-log";
import { evidenceJson } from "@/server/evidence/evidence-json";
import { evidencePdf } from "@/server/evidence/evidence-pdf";
import { readEvidence } from "@/server/evidence/read-evidence";
import { type Locale, locales } from "@/server/i18n/locales";
import { sayIn } from "@/server/i18n/say";
import { publicId } from "@/server/public-ids";
import { redecide } from "@/server/touches/redecide";

type OfTenant = Output & { tenant: string };
type Verify = OfTenant & { seal?: string[]; key?: string[] };

type Evidence = OfTenant & { debtor: string; out: string; reason: AccessReason; language: Locale };

/** `duelane audit verify|redecide|seals|export|evidence|key` */
export function auditCommands(program: Command): void {
  const audit = program.command("audit").description("the log of everything that happened: is it as it was written?");
  audit
    .command("verify")
    .description("find any entry or link that was edited, removed, added or moved; exits with 1 when one was")
    .requiredOption("--tenant <slug>", "the workspace's name in its address")
    .option("--seal <files...>", "seals that were handed out earlier, to be found again in the chain")
    .option(
      "--key <files...>",
      "public keys (PEM) to trust beside this installation's own, as after a change of AUTH_SECRET",
    )
    .option("--json", "answer in JSON")
    .action(action((options: Verify) => withDatabase(() => verify(options))));
  audit
    .command("redecide")
    .description("decide every receipt again from what it keeps; exits with 1 where an answer would be another")
    .requiredOption("--tenant <slug>", "the workspace's name in its address")
    .option("--campaign <id>", "only of this campaign, cmp_…")
    .option("--json", "answer in JSON")
    .action(action((options: OfTenant & { campaign?: string }) => withDatabase(() => redecideAll(options))));
  audit
    .command("seals")
    .description("print the signed daily seals, the newest first, to be handed out")
    .requiredOption("--tenant <slug>", "the workspace's name in its address")
    .option("--json", "answer in JSON")
    .action(action((options: OfTenant) => withDatabase(() => seals(options))));
  audit
    .command("export")
    .description("print the chain as lines of JSON: each link, followed by the very lines that it hashes")
    .requiredOption("--tenant <slug>", "the workspace's name in its address")
    .action(action((options: OfTenant) => withDatabase(() => exportLines(options))));
  audit
    .command("evidence")
    .description("write the evidence about one debtor as PDF and JSON: every contact, why it was lawful, what was said")
    .requiredOption("--tenant <slug>", "the workspace's name in its address")
    .requiredOption("--debtor <id>", "deb_…")
    .requiredOption("--out <dir>", "the folder to write evidence-ID.pdf and evidence-ID.json into")
    .addOption(new Option("--reason <reason>", "why it is taken").choices(accessReasons).default("own_audit"))
    .addOption(new Option("--language <language>", "of the PDF").choices(locales).default("en"))
    .option("--json", "answer in JSON")
    .action(action((options: Evidence) => withDatabase(() => evidence(options))));
  audit
    .command("key")
    .description("print the public key that seals are checked with; needs no database")
    .option("--json", "answer in JSON")
    .action(action(async (options: Output) => key(options)));
}

async function verify(options: Verify): Promise<number> {
  const ctx = await workspaceBySlug(options.tenant);
  const keys = trusted(options.key ?? []);
  const handedOut = (options.seal ?? []).flatMap(readSeals);
  const result = await withTenant(ctx, (tx) => verifyLog(tx, ctx.tenantId, { keys, handedOut }));
  answer(options, result, describe);
  return result.intact ? exit.done : exit.failed;
}

function describe(check: LogCheck): string[] {
  const { intact, links, entries, verifiedUntil, unsealed, seals, signatures, problems } = check;
  return [
    intact
      ? `intact: ${entries} entries in ${links} links, ${seals} daily seals${verifiedUntil ? `, verified until ${verifiedUntil.toISOString()}` : ""}`
      : `NOT as it was written: ${problems.length} problem(s) in ${entries} entries and ${links} links`,
    ...problems.map(sentence),
    ...(unsealed > 0 ? [`${unsealed} newer entries wait for the next sealing`] : []),
    ...(signatures === "not_checked" ? ["signatures were not checked: set AUTH_SECRET, or give --key"] : []),
  ];
}

function sentence({ code, seq, sealedAt, count, entries }: Problem): string {
  const where = seq === null ? "" : ` at link ${seq}`;
  const when = sealedAt ? `, sealed ${sealedAt.toISOString()}` : "";
  return `  ${code}${where}${when}${count > 0 ? `: ${count}` : ""}${entries.length > 0 ? ` (${entries.join(", ")})` : ""}`;
}

async function redecideAll(options: OfTenant & { campaign?: string }): Promise<number> {
  const campaignId = options.campaign === undefined ? undefined : publicId("campaign").parse(options.campaign);
  const result = await redecide(await workspaceBySlug(options.tenant), { campaignId });
  answer(options, result, ({ receipts, same, withoutQuestion, otherPack, unreadable, different, otherWords }) => [
    `${receipts} receipts: ${same} decided again with the same answer, ${withoutQuestion} without a question`,
    ...(otherPack > 0 ? [`${otherPack} of another rule pack, not decided again`] : []),
    ...(unreadable > 0 ? [`${unreadable} of people whose key was destroyed`] : []),
    ...different.map((id) => `  ${id} would be decided otherwise`),
    ...otherWords.map((id) => `  ${id} is about other words than those that are kept`),
  ]);
  return result.different.length + result.otherWords.length > 0 ? exit.failed : exit.done;
}

async function seals(options: OfTenant): Promise<undefined> {
  const ctx = await workspaceBySlug(options.tenant);
  const files = await withTenant(ctx, (tx) => readSealFiles(tx, ctx.tenantId));
  answer(options, files, (all) => all.map(({ statement }) => statement));
  return undefined;
}

async function evidence(options: Evidence): Promise<undefined> {
  const ctx = await workspaceBySlug(options.tenant);
  const { reason } = options;
  const debtorId = publicId("debtor").parse(options.debtor);
  mkdirSync(options.out, { recursive: true });
  const fileOf = (format: "pdf" | "json") => join(options.out, `evidence-${options.debtor}.${format}`);
  const partsOf = (format: "pdf" | "json") => readEvidence(ctx, { debtorId, format, reason });
  await pipeline(Readable.from(evidenceJson(partsOf("json"))), createWriteStream(fileOf("json")));
  await pipeline(Readable.from(evidencePdf(partsOf("pdf"), sayIn(options.language))), createWriteStream(fileOf("pdf")));
  answer(options, { pdf: fileOf("pdf"), json: fileOf("json") }, ({ pdf, json }) => [pdf, json]);
  return undefined;
}

async function exportLines(options: OfTenant): Promise<undefined> {
  for await (const text of exportChain(await workspaceBySlug(options.tenant))) process.stdout.write(text);
  return undefined;
}

function key(options: Output): undefined {
  const secret = knownSecret();
  if (!secret) throw new UsageError("There is no secret to derive the key from: set AUTH_SECRET.");
  const { keyId, publicKey } = signerOf(secret);
  answer(options, { keyId, publicKey }, () => publicKey.trim());
  return undefined;
}

function trusted(files: string[]): Map<string, string> {
  const keys = new Map<string, string>();
  const secret = knownSecret();
  if (secret) {
    const { keyId, publicKey } = signerOf(secret);
    keys.set(keyId, publicKey);
  }
  for (const file of files) {
    const pem = readFile(file);
    try {
      keys.set(keyIdOf(pem), pem);
    } catch {
      throw new UsageError(`${file} is no Ed25519 public key in PEM.`);
    }
  }
  return keys;
}

function readSeals(file: string) {
  const text = readFile(file);
  try {
    return z.union([z.array(sealFile), sealFile.transform((one) => [one])]).parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is no seal: it is what \`duelane audit seals --json\` prints.`);
  }
}

function readFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${file} cannot be read: check the path.`);
  }
}

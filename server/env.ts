// The environment, one schema a capability, read at boot. Absent = off and visible; half = refuse to start.
import { z } from "zod";

const url = z.url({ protocol: /^https?$/ });
const socketUrl = z.url({ protocol: /^wss?$/ });
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a phone number like +15125550100");

/** Each capability: the variables that switch it on together, and those that only tune it. */
const capabilities = {
  resend: {
    what: "e-mail by Resend",
    required: {
      RESEND_API_KEY: z.string().min(1),
      RESEND_FROM: z.string().min(3),
      RESEND_WEBHOOK_SECRET: z.string().min(1),
    },
    optional: { RESEND_BASE_URL: url },
  },
  twilio: {
    what: "SMS and calls by Twilio",
    required: {
      TWILIO_ACCOUNT_SID: z.string().regex(/^AC/),
      TWILIO_AUTH_TOKEN: z.string().min(1),
      TWILIO_FROM_NUMBER: phone,
    },
    optional: { TWILIO_API_BASE_URL: url, TWILIO_LOOKUPS_BASE_URL: url },
  },
  browserPhone: {
    what: "taking calls over in the browser",
    required: { TWILIO_API_KEY_SID: z.string().regex(/^SK/), TWILIO_API_KEY_SECRET: z.string().min(1) },
    optional: {},
  },
  stripe: {
    what: "payments by Stripe",
    required: { STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/), STRIPE_WEBHOOK_SECRET: z.string().min(1) },
    optional: { STRIPE_API_BASE_URL: url },
  },
  openai: {
    what: "drafting journeys by OpenAI",
    required: { OPENAI_API_KEY: z.string().min(1) },
    optional: { OPENAI_BASE_URL: url, OPENAI_MODEL: z.string().min(1) },
  },
  voice: {
    what: "calls that an AI leads",
    /** Where Twilio reaches the voice process: what the upgrade's signature is checked against. */
    required: { PUBLIC_WS_URL: socketUrl },
    optional: {
      OPENAI_REALTIME_URL: socketUrl,
      OPENAI_REALTIME_MODEL: z.string().min(1),
      OPENAI_REALTIME_VOICE: z.string().min(1),
      OPENAI_TRANSCRIPTION_MODEL: z.string().min(1),
    },
  },
  google: {
    what: "sign-in with Google",
    required: { GOOGLE_CLIENT_ID: z.string().min(1), GOOGLE_CLIENT_SECRET: z.string().min(1) },
    optional: {},
  },
  inngest: {
    what: "Inngest in place of the embedded runner",
    required: { INNGEST_EVENT_KEY: z.string().min(1), INNGEST_SIGNING_KEY: z.string().min(1) },
    optional: { INNGEST_BASE_URL: url },
  },
} as const;

export type Capability = keyof typeof capabilities;

const base = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgresql:// address"),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(10),
  /** Signs sessions, single-use links and pay links. */
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  /** Opens what is kept of people who were erased; without one AUTH_SECRET does. */
  VAULT_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  /** The secrets that VAULT_SECRET, or AUTH_SECRET in its place, had before, separated by commas. */
  VAULT_SECRETS_OLD: z
    .string()
    .transform((text) => text.split(",").map((secret) => secret.trim()))
    .optional(),
  /** The address people open; links in messages start with it. */
  PUBLIC_URL: url.default("http://localhost:3000"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  WORKER_PORT: z.coerce.number().int().min(1).max(65_535).default(3001),
  VOICE_PORT: z.coerce.number().int().min(1).max(65_535).default(3002),
  /** How long a voice process that is told to stop waits for its calls to end by themselves. */
  VOICE_DRAIN_SECONDS: z.coerce.number().int().min(0).max(3_600).default(300),
  /** Of a backlog, batches of wakes, and of sends, that a worker has at the database at once: see .env.example. */
  WORKER_BATCHES_AT_ONCE: z.coerce.number().int().min(1).max(8).default(2),
  /** Calls that Twilio's account lets begin in a second: see .env.example. */
  TWILIO_CALLS_PER_SECOND: z.coerce.number().min(0.1).max(100).default(1),
  /** The address web and worker listen on; without it all of them, under `npm start` this machine's own only. */
  HOST: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** "1" drives the functions with a local Inngest dev server. */
  INNGEST_DEV: z.string().optional(),
  /** Where files are kept that the database does not hold: recordings of calls. Absent: none are made. */
  FILES_DIR: z.string().min(1).optional(),
  /** How many reverse proxies in front are ours: which X-Forwarded-For entry is the caller. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Without a mail vendor: who may read the local mailbox and sign up without confirming an address. */
  SANDBOX_MAILBOX: z.enum(["this_machine", "anyone"]).default("this_machine"),
});

type Values<C extends Capability> = {
  [K in keyof (typeof capabilities)[C]["required"]]: string;
} & { [K in keyof (typeof capabilities)[C]["optional"]]?: string };

export type Env = z.infer<typeof base> & { [C in Capability]: Values<C> | undefined };

/** Thrown at boot; each line says which variable and what to do. */
export class EnvironmentError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/** Reads and checks the environment; throws EnvironmentError naming every problem at once. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const problems: string[] = [];

  const parsed = base.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(`${issue.path.join(".")}: ${issue.message}`);
  }

  const found: Record<string, Record<string, string> | undefined> = {};
  for (const [name, capability] of Object.entries(capabilities)) {
    found[name] = readCapability(capability, given, problems);
  }
  if (found.voice && (!found.twilio || !found.openai)) {
    const missing = [...(found.twilio ? [] : ["Twilio's"]), ...(found.openai ? [] : ["OpenAI's"])].join(" and ");
    problems.push(`PUBLIC_WS_URL is set, but an AI's calls need ${missing} keys as well. Set them, or unset it.`);
  }
  if (found.browserPhone && !found.twilio) {
    problems.push(
      "TWILIO_API_KEY_SID is set, but a telephone in the browser needs Twilio's keys. Set them, or unset it.",
    );
  }
  if (problems.length > 0 || !parsed.success) throw new EnvironmentError(problems);
  return { ...parsed.data, ...found } as Env;
}

function readCapability(
  capability: { what: string; required: Record<string, z.ZodType>; optional: Record<string, z.ZodType> },
  given: Record<string, string | undefined>,
  problems: string[],
): Record<string, string> | undefined {
  const names = Object.keys(capability.required);
  const present = names.filter((name) => given[name] !== undefined);
  if (present.length === 0) return undefined;
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length > 0) {
    problems.push(
      `${capability.what} is half configured: ${present.join(", ")} set, ${missing.join(", ")} missing. Set all of them, or none to use the sandbox.`,
    );
    return undefined;
  }
  const values: Record<string, string> = {};
  for (const [name, schema] of Object.entries({ ...capability.required, ...capability.optional })) {
    const value = given[name];
    if (value === undefined) continue;
    const checked = schema.safeParse(value);
    if (checked.success) values[name] = value;
    else problems.push(`${name}: ${checked.error.issues[0]?.message ?? "is not valid"}`);
  }
  return values;
}

let cached: Env | undefined;

/** The process's environment, checked once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Every variable this program reads, for the check of .env.example. */
export const knownVariables: string[] = [
  ...Object.keys(base.shape),
  ...Object.values(capabilities).flatMap((c) => [...Object.keys(c.required), ...Object.keys(c.optional)]),
];

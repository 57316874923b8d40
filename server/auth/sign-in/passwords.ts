// argon2id with the OWASP parameters (19 MiB, two passes, one lane), the package's own defaults.
import { hash, verify } from "@node-rs/argon2";

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** The PHC string to keep. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), OPTIONS);
}

/** Whether it is the password; where there is none to compare, the same work is done and the answer is no. */
export async function passwordMatches(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  decoy ??= hash("no account has this password", OPTIONS);
  const matches = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return matches && Boolean(passwordHash);
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { vaultOf } from "@/server/vault/vault";

const [one, other] = ["a".repeat(32), "b".repeat(32)];
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));

test("what is sealed opens again in the same workspace and place, and reads as nothing before", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, unit: "grapheme" }), (text) => {
      const vault = vaultOf("tenant", [one]);
      const sealed = vault.seal(text, "here", random);
      expect(sealed.includes(Buffer.from(text))).toBe(false);
      expect(vault.open(sealed, "here")).toBe(text);
    }),
  );
});

test("it opens nowhere else, for no other workspace, under no other secret, and not once a byte was changed", () => {
  const vault = vaultOf("tenant", [one]);
  const sealed = vault.seal("Dana", "here", random);
  expect(() => vault.open(sealed, "there")).toThrow();
  expect(() => vaultOf("another", [one]).open(sealed, "here")).toThrow();
  expect(() => vaultOf("tenant", [other]).open(sealed, "here")).toThrow(/No key/);
  for (const at of [10, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => vault.open(changed, "here")).toThrow();
  }
});

test("after a change of the secret what was sealed and hashed before is still known", () => {
  const before = vaultOf("tenant", [one]);
  const after = vaultOf("tenant", [other, one]);
  expect(after.open(before.seal("Dana", "here", random), "here")).toBe("Dana");
  expect(after.digest("email", "a@example.com")).not.toBe(before.digest("email", "a@example.com"));
  expect(after.digests("email", "a@example.com")).toContain(before.digest("email", "a@example.com"));
});

test("a hash tells neither kinds nor workspaces apart from outside", () => {
  const vault = vaultOf("tenant", [one]);
  expect(vault.digest("email", "x")).not.toBe(vault.digest("phone", "x"));
  expect(vault.digest("email", "x")).not.toBe(vaultOf("another", [one]).digest("email", "x"));
});

import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { twilioBrowserPhones } from "@/server/providers/twilio/browser-phones";

const keys = {
  TWILIO_ACCOUNT_SID: `AC${"1".repeat(32)}`,
  TWILIO_API_KEY_SID: `SK${"2".repeat(32)}`,
  TWILIO_API_KEY_SECRET: "the-secret-of-the-key",
};
const read = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());

test("a token lets the browser be rung under its name for its time, and call nobody", () => {
  const token = twilioBrowserPhones(keys).admit("abc_123", 600);
  const [head, body, signature] = token.split(".");
  expect(read(head)).toMatchObject({ typ: "JWT", cty: "twilio-fpa;v=1", alg: "HS256" });
  const { iss, sub, grants, iat, exp } = read(body);
  expect({ iss, sub, grants }).toEqual({
    iss: keys.TWILIO_API_KEY_SID,
    sub: keys.TWILIO_ACCOUNT_SID,
    grants: { identity: "abc_123", voice: { incoming: { allow: true } } },
  });
  expect(exp - iat).toBe(600);
  const expected = createHmac("sha256", keys.TWILIO_API_KEY_SECRET).update(`${head}.${body}`).digest("base64url");
  expect(signature).toBe(expected);
});

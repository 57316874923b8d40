import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { distrustForwardedHeaders } from "@/server/auth/door/forwarded-headers";

test("without a proxy of ours nobody can say where they come from", async () => {
  distrustForwardedHeaders();
  distrustForwardedHeaders();
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    const { port } = server.address() as AddressInfo;
    const claimed = {
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": "evil.example",
      "x-real-ip": "203.0.113.9",
    };
    const seen = await (await fetch(`http://127.0.0.1:${port}/`, { headers: claimed })).json();
    expect(seen["x-forwarded-for"]).toBe("127.0.0.1");
    expect(seen).not.toHaveProperty("x-forwarded-host");
    expect(seen).not.toHaveProperty("x-real-ip");
  } finally {
    server.close();
  }
});

// Per test file: a database of its own, copied from the migrated template, and DATABASE_URL pointing at it.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { closeSharedConnection } from "@/db/client";

const name = `test_${randomBytes(8).toString("hex")}`;

beforeAll(async () => {
  const serverUrl = process.env.DUELANE_TEST_SERVER_URL ?? "";
  await onServer(serverUrl, `create database "${name}" template "${process.env.DUELANE_TEST_TEMPLATE}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.toString();
  process.env.AUTH_SECRET ??= "a-secret-for-tests-only-0123456789abcdef";
});

afterAll(async () => {
  await closeSharedConnection();
  await onServer(process.env.DUELANE_TEST_SERVER_URL ?? "", `drop database if exists "${name}" with (force)`);
});

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

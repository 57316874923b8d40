// A live workspace's channel whose vendor has no keys: nothing leaves, and the reason is shown.
import type { ChannelPorts } from "@/server/touches/ports";

const HOUR_SECONDS = 3600;
const notConfigured = {
  name: "unconfigured",
  deduplicates: true,
  send: async () => ({ kind: "not_sent", code: "NOT_CONFIGURED", retryAfterSeconds: HOUR_SECONDS }) as const,
};

/** Every channel switched off. */
export const unconfiguredChannels: ChannelPorts = {
  email: notConfigured,
  sms: notConfigured,
  voice: notConfigured,
  lookup: { name: "unconfigured", lineType: async () => "unknown" },
};

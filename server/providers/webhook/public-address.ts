// Which network addresses an address that somebody typed may lead to: public ones only. Pure but for node:net.
import { BlockList, isIP, isIPv6 } from "node:net";

/** IANA's special-purpose registries, what is not globally reachable. */
const refused = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  refused.addSubnet(net, bits, "ipv4");
}
/** Of IPv6 only what is handed out to the world is let through, less these. */
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  refused.addSubnet(net, bits, "ipv6");
}

/** Whether the numeric address may be connected to. One written inside another (mapped, translated) counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 0) return false;
  if (kind === 4) return !refused.check(address, "ipv4");
  return isIPv6(address) && global.check(address, "ipv6") && !refused.check(address, "ipv6");
}

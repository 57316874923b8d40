// On which channels a graph reaches its debtors. Pure.
import { type Channel, channel, type DraftNode, type ExecutableGraph } from "@/server/journeys/graph/schema";

export function channelsUsed(graph: ExecutableGraph): Channel[] {
  const used = new Set(graph.nodes.map(channelOf));
  return channel.options.filter((each) => used.has(each));
}

/** The channel on which the step itself sends. */
function channelOf(node: DraftNode): Channel | undefined {
  if (node.kind === "send_email") return "email";
  if (node.kind === "send_sms") return "sms";
  if (node.kind === "place_call") return "voice";
  return node.kind === "ladder" ? node.channel : undefined;
}

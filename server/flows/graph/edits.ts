// The edits of a flow: those of every graph; what names a step by id keeps naming it, or nothing. Pure.
import { newNode } from "@/server/flows/graph/new-node";
import { portsOf } from "@/server/flows/graph/ports";
import type { DraftFlow, DraftNode } from "@/server/flows/graph/schema";
import { clipboardOf } from "@/server/graphs/clipboard";
import { editsOf } from "@/server/graphs/edits";

const edits = editsOf<DraftNode, DraftFlow>({ portsOf, newNode });
export const { nodeById, addNode, placeAfter, connect, disconnect, moveNodes, moveAlong, updateNode } = edits;
export const { duplicateNodes, copyNodes, pasteNodes } = clipboardOf<DraftNode, DraftFlow>(connect);

/** Deletes steps; a route to one of them is gone with it. */
export function deleteNodes(flow: DraftFlow, ids: string[]): DraftFlow {
  const left = edits.deleteNodes(flow, ids);
  const routes = Object.entries(left.routes).filter(([, to]) => left.nodes.some((node) => node.id === to));
  return routes.length === Object.keys(left.routes).length ? left : { ...left, routes: Object.fromEntries(routes) };
}

/** Leads what a person may say at any time to a step; without one, the standard answer is given. */
export function setRoute(flow: DraftFlow, route: keyof DraftFlow["routes"], to: string | undefined): DraftFlow {
  const { [route]: _before, ...others } = flow.routes;
  return { ...flow, routes: to === undefined ? others : { ...others, [route]: to } };
}

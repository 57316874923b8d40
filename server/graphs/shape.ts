// What every drawn graph is made of, whatever its steps do: journeys and conversation flows. Steps, connections between
// their ways out, and what helps people read the drawing. Pure.
import { z } from "zod";

const position = z.object({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof position>;

/** What a step has beside its kind and settings. */
export const nodeBase = { id: z.string().min(1).max(64), title: z.string().max(120).optional(), position };

/** `port`: where the edge leaves its node; a grammar's `portsOf` names those of each step. */
const edge = z.object({
  id: z.string().min(1).max(64),
  from: z.string(),
  port: z.string(),
  to: z.string(),
});
export type Edge = z.infer<typeof edge>;

/** Steps that belong together under a title; where the frame stands follows from where they stand. */
const group = z.object({
  id: z.string().min(1).max(64),
  title: z.string().max(120),
  nodeIds: z.array(z.string()).max(300),
});
export type Group = z.infer<typeof group>;

/** A remark on the canvas, for those who draw; nobody else ever sees it. */
const note = z.object({ id: z.string().min(1).max(64), text: z.string().max(2_000), position });
export type Note = z.infer<typeof note>;

/** Connections; groups and notes help people read a graph and change nothing about how it runs. */
export const drawing = {
  edges: z.array(edge).max(600),
  groups: z.array(group).max(100).optional(),
  notes: z.array(note).max(100).optional(),
};

export type DrawnNode = { id: string; kind: string; title?: string; position: Position };
export type DrawnGraph<Node extends DrawnNode = DrawnNode> = {
  nodes: Node[];
  edges: Edge[];
  groups?: Group[];
  notes?: Note[];
};

/** Where edges may leave a step, in the order they are drawn; the last is the main way on. */
export type PortsOf<Node extends DrawnNode> = (node: Node) => string[];

/** Size that a step takes on the canvas. */
export const nodeSize = { width: 248, height: 76 };

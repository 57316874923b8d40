// How a connection runs on the canvas: straight down where nothing stands in its way, else along a lane beside the
// steps that it passes. Pure.

import { type DrawnGraph, type DrawnNode, nodeSize, type PortsOf } from "@/server/graphs/shape";

type Point = { x: number; y: number };
type Lane = { x: number; top: number; bottom: number };

const clearance = 24;
const laneGap = 16;

/** Where a way out of a step leaves it. */
export function portPoint<Node extends DrawnNode>(node: Node, port: string, portsOf: PortsOf<Node>): Point {
  const ports = portsOf(node);
  const share = (ports.indexOf(port) + 1) / (ports.length + 1);
  return { x: node.position.x + nodeSize.width * share, y: node.position.y + nodeSize.height };
}

const known = new WeakMap<DrawnGraph, Map<string, number>>();

/** The x of the lane that each connection needs which cannot run straight. A graph never changes, so it is asked once. */
export function lanesOf<Node extends DrawnNode>(graph: DrawnGraph<Node>, portsOf: PortsOf<Node>): Map<string, number> {
  const before = known.get(graph);
  if (before) return before;
  const lanes = findLanes(graph, portsOf);
  known.set(graph, lanes);
  return lanes;
}

function findLanes<Node extends DrawnNode>(graph: DrawnGraph<Node>, portsOf: PortsOf<Node>): Map<string, number> {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const lanes = new Map<string, number>();
  const taken: Lane[] = [];
  for (const edge of graph.edges) {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (!from || !to) continue;
    const start = portPoint(from, edge.port, portsOf);
    const end = { x: to.position.x + nodeSize.width / 2, y: to.position.y };
    const others = graph.nodes.filter((node) => node !== from && node !== to);
    if (end.y >= start.y + clearance && !blocked(straight(start, end), others)) continue;
    const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
    const x = freeLane(start.x, { top, bottom }, graph.nodes, taken);
    taken.push({ x, top, bottom });
    lanes.set(edge.id, x);
  }
  return lanes;
}

/** The corners of a connection: by its lane if it has one. */
export function cornersOf(start: Point, end: Point, lane: number | undefined): Point[] {
  if (lane === undefined) return straight(start, end);
  const [below, above] = [start.y + clearance, end.y - clearance];
  return [start, { x: start.x, y: below }, { x: lane, y: below }, { x: lane, y: above }, { x: end.x, y: above }, end];
}

/**
 * Where a connection is named: on its upright part under the step that it leaves, or, where that has too many ways out for
 * their names to stand side by side, above the step that it leads to.
 */
export function labelPoint(corners: Point[], lane: number | undefined, isCrowded: boolean): Point {
  const nearby = lane === undefined ? [corners[0], corners[1]] : [corners[2], corners[3]];
  const [from, to] = isCrowded ? [corners[3], corners[2]] : nearby;
  if (!from || !to) return { x: 0, y: 0 };
  const half = (to.y - from.y) / 2;
  return { x: from.x, y: from.y + (lane === undefined ? half : Math.sign(half) * Math.min(40, Math.abs(half))) };
}

function straight(start: Point, end: Point): Point[] {
  const middle = end.y - Math.min(clearance, (end.y - start.y) / 2);
  return [start, { x: start.x, y: middle }, { x: end.x, y: middle }, end];
}

function blocked(corners: Point[], nodes: DrawnNode[]): boolean {
  return nodes.some((node) => corners.some((corner, at) => at > 0 && crosses(corners[at - 1] ?? corner, corner, node)));
}

/** Whether an upright or level line touches a step, with a little air around it. */
export function crosses(a: Point, b: Point, { position }: DrawnNode): boolean {
  const air = 8;
  return (
    Math.max(a.x, b.x) > position.x - air &&
    Math.min(a.x, b.x) < position.x + nodeSize.width + air &&
    Math.max(a.y, b.y) > position.y - air &&
    Math.min(a.y, b.y) < position.y + nodeSize.height + air
  );
}

/** Beside everything on the way, on the nearer side, and not on top of another lane. */
function freeLane(from: number, span: { top: number; bottom: number }, nodes: DrawnNode[], taken: Lane[]): number {
  const passed = nodes.filter(
    ({ position }) => position.y < span.bottom + clearance && position.y + nodeSize.height > span.top - clearance,
  );
  const right = Math.max(from, ...passed.map((node) => node.position.x + nodeSize.width)) + clearance;
  const left = Math.min(from, ...passed.map((node) => node.position.x)) - clearance;
  const step = right - from <= from - left ? laneGap : -laneGap;
  let x = step > 0 ? right : left;
  while (taken.some((lane) => Math.abs(lane.x - x) < laneGap && lane.top < span.bottom && lane.bottom > span.top)) {
    x += step;
  }
  return x;
}

/** The corners as an SVG path with rounded bends. */
export function roundedPath(corners: Point[], radius = 10): string {
  return corners
    .map((corner, at) => {
      const [before, after] = [corners[at - 1], corners[at + 1]];
      if (!before) return `M ${corner.x},${corner.y}`;
      if (!after) return `L ${corner.x},${corner.y}`;
      const bend = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
      const [enter, leave] = [towards(corner, before, bend), towards(corner, after, bend)];
      return `L ${enter.x},${enter.y} Q ${corner.x},${corner.y} ${leave.x},${leave.y}`;
    })
    .join(" ");
}

const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}

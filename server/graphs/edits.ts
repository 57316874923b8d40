// Every edit of a graph is a pure function from graph to graph: undo is the previous value. An edit that makes no sense (a
// step that is gone, a way out that a step does not have) changes nothing and returns the same graph. What a step is and
// where edges leave it is the grammar's to say.
import { keepMembers } from "@/server/graphs/annotations";
import { freeId, idsIn } from "@/server/graphs/ids";
import {
  type DrawnGraph,
  type DrawnNode,
  type Edge,
  nodeSize,
  type PortsOf,
  type Position,
} from "@/server/graphs/shape";

/** Where a step is put: on a connection, on a way out, or loose on the canvas. */
export type Place = { edgeId: string } | { from: string; port: string } | { position: Position };

export type Grammar<Node extends DrawnNode> = {
  portsOf: PortsOf<Node>;
  /** A fresh step of a kind. */
  newNode(kind: Node["kind"], id: string, position: Position): Node;
};

const step = nodeSize.height + 64;

/** The edits of one kind of graph. */
export function editsOf<Node extends DrawnNode, Graph extends DrawnGraph<Node>>(grammar: Grammar<Node>) {
  return {
    nodeById,
    addNode,
    placeAfter,
    connect,
    disconnect,
    moveNodes,
    moveAlong,
    updateNode,
    deleteNodes,
  };

  /** The step, if it is there. */
  function nodeById(graph: Graph, id: string): Node | undefined {
    return graph.nodes.find((node) => node.id === id);
  }

  /** Adds a step of a kind; on a connection it goes between its two ends. */
  function addNode(graph: Graph, kind: Node["kind"], place: Place): { graph: Graph; id: string } {
    const id = freeId(kind, idsIn(graph));
    return { graph: insert(graph, grammar.newNode(kind, id, { x: 0, y: 0 }), place), id };
  }

  /** Where a step goes "after" another: on the way that leads on from it; after an exit, or without one, loose below. */
  function placeAfter(graph: Graph, id: string | undefined): Place {
    const node = nodeById(graph, id ?? "") ?? graph.nodes.find((candidate) => candidate.kind === "start");
    const port = node && grammar.portsOf(node).at(-1);
    if (node && port) return { from: node.id, port };
    const { x, y } = node?.position ?? { x: 0, y: 0 };
    return { position: { x, y: y + step } };
  }

  /** Puts a given step somewhere. */
  function insert(graph: Graph, node: Node, place: Place): Graph {
    if ("position" in place) return { ...graph, nodes: [...graph.nodes, { ...node, position: place.position }] };
    const edge =
      "edgeId" in place
        ? graph.edges.find((candidate) => candidate.id === place.edgeId)
        : graph.edges.find((candidate) => candidate.from === place.from && candidate.port === place.port);
    const way = edge ?? ("from" in place ? place : undefined);
    const before = way && nodeById(graph, way.from);
    if (!way || !before) return graph;
    const after = edge && nodeById(graph, edge.to);
    const position = { x: after?.position.x ?? before.position.x, y: after?.position.y ?? before.position.y + step };
    const moved = after ? makeRoom(graph, position, before.id) : graph;
    const placed = { ...moved, nodes: [...moved.nodes, { ...node, position }] };
    const linked = connect(placed, way.from, way.port, node.id);
    const out = grammar.portsOf(node).at(-1);
    return after && out ? connect(linked, node.id, out, after.id) : linked;
  }

  /** Moves down what stands in the way of a step put above it. */
  function makeRoom(graph: Graph, from: Position, except: string): Graph {
    const nodes = graph.nodes.map((node) =>
      node.id !== except && node.position.y >= from.y
        ? { ...node, position: { ...node.position, y: node.position.y + step } }
        : node,
    );
    return { ...graph, nodes };
  }

  /** Leads a way out to a step, in place of where it led before. */
  function connect(graph: Graph, from: string, port: string, to: string): Graph {
    const [source, target] = [nodeById(graph, from), nodeById(graph, to)];
    if (!source || !target || target.kind === "start" || !grammar.portsOf(source).includes(port)) return graph;
    if (graph.edges.some((edge) => edge.from === from && edge.port === port && edge.to === to)) return graph;
    const others = graph.edges.filter((edge) => edge.from !== from || edge.port !== port);
    const wanted = `${from}-${port}`;
    const ids = new Set(others.map((edge) => edge.id));
    const id = ids.has(wanted) ? freeId(wanted, ids) : wanted;
    return { ...graph, edges: [...others, { id, from, port, to }] };
  }

  /** Removes a connection. */
  function disconnect(graph: Graph, edgeId: string): Graph {
    if (!graph.edges.some((edge) => edge.id === edgeId)) return graph;
    return { ...graph, edges: graph.edges.filter((edge) => edge.id !== edgeId) };
  }

  /** Moves steps and notes on the canvas; nothing else changes. */
  function moveNodes(graph: Graph, moves: Record<string, Position>): Graph {
    const stays = ({ id, position }: { id: string; position: Position }) => {
      const to = moves[id];
      return !to || (to.x === position.x && to.y === position.y);
    };
    if (graph.nodes.every(stays) && (graph.notes ?? []).every(stays)) return graph;
    const moved = <Thing extends { id: string; position: Position }>(thing: Thing): Thing =>
      stays(thing) ? thing : { ...thing, position: moves[thing.id] ?? thing.position };
    return {
      ...graph,
      nodes: graph.nodes.map(moved),
      ...(graph.notes && { notes: graph.notes.map(moved) }),
    };
  }

  /** Takes a step one place further along the main way, or one back; its side ways stay its own. */
  function moveAlong(graph: Graph, id: string, where: "later" | "earlier"): Graph {
    const mover = where === "later" ? nodeById(graph, id) : before(graph, id);
    const way = mover && mainEdge(graph, mover);
    const other = way && nodeById(graph, way.to);
    if (!mover || !way || !other || mover.kind === "start" || other.id === mover.id) return graph;
    const port = grammar.portsOf(other).at(-1);
    const onward = mainEdge(graph, other);
    if (!port || onward?.to === mover.id) return graph;
    const led = graph.edges.reduce(
      (so, edge) => (edge.to === mover.id ? connect(so, edge.from, edge.port, other.id) : so),
      disconnect(graph, way.id),
    );
    const linked = connect(led, other.id, port, mover.id);
    const whole = onward ? connect(linked, mover.id, way.port, onward.to) : linked;
    return moveNodes(whole, { [mover.id]: other.position, [other.id]: mover.position });
  }

  /** The step whose main way leads to this one. */
  function before(graph: Graph, id: string): Node | undefined {
    return graph.nodes.find((node) => node.id !== id && mainEdge(graph, node)?.to === id);
  }

  function mainEdge(graph: Graph, node: Node): Edge | undefined {
    const port = grammar.portsOf(node).at(-1);
    return graph.edges.find((edge) => edge.from === node.id && edge.port === port);
  }

  /** Replaces a step's settings; connections from ways out that it no longer has are dropped. */
  function updateNode(graph: Graph, node: Node): Graph {
    const old = nodeById(graph, node.id);
    if (!old || old.kind !== node.kind) return graph;
    const ports = grammar.portsOf(node);
    return {
      ...graph,
      nodes: graph.nodes.map((candidate) => (candidate.id === node.id ? node : candidate)),
      edges: graph.edges.filter((edge) => edge.from !== node.id || ports.includes(edge.port)),
    };
  }

  /** Deletes steps; where a deleted step had one obvious way on, what led to it leads there. The start stays. */
  function deleteNodes(graph: Graph, ids: string[]): Graph {
    return keepMembers(ids.reduce(deleteNode, graph));
  }

  function deleteNode(graph: Graph, id: string): Graph {
    const node = nodeById(graph, id);
    if (!node || node.kind === "start") return graph;
    const onward = onwardEdge(graph, node);
    const edges = graph.edges.flatMap((edge): Edge[] => {
      if (edge.from === id) return [];
      if (edge.to !== id) return [edge];
      return onward && onward.to !== id ? [{ ...edge, to: onward.to }] : [];
    });
    return { ...graph, nodes: graph.nodes.filter((candidate) => candidate.id !== id), edges };
  }

  /** Where the flow goes on without the step: its last way out that leads somewhere (`next`, `timeout`, `else`). */
  function onwardEdge(graph: Graph, node: Node): Edge | undefined {
    const leaving = graph.edges.filter((edge) => edge.from === node.id);
    const main = grammar.portsOf(node).at(-1);
    return leaving.find((edge) => edge.port === main) ?? (leaving.length === 1 ? leaving[0] : undefined);
  }
}

/** What is selected once steps are gone: the step that led to the first of them. */
export function stepBefore(graph: DrawnGraph, ids: readonly string[]): string[] {
  const edge = graph.edges.find((candidate) => candidate.to === ids[0] && !ids.includes(candidate.from));
  return edge ? [edge.from] : [];
}

// How templates are written down: step after step, each from the ways out that the last one left open. Pure.
import type { DrawnNode, Edge } from "@/server/graphs/shape";

/** A graph in the making. */
export class Sketch<Node extends DrawnNode> {
  protected readonly nodes: Node[];
  protected readonly edges: Edge[] = [];
  private open: [from: string, port: string][];

  constructor(start: Node) {
    this.nodes = [start];
    this.open = [[start.id, "next"]];
  }

  /** Puts a step behind what is open; it goes on by these ways out. */
  add(node: Node, ...out: string[]): this {
    this.nodes.push(node);
    this.to(node.id);
    this.open = out.map((port) => [node.id, port]);
    return this;
  }

  /** These ways out, too, lead to whatever is added next. */
  join(...ways: [from: string, port: string][]): this {
    this.open.push(...ways);
    return this;
  }

  /** Leads what is open to a step that is there. */
  to(id: string): this {
    for (const [from, port] of this.open) this.edges.push({ id: `${from}-${port}`, from, port, to: id });
    this.open = [];
    return this;
  }
}

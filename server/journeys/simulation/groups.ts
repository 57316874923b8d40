// Debtors who share an address meet in one contact ledger; all others never do. Pure.
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";

/** Groups that can be simulated one after the other, in the order of their first debtors. */
export function groupsOf(debtors: readonly SimulatedDebtor[]): SimulatedDebtor[][] {
  const parent = debtors.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let walk = at; walk !== root; ) {
      const next = parent[walk] ?? root;
      parent[walk] = root;
      walk = next;
    }
    return root;
  };
  const firstAt = new Map<string, number>();
  for (const [at, { facts, contacts }] of debtors.entries()) {
    for (const { address } of [...facts.points, ...contacts]) {
      const other = firstAt.get(address);
      if (other === undefined) firstAt.set(address, at);
      else parent[Math.max(rootOf(at), rootOf(other))] = Math.min(rootOf(at), rootOf(other));
    }
  }
  const groups = new Map<number, SimulatedDebtor[]>();
  for (const [at, debtor] of debtors.entries()) {
    const root = rootOf(at);
    const group = groups.get(root);
    if (group) group.push(debtor);
    else groups.set(root, [debtor]);
  }
  return [...groups.values()];
}

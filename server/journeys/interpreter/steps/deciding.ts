// Steps that only choose where to go on, and keep why. Pure.
import type { Behaviour } from "@/server/journeys/interpreter/behaviours";
import { chooseChannel } from "@/server/journeys/interpreter/choose-channel";
import { armOf } from "@/server/journeys/interpreter/split";
import { type Explanation, evaluate } from "@/server/journeys/rules/evaluate";

export const branch: Behaviour<"branch"> = {
  enter(walk, node) {
    const tried: { path: string; why: Explanation }[] = [];
    for (const path of node.paths) {
      const why = evaluate(path.when, walk.facts, walk.now);
      tried.push({ path: path.id, why });
      if (why.holds) break;
    }
    const last = tried.at(-1);
    const port = last?.why.holds ? last.path : "else";
    walk.events.push({ kind: "branched", nodeId: node.id, port, tried });
    return walk.go(port);
  },
};

export const split: Behaviour<"split"> = {
  enter(walk, node) {
    const arm = armOf(node.arms, walk.facts.enrollmentId, node.id);
    if (!arm) return walk.park("edge_missing");
    walk.state = { ...walk.state, arms: { ...walk.state.arms, [node.id]: arm.id } };
    walk.events.push({ kind: "split", nodeId: node.id, arm: arm.id, holdout: arm.holdout === true });
    return walk.go(arm.id);
  },
};

export const chooseChannelStep: Behaviour<"choose_channel"> = {
  enter(walk, node) {
    const { channel, reasons } = chooseChannel(node.channels, walk.facts);
    walk.events.push({ kind: "chose_channel", nodeId: node.id, channel, reasons });
    return walk.go(channel ?? "none");
  },
};

export const goTo: Behaviour<"go_to"> = {
  enter(walk, node) {
    walk.events.push({ kind: "jumped", from: node.id, to: node.target });
    return walk.enter(node.target);
  },
};

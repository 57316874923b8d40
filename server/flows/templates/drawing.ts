// How a flow's templates are written down: every text in English and Hindi. Pure.
import { portsOf } from "@/server/flows/graph/ports";
import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";
import type { Condition, Path, SpokenText } from "@/server/flows/graph/settings";
import type { Opening } from "@/server/flows/graph/speech";
import { layoutDrawing } from "@/server/graphs/layout";
import { Sketch } from "@/server/graphs/sketch";

const position = { x: 0, y: 0 };
type Settings<Kind extends NodeKind> = Omit<Extract<DraftNode, { kind: Kind }>, "id" | "kind" | "position" | "title">;

export const patience = { silenceMs: 8_000, attemptsMax: 3 };

/** A flow in the making. */
export class FlowDrawing extends Sketch<DraftNode> {
  constructor(opens: Record<Opening, SpokenText[]>) {
    super({ id: "start", kind: "start", position, ...opens });
  }

  /** The flow, laid out. */
  flow(routes: DraftFlow["routes"]): DraftFlow {
    const drawn: DraftFlow = {
      schemaVersion: 1,
      languages: ["en", "hi"],
      routes,
      nodes: this.nodes,
      edges: this.edges,
    };
    return layoutDrawing<DraftNode, DraftFlow>(drawn, portsOf);
  }
}

export function text(en: string, hi: string): SpokenText {
  return { en, hi };
}

/** A step of a kind. */
export function step<Kind extends NodeKind>(
  kind: Kind,
  id: string,
  title: string,
  settings: Settings<Kind>,
): DraftNode {
  return { id, kind, title, position, ...settings } as DraftNode;
}

export function path(id: string, label: string, when: Condition): Path {
  return { id, label, when };
}

/** Who speaks, that a machine does, and that it is recorded: how every template opens. */
export const opening: Record<Opening, SpokenText[]> = {
  sentences: [
    text(
      "Hello, this is an automated assistant with an artificial voice calling from {{company.name}}. This call may be recorded.",
      "नमस्ते, मैं {{company.name}} की ओर से कृत्रिम आवाज़ में बोलने वाला स्वचालित सहायक हूँ। यह कॉल रिकॉर्ड की जा सकती है।",
    ),
  ],
  inbound: [
    text(
      "Thank you for calling {{company.name}}. This is an automated assistant with an artificial voice. This call may be recorded.",
      "{{company.name}} को कॉल करने के लिए धन्यवाद। मैं कृत्रिम आवाज़ में बोलने वाला स्वचालित सहायक हूँ। यह कॉल रिकॉर्ड की जा सकती है।",
    ),
  ],
  written: [
    text(
      "This is an automated assistant of {{company.name}}, an artificial intelligence.",
      "मैं {{company.name}} का स्वचालित सहायक हूँ, एक कृत्रिम बुद्धिमत्ता।",
    ),
  ],
};

/** What a machine hears: who called, and nothing of why. */
export const voicemail = step("voicemail", "voicemail", "Leave a message", {
  message: text(
    "Hello, this is an automated message from {{company.name}}. Please call us back at {{company.phone}}. Thank you.",
    "नमस्ते, यह {{company.name}} का स्वचालित संदेश है। कृपया हमें {{company.phone}} पर वापस कॉल करें। धन्यवाद।",
  ),
  beepWaitMs: 10_000,
});

/** The end, with its outcome and its goodbye. */
export function end(id: string, title: string, outcome: string, goodbye: SpokenText): DraftNode {
  return step("end", id, title, { outcome, goodbye });
}

export const goodbye = text("Thank you for your time. Goodbye.", "आपके समय के लिए धन्यवाद। नमस्ते।");

// What a conversation flow is. Two schemas: a draft may be incomplete, an executable flow may not. Pure.
import { z } from "zod";
import { settings } from "@/server/flows/graph/settings";
import { language } from "@/server/flows/languages";
import { ownSkills } from "@/server/flows/skills/own-skill";
import { drawing, nodeBase } from "@/server/graphs/shape";

export const nodeKinds = [
  "start",
  "say",
  "ask",
  "listen",
  "skill",
  "answer",
  "offer",
  "verify",
  "menu",
  "transfer",
  "callback",
  "voicemail",
  "end",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** A step with every setting there. */
function whole<Kind extends NodeKind, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.object({ ...nodeBase, kind: z.literal(kind), ...shape });
}

/** The same while it is drawn: every setting may still be missing. */
function drawn<Kind extends NodeKind, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.object({ ...nodeBase, kind: z.literal(kind), ...z.object(shape).partial().shape });
}

const draftNode = z.discriminatedUnion("kind", [
  drawn("start", settings.start),
  drawn("say", settings.say),
  drawn("ask", settings.ask),
  drawn("listen", settings.listen),
  drawn("skill", settings.skill),
  drawn("answer", settings.answer),
  drawn("offer", settings.offer),
  drawn("verify", settings.verify),
  drawn("menu", settings.menu),
  drawn("transfer", settings.transfer),
  drawn("callback", settings.callback),
  drawn("voicemail", settings.voicemail),
  drawn("end", settings.end),
]);
export type DraftNode = z.infer<typeof draftNode>;

const executableNode = z.discriminatedUnion("kind", [
  whole("start", settings.start),
  whole("say", settings.say),
  whole("ask", settings.ask),
  whole("listen", settings.listen),
  whole("skill", settings.skill),
  whole("answer", settings.answer),
  whole("offer", settings.offer),
  whole("verify", settings.verify),
  whole("menu", settings.menu),
  whole("transfer", settings.transfer),
  whole("callback", settings.callback),
  whole("voicemail", settings.voicemail),
  whole("end", settings.end),
]);
export type ExecutableNode = z.infer<typeof executableNode>;

/** Steps that are gone to from anywhere once the person says so; only after they proved who they are. */
const routes = z.object({ dispute: z.string().optional(), person: z.string().optional() });

const common = {
  schemaVersion: z.literal(1),
  /** Every text is there in each of them; the conversation follows the person between them. */
  languages: z.array(language).min(1).max(10),
  routes,
  /** The workspace's own skills that steps call, as they were when this was published. Drafts that are kept have none. */
  ownSkills: ownSkills.optional(),
  edges: drawing.edges,
  groups: drawing.groups,
  notes: drawing.notes,
};

/** How many steps a flow may have. */
export const nodesMax = 200;

export const draftFlow = z.object({ ...common, nodes: z.array(draftNode).max(nodesMax) });
export type DraftFlow = z.infer<typeof draftFlow>;

/** Shape only; `validateFlow` proves the rest. */
export const executableFlow = z.object({ ...common, nodes: z.array(executableNode).min(2).max(nodesMax) });
export type ExecutableFlow = z.infer<typeof executableFlow>;

import {
  BookOpenText,
  CalendarClock,
  CircleHelp,
  Ear,
  Flag,
  Forward,
  Grid3x3,
  HandCoins,
  type LucideIcon,
  MessageCircle,
  Play,
  ShieldQuestion,
  Voicemail,
  Wrench,
} from "lucide-react";
import type { NodeKind } from "@/server/flows/graph/schema";

/** How each kind of step looks. */
export const kindIcon: Record<NodeKind, LucideIcon> = {
  start: Play,
  say: MessageCircle,
  ask: CircleHelp,
  listen: Ear,
  skill: Wrench,
  answer: BookOpenText,
  offer: HandCoins,
  verify: ShieldQuestion,
  menu: Grid3x3,
  transfer: Forward,
  callback: CalendarClock,
  voicemail: Voicemail,
  end: Flag,
};

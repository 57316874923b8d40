import {
  FileText,
  FlaskConical,
  Import,
  LayoutDashboard,
  type LucideIcon,
  Megaphone,
  MessagesSquare,
  Phone,
  Route,
  Scale,
  Send,
  Settings,
  ShieldCheck,
  Users,
} from "lucide-react";
import { type Action, may, type Role } from "@/server/tenancy/permissions";

export type SectionKey =
  | "overview"
  | "debtors"
  | "invoices"
  | "imports"
  | "journeys"
  | "conversations"
  | "campaigns"
  | "touches"
  | "calls"
  | "policy"
  | "privacy"
  | "sandbox"
  | "settings";

export type Section = {
  key: SectionKey;
  path: string;
  icon: LucideIcon;
  shortcut: string;
  sandboxOnly?: boolean;
  /** Shown to those who may. */
  action?: Action;
};

/** The rooms of a workspace in their order; `shortcut` is pressed after g. */
const sections: readonly Section[] = [
  { key: "overview", path: "", icon: LayoutDashboard, shortcut: "o" },
  { key: "debtors", path: "/debtors", icon: Users, shortcut: "d" },
  { key: "invoices", path: "/invoices", icon: FileText, shortcut: "i" },
  { key: "imports", path: "/imports", icon: Import, shortcut: "m" },
  { key: "journeys", path: "/journeys", icon: Route, shortcut: "j" },
  { key: "conversations", path: "/conversations", icon: MessagesSquare, shortcut: "v" },
  { key: "campaigns", path: "/campaigns", icon: Megaphone, shortcut: "c" },
  { key: "touches", path: "/touches", icon: Send, shortcut: "t" },
  { key: "calls", path: "/calls", icon: Phone, shortcut: "l" },
  { key: "policy", path: "/policy", icon: Scale, shortcut: "r" },
  { key: "privacy", path: "/privacy", icon: ShieldCheck, shortcut: "p", action: "rights.read" },
  { key: "sandbox", path: "/sandbox", icon: FlaskConical, shortcut: "b", sandboxOnly: true },
  { key: "settings", path: "/settings", icon: Settings, shortcut: "s" },
];

export function sectionsFor({ mode, role }: { mode: "live" | "sandbox"; role: Role }): Section[] {
  return sections.filter(
    ({ sandboxOnly, action }) => (!sandboxOnly || mode === "sandbox") && (!action || may(role, action)),
  );
}

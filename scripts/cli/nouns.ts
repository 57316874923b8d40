// What the command line can be asked about. Only the noun that is called is loaded, so that a command without data starts
// fast and needs no database.
import type { Command } from "commander";

type Noun = { description: string; add(program: Command): Promise<void> };

export const nouns: Record<string, Noun> = {
  tenants: {
    description: "workspaces of this installation",
    add: async (program) => (await import("@/scripts/cli/tenants")).tenantCommands(program),
  },
  imports: {
    description: "invoices, debtors and contacts from files",
    add: async (program) => (await import("@/scripts/cli/imports")).importCommands(program),
  },
  journeys: {
    description: "escalation journeys as files",
    add: async (program) => (await import("@/scripts/cli/journeys")).journeyCommands(program),
  },
  flows: {
    description: "conversation flows as files: validate, try on personas, talk with",
    add: async (program) => (await import("@/scripts/cli/flows")).flowCommands(program),
  },
  campaigns: {
    description: "journeys at work on debtors",
    add: async (program) => (await import("@/scripts/cli/campaigns")).campaignCommands(program),
  },
  touches: {
    description: "attempts to reach debtors",
    add: async (program) => (await import("@/scripts/cli/touches")).touchCommands(program),
  },
  audit: {
    description: "the log of everything that happened: is it as it was written?",
    add: async (program) => (await import("@/scripts/cli/audit")).auditCommands(program),
  },
  rights: {
    description: "what people ask about their data: list, plan, export, erase",
    add: async (program) => (await import("@/scripts/cli/rights")).rightsCommands(program),
  },
  retention: {
    description: "how long data is kept, and what the next run deletes",
    add: async (program) => (await import("@/scripts/cli/rights")).retentionCommands(program),
  },
  policy: {
    description: "contact rules: may this person be contacted now?",
    add: async (program) => (await import("@/scripts/cli/policy")).policyCommands(program),
  },
  clock: {
    description: "the movable clock of a sandbox workspace",
    add: async (program) => (await import("@/scripts/cli/clock")).clockCommands(program),
  },
};

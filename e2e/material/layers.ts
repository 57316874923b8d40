// What opens over a page: each dialog and sheet of the product, the page it is opened on and how.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { loadMessages, type Messages } from "@/server/i18n/catalogue";
import type { Locale } from "@/server/i18n/locales";

/** The words of a message in the reader's language. */
export type Say = (key: string) => string;
type Layer = { of: string; open: (page: Page, say: Say) => Promise<void> };

export function words(locale: Locale): Say {
  const messages = loadMessages(locale);
  return (key) => {
    const found = key
      .split(".")
      .reduce<Messages | string | undefined>(
        (level, name) => (typeof level === "object" ? level[name] : undefined),
        messages,
      );
    if (typeof found !== "string") throw new Error(`There is no message ${key}.`);
    return found;
  };
}

const press =
  (...keys: string[]): Layer["open"] =>
  async (page, say) => {
    for (const key of keys) {
      const name = say(key);
      await page.getByRole("button", { name, exact: true }).or(page.getByRole("menuitem", { name })).first().click();
    }
  };

/** Open on every page of a workspace, looked at on its overview. */
const anywhere: Layer[] = [
  { of: "shell/command-palette.tsx", open: (page) => page.keyboard.press("ControlOrMeta+k") },
  { of: "shell/shortcuts-dialog.tsx", open: (page) => page.keyboard.press("?") },
];

export const layers: Record<string, Layer[]> = {
  "/[workspace]": [
    ...anywhere,
    {
      of: "overview/money-sheet.tsx",
      open: async (page) => {
        await page.goto(`${page.url()}?show=collected`);
      },
    },
  ],
  "/[workspace]/campaigns/[campaign]": [
    { of: "campaigns/campaign-actions.tsx", open: press("campaigns.actions.end") },
    { of: "campaigns/resume-dialog.tsx", open: press("campaigns.resume.button") },
    { of: "campaigns/results/plan-dialog.tsx", open: press("campaigns.planCard.change") },
    { of: "campaigns/results/move-dialog.tsx", open: press("campaigns.move.open") },
  ],
  "/[workspace]/calls/[call]": [{ of: "calls/notes/note-entry.tsx", open: press("calls.notes.remove") }],
  "/[workspace]/conversations": [{ of: "flow-builder/catalogue/new-flow-dialog.tsx", open: press("flows.new") }],
  "/[workspace]/conversations/[flow]": [
    { of: "flow-builder/publish-dialog.tsx", open: press("flows.publish.button") },
    { of: "flow-builder/versions/versions-sheet.tsx", open: press("builder.more", "builder.history.title") },
  ],
  "/[workspace]/debtors/[debtor]": [
    { of: "audit/export-dialog.tsx", open: press("evidence.open") },
    { of: "debtors/promise-dialog.tsx", open: press("debtors.detail.actions.promise") },
    { of: "debtors/dispute-dialog.tsx", open: press("debtors.detail.actions.menu", "debtors.detail.actions.dispute") },
    { of: "debtors/opt-out-dialog.tsx", open: press("debtors.detail.actions.menu", "debtors.detail.actions.optOut") },
    { of: "debtors/stop-dialog.tsx", open: press("debtors.detail.actions.menu", "debtors.detail.actions.stop") },
    { of: "debtors/wishes/wishes-dialog.tsx", open: press("debtors.wishes.change") },
    {
      of: "debtors/wishes/verify-dialog.tsx",
      open: (page, say) =>
        page
          .getByRole("button", { name: say("debtors.wishes.verify.open") })
          .first()
          .click(),
    },
    {
      of: "privacy/open-request-dialog.tsx",
      open: press("debtors.detail.actions.menu", "debtors.detail.actions.privacy"),
    },
    { of: "debtors/consents/record-consent-dialog.tsx", open: press("contactRules.consents.add") },
    {
      of: "debtors/consents/revoke-consent-dialog.tsx",
      open: (page, say) =>
        page
          .getByRole("button", { name: `${say("contactRules.consents.revoke")} ` })
          .first()
          .click(),
    },
    { of: "payments/record-payment-dialog.tsx", open: press("payments.record") },
    {
      of: "payments/refund-dialog.tsx",
      open: (page, say) =>
        page
          .getByRole("button", { name: `${say("payments.refund")} ` })
          .first()
          .click(),
    },
  ],
  "/[workspace]/journeys": [{ of: "journey-builder/catalogue/new-journey-dialog.tsx", open: press("journeys.new") }],
  "/[workspace]/journeys/[id]": [
    { of: "journey-builder/versions/publish-dialog.tsx", open: press("journeys.publish.open") },
    { of: "journey-builder/versions/versions-sheet.tsx", open: press("builder.more", "builder.history.title") },
    { of: "journey-builder/drafting/words-dialog.tsx", open: press("builder.more", "builder.words.open") },
    {
      of: "journey-builder/catalogue/save-template-dialog.tsx",
      open: press("builder.more", "builder.templates.save"),
    },
    { of: "graph-builder/editing/keys-dialog.tsx", open: press("builder.more", "builder.keys.title") },
  ],
  "/[workspace]/privacy": [{ of: "privacy/open-request-dialog.tsx", open: press("privacy.new") }],
  "/[workspace]/privacy/[request]": [
    { of: "privacy/erase/erase-dialog.tsx", open: press("privacy.erase.act") },
    { of: "privacy/request-steps.tsx", open: press("privacy.steps.menu", "privacy.steps.refuse") },
  ],
  "/[workspace]/privacy/[request], review": [
    { of: "privacy/decisions-card.tsx", open: press("privacy.review.overturn") },
  ],
  "/[workspace]/privacy/[request], unknown": [
    { of: "privacy/request-steps.tsx", open: press("privacy.steps.identity") },
  ],
  "/[workspace]/sandbox": [
    {
      of: "sandbox/mail-dialog.tsx",
      open: async (page) => {
        await page.locator("main li > button").first().click();
        // The letter stands in a frame without scripts, into which axe cannot look.
        await page.locator("iframe").evaluate((frame) => frame.remove());
      },
    },
  ],
  "/[workspace]/settings/audit": [{ of: "audit/export-dialog.tsx", open: press("audit.export") }],
  "/[workspace]/settings/api-keys": [
    { of: "settings/api-keys/create-key-dialog.tsx", open: press("settings.apiKeys.create") },
    {
      of: "settings/api-keys/api-keys-table.tsx",
      open: (page, say) =>
        page
          .getByRole("button", { name: say("settings.apiKeys.revokeOf").replace("{name}", "TMS") })
          .first()
          .click(),
    },
  ],
  "/[workspace]/settings/numbers": [
    { of: "settings/numbers/number-dialog.tsx", open: press("settings.numbers.add") },
    {
      of: "settings/numbers/number-actions.tsx",
      open: (page, say) =>
        page.getByRole("button", { name: say("settings.numbers.archiveOf").replace("{number}", "").trim() }).click(),
    },
  ],
  "/[workspace]/settings/skills": [
    { of: "settings/own-skills/skill-dialog.tsx", open: press("settings.ownSkills.new") },
    {
      of: "settings/own-skills/skill-actions.tsx",
      open: (page, say) =>
        page
          .getByRole("button", { name: say("settings.ownSkills.archiveOf").replace("{name}", "where_is_it") })
          .click(),
    },
    {
      of: "settings/own-skills/try-dialog.tsx",
      open: (page, say) =>
        page.getByRole("button", { name: say("settings.ownSkills.tryOf").replace("{name}", "where_is_it") }).click(),
    },
    {
      of: "settings/own-skills/change-skill.tsx",
      open: (page, say) =>
        page.getByRole("button", { name: say("settings.ownSkills.changeOf").replace("{name}", "where_is_it") }).click(),
    },
  ],
  "/[workspace]/settings/members": [{ of: "settings/invite-dialog.tsx", open: press("settings.members.invite") }],
  "/[workspace]/journeys/[id]/simulate": [
    {
      of: "simulation/touch-sheet.tsx",
      open: async (page, say) => {
        await press("simulation.run")(page, say);
        const all = page.getByRole("button", { name: say("simulation.touches.spans.all"), exact: true });
        await all.click();
        await expect(all).toHaveAttribute("aria-pressed", "true");
        const why = say("simulation.touches.open").split("}").at(-1) ?? "";
        await page
          .getByRole("button", { name: new RegExp(`${why}$`) })
          .first()
          .click();
      },
    },
  ],
};

/** On a phone only: what stands beside the page at a desk. */
export const layersOfPhones: Record<string, Layer[]> = {
  "/[workspace]": [{ of: "shell/shell.tsx", open: press("shell.openMenu") }],
  "/[workspace]/journeys/[id]": [
    { of: "graph-builder/workbench.tsx", open: (page) => page.locator('[data-step="can_email"]').click() },
  ],
  "/[workspace]/conversations/[flow]": [
    { of: "graph-builder/workbench.tsx", open: (page) => page.locator('[data-step="reaction"]').click() },
    { of: "graph-builder/workbench.tsx", open: press("flows.try.title") },
    { of: "graph-builder/workbench.tsx", open: press("flows.suites.title") },
  ],
};

/** What no page of a quiet demo opens, and where it is seen. */
const elsewhere = [
  "debtors/wishes/notice-dialog.tsx", // an agency's consumers only; wishes.db.test.ts binds it
  "imports/working-step.tsx", // stands for the seconds in which a file is applied
  "privacy/retention/forecast-card.tsx", // nothing of the demo is old enough to be deleted
  "privacy/retention/restricted-card.tsx", // forget-a-person.spec.ts erases somebody, and opens what is kept
  "sandbox/call-dialog.tsx", // get-paid.spec.ts answers a call that rings
  "settings/told-once.tsx", // let-a-program-in.spec.ts makes a key
  "settings/members-table.tsx", // needs a second member
  "simulation/backtest-result.tsx", // simulate-a-journey.spec.ts; the demo has no past to test back on
];

const opensOver = /<(?:Dialog|Sheet|AlertDialog)Content|<(?:ActionDialog|CommandDialog|ConfirmDialog)[\s>]/;

/** The files of these components that open something over a page, and that nobody has named above. */
export function forgotten(files: string[]): string[] {
  const named = [layers, layersOfPhones].flatMap((each) => Object.values(each).flat()).map((layer) => layer.of);
  return files
    .map((file) => file.replace(/^components\//, ""))
    .filter((file) => !file.startsWith("ui/") && opensOver.test(readFileSync(`components/${file}`, "utf8")))
    .filter((file) => !named.includes(file) && !elsewhere.includes(file));
}

// Yes and no, kinds of debtors, states of invoices, and languages, as files write them. Pure.
import { foldText } from "@/server/imports/parsing/values/fold-text";
import { remembering } from "@/server/imports/parsing/values/remembering";

function dictionary<V>(entries: readonly (readonly [V, string])[]): Map<string, V> {
  return new Map(entries.flatMap(([value, words]) => words.split("|").map((word) => [foldText(word), value] as const)));
}

const truth = dictionary<boolean>([
  [
    true,
    "yes|y|true|t|1|x|ok|done|verified|granted|given|received|opt in|opted in|allowed|ja|j|wahr|gepruft|si|s|verdadero|oui|o|vrai|हाँ|हां|जी हाँ|सही|written|in writing|schriftlich|por escrito|par ecrit|लिखित",
  ],
  [
    false,
    "no|n|false|f|0|not|none|never|denied|refused|missing|pending|opt out|opted out|nein|falsch|non|faux|falso|नहीं|नही|ना|गलत",
  ],
]);

const written = new Set(["written", "in writing", "schriftlich", "por escrito", "par ecrit", "लिखित"].map(foldText));

/** Yes, no, or undefined when the word is neither. A tick counts as yes. */
export const readTruth = remembering((text): boolean | undefined => {
  if (/^[✓✔☑]$/u.test(text.trim())) return true;
  if (/^[✗✘☒]$/u.test(text.trim())) return false;
  return truth.get(foldText(text));
});

/** Whether a consent was given in writing. */
export const isWritten = remembering((text) => written.has(foldText(text)));

export type DebtorKind = "company" | "sole_trader" | "consumer";

const kinds = dictionary<DebtorKind>([
  [
    "company",
    "company|business|b2b|corporate|corporation|commercial|organisation|organization|c|firma|unternehmen|gewerblich|geschaftskunde|empresa|sociedad|entreprise|societe|professionnel|कंपनी|व्यवसाय|फर्म",
  ],
  [
    "sole_trader",
    "sole trader|sole_trader|sole proprietor|sole proprietorship|self employed|freelancer|owner operator|einzelunternehmer|einzelunternehmen|selbstandig|autonomo|trabajador autonomo|auto entrepreneur|entrepreneur individuel|micro entrepreneur|एकल व्यापारी|स्वरोजगार",
  ],
  [
    "consumer",
    "consumer|b2c|individual|private|person|private person|household|residential|verbraucher|privat|privatperson|privatkunde|consumidor|particular|persona fisica|consommateur|particulier|उपभोक्ता|व्यक्ति|निजी",
  ],
]);

/** The kind of debtor a word means. */
export const readDebtorKind = remembering((text) => kinds.get(foldText(text)));

export type InvoiceState = "open" | "paid" | "void" | "written_off";

const states = dictionary<InvoiceState>([
  [
    "open",
    "open|unpaid|outstanding|due|overdue|past due|sent|issued|pending|partial|partially paid|not paid|disputed|offen|unbezahlt|fallig|uberfallig|teilweise bezahlt|abierta|abierto|pendiente|impagada|vencida|parcial|ouverte|ouvert|impayee|impaye|en attente|echue|partiellement payee|खुला|बकाया|लंबित|अवैतनिक",
  ],
  [
    "paid",
    "paid|settled|closed|cleared|complete|completed|bezahlt|beglichen|ausgeglichen|erledigt|pagada|pagado|cobrada|liquidada|payee|paye|reglee|soldee|acquittee|भुगतान|चुकता|भुगतान किया गया|प्रदत्त",
  ],
  [
    "void",
    "void|voided|cancelled|canceled|deleted|reversed|storniert|storno|annulliert|anulada|anulado|cancelada|annulee|annule|रद्द|निरस्त",
  ],
  [
    "written_off",
    "written off|write off|writeoff|bad debt|uncollectible|abgeschrieben|ausgebucht|incobrable|castigada|irrecouvrable|passee en perte|बट्टे खाते",
  ],
]);

/** The state of an invoice a word means. */
export const readInvoiceState = remembering((text) => states.get(foldText(text)));

const languageCodes =
  "en hi de es fr it pt nl pl cs da sv nb fi ro hu el tr ru uk ar he zh ja ko ta te bn mr gu pa ur".split(" ");

let languages: Map<string, string> | undefined;

/** The ISO 639-1 code of a language named by code ("de", "de-AT") or name in the five languages or its own. */
export function readLanguage(text: string): string | undefined {
  const code = /^([a-z]{2})([-_][a-z]{2,4})?$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (code) return languageCodes.includes(code) ? code : undefined;
  if (!languages) {
    languages = new Map();
    for (const language of languageCodes) {
      for (const reader of ["en", "de", "es", "fr", "hi", language]) {
        const name = new Intl.DisplayNames([reader], { type: "language" }).of(language);
        if (name) languages.set(foldText(name), language);
      }
    }
  }
  return languages.get(foldText(text));
}

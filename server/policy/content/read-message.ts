// What a text says that a rule asks about, in the languages we write: read from the words, never guessed from who wrote
// them. A text that says a thing in other words is taken not to say it, which errs on the side of not sending. Pure.

// In small letters, like the text they are tried on: five times as fast as ignoring case.
const optOut =
  /\b(reply|text|send|antworten|responda|envíe|répondez)\b.{0,20}\b(stop|end|quit|unsubscribe|baja|alto)\b|\bstop\b.{0,25}\b(to (opt out|stop|end|unsubscribe)|antworten|para no|pour ne plus)|\bopt(ing)? out\b|\bunsubscrib|\bpress \d to stop\b|stop these calls|\babbestell|\babmelden\b|\bdarse de baja\b|\bdésabonn|stop लिख|बंद करने के लिए|सदस्यता (रद्द|समाप्त|छोड़ें)|cancelar la suscripción/u;
const aiNotice =
  /\b(artificial|automated|synthetic|virtual|computer|ai|a\.i\.)[ -]?(generated )?(voice|assistant|agent|call|message|system)\b|\bartificial intelligence\b|\bi am (a|an) (ai|bot|machine|automated)\b|\bthis is (a|an) (ai|bot|automated)\b|\bkünstliche (stimme|intelligenz)|\bautomatisierte[rn]? (anruf|nachricht)|\bvoz artificial|\bllamada automática|\bmensaje automático|\bvoix artificielle|\bappel automatis|कृत्रिम (आवाज़|आवाज|बुद्धिमत्ता)|स्वचालित (कॉल|संदेश)/u;
const recordingNotice =
  /\b(call|conversation|line)\b.{0,30}\b(is|may be|will be|being)\b.{0,15}\brecorded\b|\brecorded (line|call)\b|\baufgezeichnet\b|\b(grabada|grabado)\b|\benregistré|रिकॉर्ड (की जा|हो|किया जा)/u;
const collector =
  /\bdebt collector\b|\bcollection agency\b|\binkassounternehmen\b|\bcobrador de deudas\b|\bagencia de cobro|ऋण वसूली एजेंसी/u;
const attempt =
  /\battempt to collect a debt\b[\s\S]{0,120}\binformation\b[\s\S]{0,60}\b(used|use) for that purpose\b|\bintento de cobrar una deuda\b[\s\S]{0,120}\binformación\b|ऋण वसूलने का प्रयास[\s\S]{0,120}जानकारी/u;
const promotion =
  /\b\d{1,2} ?% (off|discount)\b(?!.{0,40}\b(if you pay|for (paying|payment)|early payment)\b)|\b(coupon|promo code|special offer|limited[- ]time offer|free trial|refer a friend|upgrade now|book (again|your next)|ship again|next shipment (free|at)|new customers?)\b|\b(rabatt|gutschein|sonderangebot)\b|\b(oferta especial|cupón)\b|\b(offre spéciale|code promo)\b|विशेष (ऑफ़र|ऑफर|छूट)|% (की )?छूट/u;
const suit =
  /\b(law ?suit|sue you|suing|take (you|this|the matter) to court|court (action|proceedings|claim)|legal (action|proceedings|steps)|file (a )?(claim|suit)|litigat|small claims|summons)\b|\b(klage|gerichtlich|rechtliche schritte|mahnbescheid)\b|\b(demanda(r|remos)?|acciones? legal(es)?|vía judicial|tribunales)\b|\b(poursuites|action en justice|tribunal)\b|कानूनी कार्रवाई|क़ानूनी कार्रवाई|मुकदमा|अदालत/u;
const falseThreat =
  /\b(arrest(ed)?|jail|prison|imprison|police|sheriff|criminal charges|prosecut|warrant|garnish|seize your|deport|immigration|tell your (employer|boss|family|neighbou?rs)|publish your name|ruin your credit)\b|\b(verhaft|gefängnis|polizei|strafanzeige)\b|\b(cárcel|arrest(o|ado)|policía)\b|\b(prison|police|arrêté)\b|जेल|गिरफ़्तार|गिरफ्तार|पुलिस/u;
const debt =
  /[$€£₹]\s?\d|\b(usd|eur|gbp|inr|cad|aud)\s?\d|\d\s?(€|usd|eur|inr|rs\b)|\b(debt|balance|invoice|overdue|past due|outstanding|amount (due|owed)|you owe|payment|collect(ion|or)?)\b|\b(schulden?|rechnung|überfällig|offener betrag|zahlung)\b|\b(deuda|factura|saldo|vencid[oa]|pago)\b|\b(dette|facture|solde|impayé|paiement)\b|बकाया|चालान|भुगतान|उधार|कर्ज/u;

/** What a text says, each thing looked for when it is asked: most rules ask for few of them. */
export class MessageReading {
  private readonly plain: string;
  private readonly known = new Map<RegExp, boolean>();

  constructor(text: string) {
    this.plain = text.normalize("NFKC").toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, " ");
  }

  get hasOptOut(): boolean {
    return this.says(optOut);
  }
  get hasAiNotice(): boolean {
    return this.says(aiNotice);
  }
  get hasRecordingNotice(): boolean {
    return this.says(recordingNotice);
  }
  /** Says that a debt collector writes. */
  get namesCollector(): boolean {
    return this.says(collector);
  }
  /** Says that this is an attempt to collect, and what becomes of the answers. */
  get hasMiniMiranda(): boolean {
    return this.says(attempt);
  }
  get hasPromotion(): boolean {
    return this.says(promotion);
  }
  get threatensSuit(): boolean {
    return this.says(suit);
  }
  /** Threatens what no creditor may do: arrest, police, wages, immigration, publication. */
  get hasFalseThreat(): boolean {
    return this.says(falseThreat);
  }
  /** Names an amount, an invoice or a debt. */
  get namesDebt(): boolean {
    return this.says(debt);
  }

  private says(what: RegExp): boolean {
    const said = this.known.get(what) ?? what.test(this.plain);
    this.known.set(what, said);
    return said;
  }
}

const remembered = new Map<string, MessageReading>();

/** Of the same text always the same; a template is read once for all who get it. */
export function readMessage(text: string): MessageReading {
  let reading = remembered.get(text);
  if (!reading) {
    reading = new MessageReading(text);
    if (remembered.size > 1_000) remembered.clear();
    remembered.set(text, reading);
  }
  return reading;
}

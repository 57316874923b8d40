// Does a reply ask us to stop? Exact words are certain, clear phrases too; a stop word in other company is a maybe, and a
// maybe pauses until a person looked. Pure.

export type ReplyMeaning = "opt_out" | "opt_in" | "help" | "maybe_opt_out" | "other";

// Twilio's and the FCC's words (47 CFR 64.1200(a)(10)), and Spanish and Hindi ones in both scripts.
const stopWords = set(`stop|stopall|stop all|quit|end|revoke|opt out|optout|opt-out|cancel|unsubscribe|remove|remove me|
  arret|alto|parar|pare|cancelar|baja|no mas|no más|basta|dar de baja|darme de baja|detener|
  बंद|बंद करो|बंद करें|बंद कीजिए|बन्द करो|रोको|रोकें|रोकिए|मत भेजो|मत भेजें|मत भेजिए|हटाओ|हटाएं|हटा दो|नहीं चाहिए|
  band|band karo|band kro|band kare|band karen|roko|rokiye|mat bhejo|mat bhejna|hatao|nahi chahiye|nahin chahiye`);
const startWords = set("start|unstop|resume|opt in|optin|शुरू|शुरू करो|चालू|shuru|shuru karo|chalu|iniciar|comenzar");
const helpWords = set("help|info|ayuda|मदद|सहायता|madad");

const clearPhrases: RegExp[] = [
  /^(please |pls |plz |kindly |just )*(stop|quit|unsubscribe|opt out|remove me|cancel)( (please|pls|plz|now|it|this|all|immediately|thanks|thank you))*$/,
  /\b(stop|quit|cease|end) (all )?(texting|messaging|e ?mailing|mailing|calling|contacting|sending|bothering|harassing|spamming|writing|the (texts|messages|calls|e ?mails)|these (texts|messages|calls|e ?mails)|(texts|messages|calls|e ?mails))/,
  /\b(do not|dont|don t|never) (ever )?(text|message|e ?mail|mail|call|contact|write|phone|ring)( to)? (me|us|this number|here|again)/,
  /\b(unsubscribe|opt me out|opt us out|opt out|opting out)\b/,
  /\b(remove|take|delete) (me|us|my number|my e ?mail|this number|our number) (from|off)\b/,
  /\bno more (texts|messages|calls|e ?mails|sms)\b/,
  /\bleave (me|us) alone\b/,
  /\brevoke (my )?consent\b/,
  /\bno (me|nos) (envien|envíen|manden|escriban|llamen|contacten|molesten)/,
  /\bdejen? de (enviar|mandar|escribir|llamar|molestar|contactar)/,
  /\b(darme|darnos|dar|dame|denme) de baja\b/,
  /(मैसेज|मेसेज|संदेश|एसएमएस|कॉल|फोन|फ़ोन|ईमेल|मेल|संपर्क) (बंद|मत|ना|न) (करो|करें|कीजिए|कर दो|कर दीजिए|भेजो|भेजें|भेजिए)/,
  /(मत|ना) (भेजो|भेजें|भेजिए|भेजना)/,
  /\b(message|msg|sms|call|phone|mail|email|contact)s? (band|mat|na) (karo|kro|kare|karen|kariye|kijiye|bhejo|bhejna|bhejiye)\b/,
  /\b(mat|na) (bhejo|bhejna|bhejiye)\b/,
];

/** A stop word that plainly means something else; taken out before looking for a maybe. */
const harmless: RegExp[] = [
  /\b(can|could|will|would|may|might|cannot|cant|can t|wont|won t|shall|lets|let me|i ll|we ll|to) (not )?(stop|swing) (by|in|over)\b/g,
  /\bstop (by|over|off)\b/g,
  /\b(truck|bus|next|first|last|final|second|third|pit|multi|one|two|three|extra) stops?\b/g,
  /\bstop ?offs?\b/g,
  /\b(by|at|before|until|till|towards|near) (the |this |next |of )*(end|month end|week end|year end)\b/g,
  /\b(the )?end of\b/g,
  /\b(end to end|week ?end|month ?end|year ?end|back ?end|front ?end|dead ?end)\b/g,
  /\brubber band\b/g,
];
const stopTokens = new Set(
  "stop stopped stopping stops quit cancel canceled cancelled revoke unsubscribe remove optout cease alto parar pare cancelar baja band roko बंद रोको हटाओ end".split(
    " ",
  ),
);

/** What the reply means for our right to write on. */
export function classifyReply(text: string): ReplyMeaning {
  const normal = normalised(text);
  if (stopWords.has(normal)) return "opt_out";
  if (startWords.has(normal)) return "opt_in";
  if (helpWords.has(normal)) return "help";
  if (
    clearPhrases.some((phrase) => phrase.test(normal)) &&
    !/\b(dont|do not|don t|never|please keep) stop\b/.test(normal)
  ) {
    return "opt_out";
  }
  const rest = harmless.reduce((kept, phrase) => kept.replace(phrase, " "), normal);
  return rest.split(" ").some((token) => stopTokens.has(token)) ? "maybe_opt_out" : "other";
}

/** Twilio answers these by itself and blocks the number: https://www.twilio.com/docs/api/errors/21610 */
const carrierWords = set("stop|stopall|unsubscribe|cancel|end|quit|revoke|optout");

/** Whether the carrier already confirmed this opt-out; a second confirmation would be refused. */
export function isCarrierKeyword(text: string): boolean {
  return carrierWords.has(text.trim().toLowerCase());
}

/** What the person wrote, without the quoted message under it. */
export function visibleReply(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const end = lines.findIndex(
    (line, at) =>
      /^\s*>/.test(line) ||
      /^-{2,}\s*(original message|forwarded message)/i.test(line.trim()) ||
      /^_{10,}$/.test(line.trim()) ||
      /^(on|am|le|el)\s.{6,200}(wrote|schrieb|a écrit|escribió)\s*:$/i.test(line.trim()) ||
      (/^on\s.{6,}$/i.test(line.trim()) && /wrote:$/i.test(lines[at + 1]?.trim() ?? "")) ||
      (/^from:\s/i.test(line.trim()) && /^(sent|date|to):\s/i.test(lines[at + 1]?.trim() ?? "")),
  );
  const own = (end === -1 ? lines : lines.slice(0, end)).join("\n").trim();
  return own.split(/\n-- \n/)[0]?.trim() ?? "";
}

function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, "")
    .replace(/['’‘`´]/g, "")
    .replace(/[\p{P}\p{S}।॥]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split("|").map((word) => normalised(word)));
}

// Does a reply ask us to stop? Exact words are certain, clear phrases too; a stop word in other company is a maybe, and a
// maybe pauses until a person looked. A "yes" is never an opt-in: it may answer anything. Pure.

export type ReplyMeaning = "opt_out" | "opt_in" | "help" | "pause_review" | "none";
export type ReplyReading = {
  verdict: ReplyMeaning;
  language: "en" | "hi" | "es" | "fr";
  /** 1 for a word that stands on the list, less for what was read out of a sentence. */
  confidence: number;
};

// Twilio's and the FCC's words (47 CFR 64.1200(a)(10)), and Spanish and Hindi ones in both scripts.
const stopWords =
  set(`stop|stopall|stop all|quit|end|revoke|opt out|optout|opt-out|cancel|unsubscribe|remove|remove me|td|
  arret|arrêt|alto|parar|pare|cancelar|baja|no mas|no más|basta|dar de baja|darme de baja|detener|
  बंद|बंद करो|बंद करें|बंद कीजिए|बंद कर दो|बंद कर दीजिए|बन्द करो|बन्द|रोको|रोकें|रोकिए|मत भेजो|मत भेजें|मत भेजिए|हटाओ|हटाएं|हटा दो|नहीं चाहिए|
  band|band karo|band kro|band kare|band karen|band kar do|band kardo|band kijiye|roko|rokiye|mat bhejo|mat bhejna|hatao|nahi chahiye|nahin chahiye`);
const startWords = set("start|unstop|resume|opt in|optin|शुरू|शुरू करो|चालू|shuru|shuru karo|chalu|iniciar|comenzar");
const helpWords = set("help|info|ayuda|मदद|सहायता|madad");

/** Neither yes nor no, to whatever was asked: a person finds out. */
const maybeWords = set(
  "maybe|may be|perhaps|possibly|not sure|im not sure|i am not sure|dont know|i dont know|quizas|quizás|tal vez|puede ser|no se|no sé|शायद|पता नहीं|shayad|pata nahi",
);

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
  /\bno (quiero|queremos|deseo|deseamos) (recibir )?(mas |más )?(mensajes|llamadas|correos|textos)/,
  /\b(darme|darnos|dar|dame|denme) de baja\b/,
  /(मैसेज|मेसेज|संदेश|एसएमएस|कॉल|फोन|फ़ोन|ईमेल|मेल|संपर्क) (बंद|मत|ना|न) (करो|करें|कीजिए|करना|कर दो|कर दीजिए|भेजो|भेजें|भेजिए|भेजना)/,
  /(मत|ना) (भेजो|भेजें|भेजिए|भेजना)/,
  /\b(message|msg|sms|call|phone|mail|email|contact)s? (band|mat|na) (karo|kro|kare|karen|kariye|karna|kijiye|kar do|bhejo|bhejna|bhejiye)\b/,
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
export function classifyReply(text: string): ReplyReading {
  const normal = normalised(text);
  const language = languageOf(normal);
  const read = (verdict: ReplyMeaning, confidence: number): ReplyReading => ({ verdict, language, confidence });
  // "S.T.O.P" is the word as well.
  const bare = normal.replace(/ /g, "");
  if (stopWords.has(normal) || stopWords.has(bare)) return read("opt_out", 1);
  if (startWords.has(normal)) return read("opt_in", 1);
  if (helpWords.has(normal)) return read("help", 1);
  if (maybeWords.has(normal)) return read("pause_review", 1);
  if (
    clearPhrases.some((phrase) => phrase.test(normal)) &&
    !/\b(dont|do not|don t|never|please keep) stop\b/.test(normal)
  ) {
    return read("opt_out", 0.9);
  }
  const rest = harmless.reduce((kept, phrase) => kept.replace(phrase, " "), normal);
  const isMaybe = rest.split(" ").some((token) => stopTokens.has(token));
  return isMaybe ? read("pause_review", 0.5) : read("none", rest === normal ? 0.9 : 0.8);
}

const spanish = words(`alto parar pare cancelar baja basta detener iniciar comenzar ayuda no mas más que por para pago
  pagar pagaré factura gracias hola mañana semana quiero deseo mensajes llamadas correos señor usted mi el la los las de
  del dejen deje envien envíen manden escriban llamen contacten molesten darme darnos denme`);
const spanishAlone = words(`alto parar pare cancelar baja basta detener iniciar comenzar ayuda pago pagar pagaré factura
  gracias hola mañana semana quiero mensajes llamadas dejen deje envien envíen llamen molesten más señor usted`);
const hindi = words(`band karo kro kare karen kardo kijiye kariye karna roko rokiye mat bhejo bhejna bhejiye hatao nahi
  nahin chahiye shuru chalu madad mujhe mera hai hain kal paisa paise bhugtan karunga karenge aap hum main kyon`);

/** Of a few words only; English where nothing tells. */
function languageOf(normal: string): ReplyReading["language"] {
  if (/\p{Script=Devanagari}/u.test(normal)) return "hi";
  const tokens = normal.split(" ");
  if (tokens[0] === "arret" || tokens[0] === "arrêt") return "fr";
  if (tokens.some((token) => hindi.has(token))) return "hi";
  const known = tokens.filter((token) => spanish.has(token)).length;
  return tokens.some((token) => spanishAlone.has(token)) || (known > 1 && known === tokens.length) ? "es" : "en";
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

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split("|").map((word) => normalised(word)));
}

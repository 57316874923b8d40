// What a turn means, as far as plain rules can tell it for certain; where they cannot, the model is asked. What the law
// hears in a turn (stop, wrong person, a lawyer, a dispute) is never left to the model alone. Pure.
import { classifyReply } from "@/server/conversations/classify-reply";
import type { Intent } from "@/server/flows/graph/settings";
import type { Language } from "@/server/flows/languages";
import { plain } from "@/server/flows/reading/tokens";

/** What may be said at any time, whatever the step is about. */
export const globalIntents = [
  "stop",
  "wrong_person",
  "attorney",
  "bankruptcy",
  "deceased",
  "dispute",
  "person",
  "robot",
  "hardship",
  "repeat",
] as const;
export type GlobalIntent = (typeof globalIntents)[number];

/** Told to the model as what each of them is. */
export const globalMeanings: Record<GlobalIntent, string> = {
  stop: "wants no more calls or messages",
  wrong_person: "is not the person we ask for, or knows nothing of them",
  attorney: "says that a lawyer represents them",
  bankruptcy: "says that they are bankrupt or insolvent",
  deceased: "says that the person has died",
  dispute: "says that what is owed is wrong, was not delivered, or is not theirs",
  person: "wants to speak to a human",
  robot: "asks whether a machine is speaking",
  hardship: "is in distress, seriously ill, or cannot afford to live",
  repeat: "did not hear or understand and wants it said again",
};

// Patterns are tried on text in small letters without nuqta (see `plain`), so that they are written without it too.
const global: Record<Exclude<GlobalIntent, "stop">, RegExp> = {
  wrong_person:
    /\bwrong (number|person)\b|\b(no ?one|nobody) (here )?(by|of|with) that name\b|\b(he|she|they) (does|do)(n't| not) (work|live) here\b|\b(i('| a)?m|this is) not (him|her|that person)\b|\bdon't know (any|a|that|this) (such )?(person|one|name)\b|\bnever heard of (him|her|them)\b|गलत नंबर|गलत व्यक्ति|galat number|यहां (कोई )?(इस नाम|ऐसा कोई)/u,
  attorney:
    /\b(my|our) (lawyer|attorney|solicitor)('s)?\b|\brepresented by (a|an|my|our) (lawyer|attorney|counsel)\b|\btalk to (my|our) (lawyer|attorney)\b|मेरे वकील|हमारे वकील|mere vakil/u,
  bankruptcy:
    /\b(filed (for )?|in |declared )?bankrupt(cy)?\b|\b(insolven(t|cy)|chapter (7|11|seven|eleven)|receivership|liquidation)\b|दिवालिया/u,
  deceased: /\b(has|have|he|she) (died|passed away)\b|\b(is|was) (dead|deceased)\b|\bpassed away\b|गुजर गए|देहांत|मृत्यु हो/u,
  dispute:
    /\bdisput(e|ed|ing)\b|\b(is|was|are|that's|it's|invoice is) (wrong|incorrect|not (right|correct|mine|ours|our))\b|\bnever (got|received|ordered|arrived|delivered)\b|\b(did not|didn't|don't|do not) (owe|receive|get the (goods|load|freight|shipment)|agree with)\b|\b(damaged|short(ed)?|overcharged|double (billed|charged)|charged twice|billed twice)\b|विवाद|गलत (बिल|चालान|रकम)|माल (नहीं|खराब)|बिल गलत|नहीं मिला माल|maal nahi/u,
  person:
    /\b(speak|talk|connect|transfer|put) (me )?(to|with|through to) (a |an |the |your |some)?(real |actual |live )?(human|person|someone|somebody|representative|rep|agent|manager|supervisor|operator)\b|\b(real|live|actual) (person|human)\b|\bhuman( being)? please\b|किसी (इंसान|व्यक्ति|आदमी) से बात|मैनेजर से बात|insaan se baat|kisi se baat/u,
  robot:
    /\b(are|r) you (a |an )?(real|human|robot|bot|machine|ai|computer|recording|person)\b|\bis this (a |an )?(real person|robot|bot|machine|ai|recording|computer|automated)\b|\bam i (talking|speaking) (to|with) (a |an )?(robot|bot|machine|ai|computer|human|real person)\b|रोबोट|मशीन (है|हो|बोल)|क्या (आप|तुम) (इंसान|असली)|कंप्यूटर (है|हो|बोल)/u,
  hardship:
    /\b(kill myself|suicid(e|al)|end my life|can('|no)?t (afford to eat|feed my)|lost my (job|home|house)|in (the )?hospital|cancer|terminally ill)\b|आत्महत्या|अस्पताल में|नौकरी (चली|छूट) ग/u,
  repeat:
    /^(sorry|pardon|what|excuse me|huh|come again|say (that|it) again|can you repeat( that)?|please repeat|repeat that|i (didn't|did not) (hear|catch|get) (that|you))( please| again)?\??$|\b(say that again|repeat (that|please)|couldn't hear you)\b|फिर से (बोल|कह|बता)|दोबारा (बोल|कह|बता)|क्या कहा/u,
};
const order = [
  "wrong_person",
  "attorney",
  "bankruptcy",
  "deceased",
  "hardship",
  "dispute",
  "robot",
  "person",
  "repeat",
] as const;

export type GlobalReading = { intent: GlobalIntent; isCertain: boolean };

/** What the turn says that must be heard whatever was asked. `isCertain`: not only a word that may mean it. */
export function globalIn(text: string): GlobalReading | undefined {
  const words = plain(text).trim();
  const meaning = classifyReply(text);
  // "No more" and "end" answer many questions: in a conversation only a clear phrase or the word alone is certain.
  if (meaning.verdict === "opt_out") return { intent: "stop", isCertain: true };
  const intent = order.find((candidate) => global[candidate].test(words));
  if (intent) return { intent, isCertain: true };
  return meaning.verdict === "pause_review" && meaning.confidence < 1
    ? { intent: "stop", isCertain: false }
    : undefined;
}

/** A wish to be spoken to in a language. */
export function languageWished(text: string): Language | undefined {
  const words = plain(text);
  if (/\b(speak|talk|in) (in )?hindi\b|hindi (please|mein|me)\b|हिंदी में|हिन्दी में/u.test(words)) return "hi";
  return /\b(speak|talk|in) (in )?english\b|english please|अंग्रेजी में|इंग्लिश में/u.test(words) ? "en" : undefined;
}

const yes =
  /^(yes|yeah|yep|yup|yea|sure|ok|okay|correct|right|exactly|absolutely|certainly|of course|fine|agreed|deal|that('s| is) (right|correct|fine|me|ok|okay)|sounds good|speaking|this is (he|she|him|her)|i agree|go ahead|please do|it is|i am|haan|han|ha|haan ji|ji|ji haan|theek hai|thik hai|sahi|bilkul)\b|^(हां|जी|ठीक|सही|बिल्कुल|हा|मंजूर)/u;
const no =
  /^(no|nope|nah|not really|not (quite|exactly|at all|correct|right|possible)|that('s| is) (wrong|not)|incorrect|i (don't|do not|can't|cannot|won't)|never|negative|nahi|nahin|na)\b|^(नहीं|ना|गलत|मना)/u;

/** Yes or no, when the turn begins with it. */
export function yesOrNo(text: string): boolean | undefined {
  const words = plain(text)
    .trim()
    .replace(/^(well|um|uh|oh|so|er|hmm)[, ]+/, "");
  if (no.test(words)) return false;
  return yes.test(words) ? true : undefined;
}

const rules: Record<Exclude<Intent, "yes" | "no">, RegExp> = {
  already_paid:
    /\b(already|just|have|we've|i've) (been )?(paid|sent (it|the (money|payment|check|wire|transfer))|settled|transferred|wired)\b|\bpaid (it|that|this|you|already|last|yesterday|on|in full)\b|\b(check|payment|wire|money) (is )?(in the mail|already sent|went out|was sent)\b|भुगतान (कर दिया|हो गया|हो चुका)|पैसे (दे दिए|भेज दिए)|चुका दिया|(paisa|paise|payment) (kar diya|de diya|de diye|bhej diya|bhej diye)/u,
  asks_discount:
    /\bdiscount\b|\b(percent|%) off\b|\b(knock|take) (something|some|a bit|\d+).{0,12} off\b|\b(settle|settlement) for (less|half)\b|\bpay (only )?half\b|\bcheaper\b|\b(reduce|lower|waive) (it|the|that)\b|छूट|कम (कर|करो|कीजिए)|डिस्काउंट/u,
  asks_time:
    /\b(need|give (me|us)|want|have) (some |a (bit|little) )?more time\b|\b(can't|cannot|can not|unable to) pay (it )?(now|right now|today|all|yet|in full|everything)\b|\binstal?lments?\b|\bpayment plan\b|\bin (two|three|four|\d+) (parts|payments)\b|\b(extension|extend|postpone|delay)\b|\bcash ?flow\b|\bpay (it )?(later|in parts)\b|(समय|मोहलत|वक्त) (चाहिए|दीजिए|दो)|किस्त|अभी (नहीं दे|भुगतान नहीं)|thoda (time|samay)/u,
  needs_document:
    /\b(copy|pdf) of (the|that|this|my|our|an?) (invoice|bill|pod|proof)\b|\b(send|email|need|want) (me |us )?(the |a |an )?(copy|invoice|invoices|pod|paperwork|bill of lading|proof of delivery|documents?)\b|\b(didn't|did not|never) (get|receive|see) (the|an|any|that|your) (invoice|bill)\b|चालान (भेज|की कॉपी)|बिल (भेज|की कॉपी)|कागज/u,
  asks_balance:
    /\b(how much|what) (do|did|does) (i|we|it) (still )?(owe|come to)\b|\bwhat('s| is) (the |my |our )?(balance|total|amount)\b|\bwhich invoices?\b|\bhow much is (it|that|open|due)\b|\bwhat (is|are) (this|these|it|that) (for|about)\b|कितना (बाकी|बकाया|देना|है)|कौन सा (चालान|बिल)|किस (बारे|लिए)|kitna/u,
  will_pay:
    /\b(i|we)('ll| will| can| could| shall| am going to| are going to| plan to)( definitely| certainly)? (pay|settle|send|transfer|wire|take care|do (it|that)|get it paid|clear)\b|\bwill be paid\b|\bpay (it |you |that )?(on|by|next|tomorrow|this week|friday|monday)\b|\bpayment (will|is going to) (go out|be made)\b|(भुगतान|पैसे|पेमेंट) (कर दूंगा|कर दूंगी|कर देंगे|दे दूंगा|दे देंगे|करूंगा|करेंगे|भेज दूंगा)|चुका (दूंगा|देंगे)|कर दूंगा|\b(kar|de) (dunga|denge|doonga)\b/u,
};
const intentOrder = [
  "already_paid",
  "asks_discount",
  "asks_time",
  "needs_document",
  "asks_balance",
  "will_pay",
] as const;

/** What the turn means, when the rules see exactly one of the intents that are asked for in it. */
export function intentIn(text: string, among: readonly Intent[]): Intent | undefined {
  const words = plain(text);
  const found = intentOrder.find((intent) => rules[intent].test(words));
  if (found) return among.includes(found) ? found : undefined;
  const answer = yesOrNo(text);
  const plainly: Intent | undefined = answer === undefined ? undefined : answer ? "yes" : "no";
  return plainly && among.includes(plainly) ? plainly : undefined;
}

/** Told to the model as what each of them is. */
export const intentMeanings: Record<Intent, string> = {
  will_pay: "says that they will pay, now or by some day",
  already_paid: "says that it has been paid already",
  needs_document: "wants a copy of an invoice or a proof of delivery",
  asks_time: "cannot pay now and wants more time or instalments",
  asks_discount: "wants to pay less",
  asks_balance: "asks what is owed, or what it is for",
  yes: "agrees",
  no: "declines",
};

/** "dana at acme dot com" and the like. */
export function emailIn(text: string): string | undefined {
  const written = text
    .toLowerCase()
    .replace(/\s+(at|एट)\s+|\s*@\s*/g, "@")
    .replace(/\s+(dot|डॉट)\s+/g, ".")
    .replace(/\s+(underscore)\s+/g, "_")
    .replace(/\s+(dash|hyphen)\s+/g, "-");
  const found = written.match(/[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/g) ?? [];
  return found.length === 1 ? found[0] : undefined;
}

// What the product itself says to debtors outside a journey's own texts, in the debtor's language. Pure.

const spokenLanguages = ["en", "hi", "es"] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** The debtor's language where we have it, else English. */
export function spokenLanguage(language: string | null | undefined): SpokenLanguage {
  const short = language?.slice(0, 2).toLowerCase();
  return spokenLanguages.find((known) => known === short) ?? "en";
}

export type StandardTexts = {
  opening: (company: string) => string;
  menu: string;
  stopKey: string;
  voicemail: (company: string, phone: string | null) => string;
  nothingToSay: (company: string, phone: string | null) => string;
  linkSent: string;
  linkNotSent: string;
  nothingOpen: string;
  askDays: string;
  badDays: string;
  promised: (date: string) => string;
  notPromised: string;
  person: (company: string) => string;
  /** To somebody who called us, and whom nobody can speak with now. Names no debt: who calls may be anybody. */
  callBack: (company: string) => string;
  stopped: string;
  notUnderstood: string;
  goodbye: string;
  stopConfirmed: (company: string) => string;
  startConfirmed: (company: string) => string;
  help: (company: string, phone: string | null) => string;
  payLinkBefore: (company: string) => string;
  /** What a consumer must be told with everything that an agency writes. */
  collectorNotice: string;
};

const spelled = (phone: string | null) => (phone ? phone.replace(/^\+/, "").split("").join(" ") : null);

/** Each says who calls and that a machine speaks; what a machine or a stranger may hear names no debt. */
export const standardTexts: Record<SpokenLanguage, StandardTexts> = {
  en: {
    opening: (company) => `Hello. This is an automated call with an artificial voice from ${company}.`,
    menu: "To get a link to pay by text message, press 1. To tell us when you will pay, press 2. To speak to a person, press 3.",
    stopKey: "To stop these calls, press 9.",
    voicemail: (company, phone) =>
      `Hello. This is an automated message from ${company}. Please call us back${phone ? ` at ${spelled(phone)}` : ""}. Thank you.`,
    nothingToSay: (company, phone) =>
      `${company} would like to speak with you.${phone ? ` Please call ${spelled(phone)}.` : ""}`,
    linkSent: "Thank you. We are sending the link to this number now.",
    linkNotSent: "Sorry, we cannot text this number. A person will get in touch with you.",
    nothingOpen: "Nothing is open any more. Thank you.",
    askDays: "In how many days will you pay? Enter the number of days, from 1 to 30, and press the hash key.",
    badDays: "Sorry, that is not a number of days from 1 to 30.",
    promised: (date) => `Thank you. We noted that you will pay by ${date}.`,
    notPromised: "There is nothing open that you would have to promise. Thank you.",
    person: (company) => `Thank you. Somebody from ${company} will call you.`,
    callBack: (company) =>
      `Hello, this is ${company}. Nobody can speak with you right now. Somebody will call you back. Goodbye.`,
    stopped: "We will not call this number again.",
    notUnderstood: "Sorry, I did not get that.",
    goodbye: "Goodbye.",
    stopConfirmed: (company) =>
      `${company}: you will get no more messages at this number. Reply START to get them again.`,
    startConfirmed: (company) => `${company}: you will get messages at this number again. Reply STOP to end them.`,
    help: (company, phone) =>
      `${company}: messages about your account.${phone ? ` Call ${phone}.` : ""} Reply STOP to end them.`,
    payLinkBefore: (company) => `${company}: here you can see and pay what is open: `,
    collectorNotice:
      "We are a debt collector. This is an attempt to collect a debt, and any information obtained will be used for that purpose.",
  },
  hi: {
    opening: (company) => `नमस्ते। यह ${company} की ओर से कृत्रिम आवाज़ में एक स्वचालित कॉल है।`,
    menu: "संदेश से भुगतान का लिंक पाने के लिए 1 दबाएँ। आप कब भुगतान करेंगे, यह बताने के लिए 2 दबाएँ। किसी व्यक्ति से बात करने के लिए 3 दबाएँ।",
    stopKey: "ये कॉल बंद करने के लिए 9 दबाएँ।",
    voicemail: (company, phone) =>
      `नमस्ते। यह ${company} का स्वचालित संदेश है। कृपया हमें${phone ? ` ${spelled(phone)} पर` : ""} वापस कॉल करें। धन्यवाद।`,
    nothingToSay: (company, phone) =>
      `${company} आपसे बात करना चाहता है।${phone ? ` कृपया ${spelled(phone)} पर कॉल करें।` : ""}`,
    linkSent: "धन्यवाद। हम अभी इसी नंबर पर लिंक भेज रहे हैं।",
    linkNotSent: "क्षमा करें, इस नंबर पर संदेश नहीं भेजा जा सकता। हमारा कोई व्यक्ति आपसे संपर्क करेगा।",
    nothingOpen: "अब कुछ भी बकाया नहीं है। धन्यवाद।",
    askDays: "आप कितने दिनों में भुगतान करेंगे? 1 से 30 तक दिनों की संख्या दबाएँ और फिर हैश दबाएँ।",
    badDays: "क्षमा करें, यह 1 से 30 के बीच की संख्या नहीं है।",
    promised: (date) => `धन्यवाद। हमने लिख लिया है कि आप ${date} तक भुगतान करेंगे।`,
    notPromised: "अब कुछ भी बकाया नहीं है जिसका वादा करना हो। धन्यवाद।",
    person: (company) => `धन्यवाद। ${company} से कोई आपको कॉल करेगा।`,
    callBack: (company) => `नमस्ते, यह ${company} है। अभी कोई आपसे बात नहीं कर सकता। हम आपको वापस कॉल करेंगे। नमस्ते।`,
    stopped: "हम इस नंबर पर अब कॉल नहीं करेंगे।",
    notUnderstood: "क्षमा करें, मैं समझ नहीं पाया।",
    goodbye: "नमस्ते।",
    stopConfirmed: (company) => `${company}: इस नंबर पर अब कोई संदेश नहीं आएगा। फिर से पाने के लिए START लिखें।`,
    startConfirmed: (company) => `${company}: इस नंबर पर फिर से संदेश आएँगे। बंद करने के लिए STOP लिखें।`,
    help: (company, phone) =>
      `${company}: आपके खाते से जुड़े संदेश।${phone ? ` ${phone} पर कॉल करें।` : ""} बंद करने के लिए STOP लिखें।`,
    payLinkBefore: (company) => `${company}: बकाया यहाँ देखें और चुकाएँ: `,
    collectorNotice: "हम एक ऋण वसूली एजेंसी हैं। यह ऋण वसूलने का प्रयास है, और मिली हर जानकारी इसी काम में ली जाएगी।",
  },
  es: {
    opening: (company) => `Hola. Esta es una llamada automática con voz artificial de ${company}.`,
    menu: "Para recibir por mensaje un enlace de pago, pulse 1. Para decirnos cuándo pagará, pulse 2. Para hablar con una persona, pulse 3.",
    stopKey: "Para no recibir más llamadas, pulse 9.",
    voicemail: (company, phone) =>
      `Hola. Este es un mensaje automático de ${company}. Por favor, devuélvanos la llamada${phone ? ` al ${spelled(phone)}` : ""}. Gracias.`,
    nothingToSay: (company, phone) =>
      `${company} desea hablar con usted.${phone ? ` Por favor, llame al ${spelled(phone)}.` : ""}`,
    linkSent: "Gracias. Le enviamos ahora el enlace a este número.",
    linkNotSent: "Lo sentimos, no podemos enviar mensajes a este número. Una persona se pondrá en contacto con usted.",
    nothingOpen: "Ya no hay nada pendiente. Gracias.",
    askDays: "¿En cuántos días pagará? Marque el número de días, del 1 al 30, y pulse almohadilla.",
    badDays: "Lo sentimos, eso no es un número de días del 1 al 30.",
    promised: (date) => `Gracias. Hemos anotado que pagará a más tardar el ${date}.`,
    notPromised: "No hay nada pendiente que prometer. Gracias.",
    person: (company) => `Gracias. Alguien de ${company} le llamará.`,
    callBack: (company) =>
      `Hola, le atiende ${company}. Ahora nadie puede hablar con usted. Le devolveremos la llamada. Adiós.`,
    stopped: "No volveremos a llamar a este número.",
    notUnderstood: "Lo siento, no le he entendido.",
    goodbye: "Adiós.",
    stopConfirmed: (company) =>
      `${company}: no recibirá más mensajes en este número. Responda START para volver a recibirlos.`,
    startConfirmed: (company) => `${company}: volverá a recibir mensajes en este número. Responda STOP para terminar.`,
    help: (company, phone) =>
      `${company}: mensajes sobre su cuenta.${phone ? ` Llame al ${phone}.` : ""} Responda STOP para terminar.`,
    payLinkBefore: (company) => `${company}: aquí puede ver y pagar lo pendiente: `,
    collectorNotice:
      "Somos una agencia de cobro. Esto es un intento de cobrar una deuda, y toda información obtenida se usará con ese fin.",
  },
};

const discloses = /automat|artificial|recorded|स्वचालित|कृत्रिम/i;
const namesKeys = /(press|pulse|marque) 1\b|\b1 दबा/i;

/** The script with what every call must say before and after it, unless its author wrote that already. */
export function spokenScript(script: string, company: string, texts: StandardTexts): string[] {
  const identified = script.toLowerCase().includes(company.toLowerCase()) && discloses.test(script);
  return [
    ...(identified ? [] : [texts.opening(company)]),
    script,
    ...(namesKeys.test(script) ? [] : [texts.menu]),
    texts.stopKey,
  ];
}

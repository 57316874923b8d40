// What the engine itself says, whatever the flow: in each language, word for word. Nothing of it names a debt, but what is
// marked so, which is said only to who is verified.
import type { Language } from "@/server/flows/languages";

export type Sentences = {
  isRecorded: string;
  mayRecord: string;
  notRecordedNow: string;
  rightPerson: (name: string) => string;
  rightCompany: (debtor: string) => string;
  askPostcode: string;
  askAccountNumber: string;
  onlyToThem: (name: string) => string;
  doesNotMatch: string;
  notUnderstood: string;
  stillThere: string;
  isThatRight: (value: string) => string;
  sorryAgain: string;
  iAmAMachine: (company: string) => string;
  noCards: string;
  wantsStop: string;
  stopped: (company: string) => string;
  wrongPerson: string;
  attorney: string;
  bankruptcy: string;
  deceased: string;
  hardship: string;
  personWillCall: (company: string) => string;
  stayCalm: string;
  abused: (company: string) => string;
  threatened: string;
  nobodyFree: string;
  goodbye: string;
  moment: string;
  skillFailed: string;
  /** These name the debt. */
  disputed: string;
  notADate: string;
  dateTooLate: (latest: string) => string;
  notAnAmount: string;
  amountTooMuch: (most: string) => string;
  amountTooLittle: (least: string) => string;
  whichInvoice: string;
  notAnEmail: string;
  correction: (balance: string) => string;
  correctionAllPaid: string;
  paidMeanwhile: string;
  paidInPart: (balance: string) => string;
  offerExtension: (amount: string, day: string) => string;
  offerInstalments: (count: string, payments: string) => string;
  offerDiscount: (percent: string, amount: string, day: string) => string;
  notMoreThanThis: string;
  agree: string;
  payment: (amount: string, day: string) => string;
};

const en: Sentences = {
  isRecorded: "This call is recorded, and a colleague may listen in.",
  mayRecord: "May this call be recorded, and may a colleague listen in? Please say yes or no.",
  notRecordedNow: "I understand. This call is not recorded any more.",
  rightPerson: (name) => `Am I speaking with ${name}?`,
  rightCompany: (debtor) => `Am I speaking with the accounts department of ${debtor}?`,
  askPostcode: "To be sure that I speak with the right person: what is the postcode of your address?",
  askAccountNumber: "To be sure that I speak with the right person: what is your customer number with us?",
  onlyToThem: (name) => `I may only talk about this with ${name}.`,
  doesNotMatch: "I am sorry, that is not what we have.",
  notUnderstood: "Sorry, I did not get that.",
  stillThere: "Are you still there?",
  isThatRight: (value) => `I understood ${value}. Is that right?`,
  sorryAgain: "Sorry, let me ask again.",
  iAmAMachine: (company) =>
    `Yes, I am an automated assistant speaking for ${company}. You can ask for a person at any time.`,
  noCards: "Please do not tell me any card numbers. They are not kept.",
  wantsStop: "Do you want us to stop contacting you here?",
  stopped: (company) => `I understand. ${company} will not contact you here again. Goodbye.`,
  wrongPerson: "I am sorry for the disturbance. We will correct our records. Goodbye.",
  attorney: "Thank you for telling me. I will not go on, and a colleague will speak with your lawyer instead. Goodbye.",
  bankruptcy: "Thank you for telling me. I will not go on, and a colleague will look into it. Goodbye.",
  deceased: "I am very sorry for your loss. We will not call again, and a colleague will write to the family. Goodbye.",
  hardship:
    "I am sorry to hear that. I will not go on now, and a colleague will get in touch with you. Please take care. Goodbye.",
  personWillCall: (company) => `Of course. Somebody from ${company} will call you. Goodbye.`,
  stayCalm: "I understand that this is upsetting. I would like to help, so let us stay calm.",
  abused: (company) => `I will end this here. Somebody from ${company} will look into it. Goodbye.`,
  threatened: "I will end this conversation now. It has been noted. Goodbye.",
  nobodyFree: "I am sorry, none of my colleagues can take the call right now.",
  goodbye: "Goodbye.",
  moment: "One moment, please.",
  skillFailed: "I am sorry, that did not work just now.",
  disputed: "I noted that you dispute this. A colleague will look into it before anything else happens. Goodbye.",
  notADate: "I need one exact day, for example next Friday.",
  dateTooLate: (latest) => `The latest day that I can note is ${latest}.`,
  notAnAmount: "I need one amount, please.",
  amountTooMuch: (most) => `That is more than what is open. It is ${most}.`,
  amountTooLittle: (least) => `The least that I can note is ${least}.`,
  whichInvoice: "Please tell me the number of one invoice.",
  notAnEmail: "Please spell the e-mail address once more.",
  correction: (balance) => `I have to correct myself: what is open is ${balance}. Please take only this as right.`,
  correctionAllPaid: "I have to correct myself: nothing is open. Please take only this as right.",
  paidMeanwhile: "I just see that your payment has arrived, and nothing is open any more. Thank you. Goodbye.",
  paidInPart: (balance) => `I just see that a payment from you has arrived. What is open now is ${balance}.`,
  offerExtension: (amount, day) => `I can give you more time: you pay ${amount} by ${day}.`,
  offerInstalments: (count, payments) => `You can pay in ${count} parts: ${payments}.`,
  offerDiscount: (percent, amount, day) =>
    `If you pay by ${day}, I can take ${percent} percent off: you pay ${amount}.`,
  notMoreThanThis: "That is more than I may agree to. What I can do is this.",
  agree: "Do you agree to that?",
  payment: (amount, day) => `${amount} by ${day}`,
};

const hi: Sentences = {
  isRecorded: "यह कॉल रिकॉर्ड की जा रही है, और हमारे सहकर्मी इसे सुन सकते हैं।",
  mayRecord: "क्या यह कॉल रिकॉर्ड की जा सकती है, और क्या हमारे सहकर्मी इसे सुन सकते हैं? कृपया हाँ या नहीं कहिए।",
  notRecordedNow: "मैं समझ गया। अब यह कॉल रिकॉर्ड नहीं की जा रही है।",
  rightPerson: (name) => `क्या मेरी बात ${name} से हो रही है?`,
  rightCompany: (debtor) => `क्या मेरी बात ${debtor} के लेखा विभाग से हो रही है?`,
  askPostcode: "यह जानने के लिए कि मैं सही व्यक्ति से बात कर रहा हूँ: आपके पते का पिन कोड क्या है?",
  askAccountNumber: "यह जानने के लिए कि मैं सही व्यक्ति से बात कर रहा हूँ: हमारे यहाँ आपका ग्राहक नंबर क्या है?",
  onlyToThem: (name) => `मैं इस बारे में केवल ${name} से बात कर सकता हूँ।`,
  doesNotMatch: "क्षमा करें, हमारे पास यह दर्ज नहीं है।",
  notUnderstood: "क्षमा करें, मैं समझ नहीं पाया।",
  stillThere: "क्या आप लाइन पर हैं?",
  isThatRight: (value) => `मैंने ${value} समझा। क्या यह सही है?`,
  sorryAgain: "क्षमा करें, मैं फिर से पूछता हूँ।",
  iAmAMachine: (company) =>
    `जी हाँ, मैं ${company} की ओर से बोलने वाला स्वचालित सहायक हूँ, एक कृत्रिम आवाज़। आप कभी भी किसी व्यक्ति से बात करने को कह सकते हैं।`,
  noCards: "कृपया मुझे कार्ड का नंबर न बताएँ। उसे रखा नहीं जाता।",
  wantsStop: "क्या आप चाहते हैं कि हम आपसे यहाँ संपर्क न करें?",
  stopped: (company) => `मैं समझ गया। ${company} आपसे यहाँ फिर संपर्क नहीं करेगा। नमस्ते।`,
  wrongPerson: "असुविधा के लिए क्षमा करें। हम अपना रिकॉर्ड ठीक करेंगे। नमस्ते।",
  attorney: "बताने के लिए धन्यवाद। मैं आगे बात नहीं करूँगा, हमारे सहकर्मी आपके वकील से बात करेंगे। नमस्ते।",
  bankruptcy: "बताने के लिए धन्यवाद। मैं आगे बात नहीं करूँगा, हमारे सहकर्मी इसे देखेंगे। नमस्ते।",
  deceased: "यह सुनकर बहुत दुख हुआ। हम फिर कॉल नहीं करेंगे, हमारे सहकर्मी परिवार को लिखेंगे। नमस्ते।",
  hardship: "यह सुनकर दुख हुआ। मैं अभी आगे बात नहीं करूँगा, हमारे सहकर्मी आपसे संपर्क करेंगे। अपना ध्यान रखिए। नमस्ते।",
  personWillCall: (company) => `ज़रूर। ${company} से कोई आपको कॉल करेगा। नमस्ते।`,
  stayCalm: "मैं समझता हूँ कि यह परेशान करने वाला है। मैं मदद करना चाहता हूँ, इसलिए शांति से बात करते हैं।",
  abused: (company) => `मैं यह बातचीत यहीं समाप्त करता हूँ। ${company} से कोई इसे देखेगा। नमस्ते।`,
  threatened: "मैं यह बातचीत अब समाप्त करता हूँ। यह लिख लिया गया है। नमस्ते।",
  nobodyFree: "क्षमा करें, अभी कोई सहकर्मी कॉल नहीं ले सकता।",
  goodbye: "नमस्ते।",
  moment: "एक क्षण रुकिए।",
  skillFailed: "क्षमा करें, यह अभी नहीं हो पाया।",
  disputed: "मैंने लिख लिया है कि आप इससे सहमत नहीं हैं। आगे कुछ भी होने से पहले हमारे सहकर्मी इसे देखेंगे। नमस्ते।",
  notADate: "मुझे एक निश्चित दिन चाहिए, जैसे अगला शुक्रवार।",
  dateTooLate: (latest) => `मैं अधिक से अधिक ${latest} तक का दिन लिख सकता हूँ।`,
  notAnAmount: "कृपया एक राशि बताइए।",
  amountTooMuch: (most) => `यह बकाया से अधिक है। बकाया ${most} है।`,
  amountTooLittle: (least) => `मैं कम से कम ${least} लिख सकता हूँ।`,
  whichInvoice: "कृपया एक चालान का नंबर बताइए।",
  notAnEmail: "कृपया ईमेल का पता एक बार फिर बताइए।",
  correction: (balance) => `मुझे अपनी बात सुधारनी है: बकाया ${balance} है। कृपया केवल इसी को सही मानें।`,
  correctionAllPaid: "मुझे अपनी बात सुधारनी है: कुछ भी बकाया नहीं है। कृपया केवल इसी को सही मानें।",
  paidMeanwhile: "मैं अभी देख रहा हूँ कि आपका भुगतान आ गया है और अब कुछ भी बकाया नहीं है। धन्यवाद। नमस्ते।",
  paidInPart: (balance) => `मैं अभी देख रहा हूँ कि आपका एक भुगतान आया है। अब बकाया ${balance} है।`,
  offerExtension: (amount, day) => `मैं आपको और समय दे सकता हूँ: आप ${day} तक ${amount} दीजिए।`,
  offerInstalments: (count, payments) => `आप ${count} किस्तों में दे सकते हैं: ${payments}।`,
  offerDiscount: (percent, amount, day) =>
    `अगर आप ${day} तक भुगतान करते हैं, तो मैं ${percent} प्रतिशत कम कर सकता हूँ: आप ${amount} दीजिए।`,
  notMoreThanThis: "यह मेरी सीमा से अधिक है। मैं यह कर सकता हूँ।",
  agree: "क्या आप इससे सहमत हैं?",
  payment: (amount, day) => `${day} तक ${amount}`,
};

export const sentences: Record<Language, Sentences> = { en, hi };

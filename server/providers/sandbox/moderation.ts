// Moderation without a vendor: by phrases that nobody means otherwise, in English and in Hindi in either script.
import type { Moderation, ModerationFlag } from "@/server/flows/ports";
import { says } from "@/server/flows/reading/tokens";

const phrases: Record<ModerationFlag, string> = {
  abuse: `fuck you|fuck off|go fuck yourself|bastard|bastards|bitch|asshole|assholes|piece of shit|son of a bitch|motherfucker|
    scumbag|you idiot|you moron|you are an idiot|you are idiots|go to hell|
    कमीने|कमीना|हरामी|हरामखोर|हरामज़ादे|कुत्ते के|साले कुत्ते|गधे हो|भाड़ में जाओ|मादरचोद|बहनचोद|चूतिया|
    kamine|kamina|harami|haramkhor|haramzade|kutte ke|sale kutte|saale kutte|bhaad mein jao|bhad me jao|madarchod|behenchod|
    bhenchod|chutiya|chutiye`,
  threat: `i will kill you|i'll kill you|i will find you|i'll find you|i know where you live|i will hurt you|i'll hurt you|
    i will burn your|i'll burn your|i will come for you|i'll come for you|you will regret this|you'll regret this|
    i will shoot|i'll shoot|i will beat you|i'll beat you|
    जान से मार|मार डालूंगा|मार डालूँगा|मार दूंगा|मार दूँगा|घर जला|देख लूंगा तुझे|तुझे देख लूंगा|हाथ पैर तोड़|
    jaan se maar|jaan se mar|maar dalunga|mar dalunga|maar dunga|ghar jala|tujhe dekh lunga|dekh lunga tujhe|haath pair tod`,
  self_harm: `kill myself|killing myself|end my life|take my own life|want to die|wanna die|hurt myself|hang myself|suicide|
    suicidal|no reason to live|better off dead|
    आत्महत्या|खुदकुशी|ख़ुदकुशी|मर जाऊंगा|मर जाऊँगा|मर जाना चाहता|मर जाना चाहती|मरना चाहता|मरना चाहती|जीना नहीं चाहता|जीना नहीं चाहती|
    जान दे दूंगा|जान दे दूंगी|फांसी लगा|
    aatmahatya|atmahatya|khudkushi|mar jaunga|mar jaungi|marna chahta|marna chahti|jeena nahi chahta|jeena nahi chahti|
    jina nahi chahta|jaan de dunga|jaan de dungi|phansi laga`,
};

const listed = Object.entries(phrases).map(([flag, text]) => ({
  flag: flag as ModerationFlag,
  phrases: text.split("|").map((phrase) => phrase.trim()),
}));

export const sandboxModeration: Moderation = {
  name: "sandbox",
  flagsOf: async (text) =>
    listed.filter(({ phrases }) => phrases.some((phrase) => says(text, phrase))).map(({ flag }) => flag),
};

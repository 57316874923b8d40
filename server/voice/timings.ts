// How long a call's bridge waits for what, and how much it keeps. Tests shorten the waits.
export const voiceTimings = {
  /** Opening the model leg: so many tries, and all of them within. */
  modelTries: 3,
  modelTriesWithinMs: 5_000,
  modelRetryPauseMs: 250,
  /** Of what is heard while the model leg is not there. */
  heardKeptMs: 2_000,
  /** Of what is heard while the model takes nothing off the network. */
  heardUnsentMs: 1_000,
  /** From asking the model until its first word. */
  answerWithinMs: 8_000,
  /** For a response that we did not ask for to end. */
  collisionMs: 5_000,
  rateLimitMaxMs: 3_000,
  /** Unplayed audio at the phone; what is more waits with us. */
  unplayedMs: 4_000,
  /** Marks that do not come back count as heard after it. */
  marksWithinMs: 6_000,
  /** Keys that follow each other faster belong together. */
  keysPauseMs: 800,
  transcriptWithinMs: 1_500,
  /** The line is silent as a grave in the middle of speech: silence is put in, so that the turn can end. */
  gapInSpeechMs: 750,
  gapFilledMs: 1_000,
  gapPaddedMaxMs: 10_000,
  /** Nothing at all from the line. */
  frozenMs: 30_000,
  /** Before the vendor ends a session it is replaced, at a quiet moment; at the latest `recycleHurryMs` before. */
  recycleBeforeMs: 180_000,
  recycleHurryMs: 30_000,
  /** `end` waits so long for its last words to be heard. */
  lastWordsMs: 20_000,
  /** From ringing a human until the conversation goes on without them. */
  humanWithinMs: 50_000,
  watchEveryMs: 250,
};

export type VoiceTimings = typeof voiceTimings;

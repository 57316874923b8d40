// A browser is a telephone by Twilio's Voice SDK. Its token lets it be rung under one name, and call nobody.
import twilio from "twilio";
import type { BrowserPhones } from "@/server/voice/ports";

type Keys = { TWILIO_ACCOUNT_SID: string; TWILIO_API_KEY_SID: string; TWILIO_API_KEY_SECRET: string };

export function twilioBrowserPhones(keys: Keys): BrowserPhones {
  const { AccessToken } = twilio.jwt;
  return {
    admit(name, seconds) {
      const { TWILIO_ACCOUNT_SID: account, TWILIO_API_KEY_SID: key, TWILIO_API_KEY_SECRET: secret } = keys;
      const token = new AccessToken(account, key, secret, { identity: name, ttl: seconds });
      token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
      return token.toJwt();
    },
  };
}

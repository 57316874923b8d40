// Where Twilio's media streams come in. The signature covers the address exactly as it stood in our TwiML, wss and all; it is
// checked against our configured origin and never against what a proxy or the caller says.
import twilio from "twilio";
import { acceptStream } from "@/server/providers/twilio/media-streams/phone-leg";
import type { PhoneDoor } from "@/server/voice/ports";

const path = "/twilio/media/";
const shape = /^\/twilio\/media\/([A-Za-z0-9_-]{20,100})$/;

export function twilioDoor(settings: { authToken: string; publicWsUrl: string }): PhoneDoor {
  const origin = settings.publicWsUrl.replace(/\/$/, "");
  return {
    knock({ url, headers }) {
      const token = shape.exec(url)?.[1];
      if (!token) return { refused: 404 };
      const signature = headers["x-twilio-signature"];
      const isGenuine =
        typeof signature === "string" && twilio.validateRequest(settings.authToken, signature, origin + url, {});
      return isGenuine ? { token } : { refused: 403 };
    },
    accept: (socket) => acceptStream(socket),
  };
}

/** The address that our TwiML names. */
export const streamAddress = (publicWsUrl: string, token: string) => publicWsUrl.replace(/\/$/, "") + path + token;

// The one place that picks adapters. A sandbox workspace gets the sandbox's, whatever keys are set.
import { env } from "@/server/env";
import { resendEmail } from "@/server/providers/resend/email";
import { sandboxEmail } from "@/server/providers/sandbox/email";
import { sandboxLookup } from "@/server/providers/sandbox/lookup";
import { sandboxSms } from "@/server/providers/sandbox/sms";
import { sandboxSystemEmail } from "@/server/providers/sandbox/system-mailbox";
import { sandboxVoice } from "@/server/providers/sandbox/voice";
import { twilioLookup } from "@/server/providers/twilio/lookup";
import { twilioSms } from "@/server/providers/twilio/sms";
import { twilioVoice } from "@/server/providers/twilio/voice";
import { unconfiguredChannels } from "@/server/providers/unconfigured";
import type { ChannelPorts, EmailPort } from "@/server/touches/ports";

const sandboxChannels: ChannelPorts = {
  email: sandboxEmail,
  sms: sandboxSms,
  voice: sandboxVoice,
  lookup: sandboxLookup,
};

let liveChannels: ChannelPorts | undefined;

/** The channels of a workspace in that mode. */
export function channelPorts(mode: "live" | "sandbox"): ChannelPorts {
  if (mode === "sandbox") return sandboxChannels;
  if (!liveChannels) {
    const { resend, twilio, PUBLIC_URL } = env();
    liveChannels = {
      ...unconfiguredChannels,
      ...(resend && { email: resendEmail(resend) }),
      ...(twilio && {
        sms: twilioSms(twilio, PUBLIC_URL),
        voice: twilioVoice(twilio, PUBLIC_URL),
        lookup: twilioLookup(twilio),
      }),
    };
  }
  return liveChannels;
}

/** Which live channels have their keys. */
export function configuredChannels(): { email: boolean; sms: boolean; voice: boolean } {
  const { resend, twilio } = env();
  return { email: resend !== undefined, sms: twilio !== undefined, voice: twilio !== undefined };
}

/** For mails of the product itself: sign-in, invitations. Without a vendor they stay on this machine. */
export function systemEmail(): EmailPort {
  const { resend } = env();
  return resend ? resendEmail(resend) : sandboxSystemEmail;
}

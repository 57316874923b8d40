// A telephone in the browser, by Twilio's Voice SDK: rung once, for the call that is taken over, and put away after it.
import type { Call, Device } from "@twilio/voice-sdk";

export type PhoneState = "ringing" | "briefed" | "talking" | "over";
export type PhoneFault = "microphone" | "connection";

const READY_WITHIN_MS = 15_000;
const RUNG_WITHIN_MS = 30_000;

/** Why there is no telephone here. */
export class PhoneError extends Error {
  constructor(readonly fault: PhoneFault) {
    super(fault);
  }
}

export class BrowserPhone {
  readonly #device: Device;
  readonly #told: (state: PhoneState) => void;
  #call: Call | undefined;
  #isOver = false;
  #unrung: ReturnType<typeof setTimeout> | undefined;

  private constructor(device: Device, told: (state: PhoneState) => void) {
    this.#device = device;
    this.#told = told;
    device.on("incoming", (call: Call) => this.#answer(call));
    for (const loss of ["error", "unregistered"]) {
      device.on(loss, () => {
        if (!this.#call) this.hangUp();
      });
    }
  }

  /** Ready to be rung; it answers by itself, for its owner has just asked for it. Throws PhoneError. */
  static async open(token: string, told: (state: PhoneState) => void): Promise<BrowserPhone> {
    await mayHear();
    const { Device } = await import("@twilio/voice-sdk");
    const device = new Device(token, { logLevel: "silent", closeProtection: true });
    const phone = new BrowserPhone(device, told);
    try {
      await inTime(device.register());
    } catch {
      phone.hangUp();
      throw new PhoneError("connection");
    }
    if (phone.#isOver) throw new PhoneError("connection");
    told("ringing");
    phone.#unrung = setTimeout(() => phone.hangUp(), RUNG_WITHIN_MS);
    return phone;
  }

  /** Presses the key that takes the call: whoever is on the line is brought over. */
  take(): void {
    if (!this.#call) return;
    this.#call.sendDigits("1");
    this.#told("talking");
  }

  mute(isMuted: boolean): void {
    this.#call?.mute(isMuted);
  }

  /** Any number of times, in any state. */
  hangUp(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#unrung);
    this.#call?.disconnect();
    this.#device.destroy();
    this.#told("over");
  }

  #answer(call: Call): void {
    if (this.#call || this.#isOver) {
      call.reject();
      return;
    }
    this.#call = call;
    clearTimeout(this.#unrung);
    let isAnswered = false;
    for (const end of ["disconnect", "cancel", "reject"]) call.on(end, () => this.hangUp());
    // Once they speak, a fault that ends the call is told as its end; the rest, a lost line to the exchange for one, mends.
    call.on("error", () => {
      if (!isAnswered) this.hangUp();
    });
    call.on("accept", () => {
      isAnswered = true;
      this.#told("briefed");
    });
    call.accept();
  }
}

/** Asked for before anybody is rung: who refuses it leaves nobody waiting. */
async function mayHear(): Promise<void> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
  } catch {
    throw new PhoneError("microphone");
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), READY_WITHIN_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

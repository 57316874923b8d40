// What Twilio's Voice SDK speaks to: its signalling over a socket (version 1.6, as the SDK's own `pstream` reads and writes it),
// and a real WebRTC peer with a tone of its own in a page beside it.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { BrowserContext, JSHandle, Page, WebSocketRoute } from "@playwright/test";

type Message = {
  type: string;
  payload: { sdp?: string; callsid?: string; dtmf?: string; token?: string; reconnect?: string };
};

export class TelephoneExchange {
  readonly heard: Message[] = [];
  readonly #peer: JSHandle<RTCPeerConnection>;
  #line: WebSocketRoute | undefined;

  private constructor(peer: JSHandle<RTCPeerConnection>) {
    this.#peer = peer;
  }

  static async in(context: BrowserContext, origin: string): Promise<TelephoneExchange> {
    await context.route(`${origin}/exchange`, (route) => route.fulfill({ contentType: "text/html", body: "<p>" }));
    const page = await context.newPage();
    await page.goto(`${origin}/exchange`);
    const exchange = new TelephoneExchange(await page.evaluateHandle(() => new RTCPeerConnection()));
    await context.route(/^https:\/\/[\w.-]*twilio\.com\//, (route) => route.fulfill({ status: 204 }));
    await context.routeWebSocket(/^wss:\/\/voice-js\.[\w.-]*twilio\.com\//, (line) => {
      exchange.#line = line;
      line.onMessage((text) => {
        if (String(text).trim()) exchange.#hear(JSON.parse(String(text)));
      });
    });
    return exchange;
  }

  /** Rings the browser: a call with audio, which ends when the exchange says so. */
  async ring(): Promise<void> {
    const sdp = await this.#peer.evaluate(async (peer) => {
      const audio = new AudioContext();
      const tone = audio.createOscillator();
      const out = audio.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      for (const track of out.stream.getTracks()) peer.addTrack(track, out.stream);
      await peer.setLocalDescription(await peer.createOffer());
      await new Promise<void>((done) => {
        const look = () => peer.iceGatheringState === "complete" && done();
        peer.onicegatheringstatechange = look;
        setTimeout(done, 3_000);
        look();
      });
      return peer.localDescription?.sdp ?? "";
    });
    // Without events in the audio, keys are told by signalling, where they can be seen.
    const spoken = sdp.replaceAll(/^a=(rtpmap|fmtp):\d+ telephone-event.*\r\n/gm, "");
    const parameters = { CallSid: "CA1", From: "+15005550006" };
    this.#tell("invite", { callsid: "CA1", sdp: spoken, parameters, reconnect: "back-to-CA1" });
  }

  /** The signalling breaks; the audio does not go that way. */
  async drop(): Promise<void> {
    await this.#line?.close({ code: 1011 });
  }

  hangUp(): void {
    this.#tell("hangup", { callsid: "CA1" });
  }

  /** Bytes of speech that arrived from the browser. */
  async audioBytes(): Promise<number> {
    return this.#peer.evaluate(async (peer) => {
      let bytes = 0;
      for (const report of (await peer.getStats()).values())
        if (report.type === "inbound-rtp") bytes += report.bytesReceived;
      return bytes;
    });
  }

  #tell(type: string, payload: Record<string, unknown>) {
    this.#line?.send(JSON.stringify({ type, payload, version: "1.6" }));
  }

  #hear(message: Message) {
    this.heard.push(message);
    const { type, payload } = message;
    if (type === "listen") this.#tell("connected", { region: "us1", edge: "ashburn", token: { ttl: 3_600 } });
    if (type === "register") this.#tell("ready", {});
    if (type === "invite" && payload.reconnect) this.#tell("answer", { callsid: "CA1", reconnect: payload.reconnect });
    if (type !== "answer") return;
    void this.#peer.evaluate((peer, sdp) => peer.setRemoteDescription({ type: "answer", sdp }), payload.sdp ?? "");
  }
}

/** A page with the product's telephone on the SDK as Twilio ships it. */
export async function phonePage(page: Page, origin: string): Promise<void> {
  const scripts: Record<string, string> = {
    "phone.js": stripTypeScriptTypes(readFileSync("components/calls/live/browser-phone.ts", "utf8"), {
      mode: "transform",
    }),
    "twilio.js": readFileSync("node_modules/@twilio/voice-sdk/dist/twilio.min.js", "utf8"),
    "sdk.js": "export const { Device } = window.Twilio;",
  };
  const imports = JSON.stringify({ imports: { "@twilio/voice-sdk": "/phone/sdk.js" } });
  await page.route(`${origin}/phone/*`, (route) => {
    const body = scripts[new URL(route.request().url()).pathname.split("/").at(-1) ?? ""];
    if (body) return route.fulfill({ contentType: "text/javascript", body });
    const html = `<script type="importmap">${imports}</script><script src="/phone/twilio.js"></script>`;
    return route.fulfill({ contentType: "text/html", body: html });
  });
  await page.goto(`${origin}/phone/`);
}

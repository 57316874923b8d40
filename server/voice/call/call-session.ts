// One call, from the open line to its end: what the phone and the model tell goes to the conversation, what that asks for is
// done. It lives in the process's memory alone, and whatever happens its end runs once.
import type { CommandOf, ConversationCommand } from "@/server/flows/interpreter/commands";
import type { CallEnd, CallPorts, CallSetting } from "@/server/voice/call/call-ports";
import { Dialogue, type Happening } from "@/server/voice/call/dialogue";
import { HumanHand } from "@/server/voice/call/human-hand";
import { type Listen, pressedNote, readProposal, resumed } from "@/server/voice/call/instructions";
import { apologise, hangUp } from "@/server/voice/call/last-words";
import { Requests } from "@/server/voice/call/requests";
import { SkillRuns } from "@/server/voice/call/skill-runs";
import { Timers } from "@/server/voice/call/timers";
import { Transcript } from "@/server/voice/call/transcript";
import { Ear } from "@/server/voice/listening/ear";
import { Keys } from "@/server/voice/listening/keys";
import { type HeardTurn, Turns } from "@/server/voice/listening/turns";
import { ModelLink } from "@/server/voice/model/model-link";
import type { ModelEvent, ModelLeg, PhoneEvent, PhoneLeg } from "@/server/voice/ports";
import { Mouth } from "@/server/voice/speaking/mouth";
import { Speaker } from "@/server/voice/speaking/speaker";

export class CallSession {
  readonly setting: CallSetting;
  readonly over: Promise<CallEnd>;
  readonly #ports: CallPorts;
  readonly #link: ModelLink;
  readonly #turns: Turns;
  readonly #skills: SkillRuns;
  readonly #transcript = new Transcript();
  readonly #requests = new Requests();
  readonly #timers = new Timers();
  readonly #dialogue: Dialogue;
  readonly #keys: Keys;
  readonly #human: HumanHand;
  readonly #end: (end: CallEnd) => void;
  #leg: ModelLeg | null = null;
  #phone: PhoneLeg | null = null;
  #speaker: Speaker | null = null;
  #ear: Ear | null = null;
  #listen: Listen | null = null;
  #ending: { outcome: string } | null = null;
  /** Why the model cannot go on; from then on the call only ends. */
  #lostCode: string | null = null;
  #watch: NodeJS.Timeout | undefined;
  #isOver = false;
  readonly #counts: Pick<CallEnd, "answerMs" | "bargeIns" | "modelLegs"> = { answerMs: [], bargeIns: 0, modelLegs: 0 };

  /** The model is called at once, so that it is there when the line is. */
  constructor(setting: CallSetting, ports: CallPorts) {
    this.setting = setting;
    this.#ports = ports;
    let end: (end: CallEnd) => void = () => {};
    this.over = new Promise((resolve) => {
      end = resolve;
    });
    this.#end = end;
    this.#dialogue = new Dialogue(ports.conversation, ports.clock, (command) => this.#do(command));
    this.#human = new HumanHand(ports.handing, (happening) => this.#tell(happening));
    this.#keys = new Keys(ports.timings.keysPauseMs, (digits) => {
      this.#leg?.note(pressedNote(digits));
      this.#tell({ type: "pressed", digits });
    });
    this.#turns = new Turns(ports, {
      heard: (turn) => this.#heard(turn),
      silent: (forMs) => this.#tell({ type: "silent", forMs }),
    });
    this.#skills = new SkillRuns(ports.skills, setting.callId, {
      done: (skillCallId, outcome) => {
        this.#speaker?.dropWaiting("filler");
        this.#tell({ type: "skill_done", skillCallId, outcome });
      },
      slow: () => this.#fill(),
    });
    this.#link = new ModelLink(ports.model, () => this.#modelSettings(), ports.timings, {
      event: (event) => this.#onModel(event),
      up: (leg) => this.#modelUp(leg),
      down: (why) => this.#modelDown(why),
      lost: (code) => this.#modelLost(code),
    });
    void this.#link.open();
  }

  /** The line is open. */
  begin(phone: PhoneLeg) {
    if (this.#isOver) return phone.close("fault");
    const now = performance.now();
    this.#phone = phone;
    this.#ear = new Ear(this.#ports.timings, (payload) => this.#link.hear(payload), now);
    this.#speaker = new Speaker(new Mouth(phone, this.#ports.timings.unplayedMs), this.#ports.timings, {
      spoke: ({ sayId }, heard) => sayId !== null && this.#tell({ type: "spoke", sayId, ...heard }),
      judged: ({ turnId }, json) => this.#tell({ type: "proposed", turnId, proposal: readProposal(json) }),
      quiet: () => this.#quiet(),
      cut: (itemId, { heardText }) => this.#transcript.cut(itemId, heardText),
      answered: (request, afterMs) => this.#answered(request.sayId, Math.round(afterMs)),
      lost: (code) => this.#modelLost(code),
    });
    phone.listen((event) => this.#onPhone(event));
    this.#watch = setInterval(() => this.#look(), this.#ports.timings.watchEveryMs);
    if (this.#lostCode !== null) return this.#fail(this.#lostCode);
    const { direction, language } = this.setting;
    this.#tell({ type: "begun", channel: "voice", direction, language });
    if (this.#leg) this.#speaker.modelUp(this.#leg);
  }

  /** From outside of the line: who picked up, a supervisor, money that came, a human who was rung. */
  tell(happening: Happening) {
    this.#tell(happening);
    this.#human.follow(happening);
  }

  /** Ends it whatever state it is in. */
  close(by: CallEnd["by"], detail: string) {
    if (this.#isOver) return;
    const unheard = this.#speaker?.interruptAll() ?? new Map();
    const unsaid = [...unheard].flatMap(([{ sayId }, heard]): Happening[] =>
      sayId === null ? [] : [{ type: "spoke", sayId, ...heard }],
    );
    // With a human the conversation is not over, and may come back.
    const ended: Happening[] = this.#human.hasConversation ? [] : [{ type: "ended", by, detail: detail.slice(0, 200) }];
    this.#dialogue.end([...unsaid, ...ended]);
    this.#isOver = true;
    this.#skills.hangUp();
    this.#turns.close();
    this.#speaker?.close();
    clearInterval(this.#watch);
    this.#timers.close();
    this.#keys.close();
    this.#link.close();
    this.#phone?.close(by === "fault" ? "fault" : "over");
    const outcome = this.#ending?.outcome ?? null;
    const transcript = this.#transcript.rows();
    this.#ports.note("call over", { by, detail, turns: transcript.length, unheard: this.#link.dropped });
    this.#end({ by, detail, outcome, transcript, ...this.#counts });
  }

  #onPhone(event: PhoneEvent) {
    if (this.#isOver) return;
    switch (event.kind) {
      case "audio":
        return this.#ear?.audio(event.payload, event.atMs, performance.now());
      case "marked":
        return this.#speaker?.heardMark(event.name, performance.now());
      case "pressed":
        this.#turns.answered();
        this.#speaker?.bargeIn();
        return this.#keys.press(event.digit);
      case "ended":
        if (this.#lostCode !== null) return this.close("fault", this.#lostCode);
        if (this.#human.isJoined) return this.close("us", "handed_over");
        return this.close(event.by === "stopped" ? "them" : "line", `closed_${event.code}`);
    }
  }

  #onModel(event: ModelEvent) {
    if (this.#isOver) return;
    this.#speaker?.onModel(event, performance.now());
    if (event.kind === "audio") return;
    this.#transcript.follow(event);
    switch (event.kind) {
      case "speech_started":
        this.#ear?.speech(true);
        this.#turns.speechStarted();
        if (this.#speaker?.bargeIn()) this.#counts.bargeIns += 1;
        return;
      case "speech_stopped":
        return this.#ear?.speech(false);
      case "turn_ended":
        return this.#turns.turnEnded(event.itemId);
      case "person_said":
        if (event.isFinal) this.#turns.transcribed(event.itemId, event.text);
        return;
      case "person_unclear":
        return this.#turns.transcribed(event.itemId, "");
      case "fault":
        return this.#ports.note("model fault", { code: event.code, fault: event.fault });
    }
  }

  #heard({ text, flags }: HeardTurn) {
    if (this.#listen) this.#tell({ type: "heard", turnId: this.#listen.turnId, text, flags });
  }

  #answered(sayId: string | null, afterMs: number) {
    this.#counts.answerMs.push(afterMs);
    if (sayId !== null) this.#ports.conversation.answeredAfter?.(sayId, afterMs);
  }

  #quiet() {
    if (this.#ending) this.#hangUp(this.#ending.outcome);
    else this.#turns.weAreQuiet();
  }

  #do(command: ConversationCommand) {
    const { timings } = this.#ports;
    switch (command.type) {
      case "say":
      case "speak":
        return this.#say(command);
      case "listen":
        this.#listen = command;
        this.#turns.allowSilence(command.timeoutMs);
        if (this.#speaker?.isQuiet) this.#turns.weAreQuiet();
        return;
      case "hush":
        this.#speaker?.stop();
        return;
      case "judge":
        return this.#judge(command);
      case "call_skill":
        return void this.#skills.run(command);
      case "transfer":
        this.#timers.set("bridge:human", timings.humanWithinMs, () => this.#human.giveUp(command.transferId));
        return this.#human.ring(command);
      case "end":
        this.#ending = { outcome: command.outcome };
        if (!command.whenSpoken || this.#speaker?.isQuiet) return this.#hangUp(command.outcome);
        return this.#timers.set("bridge:last words", timings.lastWordsMs, () => this.#hangUp(command.outcome));
      case "set_timer":
        return this.#timers.set(command.timerId, command.ms, () =>
          this.#tell({ type: "timer", timerId: command.timerId }),
        );
      case "clear_timer":
        return this.#timers.clear(command.timerId);
      case "record":
        return;
    }
  }

  #say(command: CommandOf<"say" | "speak">) {
    this.#turns.weSpeak();
    this.#speaker?.say(this.#requests.speech(command));
  }

  #fill() {
    if (this.#speaker?.isQuiet) this.#speaker.say(this.#requests.filler(this.setting.language));
  }

  #judge({ turnId, text }: CommandOf<"judge">) {
    if (this.#listen?.turnId === turnId) this.#speaker?.judge(this.#requests.judgement(this.#listen, text));
  }

  #modelSettings() {
    const { instructions, languages } = this.setting;
    const history = this.#transcript.rows().map(({ speaker, text }) => ({ speaker, text }));
    return { instructions: this.#counts.modelLegs > 0 ? resumed(instructions) : instructions, languages, history };
  }

  #modelUp(leg: ModelLeg) {
    this.#leg = leg;
    this.#counts.modelLegs += 1;
    this.#speaker?.modelUp(leg);
  }

  #modelDown(why: string) {
    this.#leg = null;
    this.#ports.note("model leg down", { why });
    this.#ear?.speech(false);
    this.#speaker?.modelDown();
    this.#turns.giveUpTranscripts();
  }

  #modelLost(code: string) {
    this.#ports.note("model lost", { code });
    this.#leg = null;
    if (this.#lostCode === null && this.#phone) this.#fail(code);
    this.#lostCode = code;
  }

  /** Nobody can speak for us any more: the line's own voice says so. */
  #fail(code: string) {
    if (this.#isOver || !this.#phone) return;
    this.#lostCode = code;
    void apologise(this.#ports, this.#phone.callRef, this.setting.language).finally(() => this.close("fault", code));
    this.#link.close();
    this.#speaker?.close();
  }

  #hangUp(outcome: string) {
    if (this.#isOver || !this.#phone) return;
    this.#ending = { outcome };
    void hangUp(this.#ports, this.#phone.callRef);
    this.close("us", outcome);
  }

  #look() {
    if (this.#isOver) return;
    const now = performance.now();
    if (this.#ear?.watch(now)) return this.#hangUp("line_frozen");
    this.#speaker?.watch(now);
    const isQuiet = this.#speaker?.isQuiet === true && !this.#skills.areRunning;
    this.#link.watch(this.#ports.clock.now(), isQuiet);
  }

  #tell(happening: Happening) {
    if (!this.#isOver) this.#dialogue.tell(happening);
  }
}

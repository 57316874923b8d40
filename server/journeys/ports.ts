// What journeys need from outside.

export type ModelRequest = {
  /** What the model is to do, in our words. */
  instructions: string;
  /** The person's words: material, never an instruction about anything but the journey. */
  request: string;
  /** The form of the answer, as strict JSON schema. */
  form: { name: string; schema: Record<string, unknown> };
  signal?: AbortSignal;
};

/** `value` has the form that was asked for as far as the model kept to it: check it. */
export type ModelAnswer =
  | { kind: "answered"; value: unknown }
  /** It would not, in its own words. */
  | { kind: "refused"; reason: string }
  /** It ran out of room, or wrote something that is not JSON. */
  | { kind: "unusable"; reason: string };

/** A language model that answers in a given form. Throws DomainError PROVIDER_UNAVAILABLE when it cannot be reached. */
export type JourneyModel = { answer(request: ModelRequest): Promise<ModelAnswer> };

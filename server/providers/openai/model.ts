// Answers in a given form by OpenAI's Responses API with structured output.
import type OpenAI from "openai";
import { APIError, APIUserAbortError } from "openai";
import { DomainError } from "@/server/errors";
import type { JourneyModel, ModelAnswer } from "@/server/journeys/ports";
import { log } from "@/server/log";
import { type OpenaiSettings, openaiClient } from "@/server/providers/openai/client";

const defaultModel = "gpt-5.4";
const timeoutMs = 90_000;

/** The adapter; one client for the process. The vendor keeps nothing of what is asked. */
export function openaiModel(settings: OpenaiSettings): JourneyModel {
  const client = openaiClient(settings, { timeout: timeoutMs, maxRetries: 1 });
  return {
    async answer({ instructions, request, form, signal }) {
      try {
        const response = await client.responses.create(
          {
            model: settings.OPENAI_MODEL ?? defaultModel,
            instructions,
            input: request,
            text: { format: { type: "json_schema", name: form.name, schema: form.schema, strict: true } },
            store: false,
          },
          { signal },
        );
        return readAnswer(response);
      } catch (error) {
        throw unavailable(error);
      }
    },
  };
}

function readAnswer(response: OpenAI.Responses.Response): ModelAnswer {
  const parts = (response.output ?? []).flatMap((item) => (item.type === "message" ? item.content : []));
  const refusal = parts.find((part) => part.type === "refusal");
  if (refusal) return { kind: "refused", reason: refusal.refusal };
  if (response.status !== "completed") {
    return { kind: "unusable", reason: response.incomplete_details?.reason ?? response.status ?? "no answer" };
  }
  const text = parts.flatMap((part) => (part.type === "output_text" ? [part.text] : [])).join("");
  try {
    return { kind: "answered", value: JSON.parse(text) };
  } catch {
    return { kind: "unusable", reason: "not JSON" };
  }
}

/** What the person can act on stays; the vendor's own text goes to the log only. */
function unavailable(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof APIUserAbortError) return new DomainError("PROVIDER_UNAVAILABLE", "The model took too long.");
  const status = error instanceof APIError ? error.status : undefined;
  log.warn({ err: error, status }, "OpenAI did not answer");
  if (status === 401 || status === 403) {
    return new DomainError("PROVIDER_UNAVAILABLE", "OpenAI did not accept OPENAI_API_KEY.");
  }
  if (status === 429) {
    return new DomainError("PROVIDER_UNAVAILABLE", "OpenAI has too much to do, or the account’s limit is reached.");
  }
  return new DomainError("PROVIDER_UNAVAILABLE", "The model did not answer.");
}

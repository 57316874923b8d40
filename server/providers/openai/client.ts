import OpenAI from "openai";

export type OpenaiSettings = { OPENAI_API_KEY: string; OPENAI_BASE_URL?: string; OPENAI_MODEL?: string };

/** The vendor's own client; `timeout` in milliseconds, for each try. */
export function openaiClient(settings: OpenaiSettings, how: { timeout: number; maxRetries: number }): OpenAI {
  return new OpenAI({
    apiKey: settings.OPENAI_API_KEY,
    baseURL: settings.OPENAI_BASE_URL ?? "https://api.openai.com/v1",
    ...how,
  });
}

import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { generateText, LanguageModel } from 'ai';

export type ModelProvider = 'gemini' | 'openai' | 'anthropic' | 'compatible';

export type ModelAddress = {
  provider: ModelProvider;
  /** The id as the provider names it, e.g. "gemini-2.5-flash". */
  model: string;
  /** With its version part ("http://127.0.0.1:11434/v1"); required for `compatible`. */
  baseUrl?: string;
};

type CallSettings = Pick<
  Parameters<typeof generateText>[0],
  'maxOutputTokens' | 'temperature' | 'reasoning' | 'providerOptions'
>;

type Connect = (
  address: ModelAddress,
  key: string,
  fetch: typeof globalThis.fetch,
) => LanguageModel;

// Base URLs are spelled out: left unset, the SDK would read OPENAI_BASE_URL and the like.
const connectors: Readonly<Record<ModelProvider, Connect>> = {
  gemini: (address, apiKey, fetch) =>
    createGoogle({
      baseURL: address.baseUrl ?? 'https://generativelanguage.googleapis.com/v1beta',
      apiKey,
      fetch,
    })(address.model),
  openai: (address, apiKey, fetch) =>
    createOpenAI({ baseURL: address.baseUrl ?? 'https://api.openai.com/v1', apiKey, fetch })(
      address.model,
    ),
  anthropic: (address, apiKey, fetch) =>
    createAnthropic({ baseURL: address.baseUrl ?? 'https://api.anthropic.com/v1', apiKey, fetch })(
      address.model,
    ),
  compatible: (address, apiKey, fetch) =>
    createOpenAICompatible({
      name: 'compatible',
      baseURL: address.baseUrl ?? '',
      apiKey,
      fetch,
      supportsStructuredOutputs: true,
    })(address.model),
};

/** The SDK's model for one key; building it is cheap, no connection is made. */
export function connectModel(
  address: ModelAddress,
  key: string,
  fetch: typeof globalThis.fetch,
): LanguageModel {
  return connectors[address.provider](address, key, fetch);
}

function geminiSettings(model: string): CallSettings {
  // Gemini 2.0, 1.x and Gemma answer 400 to a thinking budget.
  if (/(^|\/)(gemini-(1|2\.0)|gemma)/.test(model))
    return { maxOutputTokens: 8_192, temperature: 0 };
  // "minimal" is about 1,300 thinking tokens on 2.5. Without a bound, thinking can use up the
  // output budget and the answer comes without parts (provider-apis fact 14).
  return { maxOutputTokens: 8_192, reasoning: 'minimal' };
}

/** How one call is made: room for the answer, little thinking, nothing stored by the provider. */
export function callSettings(address: ModelAddress): CallSettings {
  switch (address.provider) {
    case 'gemini':
      return geminiSettings(address.model);
    case 'openai':
      return {
        maxOutputTokens: 8_192,
        reasoning: 'low',
        // OpenAI keeps responses for 30 days unless told not to; summaries of the reasoning need
        // a verified organisation and would be refused for others.
        providerOptions: { openai: { store: false, reasoningSummary: null } },
      };
    case 'anthropic':
      return { maxOutputTokens: 4_096 };
    case 'compatible':
      // Local servers refuse a budget that does not fit their context, often 4,096 to 8,192.
      return { maxOutputTokens: 2_048, temperature: 0 };
  }
}

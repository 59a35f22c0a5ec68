import type { Definition } from '../../../src/contracts/automation-definition.ts';

type Read = { ok: true; definition: Definition } | { ok: false; message: string };

/** Text as a definition, or what is wrong with it as JSON. What it says is the server's to check. */
export function readDefinition(text: string): Read {
  try {
    const definition: Definition | null = JSON.parse(text);
    if (typeof definition === 'object' && definition !== null && !Array.isArray(definition)) {
      return { ok: true, definition };
    }
    return { ok: false, message: 'A definition is an object: { "trigger": …, "steps": … }' };
  } catch (error) {
    return { ok: false, message: `This is no JSON yet: ${lineOf(text, error)}` };
  }
}

/** Engines tell the position in their own ways; the line is what a person looks for. */
function lineOf(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined || message.includes('line ')) return message;
  return `${message} (line ${text.slice(0, Number(position)).split('\n').length})`;
}

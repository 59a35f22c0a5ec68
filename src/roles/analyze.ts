import { createWriteStream, readFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { graphTranscript } from '../channels/meta/graph-transcript.ts';
import type { Transcript } from '../contracts/transcript.ts';
import { createConversationReader } from '../features/analysis/index.ts';
import { ConfigError, readConfig } from '../platform/config/config.ts';
import { createOutgoing } from '../platform/outgoing/index.ts';
import { scoreLocally } from '../scorer/index.ts';
import { openModel } from './runtime.ts';

export type AnalyzeOptions = {
  /** JSONL; each line has a conversation in Graph shape under `conversation`. */
  file: string;
  /** Part of each dialogue to read, from its beginning; 1 reads all. */
  prefix: number;
  /** Where to write; standard output when left out. */
  out: string | undefined;
};

/** Conversations that a model reads at once; the local scorer needs no company. */
const atOnce = 8;

/**
 * Reads dialogues from a file with the configured model, or the local scorer, and writes one line
 * of JSON each, in the order of the file.
 * @throws Error naming the line that is no conversation
 */
export async function runAnalyze(options: AnalyzeOptions): Promise<void> {
  const config = readConfig(process.env);
  const outgoing = createOutgoing({
    allowOrigins: config.AI_BASE_URL ? [new URL(config.AI_BASE_URL).origin] : [],
  });
  const reader = createConversationReader({ reader: openModel(config, outgoing), scoreLocally });
  const out = options.out === undefined ? process.stdout : createWriteStream(options.out);
  const lines = readLines(options.file);
  try {
    for (let from = 0; from < lines.length; from += atOnce) {
      const batch = lines.slice(from, from + atOnce).map((line) => readLine(line, options.prefix));
      const results = await Promise.all(
        batch.map(async ({ id, transcript }) => {
          const started = performance.now();
          const { analysis } = await reader.read(transcript, {
            now: endOf(transcript),
            stages: [],
          });
          const { score, status, confidence, summary, evidence, source } = analysis;
          const ms = Math.round((performance.now() - started) * 100) / 100;
          return { id, score, status, confidence, summary, evidence, source, ms };
        }),
      );
      out.write(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
    }
  } finally {
    await outgoing.close();
    if (out !== process.stdout) {
      out.end();
      await finished(out);
    }
  }
}

/** A file is a picture of the past: a dialogue is read as it stood after its last message. */
function endOf(transcript: Transcript): Date {
  return transcript.messages.at(-1)?.sentAt ?? new Date();
}

type Line = { number: number; text: string; file: string };

function readLines(file: string): Line[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read. Give a JSONL file of dialogues.`, { cause });
  }
  return content
    .split('\n')
    .map((text, index) => ({ text, number: index + 1, file }))
    .filter(({ text }) => text.trim() !== '');
}

function readLine({ text, number, file }: Line, prefix: number) {
  try {
    const { conversation } = JSON.parse(text);
    const transcript = graphTranscript(conversation, { prefix });
    return { id: String(conversation.id), transcript };
  } catch (cause) {
    throw new Error(
      `${file}, line ${number}: is no dialogue with a "conversation" in Graph shape.`,
      {
        cause,
      },
    );
  }
}

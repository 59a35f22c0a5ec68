import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { GraphConversation } from './graph-conversation.ts';

const Line = z.object({ conversation: GraphConversation });

/**
 * Reads dialogues from a file with one JSON object a line, the conversation in Graph shape under
 * `conversation`. Everything beside it is ignored. Throws an Error that names the line.
 */
export function readDialogues(path: string): GraphConversation[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [Line.parse(JSON.parse(line)).conversation];
    } catch (cause) {
      const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
      throw new Error(`${path}, line ${index + 1}: not a dialogue. ${reason}`, { cause });
    }
  });
}

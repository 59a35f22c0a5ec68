/** A message as it stands in a prompt. */
export type PromptMessage = { id: string; author: 'customer' | 'business'; text: string };

const customerWords = 'customer|client|contact|buyer|lead|user';
const businessWords = 'business|seller|agent|page|shop|company';
const roleLine = new RegExp(
  `^\\s*(?:[-*>]\\s*)?(?:\\[([^\\]]*)\\]\\s*)?(?:(${customerWords})|(${businessWords}))\\b[^:]{0,60}:\\s?(.*)$`,
  'i',
);
const fence = /^\s*(?:```|~~~|<\/?[a-z_-]+[^>]*>|-{3,}|={3,}|#{1,4} )/i;

/**
 * Finds the conversation in a prompt: the last fenced block that has lines such as
 * `[m3 2026-01-02T10:00:00Z] Customer: text`. A line without a role goes on with the message before;
 * `⏎` stands for a line end, `(2 attached)` at the end of a line is no part of the text.
 */
export function transcriptIn(prompt: string): PromptMessage[] {
  let last: PromptMessage[] = [];
  let current: PromptMessage[] = [];
  for (const line of prompt.split('\n')) {
    if (fence.test(line)) {
      if (current.length > 0) last = current;
      current = [];
      continue;
    }
    const message = messageIn(line, current.length);
    const previous = current.at(-1);
    if (message) current.push(message);
    else if (previous && line.trim() !== '') previous.text += `\n${line}`;
  }
  return current.length > 0 ? current : last;
}

function messageIn(line: string, index: number): PromptMessage | null {
  const found = roleLine.exec(line);
  if (!found) return null;
  const [, label = '', customer, , text = ''] = found;
  const id = label.trim().split(/\s+/)[0] || `m${index + 1}`;
  const words = text.replace(/\s*\(\d+ attached\)$/, '').replaceAll('⏎', '\n');
  return { id, author: customer === undefined ? 'business' : 'customer', text: words };
}

const LINE_ENDS_AND_SPACES = /[\s\p{Cc}\u2028\u2029]+/gu;

/**
 * Characters that show nothing but change how text is read: bidirectional overrides, zero-width
 * spaces, soft hyphens, tag characters. The joiners U+200C and U+200D stay; Persian, Hindi and
 * emoji need them.
 */
const INVISIBLE =
  /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  colon: ':',
  lpar: '(',
  rpar: ')',
};

function visibleOnly(text: string): string {
  return text.replace(INVISIBLE, '').replace(LINE_ENDS_AND_SPACES, ' ');
}

function decodeEntity(whole: string, name: string): string {
  const named = ENTITIES[name.toLowerCase()];
  if (named !== undefined) return named;
  const digits = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (digits === null) return whole.slice(1, -1);
  const code = Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] === undefined ? 10 : 16);
  return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** One pass; removing a tag can join the halves of another, so it is repeated until it holds. */
function stripOnce(text: string): string {
  return visibleOnly(text)
    .replace(/&(#?\w{1,10});/g, decodeEntity)
    .replace(/<(script|style)\b[^<]*<\/\1\s*>/gi, ' ')
    .replace(/<[a-z!/?][^<>]*>?/gi, ' ')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
    .replace(/\b[a-z][a-z\d+.-]*:\/\/[^\s"'”»()]*|\bwww\.[^\s"'”»()]+/gi, '(link)')
    .replace(/(?:javascript|vbscript)\s*:|\bdata\s*:\s*\w+\/\S*/gi, ' ')
    .replace(/[{}]{2,}|\{%|%\}/g, ' ')
    .replace(/`+|\*{2,}|_{2,}|~{2,}/g, '');
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const room = text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${room.trimEnd()}…`;
}

/** One line without line ends, control characters or invisible ones, at most `maxLength` long. */
export function oneLine(text: string, maxLength: number): string {
  return cut(visibleOnly(text.toWellFormed()).trim(), maxLength);
}

/**
 * A model's text as one line of plain words: no HTML, entities, Markdown, links, template braces or
 * control characters. Not a string gives ''. Whoever shows it must still escape it.
 */
export function plainText(value: unknown, maxLength: number): string {
  if (typeof value !== 'string') return '';
  // Longer input than this is an attack; the patterns above are quadratic at worst.
  let text = value.slice(0, maxLength * 3).toWellFormed();
  for (let pass = 0; pass < 5; pass += 1) {
    const stripped = stripOnce(text);
    if (stripped === text) break;
    text = stripped;
  }
  // Whatever was nested deeper than five passes loses the characters that would make it work.
  const harmless = visibleOnly(text)
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/\](?=[([])/g, '] ')
    .replace(/[{}]{2,}|\{%|%\}/g, ' ')
    .replace(/&(?=#?\w+;)/g, '＆')
    .replace(/(javascript|vbscript)\s*:/gi, '$1 ')
    .replace(/:\/\//g, ' ')
    .replace(/(^|\s)#{1,6}\s/g, '$1');
  return oneLine(harmless, maxLength);
}

/** Whether text that must be kept word for word holds what `plainText` would have taken out. */
export function hasMarkup(text: string): boolean {
  const visible = text.replace(INVISIBLE, '');
  if (visible !== text || /[^\P{Cc}\t\n\r]/u.test(text)) return true;
  const entities = /&#?\w{1,10};/.test(text);
  return entities || /<[a-z!/?]|\]\(|\]\[|javascript\s*:|vbscript\s*:|\{\{|\{%/i.test(text);
}

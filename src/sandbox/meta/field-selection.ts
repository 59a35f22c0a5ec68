import { GraphError } from './graph-errors.ts';

/** One entry of a `fields` parameter: `messages.limit(20).after(x){id,from{id}}`. */
export type FieldRequest = {
  name: string;
  arguments: ReadonlyMap<string, string>;
  /** Null when no braces follow: the field's own defaults. */
  fields: FieldSelection | null;
};
export type FieldSelection = ReadonlyMap<string, FieldRequest>;

/**
 * Parses Graph field syntax. Nested fields may stand in braces or in `.fields(…)`.
 * Throws GraphError 2500 with the position when the text is malformed.
 */
export function parseFields(text: string): FieldSelection {
  const reader = new FieldReader(text);
  const selection = reader.readList();
  reader.expectEnd();
  return selection;
}

class FieldReader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text.replace(/\s+/g, '');
  }

  readList(): FieldSelection {
    const selection = new Map<string, FieldRequest>();
    do {
      const request = this.readField();
      selection.set(request.name, request);
    } while (this.take(','));
    return selection;
  }

  expectEnd(): void {
    if (this.position < this.text.length) throw this.syntaxError('end of string');
  }

  private readField(): FieldRequest {
    const name = this.readName();
    const fieldArguments = new Map<string, string>();
    let fields: FieldSelection | null = null;
    while (this.take('.')) {
      const key = this.readName();
      this.expect('(');
      if (key === 'fields') fields = this.readList();
      else fieldArguments.set(key, this.readValue());
      this.expect(')');
    }
    if (this.take('{')) {
      fields = this.readList();
      this.expect('}');
    }
    return { name, arguments: fieldArguments, fields };
  }

  private readName(): string {
    return this.readMatch(/[a-z0-9_]+/iy, 'name');
  }

  private readValue(): string {
    return this.readMatch(/[^(){}]*/y, 'value');
  }

  private readMatch(pattern: RegExp, wanted: string): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (!found) throw this.syntaxError(wanted);
    this.position = pattern.lastIndex;
    return found[0];
  }

  private take(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  private expect(character: string): void {
    if (!this.take(character)) throw this.syntaxError(`"${character}"`);
  }

  private syntaxError(wanted: string): GraphError {
    const found = this.text[this.position] ?? 'end of string';
    return new GraphError({
      code: 2500,
      message: `Syntax error "Expected ${wanted} instead of "${found}"." at character ${this.position}: ${this.text}`,
    });
  }
}

/** The selection in field syntax again, for the address of a next page. */
export function printFields(selection: FieldSelection): string {
  return [...selection.values()].map(printField).join();
}

function printField({ name, arguments: named, fields }: FieldRequest): string {
  const modifiers = [...named].map(([key, value]) => `.${key}(${value})`).join('');
  return `${name}${modifiers}${fields === null ? '' : `{${printFields(fields)}}`}`;
}

/** `fields` of a call, or the node's defaults when it is missing or empty. */
export function selectionOr(text: string | undefined, defaults: FieldSelection): FieldSelection {
  return text ? parseFields(text) : defaults;
}

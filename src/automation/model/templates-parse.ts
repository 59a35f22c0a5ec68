import { type Token, Tokenizer, TypeGuards } from 'liquidjs';
import { definitionLimits } from '../../contracts/automation-definition.ts';
import { withoutAlias } from './fields.ts';
import { findFilter, type TemplateFilter } from './templates-filters.ts';
import type { Json } from './types.ts';

/** A value written down, or the path of a variable. */
export type Operand =
  | { kind: 'value'; value: Json }
  | { kind: 'path'; path: string; parts: readonly string[] };

export type FilterCall = { name: string; apply: TemplateFilter['apply']; args: readonly Operand[] };
export type Output = { initial: Operand; filters: readonly FilterCall[] };

export type ParsedTemplate =
  | { ok: true; parts: readonly (string | Output)[] }
  | { ok: false; message: string };

/** Filters of one output: longer chains are no text that a person wrote. */
const mostFilters = 20;

/** True for texts with outputs or tags; all others are taken as they are. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/**
 * Takes a text with variables apart. LiquidJS gives its tokenizer only: tags, its own filters and
 * its way to read objects, where all of its code executions and limit bypasses of 2026 were
 * (CVE-2026-45618, -34166, -45357, -69222), are never loaded with user text.
 */
export function parseTemplate(text: string): ParsedTemplate {
  if (text.length > definitionLimits.template) {
    return { ok: false, message: `is longer than ${definitionLimits.template} characters` };
  }
  try {
    return { ok: true, parts: new Tokenizer(text).readTopLevelTokens().map(partOf) };
  } catch (error) {
    return { ok: false, message: problemWords(error) };
  }
}

/** The first line, cut: the rest shows the text again. */
function problemWords(error: unknown): string {
  if (error instanceof RangeError) return 'has brackets within brackets';
  const [line = ''] = error instanceof Error ? error.message.split('\n', 1) : [];
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

function partOf(token: Token): string | Output {
  if (TypeGuards.isHTMLToken(token)) return token.getContent();
  if (!TypeGuards.isOutputToken(token)) {
    throw new Error(`${token.getText()} is not allowed: only {{ … }}`);
  }
  const reader = new Tokenizer(token.input, undefined, undefined, token.contentRange);
  const { initial, filters } = reader.readFilteredValue();
  reader.skipBlank();
  const [only, ...others] = initial.postfix;
  // The tokenizer passes over what it does not understand.
  if (!only || others.length > 0 || !reader.end()) {
    throw new Error(`${token.getText()} must be one variable with filters`);
  }
  if (filters.length > mostFilters)
    throw new Error(`has more than ${mostFilters} filters in a row`);
  return { initial: operandOf(only), filters: filters.map(callOf) };
}

type ReadFilter = ReturnType<Tokenizer['readFilters']>[number];

function callOf({ name, args }: ReadFilter): FilterCall {
  const filter = findFilter(name);
  if (!filter) throw new Error(`There is no filter ${name}`);
  const [fewest, most] = filter.args;
  if (args.length < fewest || args.length > most) {
    const number = fewest === most ? `${most}` : `${fewest} to ${most}`;
    throw new Error(`The filter ${name} takes ${number} values, not ${args.length}`);
  }
  const operands = args.map((arg) => {
    if (Array.isArray(arg)) throw new Error(`The filter ${name} takes no names`);
    return operandOf(arg);
  });
  return { name, apply: filter.apply, args: operands };
}

function operandOf(token: Token): Operand {
  if (TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token)) {
    return { kind: 'value', value: token.content };
  }
  if (TypeGuards.isLiteralToken(token) && typeof token.content === 'boolean') {
    return { kind: 'value', value: token.content };
  }
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable) {
    throw new Error(`${token.getText()} is not a variable`);
  }
  const names = token.props.map(partName);
  return { kind: 'path', path: names.join('.'), parts: withoutAlias(names) };
}

function partName(token: Token): string {
  if (TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token)) {
    return String(token.content);
  }
  if (TypeGuards.isWordToken(token)) return token.content;
  throw new Error(`[${token.getText()}] is not allowed: no variables within brackets`);
}

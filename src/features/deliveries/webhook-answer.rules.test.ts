import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAnswer } from './webhook-answer.rules.ts';

/** What a run keeps of the outputs of one step, and the rest of what a webhook gives it. */
const runKeeps = 16 * 1024;
const besides = { deliveryId: '0'.repeat(36), url: `https://example.com/${'x'.repeat(1_980)}` };
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

it('keeps of every answer what a later step can read, its status above all', () => {
  const piece = fc.constantFrom('x', 'é', '"', '\n', '\u0001', '😀', '{"a":1}');
  const long = fc
    .tuple(piece, fc.integer({ min: 0, max: 40_000 }))
    .map(([part, times]) => part.repeat(times));
  const texts = fc.oneof(
    long,
    long.map((text) => JSON.stringify({ text })),
  );
  const types = fc.option(long, { nil: undefined });
  fc.assert(
    fc.property(texts, types, (text, contentType) => {
      const answer = readAnswer({ status: 200, contentType, text });
      expect(bytesOf({ ...besides, ...answer })).toBeLessThan(runKeeps);
      expect(answer.status).toBe(200);
      const { body } = answer;
      if (typeof body === 'string') expect(text.startsWith(body)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('gives JSON as it was meant, and a long answer as the beginning of its text', () => {
  const read = (text: string) => readAnswer({ status: 200, contentType: undefined, text }).body;
  expect(read('{"price":42}')).toEqual({ price: 42 });
  expect(read('')).toBeNull();
  expect(read('hello')).toBe('hello');
  const list = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => n));
  expect(read(list)).toBe(list.slice(0, 12 * 1024 - 2));
  expect(read('x'.repeat(50_000))).toBe('x'.repeat(12 * 1024 - 2));
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretBox, SecretError } from './index.ts';

const box = createSecretBox(Buffer.alloc(32, 7));
const place = { workspaceId: 'w-1', table: 'channels', rowId: 'c-1' };
const somePlace = fc.record({ workspaceId: fc.string(), table: fc.string(), rowId: fc.string() });

describe('createSecretBox', () => {
  it('opens what it sealed, in the same place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), somePlace, (plain, where) => {
        expect(box.open(box.seal(plain, where), where)).toBe(plain);
      }),
    );
  });

  it('opens nothing in another workspace, table or row', () => {
    const part = fc.constantFrom('workspaceId', 'table', 'rowId');
    fc.assert(
      fc.property(somePlace, part, fc.string(), (here, changed, value) => {
        fc.pre(here[changed] !== value);
        const there = { ...here, [changed]: value };
        expect(() => box.open(box.seal('x', here), there)).toThrow('another row');
      }),
    );
  });

  it('opens nothing in another place', () => {
    fc.assert(
      fc.property(somePlace, somePlace, (here, there) => {
        fc.pre(JSON.stringify(here) !== JSON.stringify(there));
        expect(() => box.open(box.seal('x', here), there)).toThrow(SecretError);
      }),
    );
    const slashed = { workspaceId: 'a/b', table: 'c', rowId: 'd' };
    const shifted = { workspaceId: 'a', table: 'b/c', rowId: 'd' };
    expect(() => box.open(box.seal('x', slashed), shifted)).toThrow('another row');
  });

  it('refuses every text in which one byte was changed', () => {
    const sealed = box.seal('EAAsecret', place);
    const body = Buffer.from(sealed.split('.')[2] ?? '', 'base64url');
    for (let index = 0; index < body.length; index += 1) {
      const changed = Buffer.from(body);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const text = [...sealed.split('.').slice(0, 2), changed.toString('base64url')].join('.');
      expect(() => box.open(text, place)).toThrow(SecretError);
    }
  });

  it('refuses any other text, cut ones included, and leaks nothing', () => {
    const sealed = box.seal('EAAsecret', place);
    const cut = fc.nat(sealed.length - 1).map((length) => sealed.slice(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.string(), cut), (text) => {
        expect(() => box.open(text, place)).toThrow(/^The secret of channels c-1 cannot be opened/);
      }),
    );
  });

  it('says when another key was used', () => {
    const other = createSecretBox(randomBytes(32));
    expect(() => other.open(box.seal('x', place), place)).toThrow('another key');
  });

  it('never gives the same text twice', () => {
    const sealed = new Set(Array.from({ length: 500 }, () => box.seal('x', place)));
    expect(sealed.size).toBe(500);
  });

  it('derives one key a purpose, and another from another master key', () => {
    const other = createSecretBox(Buffer.alloc(32, 8));
    expect(box.deriveKey('sessions')).toEqual(
      createSecretBox(Buffer.alloc(32, 7)).deriveKey('sessions'),
    );
    expect(box.deriveKey('sessions')).toHaveLength(32);
    expect(box.deriveKey('sessions')).not.toEqual(box.deriveKey('webhooks'));
    expect(box.deriveKey('sessions')).not.toEqual(other.deriveKey('sessions'));
  });

  it('takes no key of another length', () => {
    expect(() => createSecretBox(Buffer.alloc(16))).toThrow('32 bytes');
  });
});

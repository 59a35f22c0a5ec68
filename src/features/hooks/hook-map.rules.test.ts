import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBody } from './hook-body.rules.ts';
import { callIdOf } from './hook-ids.rules.ts';
import { mapContact } from './hook-map.rules.ts';

describe('mapContact', () => {
  const body = {
    customer: { emails: ['Ana@Example.com'], name: { first: ' Ana ', last: 'Reyes' } },
    tel: 351210000000,
    'odd.key': 'x',
  };

  it('picks values by path, through lists in both spellings', () => {
    const map = {
      email: 'customer.emails[0]',
      phone: 'tel',
      firstName: 'customer.name.first',
      lastName: 'customer.name.last',
    };
    const ana = {
      email: 'ana@example.com',
      phone: '351210000000',
      phoneAsPosted: '351210000000',
      firstName: 'Ana',
      lastName: 'Reyes',
    };
    expect(mapContact(body, map)).toEqual(ana);
    expect(mapContact(body, { ...map, email: 'customer.emails.0' })).toEqual(ana);
  });

  it('gives nobody when nothing is there, and leaves out what is no e-mail or phone', () => {
    expect(mapContact(body, {})).toBeNull();
    expect(mapContact(body, { email: 'customer.name.first', phone: 'missing.deep' })).toBeNull();
    expect(mapContact({ p: '1'.repeat(41) }, { phone: 'p' })).toBeNull();
    expect(mapContact({ e: 'no', n: 'Zoë' }, { email: 'e', firstName: 'n' })).toMatchObject({
      email: null,
      firstName: 'Zoë',
    });
  });

  it('writes a phone number in one way, however it was typed', () => {
    const phoneOf = (value: unknown) => mapContact({ p: value }, { phone: 'p' })?.phone ?? null;
    const spellings = [
      '+351 912 345 678',
      '+351912345678',
      '+351 (912) 345-678',
      '+351.912.345.678',
      '+351\u00a0912\u202f345/678',
      '00351 912 345 678',
    ];
    for (const spelling of spellings) expect(phoneOf(spelling)).toBe('+351912345678');
    expect(phoneOf('912 345 678')).toBe('912345678');
    const none = ['abc', '912 345 678 abc', '12+34567', '1234', '+', '()', '1'.repeat(16)];
    for (const value of none) expect(phoneOf(value)).toBeNull();
    // What is wrong with one field does not lose the others.
    expect(mapContact({ p: 'abc', n: 'Zoë' }, { phone: 'p', firstName: 'n' })).toMatchObject({
      phone: null,
      firstName: 'Zoë',
    });
  });

  it('never leaves the body: no inherited names, no failure whatever path and body', () => {
    expect(mapContact({}, { firstName: 'constructor.name' })).toBeNull();
    expect(mapContact('text', { firstName: 'length' })).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, path) => {
        mapContact(value, { email: path, phone: path, firstName: path, lastName: path });
      }),
    );
  });
});

describe('readBody', () => {
  const read = (text: string, type?: string) => readBody(type, Buffer.from(text));

  it('reads JSON and forms', () => {
    expect(read('{"a":[1]}', 'application/json')).toEqual({ ok: true, value: { a: [1] } });
    expect(read('"text"')).toEqual({ ok: true, value: 'text' });
    expect(read('', 'application/json')).toEqual({ ok: true, value: {} });
    const form = 'application/x-www-form-urlencoded; charset=utf-8';
    expect(read('a=1&b=%C3%AB&a=2', form)).toEqual({ ok: true, value: { a: ['1', '2'], b: 'ë' } });
  });

  it('refuses what is neither, and what is nested without end', () => {
    expect(read('<xml/>')).toMatchObject({ ok: false });
    expect(read('['.repeat(100_000) + ']'.repeat(100_000))).toMatchObject({ ok: false });
  });
});

describe('callIdOf', () => {
  it('is a UUID, the same for the same key and automation alone', () => {
    const id = callIdOf('a', 'key');
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(callIdOf('a', 'key')).toBe(id);
    expect(new Set([id, callIdOf('b', 'key'), callIdOf('a', 'key2')]).size).toBe(3);
  });
});

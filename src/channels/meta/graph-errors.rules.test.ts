import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyGraphError } from './graph-errors.rules.ts';
import { readUsage } from './usage-headers.rules.ts';

const silent = readUsage({});
const classify = (code: number, subcode: number | null = null, headers = {}) =>
  classifyGraphError({ code, subcode, isTransient: false }, readUsage(headers));
const minutes = (count: number) => count * 60_000;

describe('classifyGraphError', () => {
  it.each([
    [1, null, 'retry'],
    [1, 99, 'retry'],
    [2, null, 'retry'],
    [3, null, 'config'],
    [4, null, 'wait'],
    [10, null, 'permission'],
    [10, 2018278, 'window_closed'],
    [10, 2534022, 'window_closed'],
    [10, 2018108, 'undeliverable'],
    [10, 2018300, 'handover'],
    [10, 999, 'permission'],
    [17, 2446079, 'wait'],
    [32, null, 'wait'],
    [100, null, 'invalid'],
    [100, 33, 'not_found'],
    [100, 2018001, 'not_found'],
    [100, 2018047, 'invalid'],
    [102, null, 'reconnect'],
    [104, null, 'config'],
    [190, null, 'reconnect'],
    [190, 463, 'reconnect'],
    [190, 492, 'reconnect'],
    [190, 12345, 'reconnect'],
    [200, null, 'permission'],
    [200, 1545041, 'undeliverable'],
    [200, 2534041, 'permission'],
    [230, null, 'permission'],
    [299, null, 'permission'],
    [368, null, 'wait'],
    [551, 1545041, 'undeliverable'],
    [613, null, 'wait'],
    [613, 2534040, 'wait'],
    [613, 2018338, 'permission'],
    [2500, null, 'invalid'],
    [80001, null, 'wait'],
    [80002, null, 'wait'],
    [80006, null, 'wait'],
    [80008, null, 'wait'],
    [9000001, null, 'gone'],
    [123456, null, 'invalid'],
  ])('%i/%s → %s', (code, subcode, kind) => expect(classify(code, subcode).kind).toBe(kind));

  it('retries an unknown code that is marked as passing, and no known permanent one', () => {
    const passing = (code: number) =>
      classifyGraphError({ code, subcode: null, isTransient: true }, silent).kind;
    expect([passing(123456), passing(190), passing(100)]).toEqual([
      'retry',
      'reconnect',
      'invalid',
    ]);
  });

  it('says whose limit it is', () => {
    expect([4, 17, 32, 613, 80006].map((code) => classify(code).scope)).toEqual([
      'app',
      'token',
      'page',
      'page',
      'page',
    ]);
  });

  it('waits as long as the header says, on the line of that limit', () => {
    const line = (type: string, regain: number) => ({
      type,
      estimated_time_to_regain_access: regain,
    });
    const header = JSON.stringify({ '1046': [line('messenger', 7), line('pages', 30)] });
    const headers = { 'x-business-use-case-usage': header };
    expect(classify(80006, null, headers)).toMatchObject({
      waitMs: minutes(7),
      waitIsStated: true,
    });
    expect(classify(80001, null, headers).waitMs).toBe(minutes(30));
    expect(classify(80002, null, headers).waitMs).toBe(minutes(30));
    expect(classify(80006)).toMatchObject({ waitMs: 10_000, waitIsStated: false });
  });

  it('waits longer for the app when all of its allowance is used', () => {
    const headers = { 'x-app-usage': '{"call_count":68,"total_cputime":0,"total_time":208}' };
    expect(classify(4, null, headers).waitMs).toBe(minutes(5));
    expect(classify(4).waitMs).toBe(minutes(1));
  });

  it('always says how long when it says wait, and never otherwise but for retries', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.option(fc.integer()),
        fc.boolean(),
        (code, subcode, isTransient) => {
          const found = classifyGraphError({ code, subcode, isTransient }, silent);
          expect(found.waitMs > 0).toBe(found.kind === 'wait' || found.kind === 'retry');
          expect(found.scope !== null).toBe(found.kind === 'wait');
        },
      ),
    );
  });
});

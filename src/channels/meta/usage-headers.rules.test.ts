import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUsage } from './usage-headers.rules.ts';

describe('readUsage', () => {
  it('reads both forms of the app header and the page header', () => {
    const facebook = '{"call_count":28,"total_time":25,"total_cputime":25}';
    const instagram = '{"call_volume":0,"cpu_time":31}';
    expect(readUsage({ 'x-app-usage': facebook }).appPercent).toBe(28);
    expect(readUsage({ 'x-app-usage': instagram, 'x-page-usage': facebook })).toEqual({
      appPercent: 31,
      pagePercent: 28,
      business: [],
    });
  });

  it('reads the business header, unknown keys and broken lines included', () => {
    const header = JSON.stringify({
      '112130216863063': [
        {
          type: 'messenger',
          call_count: 1,
          total_cputime: 2,
          total_time: 3,
          estimated_time_to_regain_access: 19,
          ads_api_access_tier: 'standard_access',
        },
        7,
        { type: 'pages' },
      ],
      broken: 'x',
    });
    expect(readUsage({ 'x-business-use-case-usage': header }).business).toEqual([
      { businessId: '112130216863063', type: 'messenger', percent: 3, regainMinutes: 19 },
      { businessId: '112130216863063', type: 'pages', percent: 0, regainMinutes: 0 },
    ]);
  });

  it('takes any garbage for an absent header', () => {
    const nothing = { appPercent: null, pagePercent: null, business: [] };
    expect(readUsage({})).toEqual(nothing);
    expect(readUsage({ 'x-app-usage': 'x', 'x-page-usage': ['{}', '{}'] })).toEqual(nothing);
    const header = fc.oneof(fc.string(), fc.json(), fc.constant(undefined), fc.array(fc.string()));
    fc.assert(
      fc.property(header, header, (app, business) => {
        const usage = readUsage({ 'x-app-usage': app, 'x-business-use-case-usage': business });
        expect(usage.appPercent === null || usage.appPercent >= 0).toBe(true);
        for (const line of usage.business) expect(line.regainMinutes).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

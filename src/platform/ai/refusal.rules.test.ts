import { describe, expect, it } from 'vitest';
import { durationMs, readRefusal } from './refusal.rules.ts';

const now = new Date('2026-01-02T10:00:00Z');
const inMs = (ms: number) => new Date(now.getTime() + ms);

function geminiQuota(quotaId: string, retryDelay: string | null, message = 'Quota exceeded.') {
  const details: unknown[] = [{ '@type': 'QuotaFailure', violations: [{ quotaId }] }];
  if (retryDelay !== null) details.push({ '@type': 'RetryInfo', retryDelay });
  const error = { code: 429, status: 'RESOURCE_EXHAUSTED', message, details };
  return { status: 429, body: JSON.stringify({ error }), headers: {} };
}

const perMinute = 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier';

describe('readRefusal', () => {
  it.each([
    ['47s', 47_000],
    ['29.72s', 29_720],
    ['34.4s', 34_400],
    ['0s', 250],
  ])('rests a key for exactly the %s of the body', (retryDelay, ms) => {
    expect(readRefusal(geminiQuota(perMinute, retryDelay), now)).toEqual({
      kind: 'quota',
      scope: 'minute',
      until: inMs(ms),
    });
  });

  it('believes RetryInfo before the header, the header before the sentence', () => {
    const sentence = 'Please retry in 47.884324799s.';
    const withHeader = (response: ReturnType<typeof geminiQuota>) => ({
      ...response,
      headers: { 'retry-after': '5' },
    });
    const all = withHeader(geminiQuota(perMinute, '12s', sentence));
    expect(readRefusal(all, now)).toMatchObject({ until: inMs(12_000) });
    const noInfo = geminiQuota(perMinute, null, sentence);
    expect(readRefusal(withHeader(noInfo), now)).toMatchObject({ until: inMs(5_000) });
    expect(readRefusal(noInfo, now)).toMatchObject({ until: inMs(47_885) });
    const nothing = geminiQuota(perMinute, null, 'No hint.');
    expect(readRefusal(nothing, now)).toMatchObject({ until: inMs(60_000) });
  });

  it('rests until midnight in Los Angeles on a day quota, whatever retryDelay says', () => {
    const day = geminiQuota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '23s');
    expect(readRefusal(day, now)).toEqual({
      kind: 'quota',
      scope: 'day',
      until: new Date('2026-01-03T08:00:00Z'),
    });
  });

  it('tells a bad key, an overload, an unknown model and a bad request apart', () => {
    const gemini = (status: number, code: string, details: unknown[] = []) =>
      readRefusal(
        { status, body: JSON.stringify({ error: { status: code, details } }), headers: {} },
        now,
      );
    expect(gemini(400, 'INVALID_ARGUMENT', [{ reason: 'API_KEY_INVALID' }])).toEqual({
      kind: 'bad_key',
      reason: 'HTTP 400 INVALID_ARGUMENT',
    });
    expect(gemini(403, 'PERMISSION_DENIED').kind).toBe('bad_key');
    expect(gemini(401, 'UNAUTHENTICATED').kind).toBe('bad_key');
    expect(gemini(503, 'UNAVAILABLE').kind).toBe('overloaded');
    expect(gemini(500, 'INTERNAL').kind).toBe('overloaded');
    expect(gemini(404, 'NOT_FOUND').kind).toBe('unknown_model');
    expect(gemini(400, 'INVALID_ARGUMENT').kind).toBe('bad_request');
  });

  it('reads the shapes of OpenAI and Anthropic', () => {
    const openai = JSON.stringify({
      error: { message: 'Rate limit reached. Please try again in 6m0s.', code: 'rate_limit' },
    });
    expect(readRefusal({ status: 429, body: openai, headers: {} }, now)).toMatchObject({
      scope: 'minute',
      until: inMs(360_000),
    });
    const broke = JSON.stringify({ error: { message: 'No.', code: 'insufficient_quota' } });
    expect(readRefusal({ status: 429, body: broke, headers: {} }, now)).toMatchObject({
      scope: 'credit',
      until: inMs(3_600_000),
    });
    const anthropic = JSON.stringify({ type: 'error', error: { type: 'overloaded_error' } });
    expect(readRefusal({ status: 529, body: anthropic, headers: {} }, now)).toEqual({
      kind: 'overloaded',
      reason: 'HTTP 529 overloaded_error',
    });
  });

  it('never repeats the provider’s prose', () => {
    const body = JSON.stringify({ error: { message: 'bad key sk-secret', code: 'sk secret!' } });
    expect(JSON.stringify(readRefusal({ status: 401, body, headers: {} }, now))).not.toContain(
      'secret',
    );
  });

  it.each(['', '<html>busy</html>', '[]', 'null', '{"error":"x"}', '{"error":{"details":[null]}}'])(
    'survives the body %j',
    (body) => {
      expect(readRefusal({ status: 429, body, headers: {} }, now)).toMatchObject({
        until: inMs(60_000),
      });
    },
  );
});

describe('durationMs', () => {
  it('takes only whole durations', () => {
    expect(durationMs('1h2m3s')).toBe(3_723_000);
    expect(durationMs('350ms')).toBe(350);
    expect(durationMs('soon')).toBeNull();
    expect(durationMs('')).toBeNull();
    expect(durationMs('5s and more')).toBeNull();
  });
});

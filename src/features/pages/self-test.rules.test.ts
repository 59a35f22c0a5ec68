import { describe, expect, it } from 'vitest';
import {
  lastSeenStep,
  roleStep,
  scopesStep,
  subscriptionStep,
  tokenStep,
} from './self-test.rules.ts';

const now = new Date('2026-01-10T00:00:00Z');
const token = {
  isValid: true,
  userId: '1',
  scopes: [],
  expiresAt: null,
  dataAccessExpiresAt: null,
};

describe('self-test', () => {
  it('reads a token', () => {
    expect(tokenStep(token, now).ok).toBe(true);
    expect(tokenStep({ ...token, isValid: false }, now).ok).toBe(false);
    const soon = { ...token, dataAccessExpiresAt: new Date('2026-03-01T00:00:00Z') };
    expect(tokenStep(soon, now)).toMatchObject({
      ok: true,
      detail: expect.stringContaining('2026-03-01'),
    });
    const over = { ...soon, expiresAt: new Date('2026-01-01T00:00:00Z') };
    expect(tokenStep(over, now)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('2026-01-01'),
    });
  });

  it('asks for Instagram permissions only where there is an account', () => {
    const scopes = ['pages_messaging', 'pages_manage_metadata'];
    expect(scopesStep(scopes, false).ok).toBe(true);
    const missing = scopesStep(scopes, true);
    expect(missing.ok).toBe(false);
    expect(missing.detail).toContain('instagram_basic, instagram_manage_messages');
  });

  it('says what the role lacks and what for', () => {
    expect(roleStep(['MESSAGING', 'MODERATE']).ok).toBe(true);
    expect(roleStep(['MESSAGING']).detail).toContain('webhooks');
    expect(roleStep([]).detail).toContain('reading messages');
  });

  it('judges the subscription and what it brought', () => {
    expect(subscriptionStep(null).ok).toBe(false);
    expect(subscriptionStep(['message_reads']).ok).toBe(false);
    expect(subscriptionStep(['messages']).ok).toBe(true);
    expect(lastSeenStep(null).ok).toBe(false);
    expect(lastSeenStep('2026-01-01T00:00:00Z').ok).toBe(true);
  });
});

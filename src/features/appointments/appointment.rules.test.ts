import { describe, expect, it } from 'vitest';
import { reschedule } from './appointment.rules.ts';

describe('reschedule', () => {
  it('keeps what was agreed and lets a missed one begin anew', () => {
    expect(reschedule('scheduled')).toEqual({ status: 'scheduled' });
    expect(reschedule('confirmed')).toEqual({ status: 'confirmed' });
    expect(reschedule('no_show')).toEqual({ status: 'scheduled' });
  });

  it('refuses what is over and says what to do', () => {
    expect(reschedule('completed')).toEqual({ refusal: expect.stringContaining('new one') });
    expect(reschedule('cancelled')).toEqual({ refusal: expect.stringContaining('status') });
  });
});

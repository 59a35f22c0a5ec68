import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../gemini/wording.ts';
import { startSandbox } from '../start-sandbox.ts';
import { at, graph, listAt } from '../test-client.ts';
import { generateDialogues, pricesIn, repriced } from './generate-dialogues.ts';
import { ownDialogues } from './own-dialogues.ts';
import { readDialogues } from './read-dialogues.ts';

const texts = ownDialogues.map(({ lines }) => lines.map(([, , text]) => text));

describe('own dialogues', () => {
  it('are at least 64, on both platforms, no two alike', () => {
    expect(ownDialogues.length).toBeGreaterThanOrEqual(64);
    expect(new Set(ownDialogues.map(({ name }) => name)).size).toBe(ownDialogues.length);
    const long = texts.flat().filter((text) => text.length > 25);
    expect(new Set(long).size).toBe(long.length);
    expect(ownDialogues.filter(({ on }) => on === 'instagram').length).toBeGreaterThan(15);
  });

  it('are written in many languages and lengths', () => {
    const languages = new Set(texts.map((lines) => languageOf(lines.join('\n'))));
    for (const language of ['en', 'es', 'fr', 'de', 'pt', 'tl', 'ar']) {
      expect(languages).toContain(language);
    }
    expect(texts.filter(({ length }) => length > 20).length).toBeGreaterThanOrEqual(3);
    expect(texts.filter(({ length }) => length <= 2).length).toBeGreaterThanOrEqual(3);
    expect(
      texts.filter((lines) => lines.every((text) => text === '')).length,
    ).toBeGreaterThanOrEqual(2);
    expect(texts.filter((lines) => !/\p{L}/u.test(lines.join(''))).length).toBeGreaterThanOrEqual(
      3,
    );
  });

  it('look unchanged at a second start with the same end, while new ids differ', async () => {
    const start = () => startSandbox({ dialoguesEndAt: new Date('2026-01-01T00:00:00Z') });
    const seen: unknown[] = [];
    const newIds = new Set<string>();
    for (const sandbox of [await start(), await start()]) {
      const fields = 'id,updated_time,participants,messages{id,created_time}';
      const { body } = await graph(
        sandbox,
        '/104600000000002/conversations',
        { fields },
        {
          token: sandbox.meta.pageToken('104600000000002'),
        },
      );
      seen.push(at(body, 'data'));
      newIds.add(sandbox.meta.customerWrites({ text: 'hi' }).messageId);
      await sandbox.close();
    }
    expect(JSON.stringify(seen[0]).replace(/:\d+\/graph/g, '')).toBe(
      JSON.stringify(seen[1]).replace(/:\d+\/graph/g, ''),
    );
    expect(newIds.size).toBe(2);
  });

  it('fill the default inboxes', async () => {
    const sandbox = await startSandbox();
    const { pages } = sandbox.meta.state();
    await sandbox.close();
    const [main] = pages;
    expect((main?.conversations.messenger ?? 0) + (main?.conversations.instagram ?? 0)).toBe(
      ownDialogues.length,
    );
    expect(pages.map(({ conversations }) => conversations.messenger).slice(1)).toEqual([12, 8]);
  });
});

describe('generated dialogues', () => {
  it('are repeatable, have ids of their own and other names and prices', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const some = generateDialogues(500, 3, now);
    expect(some).toEqual(generateDialogues(500, 3, now));
    expect(new Set(some.map(({ id }) => id)).size).toBe(500);
    const messages = some.flatMap(({ messages }) => messages.data);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    const own = new Set(texts.flat());
    const changed = messages.filter(({ message }) => !own.has(message));
    expect(changed.length).toBeGreaterThan(messages.length / 10);
    for (const { updated_time } of some)
      expect(Date.parse(updated_time)).toBeLessThanOrEqual(now.getTime());
  });

  it('change prices together, also where a haggler leaves the currency out', () => {
    const lines = [
      'Two owners, $8,900, 71k miles, done at 14:30',
      '7800 and I come',
      'new tires were $600',
    ];
    const prices = pricesIn(lines);
    expect(prices).toEqual([8900, 600]);
    expect(lines.map((line) => repriced(line, prices, 0.5))).toEqual([
      'Two owners, $4,450, 71k miles, done at 14:30',
      '3900 and I come',
      'new tires were $300',
    ]);
  });
});

describe('dialogues from a file', () => {
  const person = (id: string, name: string) => ({ id, name, email: `${id}@facebook.com` });
  const shop = person('104500000000001', 'Some Shop');
  const line = (n: number) => {
    const customer = person(`55${n}`, `Ana Lima ${n}`);
    const conversation = {
      id: `t_${n}`,
      updated_time: `2017-06-0${n}T10:01:00+0000`,
      message_count: 2,
      participants: { data: [shop, customer] },
      messages: {
        data: [
          {
            id: `m_${n}b`,
            created_time: `2017-06-0${n}T10:01:00+0000`,
            from: shop,
            message: 'yes',
          },
          {
            id: `m_${n}a`,
            created_time: `2017-06-0${n}T10:00:00+0000`,
            from: customer,
            message: 'hi',
          },
        ],
      },
    };
    return JSON.stringify({ conversation, truth: { outcome: 'WON' } });
  };

  it('are read, rebased to the Page and moved in time; the truth is never kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const file = join(folder, 'some.jsonl');
    writeFileSync(file, `${line(1)}\n${line(2)}\n`);
    const dialogues = readDialogues(file);
    rmSync(folder, { recursive: true });
    expect(JSON.stringify(dialogues)).not.toMatch(/truth|WON/);
    const clock = () => new Date('2026-05-02T12:00:00Z');
    const sandbox = await startSandbox({ dialogues, shiftTimes: true, clock });
    const fields = 'id,updated_time,participants{id},messages{id,from{id,name},to{id},message}';
    const { body } = await graph(sandbox, '/104600000000001/conversations', { fields });
    await sandbox.close();
    expect(listAt(body, 'data').map((one) => [at(one, 'id'), at(one, 'updated_time')])).toEqual([
      ['t_2', '2026-05-02T12:00:00+0000'],
      ['t_1', '2026-05-01T12:00:00+0000'],
    ]);
    expect(at(body, 'data', 0, 'participants', 'data')).toEqual([
      { id: '552' },
      { id: '104600000000001' },
    ]);
    expect(listAt(body, 'data', 0, 'messages', 'data')).toEqual([
      {
        id: 'm_2b',
        from: { id: '104600000000001', name: 'Lantern Row Collective' },
        to: { data: [{ id: '552' }] },
        message: 'yes',
      },
      {
        id: 'm_2a',
        from: { id: '552', name: 'Ana Lima 2' },
        to: { data: [{ id: '104600000000001' }] },
        message: 'hi',
      },
    ]);
  });

  it('name the line that is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const file = join(folder, 'bad.jsonl');
    writeFileSync(file, `${line(1)}\n{"conversation":{"id":"t_9"}}\n`);
    expect(() => readDialogues(file)).toThrow(/line 2: not a dialogue/);
    rmSync(folder, { recursive: true });
  });

  const shared = new URL('../../../../shared/data/dialogues/bargains.jsonl', import.meta.url)
    .pathname;
  it.skipIf(!existsSync(shared))(
    'read the shared bargains (skipped where they are missing)',
    () => {
      expect(readDialogues(shared).length).toBeGreaterThan(400);
    },
  );
});

import type { TestMember } from './test-api.ts';
import type { World } from './world.ts';

/**
 * What a person does in the sandbox's consent page: looks at it, then presses a button.
 * @param without scopes whose box they untick
 * @returns where Facebook sends the browser
 */
export async function allowAtFacebook(
  dialog: string,
  decision: 'allow' | 'deny' = 'allow',
  without: readonly string[] = [],
): Promise<URL> {
  const page = await (await fetch(dialog)).text();
  const form = new URLSearchParams(new URL(dialog).searchParams);
  for (const [, name = ''] of page.matchAll(/name="((?:scope|page):[^"]+)"/g)) {
    if (!without.includes(name.replace('scope:', ''))) form.set(name, 'on');
  }
  form.set('decision', decision);
  const answer = await fetch(dialog.split('?')[0] ?? '', {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  if (answer.status !== 302 || !location) throw new Error(`the dialog answered ${answer.status}`);
  return new URL(location);
}

/** The browser of a member, or of nobody, follows Facebook's redirect to us. */
export async function comeBack(
  world: World,
  member: TestMember | null,
  back: URL,
): Promise<{ location: URL }> {
  const url = back.pathname + back.search;
  const answer = await world.app.inject({ method: 'GET', url, headers: member?.headers ?? {} });
  if (answer.statusCode !== 302) throw new Error(`${answer.statusCode} ${answer.body}`);
  return { location: new URL(String(answer.headers.location)) };
}

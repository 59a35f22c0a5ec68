import type { MetaWorld } from './world.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

function layout(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #1c1e21 }
fieldset { border: 1px solid #ccd0d5; border-radius: 8px; margin: 1rem 0; max-height: 16rem; overflow: auto }
label { display: block; padding: .2rem 0 }
button { font: inherit; padding: .5rem 1.5rem; border-radius: 6px; border: 1px solid #8d949e; background: #fff; cursor: pointer }
button[value=allow] { background: #0a5fd1; border-color: #0a5fd1; color: #fff }
small { color: #50555c }
</style>
</head>
<body>${content}</body>
</html>`;
}

function checkbox(name: string, label: string): string {
  return `<label><input type="checkbox" name="${escaped(name)}" checked> ${escaped(label)}</label>`;
}

/** The consent page: which Pages, which permissions, Allow or Deny. */
export function dialogPage(
  { app, user, pages }: MetaWorld,
  params: Record<string, string>,
  scopes: readonly string[],
): string {
  const kept = ['client_id', 'redirect_uri', 'state']
    .filter((name) => params[name] !== undefined)
    .map((name) => {
      return `<input type="hidden" name="${name}" value="${escaped(params[name] ?? '')}">`;
    })
    .join('');
  const pageBoxes = [...pages.values()]
    .map(({ id, name }) => checkbox(`page:${id}`, name))
    .join('');
  const scopeBoxes = scopes.map((scope) => checkbox(`scope:${scope}`, scope)).join('');
  return layout(
    'Log in with Facebook (sandbox)',
    `<main>
<h1>${escaped(app.name)}</h1>
<p>Signed in as ${escaped(user.name)}. The app wants to use these Pages.</p>
<form method="post">${kept}
<fieldset><legend>Pages</legend>${pageBoxes}</fieldset>
<fieldset><legend>Permissions</legend>${scopeBoxes}</fieldset>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
<p><small>This page belongs to the local sandbox. Nothing leaves this machine.</small></p>
</main>`,
  );
}

export function problemPage(problem: string): string {
  return layout(
    'Sorry, something went wrong',
    `<main><h1>Sorry, something went wrong</h1><p>${escaped(problem)}</p></main>`,
  );
}

import type { TikTokUser } from '../world.ts';
import { html, type Html } from './html.ts';

/** What a sign-in form carries on to its next page, by field name. */
export type Carried = readonly (readonly [name: string, value: string])[];

/** Asks who is there. The people of the simulated world are offered; their password is filled in. */
export function signInPage(
  form: { action: string; lead: string; carried: Carried },
  users: readonly TikTokUser[],
  chosenEmail: string,
  problem: string | null,
): Html {
  return page(
    'Log in',
    html`<h1>Log in</h1>
      <p class="lead">${form.lead}</p>
      ${problemNote(problem)}
      <form method="post" action="${form.action}">
        ${form.carried.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}
        <fieldset>
          <legend>Person</legend>
          ${users.map(
            (user) => html`<label class="choice">
              <input type="radio" name="email" value="${user.email}"${user.email === chosenEmail ? html` checked` : html``}>
              <span><bdi>${user.displayName}</bdi><small>${user.email} · ${user.roles.size.toLocaleString('en')} ad accounts</small></span>
            </label>`,
          )}
        </fieldset>
        <label class="field">Password
          <input type="password" name="password" value="${users[0]?.password ?? ''}" autocomplete="off" required>
        </label>
        <p class="actions"><button type="submit" class="primary">Log in</button></p>
      </form>`,
  );
}

/** One checkbox per permission; the form names those that are given. */
export function permissionChoice(
  scope: readonly string[],
  given: ReadonlySet<string>,
  nameOf: (id: string) => string,
): Html {
  return html`<section aria-labelledby="permissions">
          <h2 id="permissions">Permissions</h2>
          <fieldset class="permissions">
            <legend class="hidden">Permissions</legend>
            <input type="hidden" name="offered" value="${scope.join(',')}">
            ${scope.map(
              (id) =>
                html`<label class="choice"><input type="checkbox" name="permission" value="${id}"${
                  given.has(id) ? html` checked` : html``
                }><span>${nameOf(id)}</span></label>\n`,
            )}
          </fieldset>
        </section>`;
}

/** Says why the visit cannot go on. */
export function errorPage(message: string): Html {
  return page(
    'Cannot continue',
    html`<h1>Cannot continue</h1><p class="lead" role="alert">${message}</p><p>Close this window and start again from the app.</p>`,
  );
}

/** What keeps the form from going on, if anything. */
export function problemNote(problem: string | null): Html {
  return problem === null ? html`` : html`<p class="problem" role="alert">${problem}</p>`;
}

/** A page's frame. */
export function page(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · TikTok simulator</title>
<link rel="stylesheet" href="/portal/assets/consent.css">
</head>
<body>
<header><span>TikTok simulator</span><small>A local stand-in. Nothing here reaches TikTok.</small></header>
<main>${content}</main>
</body>
</html>
`;
}

import { localPassword, organisation, people } from '../people.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as HTML shows it, in attributes too. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

const style = `
:root { color-scheme: light dark;
  --page: light-dark(#f3f5f8, #14171c); --card: light-dark(#fff, #1e232b); --text: light-dark(#1b1f24, #eef1f5);
  --quiet: light-dark(#55606e, #a7b1be); --line: light-dark(#d5dbe3, #39414d); --field: light-dark(#8a94a3, #76818f);
  --accent: light-dark(#0f5ea8, #7cb8f5); --on-accent: light-dark(#fff, #0c1a28); --tint: light-dark(#eef5fc, #1b2b3d);
  --alarm: light-dark(#a4262c, #ff9a9e); --alarm-tint: light-dark(#fdf1f1, #3a1d1f); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page);
  color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; }
main { width: 100%; max-width: 27rem; padding: 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem; box-shadow: 0 .5rem 2rem light-dark(#1b1f2414, #0006); }
.organisation { margin: 0 0 1.25rem; display: flex; gap: .6rem; align-items: center; font-weight: 600; }
.organisation svg { flex: none; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 1.5rem 0 .5rem; font-size: .875rem; font-weight: 600; color: var(--quiet); }
p { margin: 0 0 .75rem; }
.note { padding: .75rem .9rem; border-radius: .5rem; background: var(--tint); font-size: .875rem; }
.problem { padding: .75rem .9rem; border-radius: .5rem; background: var(--alarm-tint); color: var(--alarm); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
label { display: block; margin: .75rem 0 .25rem; font-size: .875rem; font-weight: 600; }
input, select { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--field); border-radius: .4rem; }
button { min-height: 2.75rem; width: 100%; padding: .5rem .9rem; font: inherit; border-radius: .4rem; cursor: pointer;
  border: 1px solid var(--line); background: transparent; color: inherit; }
button.person { display: grid; grid-template-columns: 2.25rem 1fr; gap: 0 .75rem; align-items: center; text-align: left; }
button.person:hover { background: var(--tint); border-color: var(--accent); }
button.main { margin-top: 1rem; background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.second { margin-top: .5rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.initials { grid-row: span 2; width: 2.25rem; height: 2.25rem; display: grid; place-items: center; border-radius: 50%;
  background: var(--tint); color: var(--accent); font-size: .8rem; font-weight: 600; }
.person:hover .initials { background: var(--card); }
.address { color: var(--quiet); font-size: .8125rem; overflow-wrap: anywhere; }
code { padding: .1em .35em; border-radius: .25rem; background: light-dark(#0001, #fff2); font-size: .95em; }
@media (max-width: 26rem) { body { place-items: start center; padding: 0; background: var(--card); }
  main { padding: 1.25rem; border: 0; box-shadow: none; } }
`;

const emblem = `<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="6"
 fill="var(--accent)"/><path d="M6 20h16M7.5 18v-6m4.3 6v-6m4.4 6v-6m4.3 6v-6M5.5 11 14 6.5l8.5 4.5z" fill="none"
 stroke="var(--on-accent)" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/></svg>`;

/** A page of the local sign-ins: title, whose it is, and its HTML. */
export function page(title: string, main: string, owner: string = organisation.name): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - ${owner}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<p class="organisation">${emblem}${owner}</p>
<h1>${escapeHtml(title)}</h1>
${main}
</main>
</body>
</html>`;
}

/** The sign-in page: one click for a seeded person, or address and password; `problem` says what was wrong. */
export function renderSignIn({ address, problem }: { address: string; problem?: string }): string {
  const choices = people.map(
    (person) => `<li><form method="post">
<input type="hidden" name="address" value="${escapeHtml(person.address)}">
<input type="hidden" name="password" value="${localPassword}">
<button class="person"><span class="initials" aria-hidden="true">${person.givenName[0]}${person.familyName[0]}</span>
<span>${escapeHtml(person.name)}</span><span class="address">${escapeHtml(person.address)}</span></button></form></li>`,
  );
  return page(
    'Sign in',
    `<p class="note">This is the <strong>local sign-in</strong>. On this machine it stands in for your
organisation's Microsoft Entra ID. Everybody's password is <code>${localPassword}</code>.</p>
${problem === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`}
<h2 id="people">Choose a person</h2>
<ul aria-labelledby="people">${choices.join('')}</ul>
<h2>Or use another account</h2>
<form method="post">
<label for="address">E-mail address</label>
<input id="address" name="address" type="email" required autocomplete="username" value="${escapeHtml(address)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" required autocomplete="current-password">
<button class="main">Sign in</button>
</form>`,
  );
}

/** The page that asks before it signs out; `form` is the provider's own, with its protection. */
export function renderConfirmSignOut(form: string): string {
  return page(
    'Sign out',
    `<p>Do you want to sign out of your work account?</p>
${form}
<button class="main" autofocus type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>
<button class="second" type="submit" form="op.logoutForm">Stay signed in</button>`,
  );
}

/** The page after a sign-out that named no page to return to. */
export function renderSignedOut(): string {
  return page('You are signed out', '<p>Close this window on a shared computer.</p>');
}

/** The page for a request that the provider refuses. */
export function renderProblem(problem: string): string {
  return page(
    'Sign-in did not work',
    `<p class="problem" role="alert">${escapeHtml(problem)}</p><p>Go back to where you came from and try again.</p>`,
  );
}

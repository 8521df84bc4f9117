// A real OpenID provider for the tests: node provider.mjs PORT REDIRECT_URI PEOPLE.json, from a folder in which npm ci was run.
// PEOPLE is {login: claims}. Its one form asks who one is; there is no password. It says "ready" on standard output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [port, redirect, file] = process.argv.slice(2);
const installed = createRequire(pathToFileURL(`${process.cwd()}/package.json`));
const { default: Provider, interactionPolicy } = await import(pathToFileURL(installed.resolve('oidc-provider')));
const people = JSON.parse(readFileSync(file, 'utf8'));
const issuer = `http://127.0.0.1:${port}`;

const policy = interactionPolicy.base();
policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0); // what Streamlit asks for

const provider = new Provider(issuer, {
  clients: [{ client_id: 'nap', client_secret: 'a-secret-of-the-tests', redirect_uris: [redirect] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false, // as Google, Microsoft and Keycloak do: the claims stand in the identity token itself
  cookies: { keys: ['keys of the tests'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  interactions: { policy, url: (_, interaction) => `/who/${interaction.uid}` },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
  ttl: { AccessToken: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
});

const FORM = `<!DOCTYPE html><html lang="en"><title>Provider</title><form method="post">
<label>Who <input name="login"></label><button>Go on</button><button name="cancel" value="1">Cancel</button></form></html>`;

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/who/')) return next();
  if (ctx.method === 'GET') {
    ctx.type = 'html';
    ctx.body = FORM;
    return undefined;
  }
  let sent = '';
  for await (const part of ctx.req) sent += part;
  const form = new URLSearchParams(sent);
  const result = form.get('cancel') ? { error: 'access_denied' } : { login: { accountId: form.get('login') }, select_account: {} };
  return provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));

// An OpenID Connect provider on loopback for the tests: the certified oidc-provider with accounts that are made up.
// Environment: ISSUER (http://127.0.0.1:PORT), CLIENT_ID, CLIENT_SECRET, REDIRECTS (with commas), ACCOUNTS (JSON:
// name -> { claims, ttl, audience, azp }). `ttl` are the seconds of the id token. With `audience` the id token is signed
// anew for somebody else, by the provider's own key: what a provider gives when an office mixes up its clients.
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { Provider, interactionPolicy } from 'oidc-provider';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECTS } = process.env;
const ACCOUNTS = JSON.parse(process.env.ACCOUNTS);
const SECONDS = 3600;

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const jwk = { ...key, use: 'sig', alg: 'RS256', kid: 'of-this-run' };

const policy = interactionPolicy.base();
// Streamlit asks for it, unless told otherwise; the choice of an account is the login below.
policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);

const provider = new Provider(ISSUER, {
  jwks: { keys: [jwk] },
  clients: [{
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    redirect_uris: REDIRECTS.split(','),
    post_logout_redirect_uris: REDIRECTS.split(','),
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic', // not-secret: the name of a method
  }],
  claims: { openid: ['sub', 'realm_access'], email: ['email', 'email_verified'], profile: ['name', 'roles'] },
  conformIdTokenClaims: false, // as Keycloak and most others do: the claims are in the id token
  cookies: { keys: [CLIENT_SECRET] },
  interactions: { policy, url: (ctx, interaction) => `/choose/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    // The provider's own page asks another site for a font.
    rpInitiatedLogout: {
      logoutSource(ctx, form) {
        ctx.body = `${form}<button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>`;
      },
    },
  },
  ttl: {
    IdToken: (ctx) => ACCOUNTS[ctx.oidc.account?.accountId]?.ttl ?? SECONDS,
    AccessToken: SECONDS, Grant: SECONDS, Interaction: SECONDS, Session: SECONDS,
  },
  findAccount: (ctx, name) => ACCOUNTS[name] && {
    accountId: name,
    claims: () => ({ sub: name, ...ACCOUNTS[name].claims }),
  },
  // Nobody is asked for consent: the office gave it for its own client.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

async function forSomebodyElse(token, { audience, azp }) {
  const claims = { ...decodeJwt(token), aud: audience, ...(azp && { azp: CLIENT_ID }) };
  return new SignJWT(claims).setProtectedHeader(decodeProtectedHeader(token)).sign(await importJWK(jwk, 'RS256'));
}

provider.use(async (ctx, next) => {
  if (ctx.path.startsWith('/choose/')) {
    const chosen = new URLSearchParams(ctx.querystring).get('account');
    if (chosen) {
      const result = { login: { accountId: chosen }, select_account: {} };
      return provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
    }
    ctx.type = 'html';
    ctx.body = Object.keys(ACCOUNTS).map((name) => `<p><a href="?account=${name}">${name}</a></p>`).join('');
    return undefined;
  }
  await next();
  if (ctx.oidc?.route === 'token' && ctx.body?.id_token) {
    const account = ACCOUNTS[decodeJwt(ctx.body.id_token).sub];
    if (account.audience) ctx.body.id_token = await forSomebodyElse(ctx.body.id_token, account);
  }
  return undefined;
});

provider.listen(Number(new URL(ISSUER).port), '127.0.0.1', () => console.log('listening'));

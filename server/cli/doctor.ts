import { request } from 'undici';
import { type Config, ConfigError, loadConfig } from '../config.ts';
import { createSealer, SealError, secretContext } from '../crypto/index.ts';
import { systemRandom } from '../random.ts';
import { openStore, type Store } from '../store/index.ts';
import { findDataDirProblem } from './data-dir.ts';
import { explain } from './explain.ts';
import type { CliIo, Command } from './io.ts';

const REACH_TIMEOUT_MS = 10_000;
/** Beyond this, pages would renew their session tokens, whose end is an instant, too late or all the time. */
const MAX_CLOCK_SKEW_MS = 60_000;

/** A notice that is due for so long is looked into by nobody. */
const LATE_NOTICE_MS = 600_000;

interface Finding {
  what: string;
  ok: boolean;
  /** One line each: what was found, or what to do. */
  lines: readonly string[];
}

/**
 * Checks configuration, disk, database, stored tokens, TikTok and the clock, and says what to fix. Like `serve` it makes
 * the data folder and the database where they are missing and brings the schema up to date; otherwise it changes nothing.
 */
export const doctor: Command = async (_args, io) => {
  const config = readConfig(io);
  if (!('publicUrl' in config)) {
    report(io, config);
    io.stdout.write('Fix the configuration first; the other checks need it.\n');
    return 1;
  }
  const findings = [
    { what: 'Configuration', ok: true, lines: ['every variable can be used'] },
    ...advice(config),
    await checkDataDir(config),
    ...(await checkDatabase(config)),
    ...(await checkTikTok(config)),
  ];
  for (const finding of findings) report(io, finding);
  return findings.every(({ ok }) => ok) ? 0 : 1;
};

function readConfig(io: CliIo): Config | Finding {
  try {
    return loadConfig(io.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { what: 'Configuration', ok: false, lines: explain(error) };
  }
}

/** What works but will not get far. */
function advice(config: Config): Finding[] {
  const lines: string[] = [];
  if (config.tiktokAppId === null) {
    lines.push(
      'TIKTOK_APP_ID and TIKTOK_APP_SECRET are not set: only workspaces with a developer app of their own can sign in with TikTok; elsewhere only pasted tokens work',
    );
  }
  if (
    config.publicUrl.startsWith('http://') &&
    !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(config.publicUrl)
  ) {
    lines.push('PUBLIC_URL is not https: tokens would travel in the clear, and TikTok wants https redirect addresses');
  }
  lines.push(...webhookAdvice(config));
  lines.push(`the redirect address to register with TikTok is ${config.publicUrl}/v1/oauth/callback`);
  return [{ what: 'Advice', ok: true, lines }];
}

/** Whether TikTok's notices can get here. */
function webhookAdvice({
  tiktokWebhookSigningKeyCurrent,
  tiktokWebhookSigningKeyPrevious,
  publicUrl,
}: Config): string[] {
  const address = `${publicUrl}/v1/webhooks/tiktok`;
  if (tiktokWebhookSigningKeyCurrent === null) {
    return [
      'neither TIKTOK_WEBHOOK_SIGNING_KEY_CURRENT nor TIKTOK_APP_SECRET is set: notices of TikTok are refused, except those for developer apps that workspaces brought',
    ];
  }
  return [
    publicUrl.startsWith('https://')
      ? `TikTok’s notices are taken at ${address}`
      : `TikTok’s notices are taken at ${address}, but TikTok calls https addresses only`,
    ...(tiktokWebhookSigningKeyPrevious === null
      ? []
      : [
          'TIKTOK_WEBHOOK_SIGNING_KEY_PREVIOUS counts for 7 days after this server first saw the current key: take it away then',
        ]),
  ];
}

async function checkDataDir(config: Config): Promise<Finding> {
  const problem = await findDataDirProblem(config.dataDir);
  return problem === null
    ? { what: 'Data folder', ok: true, lines: [`${config.dataDir} can be written`] }
    : { what: 'Data folder', ok: false, lines: [problem] };
}

async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    const store = await openStore(config, systemRandom);
    try {
      await store.ping();
      const opens = { what: 'Database', ok: true, lines: ['it opens, its schema is up to date'] };
      return [opens, await checkTokens(config, store), await checkNotices(store)];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [{ what: 'Database', ok: false, lines: explain(error) }];
  }
}

/** Whether ENCRYPTION_KEYS opens every secret that is stored. */
async function checkTokens(config: Config, store: Store): Promise<Finding> {
  const sealer = createSealer(config.encryptionKeys);
  let all = 0;
  let closed = 0;
  await store.resealSecrets((sealed, owner) => {
    all += 1;
    try {
      sealer.open(sealed, secretContext(owner));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      closed += 1;
    }
    // Given back as it was, so nothing is written.
    return sealed;
  });
  if (closed === 0) return { what: 'Stored secrets', ok: true, lines: ['ENCRYPTION_KEYS opens every one'] };
  return {
    what: 'Stored secrets',
    ok: false,
    lines: [
      `${closed} of ${all} cannot be opened: put the key that sealed them back into ENCRYPTION_KEYS,`,
      'or, when it is lost, let those people sign in again and save those apps again',
    ],
  };
}

/** How many notices nobody has looked into; a running server needs seconds for each. */
async function checkNotices(store: Store): Promise<Finding> {
  const [waiting, dueAt] = await Promise.all([store.webhookInbox.countPending(), store.webhookInbox.nextAt()]);
  const isLate = dueAt !== null && Date.now() - dueAt > LATE_NOTICE_MS;
  const lines = [waiting === 0 ? 'none waits' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} to be looked into`];
  if (isLate) lines.push('some are overdue: a server that runs looks into them within seconds, so start one');
  return { what: 'Notices of TikTok', ok: true, lines };
}

async function checkTikTok(config: Config): Promise<Finding[]> {
  const hosts = [
    { what: 'TikTok', variable: 'TIKTOK_API_URL', url: config.tiktokApiUrl },
    { what: 'TikTok’s sandbox', variable: 'TIKTOK_SANDBOX_API_URL', url: config.tiktokSandboxApiUrl },
  ];
  const answers = await Promise.all(hosts.map(async (host) => ({ ...host, ...(await reach(host.url)) })));
  const findings: Finding[] = answers.map(({ what, variable, url, problem }) =>
    problem === null
      ? { what, ok: true, lines: [`${url} answers`] }
      : {
          what,
          ok: false,
          lines: [`${url} does not answer (${problem}): let the server out to it, or correct ${variable}`],
        },
  );
  const skewMs = answers.find(({ skewMs: skew }) => skew !== null)?.skewMs ?? null;
  if (skewMs === null) return findings;
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const ok = Math.abs(skewMs) <= MAX_CLOCK_SKEW_MS;
  const line = ok
    ? 'agrees with TikTok’s'
    : `is ${seconds} seconds ${skewMs > 0 ? 'ahead of' : 'behind'} TikTok’s: synchronise it (NTP)`;
  return [...findings, { what: 'Clock', ok, lines: [line] }];
}

/** Any answer at all will do: without a token TikTok refuses, which proves that it is there. */
async function reach(url: string): Promise<{ problem: string | null; skewMs: number | null }> {
  try {
    const { headers, body } = await request(`${url}/open_api/v1.3/user/info/`, {
      headersTimeout: REACH_TIMEOUT_MS,
      bodyTimeout: REACH_TIMEOUT_MS,
      signal: AbortSignal.timeout(REACH_TIMEOUT_MS),
    });
    await body.dump();
    const date = typeof headers['date'] === 'string' ? Date.parse(headers['date']) : Number.NaN;
    return { problem: null, skewMs: Number.isNaN(date) ? null : Date.now() - date };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    return { problem: code ?? (error instanceof Error ? error.name : 'unknown'), skewMs: null };
  }
}

function report(io: CliIo, { what, ok, lines }: Finding): void {
  io.stdout.write(
    `${ok ? 'ok  ' : 'FIX '} ${what}: ${lines[0] ?? ''}\n${lines
      .slice(1)
      .map((line) => `     ${line}\n`)
      .join('')}`,
  );
}

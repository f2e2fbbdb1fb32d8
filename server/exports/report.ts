import type { Failure } from '../../shared/errors.ts';
import type { ExportReport } from '../../shared/exports.ts';
import { requireAdAccount } from '../accounts/index.ts';
import { toAudienceError } from '../audiences/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { toInstant } from '../http/index.ts';
import { actionOf } from '../ledger/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { type CustomAudience, getAudience, listAllAudiences, TikTokApiError } from '../tiktok/index.ts';
import { exportsOf, requireExport } from './engine.ts';
import { findings, predict, type ReportFacts } from './findings.ts';
import { requireUsableAccount } from './require-usable.ts';

/**
 * What would be sent and what TikTok would make of it. Changes nothing; TikTok is asked anew each time. When it cannot be asked, the
 * report says so and tells the rest.
 *
 * @throws {AppError} permission_denied, not_found
 * @throws {AppError} export_wrong_state - its records are not all there yet
 */
export async function getExportReport(deps: Deps, actor: Actor, exportId: string): Promise<ExportReport> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const record = await requireExport(deps, workspaceId, exportId);
  if (!record.timeline.some(({ state }) => state === 'ready')) {
    throw new AppError(
      'export_wrong_state',
      'The records of this export are not all here yet. Its report is there once it is ready.',
    );
  }
  const facts = await gather(deps, workspaceId, record);
  const audience = facts.tiktok?.audience ?? null;
  return {
    exportId,
    state: record.state,
    delivery: record.delivery,
    change: facts.change,
    counts: record.counts,
    audience:
      audience === null
        ? null
        : {
            customAudienceId: audience.customAudienceId,
            name: audience.name,
            coverNum: audience.coverNum,
            expiredTime: audience.expiredTime,
          },
    predicted: predict(facts),
    findings: findings(facts),
    checkedAt: toInstant(facts.now),
  };
}

async function gather(deps: Deps, workspaceId: string, record: ExportRecord): Promise<ReportFacts> {
  const { audience } = record.request;
  const change = actionOf(record);
  const [asked, trouble, fixedRetentionDays] = await Promise.all([
    askTikTok(deps, workspaceId, record),
    accountTrouble(deps, workspaceId, record.advertiserId),
    fixedRetention(deps, workspaceId, record),
  ]);
  const consent = record.mapping['consent'] === undefined ? 'not_mapped' : 'mapped';
  return {
    change,
    delivery: record.delivery,
    attributes: record.request.attributes,
    counts: record.counts,
    consent: change === 'REMOVE' ? 'not_read' : consent,
    confirmation: record.confirmation,
    accountTrouble: trouble ?? asked.trouble,
    newAudience:
      'create' in audience && record.customAudienceId === null
        ? { name: audience.create.name, retentionInDays: audience.create.retentionInDays ?? null }
        : null,
    tiktok: asked.tiktok,
    fixedRetentionDays,
    now: deps.clock.now(),
  };
}

/** Why nothing can be sent to the ad account as things stand. */
async function accountTrouble(deps: Deps, workspaceId: string, advertiserId: string): Promise<Failure | null> {
  try {
    await requireUsableAccount(deps, workspaceId, advertiserId);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.toFailure();
    throw error;
  }
}

/** What TikTok says of its own accord that nothing can be sent; anything else only means that it could not be asked. */
const ACCOUNT_CODES: readonly string[] = ['tiktok_permission_denied', 'tiktok_not_in_sandbox', 'account_suspended'];

async function askTikTok(
  deps: Deps,
  workspaceId: string,
  record: ExportRecord,
): Promise<{ tiktok: ReportFacts['tiktok']; trouble: Failure | null }> {
  const { advertiserId, customAudienceId } = record;
  try {
    const { connectionId } = await requireAdAccount(deps, workspaceId, advertiserId);
    const tiktok = await withGrant(deps, workspaceId, connectionId, 'read', async (grant) => {
      // Room and names only matter to an audience that is still to be made.
      if (customAudienceId === null) return ofNew(await listAllAudiences(deps.tiktok, grant, advertiserId));
      return {
        audience: await getAudience(deps.tiktok, grant, { advertiserId, customAudienceId }),
        ownAudiences: 0,
        names: [],
      };
    });
    return { tiktok, trouble: null };
  } catch (error) {
    const known = error instanceof TikTokApiError ? toAudienceError(error) : error;
    if (!(known instanceof AppError)) throw error;
    return { tiktok: null, trouble: ACCOUNT_CODES.includes(known.code) ? known.toFailure() : null };
  }
}

function ofNew(audiences: readonly CustomAudience[]): ReportFacts['tiktok'] {
  return {
    audience: null,
    // Whether those that others share count towards TikTok's limit is not written down: they are not counted here.
    ownAudiences: audiences.filter(({ isCreator }) => isCreator).length,
    names: audiences.map(({ name }) => name),
  };
}

/** TikTok does not tell whether an audience's end is fixed; the export that made it does. */
async function fixedRetention(deps: Deps, workspaceId: string, record: ExportRecord): Promise<number | null> {
  const { advertiserId, customAudienceId } = record;
  if (customAudienceId === null) return null;
  const { items } = await exportsOf(deps, workspaceId).list({
    after: null,
    limit: 1,
    advertiserId,
    customAudienceId,
    changes: ['CREATE'],
  });
  const made = items[0]?.request.audience;
  return made !== undefined && 'create' in made ? (made.create.retentionInDays ?? null) : null;
}

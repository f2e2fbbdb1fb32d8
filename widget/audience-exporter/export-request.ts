import type { CreateExport } from '../../shared/exports.ts';
import type { CreateMirror } from '../../shared/mirrors.ts';
import { chosenAttributes, type Draft, isSync, type World } from './export-state.ts';

/** What both an export and a mirror are opened with. */
function common(draft: Draft, world: World) {
  const { advertiserId, defaultCountry, emailRule } = draft;
  if (advertiserId === null) throw new Error('no ad account is chosen');
  return {
    advertiserId,
    attributes: chosenAttributes(draft, world),
    ...(defaultCountry === null ? {} : { defaultCountry }),
    ...(emailRule === 'current' ? {} : { emailRule }),
  };
}

function newAudience(draft: Draft): Extract<CreateExport['audience'], { create: unknown }> {
  const { name, delivery, retentionInDays, isReachFrequency } = draft;
  if (delivery === 'stream') return { create: { name: name.trim(), delivery } };
  return {
    create: {
      name: name.trim(),
      ...(retentionInDays === null ? {} : { retentionInDays }),
      ...(isReachFrequency ? { audienceSubType: 'REACH_FREQUENCY' as const } : {}),
    },
  };
}

/**
 * The body of `POST /v1/exports`. Call it only when no step has a problem. What is to be kept in sync is opened as a check: the
 * mirror itself is made once the person has seen the report.
 */
export function toCreateExport(draft: Draft, world: World, isCheckOnly = false): CreateExport {
  const sync = isSync(draft, world);
  const customAudienceId = draft.customAudienceId ?? '';
  // The first run into an audience that exists puts the segment in the place of everybody there.
  const action = sync ? 'REPLACE' : draft.action;
  return {
    ...common(draft, world),
    audience: draft.audienceKind === 'new' ? newAudience(draft) : { update: { customAudienceId, action } },
    ...(draft.source === 'segment' && draft.segmentId !== null ? { segmentId: draft.segmentId } : {}),
    ...(sync || isCheckOnly ? { dryRun: true } : {}),
  };
}

/** The body of `POST /v1/mirrors`. Call it only when no step has a problem. */
export function toCreateMirror(draft: Draft, world: World): CreateMirror {
  return {
    ...common(draft, world),
    segmentId: draft.segmentId ?? '',
    audience:
      draft.audienceKind === 'new'
        ? newAudience(draft)
        : { update: { customAudienceId: draft.customAudienceId ?? '' } },
    schedule: draft.schedule,
  };
}

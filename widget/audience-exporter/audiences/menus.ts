import type { Audience } from '../../../shared/audiences.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import { stateOf } from './audience-look.ts';
import type { AudiencesModel } from './audiences-model.ts';
import type { MenuItem } from './row-menu.ts';

const LOOKALIKE = 'Lookalike Audience';

/** What can be done with an audience, by whoever may and where TikTok lets them. */
export function audienceMenu(view: AudiencesModel, audience: Audience): MenuItem[] {
  const { labels } = view.host;
  const words = labels.audiences;
  const { options, canExport, advertiserId } = view;
  const { customAudienceId, name, isCreator, updatable } = audience;
  const { sendMore } = options;
  const allRuns = { id: 'runs', label: words.allRuns, act: () => options.showHistory(customAudienceId, name) };
  // Only the ad account that made it may change it.
  if (!canExport || advertiserId === null || !isCreator) return [allRuns];
  const isOver = stateOf(audience, Date.now()) === 'expired';
  const mirror = view.mirrors.items.find(({ id }) => id === audience.mirrorId);
  const account = view.accounts.find((one) => one.advertiserId === advertiserId);
  const others = view.accounts.filter((one) => one.advertiserId !== advertiserId);
  const canReach = audience.audienceType !== LOOKALIKE && audience.delivery !== 'stream';
  const items: (MenuItem | null)[] = [
    updatable && sendMore !== undefined
      ? { id: 'send', label: words.sendMore, act: () => sendMore(audience, advertiserId) }
      : null,
    allRuns,
    isOver ? null : { id: 'rename', label: words.rename, act: () => view.rename.open(audience) },
    isOver ? null : { id: 'share', label: words.share, act: () => view.share.open({ audience, advertiserId, others }) },
    // TikTok makes none of a lookalike.
    isOver || audience.audienceType === LOOKALIKE
      ? null
      : {
          id: 'lookalike',
          label: words.lookalike,
          act: () => view.lookalike.open({ audience, advertiserId, country: account?.country ?? null }),
        },
    isOver || !canReach
      ? null
      : { id: 'reach', label: words.reach, act: () => view.reach.open({ audience, advertiserId }) },
    {
      id: 'remove',
      label: words.remove,
      isDangerous: true,
      act: () => view.remove.open({ audience, advertiserId, mirror }),
    },
  ];
  return items.filter((item) => item !== null);
}

/** What can be done with a mirror. */
export function mirrorMenu(view: AudiencesModel, mirror: Mirror): MenuItem[] {
  const words = view.host.labels.mirrors;
  const { canExport, options } = view;
  const { customAudienceId, pausedAt, currentExportId } = mirror;
  const name = view.mirrorName(mirror);
  const subject = { mirror, name };
  const allRuns =
    customAudienceId === null
      ? []
      : [{ id: 'runs', label: words.allRuns, act: () => options.showHistory(customAudienceId, name) }];
  if (!canExport) return allRuns;
  const canBegin = currentExportId === null;
  return [
    ...(canBegin && pausedAt !== null ? [{ id: 'run', label: words.runNow, act: () => view.runNow(mirror) }] : []),
    ...(canBegin ? [{ id: 'check', label: words.check, act: () => view.check(mirror) }] : []),
    ...(canBegin && customAudienceId !== null
      ? [{ id: 'full', label: words.full, act: () => view.full.open(subject) }]
      : []),
    pausedAt === null
      ? { id: 'pause', label: words.pause, act: () => view.pause(mirror) }
      : { id: 'resume', label: words.resume, act: () => view.resume(mirror) },
    { id: 'schedule', label: words.schedule, act: () => view.schedule.open(subject) },
    ...allRuns,
    { id: 'stop', label: words.stop, isDangerous: true, act: () => view.stop.open(subject) },
  ];
}

import type { AudienceChange, Export, ExportState, ListExportsQuery } from '../../shared/exports.ts';
import { fold } from '../element/find.ts';
import { actionOf, audienceIdOf } from './export-names.ts';

/** States as a person thinks of them. */
export const RESULT_GROUPS = {
  open: ['draft', 'receiving', 'ready'],
  running: ['uploading', 'processing'],
  completed: ['completed'],
  failed: ['failed'],
  cancelled: ['cancelled'],
} as const satisfies Readonly<Record<string, readonly ExportState[]>>;
export type ResultGroup = keyof typeof RESULT_GROUPS;

/** Days that each choice of the date goes back; `today` starts at midnight. */
const DAYS_BACK = { any: null, today: 0, week: 7, month: 30, quarter: 90 } as const;
export type DateChoice = keyof typeof DAYS_BACK;
export const DATE_CHOICES = Object.keys(DAYS_BACK) as DateChoice[];

export interface HistoryFilter {
  /** Part of an audience's name or id. */
  text: string;
  result: ResultGroup | null;
  action: AudienceChange | null;
  advertiserId: string | null;
  /** One audience’s runs. */
  audience: { customAudienceId: string; name: string } | null;
  date: DateChoice;
}

export const NO_FILTER: HistoryFilter = {
  text: '',
  result: null,
  action: null,
  advertiserId: null,
  audience: null,
  date: 'any',
};

export function isNarrowed(filter: HistoryFilter): boolean {
  const { text, result, action, advertiserId, audience, date } = filter;
  return [result, action, advertiserId, audience].some((one) => one !== null) || text.trim() !== '' || date !== 'any';
}

/** The query that the filter stands for; what is not narrowed is left out. @param now milliseconds */
export function toListQuery(filter: HistoryFilter, now: number): ListExportsQuery {
  const { text, result, action, advertiserId, audience } = filter;
  const since = sinceOf(filter, now);
  const words = text.trim();
  return {
    ...(words === '' ? {} : { q: words.slice(0, 200) }),
    ...(result === null ? {} : { state: RESULT_GROUPS[result].join(',') }),
    ...(action === null ? {} : { action }),
    ...(advertiserId === null ? {} : { advertiserId }),
    ...(audience === null ? {} : { customAudienceId: audience.customAudienceId }),
    ...(since === null ? {} : { since: since.toISOString() }),
  };
}

/** Whether an export that came up meanwhile belongs among those found; `name` is what its audience is called. */
export function fits(filter: HistoryFilter, exported: Export, name: string, now: number): boolean {
  const { result, action, advertiserId, audience } = filter;
  const since = sinceOf(filter, now);
  const words = fold(filter.text.trim());
  const { id, customAudienceId, state, createdAt } = exported;
  return (
    [name, customAudienceId ?? '', id].some((text) => fold(text).includes(words)) &&
    (result === null || (RESULT_GROUPS[result] as readonly ExportState[]).includes(state)) &&
    (action === null || actionOf(exported) === action) &&
    (advertiserId === null || exported.advertiserId === advertiserId) &&
    (audience === null || audienceIdOf(exported) === audience.customAudienceId) &&
    (since === null || Date.parse(createdAt) >= since.getTime())
  );
}

function sinceOf({ date }: HistoryFilter, now: number): Date | null {
  const days = DAYS_BACK[date];
  if (days === null) return null;
  const since = new Date(now);
  since.setDate(since.getDate() - days);
  since.setHours(0, 0, 0, 0);
  return since;
}

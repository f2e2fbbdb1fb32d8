import type { Environment } from '../../shared/fields.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { Labels } from '../labels/labels.ts';

export type FieldName = 'accessToken' | 'advertiserIds';
/** Said whenever it is drawn, in the language of that moment. */
type Said = (words: Labels['connectButton']) => string;
/** What stands beside a field that has to be changed, in the order of the fields. */
export type FieldTrouble = Partial<Record<FieldName, Said>>;

export interface CheckedToken {
  accessToken: string;
  /** Each once, as the server counts them in what it refuses. */
  advertiserIds: string[];
  trouble: FieldTrouble;
}

const SHORTEST_TOKEN = 8;

/** What was typed, and what is wrong with it before anybody is asked. The sandbox cannot list ad accounts: there they are needed. */
export function checkToken(data: FormData, environment: Environment): CheckedToken {
  const textOf = (name: FieldName): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const accessToken = textOf('accessToken');
  const advertiserIds = [...new Set(textOf('advertiserIds').split(/[\s,;]+/))].filter((id) => id !== '');
  const isNeeded = environment === 'sandbox' && advertiserIds.length === 0;
  const areIds = advertiserIds.every((id) => /^\d{1,24}$/.test(id));
  const token: Said | undefined =
    accessToken.length < SHORTEST_TOKEN
      ? environment === 'sandbox'
        ? (words) => words.tokenMissing
        : (words) => words.tokenMissingHere
      : /^[\x21-\x7e]+$/.test(accessToken)
        ? undefined
        : (words) => words.tokenUnreadable;
  const trouble: FieldTrouble = {};
  if (token !== undefined) trouble.accessToken = token;
  if (isNeeded || !areIds) trouble.advertiserIds = (words) => words.advertiserIdsMissing;
  return { accessToken, advertiserIds, trouble };
}

/** What the server says about single fields; nothing where it speaks of something else. */
export function troubleOf(error: TikTokAdsError | undefined, advertiserIds: readonly string[]): FieldTrouble {
  const paths = (error?.errors ?? []).map(({ path }) => path.split('.'));
  if (paths.some(([field]) => field !== 'accessToken' && field !== 'advertiserIds')) return {};
  const ids = paths.filter(([field]) => field === 'advertiserIds');
  const named = ids.flatMap(([, place]) => advertiserIds[Number(place ?? -1)] ?? []);
  const trouble: FieldTrouble = {};
  if (ids.length < paths.length) trouble.accessToken = (words) => words.tokenRefused;
  if (ids.length > 0)
    trouble.advertiserIds = (words) =>
      named.length === 0 ? words.advertiserIdsNeeded : words.advertiserIdsUnreached(named);
  return trouble;
}

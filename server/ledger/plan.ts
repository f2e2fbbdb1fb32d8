import { z } from 'zod';
import type { AudienceChange } from '../../shared/exports.ts';
import { MATCHING_ATTRIBUTES, type MatchingAttribute } from '../../shared/identifiers/index.ts';
import type { ExportRecord } from '../store/exports.ts';

const formsSchema = z.object({ sha256: z.boolean(), md5: z.boolean() });

/**
 * What an export does to a ledger, worked out against one generation of it. Kept with the export; the next generation waits in its
 * folder.
 */
export const ledgerPlanSchema = z.object({
  ledgerId: z.string(),
  /** The generation it was worked out against. */
  basis: z.number().int(),
  /** Identifiers that TikTok holds once the next generation is settled. */
  identifiers: z.number().int(),
  holdsSealed: z.boolean(),
  /** The departures file: lines of `DEPARTURES_LAYOUT`, one identifier each. `forms` says which hashes of device ids are in it. */
  departures: z.object({
    bytes: z.number().int(),
    rows: z.number().int(),
    forms: z.object({ googleAdvertisingId: formsSchema, appleIdfa: formsSchema }),
  }),
});
export type LedgerPlan = z.infer<typeof ledgerPlanSchema>;

/**
 * Fields of a line of the departures file, whatever the export itself sends: an attribute that a mirror no longer takes has to be
 * taken out of the audience too.
 */
export const DEPARTURES_LAYOUT = { matching: MATCHING_ATTRIBUTES, others: [] } as const;

/** The fields of an export's people lines: those that TikTok matches on come first. */
export interface LineLayout {
  readonly matching: readonly MatchingAttribute[];
  readonly others: readonly unknown[];
}

/** The files of an export's folder that a change is worked out from and written to. */
export interface ChangePaths {
  readonly folder: string;
  readonly spool: string;
  readonly duplicates: string;
  readonly withdrawn: string;
  readonly unchanged: string;
  readonly departures: string;
}

/** What the export asks of the audience. */
export function actionOf({ request: { audience } }: Pick<ExportRecord, 'request'>): AudienceChange {
  return 'create' in audience ? 'CREATE' : audience.update.action;
}

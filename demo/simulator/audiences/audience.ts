import type { JsonValue } from '../exact-json.ts';
import type { AudienceMembers } from './audience-members.ts';
import type { IdentifierList } from './identifier-list.ts';

/** TikTok's words, with their spaces (portal page "Get audience details"). */
export type AudienceType = 'Customer File Audience' | 'Partner' | 'Lookalike Audience';

export type SubType = 'NORMAL' | 'REACH_FREQUENCY';

export type UpdateAction = 'APPEND' | 'REMOVE' | 'REPLACE';

export interface UploadedFile {
  advertiserId: string;
  calculateType: string;
  /** Null once the path expired. */
  identifiers: IdentifierList | null;
  rows: number;
  invalidValues: number;
  uploadedAtPace: number;
}

export interface HistoryEntry {
  action: string;
  actionDetail: string;
  msg: string | null;
  at: number;
}

export interface Audience {
  audienceId: string;
  advertiserId: string;
  type: AudienceType;
  name: string;
  subType: SubType;
  /** Null where the type knows none. */
  calculateType: string | null;
  /** What a lookalike was asked to be; null for others. */
  lookalikeSpec: Readonly<Record<string, JsonValue>> | null;
  members: AudienceMembers;
  /** People of a planted audience or a lookalike: counted, not known one by one. */
  plantedPeople: number;
  createdAt: number;
  lastEditAt: number;
  retentionDays: number | null;
  /**
   * When the figures of the newest operation come out, and which history entry tells so, if any. Null when nothing is
   * under way.
   */
  processing: { readyAt: number; entry: HistoryEntry | null } | null;
  /** Whether figures ever came out. */
  isCounted: boolean;
  matched: number;
  /** Newest first. */
  history: HistoryEntry[];
  /** Every ad account it was ever shared with, and whether it still is. */
  shares: Map<string, boolean>;
  /** How ad groups use it, newest first. */
  applications: Application[];
}

export interface Application {
  adgroupId: string;
  usageMode: 'Include' | 'Exclude';
  at: number;
}

export interface AudienceView {
  coverNum: number;
  isValid: boolean;
  isExpiring: boolean;
  expiresAt: number;
  msg: string | null;
}

/** True while at least one other ad account sees it. */
export function isShared(audience: Audience): boolean {
  return [...audience.shares.values()].includes(true);
}

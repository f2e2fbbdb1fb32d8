import { TikTokFailure } from '../envelope.ts';
import type { AudienceFileContent } from './audience-file.ts';
import type { IdentifierKind, IdentifierList } from './identifier-list.ts';

/**
 * What one value of a plain list is, per `calculate_type`; null for the type whose header row decides (portal page
 * "Create a Customer File Audience").
 */
const LIST_KINDS: Readonly<Record<string, IdentifierKind | null>> = {
  EMAIL_SHA256: 'email',
  PHONE_SHA256: 'phone',
  IDFA_SHA256: 'maidSha256',
  IDFA_MD5: 'maidMd5',
  GAID_SHA256: 'maidSha256',
  GAID_MD5: 'maidMd5',
  FIRST_SHA256: 'maidSha256',
  FIRST_MD5: 'maidMd5',
  MAID_SHA256: 'maidSha256',
  MAID_MD5: 'maidMd5',
  MULTIPLE_TYPES: null,
};

/** Types an upload may declare. FIRST_NORMAL is deprecated and refused. */
export const UPLOAD_TYPES: readonly string[] = Object.keys(LIST_KINDS);

/** Types an audience may have: the MAID types exist for uploads only. */
export const AUDIENCE_TYPES: readonly string[] = UPLOAD_TYPES.filter((type) => !type.startsWith('MAID_'));

/**
 * Checks a file against the type it was declared with and gives its identifiers their final kind.
 *
 * @throws {TikTokFailure} 40906 - nothing but a header; 40909 - the content is not of that type
 */
export function readAs(calculateType: string, content: AudienceFileContent): IdentifierList {
  const mismatch = (reason: string): TikTokFailure =>
    new TikTokFailure(40909, `The file content does not match calculate_type ${calculateType}. ${reason}`);
  const kind = LIST_KINDS[calculateType];
  if (content.layoutProblem !== null && (kind === null || content.shape === 'list'))
    throw mismatch(content.layoutProblem);

  if (kind === null || kind === undefined) {
    if (content.shape !== 'table')
      throw mismatch('A header row is required, made of email_SHA256, phone_SHA256, MAID_SHA256, MAID_MD5 and MAID.');
    if (content.rows === 0) throw new TikTokFailure(40906, 'The file is empty.');
    if (content.identifiers.length === 0) throw mismatch('No value could be read.');
    return content.identifiers;
  }

  if (content.shape === 'table') {
    const column = content.columns[0];
    if (content.columns.length !== 1) throw mismatch('One value per line is expected.');
    if (column !== kind) throw mismatch('The header names another type.');
    if (content.rows === 0) throw new TikTokFailure(40906, 'The file is empty.');
    if (content.identifiers.length === 0) throw mismatch('No value could be read.');
    return content.identifiers;
  }

  if (content.listHeader !== null && content.listHeader.toUpperCase() !== calculateType)
    throw mismatch('The first line is neither a value nor the name of the type.');
  if (content.rows === 0) throw new TikTokFailure(40906, 'The file is empty.');
  const isMd5 = kind === 'maidMd5';
  const wanted = isMd5 ? content.md5Values : content.sha256Values;
  const other = isMd5 ? content.sha256Values : content.md5Values;
  if (other > 0) throw mismatch(`${other} values are hashed with another algorithm.`);
  if (wanted === 0) throw mismatch('No value could be read.');
  // A plain list was read before its type was known.
  content.identifiers.recast(kind);
  return content.identifiers;
}

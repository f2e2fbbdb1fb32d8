/** What a creative may be made of (portal pages "Create ads" and "Update ads"). */
import { badArgument, optionalText, optionalTextList, requiredOneOf, type Arguments } from '../input.ts';
import type { Ad, Extras } from './entities.ts';
import { readExtras } from './extras.ts';
import { AD_FIELDS } from './fields.ts';
import { requiredName } from './names.ts';
import { AD_FORMATS, AD_WORDS } from './vocabulary.ts';

/** Fields that are read for themselves, or follow from the parents. */
const NOT_KEPT = [
  'advertiser_id',
  'campaign_id',
  'campaign_name',
  'adgroup_id',
  'adgroup_name',
  'ad_id',
  'ad_name',
  'ad_text',
  'video_id',
  'call_to_action',
  'landing_page_url',
  'is_aco',
  'operation_status',
  'secondary_status',
  'is_new_structure',
  'create_time',
  'modify_time',
];
const KEPT = Object.keys(AD_FIELDS).filter((field) => !NOT_KEPT.includes(field));

export type Creative = Pick<Ad, 'name' | 'text' | 'videoId' | 'landingPageUrl' | 'callToAction' | 'extras'>;

/**
 * One creative. With `current`, a change of an ad: what is not sent stays as it is.
 *
 * @throws {TikTokFailure} 40002
 */
export function readCreative(args: Arguments, current: Creative | null): Creative {
  const isSent = (field: string): boolean => args[field] !== undefined && args[field] !== null;
  const text = (field: string, fallback: string): string => optionalText(args, field) ?? fallback;
  if (isSent('image_ids')) optionalTextList(args, 'image_ids');
  const extras: Extras = { ...current?.extras, ...readExtras(args, KEPT, AD_WORDS) };
  if (current === null || isSent('ad_format')) requiredOneOf(args, 'ad_format', AD_FORMATS);
  const creative: Creative = {
    name: current === null || isSent('ad_name') ? requiredName(args, 'ad_name') : current.name,
    text: text('ad_text', current?.text ?? ''),
    videoId: text('video_id', current?.videoId ?? ''),
    landingPageUrl: text('landing_page_url', current?.landingPageUrl ?? ''),
    callToAction: text('call_to_action', current?.callToAction ?? ''),
    extras,
  };
  checkMaterial(creative);
  return creative;
}

/**
 * A video needs one cover image beside it. A post of TikTok's own brings its material along [inferred]. Whether an id
 * stands for anything is not looked at.
 */
function checkMaterial({ videoId, extras }: Creative): void {
  if (typeof extras['tiktok_item_id'] === 'string') return;
  const format = extras['ad_format'] ?? 'SINGLE_VIDEO';
  const images = Array.isArray(extras['image_ids']) ? extras['image_ids'].length : 0;
  // Ads of the seed have a video and no cover.
  const isSeeded = extras['ad_format'] === undefined;
  if (format === 'SINGLE_VIDEO' && videoId === '') throw badArgument('video_id: Missing data for required field.');
  if (format === 'SINGLE_VIDEO' && images !== 1 && !isSeeded)
    throw badArgument('image_ids: A video ad needs one cover image.');
  if (format === 'SINGLE_IMAGE' && images !== 1) throw badArgument('image_ids: An image ad needs one image.');
  if (format === 'CAROUSEL_ADS' && images < 2) throw badArgument('image_ids: A carousel needs at least two images.');
}

import type { ApiCall } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';
import type { ImageAsset, VideoAsset } from '../files/asset-store.ts';
import {
  badArgument,
  optionalBoolean,
  optionalIdList,
  optionalNumber,
  optionalObject,
  paginate,
  requiredTextList,
  wholeNumber,
} from '../input.ts';

const MAX_IDS = 100;
/** The SDK says 100; another client 1,000. */
const MAX_PAGE_SIZE = 100;
const MAX_PAGE = 1_000_000;
/** A ratio stands for this much more and less. */
const RATIO_TOLERANCE = 0.05;

/** What image and video search have in common (portal pages "Search for images" and "Search for videos"). */
export function searchAssets<T extends ImageAsset | VideoAsset>(
  call: ApiCall,
  assets: readonly T[],
  kind: { field: string; idOf: (asset: T) => string; view: (asset: T) => JsonValue },
): JsonValue {
  const page = wholeNumber(call.args, 'page', 1, 1, MAX_PAGE);
  const pageSize = wholeNumber(call.args, 'page_size', 20, 1, MAX_PAGE_SIZE);
  const filtering = optionalObject(call.args, 'filtering') ?? {};
  const known = [kind.field, 'material_ids', 'width', 'height', 'ratio', 'displayable'];
  const unknown = Object.keys(filtering).find((key) => !known.includes(key));
  if (unknown !== undefined) throw badArgument(`filtering: Unknown field ${unknown}.`);
  const ids = filtering[kind.field] === undefined ? null : requiredTextList(filtering, kind.field, MAX_IDS);
  const materialIds = optionalIdList(filtering, 'material_ids', MAX_IDS);
  const width = optionalNumber(filtering, 'width');
  const height = optionalNumber(filtering, 'height');
  const ratios = Array.isArray(filtering['ratio']) ? filtering['ratio'].map(Number) : null;
  optionalBoolean(filtering, 'displayable', false);

  const { assets: store } = call.state.files;
  const found = assets.filter(
    (asset) =>
      store.isVisible(asset) &&
      (ids === null || ids.includes(kind.idOf(asset))) &&
      (materialIds === null || materialIds.includes(asset.materialId)) &&
      (width === null || asset.width === width) &&
      (height === null || asset.height === height) &&
      (ratios === null || ratios.some((ratio) => Math.abs(asset.width / asset.height - ratio) <= RATIO_TOLERANCE)),
  );
  const { list, page_info } = paginate(found.toReversed(), page, pageSize);
  return { list: list.map(kind.view), page_info };
}

/** `YYYY-MM-DDTHH:MM:SSZ`, as files have it; entities do not. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

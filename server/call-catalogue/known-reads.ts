/**
 * POSTs that change nothing of the advertiser's: questions too long for a query, estimates, and tasks that gather what
 * is downloaded later. Named one by one, for what is not named is a write. From the public SDKs' lists of endpoints and
 * what TikTok's reference says of each.
 */
export const READS_BY_POST: readonly string[] = [
  '/ad/audience_size/estimate/',
  '/audience/insight/info/',
  '/bc/invoice/task/create/',
  '/blockedword/task/create/',
  '/business/message/media/download/',
  '/changelog/task/create/',
  '/comment/task/create/',
  '/creative/ads_preview/create/',
  '/creative/smart_text/generate/',
  '/diagnostic/catalog/product/task/create/',
  '/gmv_max/creation/custom_anchor_video_list/get/',
  '/gmv_max/creation/shop_video/video_anchors/',
  '/mmm/api/create/',
  '/page/lead/task/',
  '/report/task/cancel/',
  '/report/task/create/',
  '/rf/inventory/estimate/',
  '/smart_plus/ad/preview/',
  '/tcm/creator/discover/',
  '/tool/bid/recommend/',
  '/tool/targeting/info/',
  '/tool/targeting/search/',
  '/tool/targeting_category/recommend/',
  '/user/info/',
];

/**
 * What the catalogue makes of every call of TikTok's own SDK when it says nothing but its path: method, path, family,
 * actions, permission, and `budgets` where it could raise what may be spent. Written down to be read by a person: a
 * change here is a change of what sessions and controls allow.
 */
export const SDK_CALLS = `
POST /ad/aco/create/ | ad | create resume | campaigns
GET  /ad/aco/get/ | ad | - | read
POST /ad/aco/material_status/update/ | ad | pause resume remove | campaigns
POST /ad/aco/update/ | ad | update | campaigns
POST /ad/create/ | ad | create resume | campaigns
GET  /ad/get/ | ad | - | read
POST /ad/status/update/ | ad | pause resume remove | campaigns
POST /ad/update/ | ad | update | campaigns
POST /adgroup/create/ | adgroup | create resume | campaigns | budgets
GET  /adgroup/get/ | adgroup | - | read
GET  /adgroup/quota/ | adgroup | - | read
POST /adgroup/status/update/ | adgroup | pause resume remove | campaigns | budgets
POST /adgroup/update/ | adgroup | update | campaigns
GET  /advertiser/balance/get/ | account | - | read
GET  /advertiser/info/ | account | - | read
GET  /advertiser/transaction/get/ | account | - | read
POST /advertiser/update/ | account | update | campaigns
POST /app/create/ | measurement | create | campaigns
GET  /app/info/ | measurement | - | read
GET  /app/list/ | measurement | - | read
GET  /app/optimization_event/ | measurement | - | read
GET  /app/optimization_event/retargeting/ | measurement | - | read
POST /app/update/ | measurement | update | campaigns
GET  /audience/insight/overlap/ | audience | - | read
GET  /bc/account/transaction/get/ | business_center | - | read
POST /bc/advertiser/create/ | business_center | create | campaigns
POST /bc/asset/admin/delete/ | business_center | remove | campaigns
GET  /bc/asset/admin/get/ | business_center | - | read
POST /bc/asset/assign/ | business_center | update | campaigns
GET  /bc/asset/get/ | business_center | - | read
GET  /bc/asset/member/get/ | business_center | - | read
GET  /bc/asset/partner/get/ | business_center | - | read
POST /bc/asset/unassign/ | business_center | update | campaigns
POST /bc/asset_group/create/ | business_center | create | campaigns
POST /bc/asset_group/delete/ | business_center | remove | campaigns
GET  /bc/asset_group/get/ | business_center | - | read
GET  /bc/asset_group/list/ | business_center | - | read
POST /bc/asset_group/update/ | business_center | update | campaigns
GET  /bc/balance/get/ | business_center | - | read
POST /bc/billing_group/create/ | business_center | create | campaigns
GET  /bc/billing_group/get/ | business_center | - | read
POST /bc/billing_group/update/ | business_center | update | campaigns
GET  /bc/get/ | business_center | - | read
POST /bc/image/upload/ | business_center | upload | campaigns
GET  /bc/invoice/unpaid/get/ | business_center | - | read
POST /bc/member/delete/ | business_center | remove | campaigns
GET  /bc/member/get/ | business_center | - | read
POST /bc/member/invite/ | business_center | create | campaigns
POST /bc/member/update/ | business_center | update | campaigns
POST /bc/partner/add/ | business_center | create | campaigns
POST /bc/partner/asset/delete/ | business_center | remove | campaigns
GET  /bc/partner/asset/get/ | business_center | - | read
POST /bc/partner/delete/ | business_center | remove | campaigns
GET  /bc/partner/get/ | business_center | - | read
GET  /bc/pixel/link/get/ | business_center | - | read
POST /bc/pixel/link/update/ | business_center | update | campaigns
POST /bc/pixel/transfer/ | business_center | update | campaigns
GET  /bc/transaction/get/ | business_center | - | read
POST /bc/transfer/ | business_center | update budget_change | campaigns
GET  /blockedword/check/ | other | - | read
POST /blockedword/create/ | other | create | campaigns
POST /blockedword/delete/ | other | remove | campaigns
GET  /blockedword/list/ | other | - | read
GET  /blockedword/task/check/ | other | - | read
POST /blockedword/task/create/ | other | - | read
POST /blockedword/update/ | other | update | campaigns
POST /campaign/create/ | campaign | create resume | campaigns | budgets
GET  /campaign/get/ | campaign | - | read
POST /campaign/gmv_max/create/ | campaign | create resume | campaigns | budgets
GET  /campaign/gmv_max/info/ | campaign | - | read
POST /campaign/gmv_max/session/create/ | campaign | update budget_change | campaigns | budgets
POST /campaign/gmv_max/session/delete/ | campaign | update budget_change | campaigns
GET  /campaign/gmv_max/session/get/ | campaign | - | read
GET  /campaign/gmv_max/session/list/ | campaign | - | read
POST /campaign/gmv_max/session/update/ | campaign | update budget_change | campaigns | budgets
POST /campaign/gmv_max/update/ | campaign | update | campaigns
POST /campaign/status/update/ | campaign | pause resume remove | campaigns | budgets
POST /campaign/update/ | campaign | update | campaigns
GET  /catalog/available_country/get/ | catalog | - | read
POST /catalog/capitalize/ | catalog | update | campaigns
POST /catalog/create/ | catalog | create | campaigns
POST /catalog/delete/ | catalog | remove | campaigns
POST /catalog/eventsource/bind/ | catalog | update | campaigns
POST /catalog/eventsource/unbind/ | catalog | update | campaigns
GET  /catalog/eventsource_bind/get/ | catalog | - | read
POST /catalog/feed/create/ | catalog | create | campaigns
POST /catalog/feed/delete/ | catalog | remove | campaigns
GET  /catalog/feed/get/ | catalog | - | read
GET  /catalog/feed/log/ | catalog | - | read
POST /catalog/feed/update/ | catalog | update | campaigns
GET  /catalog/get/ | catalog | - | read
GET  /catalog/lexicon/get/ | catalog | - | read
GET  /catalog/location_currency/get/ | catalog | - | read
GET  /catalog/overview/ | catalog | - | read
POST /catalog/product/delete/ | catalog | remove | campaigns
POST /catalog/product/file/ | catalog | upload | campaigns
GET  /catalog/product/log/ | catalog | - | read
POST /catalog/set/delete/ | catalog | remove | campaigns
GET  /catalog/set/get/ | catalog | - | read
GET  /catalog/set/product/get/ | catalog | - | read
POST /catalog/set/update/ | catalog | update | campaigns
POST /catalog/update/ | catalog | update | campaigns
POST /catalog/video/delete/ | catalog | remove | campaigns
GET  /catalog/video/get/ | catalog | - | read
POST /comment/delete/ | other | remove | campaigns
GET  /comment/list/ | other | - | read
POST /comment/post/ | other | create | campaigns
GET  /comment/reference/ | other | - | read
POST /comment/status/update/ | other | update | campaigns
GET  /comment/task/check/ | other | - | read
POST /comment/task/create/ | other | - | read
POST /creative/asset/delete/ | creative | remove | campaigns
POST /creative/asset/share/ | creative | update | campaigns
POST /creative/image/edit/ | creative | create | campaigns
POST /creative/portfolio/create/ | creative | create | campaigns
GET  /creative/portfolio/get/ | creative | - | read
GET  /creative/portfolio/list/ | creative | - | read
POST /creative/shareable_link/create/ | creative | create | campaigns
POST /creative/smart_text/generate/ | creative | - | read
GET  /discovery/detail/ | creative | - | read
GET  /discovery/trending_list/ | creative | - | read
POST /dmp/custom_audience/apply/ | audience | update audience_write | export
GET  /dmp/custom_audience/apply/log/ | audience | - | read
POST /dmp/custom_audience/create/ | audience | audience_write | export
POST /dmp/custom_audience/delete/ | audience | audience_write | export
POST /dmp/custom_audience/file/upload/ | audience | audience_write | export
GET  /dmp/custom_audience/get/ | audience | - | read
GET  /dmp/custom_audience/list/ | audience | - | read
POST /dmp/custom_audience/lookalike/create/ | audience | audience_write | export
POST /dmp/custom_audience/lookalike/update/ | audience | audience_write | export
POST /dmp/custom_audience/rule/create/ | audience | audience_write | export
POST /dmp/custom_audience/share/ | audience | audience_write | export
POST /dmp/custom_audience/share/cancel/ | audience | audience_write | export
GET  /dmp/custom_audience/share/log/ | audience | - | read
POST /dmp/custom_audience/update/ | audience | audience_write | export
POST /dmp/saved_audience/create/ | audience | audience_write | export
POST /dmp/saved_audience/delete/ | audience | audience_write | export
GET  /dmp/saved_audience/list/ | audience | - | read
GET  /file/image/ad/info/ | creative | - | read
POST /file/image/ad/upload/ | creative | upload | campaigns
GET  /file/video/ad/info/ | creative | - | read
GET  /file/video/ad/search/ | creative | - | read
POST /file/video/ad/upload/ | creative | upload | campaigns
GET  /gmv_max/bid/recommend/ | campaign | - | read
GET  /gmv_max/custom_anchor_video_list/get/ | campaign | - | read
POST /gmv_max/exclusive_authorization/create/ | campaign | create | campaigns
GET  /gmv_max/exclusive_authorization/get/ | campaign | - | read
GET  /gmv_max/identity/get/ | campaign | - | read
GET  /gmv_max/occupied_custom_shop_ads/list/ | campaign | - | read
GET  /gmv_max/report/get/ | report | - | read
GET  /gmv_max/store/list/ | campaign | - | read
GET  /gmv_max/store/shop_ad_usage_check/ | campaign | - | read
GET  /gmv_max/video/get/ | campaign | - | read
POST /identity/create/ | creative | create | campaigns
GET  /identity/get/ | creative | - | read
GET  /identity/video/info/ | creative | - | read
POST /oauth2/access_token/ | refused
GET  /oauth2/advertiser/get/ | refused
POST /offline/create/ | measurement | create | campaigns
POST /offline/delete/ | measurement | remove | campaigns
GET  /offline/get/ | measurement | - | read
POST /offline/update/ | measurement | update | campaigns
POST /optimizer/rule/batch_bind/ | tool | update pause resume budget_change | campaigns | budgets
POST /optimizer/rule/create/ | tool | create pause resume budget_change | campaigns | budgets
GET  /optimizer/rule/get/ | tool | - | read
GET  /optimizer/rule/list/ | tool | - | read
GET  /optimizer/rule/result/get/ | tool | - | read
GET  /optimizer/rule/result/list/ | tool | - | read
POST /optimizer/rule/update/ | tool | update pause resume budget_change | campaigns | budgets
GET  /pangle_audience_package/get/ | account | - | read
GET  /pangle_block_list/get/ | account | - | read
POST /pangle_block_list/update/ | account | update | campaigns
POST /pixel/batch/ | measurement | create | campaigns
POST /pixel/create/ | measurement | create | campaigns
POST /pixel/event/create/ | measurement | create | campaigns
POST /pixel/event/delete/ | measurement | remove | campaigns
GET  /pixel/event/stats/ | measurement | - | read
POST /pixel/event/update/ | measurement | update | campaigns
GET  /pixel/list/ | measurement | - | read
POST /pixel/track/ | measurement | create | campaigns
POST /pixel/update/ | measurement | update | campaigns
POST /playable/delete/ | creative | remove | campaigns
GET  /playable/get/ | creative | - | read
POST /playable/save/ | creative | create | campaigns
POST /playable/upload/ | creative | upload | campaigns
GET  /playable/validate/ | creative | - | read
GET  /report/integrated/get/ | report | - | read
POST /report/task/cancel/ | report | - | read
GET  /report/task/check/ | report | - | read
POST /report/task/create/ | report | - | read
GET  /search/region/ | tool | - | read
POST /smart_plus/ad/appeal/ | smart_plus | update | campaigns
POST /smart_plus/ad/create/ | smart_plus | create resume | campaigns
GET  /smart_plus/ad/get/ | smart_plus | - | read
POST /smart_plus/ad/material_status/update/ | smart_plus | pause resume remove | campaigns
GET  /smart_plus/ad/review_info/ | smart_plus | - | read
POST /smart_plus/ad/status/update/ | smart_plus | pause resume remove | campaigns
POST /smart_plus/ad/update/ | smart_plus | update | campaigns
POST /smart_plus/adgroup/create/ | smart_plus | create resume | campaigns | budgets
GET  /smart_plus/adgroup/get/ | smart_plus | - | read
POST /smart_plus/adgroup/status/update/ | smart_plus | pause resume remove | campaigns | budgets
POST /smart_plus/adgroup/update/ | smart_plus | update | campaigns
POST /smart_plus/campaign/create/ | smart_plus | create resume | campaigns | budgets
GET  /smart_plus/campaign/get/ | smart_plus | - | read
POST /smart_plus/campaign/status/update/ | smart_plus | pause resume remove | campaigns | budgets
POST /smart_plus/campaign/update/ | smart_plus | update | campaigns
GET  /smart_plus/material/review_info/ | smart_plus | - | read
GET  /smart_plus/material_report/breakdown/ | report | - | read
GET  /smart_plus/material_report/overview/ | report | - | read
GET  /term/check/ | account | - | read
POST /term/confirm/ | account | update | campaigns
GET  /term/get/ | account | - | read
GET  /tool/action_category/ | tool | - | read
POST /tool/bid/recommend/ | tool | - | read
GET  /tool/brand_safety/partner/authorize/status/ | tool | - | read
GET  /tool/carrier/ | tool | - | read
GET  /tool/contextual_tag/get/ | tool | - | read
GET  /tool/contextual_tag/info/ | tool | - | read
GET  /tool/device_model/ | tool | - | read
GET  /tool/diagnosis/search/health/ | tool | - | read
GET  /tool/hashtag/get/ | tool | - | read
GET  /tool/hashtag/recommend/ | tool | - | read
GET  /tool/interest_category/ | tool | - | read
GET  /tool/interest_keyword/get/ | tool | - | read
GET  /tool/interest_keyword/recommend/ | tool | - | read
GET  /tool/language/ | tool | - | read
GET  /tool/open_url/ | tool | - | read
GET  /tool/os_version/ | tool | - | read
GET  /tool/phone_region_code/ | tool | - | read
GET  /tool/region/ | tool | - | read
POST /tool/targeting/info/ | tool | - | read
GET  /tool/targeting/list/ | tool | - | read
POST /tool/targeting/search/ | tool | - | read
POST /tool/targeting_category/recommend/ | tool | - | read
GET  /tool/timezone/ | tool | - | read
GET  /tool/url_validate/ | tool | - | read
GET  /tool/vbo_status/ | tool | - | read
`
  .trim()
  .split('\n');

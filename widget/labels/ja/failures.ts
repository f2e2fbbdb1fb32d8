import type { FailureTexts } from '../failure-codes.ts';

const SIGN_IN_OVER = '何も変更されていません。もう一度ログインを始めてください。';
const NOTHING = '何も変更されていません。';
const SIGN_IN_AGAIN = '失われたものはありません。再ログインすると再開します。';

/** Sentences in place of the server's, which speaks English. */
export const failures: FailureTexts = {
  invalid_request: `入力内容を処理できませんでした。${NOTHING}内容を確認して、もう一度お試しください。`,
  request_timeout: `送信が時間内に完了しませんでした。${NOTHING}接続を確認して、もう一度お試しください。`,
  payload_too_large: `データが大きすぎます。${NOTHING}量を減らして、もう一度お試しください。`,
  not_found: '対象が見つかりません。削除された可能性があります。ページを再読み込みしてください。',
  origin_mismatch: `このセッションは別のサイト用です。${NOTHING}お使いのサービスの管理者に連絡してください。`,
  permission_denied: `この操作に必要な権限がありません。${NOTHING}このワークスペースの管理者に依頼してください。`,
  precondition_failed:
    '先に別のユーザーが変更しました。何も上書きされていません。最新の内容を確認してから、もう一度お試しください。',
  oauth_state_invalid: `ログインのリンクが無効です。${SIGN_IN_OVER}`,
  oauth_state_used: `ログインのリンクはすでに使用されています。${SIGN_IN_OVER}`,
  oauth_state_expired: `ログインのリンクの有効期限（10分）が切れました。${SIGN_IN_OVER}`,
  oauth_denied: `TikTokへのアクセスが許可されませんでした。${NOTHING}もう一度始めて、TikTokのページでアクセスを許可してください。`,
  oauth_exchange_failed: `TikTokでログインが完了しませんでした。${SIGN_IN_OVER}`,
  oauth_user_mismatch: `別のTikTokユーザーがログインしました。${NOTHING}この接続のTikTokユーザーとして、再ログインしてください。`,
  oauth_discarded:
    '新しいログインは使用されませんでした。元のログインのままです。変更するには、再ログインしてください。',
  oauth_review_over:
    'このログインはすでに決定済みか、期限が過ぎています。それ以上の変更はありません。必要な場合は、再ログインしてください。',
  tiktok_app_missing: `TikTokの開発者アプリが設定されていません。${NOTHING}お使いのサービスの管理者に連絡するか、独自のアプリを設定してください。`,
  tiktok_app_refused:
    'TikTokでこの開発者アプリを確認できませんでした。何も保存されていません。アプリIDとシークレットを確認してください。',
  tiktok_error: 'TikTokがリクエストを拒否しました。解決しない場合は、リクエストIDをTikTokのサポートに伝えてください。',
  tiktok_permission_denied:
    'この広告アカウントではTikTokに許可されていません。広告アカウントの管理者に役割または権限を依頼してから、再ログインしてください。',
  tiktok_token_rejected: `TikTokがこのログインを拒否しています。${SIGN_IN_AGAIN}`,
  tiktok_rate_limited:
    'TikTokがリクエストを制限しています。失われたものはありません。少し待ってから、もう一度お試しください。',
  tiktok_unavailable:
    'TikTokから予期しない応答がありました。エクスポートは自動で再試行されます。少し待ってから、もう一度お試しください。',
  tiktok_not_in_sandbox: `TikTokのサンドボックスでは利用できません。${NOTHING}本番の広告アカウントを使用してください。`,
  connection_read_only: `TikTokログインを更新できませんでした。${SIGN_IN_AGAIN}`,
  connection_expiring:
    'TikTokログインの期限が近づいています。現在はすべて動作しています。期限までに再ログインしてください。',
  connection_disconnected: `TikTokがこのログインを拒否しています。${SIGN_IN_AGAIN}`,
  account_not_importable: `この広告アカウントはインポートできません。${NOTHING}`,
  account_suspended:
    '広告アカウントがTikTokによって停止されています。失われたものはありません。TikTok広告マネージャーで異議を申し立ててください。',
  account_not_imported: `この広告アカウントはここにインポートされていません。${NOTHING}先にインポートしてください。`,
  unknown_property: `マッピングに、存在しないプロパティがあります。${NOTHING}別のプロパティを選んでください。`,
  attribute_not_mapped: `選択した属性がプロパティにマッピングされていません。${NOTHING}マッピングするか、エクスポートから外してください。`,
  no_identifier_chosen: `照合には、メールアドレス、電話番号、デバイスIDのいずれかが必要です。${NOTHING}1つ以上選択してください。`,
  segment_has_no_source:
    'お使いのサービスから、このセグメントの対象者が送信されていません。TikTokには何も届いていません。送信されるのを待つか、別の対象者を選んでください。',
  segment_source_refused:
    'セグメントの取得先のURLが許可されていません。TikTokには何も届いていません。お使いのサービスの管理者に連絡してください。',
  segment_source_failed:
    'お使いのサービスからセグメントの対象者を取得できませんでした。失われたものはありません。もう一度お試しください。',
  missing_columns: `マッピングに必要な列がファイルにありません。${NOTHING}ファイルかマッピングを修正してください。`,
  malformed_records: `ファイルを読み取れません。${NOTHING}CSV形式で保存し直して、もう一度選択してください。`,
  upload_offset_mismatch:
    'アップロードの続きの位置が一致しませんでした。失われたものはありません。もう一度お試しください。',
  upload_in_progress:
    'このエクスポートへの別のアップロードが進行中です。失われたものはありません。終わるまで待ってから、もう一度お試しください。',
  export_wrong_state: `エクスポートの現在の状態では、この操作を行えません。${NOTHING}ページを再読み込みして、状態を確認してください。`,
  export_empty:
    '送信できる人がいません。TikTokには何も届いていません。拒否された理由を確認して、別の対象者を選んでください。',
  audience_not_found:
    'このオーディエンスはTikTokにありません。削除されたか、別の広告アカウントのものです。別のオーディエンスを選んでください。',
  audience_type_mismatch: `このオーディエンスは別の種類の識別子で作成されています。${NOTHING}同じ種類の識別子を選ぶか、新しいオーディエンスを作成してください。`,
  audience_not_updatable: `このオーディエンスはここから変更できません。${NOTHING}別のものを選ぶか、新しく作成してください。`,
  audience_limit_reached: `広告アカウントのオーディエンス数が、TikTokの上限に達しています。${NOTHING}不要なオーディエンスを削除してください。`,
  audience_too_small: `人数が少なすぎます。${NOTHING}ファイルでの更新では1,000人以上が残る必要があり、類似オーディエンスの元には100人以上が必要です。`,
  audience_in_use: `このオーディエンスは使用中です。${NOTHING}エクスポートの完了を待つか、同期を停止してから、もう一度お試しください。`,
  audience_expired:
    'オーディエンスは期限切れです。TikTokでは削除のみ可能です。新しいオーディエンスを作成してください。',
  delivery_not_possible: `このオーディエンスには、この方法で送信できません。${NOTHING}別の送信方法か操作を選んでください。`,
  export_expired:
    'エクスポートのファイルの保存期間（7日間）が過ぎました。これ以上送信されるものはありません。新しいエクスポートを作成してください。',
  mirror_exists: `このオーディエンスはすでに同期されています。${NOTHING}既存の同期を変更するか、先に停止してください。`,
  mirror_running: `同期の実行が進行中です。${NOTHING}終わるまで待つか、実行をキャンセルしてください。`,
  audience_failed:
    'TikTokでオーディエンスを使用可能にできませんでした。多くの場合、マッチした人数が不足しています。人数か識別子を増やしてください。',
  too_many_streams:
    'リアルタイム更新の接続数が多すぎます。失われるものはありません。不要なタブを閉じて、少し待ってください。',
  business_center_not_reachable: `このビジネスセンターにアクセスできるログインがありません。${NOTHING}アクセス権のある人がログインしてください。`,
  call_denied:
    'ルールで許可されていません。TikTokには何も送信されていません。「コントロール」権限のある人はルールを変更できます。',
  call_outcome_unknown:
    'TikTokで実行されたかどうかは不明です。もう一度送信する前に、TikTok広告マネージャーで確認してください。',
  approval_mismatch:
    'この承認は、別のリクエストに対するものです。TikTokには何も送信されていません。もう一度リクエストしてください。',
  approval_over:
    'このリクエストはすでに決定または取り下げられたか、期限が過ぎています。それ以上の変更はありません。ページを再読み込みしてください。',
  too_many_approvals:
    '承認待ちのリクエストが多すぎます。TikTokには何も送信されていません。先に承認待ちのものを処理してください。',
  approval_needs_person: `決定できるのは、リクエストした本人以外のユーザーだけです。${NOTHING}別のユーザーに依頼してください。`,
  spend_cap_exceeded: '予算が支出上限を超えます。TikTokには何も送信されていません。',
  spend_cap_unprovable: '予算が支出上限内に収まることを確認できません。TikTokには何も送信されていません。',
  storage_failed:
    'サーバーがディスクに書き込めませんでした。エクスポートは後で再試行できます。お使いのサービスの管理者に連絡してください。',
};

import type { connectButton as English } from '../en/connect-button.ts';

/** Words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: '광고 계정 연결',
  idle: 'TikTok이 작은 창에서 열립니다. 사용할 광고 계정은 직접 선택합니다.',
  connectAgain: '다시 로그인',
  idleAgain: 'TikTok이 작은 창에서 열립니다. 가져온 광고 계정은 그대로 유지됩니다.',
  connectSandboxAccount: '샌드박스 계정 연결',
  idleSandbox: 'TikTok 샌드박스에는 로그인 페이지가 없습니다. 대신 액세스 토큰을 붙여넣으세요.',
  connectAccount: 'TikTok 계정 연결',
  idleAccount: 'TikTok이 작은 창에서 열립니다. TikTok 계정으로 로그인하세요.',
  pasteToken: '액세스 토큰이 있다면 붙여넣기',
  opening: '여는 중…',
  openingWindow: 'TikTok 여는 중…',
  noPermission: '연결하려면 ‘연결’ 권한이 필요합니다. 이 워크스페이스의 관리자에게 요청하세요.',
};

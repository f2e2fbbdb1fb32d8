import type { connectButton as English } from '../en/connect-button.ts';

/** Words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: 'Hubungkan akun iklan',
  idle: 'TikTok terbuka di jendela kecil. Anda memilih akun iklan yang akan digunakan.',
  connectAgain: 'Masuk lagi',
  idleAgain: 'TikTok terbuka di jendela kecil. Akun iklan yang sudah diimpor tetap seperti semula.',
  connectSandboxAccount: 'Hubungkan akun sandbox',
  idleSandbox: 'Sandbox TikTok tidak memiliki halaman masuk. Sebagai gantinya, Anda menempelkan token akses.',
  connectAccount: 'Hubungkan akun TikTok',
  idleAccount: 'TikTok terbuka di jendela kecil. Anda masuk dengan akun TikTok.',
  pasteToken: 'Punya token akses? Tempelkan saja',
  opening: 'Membuka…',
  openingWindow: 'Membuka TikTok…',
  noPermission: 'Menghubungkan memerlukan izin Hubungkan. Mintalah kepada admin ruang kerja ini.',
};

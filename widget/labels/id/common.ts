import type { common as English } from '../en/common.ts';

const ENDED = 'Tidak ada yang berubah. Muat ulang halaman, atau masuk lagi ke halaman ini.';

/** Words that more than one element says. */
export const common: typeof English = {
  comma: ', ',
  colon: ': ',
  stop: '. ',
  unitGap: ' ',
  tryAgain: 'Coba lagi',
  reload: 'Muat ulang halaman',
  sessionEnded: 'Sesi Anda telah berakhir',
  offline: 'Anda sedang offline',
  offlineText: 'Yang Anda lihat tetap di sini dan mungkin tidak terbaru. Akan dimuat lagi begitu Anda kembali online.',
  cancel: 'Batal',
  close: 'Tutup',
  requestId: 'ID permintaan',
  copy: 'Salin',
  copied: 'Disalin',
  stillLoading: 'Masih memuat',
  partFailed: 'Bagian ini gagal dimuat',
  failures: {
    network_error: 'Server tidak dapat dijangkau. Tidak ada yang berubah. Periksa koneksi Anda, lalu coba lagi.',
    timeout: 'Server tidak menjawab tepat waktu. Tidak ada yang berubah. Coba lagi.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response:
      'Jawaban server tidak seperti yang diharapkan. Tidak ada yang berubah. Coba lagi sebentar lagi.',
    internal_error: 'Terjadi kesalahan di pihak kami. Tidak ada yang berubah. Coba lagi sebentar lagi.',
  },
  roles: { ADMIN: 'Admin', OPERATOR: 'Operator', ANALYST: 'Analis' },
  noRole: 'Tanpa peran',
};

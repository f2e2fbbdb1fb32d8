import type { connectNotice as English } from '../en/connect-notice.ts';
import { isolated, number } from './speech.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'Tanpa izin ini, akun iklan tidak dapat dibaca.',
  '3': 'Tanpa izin ini, tidak ada audiens yang dapat diekspor.',
};
const NOT_NEEDED = 'Ekspor tidak memerlukannya.';

const codeAndTime = (minutes: number): string =>
  `Jika TikTok mengirim kode lewat email, tidak perlu terburu-buru: halaman ini tetap terbuka ${number(minutes)} menit lagi.`;

/** Words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: 'Selesaikan di jendela TikTok',
  waiting: (minutes) => `Masuk, lalu izinkan akses. ${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `Masuk sebagai ${isolated(name)}, lalu bagikan akun iklan yang sama. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes) => `Tersisa ${number(minutes)} menit untuk menyelesaikannya di jendela TikTok`,
  showWindow: 'Tampilkan jendela',
  cantSee: 'Tidak terlihat?',
  continueInTab: 'Lanjutkan di tab ini',
  leavingTitle: 'Menuju TikTok',
  leaving: 'TikTok akan membawa Anda kembali ke halaman ini.',
  checkingTitle: 'Memeriksa di TikTok',
  checking: 'Ini memerlukan beberapa detik.',
  blockedTitle: 'Browser Anda memblokir jendela TikTok',
  blocked: 'Lanjutkan di tab ini saja. TikTok akan membawa Anda kembali ke halaman ini.',
  closedTitle: 'Jendela TikTok ditutup',
  closed: 'Tidak ada yang terhubung. Mulai lagi kapan saja.',
  cutOffTitle: 'Apakah jendela TikTok masih terbuka?',
  cutOff:
    'Jika masih, selesaikan di sana: halaman ini akan mengetahuinya. Jika sudah Anda tutup, tidak ada yang berubah.',
  closedAgain: 'Tidak ada yang berubah. Mulai lagi kapan saja.',
  startAgain: 'Mulai lagi',
  expiredTitle: 'Ini memakan waktu lebih dari 10 menit',
  expired: 'Demi keamanan Anda, permintaan ini telah berakhir. Tidak ada yang berubah.',
  offlineTitle: 'Anda sedang offline',
  offline: 'Jika Anda sudah selesai di TikTok, tidak ada yang hilang. Kami memeriksanya begitu Anda kembali online.',
  checkNow: 'Periksa sekarang',
  refusedTitle: 'Akses TikTok tidak diizinkan',
  refused: 'Tidak ada yang terhubung. Mulai lagi, lalu izinkan akses di halaman TikTok.',
  refusedAgain: 'Tidak ada yang berubah. Mulai lagi, lalu izinkan akses di halaman TikTok.',
  otherUserTitle: 'Pengguna TikTok lain yang masuk',
  otherUser:
    'Tidak ada yang berubah. Masuk lagi sebagai pengguna TikTok yang pertama kali menghubungkan akun iklan ini.',
  otherUserThan: (name) =>
    `Tidak ada yang berubah. Koneksi ini milik ${isolated(name)}: keluar dari TikTok, lalu masuk sebagai orang tersebut.`,
  notStartedTitle: 'Proses masuk gagal dimulai',
  failedTitle: 'TikTok tidak terhubung',
  failed: 'TikTok tidak menyelesaikan proses masuk. Tidak ada yang berubah. Mulai lagi.',
  session: 'Tidak ada yang berubah. Muat ulang halaman, lalu hubungkan lagi.',
  notAllowedTitle: 'Anda tidak dapat menghubungkan akun iklan',
  connectedTitle: (name) => (name === undefined ? 'Terhubung' : `Terhubung sebagai ${name}`),
  connected: (count) => `TikTok membagikan ${number(count)} akun iklan. Pilih yang akan digunakan di sini.`,
  connectedText: 'Pilih akun iklan yang akan digunakan di sini.',
  choose: 'Pilih akun iklan',
  pickerFailedTitle: 'Daftar akun iklan gagal dibuka',
  againTitle: (name) => (name === undefined ? 'Sudah masuk lagi' : `Sudah masuk lagi sebagai ${name}`),
  reconnected: 'Akun iklan berfungsi lagi. Tidak ada yang hilang.',
  accepted: (count) =>
    count === 0
      ? 'Login baru sedang digunakan.'
      : `Login baru sedang digunakan. ${number(count)} akun iklan yang diimpor tidak dapat digunakan sampai ada login yang membagikannya lagi.`,
  fewerTitle: (count) => `Akun iklan di login ini berkurang ${number(count)}`,
  fewerScopesTitle: (count) => `Izin di login ini berkurang ${number(count)}`,
  review: 'Belum ada yang berubah. Akun iklan Anda tetap memakai login saat ini sampai Anda memilih.',
  reviewDisconnected: 'Belum ada yang berubah. Login ini tetap terputus sampai Anda memilih.',
  reviewUnread: 'Belum ada yang berubah, dan tidak akan berubah sampai Anda memilih.',
  reviewGrown: 'Ini berubah sejak Anda memilih. Lihat lagi, lalu pilih.',
  reviewTime:
    'Apa pun pilihannya, akun iklan yang diimpor, pemetaan, dan riwayat tetap di sini. Jika Anda tidak memilih dalam 30 menit, semuanya tetap seperti semula.',
  otherUserNow: (before, now) => `Terhubung sebagai ${isolated(before)}; login yang baru ini adalah ${isolated(now)}.`,
  lostAccounts: (count) => `${number(count)} akun iklan tidak lagi dibagikan`,
  lostIsImported: 'diimpor di sini',
  lostMore: (count, imported) =>
    imported === 0
      ? `dan ${number(count)} lainnya`
      : `dan ${number(count)} lainnya, ${imported === count ? 'semuanya' : `${number(imported)} di antaranya`} diimpor di sini`,
  lostImported: (count, all) => {
    if (count === 0) return all === 1 ? 'Tidak diimpor di sini.' : 'Tidak satu pun diimpor di sini.';
    if (all === 1) {
      return 'Akun ini tetap tercantum, tetapi tidak dapat digunakan sampai ada login yang membagikannya lagi. Ekspornya menunggu.';
    }
    return count === 1
      ? 'Satu akun yang diimpor tetap tercantum, tetapi tidak dapat digunakan sampai ada login yang membagikannya lagi. Ekspornya menunggu.'
      : `${number(count)} akun yang diimpor tetap tercantum, tetapi tidak dapat digunakan sampai ada login yang membagikannya lagi. Ekspornya menunggu.`;
  },
  lostScopes: (count) => `${number(count)} izin tidak lagi diberikan`,
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  lacks: (id, name) => `Tidak diizinkan: ${isolated(name)}. ${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: 'Masuk lagi dan biarkan semua izin aktif di TikTok.',
  decide: { discard: 'Pertahankan login sebelumnya', accept: 'Gunakan login baru' },
  deciding: { discard: 'Mempertahankan…', accept: 'Beralih…' },
  decideFailed: {
    discard: 'Login baru gagal dikesampingkan',
    accept: 'Gagal beralih ke login baru',
  },
  discardedTitle: 'Tidak ada yang berubah',
  discarded: 'Akun iklan Anda tetap memakai login sebelumnya. Login yang baru dihapus dari sini.',
  discardedDisconnected: 'Login tetap terputus. Login yang baru dihapus dari sini.',
  reviewOverTitle: 'Tidak ada yang memilih dalam 30 menit',
  reviewOver: 'Login yang baru dihapus dari sini. Tidak ada yang berubah.',
  tokenEnding: (last4) => `Token yang berakhiran ${isolated(last4)}.`,
  sandboxLimits:
    'Sandbox TikTok hanya mencantumkan akun iklan yang Anda masukkan dan, sejauh diketahui, tidak menerima audiens.',
  accountTitle: 'Akun TikTok terhubung',
  accountOnly:
    'Akun TikTok ini tidak membagikan akun iklan, dan memang tidak harus. Untuk mengekspor audiens, hubungkan juga akun iklan.',
  businessCenterTitle: 'Tidak ada akun iklan yang dibagikan di Business Center Anda',
  businessCenterOnly: 'Minta Admin Business Center memberi Anda akun iklan, lalu masuk lagi.',
  signInAgain: 'Masuk lagi',
  done: 'Selesai',
  nothingTitle: 'TikTok tidak membagikan akun iklan',
  nothing: 'Di halaman TikTok, centang minimal satu akun iklan sebelum mengizinkan akses.',
  nothingAgain: 'Akun iklan yang diimpor tetap tercantum, tetapi tidak dapat digunakan sampai dibagikan lagi.',
  importedTitle: (count) => `${number(count)} akun iklan diimpor`,
  imported: 'Siap dipetakan dan diekspor.',
};

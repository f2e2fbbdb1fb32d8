import type { signIns as English } from '../en/sign-ins.ts';
import { ago } from './moment.ts';
import { named } from './named.ts';
import { isolated, number } from './speech.ts';

const accounts = (count: number): string => `${number(count)} akun iklan`;

/** Words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'Login',
  account: 'Akun TikTok',
  someone: 'Login TikTok',
  token: (last4) => `Token berakhiran ${last4}`,
  pasted: 'Token yang ditempel',
  states: { active: 'Terhubung', expiring: 'Segera berakhir', read_only: 'Hanya baca', disconnected: 'Terputus' },
  lasts: 'Tidak perlu diperpanjang',
  renews: 'Diperpanjang otomatis',
  renewsNext: (when) => `Diperpanjang otomatis, berikutnya ${when}`,
  worksUntil: (when) => `Berlaku sampai ${when}.`,
  notRenewed: 'Belum diperpanjang.',
  readOnly: 'Ekspor menunggu login baru.',
  refused: 'TikTok menolaknya.',
  imported: (used, shared) => `${number(used)} dari ${accounts(shared)} digunakan`,
  importedMore: (used, shared) =>
    used === 1
      ? `${accounts(used)} di sini, tidak dibagikan`
      : `${accounts(used)} di sini, ${shared === 0 ? 'tidak satu pun' : `${number(shared)} di antaranya`} dibagikan`,
  none: 'Tidak ada akun iklan',
  checked: (when) => `Diperiksa ${ago(when)}`,
  notChecked: 'Belum diperiksa',
  more: (count) => `Tampilkan ${number(count)} login lagi`,
  less: 'Tampilkan lebih sedikit',

  manage: 'Kelola',
  manageName: (name) => `Kelola ${name}`,
  actionsName: (name) => `Yang dapat Anda lakukan dengan ${name}`,
  check: 'Periksa sekarang',
  checking: 'Memeriksa…',
  checkedName: (name, state) => `${name}: ${state}`,
  checkFailed: (name) => `${name} gagal diperiksa`,
  signIn: 'Masuk lagi',
  signInName: (name) => `Masuk lagi sebagai ${name}`,
  newToken: 'Tempel token baru',
  newTokenName: (name) => `Tempel token baru sebagai ganti ${name}`,
  choose: 'Pilih akun iklan',
  chooseName: (name) => `Pilih akun iklan dari ${name}`,
  disconnect: 'Putuskan…',
  disconnectName: (name) => `Putuskan ${name}…`,
  pasteToken: 'Tempel token',
  orPasteToken: 'Tempel token akses saja',
  connectAdvertiser: 'Hubungkan akun iklan',
  businessCenter: 'Business Center',
  opensNewTab: 'terbuka di tab baru',
  dismiss: 'Sembunyikan',
  dismissName: (name) => `Sembunyikan: ${name}`,

  noAccounts: 'Login ini tidak membagikan akun iklan. Masuk lagi dan centang minimal satu di halaman TikTok.',
  noAccountsOfAccount: 'Akun TikTok ini tidak menjangkau akun iklan. Masuk sebagai pengiklan untuk menambahkannya.',
  noAccountsOfToken: 'Token ini tidak menjangkau akun iklan. Tempelkan lagi bersama salah satu ID-nya.',
  businessCenterOnly:
    'Login ini milik sebuah Business Center, tetapi tidak memiliki akun iklan. Minta admin di sana memberikannya, lalu periksa lagi.',
  quoted: (name) => `“${isolated(name)}”`,
  permissionsMissing: (names, stops) =>
    `Izin ${names} tidak ada, jadi ${stops}. Masuk lagi dan biarkan tetap tercentang.`,
  stops: {
    '1': 'akun iklan tidak dapat dibaca',
    '3': 'audiens tidak dapat dibuat atau diubah',
  },
  stopsOther: 'sebagian tidak akan berfungsi',
  renewalDelayed: (until) =>
    `TikTok belum memperpanjangnya. Kami terus mencoba${until === undefined ? '' : `, dan login ini berlaku sampai ${until}`}. Sejauh ini tidak ada yang berubah.`,
  sandbox:
    'Sandbox TikTok tidak mencantumkan akun iklan dan tidak menyimpan audiens. Gunakan untuk mencoba, bukan untuk mengekspor.',
  added: (count, names, more) => `${accounts(count)} ditambahkan: ${named(names, more)}.`,
  gone: (count, names, more, isAlone) =>
    `${isAlone ? accounts(count) : number(count)} tidak ada lagi: ${named(names, more)}.`,

  disconnectTitle: (name) => `Putuskan ${name}?`,
  stopsPermission: 'TikTok diminta mencabut izinnya, dan kami menghapus tokennya.',
  stopsToken: 'Kami menghapus token. TikTok masih menerimanya sampai dicabut di tempat token itu dibuat.',
  stopsWork: 'Perpanjangan dan pemeriksaan berakhir.',
  stopsAccounts: (count) =>
    count === 1
      ? 'Akun iklannya keluar dari daftar ini, dan ekspor yang sedang berjalan ke sana berhenti:'
      : `${accounts(count)} miliknya keluar dari daftar ini, dan ekspor yang sedang berjalan ke sana berhenti:`,
  andMore: (count) => `dan ${number(count)} lainnya`,
  staysTikTok: 'Kampanye dan audiens tetap ada di TikTok.',
  staysHere: 'Pemetaan dan riwayat ekspor Anda tetap ada.',
  staysOthers: (count) =>
    count === 1
      ? 'Login Anda yang lain tidak terpengaruh.'
      : `${number(count)} login Anda yang lain tidak terpengaruh.`,
  keep: 'Pertahankan login',
  disconnectNow: 'Putuskan',
  disconnecting: 'Memutuskan…',
  disconnected: (name) => `${name} diputuskan`,
  disconnectFailed: 'Gagal memutuskan',

  expiringTitle: (name, date) => `${name}: masuk lagi sebelum ${date}`,
  expiringToken: (name, date) => `${name}: tempel token baru sebelum ${date}`,
  expiring: (count) =>
    `Setelah itu, ekspor ke ${accounts(count)} akan menunggu. Sampai saat itu semuanya berjalan seperti biasa.`,
  delayedTitle: (name) => `${name} belum diperpanjang`,
};

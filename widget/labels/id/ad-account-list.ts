import type { adAccountList as English } from '../en/ad-account-list.ts';
import { ago } from './moment.ts';
import { isolated, number } from './speech.ts';

const accounts = (count: number): string => `${number(count)} akun iklan`;
/** " to 3 ad accounts", or nothing where nothing is known of them. */
const toAccounts = (count: number): string => (count === 0 ? '' : ` ke ${accounts(count)}`);

/** Words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: 'Akun iklan',
  fromSignIns: (count) => `Dari ${number(count)} login TikTok`,
  loadedSoFar: (count) => `Memuat akun iklan Anda, ${number(count)} sejauh ini`,
  firstOnly: (count) => `${number(count)} pertama. Sisanya gagal dimuat.`,
  find: 'Cari nama atau ID',
  found: (count) => `${accounts(count)} ditemukan`,
  notFoundTitle: 'Akun iklan tidak ditemukan',
  notFound: (query) => `Tidak ada akun iklan dengan “${query}” pada nama atau ID-nya.`,
  notFoundStatus: (status) => `Saat ini tidak ada akun iklan berstatus “${status}”.`,
  notFoundBoth: (query, status) =>
    `Tidak ada akun iklan berstatus “${status}” dengan “${query}” pada nama atau ID-nya.`,
  showAll: 'Tampilkan semua',
  connectAnother: 'Hubungkan lainnya',
  columns: {
    account: 'Akun',
    status: 'Status',
    role: 'Peran',
    currency: 'Mata uang',
    zone: 'Zona waktu',
    remove: 'Hapus',
  },
  unnamed: 'Akun iklan tanpa nama',
  unknown: 'Tidak diketahui',
  sandbox: 'Sandbox',
  statuses: {
    connected: 'Terhubung',
    read_only: 'Hanya baca',
    disconnected: 'Terputus',
    suspended: 'Ditangguhkan',
    no_permission: 'Tanpa izin',
  },

  filterBy: 'Filter menurut status',
  everyStatus: 'Semua',
  sortBy: 'Urutkan menurut',
  sorts: {
    name: { ascending: 'Nama, A ke Z', descending: 'Nama, Z ke A' },
    status: { ascending: 'Status, bermasalah dulu', descending: 'Status, terhubung dulu' },
    role: { ascending: 'Peran, Admin di awal', descending: 'Peran, Admin di akhir' },
    currency: { ascending: 'Mata uang, A ke Z', descending: 'Mata uang, Z ke A' },
    timezone: { ascending: 'Zona waktu, A ke Z', descending: 'Zona waktu, Z ke A' },
  },
  sorted: (order) => `Diurutkan menurut ${order}`,
  pages: 'Halaman',
  range: (first, last, all) => `${number(first)}–${number(last)} dari ${number(all)}`,
  rangeSpoken: (first, last, all) => `Akun iklan ${number(first)} sampai ${number(last)} dari ${number(all)}`,
  previous: 'Sebelumnya',
  next: 'Berikutnya',
  page: 'Halaman',
  ofPages: (count) => `dari ${number(count)}`,

  readOnlyWhy: 'Ekspor menunggu login baru.',
  analystWhy: 'Analis hanya dapat membaca.',
  ungrantedWhy: 'Izin untuk audiens tidak ada.',
  notApprovedWhy: 'TikTok belum menyetujuinya.',
  refusedOn: (date) => `Ditolak pada ${date}.`,
  refused: 'TikTok menolak login ini.',
  suspendedWhy: 'Iklannya telah berhenti.',
  notSharedSince: (date) => `Tidak dibagikan sejak ${date}.`,
  notShared: 'Login tidak lagi membagikannya.',
  appeal: 'Ajukan banding',
  appealName: (name) => `Ajukan banding untuk ${name}, terbuka di tab baru`,
  seeWhy: 'Lihat alasannya',
  seeWhyName: (name) => `Lihat alasannya: ${name} tidak disetujui, terbuka di tab baru`,
  signInAgain: 'Masuk lagi',
  signInAgainName: (name) => `Masuk lagi untuk ${name}`,
  askAdmin: 'Hubungi Admin…',
  askAdminName: (name) => `Hubungi Admin… dari ${name}`,

  checkedWhen: (when) => `Diperiksa ${ago(when)}`,
  checkedAt: (date, time) => `${date}, ${time}`,
  checkedAtTitle: (at) => `Terakhir diperiksa ${at}`,
  refresh: 'Perbarui',
  refreshName: (name) => `Perbarui ${name}`,
  checking: 'Memeriksa…',
  checkAll: 'Periksa semua',
  checkAllName: 'Periksa semua akun iklan',
  checkingAll: (done, all) =>
    all === 1 ? 'Memeriksa…' : `Memeriksa login ${number(Math.min(done + 1, all))} dari ${number(all)}…`,
  checkedAll: (troubled) =>
    troubled === 0
      ? 'Sudah diperiksa. Semua akun iklan terhubung.'
      : `Sudah diperiksa. ${accounts(troubled)} tidak terhubung.`,
  checked: (name, status) => `${name}: ${status}`,
  checkedRefused: 'TikTok masih menolak. Masuk lagi.',
  checkFailed: (name) => `${name} gagal diperiksa`,
  checkAllFailed: 'Tidak semua akun iklan dapat diperiksa',

  select: 'Pilih',
  selectName: (name) => `Pilih ${name}`,
  selectAll: (count) => `Pilih semua ${number(count)}`,
  selectAllFound: (count) => `Pilih semua ${number(count)} yang ditemukan`,
  selected: (count) => (count === 0 ? 'Tidak ada yang dipilih' : `${number(count)} dipilih`),
  selectedHidden: (count) => `${number(count)} tidak tampil di sini`,
  selectionBar: 'Akun iklan yang dipilih',

  removeName: (name) => `Hapus ${name}`,
  removeTitle: (name) => `Hapus ${name}?`,
  removeManyTitle: (count) => `Hapus ${accounts(count)}?`,
  andMore: (count) => `dan ${number(count)} lainnya`,
  removeStops: 'Tidak ada ekspor baru ke akun ini, dan yang sedang berjalan berhenti.',
  removeStopsMany: 'Tidak ada ekspor baru ke akun-akun ini, dan yang sedang berjalan berhenti.',
  removeStays: 'Kampanye dan audiensnya tetap ada di TikTok Ads Manager.',
  removeStaysMany: 'Kampanye dan audiensnya tetap ada di TikTok Ads Manager.',
  removeHistory: 'Riwayat ekspor tetap ada.',
  removeOthers: (count) =>
    count === 1
      ? 'Akun iklan Anda yang lain tidak terpengaruh.'
      : `${number(count)} akun iklan Anda yang lain tidak terpengaruh.`,
  removeAgain: 'Anda dapat mengimpornya lagi kapan saja.',
  removeAgainMany: 'Anda dapat mengimpornya lagi kapan saja.',
  keep: 'Pertahankan akun',
  keepMany: 'Pertahankan akun',
  remove: 'Hapus akun',
  removeManyAsk: (count) => `Hapus ${accounts(count)}…`,
  removeMany: (count) => `Hapus ${accounts(count)}`,
  removing: 'Menghapus…',
  removingMany: (count) => `Menghapus ${accounts(count)}`,
  removedOf: (done, all) => `${number(done)} dari ${number(all)} dihapus`,
  stop: 'Hentikan',
  stopping: 'Menghentikan…',
  removed: (name) => `${name} dihapus`,
  removedMany: (count) => `${accounts(count)} dihapus`,
  removedSome: (count, left) => `${accounts(count)} dihapus, ${number(left)} tetap ada`,
  removeFailed: 'Akun iklan ini gagal dihapus',
  removeFailedMany: (left, all) =>
    left === all ? `${accounts(left)} ini gagal dihapus` : `${number(left)} dari ${accounts(all)} gagal dihapus`,
  retryMany: (count) => (count === 1 ? 'Coba lagi akun ini' : `Coba lagi ${number(count)} akun ini`),

  undo: 'Urungkan',
  undoing: 'Mengembalikan…',
  undone: (count) => `${accounts(count)} telah kembali`,
  undoFailed: (count) => `${accounts(count)} gagal dikembalikan`,
  dismiss: 'Sembunyikan',

  readOnlyTitle: (name) => `${name} hanya dapat dibaca`,
  readOnly: (count) =>
    `Login TikTok-nya gagal diperpanjang, jadi ekspor${toAccounts(count)} dijeda. Tidak ada yang hilang, dan data masih dapat dibaca.`,
  disconnectedTitle: (name) => `${name} terputus`,
  disconnected: (count) =>
    `TikTok tidak lagi menerima login ini, jadi ekspor${toAccounts(count)} menunggu. Tidak ada yang hilang, dan ekspor berlanjut setelah login baru.`,
  disconnectedToken: (count) =>
    `TikTok tidak lagi menerima token ini, jadi ekspor${toAccounts(count)} menunggu. Tidak ada yang hilang, dan ekspor berlanjut dengan token baru.`,
  moreTroubled: (count) => `Tampilkan ${number(count)} login lagi yang memerlukan Anda`,

  askTitle: (name) => `Hubungi Admin ${name}`,
  askAnalyst:
    'Analis hanya dapat membaca, jadi ekspor ke akun iklan ini tidak dapat dilakukan. Adminnya dapat menjadikan Anda Operator di TikTok Business Center. Setelah itu perbarui di sini.',
  askAccess:
    'Login tidak lagi membagikan akun iklan ini. Masuk lagi dan centang akun ini di halaman TikTok. Jika tidak ada di sana, Adminnya dapat mengembalikan akses di TikTok Business Center. Setelah itu perbarui di sini.',
  askMessage: 'Pesan untuk Admin',
  askAnalystMessage: (name, id, person) =>
    `Halo, bisakah ${person} diberi peran Operator untuk akun iklan TikTok “${name}” (${id})? Sebagai Analis, audiens tidak dapat dikirim ke akun ini. Pengaturannya ada di TikTok Business Center. Terima kasih!`,
  askAccessMessage: (name, id, person) =>
    `Halo, bisakah ${person} diberi akses lagi ke akun iklan TikTok “${name}” (${id}) sebagai Operator atau Admin? Pengaturannya ada di TikTok Business Center. Terima kasih!`,
  me: 'saya',
  copyMessage: 'Salin pesan',
  messageCopied: 'Disalin',
  openBusinessCenter: 'Business Center',
  opensNewTab: 'terbuka di tab baru',

  emptyTitle: 'Belum ada akun iklan',
  empty:
    'Hubungkan TikTok, lalu pilih akun iklan yang ingin Anda gunakan di sini. Ini hanya memerlukan sekitar satu menit.',
  emptySignedIn: (name, count) => `${isolated(name)} membagikan ${accounts(count)}. Pilih yang akan digunakan di sini.`,
  emptySignedInMany: 'Pilih akun iklan yang ingin Anda gunakan di sini dari salah satu login di bawah.',
  connect: 'Hubungkan akun iklan',
  lookOnly: 'Menghubungkan dan menghapus memerlukan izin Hubungkan. Mintalah kepada admin ruang kerja ini.',
  emptyLookOnly:
    'Belum ada yang menghubungkan TikTok di sini. Untuk itu diperlukan izin Hubungkan. Mintalah kepada admin ruang kerja ini.',
  failedTitle: 'Akun iklan Anda gagal dimuat',
  staleTitle: 'Akun iklan Anda gagal diperbarui',
  offline: 'Tidak ada yang berubah. Akun iklan Anda tampil begitu Anda kembali online.',
  noPermissionTitle: 'Anda tidak dapat melihat akun iklan TikTok',
  noPermission: 'Peran Anda di ruang kerja ini tidak mencakup TikTok. Minta izin Baca kepada admin.',
};

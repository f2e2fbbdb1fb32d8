import type { accountPicker as English } from '../en/account-picker.ts';
import { named } from './named.ts';
import { isolated, number } from './speech.ts';

const REVIEWED = 'Akun ini dapat diimpor setelah disetujui TikTok.';

/** Words of the account picker and of the token form, which come when they open. */
export const accountPicker: typeof English = {
  sandboxTitle: 'Hubungkan akun sandbox',
  token: 'Token akses',
  tokenHint: 'Disimpan terenkripsi. Setelah itu hanya 4 karakter terakhir yang tampil.',
  tokenMissing: 'Tempelkan token akses dari portal developer TikTok.',
  tokenMissingHere: 'Tempelkan token akses yang diberikan TikTok kepada Anda.',
  tokenRefused: 'Token ini tidak dapat digunakan di sini.',
  tokenRefusedWhy:
    'TikTok menolak token ini. Mungkin salah ketik, sudah dicabut, atau merupakan token sandbox yang tidak dapat dihubungkan di sini. Tidak ada yang disimpan.',
  tokenUnreadable: 'Ini bukan token seperti yang ditampilkan TikTok: huruf, angka, dan tanda tanpa spasi.',
  advertiserIds: 'ID akun iklan',
  advertiserIdsHint: 'Pisahkan dengan koma atau spasi. Sandbox tidak dapat menampilkan daftarnya.',
  advertiserIdsMissing: 'Masukkan minimal satu ID akun iklan: hanya angka.',
  advertiserIdsOptional:
    'Opsional: kami menanyakannya kepada TikTok. Diperlukan jika token milik aplikasi TikTok lain.',
  advertiserIdsNeeded: 'TikTok tidak mencantumkan akun iklan token ini. Masukkan ID-nya.',
  advertiserIdsUnreached: (ids) =>
    `Token ini tidak menjangkau ${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}. Perbaiki atau hilangkan ID tersebut.`,
  tokenTitle: 'Hubungkan dengan token akses',
  tokenFor: 'Untuk mitra yang disetujui TikTok memakai token jangka panjang. Pengguna lain masuk di TikTok.',
  tokenFailed: 'Token akses gagal dihubungkan',
  connectToken: 'Hubungkan',
  connectingToken: 'Menghubungkan…',
  connectSandbox: 'Hubungkan sandbox',
  sandboxFailed: 'Akun sandbox gagal dihubungkan',

  pickerTitle: 'Pilih akun iklan untuk digunakan di sini',
  signedInAs: (name) => `Masuk ke TikTok sebagai ${name}`,
  pickerList: 'Akun iklan yang dibagikan TikTok',
  find: 'Cari nama atau ID',
  sortName: 'Urutan',
  sorts: { importable: 'Yang dapat diimpor dulu', name: 'Menurut nama' },
  reload: 'Muat ulang daftar',
  selectAll: (count) => `Pilih semua ${number(count)} yang dapat diimpor`,
  selected: (count) => `${number(count)} dipilih`,
  cannotImport: (count) => `${number(count)} tidak dapat diimpor`,
  noneImportable: 'Tidak satu pun dapat diimpor',
  loaded: (all, importable) => `${number(all)} akun iklan, ${number(importable)} di antaranya dapat diimpor`,
  found: (count) => `${number(count)} akun iklan ditemukan`,
  showing: (shown, found, all) =>
    `Menampilkan ${number(shown)} dari ${number(found)} yang ditemukan, total ${number(all)}. Ketik lebih banyak dari nama atau ID untuk mempersempit daftar.`,
  showMore: (count) => `Tampilkan ${number(count)} lagi`,
  notFoundTitle: 'Akun iklan tidak ditemukan',
  notFound: (query) => `Tidak ada akun iklan dengan “${isolated(query)}” pada nama atau ID-nya.`,
  notFoundSelected: (query) => `Tidak ada yang dipilih dengan “${isolated(query)}” pada nama atau ID-nya.`,
  clearSearch: 'Tampilkan semua',
  showSelected: 'Tampilkan yang dipilih saja',
  showAll: 'Tampilkan semua',
  import: (count) => `Impor ${number(count)} akun`,
  chooseOne: 'Pilih minimal satu akun iklan',
  importing: 'Mengimpor…',
  importProgress: (done, total) => `${number(done)} dari ${number(total)} diimpor`,
  stop: 'Hentikan',
  stopping: 'Menghentikan…',
  loading: (count) => (count === 0 ? 'Memuat akun iklan' : `Memuat akun iklan: ${number(count)} sejauh ini`),
  slow: 'Masih memuat. TikTok perlu waktu lebih lama jika ada ribuan akun iklan.',
  loadFailed: 'Akun iklan gagal dimuat',
  importFailed: 'Akun iklan gagal diimpor',
  importBroke: (done, rest) => `${number(done)} diimpor, tersisa ${number(rest)}`,
  importBrokeHow: 'Yang sudah diimpor aman, dan tidak ada yang diimpor dua kali. Sisanya masih dipilih.',
  importStopped: 'Dihentikan sesuai permintaan Anda. Sisanya masih dipilih.',
  importRefused: (count) => `${number(count)} akun iklan gagal diimpor`,
  importRefusedWhy: (refused, done) =>
    `Ada yang berubah di TikTok sejak daftar ini dimuat; alasannya kini tertulis di samping ${refused === 1 ? 'akun itu' : 'tiap akun'}. ${done === 0 ? 'Tidak ada yang diimpor.' : `${number(done)} akun lainnya sudah diimpor.`}`,
  roleUnknown: 'Peran tidak diketahui',
  roleUnknownWhy:
    'Tidak berada di Business Center, jadi TikTok tidak menyebutkan hak Anda. Jika TikTok menolak ekspor, hubungi pemiliknya.',
  reasons: {
    analyst:
      'Analis hanya dapat membaca. Minta Admin akun iklan ini menjadikan Anda Operator, lalu muat ulang daftar ini.',
    suspended: 'Ditangguhkan TikTok. Ajukan banding di TikTok Ads Manager; dapat diimpor setelah dipulihkan TikTok.',
    not_approved: `Belum disetujui TikTok. ${REVIEWED}`,
    no_access: 'Login ini tidak memiliki akses. Hubungi Admin akun iklan ini, lalu muat ulang daftar ini.',
    already_imported: 'Sudah ada di sini.',
  },
  statusReasons: {
    STATUS_DISABLE:
      'Dinonaktifkan di TikTok. Minta pemiliknya atau dukungan TikTok membukanya lagi, lalu muat ulang daftar ini.',
    STATUS_PENDING_CONFIRM: `TikTok masih meninjaunya. ${REVIEWED}`,
    STATUS_WAIT_FOR_BPM_AUDIT: `TikTok masih meninjaunya. ${REVIEWED}`,
    STATUS_PENDING_CONFIRM_MODIFY: `TikTok sedang meninjau perubahannya. ${REVIEWED}`,
    STATUS_PENDING_VERIFIED:
      'TikTok menunggu verifikasinya. Selesaikan di TikTok Ads Manager, lalu muat ulang daftar ini.',
    STATUS_CONFIRM_FAIL:
      'TikTok tidak menyetujuinya. TikTok Ads Manager menjelaskan apa yang perlu diubah; setelah itu muat ulang daftar ini.',
    STATUS_CONFIRM_FAIL_END:
      'TikTok tidak menyetujuinya. TikTok Ads Manager menjelaskan alasannya; sementara itu gunakan akun iklan lain.',
    STATUS_CONFIRM_MODIFY_FAIL:
      'TikTok tidak menyetujui perubahannya. TikTok Ads Manager menjelaskan apa yang perlu diubah; setelah itu muat ulang daftar ini.',
    STATUS_CONTRACT_PENDING:
      'Kontraknya dengan TikTok belum berlaku. Tanda tangani di TikTok Ads Manager, lalu muat ulang daftar ini.',
    STATUS_SELF_SERVICE_UNAUDITED:
      'Data bisnisnya belum diperiksa. Lengkapi di TikTok Ads Manager, lalu muat ulang daftar ini.',
  },
};

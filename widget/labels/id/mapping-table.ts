import type { mappingTable as English } from '../en/mapping-table.ts';
import { list, number } from './speech.ts';

const attributes: (typeof English)['attributes'] = {
  email: 'Email',
  phone: 'Telepon',
  firstName: 'Nama depan',
  lastName: 'Nama belakang',
  firstNameInitial: 'Inisial nama depan',
  gender: 'Jenis kelamin',
  dateOfBirth: 'Tanggal lahir',
  city: 'Kota',
  state: 'Provinsi',
  country: 'Negara',
  zip: 'Kode pos',
  googleAdvertisingId: 'ID iklan Google',
  appleIdfa: 'Apple IDFA',
  consent: 'Persetujuan',
};

const fillsColumn = 'Mengisi kolomnya di file audiens Anda.';
const matchesPeople = 'TikTok mencocokkan orang dengan atribut ini.';
const uses: (typeof English)['uses'] = {
  email: matchesPeople,
  phone: matchesPeople,
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: 'Mengisi kolomnya. Nama depan lengkap sudah cukup: kami ambil huruf pertamanya.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: 'Mengisi kolomnya, dan memberi tahu kami cara membaca nomor telepon.',
  zip: fillsColumn,
  googleAdvertisingId: 'TikTok mencocokkan ponsel Android dengan atribut ini.',
  appleIdfa: 'TikTok mencocokkan perangkat Apple dengan atribut ini.',
  consent: 'Menentukan siapa yang boleh dikirim ke TikTok. Persetujuan itu sendiri tidak pernah dikirim.',
};

// Beside the value, with the fix where there is one.
const reasons: (typeof English)['reasons'] = {
  empty: 'Tidak ada yang tersisa setelah dibersihkan. Sel tetap kosong.',
  invalid_email: 'Bukan alamat email lengkap. Nilai ini dilewati.',
  invalid_phone: 'Bukan nomor telepon yang mungkin ada. Nilai ini dilewati.',
  unknown_country: 'Bukan negara yang kami kenal. Gunakan kode atau nama dalam bahasa Inggris.',
  invalid_device_id: 'Bukan ID iklan. Nilai ini dilewati.',
  zeroed_device_id: 'Semuanya nol: pelacakan nonaktif. Nilai ini dilewati.',
  not_a_hash: 'Tampak seperti hash yang rusak. Nilai ini dilewati.',
  invalid_date: 'Bukan tanggal yang dapat kami baca. Gunakan tahun, bulan, hari.',
  invalid_gender: 'TikTok hanya mengenal m dan f. Sel tetap kosong.',
  invalid_zip: 'Bukan kode pos. Sel tetap kosong.',
  invalid_text: 'Teks ini tidak dapat dibaca. Sel tetap kosong.',
  no_identifier: 'Tidak ada email, telepon, atau ID perangkat.',
};

// Under an attribute's name; `uses` says it in full.
const file = 'Hanya file';
const matching = 'Pencocokan';
const shortUses: (typeof English)['shortUses'] = {
  email: matching,
  phone: matching,
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'File, negara telepon',
  zip: file,
  googleAdvertisingId: matching,
  appleIdfa: matching,
  consent: 'Tidak pernah dikirim',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: (typeof English)['consentSays'] = {
  yes: 'Berarti ya: orang ini disertakan.',
  no: 'Tidak berarti ya: orang ini tidak disertakan.',
  unknown: 'Bukan ya atau tidak: orang ini tidak disertakan. Gunakan kata seperti yes dan no, atau true dan false.',
};

const needsCountry = 'Memerlukan negara. Petakan Negara, atau pilih negara bawaan saat mengekspor.';
const alreadyHashed = 'Sudah di-hash. Dikirim apa adanya, dengan huruf kecil.';

const previewSpoken: (typeof English)['previewSpoken'] = (attribute, preview) => {
  switch (preview.kind) {
    case 'hashed':
      return `${attribute}, dinormalkan: ${preview.normalized}`;
    case 'already_hashed':
      return `${attribute}: ${alreadyHashed}`;
    case 'consent':
      return `${attribute}: ${consentSays[preview.says]}`;
    case 'needs_country':
      return `${attribute}: ${needsCountry}`;
    case 'refused':
      return `${attribute}: ${reasons[preview.reason]}`;
  }
};

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'Pemetaan properti',
  mappedCount: (mapped, all) => `${number(mapped)} dari ${number(all)}`,
  legend:
    'TikTok mencocokkan orang dengan keempat atribut ini. Sisanya mengisi file audiens Anda; Negara juga memberi tahu kami cara membaca nomor telepon.',
  columnAttribute: 'Atribut TikTok',
  columnProperty: 'Properti Anda',
  columnExample: 'Contoh',
  columnPreview: 'Contoh, dinormalkan, di-hash',
  columnNormalised: 'Dinormalkan',
  columnHash: 'SHA-256',
  useSuggestions: (count) => `Gunakan ${number(count)} saran`,
  suggestionsUsed: (count) => `${number(count)} saran digunakan. Belum disimpan.`,
  suggested: 'disarankan',
  useOne: 'Gunakan',
  useOneLabel: (property, attribute) => `Gunakan ${property} untuk ${attribute}`,
  suggestedLabel: (property, attribute) => `${attribute}: ${property} disarankan, pilih yang lain`,
  chooseProperty: 'Pilih properti',
  pickLabel: (attribute, property) => `${attribute}: ${property}`,
  pickNoneLabel: (attribute) => `${attribute}: pilih properti`,
  consentTitle: 'Persetujuan',
  optional: 'opsional',
  consentText:
    'Orang yang tidak menyatakan setuju tidak disertakan. Yang mencabut persetujuannya dihapus di TikTok pada ekspor berikutnya. Jawabannya sendiri tidak pernah dikirim.',
  consentUnmapped: 'Persetujuan tidak ditanyakan: semua yang Anda ekspor dikirim',
  consentSays,
  staysBlank: 'Tetap kosong di file audiens',
  noExample: 'Tidak ada contoh untuk ditampilkan. Produk Anda belum mengirimkannya untuk properti ini.',
  goneProperty: 'Properti ini tidak ada lagi. Pilih yang lain.',
  needsCountry,
  alreadyHashed,
  previewSpoken,
  misfits: {
    boolean: 'Berisi benar atau salah. Apakah ini properti yang tepat?',
    number: 'Berisi angka. Apakah ini properti yang tepat?',
    date: 'Berisi tanggal. Apakah ini properti yang tepat?',
  },
  types: { boolean: 'benar atau salah', number: 'angka', date: 'tanggal' },
  tryOne: 'Coba nilai',
  tryLabel: (attribute) => `Coba nilai untuk ${attribute}`,
  tryField: (attribute) => `Nilai percobaan untuk ${attribute}`,
  tryColumn: 'Percobaan Anda',
  tryNote: 'Hanya di sini: tidak disimpan, tidak dikirim.',
  tryEmpty: 'Ketik nilai apa pun untuk melihat yang akan diterima TikTok.',
  tryEnd: (attribute) => `Kembali ke contoh ${attribute}`,
  changed: 'belum disimpan',
  copyHash: (attribute) => `Salin hash ${attribute}`,
  pickerLabel: (attribute) => `Properti untuk ${attribute}`,
  pickerList: 'Properti',
  pickerSystem: 'Properti sistem',
  pickerCustom: 'Properti khusus',
  pickerUnmap: (attribute) => `Biarkan ${attribute} tidak dipetakan`,
  pickerCount: (found, all) => `${number(found)} dari ${number(all)} properti`,
  pickerNone: (text) => `Tidak ada properti dengan “${text}” pada namanya.`,
  unsavedRegion: 'Perubahan belum disimpan',
  unsaved: (count) => `${number(count)} perubahan belum disimpan`,
  discard: 'Buang',
  discarded: (count) => `${number(count)} perubahan dibuang`,
  undo: 'Urungkan',
  save: 'Simpan pemetaan',
  saving: 'Menyimpan…',
  saved: 'Tersimpan',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Orang lain'} menyimpan pemetaan ini ${date === null ? '' : `pada ${date} `}pukul ${time}`,
  conflictText: (mine, differ) =>
    `${mine === 1 ? 'Perubahan' : `${number(mine)} perubahan`} Anda masih ada di sini dan tidak ada yang ditimpa. ${
      differ === 0
        ? 'Tidak ada yang berbeda dari yang disimpan.'
        : `${number(differ)} di antaranya berbeda dari yang disimpan. Pilih mana yang dipertahankan.`
    }`,
  conflictRegion: 'Konflik pemetaan',
  conflictMine: 'Milik Anda',
  conflictTheirs: 'Milik orang lain, tersimpan',
  conflictTheirsOf: (person) => `${person}, tersimpan`,
  conflictNotMapped: 'Tidak dipetakan',
  conflictOnlyMine: (names) => `${list(names)} hanya berubah di pihak Anda dan dipertahankan.`,
  conflictOnlyTheirs: (names) => `${list(names)} hanya berubah di pihak orang lain dan diambil alih.`,
  conflictTakeTheirs: 'Ambil semua milik orang lain',
  conflictSave: 'Simpan pilihan saya',
  readOnlyTitle: 'Anda dapat melihat, tetapi tidak mengubah',
  readOnly: 'Pemetaan memerlukan izin Petakan. Mintalah kepada admin ruang kerja ini.',
  emptyTitle: 'Belum ada properti',
  emptyText:
    'Produk Anda belum mengirim properti penggunanya. Setelah dikirim, di sini Anda memilih mana yang diterima TikTok.',
  lookAgain: 'Periksa lagi',
  looking: 'Memeriksa…',
  stillEmpty: 'Masih belum ada properti.',
  noPermissionTitle: 'Anda tidak dapat melihat pemetaan',
  noPermissionText: 'Untuk melihatnya diperlukan izin Baca. Mintalah kepada admin ruang kerja ini.',
  loadFailedTitle: 'Pemetaan properti gagal dimuat',
  offlineText: 'Pemetaan dimuat otomatis begitu Anda kembali online.',
  saveFailedTitle: 'Pemetaan gagal disimpan',
  saveSessionEnded: 'Perubahan Anda masih ada di sini. Masuk lagi di tab lain, lalu simpan.',
  saveOffline: 'Anda sedang offline. Perubahan Anda masih ada di sini: simpan setelah kembali online.',
  previewFailedTitle: 'Pratinjau tidak tersedia',
  previewFailedText: 'Bagian yang menyiapkannya gagal dimuat. Memilih dan menyimpan tetap berfungsi.',
};

import type { exportWays as English } from '../en/export-ways.ts';
import { isolated, list, number } from './speech.ts';
import { zoneInWords } from './zone.ts';

const weekdays: (typeof English)['weekdays'] = {
  monday: 'Senin',
  tuesday: 'Selasa',
  wednesday: 'Rabu',
  thursday: 'Kamis',
  friday: 'Jumat',
  saturday: 'Sabtu',
  sunday: 'Minggu',
};

/** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
const scheduleInWords: (typeof English)['scheduleInWords'] = (schedule, zone) => {
  const time = zoneInWords(zone);
  switch (schedule.every) {
    case 'hour':
      return 'Setiap jam';
    case 'day':
      return `Setiap hari pukul ${schedule.at}, ${time}`;
    case 'week':
      return `Setiap ${weekdays[schedule.on]} pukul ${schedule.at}, ${time}`;
  }
};

/** Words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: 'Tempel daftar',
  pastedList: 'Daftar yang ditempel',
  listLabel: 'Email, nomor telepon, atau ID perangkat, satu per baris',
  listHint: 'Boleh dicampur. Nilai yang sudah di-hash juga bisa.',
  listPlaceholder: 'ana@example.com\n+49 171 1234567',
  listFound: (count) => `${number(count)} baris`,
  listUnreadable: (count) => `${number(count)} baris tidak termasuk salah satunya dan tidak akan disertakan.`,
  listTooLong: 'Daftar ini terlalu panjang untuk ditempel. Simpan sebagai file CSV dan gunakan file itu.',
  listHashedAs: () => 'Apa isi baris yang di-hash?',
  listHashedHint: (count) =>
    `Tidak ada yang dapat melihat asal ${count === 1 ? 'sebuah hash' : `${number(count)} hash`}, jadi tentukan di sini.`,
  listDevicesAs: () => 'Milik siapa ID perangkatnya?',
  listDevicesByCase: 'Kenali dari hurufnya',
  listDevicesHint:
    'ID Google dan Apple tampak serupa. Menurut hurufnya, huruf besar berarti Apple dan huruf kecil berarti Google.',
  pasteList: 'Tempelkan minimal satu email, nomor telepon, atau ID perangkat.',
  listNothingFound: 'Tidak ada baris dengan email, nomor telepon, atau ID perangkat.',
  listNotMapped: (kinds) =>
    `${list(kinds)} belum dipetakan ke properti, jadi daftar berisi data itu tidak dapat dikirim.`,
  noneInList: 'Tidak ada di daftar Anda.',
  clear: 'Kosongkan',
  clearList: 'Kosongkan daftar',
  announceList: (count) => `${number(count)} baris ditemukan`,

  agreed: 'Semua orang dalam daftar ini setuju menerima iklan dengan cara ini',
  agreedHint:
    'Pemetaan Anda menanyakan persetujuan tiap orang. Daftar tidak memiliki kolom untuk itu, jadi nyatakan di sini.',
  sayConsent: 'Nyatakan apakah semua orang dalam daftar ini sudah setuju.',
  consent: 'Persetujuan',
  noConsentTitle: 'Tidak ada kolom untuk Persetujuan',
  noConsentText:
    'Pemetaan Anda menanyakan persetujuan tiap orang, jadi file tanpa itu tidak dapat diekspor. Petakan kolom yang menyatakan siapa yang setuju.',
  onlyRemoval: 'Hanya keluarkan orang',
  onlyRemovalChosen:
    'Orang-orang ini hanya dikeluarkan dari audiens. Untuk itu tidak diperlukan persetujuan siapa pun.',
  onlyRemovalPossible:
    'Tidak diketahui siapa dari orang-orang ini yang setuju, jadi mereka hanya dapat dikeluarkan dari audiens yang ada. Untuk mengirim mereka, kembali ke Siapa.',
  withoutConsentOf: (count, isAbout) =>
    `${isAbout ? 'Sekitar ' : ''}${number(count)} baris tanpa persetujuan tidak akan disertakan.`,
  allConsent: 'Semua orang di baris yang diperiksa sudah setuju.',

  frequency: 'Seberapa sering',
  once: 'Kirim sekali',
  sync: 'Jaga tetap sinkron',
  syncText:
    'Audiens mengikuti segmen: yang masuk ditambahkan, yang keluar dikeluarkan. Tiap proses hanya mengirim yang berubah.',
  every: 'Berjalan',
  everyChoices: { hour: 'Setiap jam', day: 'Setiap hari', week: 'Setiap minggu' },
  weekday: 'Hari',
  weekdays,
  timeOfDay: 'Pukul',
  scheduleInWords,
  asSentence: (words) => `${words}.`,
  scheduleSpread: 'Tiap proses dimulai hingga 10 menit kemudian.',
  scheduleTime: 'Tentukan waktunya.',
  syncSummary: (schedule) => `tetap sinkron ${schedule.charAt(0).toLowerCase()}${schedule.slice(1)}`,

  delivery: 'Cara orang sampai ke TikTok',
  deliveries: { file: 'Sebagai file', stream: 'Sebagai aliran data' },
  deliveryTexts: {
    file: 'Untuk daftar besar pertama, atau untuk mengganti semuanya. Dapat digunakan setelah 24 sampai 48 jam.',
    stream:
      'Untuk perubahan kecil yang sering. Tidak ada batas minimum 1.000 yang harus tersisa. Tidak dapat diganti seluruhnya.',
  },
  inSync: 'tetap sinkron',
  deliveryTags: { file: 'file', stream: 'aliran data' },
  streamSuggested: 'Untuk proses setiap jam, aliran data lebih cocok: perubahan kecil langsung diterima.',
  useStream: 'Gunakan aliran data',
  optionStream: 'sebagai aliran data',
  optionEnds: (date) => `berakhir ${date}`,
  optionReach: 'untuk Jangkauan & Frekuensi',
  fixedEnd: 'Berakhir pada hari tertentu',
  fixedEndText: 'Tanpa ini, TikTok menyimpan audiens 365 hari setelah terakhir digunakan atau diedit.',
  reachFrequency: 'Untuk iklan Jangkauan & Frekuensi',
  reachFrequencyText: 'Hanya untuk iklan yang dipesan di muka. Tidak dapat dibatalkan.',
  fileOnly: 'Aliran data tidak memiliki akhir tetap dan tidak untuk Jangkauan & Frekuensi.',
  streamNoReplace: 'Aliran data tidak dapat diganti. Keluarkan orang saja, atau buat audiens baru.',
  syncNotPossible: 'Audiens ini tidak dapat mengikuti segmen',
  syncNoStream: 'Aliran data tidak dapat dimulai dari isinya saat ini. Jaga audiens baru tetap sinkron.',
  syncTaken: 'Audiens ini sudah disinkronkan dengan sebuah segmen. Hentikan itu dulu.',
  syncReplacesTitle: 'Proses pertama mengganti semua orang',
  syncReplaces: (now) =>
    `Proses ini mengeluarkan ${now === 0 ? 'semua yang ada' : `${number(now)} orang yang ada sekarang`} dan menggantinya dengan segmen. Anda akan ditanya dulu.`,
  isSyncedTitle: 'Audiens ini disinkronkan dengan sebuah segmen',
  isSynced: 'Yang Anda kirim dapat dikeluarkan lagi oleh proses berikutnya.',
  audienceExpires: (days) => (days <= 0 ? 'berakhir hari ini' : `berakhir dalam ${number(days)} hari`),

  audiencesTitle: 'Audiens',
  audiencesText: 'Yang dimiliki akun iklan ini di TikTok, dan yang menjaganya tetap sinkron.',
  audiencesShow: 'Tampilkan audiens',

  checkOnly: 'Periksa saja',
  checkOnlyTitle: 'Hanya pemeriksaan',
  checkOnlyText:
    'Tidak ada yang dikirim, dan hasil pemeriksaan ini tidak dapat dikirim. Untuk mengirim, kembali dan periksa sebelum mengirim.',
  checkOnlyBack: 'Kembali ke audiens',
  keepInSyncWith: (count) => `Kirim ${number(count)} orang dan jaga tetap sinkron`,
  syncStarts: (schedule) => `Setelah itu berlanjut otomatis: ${isolated(schedule)}.`,
};

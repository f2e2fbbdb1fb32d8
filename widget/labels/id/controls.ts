import type { ActorKind, ControlDecision } from '../../../shared/control-kinds.ts';
import type { controls as English } from '../en/controls.ts';
import { named } from './named.ts';
import { isolated, number } from './speech.ts';

const decisions: (typeof English)['decisions'] = { allow: 'Izinkan', ask: 'Tanya dulu', deny: 'Larang' };
const ACTIONS_IN_ALL = 8;
const kinds = (count: number): string =>
  count === ACTIONS_IN_ALL ? `semua ${number(ACTIONS_IN_ALL)} jenis perubahan` : `${number(count)} jenis perubahan`;
const actors: (typeof English)['actors'] = { person: 'Orang', automation: 'Program', agent: 'Agen' };

type Counts = Readonly<Record<ControlDecision, number>>;

/** "Agents ask before 6 kinds of changes; 2 are never allowed." */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = actors[kind];
  if (allow === ACTIONS_IN_ALL) return `${who} boleh melakukan semuanya.`;
  if (deny === ACTIONS_IN_ALL) return `${who} tidak boleh mengubah apa pun.`;
  if (ask === 0) return `${who} boleh melakukan semuanya kecuali ${kinds(deny)}.`;
  const never = deny === 0 ? '' : `; ${number(deny)} tidak pernah diizinkan`;
  return `${who} bertanya sebelum ${kinds(ask)}${never}.`;
}

/** What holds, in a few words. */
const summary: (typeof English)['summary'] = ({ person, automation, agent }) => {
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['Orang dan program boleh melakukan semuanya.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
};

const approvedBy = (by: string | null): string => `Disetujui${by === null ? '' : ` oleh ${by}`}`;

/** Words of `<tiktok-controls>`: who may do what, what waits for a decision, and how much may be spent. */
export const controls: typeof English = {
  title: 'Kontrol',
  noPermissionTitle: 'Anda tidak dapat melihat kontrol',
  noPermission: 'Peran Anda di ruang kerja ini tidak mencakup TikTok. Minta izin Baca kepada admin.',
  loadFailed: 'Kontrol gagal dimuat',
  accountsFailed: 'Akun iklan Anda gagal dimuat',
  about: (button, what) => `${button}: ${what}`,
  undo: 'Urungkan',
  dismiss: 'Sembunyikan',
  older: 'Tampilkan yang lebih lama',
  loadingOlder: 'Memuat yang lebih lama…',
  olderFailed: 'Yang lebih lama gagal dimuat',
  readOnlyTitle: 'Anda dapat melihat, tetapi tidak mengubah',
  readOnly: 'Aturan dan batas memerlukan izin Kontrol. Mintalah kepada admin ruang kerja ini.',
  readOnlyAgent: 'Model tidak mengubah apa yang boleh dilakukannya. Mintalah seseorang melakukannya.',
  accountNone: (text) => `Tidak ada akun iklan dengan “${text}” pada nama atau ID-nya.`,
  accountCount: (found, all) => `${number(found)} dari ${number(all)} akun iklan`,
  accountId: 'ID',

  // Waiting for a decision
  waiting: 'Menunggu keputusan',
  waitingLead: 'TikTok menerima permintaan ini hanya setelah ada yang menyetujuinya.',
  waitingFailed: 'Yang menunggu keputusan gagal dimuat',
  waitingEmpty: 'Tidak ada yang menunggu keputusan',
  waitingEmptyText:
    'Jika aturan di bawah berbunyi “Tanya dulu”, permintaan menunggu di sini sampai seseorang memutuskan.',
  waitingMore: (count) => `Tampilkan ${number(count)} lagi`,
  askedAt: (when) => `Diminta ${when}`,
  runsOut: (when) => `waktunya habis ${when}`,
  wholeWorkspace: 'Seluruh ruang kerja',
  says: 'Isi permintaan',
  saysNothing: 'Permintaan ini tidak memuat hal lain.',
  callPath: 'Permintaan',
  connection: 'Login',
  byCaller:
    'File dan daftar orang tidak disimpan di sini. Setelah Anda setuju, program mengirimnya lagi secara otomatis.',
  approve: 'Setujui',
  approving: 'Menyetujui…',
  deny: 'Tolak',
  denying: 'Menolak…',
  withdraw: 'Tarik kembali',
  withdrawing: 'Menarik kembali…',
  own: 'Anda yang memintanya, jadi orang lain yang memutuskan.',
  ownByOther: 'Ini diminta atas nama Anda, jadi orang lain yang memutuskan.',
  needsControls: 'Memutuskan memerlukan izin Kontrol. Mintalah kepada admin ruang kerja ini.',
  needsPerson: 'Hanya orang yang boleh memutuskan. Minta seseorang membuka halaman ini.',
  decideFailed: {
    approve: 'Gagal menyetujui',
    deny: 'Gagal menolak',
    withdraw: 'Gagal menarik kembali',
  },
  decideUnsure: 'Jawaban tidak sampai. Coba lagi: sebuah permintaan hanya diputuskan sekali.',
  denyTitle: 'Tolak permintaan ini?',
  denyText: 'TikTok tidak menerima apa pun. Yang meminta melihat bahwa ini ditolak, beserta catatan Anda.',
  noteLabel: 'Catatan',
  noteOptional: 'opsional',
  noteHint: 'Tuliskan apa yang perlu berbeda.',
  noteLength: (length, most) => `${number(length)} dari ${number(most)}`,
  keepWaiting: 'Biarkan menunggu',
  confirmTitle: { remove: 'Setujui dan hapus?', resume: 'Setujui dan jalankan?', budget: 'Setujui anggaran ini?' },
  confirmDo: { remove: 'Setujui dan hapus', resume: 'Setujui dan jalankan', budget: 'Setujui anggaran' },
  consequences: {
    remove: (what) => `TikTok menghapus ${what}. Ini tidak dapat dikembalikan.`,
    removeInside: 'Yang ada di dalamnya juga berhenti. Laporannya tetap ada.',
    removeReports: 'Laporannya tetap ada.',
    resume: (what) => `Iklan di ${what} dapat langsung berjalan dan memakai anggaran.`,
    begins: (what) => `TikTok membuat ${what} dan langsung menjalankannya.`,
    budget: (sum) => `Anggarannya menjadi ${isolated(sum)}.`,
    budgets: (sum) => `Beberapa anggaran ditetapkan, masing-masing hingga ${isolated(sum)}.`,
    spend: (sum) => `Pengeluarannya dapat mencapai ${isolated(sum)}.`,
    check: 'Batas pengeluaran tetap diperiksa sebelum dikirim.',
  },
  perDay: (sum) => `${sum} per hari`,
  inAll: (sum) => `${sum} secara total`,
  statuses: {
    pending: 'Menunggu',
    approved: 'Disetujui',
    running: 'Sedang dikirim',
    succeeded: 'Selesai',
    failed: 'Gagal',
    denied: 'Ditolak',
    withdrawn: 'Ditarik kembali',
    expired: 'Waktu habis',
  },
  outcome: {
    approved: (by) => `${approvedBy(by)}. Program punya waktu satu jam untuk mengirimnya.`,
    running: (by) => `${approvedBy(by)}. Sedang dalam perjalanan ke TikTok.`,
    succeeded: (by) => `${approvedBy(by)}. TikTok telah melakukannya.`,
    failed: (by) => `${approvedBy(by)}, tetapi tidak dilakukan.`,
    denied: (by) => `Ditolak${by === null ? '' : ` oleh ${by}`}. TikTok tidak menerima apa pun.`,
    withdrawn: (by) => `Ditarik kembali${by === null ? '' : ` oleh ${by}`}. TikTok tidak menerima apa pun.`,
    expired: () => 'Tidak ada yang memutuskan tepat waktu. TikTok tidak menerima apa pun. Ini dapat diminta lagi.',
    pending: () => '',
  },
  failedNext: 'Ini tidak dikirim lagi secara otomatis. Ubah, lalu minta lagi.',
  outcomeUnclear: (by) =>
    `${approvedBy(by)}. Tidak diketahui apakah TikTok melakukannya. Periksa di TikTok Ads Manager sebelum meminta lagi.`,
  you: 'Anda',
  youFirst: 'Anda',
  note: (note) => `“${isolated(note)}”`,
  tiktokSays: (message) => `Menurut TikTok: “${isolated(message)}”`,
  tiktokCode: 'Kode TikTok',
  notSent: {
    call_denied: () =>
      'Aturan tidak mengizinkannya. Orang dengan izin Kontrol dapat mengubahnya di Siapa boleh melakukan apa.',
    spend_cap_exceeded: (message) => `${message} Turunkan anggaran, atau naikkan batas di Batas pengeluaran.`,
    spend_cap_unprovable: (message) => `${message} Lakukan di TikTok Ads Manager, atau hapus batasnya dulu.`,
  },
  heard: (title, outcome) => `${title}: ${outcome}`,
  heardNew: (count) => `${number(count)} permintaan menunggu keputusan`,
  someoneElse: 'Orang lain lebih cepat.',

  decided: 'Sudah diputuskan',
  decidedFailed: 'Keputusan sebelumnya gagal dimuat',
  decidedEmpty: 'Belum ada yang diputuskan.',
  decidedNone: 'Tidak ada yang sesuai dengan filter ini.',
  decidedFilter: 'Tampilkan',
  decidedAll: 'Semua keputusan',

  // Who may do what
  rules: 'Siapa boleh melakukan apa',
  rulesFor: 'Aturan untuk',
  rulesLead: 'Semua perubahan di TikTok yang melalui sini. Membaca selalu diizinkan.',
  rulesFailed: 'Aturan gagal dimuat',
  rulesWorkspace: 'Seluruh ruang kerja',
  rulesWorkspaceHint: 'di mana pun akun iklan tidak memiliki aturan sendiri',
  rulesOwn: 'Dengan aturan sendiri',
  rulesOther: 'Seperti ruang kerja',
  rulesPlaceholder: 'Pilih akun iklan',
  rulesList: 'Ruang kerja dan akun iklan',
  rulesHaveOwn: 'aturan sendiri',
  rulesCount: (found, all) => `${number(found)} dari ${number(all)}`,
  columnAction: 'Jenis perubahan',
  actors,
  actorHints: {
    person: 'Siapa pun yang menekan tombol',
    automation: 'Kode produk Anda sendiri',
    agent: 'Model yang memutuskan sendiri',
  },
  actions: {
    create: 'Buat',
    update: 'Ubah',
    pause: 'Jeda',
    resume: 'Jalankan',
    remove: 'Hapus',
    budget_change: 'Ubah anggaran',
    upload: 'Unggah',
    audience_write: 'Ubah audiens',
  },
  actionHints: {
    create: 'Kampanye, grup iklan, iklan, dan lainnya yang baru',
    update: 'Nama, penargetan, bid, dan pengaturan lain',
    pause: 'Menghentikan iklan, tidak ada yang hilang',
    resume: 'Iklan berjalan dan dapat memakai anggaran',
    remove: 'Tidak dapat diurungkan',
    budget_change: 'Berapa yang boleh dikeluarkan',
    upload: 'Video, gambar, dan file lain',
    audience_write: 'Siapa di dalamnya, dan siapa yang boleh memakainya',
  },
  decisions,
  decision: (decision) => decisions[decision],
  inherited: (decision, from) =>
    from === 'default' ? `${decisions[decision]} (bawaan)` : `${decisions[decision]}, seperti ruang kerja`,
  inheritedKey: { default: 'Putus-putus: bawaan', workspace: 'Putus-putus: seperti ruang kerja' },
  cell: (actor, action) => `${actor}, ${action.toLowerCase()}`,
  resetAll: 'Samakan semua dengan ruang kerja',
  resetDefault: 'Kembali ke bawaan',
  summary,
  rulesChanged: (when, by) =>
    by === null ? `Terakhir diubah ${when}` : `Terakhir diubah ${when} oleh ${isolated(by)}`,
  changed: 'belum disimpan',
  unsavedRegion: 'Perubahan belum disimpan',
  unsaved: (count) => `${number(count)} perubahan belum disimpan`,
  discard: 'Buang',
  discarded: (count) => `${number(count)} perubahan dibuang`,
  save: 'Simpan aturan',
  saving: 'Menyimpan…',
  saved: 'Tersimpan',
  saveFailed: 'Aturan gagal disimpan',
  saveSessionEnded: 'Perubahan Anda masih ada di sini. Masuk lagi di tab lain, lalu simpan.',
  leaveTitle: (count) => `Buang ${number(count)} perubahan yang belum disimpan?`,
  leaveText: (scope) =>
    `Aturan untuk ${scope === null ? 'seluruh ruang kerja' : isolated(scope)} memiliki perubahan yang belum disimpan.`,
  leaveKeep: 'Tetap mengedit',
  leaveDo: 'Buang dan lanjutkan',
  conflictRegion: 'Konflik aturan',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Orang lain'} menyimpan aturan ini ${date === null ? '' : `pada ${date} `}pukul ${time}`,
  conflictText: (mine, differ) =>
    `${mine === 1 ? 'Perubahan' : `${number(mine)} perubahan`} Anda masih ada di sini dan tidak ada yang ditimpa. ${
      differ === 0
        ? `${mine === 1 ? 'Perubahan ini tidak berbeda' : 'Tidak ada yang berbeda'} dari yang disimpan.`
        : `${mine === 1 ? 'Perubahan ini' : `${number(differ)} di antaranya`} berbeda dari yang disimpan. Pilih mana yang dipertahankan.`
    }`,
  conflictMine: 'Milik Anda',
  conflictTheirs: 'Milik orang lain, tersimpan',
  conflictTheirsOf: (person) => `${person}, tersimpan`,
  conflictTakeTheirs: 'Ambil semua milik orang lain',
  conflictSave: 'Simpan pilihan saya',
  conflictOnlyMine: (cells) => `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: milik Anda dipertahankan`,
  conflictOnlyTheirs: (cells) =>
    `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: milik orang lain diambil alih`,
  conflictStandard: { default: 'Bawaan', workspace: 'Seperti ruang kerja' },

  // Spend caps
  caps: 'Batas pengeluaran',
  capsLead: 'Permintaan yang membuat anggaran melampaui batas ditolak, siapa pun pengirimnya.',
  capsFor: 'Akun iklan',
  capsList: 'Akun iklan',
  capsPlaceholder: 'Pilih akun iklan',
  capsFailed: 'Batas pengeluaran gagal dimuat',
  capsNoAccounts: 'Belum ada akun iklan',
  capsNoAccountsText:
    'Hubungkan TikTok dan pilih akun iklan dulu. Setelah itu Anda dapat menentukan jumlah maksimum anggarannya.',
  capsEmpty: 'Tidak ada batas pengeluaran di sini',
  capsEmptyText:
    'Batas adalah jumlah maksimum anggaran akun iklan atau kampanye, per hari atau secara total. Tanpa batas, hanya batas TikTok sendiri yang berlaku.',
  capsAdd: 'Tambah batas',
  capAccount: 'Seluruh akun iklan',
  capCampaign: (name) => name ?? 'Kampanye',
  capDaily: 'per hari',
  capLifetime: 'secara total',
  capUse: 'Pemakaian',
  capReading: 'Menjumlahkan anggaran di TikTok…',
  capUseFailed: 'Anggaran tidak dapat dibaca',
  capUsed: (total, cap) => `${total} dari ${cap}`,
  capLeft: (rest) => `tersisa ${rest}`,
  capOver: (over) => `${over} di atas batas. Turunkan anggaran atau naikkan batas.`,
  capEndless: (cap) => `Tanpa akhir, dari ${cap}`,
  capEndlessWhy: 'Anggaran harian tanpa tanggal akhir bertambah terus. Beri tanggal akhir, atau batasi per hari saja.',
  capUnlimitedWhy: 'Ada bagian tanpa anggaran yang membatasinya. Beri anggaran.',
  capFull: 'Tidak ada sisa',
  capMeter: { daily: 'Anggaran per hari', lifetime: 'Anggaran secara total' },
  capLines: { daily: 'Rincian per hari', lifetime: 'Rinciannya' },
  capMore: (count, amount) => `${number(count)} yang lebih kecil: ${amount}`,
  capNew: 'baru',
  capWithoutEnd: 'tanpa akhir',
  capHow: {
    daily_budget: 'anggaran harian',
    dynamic_daily_budget: 'anggaran harian, yang dapat dilampaui TikTok seperempatnya',
    lifetime_budget: 'anggaran total',
    lifetime_per_day: 'anggaran total, per hari',
    daily_times_days: 'anggaran harian, dikali jumlah harinya',
    no_limit: 'tidak dibatasi anggaran',
  },
  capRead: (when) => `Dibaca ${when}`,
  capReadAgain: 'Baca lagi',
  capChanged: (when, by) => (by === null ? `Ditetapkan ${when}` : `Ditetapkan ${when} oleh ${isolated(by)}`),
  capEdit: 'Edit',
  capRemove: 'Hapus',
  capRemoveDo: 'Hapus batas',
  capAddTitle: 'Tambah batas pengeluaran',
  capEditTitle: 'Edit batas pengeluaran',
  capTarget: 'Untuk',
  capTargetAccount: 'Seluruh akun iklan',
  capTargetCampaign: 'Satu kampanye',
  capCampaignId: 'ID kampanye',
  capCampaignHint: 'Di TikTok Ads Manager, pada kolom Campaign ID.',
  capCampaignUnknown: 'TikTok tidak mencantumkan kampanye tersebut di akun iklan ini.',
  capCampaignMissing: 'Salin ID kampanye: hanya angka.',
  capTakenAccount: 'Akun iklan ini sudah memiliki batas. Edit batas itu.',
  capTakenCampaign: 'Kampanye ini sudah memiliki batas. Edit batas itu.',
  capDailyLabel: 'Maksimum per hari',
  capLifetimeLabel: 'Maksimum secara total',
  capAmountHint: 'Kosongkan jika tanpa batas.',
  capAmountWrong: (example) => `Tulis jumlah seperti ${example}.`,
  capAmountDecimals: (currency, decimals) =>
    decimals === 0 ? `${currency} tidak memiliki desimal.` : `${currency} memiliki ${number(decimals)} desimal.`,
  capAmountZero: 'Tulis jumlah di atas nol.',
  capAmountBelow: 'Jumlah total minimal sama dengan jumlah per hari.',
  capAmountMissing: 'Isi salah satu dari kedua jumlah.',
  capSave: 'Simpan batas',
  capSaving: 'Menyimpan…',
  capSaved: 'Batas pengeluaran disimpan',
  capSaveFailed: 'Batas gagal disimpan',
  capRemoveTitle: 'Hapus batas ini?',
  capRemoveStops: (what) => `Setelah itu, jumlah anggaran ${isolated(what)} dapat menjadi berapa pun.`,
  capRemoveStays: 'Yang berjalan di TikTok tetap seperti semula.',
  capKeep: 'Pertahankan batas',
  capRemoving: 'Menghapus…',
  capRemoveFailed: 'Batas gagal dihapus',
  capRemoved: 'Batas pengeluaran dihapus',
  capBack: 'Batas pengeluaran kembali',
  capUndoFailed: 'Batas gagal dikembalikan',

  // Recent changes
  recent: 'Perubahan terbaru',
  recentLead: 'Yang dikirim ke TikTok melalui sini, terbaru di atas. Pembacaan tidak dicatat.',
  recentFailed: 'Perubahan terbaru gagal dimuat',
  recentEmpty: 'Belum ada perubahan',
  recentEmptyText:
    'Tiap perubahan yang dikirim orang, program, atau agen ke TikTok muncul di sini, beserta jawaban TikTok.',
  recentNone: 'Tidak ada yang sesuai dengan filter ini.',
  recentFilter: 'Tampilkan',
  recentAll: 'Semua perubahan',
  callStatuses: {
    running: 'Berlangsung',
    succeeded: 'Selesai',
    failed: 'Gagal',
    refused: 'Tidak diizinkan',
    waiting: 'Menunggu',
    unknown: 'Tidak jelas',
  },
  callNotSent: 'Tidak dikirim',
  callUnknown: 'Tidak diketahui apakah TikTok melakukannya. Periksa di TikTok Ads Manager sebelum mengirimnya lagi.',
  callMore: 'Detail',
  callPathLabel: 'Permintaan',
  callAccount: 'Akun iklan',
  callKey: 'Kunci idempotensi',
  callCreateId: 'request_id TikTok',
  callEntities: 'ID di TikTok',
  callId: 'ID permintaan di sini',
  attempts: (count) => `${number(count)} percobaan`,
  attempt: {
    answered: (code, ms) =>
      code === null
        ? `TikTok menjawab setelah ${ms}.`
        : code === 0
          ? `TikTok menerimanya setelah ${ms}.`
          : `TikTok menolaknya setelah ${ms}.`,
    lost: 'Jawabannya hilang.',
    not_sent: 'Tidak dapat dikirim.',
    found: 'Dicari menurut nama: ada.',
    not_found: 'Dicari menurut nama: tidak ada.',
  },
  milliseconds: (ms) => (ms < 1000 ? `${number(ms)} md` : `${number(Math.round(ms / 100) / 10)} dtk`),
  foundAgain: 'Jawabannya hilang; ditemukan lagi menurut nama.',
  sentAgain: (count) => `Jawabannya hilang; dikirim ${number(count)} kali.`,
};

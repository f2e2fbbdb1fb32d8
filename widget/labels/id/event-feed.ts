import type { eventFeed as English } from '../en/event-feed.ts';
import { isolated, number } from './speech.ts';

const people = (count: number): string => `${number(count)} orang`;
const accounts = (count: number): string => `${number(count)} akun iklan`;
const quoted = (texts: readonly string[]): string => texts.map((text) => `“${isolated(text)}”`).join(' ');
const says = (reasons: readonly string[]): string =>
  reasons.length === 0 ? 'TikTok tidak memberikan alasan.' : `Menurut TikTok: ${quoted(reasons)}`;
const suggests = (text: string | null): string => (text === null ? '' : ` Saran TikTok: ${quoted([text])}`);
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number): string => {
  if (waiting > 0) return `${number(waiting)} ekspor menunggu Anda; tidak ada yang hilang.`;
  return accountCount === 0
    ? 'Saat ini tidak ada yang bergantung padanya.'
    : `Ekspor ke ${accounts(accountCount)} menunggu sampai ada yang masuk lagi; tidak ada yang hilang.`;
};

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: 'aktif',
  CAMPAIGN_STATUS_DISABLE: 'dijeda',
  CAMPAIGN_STATUS_DELETE: 'dihapus',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: 'menunggu peninjauan akun iklan',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: 'berhenti, akun iklan tidak lolos peninjauan',
  CAMPAIGN_STATUS_BUDGET_EXCEED: 'berhenti, anggarannya habis',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: 'berhenti, ditolak peninjauan TikTok',
  ADVERTISER_CONTRACT_PENDING: 'menunggu kontrak akun iklan',
  ADVERTISER_ACCOUNT_PUNISH: 'berhenti, TikTok menangguhkan akun iklan',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string): string =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

/** A title about something: what happened, then its name. */
const about =
  (what: string) =>
  (name: string): string =>
    `${what}: ${name}`;

/** Words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: 'Aktivitas',
  show: 'Tampilkan',
  filters: { needs_you: 'Memerlukan Anda', all: 'Semua', ads: 'Iklan', accounts: 'Akun', audiences: 'Audiens' },
  today: (date) => `Hari ini, ${date}`,
  yesterday: 'Kemarin',
  unread: 'Belum dibaca:',
  markAllRead: 'Tandai semua dibaca',
  markedRead: (count) => `${number(count)} peristiwa ditandai telah dibaca`,
  unmarked: 'Kembali belum dibaca',
  undo: 'Urungkan',
  dismiss: 'Sembunyikan',
  fresh: (count) => `${number(count)} baru`,
  freshName: (count) => `${number(count)} baru: tampilkan peristiwa`,
  heardMany: (count) => `${number(count)} peristiwa baru di Aktivitas`,
  older: 'Tampilkan yang lebih lama',
  loadingOlder: 'Memuat yang lebih lama…',
  kept: 'Peristiwa disimpan selama 90 hari.',
  loadFailed: 'Aktivitas gagal dimuat',
  olderFailed: 'Peristiwa yang lebih lama gagal dimuat',
  retryFailed: 'Ekspor gagal dilanjutkan',
  noPermissionTitle: 'Anda tidak dapat melihat aktivitas',
  noPermission: 'Peran Anda di ruang kerja ini tidak mencakup TikTok. Minta izin Baca kepada admin.',
  empty: {
    needs_you: {
      title: 'Tidak ada yang memerlukan Anda',
      text: 'Iklan yang ditolak, akun yang ditangguhkan, dan masalah login muncul di sini dalam sedetik.',
    },
    all: {
      title: 'Belum ada yang terjadi',
      text: 'Kabar TikTok tentang iklan dan akun iklan Anda, serta hasil ekspor, muncul di sini secara otomatis.',
    },
    ads: {
      title: 'Tidak ada kabar tentang iklan',
      text: 'Hasil peninjauan TikTok atas iklan muncul di sini dalam sedetik.',
    },
    accounts: {
      title: 'Tidak ada kabar tentang akun',
      text: 'Akun iklan yang ditangguhkan, akses yang hilang, dan masalah login muncul di sini.',
    },
    audiences: {
      title: 'Tidak ada kabar tentang audiens',
      text: 'Ekspor yang selesai atau menunggu, dan audiens yang siap atau segera berakhir, muncul di sini.',
    },
  },
  interrupted: 'Pembaruan langsung terputus',
  tryingIn: (seconds) => `Mencoba lagi dalam ${number(seconds)} detik. Yang Anda lewatkan diambil saat itu.`,
  trying: 'Mencoba lagi sekarang. Yang Anda lewatkan diambil saat itu.',
  tryNow: 'Coba sekarang',
  live: 'Pembaruan langsung kembali aktif',

  nameless: {
    ad: 'iklan',
    adgroup: 'grup iklan',
    campaign: 'kampanye',
    account: 'akun iklan',
    connection: 'login TikTok',
    export: 'ekspor',
    audience: 'audiens',
    approval: 'permintaan ke TikTok',
    notice: 'pemberitahuan',
  },
  titles: {
    'ad.disapproved': about('Iklan ditolak'),
    'ad.approved': about('Iklan disetujui'),
    'adgroup.disapproved': about('Grup iklan ditolak'),
    'adgroup.approved': about('Grup iklan disetujui'),
    'campaign.status_changed': about('Kampanye berubah'),
    'account.suspended': about('Akun iklan ditangguhkan'),
    'account.restored': about('Akun iklan dipulihkan'),
    'account.access_lost': about('Akses hilang'),
    'account.access_restored': about('Akses kembali'),
    'connection.expiring': about('Login segera berakhir'),
    'connection.read_only': about('Login hanya dapat membaca'),
    'connection.disconnected': about('Login ditolak'),
    'connection.restored': about('Login berfungsi lagi'),
    'connection.removed': about('Login diputuskan'),
    'export.started': about('Ekspor dimulai'),
    'export.completed': about('Ekspor selesai'),
    'export.failed': about('Ekspor berhenti'),
    'export.cancelled': about('Ekspor dibatalkan'),
    'mirror.confirmation_needed': about('Proses menunggu Anda'),
    'audience.ready': about('Audiens siap'),
    'audience.expiring': about('Audiens segera berakhir'),
    'approval.requested': about('Menunggu keputusan'),
    'approval.decided': about('Diputuskan'),
    'tiktok.unknown': about('Pemberitahuan tidak dikenal dari TikTok'),
  },
  approvedInPart: (kind) => about(`${kind === 'ad' ? 'Iklan' : 'Grup iklan'} disetujui sebagian`),
  decidedTitle: {
    approved: about('Disetujui'),
    failed: about('Disetujui, tetapi tidak dilakukan'),
    denied: about('Ditolak'),
    withdrawn: about('Ditarik kembali'),
    expired: about('Tidak ada yang memutuskan'),
  },
  endsIn: (days) => about(days > 0 ? `Audiens berakhir dalam ${number(days)} hari` : 'Audiens berakhir hari ini'),
  ended: about('Audiens berakhir'),
  otherTitle: about('Jenis peristiwa baru'),

  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${isOpen && suggestion === null ? ` Ubah ${kind === 'ad' ? 'iklan' : 'grup iklan'}, lalu kirim untuk ditinjau lagi.` : ''}`,
  approved: (kind, isPartial) =>
    isPartial
      ? 'TikTok selesai meninjau. Sebagian penempatan, usia, atau tempat tetap ditolak; selebihnya dapat berjalan.'
      : `TikTok selesai meninjau. ${kind === 'ad' ? 'Iklan' : 'Grup iklan'} dapat berjalan.`,
  campaignChanged: (from, to) => `Sekarang: ${campaignStatus(to)}. Sebelumnya: ${campaignStatus(from)}.`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : `${says([reason])} `}${isOpen ? 'Iklannya berhenti dan ekspor ke sana ditolak. Anda dapat mengajukan banding.' : 'Iklannya sempat berhenti, dan ekspor ke sana ditolak.'}`,
  restored: 'Iklannya dapat berjalan lagi, dan ekspor ke sana dapat dilakukan.',
  accessLost:
    'Login tidak lagi menjangkaunya, jadi ekspor ke sana menunggu. Masuk sebagai orang yang memiliki akses, atau hubungi Admin akun iklan.',
  accessRestored: 'Login menjangkaunya lagi. Yang menunggu berlanjut otomatis.',
  expiring: (accountCount) =>
    `Login ini tidak dapat diperpanjang otomatis. ${accountCount === 0 ? 'Masuk sebelum berakhir.' : `Masuk sebelum berakhir, maka ${accounts(accountCount)} berlanjut tanpa jeda.`}`,
  readOnly: (accountCount, waiting) => `Login TikTok ini gagal diperpanjang. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) => `TikTok tidak lagi menerima login ini. ${hangs(accountCount, waiting)}`,
  reconnected: 'Yang menunggunya berlanjut otomatis.',
  removed: 'Ada yang memutuskannya secara permanen. Tidak ada lagi yang dikirim ke TikTok melaluinya.',
  exportCompleted: (sent, rejected) =>
    `TikTok menerima ${people(sent)} dari ekspor ini${rejected === 0 ? '' : `; ${number(rejected)} baris tidak disertakan`}. Iklan dapat menggunakan audiens ini.`,
  exportCompletedRemoval: (sent) => `TikTok diminta mengeluarkan ${people(sent)}.`,
  exportFailed: (why, sent) =>
    `${why}${sent === 0 ? ' Tidak ada yang dikirim.' : ` ${people(sent)} sudah ada di sana dan tidak akan dikirim dua kali.`}`,
  exportFailedWhy: 'Terjadi kesalahan di tengah jalan.',
  exportCancelled: (sent) =>
    `Ada yang membatalkannya. ${sent === 0 ? 'Tidak ada yang dikirim.' : `${people(sent)} sudah dikirim sebelumnya, dan tetap ada.`}`,
  exportStarted: 'Sedang dikirim.',
  asks: {
    many_removals: (toAdd, toRemove) =>
      `Proses ini akan mengeluarkan ${toRemove === null ? 'banyak orang' : people(toRemove)}${toAdd === null || toAdd === 0 ? '' : ` dan menambahkan ${number(toAdd)}`}. Tidak ada yang dikirim sampai ada yang setuju.`,
    replaces_audience: () =>
      'Proses ini akan mengganti semua orang di audiens, dan selama itu iklan mungkin berhenti. Tidak ada yang dikirim sampai ada yang setuju.',
    source_shrank: (toAdd, toRemove) =>
      `Segmen menjadi jauh lebih kecil: ${toRemove === null ? 'banyak orang' : people(toRemove)} akan keluar${toAdd === null || toAdd === 0 ? '' : ` dan ${number(toAdd)} masuk`}. Tidak ada yang dikirim sampai ada yang setuju.`,
  },
  audienceReady: (matched, sent) =>
    matched === null
      ? 'Iklan dapat menggunakannya sekarang.'
      : `TikTok mencocokkan ${sent === null || sent < matched ? `sekitar ${people(matched)}` : `${number(matched)} dari ${people(sent)}`}. Iklan dapat menggunakannya sekarang.`,
  audienceEnding: 'Gunakan dalam grup iklan aktif atau tambahkan orang, maka TikTok menyimpannya 365 hari lagi.',
  audienceEnded: 'TikTok telah menghapusnya, kecuali ada yang menggunakannya tepat waktu.',
  approvalRequested: (wants, isOpen) =>
    `${wants}.${isOpen ? ' TikTok tidak menerima apa pun sampai ada yang memutuskan.' : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? 'Permintaan ini disetujui.' : `${isolated(by)} menyetujuinya.`),
    failed: () => 'Ada yang menyetujuinya, tetapi tidak dapat dilakukan. Alasannya ada di Kontrol.',
    denied: (by) =>
      `${by === null ? 'Permintaan ini ditolak' : `${isolated(by)} menolaknya`}. TikTok tidak menerima apa pun.`,
    withdrawn: () => 'Yang meminta menariknya kembali. TikTok tidak menerima apa pun.',
    expired: () => 'Waktu untuk memutuskan habis. TikTok tidak menerima apa pun.',
  },
  unknown: 'Versi ini tidak mengenal jenis itu, jadi tidak melakukan apa-apa dengannya.',
  other: 'Versi ini belum dapat menjelaskan artinya.',
  unknownMore: 'Isinya',
  kind: (object) => `jenis ${object}`,

  unconfirmed: (what) =>
    `Belum dikonfirmasi: TikTok tidak dapat ditanya lagi, atau tidak mengenal ${what} ini lagi. Ini isi pemberitahuannya.`,
  settled: (when) => `Selesai ${when}. Tidak ada yang perlu dilakukan.`,
  at: (time) => `pukul ${time}`,
  on: (moment) => `pada ${moment}`,
  retried: 'Berlanjut dari titik berhentinya.',
  needsConnect: 'Untuk masuk lagi diperlukan izin Hubungkan.',
  needsExport: 'Untuk melanjutkannya diperlukan izin Ekspor.',
  standsUnder: {
    accounts: 'Anda menemukannya di Akun iklan.',
    audiences: 'Anda memutuskannya di Audiens.',
    controls: 'Anda memutuskannya di Kontrol.',
  },

  edit: 'Edit di Ads Manager',
  appeal: 'Ajukan banding di Ads Manager',
  see: 'Lihat di Ads Manager',
  opensNewTab: 'terbuka di tab baru',
  signIn: 'Masuk lagi',
  newToken: 'Tempel token baru',
  retry: 'Ulangi ekspor',
  retrying: 'Melanjutkan…',
  review: 'Tinjau proses',
  reviewCall: 'Tinjau',
  openControls: 'Tampilkan Kontrol',
  openExport: 'Buka ekspor',
  openAccounts: 'Tampilkan akun iklan',
  openAudiences: 'Tampilkan audiens',
  about: (button, name) => `${button}: ${isolated(name)}`,
};

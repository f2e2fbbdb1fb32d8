import type { exportReport as English } from '../en/export-report.ts';
import { number } from './speech.ts';

const findings: (typeof English)['findings'] = {
  nobody_to_send: 'Tidak ada yang dapat dikirim',
  nothing_changed: 'Tidak ada yang berubah',
  audience_too_small: 'Terlalu sedikit orang yang akan tersisa',
  too_small_to_target: 'Terlalu sedikit untuk iklan',
  audience_limit_reached: 'Akun iklan sudah penuh',
  audience_limit_near: 'Akun iklan hampir penuh',
  audience_name_taken: 'Audiens lain memakai nama ini',
  audience_name_cut: 'TikTok memendekkan namanya',
  audience_type_mismatch: 'Audiens dibuat dengan pengenal lain',
  audience_not_updatable: 'Audiens tidak dapat diubah dari sini',
  audience_not_found: 'Audiens sudah tidak ada',
  audience_expired: 'Audiens telah berakhir',
  audience_expiring: 'Audiens segera berakhir',
  fixed_retention: 'Berakhir pada hari tertentu',
  replaces_audience: 'Semua yang ada sekarang dikeluarkan',
  many_removals: 'Banyak orang akan dikeluarkan',
  source_shrank: 'Segmen menyusut',
  many_rejected: 'Banyak baris ditolak',
  consent_not_mapped: 'Persetujuan tidak ditanyakan',
  rows_without_consent: 'Sebagian orang belum setuju',
  account_not_usable: 'Akun iklan tidak dapat menerima ekspor sekarang',
  tiktok_not_asked: 'TikTok tidak dapat ditanya',
};

const confirmations: (typeof English)['confirmations'] = {
  many_removals: 'Proses ini akan mengeluarkan banyak orang',
  replaces_audience: 'Proses pertama mengganti semua orang di audiens',
  source_shrank: 'Segmen jauh lebih kecil daripada terakhir kali',
};

/** Words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) => `${number(count)} hal menghalangi ekspor ini`,
  warningsTitle: 'Sebelum mengirim',
  notesTitle: 'Perlu diketahui',
  findingActions: {
    who: 'Pilih orang lain',
    what: 'Pilih pengenal lain',
    audience: 'Ubah audiens',
    account: 'Pilih akun lain',
  },
  askAgain: 'Tanya lagi',
  reportLoading: 'Menanyakan audiens kepada TikTok…',
  reportFailedTitle: 'Jawaban TikTok tidak dapat ditanyakan',
  waitForReport: 'Sebentar: TikTok sedang ditanya tentang audiens ini.',
  withoutConsent: 'Tanpa persetujuan',
  partNames: { ready: 'siap', same: 'duplikat', withheld: 'tanpa persetujuan', rejected: 'ditolak' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${share}% ${label}`).join(', '),
  hashedAlready: (count) => `${number(count)} nilai sudah di-hash sebelumnya.`,
  changeTitle: 'Yang akan berubah',
  toAdd: 'Akan ditambahkan atau diubah',
  toRemove: 'Akan dikeluarkan',
  audienceNow: 'Di audiens sekarang, menurut pencocokan',
  audienceAfter: 'Sesudahnya, sebelum dicocokkan TikTok',
  identifiers: (count) => `${number(count)} pengenal`,
  identifiersHint: 'Pengenal adalah email, nomor telepon, atau ID perangkat. Satu orang dapat memiliki beberapa.',
  aboutPeople: (count, isUpperBound) => `${isUpperBound ? 'hingga ' : ''}${number(count)} orang`,
  confirmations,
  confirmTitle: 'Proses ini menunggu Anda',
  confirmSend: 'Konfirmasi dan kirim',
  doNotSend: 'Jangan kirim',
  startsByItself: 'Proses ini berlanjut otomatis.',
};

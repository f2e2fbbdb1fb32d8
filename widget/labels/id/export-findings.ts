import type { SentenceTexts } from '../sentence-texts.ts';
import { list, number } from './speech.ts';

const people = (count: number): string => `${number(count)} orang`;
const identifiers = (count: number): string => `${number(count)} pengenal`;
const rowsOf = (count: number): string => `${number(count)} baris`;
const days = (count: number): string => `${number(count)} hari`;
const inDays = (left: number): string => (left <= 0 ? 'hari ini' : `dalam ${days(left)}`);

const WHY = 'File rejects.csv memuat alasannya untuk tiap baris.';

/** Indonesian sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => 'Daftar ini tidak memiliki baris, jadi tidak ada yang dapat dikirim.',
  none_usable({ rows, rejected, withoutConsent }) {
    const why = list([
      ...(rejected > 0 ? [`${number(rejected)} tanpa pengenal yang dapat digunakan`] : []),
      ...(withoutConsent > 0 ? [`${number(withoutConsent)} tanpa persetujuan`] : []),
    ]);
    return `Dari ${rowsOf(rows)}, tidak ada yang dapat dikirim: ${why}. ${WHY}`;
  },
  nothing_changed: ({ people: count }) =>
    `Tidak ada yang berubah: TikTok sudah memiliki semuanya (${people(count)}), jadi tidak ada yang dikirim.`,
  ads_need_1000: () =>
    `TikTok memerlukan ${number(1000)} orang yang cocok sebelum iklan dapat menggunakan sebuah audiens.`,
  would_be_in_it: ({ people: count, isAtMost }) =>
    `Audiens ini akan berisi ${isAtMost ? 'paling banyak ' : ''}${people(count)}.`,
  create_now_add_later: () => 'Anda dapat membuatnya sekarang dan menambahkan orang nanti.',
  file_needs_1000: () =>
    `TikTok menolak perubahan lewat file yang menyisakan kurang dari ${number(1000)} orang di sebuah audiens.`,
  send_more: () => 'Kirim lebih banyak orang.',
  would_leave: ({ people: count, leaving }) =>
    `Audiens ini sekarang berisi ${people(count)}, dan hingga ${number(leaving)} akan dikeluarkan.`,
  account_full: ({ held }) =>
    `Akun iklan sudah memiliki ${number(held)} audiens, sebanyak yang diizinkan TikTok. Hapus satu, atau kirim ke audiens yang ada.`,
  account_nearly_full: ({ held, limit, room }) =>
    `Akun iklan memiliki ${number(held)} dari ${number(limit)} audiens yang diizinkan TikTok. Setelah ini ${room === 0 ? 'tidak ada tempat lagi' : `masih ada tempat untuk ${number(room)} lagi`}.`,
  name_taken: ({ name }) =>
    `Di akun iklan sudah ada audiens bernama “${name}”. TikTok mengizinkan dua audiens dengan nama yang sama, tetapi tidak ada yang dapat membedakannya: pilih nama lain, atau kirim ke audiens itu.`,
  name_cut: ({ name }) => `TikTok memendekkan nama aliran data menjadi “${name}”.`,
  will_end: ({ days: count, at }) =>
    `Audiens ini berakhir ${days(count)} setelah dibuat, sekitar ${at}. Tidak ada yang memperpanjangnya, menambahkan orang pun tidak.`,
  may_end_unused: () =>
    'TikTok memerlukan 24 sampai 48 jam untuk memproses orang, jadi iklan mungkin tidak sempat menggunakannya.',
  audience_gone: () =>
    'TikTok tidak lagi mengenal audiens ini di akun iklan tersebut. Pilih audiens lain, atau buat yang baru.',
  audience_of_other_account: () =>
    'Audiens ini dibuat oleh akun iklan lain dan dibagikan ke akun ini. Hanya akun pembuatnya yang dapat mengirim orang ke sana.',
  audience_of_other_kind: ({ kind }) =>
    `TikTok mencatat audiens ini sebagai “${kind}”, yang tidak menerima orang dari sini.`,
  takes_nothing: ({ type }) => `Audiens ini berjenis ${type}, yang tidak menerima apa pun dari sini.`,
  takes_others: ({ type, takes, sends }) =>
    `Audiens ini hanya menerima ${list(takes)} (${type}), tetapi ekspor ini akan mengirim ${list(sends)}. Pilih hanya yang diterimanya, atau buat audiens baru.`,
  expired: ({ at }) =>
    `Audiens ini telah berakhir pada ${at}, dan TikTok hanya mengizinkannya dihapus. Buat yang baru.`,
  made_to_end: ({ days: count, at, left }) =>
    `Audiens ini dibuat untuk ${days(count)}: berakhir pada ${at}, ${inDays(left)}. Tidak ada yang memperpanjangnya, menambahkan orang pun tidak.`,
  ends_soon: ({ at, left }) =>
    `Audiens ini berakhir pada ${at}, ${inDays(left)}. Jika diubah atau digunakan dalam iklan, TikTok menyimpannya 365 hari lagi, kecuali jika dibuat dengan akhir yang tetap.`,
  takes_out_first: ({ people: count }) =>
    `TikTok lebih dulu mengeluarkan semua yang ada di audiens${count === null ? '' : ` (${people(count)})`}. Iklan yang menggunakan audiens ini mungkin berhenti sampai audiens siap lagi, biasanya dalam 24 sampai 48 jam. Ini tidak dapat diurungkan.`,
  people_leave: ({ leaving, people: count }) =>
    `Hingga ${people(leaving)} akan dikeluarkan dari audiens, yang sekarang berisi ${people(count)}.`,
  identifiers_leave: ({ leaving, people: count }) =>
    `Hingga ${identifiers(leaving)} akan dikeluarkan dari audiens, yang sekarang berisi ${people(count)}.`,
  many_rejected: ({ rejected, rows, percent }) =>
    `${number(rejected)} dari ${rowsOf(rows)} (${number(percent)}%) tidak memiliki pengenal yang dapat digunakan dan tidak disertakan. ${WHY}`,
  consent_not_mapped: () =>
    'Tidak ada kolom yang menyatakan siapa yang setuju, jadi seluruh daftar dikirim. Petakan Persetujuan agar yang tidak setuju tidak disertakan.',
  without_consent: ({ withheld, rows }) =>
    `${number(withheld)} dari ${rowsOf(rows)} tidak memiliki persetujuan dan tidak disertakan.`,
  consent_unreadable: ({ withheld }) =>
    `Pada ${number(withheld)} di antaranya, jawabannya tidak dapat dibaca sebagai ya atau tidak.`,
  withdrawn_leave: ({ identifiers: count }) => `${identifiers(count)} yang mungkin ada di audiens dikeluarkan.`,
  tiktok_not_asked: () =>
    'TikTok tidak dapat ditanya saat ini, jadi belum diketahui apakah ada tempat untuk audiens, berapa ukurannya, dan kapan berakhir. Tanya lagi sebentar lagi; saat mengirim pun hal ini diperiksa.',
  replaces_everybody: ({ people: count }) =>
    `Semua yang ada di audiens sekarang dikeluarkan, lalu segmen menggantikannya (${people(count)}).`,
  source_gave_nobody: ({ identifiers: count }) =>
    `Sumber segmen tidak memberikan siapa pun. Semua orang akan dikeluarkan dari audiens (${identifiers(count)}).`,
  everybody_leaves: ({ rows, identifiers: count }) =>
    `Tidak ada orang dalam segmen (${rowsOf(rows)}) yang dapat dikirim. Semua orang akan dikeluarkan dari audiens (${identifiers(count)}).`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `Proses ini akan mengeluarkan ${number(count)} dari ${identifiers(members)} di audiens (${number(percent)}%).`,
  source_shrank: ({ rows, before, identifiers: count }) =>
    `Sumber segmen memberikan ${rowsOf(rows)}, dibandingkan ${number(before)} pada kali sebelumnya. Proses ini akan mengeluarkan ${identifiers(count)} dari audiens.`,
};

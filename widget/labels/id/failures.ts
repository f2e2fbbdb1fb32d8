import type { FailureTexts } from '../failure-codes.ts';

const SAFE = 'Tidak ada yang berubah.';
const startAgain = `${SAFE} Masuk lagi dari halaman ini.`;

/** Sentences in place of the server's, which speaks English. */
export const failures: FailureTexts = {
  invalid_request: `Server tidak menerima permintaan ini. ${SAFE} Perbaiki yang disebutkan, lalu coba lagi.`,
  request_timeout: `Permintaan terlalu lama sampai. ${SAFE} Coba lagi.`,
  payload_too_large: `Terlalu besar untuk dikirim sekaligus. ${SAFE} Kirim lebih sedikit, lalu coba lagi.`,
  not_found: 'Ini tidak ada lagi, atau milik ruang kerja lain. Muat ulang halaman untuk melihat yang ada.',
  origin_mismatch: `Sesi Anda milik situs web lain. ${SAFE} Muat ulang halaman; jika tidak membantu, hubungi pengelola produk ini.`,
  permission_denied: `Peran Anda tidak mencakup izin yang diperlukan. ${SAFE} Mintalah kepada admin ruang kerja ini.`,
  precondition_failed:
    'Orang lain lebih dulu mengubahnya. Tidak ada yang ditimpa. Muat lagi, lalu ulangi perubahan Anda.',
  oauth_state_invalid: `Tautan masuk tidak valid. ${startAgain}`,
  oauth_state_used: `Tautan masuk sudah digunakan. ${startAgain}`,
  oauth_state_expired: `Tautan masuk sudah kedaluwarsa: berlaku 10 menit. ${startAgain}`,
  oauth_denied: `Akses tidak diizinkan di TikTok. ${SAFE} Mulai lagi, lalu izinkan akses di halaman TikTok.`,
  oauth_exchange_failed: `TikTok tidak menerima login. ${SAFE} Mulai lagi; jika terulang, pengelola produk ini perlu memeriksa aplikasi developer.`,
  oauth_user_mismatch: `Pengguna TikTok lain yang masuk. ${SAFE} Masuk sebagai pengguna pemilik koneksi ini.`,
  oauth_discarded:
    'Login baru tidak diambil alih. Koneksi tetap memakai login sebelumnya. Untuk mengubahnya, masuk lagi.',
  oauth_review_over: `Tidak ada lagi yang perlu diputuskan: sudah diputuskan, atau waktunya habis. ${SAFE} Jika perlu, masuk lagi.`,
  tiktok_app_missing: `Aplikasi developer TikTok belum disiapkan. ${SAFE} Minta pengelola produk ini menyiapkannya.`,
  tiktok_app_refused:
    'TikTok tidak mengenal aplikasi developer ini. Tidak ada yang disimpan. Periksa ID dan rahasianya, lalu coba lagi.',
  tiktok_error: 'TikTok menolak permintaan. Jika alasannya tidak jelas, berikan ID permintaan ke dukungan TikTok.',
  tiktok_permission_denied:
    'TikTok tidak mengizinkan ini untuk akun iklan tersebut. Minta peran atau izin kepada Admin akun, lalu masuk lagi.',
  tiktok_token_rejected: 'TikTok menolak login ini. Tidak ada yang hilang. Masuk lagi.',
  tiktok_rate_limited: 'TikTok membatasi permintaan. Tidak ada yang hilang. Coba lagi beberapa menit lagi.',
  tiktok_unavailable:
    'Jawaban TikTok tidak seperti yang diharapkan. Ekspor berlanjut otomatis. Coba lagi sebentar lagi.',
  tiktok_not_in_sandbox: `Sandbox TikTok tidak menyediakan ini. ${SAFE} Gunakan akun iklan sungguhan.`,
  connection_read_only:
    'Koneksi ini hanya dapat membaca. Data masih dapat dibaca dan tidak ada yang hilang. Masuk lagi untuk mengekspor.',
  connection_expiring: 'Login koneksi ini segera berakhir. Semuanya masih berfungsi. Masuk lagi sebelum itu.',
  connection_disconnected: 'TikTok menolak login koneksi ini. Tidak ada yang hilang. Masuk lagi.',
  account_not_importable: `Akun iklan ini tidak dapat diimpor. ${SAFE} Selesaikan yang disebutkan, lalu muat ulang daftar.`,
  account_suspended:
    'TikTok menangguhkan akun iklan ini. Tidak ada yang hilang. Selesaikan dengan TikTok, lalu periksa lagi.',
  account_not_imported: `Akun iklan ini belum diimpor di sini. ${SAFE} Impor dulu.`,
  unknown_property: 'Pemetaan menyebut properti yang tidak ada lagi. Tidak ada yang disimpan. Pilih properti lain.',
  attribute_not_mapped: `Atribut ini belum dipetakan ke properti. ${SAFE} Petakan, atau jangan sertakan dalam ekspor.`,
  no_identifier_chosen: `Diperlukan email, telepon, atau ID perangkat: TikTok tidak mencocokkan dengan yang lain. ${SAFE} Pilih minimal satu.`,
  segment_has_no_source: `Produk Anda belum mengirim orang dalam segmen ini. ${SAFE} Pilih segmen lain, atau ekspor file CSV.`,
  segment_source_refused: `Alamat asal orang dalam segmen tidak diizinkan. ${SAFE} Beri tahu pengelola produk ini.`,
  segment_source_failed:
    'Orang dalam segmen tidak dapat diambil. Tidak ada yang hilang. Coba lagi; jika terulang, beri tahu pengelola produk ini.',
  missing_columns:
    'File tidak memiliki kolom yang diperlukan pemetaan. Tidak ada yang dikirim. Perbaiki file atau pemetaannya.',
  malformed_records:
    'File tidak dapat dibaca. Tidak ada yang dikirim. Simpan lagi sebagai CSV, lalu pilih lagi file itu.',
  upload_offset_mismatch: 'Unggahan tidak berlanjut dari titik berhentinya. Yang sudah sampai aman. Coba lagi.',
  upload_in_progress:
    'Unggahan lain untuk ekspor ini sedang berjalan, mungkin di tab lain. Tidak ada yang hilang. Tunggu sampai selesai.',
  export_wrong_state: `Status ekspor tidak mengizinkan ini sekarang. ${SAFE} Muat ulang halaman untuk melihat statusnya.`,
  export_empty:
    'Tidak ada orang untuk dikirim. Tidak ada yang dikirim. Lihat alasannya, lalu pilih orang atau kolom lain.',
  audience_not_found: `TikTok tidak mengenal audiens ini di akun iklan tersebut. ${SAFE} Pilih audiens lain.`,
  audience_type_mismatch: `Audiens menerima jenis pengenal lain. ${SAFE} Ekspor jenis yang dipakai saat membuatnya, atau buat audiens baru.`,
  audience_not_updatable: `Audiens ini tidak dapat diubah dari sini. ${SAFE} Pilih audiens lain, atau buat yang baru.`,
  audience_limit_reached: `Jumlah audiens di akun iklan sudah mencapai batas TikTok. ${SAFE} Hapus yang tidak lagi digunakan.`,
  audience_too_small: `Orangnya terlalu sedikit untuk ini: setelah perubahan harus tersisa 1.000, dan audiens serupa memerlukan 100. ${SAFE} Pilih lebih banyak orang.`,
  audience_in_use: `Masih ada yang memproses audiens ini di sini. ${SAFE} Tunggu ekspornya atau hentikan sinkronisasinya, lalu coba lagi.`,
  audience_expired: `Audiens sudah kedaluwarsa, dan TikTok hanya mengizinkannya dihapus. ${SAFE} Buat yang baru.`,
  delivery_not_possible: `Audiens tidak menerima orang dengan cara ini. ${SAFE} Pilih cara pengiriman lain, atau tindakan lain.`,
  export_expired: 'File ekspor ini tidak disimpan lagi: dihapus setelah 7 hari. Buat ekspor lain.',
  mirror_exists: `Audiens ini sudah disinkronkan. ${SAFE} Ubah sinkronisasi itu, atau hentikan dulu.`,
  mirror_running: `Sebuah proses sedang berjalan. ${SAFE} Tunggu sampai selesai, atau batalkan.`,
  audience_failed:
    'TikTok tidak dapat membuat audiens siap digunakan; sering kali yang cocok terlalu sedikit. Ekspor lebih banyak orang atau pengenal lain.',
  too_many_streams:
    'Terlalu banyak koneksi langsung yang terbuka. Tidak ada yang hilang. Tutup beberapa tab; percobaan diulang otomatis.',
  business_center_not_reachable: `Tidak ada login di ruang kerja ini yang menjangkau Business Center tersebut. ${SAFE} Orang yang memiliki akses perlu masuk di sini.`,
  call_denied:
    'Kontrol tidak mengizinkan ini. TikTok tidak menerima apa pun. Orang dengan izin Kontrol dapat mengubah aturannya.',
  call_outcome_unknown:
    'Jawaban TikTok hilang, dan tidak diketahui apakah TikTok melakukannya. Periksa di TikTok Ads Manager sebelum mengirimnya lagi.',
  approval_mismatch: 'Persetujuan ini bukan untuk permintaan tersebut. TikTok tidak menerima apa pun. Minta lagi.',
  approval_over: `Tidak ada lagi yang perlu diputuskan: sudah diputuskan, ditarik kembali, atau waktunya habis. ${SAFE} Muat ulang halaman untuk melihat hasilnya.`,
  too_many_approvals:
    'Terlalu banyak permintaan menunggu keputusan. TikTok tidak menerima apa pun. Putuskan atau tarik kembali sebagian, lalu coba lagi.',
  approval_needs_person: `Hanya orang, dan bukan yang meminta, yang boleh memutuskan. ${SAFE} Minta orang dengan izin Kontrol memutuskannya.`,
  spend_cap_exceeded:
    'Anggaran akan melampaui batas pengeluaran. TikTok tidak menerima apa pun. Turunkan anggaran, jeda sesuatu, atau naikkan batasnya.',
  spend_cap_unprovable:
    'Tidak dapat dipastikan bahwa anggaran tetap di bawah batas. TikTok tidak menerima apa pun. Coba lagi nanti, lakukan di TikTok Ads Manager, atau hapus batasnya dulu.',
  storage_failed:
    'Server tidak dapat menulis ke disk. Yang sudah tersimpan aman. Beri tahu pengelola produk ini, lalu coba lagi.',
};

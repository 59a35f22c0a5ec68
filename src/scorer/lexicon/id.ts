import type { Lexicon } from '../cue-names.ts';

/** Indonesian and Malay. */
export const id: Lexicon = {
  yes: 'ya|iya|iyaa|yaa|ok|oke|baik|boleh|betul|siap|tentu|pasti',
  no: 'tidak|tdk|nggak|enggak|gak|ga|bukan|tak',
  accept:
    'deal|setuju|saya ambil|aku ambil|saya beli|saya mau ambil|jadi beli|jadi ya|oke deal|siap kak|cocok|sepakat|saya pesan|saya order|ambil satu|bungkus|sampai ketemu|sampai besok|oke saya ambil|mantap|tolong pesankan|langsung saya transfer|terjual',
  done: 'sudah dipesan|sudah dibooking|sudah bayar|sudah transfer|sudah saya transfer|pembayaran diterima|dikonfirmasi|terkonfirmasi|sudah dikirim|berhasil|terjadwal|lunas',
  unavailable:
    'tidak tersedia|habis|sudah habis|kosong|stok habis|stok kosong|penuh|sudah penuh|sudah terjual|tidak ada|ga ada|gak ada|tidak bisa|gagal|belum ada',
  available: 'tersedia|masih ada|masih tersedia|ready|ready stock|ada kak|masih kosong|bisa kak',
  proposeBooking:
    'mau saya pesankan|apakah mau|mau dipesan|mau ambil|bagaimana kak|gimana kak|jadi kak|mau dibooking|berkenan',
  askDetail:
    'atas nama siapa|nama siapa|siapa namanya|tanggal berapa|hari apa|jam berapa|berapa orang|nomor telepon|alamat|ukuran apa|warna apa|berapa banyak|yang mana',
  askChange: 'hari lain|tanggal lain|jam lain|yang lain|ganti|ubah|pilihan lain|lainnya',
  refuse:
    'tidak jadi|gak jadi|ga jadi|nggak jadi|tidak tertarik|tidak usah|gak usah|ga usah|batal|dibatalkan|batalkan|saya cari|cari yang lain|cari tempat lain|sudah beli|lain kali|tidak terima kasih|maaf tidak|belum cocok|tidak cocok',
  pricey:
    'mahal|kemahalan|terlalu mahal|mahal banget|budget|anggaran|di luar budget|lebih murah|tidak mampu|tidak sanggup',
  firm: 'harga pas|harga mati|nett|tidak bisa kurang|ga bisa kurang|belum bisa kurang|sudah murah|paling murah|mentok|maksimal|minimal|terlalu rendah|rugi|fix price',
  offer:
    'bisa kurang|kalau|bagaimana kalau|gimana kalau|boleh kalau|saya tawar|tawar|nego|saya bayar|mau di harga|dapat berapa',
  discount: 'diskon|nego|bisa nego|kurang|kurangin|potongan|promo|murah|harga terbaik|bisa kurang',
  thanks: 'terima kasih|makasih|makasi|trims|trimakasih|thanks kak|thx kak',
  bye: 'sampai jumpa|dadah|selamat malam|sampai nanti',
  hello: 'halo|hai|selamat pagi|selamat siang|selamat sore|permisi|assalamualaikum',
  sorry: 'maaf|mohon maaf|sayangnya|sayang sekali',
  meet: 'ambil sendiri|jemput|cod|ketemu|ketemuan|besok|hari ini|nanti sore|sore ini|alamat|lokasi|lokasinya|datang|mampir|telepon|wa saya|nomor saya|jam',
  pay: 'bayar|pembayaran|transfer|tunai|cash|kartu|rekening|dp|cicil|cicilan|ovo|dana|gopay|qris',
  deliver: 'kirim|dikirim|pengiriman|ongkir|antar|diantar|gojek|grab|jne',
  anger:
    'penipu|penipuan|bohong|parah|jelek|kecewa|marah|kesal|goblok|bodoh|mengecewakan|payah|lama banget|buruk',
  praise: 'bagus|mantap|keren|suka|cantik|hebat|senang|puas|sip|enak|terbaik',
  urgent: 'segera|secepatnya|cepat|sekarang|hari ini|mendesak|buru buru|darurat|urgent',
  later:
    'pikir pikir|saya pikir dulu|nanti saya kabari|nanti kabari|nanti|belum|mungkin|bulan depan|minggu depan|tanya dulu|lihat lihat dulu|tanya tanya|cuma tanya',
  interest:
    'berapa|berapa harga|harganya|harga|tertarik|minat|mau beli|mau pesan|ingin|saya mau|saya ingin|saya butuh|butuh|cari|masih ada|ready|pesan|order|booking|beli',
  complaint:
    'rusak|cacat|tidak berfungsi|mati|refund|kembalikan|komplain|keluhan|belum sampai|belum datang|terlambat|telat|salah|masalah|kotor|tidak ada jawaban|tidak dibalas',
  doubt:
    'kondisi|kondisinya|garansi|original|asli|masih bagus|minus|lecet|servis|kenapa dijual|amanah|terpercaya',
  spam: 'slot gacor|judi|pinjaman online|hasilkan uang|klik link|penghasilan pasif|investasi pasti',
  confirmAsk: 'konfirmasi|mohon konfirmasi|sudah dipesan belum|bukti transfer|resi|nota',
  changeMind:
    'sebenarnya|tunggu|lupa|saya lupa|baru ingat|ganti rencana|berubah pikiran|maksud saya|eh',
  confused: 'tidak mengerti|gak ngerti|kurang paham|maksudnya|bisa diulang',
};

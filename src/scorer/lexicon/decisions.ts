import type { RuleLexicon } from '../cue-names.ts';
import type { LanguageTag } from '../language.ts';

/** Wordings in which a customer decides, or puts the decision off. */
export const decisions: Record<LanguageTag, RuleLexicon> = {
  en: {
    defer:
      'let me think|let us think|think about it|think it over|have a think|need to think|sleep on it|ask my husband|ask my wife|ask my partner|ask my boss|ask the boss|talk to my husband|talk to my wife|talk to my partner|talk it over|speak to my husband|speak to my wife|check with my|discuss it with|discuss with my|run it by|get back to you|come back to you|let you know|mull it over|not ready to decide|shop around|look around first|after payday|when i get paid|decide later',
    decline:
      'going with them|going with someone else|going with another|went with someone else|going elsewhere|going somewhere else|too much for me thanks|nvm|try selling it myself|found something else|bought one elsewhere|we cannot risk it|decided against|not going ahead|wont go ahead|no longer need',
    commit:
      'book me in|sign me up|count me in|ill take|i will take|well take|we will take|we would like the|id like to order|coming in|on my way|taking the|i want it|yes please|lets do it|lets go ahead|deal|works for me|that works|can be there|ill be there|signing tonight|see you at|see you then|please hold|reserve it',
    paid: 'paid|just paid|have paid|signed and paid|just sent the|sent the money|sent the deposit|payment sent|transferred',
  },
  es: {
    defer:
      'lo pienso|me lo pienso|lo voy a pensar|déjame pensarlo|déjeme pensarlo|pensármelo|pensarlo|hablo con mi|hablarlo con|lo hablo con|platicarlo|lo platico|lo consulto|consultarlo|consultar con|le pregunto a mi|preguntar a mi|te aviso|le aviso|les aviso|ya te diré|luego te digo|cuando cobre',
    decline:
      'lo hará mi|lo hago yo|muy caro para mí|se me va de precio|encontré otro|ya encontré|compré otro|me quedo con el otro|voy con otro|por ahora no|de momento no|ya no lo necesito|desisto',
    commit:
      'trato hecho|me lo quedo|me la quedo|me lo llevo|me la llevo|lo quiero|la quiero|vale dos|vale perfecto|vale genial|paso el|paso a|paso mañana|vamos mañana|los espero|resérvamelo|resérvame|apúntame|apuntarnos|quiero reservar|acepto|de acuerdo|nos vemos',
    paid: 'pagado|ya pagué|acabo de pagar|transferencia hecha|hice la transferencia|hice el bizum|bizum hecho',
  },
  fr: {
    defer:
      "je réfléchis|je vais réfléchir|laissez-moi réfléchir|on va réfléchir|on y réfléchit|j'en parle à|j'en parle avec|en parler à|en parler avec|je vois avec|je demande à mon|je demande à ma|je transmets à|je reviens vers vous|je vous redis|je vous recontacte|je vous tiens au courant|on en discute",
    decline:
      "trop cher pour moi|trop cher pour nous|je vais m'organiser|je vais me débrouiller|trouvé autre chose|trouvé moins cher|voir ailleurs|non merci donc|j'abandonne|je laisse tomber|finalement non|plus besoin",
    commit:
      "je prends|je le prends|je la prends|ok pour|d'accord pour|va pour|ça me va|ça marche|je viens|je passe|je réserve|je confirme|on fait comme ça|inscrivez-moi|marché conclu|je signe|c'est parfait",
    paid: "payé|j'ai payé|virement fait|virement effectué|je viens de payer|acompte versé|c'est payé",
  },
  de: {
    defer:
      'ich überlege|überlege es mir|überlege mir|überlegs mir|muss überlegen|noch überlegen|mal überlegen|und überlegen|nochmal überlegen|denke darüber nach|drüber nachdenken|drüber schlafen|darüber schlafen|rede mit meiner|rede mit meinem|spreche mit meiner|spreche mit meinem|frage meine frau|frage meinen mann|frau besprechen|mann besprechen|ich melde mich|melde mich dann|gebe bescheid|rücksprache|vergleiche noch',
    decline:
      'trotzdem zu teuer|mir zu teuer|zu teuer für mich|suche ich weiter|suche weiter|dann eher nicht|woanders gekauft|woanders gefunden|anderes gefunden|hat sich erledigt|nehme den anderen|nehme das andere|nehme die andere|lass es',
    commit:
      'abgemacht|nehme ich|ich nehme|nehm ich|bin dabei|bin da|passt mir|einverstanden|ich komme|bringe es|ich bringe|hole ihn|hole es|hole sie|bitte buchen|bitte reservieren|melden sie mich an|machen wir so',
    paid: 'bezahlt|überwiesen|ist überwiesen|geld ist raus|anzahlung ist',
  },
  pt: {
    defer:
      'vou pensar|deixa eu pensar|deixa-me pensar|vou ver com|falar com o meu|falar com a minha|falar com meu|falar com minha|conversar com meu|conversar com minha|vou consultar|depois digo|depois te digo|depois aviso|te aviso|aviso depois|e retorno|dou retorno|quando receber',
    decline:
      'muito caro pra mim|muito caro para mim|caro demais pra mim|desisti|desisto|achei outro|encontrei outro|achei mais barato|comprei outro|não quero mais|deixa pra lá|fica pra próxima|fica para a próxima|já não preciso',
    commit:
      'fico com|fechado|fechou|combinado|pode reservar|quero reservar|vou querer|vou ficar com|passo aí|passo lá|quero sim|pode marcar|confirmo|aceito',
    paid: 'paguei|já paguei|pix feito|fiz o pix|pix enviado|transferência feita|transferi',
  },
  tl: {
    defer:
      'pag isipan|pag iisipan|pagiisipan|pagisipan|pag isipan ko|isipin ko|iisipin ko|tanong ko muna|tanong ko po|itanong ko|tatanong ko|tatanungin ko|paalam muna|usap muna|pag usapan|kausapin ko|balikan kita|balikan ko|balik po ako|balik ako|sabihan kita|update kita|pag sahod|sa sahod|tingin muna|di pa sure',
    decline:
      'wag na lang|wag na po|huwag na lang|sa iba na lang|sa iba na|nakabili na|may nakita na|may nabili na|ayoko na|next time na lang|next time na|ay sayang',
    commit:
      'kunin ko|kukunin ko|go na|daan ako|punta ako|pupunta ako|pa reserve|order na ako|payag ako|mine|g na|game|deal|pabook|pa book',
    paid: 'bayad na|nagbayad na|nabayaran na|na gcash ko na|nag gcash na|nasend ko na|paid na',
  },
  id: {
    defer:
      'pikir pikir|pikir dulu|saya pikir|mikir dulu|tanya istri|tanya suami|tanya dulu|diskusi dulu|ngobrol dulu|nanti saya kabari|nanti kabari|saya kabari|kabarin lagi|lihat lihat dulu|habis gajian|nunggu gajian|bulan depan',
    decline:
      'gak jadi|ga jadi|tidak jadi|nggak jadi|kemahalan buat|terlalu mahal buat|sudah dapat|udah dapet|udah beli|sudah beli|cari yang lain|cari tempat lain|lain kali aja|lain kali saja|batal',
    commit:
      'saya ambil|aku ambil|deal|saya pesan|pesan satu|saya ke sana|saya datang|otw|booking ya|setuju|sepakat',
    paid: 'sudah transfer|udah transfer|udah bayar|sudah bayar|sudah saya bayar|sudah dibayar|lunas',
  },
  ar: {
    defer:
      'أفكر|افكر|بفكر|سأفكر|هفكر|أسأل زوجي|اسأل زوجي|أسأل زوجتي|اسأل زوجتي|سأسأل|أشاور|اشاور|بشاور|أستشير|استشير|أرد عليك|ارد عليك|أرد عليكم|ارد عليكم|وأرد عليكم|وارد عليكم|أرجع لك|ارجع لك|برجع لك',
    decline:
      'غالي علي|سآخذ الثانية|اشتريت غيره|لقيت أرخص|لقيت غيره|وجدت غيره|وجدت أرخص|غيرت رأيي|لم أعد أريد|صرفت النظر',
    commit:
      'اتفقنا|موافق|موافقة|سآخذه|سآخذها|باخذه|باخذها|احجز لي|احجزلي|احجزه|سأكون هناك|سأحضر|توكلنا',
    paid: 'تم الدفع|دفعت|حولت|تم التحويل',
  },
};

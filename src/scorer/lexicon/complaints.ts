import type { RuleLexicon } from '../cue-names.ts';
import type { LanguageTag } from '../language.ts';

/**
 * Wordings of after-sales talks. `fault` names what the business did wrong with something already
 * bought, not a broken thing somebody wants repaired, which is how repair shops earn their money.
 */
export const complaints: Record<LanguageTag, RuleLexicon> = {
  en: {
    fault:
      'arrived broken|arrived damaged|arrived late|arrived with|arrived without|came broken|came damaged|came late|came without|delivered broken|delivered to the wrong|wrong size|wrong item|wrong order|wrong colour|wrong color|wrong product|wrong one|sent the wrong|sent me the wrong|never arrived|never came|never showed up|nobody came|no one came|nobody showed up|still waiting for my|still not arrived|still hasnt arrived|has not arrived|hasnt arrived|still have no|still no sign|days late|weeks late|hours late|out again|broken again|broke again|leaking again|not working again|happened again|broke after|stopped working after|third visit|second visit|third time|still broken|still leaking|still not working|still doesnt work|not what i ordered|not as described|not what i paid|charged me twice|charged twice|overcharged|double charged|you said that|you promised|was promised|were promised|have just been told|left a mess|fell apart|came apart|pieces missing|parts missing|missing from my order|raw inside|make a complaint|file a complaint|formal complaint|want to complain|terrible service|bad service|poor service',
    redress:
      'refund|refunded|refunding|money back|free of charge|no charge|replacement|replace it|send a new one|exchange it|return it|send it back|compensation|chargeback|make this right|put it right',
    apology:
      'so sorry|very sorry|truly sorry|really sorry|terribly sorry|sorry about that|sorry about this|sorry for the trouble|sorry for the inconvenience|sorry for the delay|we apologise|we apologize|i apologise|i apologize|our apologies|our mistake|our fault|that is on us|thats on us|no excuse|mix up|should not have happened|shouldnt have happened|make it up to you|make it right',
    bought:
      'my order|i ordered from you|i bought from you|you sent me|you delivered|you charged|we paid|i paid you|your fitter|your driver|your technician|your man',
  },
  es: {
    fault:
      'llegó roto|llegó rota|llegaron rotos|llegaron rotas|llegó dañado|llegó dañada|llegó tarde|llegó con|vino roto|vino rota|vino mal|me enviaron otro|me mandaron otro|me llegó otro|no es lo que pedí|no era lo que pedí|no ha llegado|no llegó|sigue sin llegar|sigue sin funcionar|sigo esperando|todavía no me llega|todavía no llega|aún no llega|otra vez lo mismo|volvió a fallar|volvió a romperse|volvió a fallarme|dejó de funcionar a|se rompió a|a los dos días|me cobraron|cobraron dos veces|me prometieron|prometieron|tercera vez|segunda vez que|no vino nadie|nadie vino|quedó mal|quedó peor|falta una pieza|faltan piezas|talla equivocada|producto equivocado|pedido equivocado|color equivocado|días de retraso|semanas de retraso|poner una queja|hoja de reclamaciones|quiero reclamar|mal servicio|pésimo servicio',
    redress:
      'reembolso|reembolsen|reembolsar|reembolsamos|devuelvan|me devuelven|devuélvanme|devolución|devolver el dinero|mi dinero|te devolvemos|le devolvemos|sin costo|sin coste|no pagas nada|no paga nada|uno nuevo|reemplazo|compensación',
    apology:
      'perdona las molestias|perdone las molestias|disculpa las molestias|disculpe las molestias|lo sentimos mucho|lo siento mucho|mil disculpas|una disculpa|pedimos disculpas|pido disculpas|no debería haber|no debió|error nuestro|nuestro error|culpa nuestra|lamentamos',
    bought: 'mi pedido|me enviaron|me mandaron|les compré|te compré|les pagué|ya fui',
  },
  fr: {
    fault:
      "arrivé cassé|arrivée cassée|arrivés cassés|arrivées cassées|arrivé abîmé|arrivée abîmée|arrivé avec|arrivée avec|reçu cassé|livré cassé|livrée cassée|pas ce que j'ai commandé|mauvaise taille|mauvais modèle|mauvaise couleur|mauvais article|toujours pas reçu|toujours pas arrivé|toujours pas arrivée|toujours rien reçu|jamais reçu|jamais venu|personne n'est venu|encore en panne|de nouveau en panne|retombé en panne|retombée en panne|ça recommence|ne marche toujours pas|ne fonctionne toujours pas|troisième fois|jours de retard|semaines de retard|depuis deux semaines|depuis trois semaines|vous me baladez|vous aviez promis|vous m'aviez promis|on m'a promis|débité deux fois|facturé deux fois|trop facturé|il manque|porter plainte|une réclamation|service lamentable|mal monté",
    redress:
      'remboursement|remboursé|remboursée|rembourser|remboursez|remboursons|mon argent|un échange|échanger|remplacement|geste commercial|à nos frais|sans frais|dédommagement',
    apology:
      "vraiment désolé|vraiment désolée|sincèrement désolé|sincèrement désolée|toutes nos excuses|mes excuses|nos excuses|pardon pour|désolé pour|désolée pour|désolés pour|notre erreur|erreur de notre part|notre faute|n'aurait pas dû",
    bought:
      "ma commande|mon colis|vous m'avez livré|vous m'avez envoyé|mon abonnement|j'avais commandé",
  },
  de: {
    fault:
      'noch gefroren|kaputt angekommen|beschädigt angekommen|defekt angekommen|kam kaputt|kam beschädigt|falsch geliefert|falsche größe|falsche farbe|falsches modell|die falsche|das falsche|den falschen|nicht bestellt|immer noch nicht da|immer noch nicht angekommen|noch nicht angekommen|nie angekommen|nicht angekommen|warte immer noch|warte seit|warten seit|niemand gekommen|keiner gekommen|keiner kam|niemand kam|wieder ausgefallen|nach der reparatur|zum dritten mal|zum zweiten mal|tage zu spät|wochen zu spät|tage verspätung|haben versprochen|wurde versprochen|mir versprochen|doppelt abgebucht|doppelt berechnet|zu viel berechnet|es fehlt|es fehlen|erwarte ich|war roh|beschwerde|beschweren|reklamieren|schlechter service',
    redress:
      'erstattung|erstatten|erstattet|rückerstattung|geld zurück|mein geld|zurückgeben|zurückschicken|umtausch|umtauschen|ersatz|ersatzlieferung|kostenlos|gutschrift|auf unsere kosten|nachbessern',
    apology:
      'sehr leid|wirklich leid|furchtbar leid|aufrichtig leid|entschuldigen die|entschuldigung für|entschuldigen uns|bitten um entschuldigung|unser fehler|unser versehen|hätte nicht passieren|darf nicht passieren|bedauern',
    bought:
      'meine bestellung|mein paket|haben mir geliefert|haben mir geschickt|ihr monteur|ich hatte bestellt',
  },
  pt: {
    fault:
      'chegou quebrado|chegou quebrada|chegou partido|chegou partida|chegou danificado|chegou danificada|chegou estragado|chegou estragada|chegou atrasado|chegou com|veio quebrado|veio quebrada|veio errado|veio errada|veio com defeito|veio faltando|tamanho errado|produto errado|pedido errado|não foi o que pedi|não é o que pedi|ainda não chegou|não chegou|nunca chegou|continuo à espera|continuo esperando|até agora nada|ninguém veio|ninguém apareceu|avariou outra vez|quebrou de novo|estragou de novo|terceira vez|segunda vez que|dias de atraso|semanas de atraso|prometeram|me cobraram|cobraram duas vezes|cobrado duas vezes|cobraram a mais|está faltando|falta uma peça|faltam peças|reclamação|livro de reclamações|procon|péssimo atendimento|mau serviço',
    redress:
      'reembolso|reembolsar|reembolsamos|estorno|estornar|dinheiro de volta|meu dinheiro|devolução|devolver|trocar por outro|substituição|sem custo|sem custos|compensação|indenização|indemnização',
    apology:
      'mil desculpas|pedimos desculpa|pedimos desculpas|peço desculpa|peço desculpas|lamentamos|sinto muito|sentimos muito|desculpe o transtorno|desculpa o transtorno|desculpe pelo|desculpa pelo|erro nosso|nosso erro|falha nossa|culpa nossa|não devia ter|não deveria ter',
    bought: 'meu pedido|minha encomenda|vocês mandaram|vocês enviaram|encomendei|comprei com vocês',
  },
  tl: {
    fault:
      'sira pagdating|basag pagdating|sira nung dumating|sira yung dumating|basag yung dumating|sira agad|nasira agad|nasira ulit|sira ulit|sira na naman|mali yung|mali ang|mali po yung|mali po ang|maling size|maling item|maling kulay|wala pa rin|wala pa din|di pa dumating|hindi pa dumating|hindi pa dumarating|di pa rin dumarating|hindi dumating|di dumating|walang dumating|kulang yung|kulang ang|may kulang|pangatlong beses|pangalawang beses|ilang araw na|ilang linggo na|dalawang linggo na|sabi niyo|sabi nyo|nangako kayo|doble singil|magrereklamo|reklamo',
    redress:
      'refund|irefund|ma refund|marefund|ibalik ang pera|ibalik niyo|ibalik nyo|balik pera|pera ko|palitan|papalitan|kapalit|libre na lang',
    apology:
      'pasensya na po|pasensiya na po|pasensya na|sorry po talaga|sorry po sa|paumanhin|kasalanan namin|pagkakamali namin|mali namin',
    bought: 'order ko|inorder ko|in order ko|binili ko|pinadala niyo|pinadala nyo',
  },
  id: {
    fault:
      'datang rusak|sampai rusak|datang pecah|sampai pecah|barang rusak|barangnya rusak|salah kirim|salah ukuran|salah warna|salah barang|salah produk|tidak sesuai pesanan|gak sesuai pesanan|ga sesuai pesanan|belum sampai|belum datang|belum nyampe|belum juga|rusak lagi|mati lagi|bocor lagi|error lagi|ketiga kalinya|kedua kalinya|telat|terlambat|dijanjikan|ditagih dua kali|ada yang kurang|isinya kurang|kurang satu|komplain|kecewa|mengecewakan|pelayanan buruk',
    redress:
      'refund|uang kembali|uang saya|kembalikan uang|dikembalikan|pengembalian|retur|ganti baru|diganti|kami ganti|ganti rugi',
    apology: 'mohon maaf|maaf banget|maaf sekali|maaf atas|minta maaf|kesalahan kami|salah kami',
    bought: 'pesanan saya|pesananku|orderan saya|paket saya|yang saya pesan|yang saya beli',
  },
  ar: {
    fault:
      'وصل مكسور|وصلت مكسورة|وصل مكسورا|وصل تالف|وصلت تالفة|وصلني غلط|المقاس غلط|مقاس غلط|اللون غلط|غير الطلب|ليس ما طلبت|مو اللي طلبته|مش اللي طلبته|لم يصل|لم تصل|لم يصلني|ما وصل|ما وصلت|ما وصلني|لم يأت أحد|ما جاء احد|تعطل مرة أخرى|تعطل مرة ثانية|نفس المشكلة|للمرة الثالثة|للمرة الثانية|ثالث مرة|ثاني مرة|تأخر|تأخير|متأخر|تأخرتم|وعدتم|وعدتوني|وعدتموني|انخصم مرتين|ناقص|شكوى|اشتكي|أشتكي|خدمة سيئة',
    redress:
      'استرداد|استرجاع|إرجاع|ارجاع|رجعوا فلوسي|فلوسي|أموالي|نقودي|استبدال|تبديل|تعويض|نعوضك|نعيد لك',
    apology: 'نعتذر|أعتذر|اعتذر|نأسف|آسفين|اسفين|آسف جدا|خطأ منا|خطأنا|الخطأ منا|حقك علينا|المعذرة',
    bought: 'طلبي|طلبيتي|اشتريت منكم|أرسلتم|ارسلتم|دفعت لكم',
  },
};

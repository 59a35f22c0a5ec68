import type { Lexicon } from '../cue-names.ts';

/** Filipino, mixed with English as it is written in chats. */
export const tl: Lexicon = {
  yes: 'oo|opo|oho|sige|sige po|cge|ge|okay po|ok po|yes po|oo naman|pwede|pwede po|puwede|g',
  no: 'hindi|hindi po|di|wag|huwag|ayaw',
  accept:
    'sige kunin ko|kunin ko|kukunin ko|kukunin ko na|kunin ko na|bilhin ko|bibilhin ko|bibilin ko|payag ako|payag na ako|payag po|game|g na|deal na|sold na|sayo na|sa iyo na|sige po|sige na|okay na|ok na|ok na po|mine|mine po|go na|order na ako|oorder na ako|oorder po ako|order po ako|pa reserve na|reserve mo na|kita tayo|kita tayo bukas|tara|areglado',
  done: 'naka reserve|nakareserve|na reserve|naka book|na book|nabook|confirmed na|bayad na|nabayaran|nagbayad na|nag bayad na|nagsend na|sent na|nasend ko na|naipadala|na ship|nai ship|naka schedule|tapos na|paid na|nag gcash na|na gcash ko na',
  unavailable:
    'wala na|wala na po|wala kami|wala po kami|walang available|ubos na|sold out na|naubos|hindi available|di available|hindi na available|hindi pwede|di pwede|puno na|fully booked|nabenta na|walang slot|walang stock',
  available:
    'meron pa|meron po|meron|mayroon|available pa|available po|available pa po|may stock|may slot|on hand|may available|pwede pa',
  proposeBooking:
    'gusto niyo po ba|gusto mo ba|ibook ko na|i book ko|reserve ko na|i reserve ko|okay lang ba|ok lang po ba|okay po ba|kukunin niyo po ba|kukunin mo ba|order na po kayo|pwede na ba',
  askDetail:
    'pangalan|anong pangalan|anong araw|kailan|anong oras|ilang tao|ilan|saan|address niyo|contact number|anong size|anong kulay|alin|pang ilan',
  askChange:
    'ibang araw|ibang oras|ibang date|iba na lang|palit|ibang kulay|ibang size|resched|ilipat',
  refuse:
    'wag na|wag na lang|huwag na|huwag na lang|ayoko|ayoko na|hindi na|hindi na po|di na|di na po|hindi na lang|next time na lang|next time na|sa iba na lang|sa iba na|hanap na lang ako|maghahanap|hahanap|nakabili na|may nabili na|cancel na|cancel ko na|pa cancel|di ko kaya|hindi ko kaya|hindi kaya|pass muna|pass na|salamat na lang',
  pricey:
    'mahal|ang mahal|mahal naman|masyadong mahal|mahal po|kulang budget|kulang ang budget|wala sa budget|budget ko|mas mura|mas mura sa|hindi kaya ng budget',
  firm: 'last price|last na|last na po|fixed price|fixed na|fix price|di na bababa|hindi na bababa|wala nang tawad|walang tawad|no tawad|sagad na|sagad|masyadong mababa|lugi|lugi na|hanggang',
  offer:
    'pwede ba|pwede po ba|baka pwede|kung|kaya ba|bigay mo na|bigay ko|ibibigay ko|offer ko|tawad|last ko|kuha ko|na lang|na lang po|kahit',
  discount: 'tawad|may tawad|bawas|discount|mas mura|negotiable|less|pa less|baba|bawasan|suki',
  thanks: 'salamat|salamat po|maraming salamat|thank you po|ty po|thanks po',
  bye: 'paalam|ingat|ingat po|babay|sige bye|good night po',
  hello:
    'kumusta|kamusta|magandang umaga|magandang hapon|magandang gabi|hello po|hi po|good morning po|hi sis|hi maam|hi sir|tao po',
  sorry: 'pasensya|pasensya na|pasensiya|sori|sorry po|paumanhin|sayang',
  meet: 'pick up|pickup|kunin|kukunin|daan|dadaan|punta|pupunta|meet up|meetup|bukas|mamaya|ngayon|ngayong|sabado|linggo|saan kayo|saan po|location|lokasyon|address|tawag|text',
  pay: 'bayad|magbabayad|babayaran|bayaran|gcash|maya|cash|cod|bank transfer|downpayment|dp|hulugan|installment|resibo',
  deliver: 'deliver|delivery|padala|ipadala|ship|shipping|lalamove|jnt|lbc|grab|hatid',
  anger:
    'scam|scammer|manloloko|niloko|bwisit|buwisit|nakakainis|inis|galit|walang kwenta|bastos|panget|pangit|tagal|ang tagal|gago|putang|sinungaling|nakakadismaya|dismayado',
  praise:
    'ang ganda|maganda|ganda|galing|ang galing|sarap|masarap|gusto ko|love it|astig|ayos|solid|bet ko|ok na ok|ang bait',
  urgent:
    'agad|agad agad|ngayon na|ngayon|asap|rush|madalian|kailangan ko na|mamaya na|nagmamadali|urgent po',
  later:
    'pag iisipan|pagiisipan|pag isipan ko|iisipin ko|isipin ko muna|balikan kita|balik ako|balikan ko|mamaya na lang|baka|siguro|tanong ko muna|sabihan kita|update kita|sa susunod|next month|pag sahod|sa sahod|di pa sure|hindi pa|tingin tingin|nagtatanong lang',
  interest:
    'interesado|interesado ako|gusto ko|gusto ko po|gusto kong|magkano|magkano po|hm|how much po|pabili|bibili|order|oorder|pa order|paorder|kailangan ko|hanap ko|naghahanap|available pa|available pa po|meron pa|may available|magpapa|pa reserve|pa book|pabook|pa quote|mag inquire|inquire',
  complaint:
    'sira|nasira|basag|may sira|di gumagana|hindi gumagana|di umaandar|refund|irefund|ibalik|reklamo|di pa dumating|hindi pa dumarating|hindi dumating|wala pa rin|matagal|late|delayed|mali|maling|problema|walang sumasagot|di sumasagot|kulang',
  doubt:
    'legit ba|legit po ba|original ba|orig ba|may issue|may sira ba|may warranty|warranty|anong condition|issue|makinis|makinis pa|proof|may resibo',
  spam: 'kumita ng pera|easy money|online casino|sugal|free load|pautang online|click niyo',
  confirmAsk:
    'confirm po|pa confirm|confirmed po ba|okay na ba|ok na po ba|resibo|proof of payment|na receive',
  changeMind: 'ay teka|teka|teka lang|nakalimutan ko|nalimutan|naalala ko|iba pala|mali pala|pala',
  confused:
    'di ko gets|hindi ko gets|hindi ko maintindihan|di ko maintindihan|ano po ibig sabihin|ha',
};

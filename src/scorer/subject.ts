import type { Line, Reading } from './read-lines.ts';

/** Wordings after which a customer names what they want, surest first. One capture: the rest. */
const rest = '(?<rest>[^.,!?;:()\\n]{2,70})';
const act =
  '(?:buy|buying|rent|renting|book|booking|reserve|reserving|order|get|getting|purchase|purchasing|schedule|see|view|viewing|visit|make|have|look at|lease|try|arrange|reschedule|change|return|cancel)';
const leadIns: readonly RegExp[] = [
  `\\binterested in(?: ${act})? ${rest}`,
  `\\b(?:want|wanted|wanna|like|need|hoping|looking|wish|trying) to ${act} ${rest}`,
  `\\b(?:can|could|may) (?:i|we|you) ${act} ${rest}`,
  `\\b(?:looking for|inquiring about|enquiring about|inquire about|ask about|asking about|quote for|price for|price of|price on|help with|calling about|reserve|book|order) ${rest}`,
  `\\b(?:you|u) still (?:have|selling|got) ${rest}`,
  `\\b(?:interesa|interesada? en|busco|quisiera|quiero|necesito|me gustaría)(?: (?:comprar|reservar|pedir|encargar|saber el precio de|alquilar|agendar|hacer|una cita para))? ${rest}`,
  `\\b(?:intéressée? par|je cherche|je voudrais|j['’]aimerais|je souhaite|je souhaiterais|j['’]ai besoin (?:de|d['’]))(?: (?:acheter|réserver|commander|louer|prendre|avoir|savoir|visiter))? ?${rest}`,
  `\\b(?:interesse an|interessiere mich für|ich suche|ich brauche|ich möchte|ich hätte gerne?|würde gerne?|möchte gerne?|noch) ${rest}`,
  `\\b(?:interesse n[oa]|procuro|procurando|gostaria de|queria|quero|preciso de|preciso)(?: (?:comprar|reservar|encomendar|alugar|agendar|marcar|pedir|saber o preço d[oa]))? ${rest}`,
  `\\b(?:gusto ko(?:ng| po| sanang)?|hanap ko(?:ng| po)?|naghahanap (?:po )?(?:ako )?(?:ng)?|pabili(?: po)?(?: ng)?|available pa (?:po )?(?:ba )?(?:yung|ang)?|magkano (?:po )?(?:yung|ang|ba)?|hm(?: po)?(?: sa| yung)?|pa ?order(?: po)?(?: ng)?) ${rest}`,
  `\\b(?:saya mau|mau pesan|mau beli|saya ingin|ingin|butuh|cari|tertarik (?:dengan|sama)|berapa harga(?:nya)?|harga)(?: (?:beli|pesan|membeli|memesan|booking))? ${rest}`,
  `(?:أريد|اريد|ابي|أبي|ابغى|عايز|محتاج|أبحث عن|ابحث عن|بكم|كم سعر|مهتم ب|حجز) ?${rest}`,
  `\\b(?:how much (?:is|are|for|does|would|do you want for|are you asking for)|about|need|(?:is|are)) ${rest}`,
  `\\b(?:cuánto (?:cuesta|vale|es)|combien (?:coûte|pour)|was kostet|quanto custa|noch zu haben|tienen|avez-vous|haben sie|vocês têm) ${rest}`,
].map((source) => new RegExp(source, 'iu'));
/** The seller's own words for it, when the customer only said "it". */
const sellerLeadIn = new RegExp(
  `\\b(?:interested in|selling(?: you)?|looking for|renting|rent|about|sell you|for sale is|inquiring about|have) ${rest}`,
  'iu',
);

const opener =
  /^(?:(?:your|the|a|an|this|that|these|those|my|some|any|one of (?:your|the)|el|la|los|las|un|una|unos|unas|su|tu|le|les|une|des|du|de|votre|ton|l['’]|der|die|das|den|dem|ein|eine|einen|o|os|as|um|uma|yung|ang|ng|po|to|in|on|for|of|what|know|buying|is|are|it for|me|please|ba) )+/i;
const ender =
  / (?:and|but|that|which|who|if|because|since|when|where|can|could|would|will|do|does|is|are|was|please|pls|for sale|you|i|so|still|how|what|it|then|today|at all|up for|listed|thanks|pero|que|si|porque|por favor|para mí|mais|si|parce|svp|s['’]il|aber|und|wenn|bitte|mas|se|porque|po|kung|kasi|sana|ba|kak|ya|dong|apakah)(?: .*)?$/i;
const empty =
  /^(?:it|this|that|them|one|ones|item|the item|you|him|her|something|anything|information|more|more information|info|details|more details|me|price|offer|help|deal|interested|available|sure|able|go|any|lo|eso|esto|ça|cela|das|es|isso|ito|ini|itu|still|the price|your price|here|there|how|not|no|good|ok|in|on|now|location|a deal|everything|like to know|purchase|buying|selling|renting|make)$/i;

const looked = 14;
const mostWords = 9;

/** What the customer wants, in their own words ("a room at the Hyatt"); null when it is not said. */
export function subjectOf({ lines }: Reading): string | null {
  const own = lines.filter((line) => line.byCustomer).slice(0, looked);
  for (const leadIn of leadIns) {
    const found = firstMatch(own, leadIn);
    if (found !== null) return found;
  }
  return firstMatch(lines.filter((line) => !line.byCustomer).slice(0, looked), sellerLeadIn);
}

function firstMatch(lines: readonly Line[], leadIn: RegExp): string | null {
  for (const line of lines) {
    const match = leadIn.exec(line.text.slice(0, 400));
    const phrase = cleanPhrase(match?.groups?.['rest'] ?? '');
    if (phrase !== '') return phrase;
  }
  return null;
}

/** Drops articles and side clauses; empty when nothing is named. */
function cleanPhrase(raw: string): string {
  let phrase = raw.trim().replace(/\s+/g, ' ');
  const article = /^(?:a|an|one|un|una|une|ein|eine|einen|um|uma) /i.exec(phrase)?.[0] ?? '';
  phrase = phrase.replace(opener, '').replace(ender, '').trim();
  phrase = phrase
    .split(' ')
    .slice(0, mostWords)
    .join(' ')
    .replace(/["“”*<>{}]/g, '');
  if (phrase.length < 3 || empty.test(phrase) || !/\p{L}{2}/u.test(phrase)) return '';
  return article === '' || /s$/.test(phrase.split(' ')[0] ?? '') ? phrase : `${article}${phrase}`;
}

import { type LanguageTag, languages } from './language.ts';
import { cueCount, type Line, type Reading } from './read-lines.ts';

/** Wordings after which a customer names what they want, surest first. One capture: the rest. */
const rest = '(?<rest>[^.,!?؟¿¡;:()\\n]{2,70})';
const act =
  '(?:buy|buying|rent|renting|book|booking|reserve|reserving|order|get|getting|purchase|purchasing|schedule|see|view|viewing|visit|make|have|look at|lease|try|arrange|reschedule|change|return|cancel|quote|fix|repair|deliver)';

const compile = (sources: readonly string[]): RegExp[] =>
  sources.map((source) => new RegExp(source, 'iu'));

/** By language, since a regular expression costs a microsecond a line. */
const leadIns: Record<LanguageTag, RegExp[]> = {
  en: compile([
    `\\binterested in(?: ${act})? ${rest}`,
    `\\b(?:want|wanted|wanna|like|love|need|hoping|looking|wish|trying|ready|happy) to ${act} ${rest}`,
    `\\b(?:love|want|like) (?:your|this|the) ${rest}`,
    `\\b(?:i|we|['’]?d) (?:also |just |really )?(?:need|want|like|would like)(?= (?:a|an|some|my|\\d+) ) ${rest}`,
    `\\b(?:looking for|inquiring about|enquiring about|inquire about|ask about|asking about|quote for|price for|price of|price on|help with|calling about|(?:reserve|book|order)(?= (?:a|an|my|the|some|\\d))) ${rest}`,
    `\\b(?:you|u) still (?:have|selling|got) ${rest}`,
  ]),
  es: compile([
    `\\b(?:interesa|interesada? en|busco|quisiera|quiero|(?:sigue|está|todavía está) disponible|necesito|me gustaría|tienen|cuánto (?:cuesta|vale|es))(?: (?:comprar|reservar|pedir|encargar|saber el precio de|alquilar|agendar|hacer|una cita para))? ${rest}`,
  ]),
  fr: compile([
    `\\b(?:votre|vos|ton|le|la|les) (?<rest>[^.,!?;:()\\n]{2,50}?) (?:est|sont) (?:toujours|encore) `,
    `\\b(?:intéressée? par|je cherche|je voudrais|j['’]aimerais|je souhaite|je souhaiterais|avez-vous|combien (?:coûte|pour)|j['’]ai besoin (?:de|d['’]))(?: (?:acheter|réserver|commander|louer|prendre|avoir|savoir|visiter))? ?${rest}`,
  ]),
  de: compile([
    `\\b(?:interesse an|interessiere mich für|ich suche|ich brauche|ich möchte|ich hätte gerne?|würde gerne?|möchte gerne?|haben sie|was kostet|ist(?= (?:der|die|das|dein|ihr) )) ${rest}`,
  ]),
  pt: compile([
    `\\b(?:interesse n[oa]|procuro|procurando|gostaria de|queria|quero|vocês têm|quanto custa|preciso de|preciso)(?: (?:comprar|reservar|encomendar|alugar|agendar|marcar|pedir|saber o preço d[oa]))? ${rest}`,
  ]),
  tl: compile([
    `\\b(?:gusto ko(?:ng| po| sanang)?|hanap ko(?:ng| po)?|naghahanap (?:po )?(?:ako )?(?:ng)?|pabili(?: po)?(?: ng)?|available pa (?:po )?(?:ba )?(?:yung|ang)?|magkano (?:po )?(?:yung|ang|ba)?|hm(?: po)?(?: sa| yung)?|pa ?order(?: po)?(?: ng)?) ${rest}`,
  ]),
  id: compile([
    `(?<rest>\\p{L}+(?: \\p{L}+)?) (?:ini |itu )?masih (?:ada|tersedia)`,
    `\\b(?:saya mau|mau pesan|mau beli|saya ingin|ingin|butuh|cari|tertarik (?:dengan|sama)|berapa harga(?:nya)?|harga)(?: (?:beli|pesan|membeli|memesan|booking))? ${rest}`,
  ]),
  ar: compile([
    `(?:أريد|اريد|ابي|أبي|ابغى|عايز|محتاج|أبحث عن|ابحث عن|بكم|كم سعر|مهتم ب|حجز) ?${rest}`,
  ]),
};
/** Asking for something may be asking for a detail, so only the first lines count. */
const openings = compile([
  `\\bdo you (?:have (?:a|an|any)|fix|repair|sell|make|offer|deliver|rent) ${rest}`,
  `\\b(?:can|could|may) (?:i|we|you) ${act} ${rest}`,
]);
/** Looser wordings, heard only when neither side used a surer one. */
const looseLeadIns = compile([
  `\\bhow much (?:is|are|for|does|would) ${rest}`,
  `\\b(?:about|need|see|is|are|saw|have) (?=(?:the|your|this|these|those) )${rest}`,
]);
/** The seller's own words for it, when the customer only said "it". */
const sellerLeadIn = new RegExp(
  `\\b(?:interested in(?: (?:buying|renting|purchasing))?|selling(?: you)?|looking for|renting|rent|sell you|inquiring about|(?:about|want|like|buy|have)(?= (?:a|an|the|my|this|our) )) ${rest}`,
  'iu',
);

const opener =
  /^(?:(?:your|the|a|an|this|that|these|those|my|some|any|one of (?:your|the)|el|la|los|las|un|una|unos|unas|su|tu|le|les|une|des|du|de|votre|ton|l['’]|der|die|das|den|dem|ein|eine|einen|o|os|as|um|uma|yung|ang|ng|po|to|in|on|for|of|what|know|buying|is|are|it for|me|please|ba) )+/i;
const ender =
  / (?:and|but|that|which|who|if|because|since|when|where|can|could|would|will|do|does|is|are|was|please|pls|for sale|you|i|so|still|this instant|right now|how|what|it|then|today|at all|up for|listed|thanks|pero|que|si|porque|por favor|para mí|mais|si|parce|svp|s['’]il|noch|masih|aber|und|wenn|bitte|mas|se|porque|po|kung|kasi|sana|ba|kak|ya|dong|apakah)(?: .*)?$/i;
const empty =
  /^(?:it|this|that|them|one|ones|item|the item|you|him|her|something|anything|information|more|more information|info|details|more details|me|price|offer|help|deal|interested|available|sure|able|go|any|lo|eso|esto|ça|cela|das|es|isso|ito|ini|itu|still|the price|your price|here|there|how|not|no|good|ok|in|on|now|location|a deal|everything|like to know|purchase|buying|selling|renting|make)$/i;

/** Heads of phrases that are a detail of the thing, not the thing. */
const detail =
  /^(?:no )?(?:hour|whole \d+|it (?:on |at )?(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|issues?|problems?|prices?|costs?|pets?|schools?|conditions?|selection|deal|idea|few|lot|bit|little|chance|look|questions?|way|location|area|neighbou?rhood|utilities|deposit|rent|money|cash|budget|picture|photo|ad|listing|minutes?|lower|better|best|good|great|images|pictures|warranty|parking|only|refund)\b/i;
const action =
  /^(?:(?:going|to|reserving|booking|renting|viewing|view|see|purchasing|buying|getting|scheduling|finding|making|looking at|about|in|of|for) )+/i;

const looked = 8;
const mostWords = 12;
const mostText = 300;

/** What the customer wants, in their own words ("a room at the Hyatt"); null when it is not said. */
export function subjectOf({ lines, language }: Reading): string | null {
  const own = lines.filter((line) => line.byCustomer);
  const wishes = own.filter((line, index) => index < 2 || cueCount(line, 'interest') > 0);
  const heard = languages.filter((_, bit) => (language.mask & (1 << bit)) !== 0);
  // A language of its own goes before English, which is only mixed in.
  const patterns = heard.toReversed().flatMap((tag) => leadIns[tag]);
  const sellers = lines.filter((line) => !line.byCustomer).slice(0, 4);
  return (
    anyMatch(wishes.slice(0, looked), patterns) ??
    anyMatch(own.slice(0, 3), openings) ??
    anyMatch(sellers, [sellerLeadIn]) ??
    anyMatch(own.slice(0, 4), looseLeadIns)
  );
}

function anyMatch(lines: readonly Line[], patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    for (const line of lines) {
      const match = pattern.exec(line.text.slice(0, mostText));
      const phrase = cleanPhrase(match?.groups?.['rest'] ?? '');
      if (phrase !== '') return phrase;
    }
  }
  return null;
}

/** Drops side clauses and makes "your bike" "the bike"; empty when nothing is named. */
function cleanPhrase(raw: string): string {
  const told = raw
    .trim()
    .replace(/\s+/g, ' ')
    .replace(action, '')
    .replace(/["“”*<>{}\0]/g, '');
  const article = /^(?:to |in |for |of )?(a|an|un|una|une|ein|eine|einen|um|uma) /i.exec(told)?.[1];
  const pointed = /^(?:in |about |of |for )?(?:your|the|this|that|these|those|my|our) /i.test(told);
  const phrase = told
    .replace(opener, '')
    .replace(ender, '')
    .split(' ')
    .slice(0, mostWords)
    .join(' ');
  if (phrase.length < 3 || empty.test(phrase) || detail.test(phrase) || !/\p{L}{2}/u.test(phrase))
    return '';
  if (pointed) return `the ${phrase}`;
  return article === undefined ? phrase : `${article.toLowerCase()} ${phrase}`;
}

/** Languages with a word list of their own; a position in this list is a bit in a mask. */
export const languages = ['en', 'es', 'fr', 'de', 'pt', 'tl', 'id', 'ar'] as const;
export type LanguageTag = (typeof languages)[number];

/** Everyday words that tell a language; words shared between two are listed in both. */
const everyday: Record<LanguageTag | 'it' | 'nl', string> = {
  en: 'the i you is it a to and of for my me are do does can could would will have has this that with what how not im ill its your am be at on yes hello hi thanks thank please was when where price available want need much still like if so but there just any',
  es: 'el la los las de que y es un una por para con mi tu su se lo le no si hola gracias cuanto cuesta quiero quisiera tengo tiene esta este como cuando donde pero muy mas al del me te buenas buenos dias tardes hay puedo puede favor bien precio soy usted mañana manana necesito tambien eso nos son',
  fr: 'le la les de des du un une et est je vous tu il elle nous que qui pour avec mon ma votre ce cette bonjour merci combien oui non pas sur dans au aux jai cest suis avez peux pouvez voudrais svp bien tres plus mais ou si en demain salut bonsoir prix encore sil plait toujours',
  de: 'der die das und ist ich sie du wir ein eine einen nicht mit fur von zu auf haben habe hat kann konnen mein ihr den dem es im am noch wie was wann wo aber auch oder ja nein hallo danke bitte guten tag mir uns preis gerne wurde ware sehr schon morgen uhr bis bei wenn dann nur',
  pt: 'o a os as de que e um uma do da em no na por para com eu voce meu minha seu sua nao sim ola oi obrigado obrigada quanto custa quero queria tem tenho esta este como quando onde mas muito mais bom boa dia tarde pode posso voces ainda isso ta pra amanha preco tambem gostaria preciso ele ela',
  tl: 'po ang ng sa na mga ko mo ako ikaw ka siya kami tayo kayo niyo namin natin ba lang naman din rin pa ito iyan yan yung yun hindi di oo opo magkano salamat kung pag para may meron wala gusto sige kumusta dito diyan paano saan kailan bakit kasi pero sana nga muna ulit pwede sayang bukas kita kunin bukas nalang hm',
  id: 'yang dan di ke dari ini itu saya aku kamu anda kak kakak tidak gak ga nggak bisa ada untuk dengan apa apakah berapa mau sudah belum masih ya iya terima kasih halo harga dong aja saja nya juga kalau kalo jadi bagaimana gimana kami kita besok maaf min gan sis bang akan boleh harganya',
  ar: 'من في على إلى الى هل ما هذا هذه انا أنا كم لا نعم مرحبا السلام عليكم شكرا اريد أريد عن مع لو هو هي كيف متى اين أين يا عندكم عندك ان أن السعر بكم اليوم او أو كان تم لدي ابي ممكن',
  it: 'il lo gli che di e un una per con sono mi ti ci si non ciao grazie quanto costa vorrei ho hai questo questa come quando dove ma molto piu del della nel buongiorno buonasera posso anche prezzo ancora domani disponibile bene sto della dei',
  nl: 'de het een en is ik je u wij niet met voor van op te heb hebben kan kunnen mijn dat deze wat hoe waar wanneer maar ook nog ja nee hallo dank bedankt graag goed prijs beschikbaar morgen zou bent jullie naar als dan wel',
};

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ru', /[\u0400-\u04ff]/],
  ['el', /[\u0370-\u03ff]/],
  ['he', /[\u0590-\u05ff]/],
  ['ar', /[\u0600-\u06ff]/],
  ['hi', /[\u0900-\u097f]/],
  ['bn', /[\u0980-\u09ff]/],
  ['th', /[\u0e00-\u0e7f]/],
  ['ko', /[\uac00-\ud7af]/],
  ['ja', /[\u3040-\u30ff]/],
  ['zh', /[\u4e00-\u9fff]/],
];

const tags = Object.keys(everyday);
const votesOf = buildVotes();

function buildVotes(): Map<string, number[]> {
  const table = new Map<string, number[]>();
  for (const [index, list] of Object.values(everyday).entries()) {
    for (const raw of new Set(list.split(' '))) {
      const word = raw.normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u0652]/g, '');
      const owners = table.get(word) ?? [];
      if (!owners.includes(index)) owners.push(index);
      table.set(word, owners);
    }
  }
  return table;
}

export type LanguageReading = {
  /** BCP 47 primary tag, `und` when it cannot be told. */
  tag: string;
  /** Bit i is set when `languages[i]`'s wordings count; English always does (it is mixed in everywhere). */
  mask: number;
};

/** What the words seen so far say about the language. */
type LanguageVotes = { votes: Float64Array; words: number; foreign: string };

/** Words looked at; the language of a talk does not get clearer after a few sentences. */
const mostWords = 80;
const mostForeign = 200;

export const noVotes = (): LanguageVotes => ({
  votes: new Float64Array(tags.length),
  words: 0,
  foreign: '',
});

/** Adds the words of one sentence. */
export function voteOn(words: readonly string[], into: LanguageVotes): void {
  for (const word of words) {
    if (into.words >= mostWords) return;
    into.words++;
    const owners = votesOf.get(word);
    if (owners !== undefined) {
      const share = 1 / owners.length;
      for (let index = 0; index < owners.length; index++) {
        const owner = owners[index] ?? 0;
        into.votes[owner] = (into.votes[owner] ?? 0) + share;
      }
    } else if (word.charCodeAt(0) > 0x36f && into.foreign.length < mostForeign)
      into.foreign += word;
  }
}

/** Tells the language from everyday words, else from the script of the letters. */
export function countVotes({ votes, words, foreign }: LanguageVotes): LanguageReading {
  const byScript = scriptOf(foreign, words);
  if (byScript !== undefined && byScript !== 'ar') return { tag: byScript, mask: 1 };
  return fromVotes(votes, words, byScript);
}

function scriptOf(foreign: string, words: number): string | undefined {
  if (foreign.length < 2 || foreign.length < words / 2) return undefined;
  return scripts.find(([, letters]) => letters.test(foreign))?.[0];
}

function fromVotes(
  votes: Float64Array,
  words: number,
  script: string | undefined,
): LanguageReading {
  let best = 0;
  let rest = 0;
  for (let index = 1; index < votes.length; index++) {
    const vote = votes[index] ?? 0;
    if (vote > (votes[best] ?? 0)) {
      rest = Math.max(rest, votes[best] ?? 0);
      best = index;
    } else rest = Math.max(rest, vote);
  }
  const top = votes[best] ?? 0;
  let mask = script === 'ar' ? 1 | (1 << languages.indexOf('ar')) : 1;
  for (let index = 0; index < languages.length; index++) {
    const vote = votes[index] ?? 0;
    if (vote >= 0.5 && vote >= top * 0.4) mask |= 1 << index;
  }
  if (script === 'ar') return { tag: 'ar', mask };
  const sure = top >= 1 && top > rest * 1.15 && top >= words * 0.06;
  return { tag: sure ? (tags[best] ?? 'und') : 'und', mask };
}

/** Words that say something about a sale, in the languages of our dialogues. */
export const wording = {
  /** Said by either side when a talk ends well. */
  settles:
    /\b(?:deal|agreed?|sounds (?:good|great|fair)|(?:that )?works (?:for me)?|i can do (?:that|it)|i accept|sure|ok(?:ay)?|you got it|see you|your booking|has been booked|is booked|confirmed|vale|listo|d'accord|parfait|passt|gern|combinado|perfeito|noted)\b|تم|اتفقنا/giu,
  /** Said by the business when it cannot help. */
  declines:
    /\b(?:sorry|unfortunately|not available|no availab\w+|unavailable|fully booked|sold out|can'?t (?:go|do)|cannot (?:go|do)|unable|lo siento|désolée?s?|leider|infelizmente)\b/giu,
  commits:
    /\b(?:i'?ll take|i will take|let'?s do it|book (?:it|me)|deal|sold|sign me up|see you (?:then|at|on)|confirmed?|paid|just sent|transferred|order it|go ahead|perfect,? (?:see|book)|me lo quedo|trato hecho|reserv[ao]|confirmado|je (?:le|la) prends|je prends|d'accord|c'est bon|réservé|ich nehme|nehme (?:ich|es)|abgemacht|passt|gebucht|fechado|fico com|combinado|pode (?:marcar|reservar)|sige po|kunin ko|bayad na|go na)\b|تم|موافق|اتفقنا|سآخذ/giu,
  refuses:
    /\b(?:no thanks?|not interested|too expensive|too much|went with|found (?:another|someone)|never ?mind|cancel|pass on|can'?t afford|no longer|no gracias|muy caro|demasiado|ya no|non merci|trop cher|tant pis|laisse|nein danke|zu teuer|doch nicht|kein interesse|não,? obrigad[oa]|muito caro|deixa|desisti|mahal|wag na|hindi na)\b|غالي|لا شكرا|لم أعد/giu,
  complains:
    /\b(?:refund|complain\w*|terrible|awful|rude|broken again|scam|unacceptable|disappointed|ridiculous|reembolso|queja|estafa|remboursement|inadmissible|déçue?|beschwerde|unverschämt|enttäuscht|reembolso|reclamaç\w+|péssim\w+)\b|سيء|شكوى/giu,
  urges:
    /\b(?:today|asap|urgent\w*|emergency|right now|tonight|flooding|leak\w*|hoy|urgente|ahora|aujourd'hui|tout de suite|heute|sofort|dringend|hoje|agora|ngayon|madali)\b|عاجل|اليوم/giu,
  thanks:
    /\b(?:thanks?|thank you|great|perfect|awesome|love|gracias|genial|perfecto|merci|super|parfait|danke|toll|obrigad[oa]|ótimo|salamat|ganda)\b|شكرا|❤|😍|🙏|👍/giu,
  advertises:
    /\b(?:seo|followers|crypto|bitcoin|passive income|loan offer|click (?:this )?link|dear sir|guest post)\b/giu,
} as const;

const languages: readonly (readonly [string, RegExp])[] = [
  ['ar', /[\u0600-\u06ff]/gu],
  ['tl', /\b(?:po|ko|ba|ang|magkano|meron|salamat|yung|naman|lang|sige)\b/giu],
  ['de', /\b(?:ich|und|nicht|das|ist|wir|der|die|für|haben|noch|ein)\b/giu],
  ['fr', /\b(?:je|est|vous|les|pour|avec|une|pas|bonjour|merci|nous|c'est)\b/giu],
  ['pt', /\b(?:não|você|uma|para|com|obrigad[oa]|tem|quanto|oi|está|fica)\b/giu],
  ['es', /\b(?:el|los|para|una|hola|cuánto|gracias|está|por|con|tiene|que)\b/giu],
  ['en', /\b(?:the|is|you|and|for|have|what|can|it|to|a)\b/giu],
];

export function countMatches(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/** BCP 47 primary tag of the likeliest language, "und" when no word is known. */
export function languageOf(text: string): string {
  let best = { tag: 'und', hits: 0 };
  for (const [tag, pattern] of languages) {
    const hits = countMatches(pattern, text) * (tag === 'ar' ? 0.3 : 1);
    if (hits > best.hits) best = { tag, hits };
  }
  return best.tag;
}

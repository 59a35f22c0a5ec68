import type { LeadStatus } from '../contracts/analysis.ts';
import type { Transcript } from '../contracts/transcript.ts';

/** Dialogues written for these tests. A line starts with who wrote it: `c` customer, `b` business. */
export type Invented = {
  name: string;
  language: string;
  outcome: 'won' | 'lost' | 'open';
  statuses: readonly LeadStatus[];
  lines: readonly string[];
};

const minute = 60_000;
export const start = new Date('2026-03-04T10:00:00Z');

/** A transcript with four minutes between messages. */
export function transcriptOf(lines: readonly string[], customerName = 'Mara Quist'): Transcript {
  return {
    customerName,
    businessName: 'Corner Works',
    platform: 'messenger',
    messages: lines.map((line, index) => ({
      id: `m${index}`,
      author: line.startsWith('c') ? 'customer' : 'business',
      sentAt: new Date(start.getTime() + index * 4 * minute),
      text: line.slice(2),
      attachments: 0,
    })),
  };
}

const open: readonly LeadStatus[] = [
  'NEW',
  'CONTACTED',
  'QUALIFIED',
  'PROPOSAL_SENT',
  'NEGOTIATING',
];

export const invented: readonly Invented[] = [
  {
    name: 'sofa taken',
    language: 'en',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Hi, is the grey sofa still for sale?',
      'b Yes it is, I am asking $220 for it.',
      'c Would you take $180 if I collect it tonight?',
      'b I could let it go for $200.',
      "c Deal, I'll take it. What is your address?",
      'b 14 Mill Lane, see you at seven.',
    ],
  },
  {
    name: 'sofa refused',
    language: 'en',
    outcome: 'lost',
    statuses: ['LOST', 'NEGOTIATING'],
    lines: [
      'c Hi, is the grey sofa still for sale?',
      'b Yes it is, I am asking $220 for it.',
      "c That is too expensive for me, I can't pay more than $90.",
      'b Sorry, the lowest I can go is $210.',
      'c No thanks, I will look elsewhere. Good luck with the sale.',
    ],
  },
  {
    name: 'dental appointment',
    language: 'en',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Hello, I need to book a check-up next week',
      'b Sure, may I have your name, please?',
      'c Mara Quist',
      'b Tuesday at 9 am is available. Shall I book it for you?',
      'c Yes please, that works for me',
      'b Great, your appointment is booked. See you on Tuesday!',
      'c Thank you so much',
    ],
  },
  {
    name: 'no room',
    language: 'en',
    outcome: 'lost',
    statuses: ['LOST'],
    lines: [
      'c Hello, I would like to reserve a room for two from June 3rd to 6th',
      'b May I have your name, please?',
      'c Mara',
      'b I am sorry, there is no room available for these dates.',
      'c What a pity, thanks anyway. Bye',
      'b Thank you and goodbye.',
    ],
  },
  {
    name: 'bulk mugs asked',
    language: 'en',
    outcome: 'open',
    statuses: open,
    lines: [
      'c Hello, could you quote 500 printed mugs with our logo?',
      'b Of course! That would be 2,150 EUR including delivery.',
      'c And how soon could you deliver them? We need them before Friday.',
    ],
  },
  {
    name: 'mesa vendida',
    language: 'es',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Hola, ¿sigue disponible la mesa de roble?',
      'b Hola, sí, está disponible. Cuesta 150 €.',
      'c ¿Me la dejas en 130 € si la recojo mañana?',
      'b Te la dejo en 140 €.',
      'c Perfecto, me la llevo. ¿A qué hora paso?',
      'b A las seis, te espero. ¡Gracias!',
    ],
  },
  {
    name: 'mesa rechazada',
    language: 'es',
    outcome: 'lost',
    statuses: ['LOST', 'NEGOTIATING'],
    lines: [
      'c Hola, me interesa la mesa de roble',
      'b Hola, cuesta 150 €.',
      'c Uf, es muy caro para mí, te doy 60 €',
      'b Lo siento, no puedo bajar de 145 €.',
      'c Entonces no me interesa, gracias, buscaré en otro lado',
    ],
  },
  {
    name: 'cita confirmada',
    language: 'es',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Buenas tardes, quisiera una cita para corte de pelo',
      'b Claro, ¿qué día le va bien?',
      'c El viernes a las 5',
      'b Tenemos hueco. ¿Se lo reservo?',
      'c Sí, por favor',
      'b Listo, su cita está confirmada. Gracias',
      'c Muchas gracias',
    ],
  },
  {
    name: 'sin disponibilidad',
    language: 'es',
    outcome: 'lost',
    statuses: ['LOST', 'QUALIFIED', 'CONTACTED'],
    lines: [
      'c Hola, quiero reservar una habitación para el sábado',
      'b Lo siento, no hay habitaciones, estamos llenos.',
      'c Vaya, no gracias entonces, adiós',
    ],
  },
  {
    name: 'vélo vendu',
    language: 'fr',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Bonjour, votre vélo est toujours disponible ?',
      'b Bonjour, oui, je le laisse à 250 €.',
      'c Je vous propose 220 € et je viens le chercher ce soir.',
      'b Allez, va pour 230 €.',
      "c C'est parfait, je le prends. Merci !",
      'b Merci, à ce soir.',
    ],
  },
  {
    name: 'vélo trop cher',
    language: 'fr',
    outcome: 'lost',
    statuses: ['LOST', 'NEGOTIATING'],
    lines: [
      'c Bonjour, je suis intéressé par le vélo',
      'b Bonjour, il est à 250 €.',
      "c C'est trop cher, je peux mettre 120 € maximum",
      'b Non désolé, prix ferme.',
      'c Tant pis, je vais voir ailleurs. Bonne journée',
    ],
  },
  {
    name: 'Tisch gekauft',
    language: 'de',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Hallo, ist der Schreibtisch noch zu haben?',
      'b Ja, der ist noch da, 80 Euro VB.',
      'c Wären 65 Euro bei Abholung heute möglich?',
      'b 70 Euro und er gehört dir.',
      'c Abgemacht, ich nehme ihn. Wann kann ich vorbeikommen?',
      'b Ab 18 Uhr, bis dann.',
    ],
  },
  {
    name: 'Tisch abgesagt',
    language: 'de',
    outcome: 'lost',
    statuses: ['LOST', 'NEGOTIATING'],
    lines: [
      'c Hallo, was kostet der Schreibtisch?',
      'b 80 Euro, Festpreis.',
      'c Das ist mir zu teuer, ich biete 30 Euro.',
      'b Nein, das ist zu wenig.',
      'c Dann lasse ich es, kein Interesse mehr. Schönen Tag noch',
    ],
  },
  {
    name: 'Termin gebucht',
    language: 'de',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Guten Tag, ich brauche einen Termin zur Wartung meiner Heizung',
      'b Guten Tag, Donnerstag um 9 Uhr wäre frei. Soll ich das eintragen?',
      'c Ja gerne, das passt gut',
      'b Ihr Termin ist gebucht und bestätigt.',
      'c Vielen Dank',
    ],
  },
  {
    name: 'cake order',
    language: 'tl',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Hello po, magkano po yung ube cake?',
      'b Hi po, ₱850 po ang isa.',
      'c Pwede po ba 800 na lang?',
      'b Sige po, ₱820 last price na.',
      'c Sige po, kunin ko na. Pick up ko bukas ng hapon',
      'b Salamat po, naka reserve na po sa inyo.',
    ],
  },
  {
    name: 'cake too dear',
    language: 'tl',
    outcome: 'lost',
    statuses: ['LOST', 'NEGOTIATING', 'PROPOSAL_SENT', 'QUALIFIED'],
    lines: [
      'c Magkano po ang ube cake niyo?',
      'b ₱850 po ang isa.',
      'c Ang mahal naman po, wala sa budget ko',
      'b Fixed price na po kasi.',
      'c Ay sige wag na lang po, sa iba na lang ako. Salamat na lang',
    ],
  },
  {
    name: 'bolo fechado',
    language: 'pt',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Oi, bom dia! Quanto custa o bolo de cenoura?',
      'b Bom dia! R$ 90 o grande.',
      'c Faz por R$ 80?',
      'b Faço por R$ 85.',
      'c Fechado, vou levar. Posso buscar amanhã?',
      'b Pode sim, até amanhã!',
    ],
  },
  {
    name: 'bolo recusado',
    language: 'pt',
    outcome: 'lost',
    statuses: ['LOST', 'NEGOTIATING', 'PROPOSAL_SENT'],
    lines: [
      'c Oi, quanto custa o bolo?',
      'b R$ 90 o grande.',
      'c Nossa, muito caro. Não dá pra mim.',
      'b Não consigo baixar, infelizmente.',
      'c Então deixa pra lá, vou procurar outro lugar. Obrigada',
    ],
  },
  {
    name: 'motor jadi',
    language: 'id',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c Halo kak, helm ini masih ada?',
      'b Masih ada kak, harga Rp 250.000',
      'c Bisa kurang jadi Rp 220.000?',
      'b Rp 230.000 ya kak',
      'c Oke deal, saya ambil. Besok saya transfer',
      'b Siap kak, terima kasih',
    ],
  },
  {
    name: 'motor batal',
    language: 'id',
    outcome: 'lost',
    statuses: ['LOST', 'NEGOTIATING', 'PROPOSAL_SENT'],
    lines: [
      'c Halo kak, berapa harga helmnya?',
      'b Rp 250.000 kak',
      'c Wah mahal banget, di luar budget saya',
      'b Maaf kak harga pas',
      'c Tidak jadi ya kak, saya cari yang lain. Terima kasih',
    ],
  },
  {
    name: 'kursi arabic',
    language: 'ar',
    outcome: 'won',
    statuses: ['WON'],
    lines: [
      'c السلام عليكم، بكم الكرسي؟',
      'b وعليكم السلام، السعر 300 ريال',
      'c هل تقبل 250 ريال؟',
      'b 270 ريال آخر سعر',
      'c تمام اتفقنا، سآخذه. أستلم بكرة',
      'b على خير، شكرا لك',
    ],
  },
  {
    name: 'complaint',
    language: 'en',
    outcome: 'open',
    statuses: open,
    lines: [
      'c My order arrived broken and nobody answers my calls. This is unacceptable, I want a refund!',
    ],
  },
  {
    name: 'advertising',
    language: 'en',
    outcome: 'open',
    statuses: open,
    lines: [
      'c Earn money from home with crypto, passive income guaranteed. Click here for the promo code',
    ],
  },
];

/** Complaints written for these tests, one a language; none is taken from the demo. */
export const complaintTalks: readonly (readonly [language: string, ...lines: string[]])[] = [
  [
    'en',
    'c My order came without the legs, so I have a table top on the floor.',
    'b We are so sorry about that. The legs leave here today.',
    'c Fine, I will be there on Friday then.',
    'b Perfect, see you Friday.',
  ],
  [
    'es',
    'c La lámpara llegó rota y ya les pagué 60 €.',
    'b Lo sentimos mucho. Te devolvemos los 60 € hoy.',
    'c vale, de acuerdo',
  ],
  [
    'fr',
    "c Ma commande est arrivée cassée, j'ai payé 80 €.",
    'b Toutes nos excuses, je vous propose un remboursement de 80 €.',
    'c ok parfait, je prends le remboursement',
  ],
  [
    'de',
    'c Meine Bestellung ist immer noch nicht angekommen, 45 € sind weg.',
    'b Das tut uns sehr leid, wir erstatten die 45 €.',
    'c einverstanden',
  ],
  [
    'pt',
    'c Meu pedido veio errado, paguei 120 reais por isso.',
    'b Pedimos desculpa! Fazemos o reembolso de 120 reais.',
    'c combinado, pode ser',
  ],
  [
    'tl',
    'c Sira nung dumating yung order ko, ₱900 pa naman po.',
    'b Pasensya na po, papalitan po namin bukas.',
    'c sige po, deal',
  ],
  [
    'id',
    'c Pesanan saya datang rusak, padahal sudah bayar Rp 200.000.',
    'b Mohon maaf kak, kami ganti ya, Rp 200.000 dikembalikan.',
    'c oke deal',
  ],
  [
    'ar',
    'c وصلت الطاولة مكسورة وأنا دفعت لكم 300 درهم',
    'b نعتذر منك، هل تريد استرجاع 300 درهم؟',
    'c موافق',
  ],
];

/** An offer of the business, put off by the customer. */
export const putOffTalks: readonly (readonly [language: string, ...lines: string[]])[] = [
  [
    'en',
    'c Hi, how much is the garden bench?',
    'b It is $240, delivered on Saturday.',
    'c ok sounds good, let me talk it over with my sister',
  ],
  [
    'es',
    'c Hola, me interesa la bicicleta azul, ¿cuánto cuesta?',
    'b Son 190 € con candado.',
    'c vale, hablo con mi marido y le aviso',
  ],
  [
    'fr',
    'c Bonjour, combien coûte la réparation du vélo ?',
    'b 70 € avec les pièces.',
    "c d'accord merci, je réfléchis",
  ],
  [
    'de',
    'c Hallo, was kostet das Regal mit Aufbau?',
    'b Mit Aufbau 260 €.',
    'c ok, ich überlege es mir noch',
  ],
  [
    'pt',
    'c Bom dia, quanto custa a pintura do quarto?',
    'b Fica 300 €, com tinta.',
    'c ok, vou pensar e depois digo',
  ],
  [
    'tl',
    'c Hello po, magkano po yung cabinet?',
    'b ₱4,500 po, free delivery.',
    'c sige po, pag-isipan ko muna po',
  ],
  [
    'id',
    'c Halo kak, berapa harga meja ini?',
    'b Rp 750.000 kak, gratis ongkir.',
    'c oke kak, saya pikir pikir dulu ya',
  ],
  ['ar', 'c السلام عليكم، كم سعر الكنبة؟', 'b السعر 900 درهم مع التوصيل.', 'c تمام، خليني أفكر'],
];

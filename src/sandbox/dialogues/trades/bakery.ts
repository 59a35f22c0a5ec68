import type { Dialogue } from '../authoring.ts';

export const bakery: readonly Dialogue[] = [
  {
    name: 'Harriet Lowe',
    on: 'instagram',
    hoursAgo: 30,
    lines: [
      [
        'c',
        0,
        'Hello! I love the three tier lemon cake on your page. Could you do something like it for 80 people on 14 March?',
      ],
      [
        'b',
        35,
        'Hi Harriet, thank you! 14 March is free. For 80 it would be £420 with sugar flowers or £360 with fresh ones.',
      ],
      ['c', 50, 'fresh flowers would be perfect. is delivery to Thornbury included?'],
      ['b', 8, 'Delivery and set up there is £35.'],
      ['c', 14, 'Could we say 380 all in? We are trying to stay under 400 for the cake'],
      ['b', 22, 'If you bring the flowers from your florist I can do 375 delivered.'],
      ['c', 5, 'Deal!! our florist is already doing the tables so that is easy'],
      ['b', 3, 'Wonderful. £100 holds the date, the rest two weeks before.'],
      ['c', 26, 'just sent the 100 🎂'],
      ['b', 11, 'Received, you are in the book.'],
    ],
  },
  {
    name: 'Marites Villanueva',
    on: 'messenger',
    hoursAgo: 5,
    lines: [
      ['c', 0, 'Good pm! Magkano po ang 8 inch na chocolate cake with dedication?'],
      ['b', 6, 'Hi ma’am! ₱850 po, may free candle.'],
      ['c', 2, 'pwede po bukas ng 2pm? birthday ng anak ko'],
      ['b', 4, 'Pwede po. Ano pong ilalagay?'],
      ['c', 1, '"Happy 7th Birthday Kiko" kulay blue po sana'],
      ['b', 1, 'Noted! Gcash na lang po ang bayad, 0900 000 1234'],
      ['c', 9, 'bayad na po', ['image']],
      ['b', 3, 'Got it, salamat po! See you tomorrow.'],
    ],
  },
  {
    name: 'Odile Perrault',
    on: 'messenger',
    hoursAgo: 97,
    lines: [
      [
        'c',
        0,
        'Bonjour, livrez-vous des viennoiseries pour un séminaire ? 45 personnes, deux matins.',
      ],
      [
        'b',
        60,
        'Bonjour Madame, bien sûr. Comptez 3,20 € par personne (2 pièces), livraison offerte au-dessus de 100 €.',
      ],
      ['c', 25, 'Et avec du café ?'],
      ['b', 7, 'Thermos de 2 litres à 18 €, il en faudrait quatre.'],
      ['c', 130, 'Merci, je transmets à ma direction, réponse la semaine prochaine.'],
    ],
  },
  {
    name: 'Ciro Paz',
    on: 'instagram',
    hoursAgo: 60,
    lines: [
      ['c', 0, 'hola! tienen alfajores de maicena?'],
      ['b', 12, '¡Hola! Sí, caja de 12 a 14 €.'],
      ['c', 1, 'uf un poco caro no? en el súper están a 5'],
      [
        'b',
        9,
        'Son hechos a mano y con dulce de leche de verdad 😊 Te puedo dejar dos cajas en 25.',
      ],
      ['c', 3, 'mmm vale, dos cajas. paso el sábado'],
      ['b', 2, 'Reservadas a nombre de Ciro.'],
    ],
  },
  {
    name: 'Bea Northcott',
    on: 'messenger',
    hoursAgo: 170,
    lines: [
      [
        'c',
        0,
        'Do your brownies contain nuts? My son is allergic, properly allergic, epipen and all',
      ],
      [
        'b',
        15,
        'Thanks for asking. The recipe has none, but we use hazelnuts and almonds in the same kitchen.',
      ],
      ['c', 2, 'then we cannot risk it, thanks for being straight with me'],
      ['b', 3, 'Of course. Fern Lane on Mill Street has a nut free kitchen.'],
      ['c', 1, '❤️'],
    ],
  },
  {
    name: 'Dominik Sauer',
    on: 'messenger',
    hoursAgo: 12,
    lines: [
      ['c', 0, 'Die Torte gestern war innen noch gefroren!! Bei 65 Euro erwarte ich was anderes'],
      ['b', 45, 'Herr Sauer, das tut uns sehr leid. Wann haben Sie sie abgeholt?'],
      ['c', 6, 'um 15 uhr, gegessen um 17'],
      [
        'b',
        10,
        'Dann hätte sie aufgetaut sein müssen. Wir erstatten Ihnen 30 € oder backen eine neue, wie Sie möchten.',
      ],
      ['c', 40, 'Erstattung bitte. Iban schicke ich per mail'],
    ],
  },
];

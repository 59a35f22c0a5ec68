import type { Dialogue } from '../authoring.ts';

export const tutoring: readonly Dialogue[] = [
  {
    name: 'Angela Obi',
    on: 'messenger',
    hoursAgo: 23,
    lines: [
      [
        'c',
        0,
        'Good evening, my daughter is in year 10 and has fallen behind in maths. Do you teach online?',
      ],
      [
        'b',
        32,
        'Good evening Angela. Yes, one to one on video, £32 an hour, or £28 in a block of ten.',
      ],
      ['c', 10, 'She gets very nervous. Is there a trial lesson?'],
      ['b', 5, 'Of course, 30 minutes, free. Our tutor Miriam is lovely with anxious students.'],
      ['c', 3, 'Could Miriam do Tuesday at 5?'],
      ['b', 8, 'She can. I will send you the link.'],
      ['c', 3020, 'My daughter came out smiling!! We would like the block of ten please.'],
      ['b', 15, 'That is wonderful. £280, invoice on its way.'],
      ['c', 60, 'Paid. Thank you so much'],
    ],
  },
  {
    name: 'Fabienne Kessler',
    on: 'messenger',
    hoursAgo: 150,
    lines: [
      ['c', 0, 'Guten Abend, bieten Sie Nachhilfe in Latein an? 8. Klasse'],
      [
        'b',
        720,
        'Guten Abend, Latein leider nur bis zur 7. Klasse. Französisch und Englisch gern in allen Stufen.',
      ],
      ['c', 9, 'Schade, dann suche ich weiter. Danke!'],
    ],
  },
  {
    name: 'Yann Guillou',
    on: 'messenger',
    hoursAgo: 48,
    lines: [
      ['c', 0, 'Bonjour, je prépare le TOEIC pour juin, il me faut 850 et je plafonne à 700'],
      [
        'b',
        26,
        "Bonjour Yann, c'est faisable. Formule intensive : 12 séances, 540 €. Ou à la carte à 50 €.",
      ],
      ['c', 14, '540 c’est un peu raide pour un étudiant'],
      ['b', 11, 'On peut faire 8 séances à 340 € et des devoirs entre les deux.'],
      ['c', 6, 'Ça me va mieux. On peut commencer quand ?'],
      ['b', 4, 'Mercredi 18h ?'],
      ['c', 2, 'je prends ! je vous fais le virement ce soir'],
    ],
  },
  {
    name: 'هدى سليمان',
    on: 'messenger',
    hoursAgo: 70,
    lines: [
      ['c', 0, 'مساء الخير، هل عندكم معلمة لغة إنجليزية للأطفال؟ ابني عمره 6 سنوات'],
      ['b', 22, 'مساء النور، نعم. الحصة 45 دقيقة بـ 90 درهم.'],
      ['c', 5, 'هل الحصص في البيت أم أونلاين؟'],
      ['b', 7, 'الاثنان ممكن، في البيت 130 درهم.'],
      ['c', 3, 'سأسأل زوجي وأرد عليكم إن شاء الله'],
    ],
  },
  {
    name: 'Kristel Manalo',
    on: 'messenger',
    hoursAgo: 36,
    lines: [
      ['c', 0, 'Hi po! May slots pa po ba for Math grade 5?'],
      ['b', 10, 'Meron po! ₱350/hour, online via Zoom.'],
      ['c', 3, 'pag 3x a week po ba may less?'],
      ['b', 3, '₱300 na lang po per hour pag 3x.'],
      ['c', 2, 'okay go na po, start sa Monday 4pm'],
      ['b', 1, 'Noted po! Paki-send lang ng pangalan ng bata.'],
      ['c', 1, 'Ethan Manalo po'],
    ],
  },
  {
    name: 'Rob Delaney-Cross',
    on: 'messenger',
    hoursAgo: 190,
    lines: [
      ['c', 0, 'need someone to write my dissertation, 12k words, will pay'],
      [
        'b',
        44,
        'Hi Rob, we do not write work for students, but we can help you plan and give feedback at £40 an hour.',
      ],
      ['c', 2, 'nvm'],
    ],
  },
];

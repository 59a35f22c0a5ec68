import type { Dialogue } from '../authoring.ts';

export const plumbing: readonly Dialogue[] = [
  {
    name: 'Gwen Aldridge',
    on: 'messenger',
    hoursAgo: 3,
    lines: [
      ['c', 0, 'Hi, do you do emergencies? There is water coming through my kitchen ceiling'],
      ['b', 2, 'We do. Can you find the stopcock? Usually under the sink, turn it clockwise.'],
      ['c', 4, 'ok found it, it stopped. phew'],
      ['c', 0, '', ['image', 'image']],
      [
        'b',
        3,
        'Looks like the joint under the bath. Call-out is £95 incl. the first hour, parts on top, rarely more than £30.',
      ],
      ['c', 2, 'fine, how fast can someone be here'],
      ['b', 1, 'Dean can be with you at 14:30. Address?'],
      ['c', 1, '22 Orchard Mews, the blue door. Buzzer is broken so he should call me'],
      ['b', 2, 'Noted, he will ring when outside.'],
      ['c', 210, 'Dean was brilliant, all dry. Paid him by card. thank you so much!'],
    ],
  },
  {
    name: 'Theo Marchetti',
    on: 'messenger',
    hoursAgo: 52,
    lines: [
      ['c', 0, 'price for swapping a bathroom tap?'],
      ['b', 25, 'Between 80 and 120 depending on access. Do you have the tap already?'],
      ['c', 3, 'yes bought it online. the other guys said 60'],
      [
        'b',
        12,
        'We cannot match 60, it includes a 12 month guarantee on the work with us. 80 is the lowest I can go.',
      ],
      ['c', 40, 'nah going with them, cheers anyway'],
      ['b', 5, 'No problem, good luck with it.'],
    ],
  },
  {
    name: 'Rocío Benavides',
    on: 'messenger',
    hoursAgo: 20,
    lines: [
      ['c', 0, 'Buenas tardes, el calentador no enciende y tengo un bebé en casa'],
      ['b', 6, 'Hola Rocío, ¿qué marca es y sale algún código en la pantalla?'],
      ['c', 5, 'Junkers, sale EA parpadeando'],
      [
        'b',
        4,
        'Es el electrodo de ionización. Visita 45 €, y la pieza unos 38 € si hay que cambiarla.',
      ],
      ['c', 2, '¿Pueden venir hoy?'],
      ['b', 3, 'Hoy a las 19:00 como muy tarde.'],
      ['c', 1, 'Perfecto, los espero. Calle Almendro 14, 2º B'],
      ['b', 1, 'Confirmado. Le escribe Toni cuando esté de camino.'],
      ['c', 175, 'Ya hay agua caliente 🙏 mil gracias'],
    ],
  },
  {
    name: 'Lurdes Pacheco',
    on: 'messenger',
    hoursAgo: 31,
    lines: [
      ['c', 0, 'Bom dia, a sanita está sempre a correr água, quanto custa arranjar?'],
      [
        'b',
        48,
        'Bom dia! Deve ser a válvula. Deslocação e mão de obra 50 €, peça à parte (15 a 25 €).',
      ],
      ['c', 15, 'E se eu comprar a peça?'],
      ['b', 10, 'Pode ser, mas então não damos garantia na peça.'],
      ['c', 9, 'Vou falar com o meu marido e depois digo'],
    ],
  },
  {
    name: 'Patrick Oduya',
    on: 'messenger',
    hoursAgo: 76,
    lines: [
      ['c', 0, 'Your man was here on Monday and the boiler is out AGAIN. This is the third visit.'],
      ['c', 1, 'I took two days off work for this. It is not acceptable'],
      [
        'b',
        35,
        'Patrick, I am sorry. I have looked at the notes: the fan was replaced but the pressure sensor was not tested. That is on us.',
      ],
      ['c', 4, 'so what now'],
      [
        'b',
        6,
        'I am sending our senior engineer tomorrow at 8, no charge, and I am refunding the second visit.',
      ],
      ['c', 12, 'If it fails once more I want the whole 340 back'],
      ['b', 3, 'Understood, that is fair.'],
    ],
  },
  {
    name: 'Holger Brandt',
    on: 'messenger',
    hoursAgo: 120,
    lines: [
      [
        'c',
        0,
        'Guten Tag, wir bauen das Bad um und suchen jemanden für die komplette Installation. Ca. 9 m², Dusche bodengleich.',
      ],
      ['b', 180, 'Guten Tag Herr Brandt, gern. Haben Sie einen Grundriss oder Fotos?'],
      ['c', 22, '', ['image', 'image', 'file']],
      ['c', 1, 'Fliesen machen wir selbst'],
      [
        'b',
        1440,
        'Danke! Grob geschätzt 7.800 bis 9.200 €, ein genaues Angebot nach einem Termin vor Ort. Passt Ihnen Donnerstag 16 Uhr?',
      ],
      [
        'c',
        95,
        'Donnerstag passt. Das liegt etwas über unserem Budget (7.500), vielleicht kann man bei den Armaturen sparen',
      ],
      ['b', 20, 'Da finden wir bestimmt etwas. Bis Donnerstag!'],
    ],
  },
  {
    name: 'Wanda Sikora',
    on: 'messenger',
    hoursAgo: 9,
    lines: [
      ['c', 0, 'do u cover Easton?'],
      ['b', 14, 'Yes we do! What do you need help with?'],
    ],
  },
];

import type { Dialogue } from '../authoring.ts';

export const phones: readonly Dialogue[] = [
  {
    name: 'Kayla Reyes-Stone',
    on: 'instagram',
    hoursAgo: 1,
    lines: [
      ['c', 0, '', ['image']],
      ['c', 0, 'can this be saved 😭'],
      ['b', 4, 'Ouch! iPhone 13? New glass and display is $149, about an hour.'],
      ['c', 1, 'yes 13. is that original screen'],
      ['b', 2, 'Original is 229, the 149 is a very good copy.'],
      ['c', 3, 'do u have one today'],
      ['b', 1, 'Both in stock. We close at 7.'],
      ['c', 1, 'ok coming in 20 min for the 149'],
    ],
  },
  {
    name: 'Jhun Mercado',
    on: 'messenger',
    hoursAgo: 29,
    lines: [
      ['c', 0, 'boss magkano palit battery redmi note 10'],
      ['b', 3, '₱750 po, original, 1 hour lang.'],
      ['c', 1, 'may warranty?'],
      ['b', 1, '3 months po.'],
      ['c', 2, 'sige po daan ako bukas lunch'],
      ['b', 1, 'Ok po, hanapin lang si Noel.'],
      ['c', 1500, 'boss nagawa na, salamat 👍'],
    ],
  },
  {
    name: 'Iván Cordero',
    on: 'messenger',
    hoursAgo: 50,
    lines: [
      ['c', 0, 'Me cobraron 90 € por la pantalla y a los dos días no carga'],
      ['b', 30, 'Hola Iván, tráelo y lo miramos, la reparación tiene 6 meses de garantía.'],
      ['c', 4, 'ya fui y me dijeron que es otra avería y que son 45 más. Eso es una estafa'],
      ['b', 25, 'No debería haber sido así. Ven hoy, pregunta por mí (Lidia) y no pagas nada.'],
      ['c', 12, 'vale, paso a las 6'],
      ['b', 300, 'Listo, era el flex que quedó mal puesto. Perdona las molestias.'],
      ['c', 20, 'ok gracias por solucionarlo'],
    ],
  },
  {
    name: 'Frieda Möller',
    on: 'messenger',
    hoursAgo: 88,
    lines: [
      [
        'c',
        0,
        'Mein Handy ist in die Elbe gefallen. Lohnt sich eine Reparatur? Mir geht es nur um die Fotos.',
      ],
      [
        'b',
        22,
        'Bitte nicht einschalten und nicht laden! Datenrettung kostet 120 €, nur wenn es klappt.',
      ],
      ['c', 3, 'Und wenn es nicht klappt?'],
      ['b', 2, 'Dann 25 € für die Diagnose.'],
      ['c', 5, 'Das ist fair, ich bringe es morgen vorbei'],
      ['b', 4400, 'Gute Nachricht: 3.812 Fotos gerettet!'],
      ['c', 6, 'Sie sind meine Helden!!! Danke 😍'],
    ],
  },
  {
    name: 'Wesley Amorim',
    on: 'instagram',
    hoursAgo: 22,
    lines: [
      ['c', 0, 'quanto pra trocar o vidro traseiro do 11?'],
      ['b', 2, '320 reais, fica pronto no mesmo dia.'],
      ['c', 1, 'no outro lugar é 200'],
      ['b', 4, 'Lá é no maçarico, aqui é a laser 😉 consigo 290 no pix.'],
      ['c', 15, 'muito caro pra mim, valeu'],
    ],
  },
  {
    name: 'Tamsin Oakes',
    on: 'messenger',
    hoursAgo: 160,
    lines: [
      ['c', 0, 'do you buy old phones? samsung s20, works, back cracked'],
      ['b', 18, 'We do. £65 as it is, £80 in store credit.'],
      ['c', 6, 'was hoping for 100'],
      ['b', 3, 'With that back I can stretch to 70 cash.'],
      ['c', 200, 'will try selling it myself first'],
    ],
  },
];

import type { Dialogue } from '../authoring.ts';

export const dental: readonly Dialogue[] = [
  {
    name: 'Imogen Farr',
    on: 'instagram',
    hoursAgo: 6,
    lines: [
      ['c', 0, 'hiii saw your story about whitening, how much is it?'],
      [
        'b',
        9,
        'Hi Imogen! In-chair is £280, the take-home kit is £190. Both include a check that your gums are healthy.',
      ],
      ['c', 2, 'ooh ok. does it hurt? I have sensitive teeth'],
      [
        'b',
        5,
        'Some people feel it for a day or so. For sensitive teeth we suggest the kit because the gel is milder.',
      ],
      ['c', 3, 'kit sounds good. do you do it in instalments'],
      ['b', 2, 'Two payments of £95, no interest.'],
      ['c', 1, 'amazing sign me up 😁'],
      ['b', 1, 'Lovely. Friday 10:15 or Saturday 9:00 for the moulds?'],
      ['c', 2, 'saturday 9 pls'],
      ['b', 1, 'Booked. See you Saturday!'],
    ],
  },
  {
    name: 'Renate Vogl',
    on: 'messenger',
    hoursAgo: 200,
    lines: [
      ['c', 0, 'Was kostet bei Ihnen ein Implantat für einen Backenzahn ungefähr?'],
      [
        'b',
        70,
        'Mit Krone rechnen Sie bitte mit 2.400 bis 2.900 €, je nach Knochen. Die Beratung mit Röntgenbild kostet 60 €.',
      ],
      ['c', 30, 'In Ungarn zahlt meine Schwester 1.100'],
      ['b', 15, 'Das verstehe ich. Bei uns ist die Nachsorge fünf Jahre lang enthalten.'],
      ['c', 8, 'Das ist mir leider trotzdem zu teuer. Danke für die ehrliche Auskunft.'],
    ],
  },
  {
    name: 'Baptiste Lemoine',
    on: 'messenger',
    hoursAgo: 14,
    lines: [
      ['c', 0, "Bonjour, j'ai une rage de dents depuis hier soir, vous prenez en urgence ?"],
      ['b', 3, 'Bonjour, oui. Il nous reste 11h40 ce matin ou 17h.'],
      ['c', 1, '11h40 svp !!'],
      ['b', 1, "C'est noté. Vous avez une carte vitale et une mutuelle ?"],
      ['c', 1, 'oui les deux'],
      ['b', 1, 'Parfait, venez dix minutes avant. Évitez l’aspirine.'],
      [
        'c',
        190,
        "Merci au docteur Salvi, je revis. Je reprends rdv pour la couronne, c'était bien 520 € ?",
      ],
      ['b', 12, 'Oui 520 €, dont 120 remboursés. Jeudi 9h ?'],
      ['c', 3, "d'accord pour jeudi 9h"],
    ],
  },
  {
    name: 'نور الخطيب',
    on: 'messenger',
    hoursAgo: 27,
    lines: [
      ['c', 0, 'السلام عليكم، كم سعر تنظيف الأسنان عندكم؟'],
      ['b', 18, 'وعليكم السلام، التنظيف مع التلميع 150 درهم.'],
      ['c', 4, 'وهل يوجد خصم إذا جئت أنا وأختي؟'],
      ['b', 6, 'نعم، 260 درهم لكما معاً.'],
      ['c', 2, 'ممتاز، موافق. هل الأربعاء الساعة 5 متاح؟'],
      ['b', 3, 'نعم متاح، تم الحجز.'],
      ['c', 1, 'شكرا جزيلا 🌷'],
    ],
  },
  {
    name: 'Colin Strand',
    on: 'messenger',
    hoursAgo: 330,
    lines: [
      [
        'b',
        0,
        'Hello Colin, this is the practice. You have a check-up tomorrow at 15:20, shall we keep it?',
      ],
      ['b', 1500, 'We missed you today! Would you like another time?'],
      ['b', 4300, 'Hi Colin, just a last nudge. Your check-up is overdue, reply any time to book.'],
    ],
  },
  {
    name: 'Jasmine Del Rosario',
    on: 'messenger',
    hoursAgo: 41,
    lines: [
      ['c', 0, 'Hello po, magkano po ang braces sa inyo?'],
      [
        'b',
        21,
        'Hi po! Metal braces ₱45,000 lahat-lahat, pwedeng hulugan. ₱8,000 down tapos ₱1,500 monthly.',
      ],
      ['c', 7, 'may x-ray na po ba yun?'],
      ['b', 4, 'Yes po, kasama na ang x-ray at cleaning.'],
      ['c', 3, 'hmm medyo mahal po down payment, pwede po ba ₱5,000 muna?'],
      ['b', 10, 'Sige po, ₱5,000 down basta before end of the month.'],
      ['c', 2, 'yay salamat po! punta ako sa Sabado, mga 10am'],
      ['b', 2, 'See you po! Hanapin niyo si Doc Liza.'],
    ],
  },
];

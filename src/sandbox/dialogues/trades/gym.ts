import type { Dialogue } from '../authoring.ts';

export const gym: readonly Dialogue[] = [
  {
    name: 'Saskia Veldman',
    on: 'instagram',
    hoursAgo: 19,
    lines: [
      ['c', 0, 'Hey! Do you have classes for total beginners? I have not moved since 2019 lol'],
      ['b', 13, 'You are exactly who Monday Basics is for 😄 First one is free.'],
      ['c', 4, 'ok and after that?'],
      ['b', 3, '€39 a month, cancel any time, or €12 a class.'],
      ['c', 9, 'Do i need to bring anything'],
      ['b', 2, 'Just trainers and water.'],
      ['c', 2, 'ok book me in for monday please before i change my mind'],
      ['b', 1, 'Done! 18:30, ask for Ruben.'],
      ['c', 4350, 'that was fun actually?? taking the monthly'],
      ['b', 40, 'Love to hear it! Link to sign up is in your inbox.'],
    ],
  },
  {
    name: 'Mickaël Roussel',
    on: 'messenger',
    hoursAgo: 260,
    lines: [
      ['c', 0, 'Bonjour je voudrais résilier mon abonnement'],
      [
        'b',
        1400,
        'Bonjour Mickaël, il faut envoyer un courrier recommandé avec deux mois de préavis.',
      ],
      ['c', 5, 'Sérieusement ? Je me suis cassé la jambe, j’ai un certificat médical'],
      ['b', 60, 'Avec le certificat on peut suspendre trois mois.'],
      ['c', 3, "Je ne veux pas suspendre, je veux arrêter. C'est inadmissible."],
      ['b', 900, 'Nous transmettons votre demande au siège.'],
      ['c', 2, 'Vous me baladez depuis trois semaines. Je vais le dire partout'],
    ],
  },
  {
    name: 'Paula Ferrándiz',
    on: 'instagram',
    hoursAgo: 33,
    lines: [
      ['c', 0, '¿Tenéis tarifa de estudiante?'],
      ['b', 6, '¡Sí! 24,90 € al mes con carnet.'],
      ['c', 1, 'y con mi compi de piso? descuento por dos? 🙃'],
      ['b', 4, 'Os quito la matrícula a las dos (20 € cada una).'],
      ['c', 8, 'vale genial, vamos mañana a apuntarnos'],
      ['b', 2, 'Aquí os esperamos 💪'],
    ],
  },
  {
    name: 'Rafael Bitencourt',
    on: 'messenger',
    hoursAgo: 80,
    lines: [
      ['c', 0, 'Boa noite, quanto fica o personal 2x por semana?'],
      ['b', 40, 'Boa noite! 480 reais por mês, já com avaliação física.'],
      ['c', 12, 'E em dupla com a minha esposa?'],
      ['b', 9, '700 reais o casal.'],
      ['c', 30, 'Vou ver com ela e retorno'],
      ['b', 4320, 'Oi Rafael, conseguiu conversar? Tenho horário às 7h e às 19h.'],
      ['c', 200, 'Ela prefere crossfit, desisti por enquanto. Obrigado!'],
    ],
  },
  {
    name: 'Glenda Moffat',
    on: 'messenger',
    hoursAgo: 7,
    lines: [
      ['c', 0, 'Is the pool open on bank holidays'],
      ['b', 9, 'Yes, 8 to 4.'],
      ['c', 1, 'ta'],
    ],
  },
];

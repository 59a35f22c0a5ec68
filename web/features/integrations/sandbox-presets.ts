/** Messages to try out, one a kind of customer. */
export const presets = [
  {
    label: 'Wants to buy',
    name: 'Maria Lopes',
    text: 'Hello, we need 500 units by the end of next month. If you can deliver by the 28th we take them for 12 each. Where can I pay?',
  },
  {
    label: 'Asks the price',
    name: 'Jonas Weber',
    text: 'Hi, how much is the large one, and do you ship to Austria?',
  },
  {
    label: 'Haggles',
    name: 'Aisha Khan',
    text: 'That is above our budget. Could you do 10 % less if we sign for a year?',
  },
  {
    label: 'Says no',
    name: 'Pieter de Vries',
    text: 'Thank you, but we went with another supplier. Please do not write again.',
  },
  {
    label: 'Complains',
    name: 'Lucía Romero',
    text: 'Llevo una semana esperando mi pedido y nadie contesta. Quiero que me devuelvan el dinero.',
  },
  { label: 'Only an emoji', name: 'Sam', text: '👍' },
] as const;

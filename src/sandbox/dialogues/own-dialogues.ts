import type { Dialogue } from './authoring.ts';
import { bakery } from './trades/bakery.ts';
import { cars } from './trades/cars.ts';
import { dental } from './trades/dental.ts';
import { furniture } from './trades/furniture.ts';
import { gym } from './trades/gym.ts';
import { oddments } from './trades/oddments.ts';
import { phones } from './trades/phones.ts';
import { plumbing } from './trades/plumbing.ts';
import { property } from './trades/property.ts';
import { travel } from './trades/travel.ts';
import { tutoring } from './trades/tutoring.ts';
import { weddings } from './trades/weddings.ts';

/** All dialogues written for the sandbox. */
export const ownDialogues: readonly Dialogue[] = [
  ...plumbing,
  ...dental,
  ...bakery,
  ...property,
  ...cars,
  ...gym,
  ...tutoring,
  ...weddings,
  ...furniture,
  ...travel,
  ...phones,
  ...oddments,
];

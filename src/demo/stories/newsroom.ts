import { authors } from './authors.js';
import { business } from './business.js';
import { captions } from './captions.js';
import { city } from './city.js';
import { culture } from './culture.js';
import { editorials } from './editorials.js';
import { opinion } from './opinion.js';
import { sections } from './sections.js';
import { sport } from './sport.js';
import type { DemoNewsroom } from './story.js';
import { world } from './world.js';

/** “The Harbour Courier” of Port Merrow: an invented paper in an invented city. Everything in it is fiction. */
export const newsroom: DemoNewsroom = {
  sections,
  authors,
  captions,
  // A related story stands before the one that names it: `related` relies on this order.
  articles: [...world, ...city, ...business, ...culture, ...sport, ...opinion],
  editorials,
};

import type { Colour } from './canvas.js';
import { boat, box, crane, dome, hills, houses, light, people, plain, type Shape, stars } from './shapes.js';

/** What one picture of the demo shows, from the back to the front. */
export interface Scene {
  sky: readonly [above: Colour, below: Colour];
  shapes: readonly Shape[];
  /** Where the picture desk has set one: a crop around the middle would lose what matters. */
  focalPoint?: { x: number; y: number };
}

const LAMP = ['#5a4426', '#9c7433', '#f2c25c', '#fff3cf'] as const;

/** The pictures of the demo's captions, by key. */
export const scenes: Readonly<Record<string, Scene>> = {
  'atacama-domes': {
    sky: ['#0a1024', '#2c3358'],
    shapes: [
      stars(700, 0.75),
      hills('#141a30', 0.72, 0.05),
      dome('#e4e7ee', '#39415f', 0.55, 0.74, 0.11),
      dome('#cdd2de', '#39415f', 0.95, 0.76, 0.08),
      hills('#070a15', 0.8, 0.03),
    ],
  },
  'quay-night-market': {
    sky: ['#10182f', '#31314f'],
    shapes: [
      houses('#1b2039', '#e9b65a', 0.62, 0.3),
      plain('#15131f', '#2a2335', 0.62),
      box('#6b2f26', 0.5, 0.38, 0.55, 0.04),
      box('#3b2a26', 0.53, 0.42, 0.49, 0.26),
      ...[0.58, 0.72, 0.86, 1].map((x) => light(LAMP, x, 0.46, 0.02)),
      people('#0a0910', 9, 0.1, 1.4, 0.86, 0.36),
    ],
  },
  'mombasa-cranes': {
    sky: ['#8fb3cf', '#f2d9b0'],
    shapes: [
      ...[0.25, 0.75, 1.2].map((x) => crane('#b2472f', x, 0.66, 0.5)),
      plain('#8b7f70', '#b0a390', 0.64),
      people('#d8cf3d', 12, 0.05, 1.45, 0.84, 0.24),
      people('#e8de4a', 7, 0.15, 1.35, 0.97, 0.36),
    ],
  },
  'lisbon-candles': {
    sky: ['#050507', '#0c0a0d'],
    shapes: [
      box('#3a2415', 0.35, 0.7, 0.75, 0.05),
      ...[0.55, 0.72, 0.9].flatMap((x) => [
        box('#efe3c2', x - 0.012, 0.6, 0.024, 0.1),
        light(LAMP, x, 0.57, 0.022),
      ]),
      people('#221a1c', 1, 1, 1.25, 0.95, 0.62),
      box('#23150c', 0.65, 0.75, 0.09, 0.25),
    ],
  },
  'albion-widow': {
    sky: ['#0d1a38', '#1f3563'],
    shapes: [
      plain('#14254a', '#274377', 0.58),
      box('#0a0f1f', 0, 0.8, 1.5, 0.2),
      people('#8b8d96', 1, 0.85, 1.05, 0.86, 0.42),
      box('#23262e', 1.095, 0.5, 0.012, 0.36),
      light(LAMP, 1.1, 0.47, 0.03),
      box('#5a1220', 0, 0, 0.16, 1),
      box('#5a1220', 1.34, 0, 0.16, 1),
    ],
  },
  'skardu-lake': {
    sky: ['#7ea6c8', '#d9e3ea'],
    shapes: [
      hills('#9aa7b3', 0.32, 0.14),
      hills('#7d8790', 0.46, 0.08),
      plain('#9c968b', '#b5b0a6', 0.58),
      box('#8fb0bd', 0.3, 0.66, 0.8, 0.012),
      hills('#6f675b', 0.86, 0.03),
      people('#2e2a26', 3, 0.2, 0.6, 0.92, 0.32),
    ],
    focalPoint: { x: 0.27, y: 0.7 },
  },
  'brennock-slip': {
    sky: ['#1c2126', '#2f363c'],
    shapes: [
      box('#4a545d', 0.1, 0.1, 1.3, 0.75),
      ...[0.3, 0.55, 0.8, 1.05].map((x) => box('#3d464e', x, 0.1, 0.008, 0.75)),
      box('#20252a', 0, 0.56, 1.5, 0.02),
      people('#0e1114', 2, 0.4, 1, 0.56, 0.28),
      light(['#59686f', '#9fc6d6', '#eaf8ff'], 0.62, 0.42, 0.02),
      light(['#59686f', '#9fc6d6', '#eaf8ff'], 0.93, 0.44, 0.024),
      plain('#101315', '#1d2225', 0.85),
    ],
  },
  'valparaiso-fours': {
    sky: ['#6fb1dd', '#e6f2f8'],
    shapes: [
      hills('#8a7d6c', 0.42, 0.08),
      houses('#c98b5e', '#fff2d0', 0.56, 0.14),
      plain('#24688e', '#5fa3c4', 0.56),
      people('#20303c', 5, 0.3, 1.2, 0.92, 0.34),
      box('#f7f7f2', 0.2, 0.56, 1.1, 0.03),
    ],
  },
  'derby-header': {
    sky: ['#20304a', '#51647f'],
    shapes: [
      people('#2b3850', 40, 0, 1.5, 0.42, 0.12),
      people('#344260', 34, 0, 1.5, 0.5, 0.14),
      plain('#2f7d3c', '#4b9a54', 0.5),
      people('#c23b32', 2, 0.55, 0.95, 0.9, 0.4),
      people('#2a5fc0', 1, 0.68, 0.82, 0.78, 0.42),
      light(['#ffffff'], 0.72, 0.3, 0.028),
    ],
  },
  'legazpi-shelter': {
    sky: ['#17181c', '#24252c'],
    shapes: [
      box('#31323b', 0.1, 0.1, 0.5, 0.4),
      light(['#4a4334', '#8c7a4d', '#f6e8b5'], 1.2, 0.34, 0.04),
      box('#5b4a34', 0.15, 0.66, 1.2, 0.05),
      ...['#6d7f9c', '#8f5f63', '#6f8a68', '#8a7b5a'].map((colour, index) =>
        box(colour, 0.2 + index * 0.28, 0.55, 0.25, 0.11),
      ),
      ...[0, 1, 2, 3].map((index) => light(['#3b2a22'], 0.23 + index * 0.28, 0.53, 0.035)),
    ],
  },
  'swing-bridge': {
    sky: ['#5b6f95', '#f4c59a'],
    shapes: [
      light(['#f8d4a4', '#fbe4c0', '#fff4dc'], 1.1, 0.5, 0.05),
      hills('#59647c', 0.54, 0.03),
      plain('#3c506e', '#b99f94', 0.58),
      box('#2f6b52', 0.25, 0.47, 0.9, 0.03),
      ...[0.3, 0.45, 0.6, 0.75, 0.9, 1.05].map((x) => box('#2f6b52', x, 0.34, 0.012, 0.14)),
      box('#2f6b52', 0.25, 0.33, 0.9, 0.014),
      box('#3a3f45', 0.66, 0.5, 0.09, 0.2),
      people('#191d27', 16, 0, 1.5, 0.98, 0.16),
    ],
  },
  'bridge-keepers': {
    sky: ['#101316', '#1b2024'],
    shapes: [
      box('#2f3940', 0, 0.12, 1.5, 0.14),
      ...Array.from({ length: 11 }, (_, index) =>
        light(['#59656d', '#7d8a92'], 0.08 + index * 0.135, 0.33, 0.035),
      ),
      box('#262e34', 0, 0.4, 1.5, 0.06),
      people('#0a0c0e', 2, 0.45, 1, 0.96, 0.46),
      light(['#4d4a38', '#a09661', '#fff6c8'], 0.86, 0.5, 0.03),
    ],
  },
  'tilda-row-wall': {
    sky: ['#b9ac98', '#a6987f'],
    shapes: [
      (canvas, random) => {
        for (let index = 0; index < 260; index += 1) {
          canvas.disc([0.55 + random() * 0.8, 0.1 + random() * 0.6], 0.004 + random() * 0.016, '#3a3833');
        }
      },
      box('#6b4a30', 0.08, 0.12, 0.38, 0.72),
      box('#7d5a3c', 0.1, 0.15, 0.16, 0.66),
      plain('#5b4c3d', '#6d5c4a', 0.84),
      people('#3f4f6b', 1, 0.45, 0.6, 0.95, 0.62),
    ],
  },
  'fish-auction': {
    sky: ['#37475a', '#a9b4bd'],
    shapes: [
      boat('#224b6e', '#e6e6e0', 0.75, 0.56, 0.55),
      boat('#8a2f28', '#d9d4c6', 0.1, 0.55, 0.42),
      plain('#4a5560', '#6d7983', 0.58),
      ...Array.from({ length: 12 }, (_, index) => box('#dfe6e8', 0.06 + index * 0.12, 0.84, 0.1, 0.07)),
      people('#20262c', 9, 0.1, 1.4, 0.84, 0.3),
    ],
  },
  'almond-hill-works': {
    sky: ['#d7e3e6', '#eef3f3'],
    shapes: [
      box('#b8c7cb', 0.9, 0.1, 0.05, 0.4),
      box('#9fb0b5', 0.7, 0.3, 0.25, 0.05),
      box('#9fb0b5', 0.7, 0.35, 0.04, 0.08),
      people('#ffffff', 1, 0.45, 0.65, 0.98, 0.7),
      box('#a9d3e6', 0.69, 0.46, 0.06, 0.16),
      plain('#c3cdcf', '#dbe3e4', 0.9),
    ],
  },
  'trialist-arrival': {
    sky: ['#6c7480', '#9aa2ab'],
    shapes: [
      box('#7c4437', 0, 0.16, 0.85, 0.7),
      box('#2b2f35', 0.86, 0.2, 0.3, 0.66),
      box('#8a4d3f', 1.18, 0.16, 0.32, 0.7),
      plain('#4b4f55', '#5d6268', 0.86),
      people('#1d2430', 1, 0.95, 1.1, 0.95, 0.6),
      box('#b3362c', 1.06, 0.72, 0.16, 0.09),
    ],
  },
};

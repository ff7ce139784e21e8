import type { DemoArticle } from './story.js';

export const opinion: DemoArticle[] = [
  {
    key: 'one-small-step',
    headline: 'One small step…',
    kicker: 'Tomás Ibáñez Peña',
    slugline: 'column-ibanez-kerbs',
    byline: { authors: ['tomas-ibanez'] },
    section: 'opinion',
    tags: ['accessibility', 'streets'],
    language: 'en',
    related: ['bridge-reopens'],
    body: [
      {
        p: 'The most expensive eleven centimetres in this city are at the corner of Capstan Street and Rope Walk. That is the height of the kerb outside the health centre, and since last spring I have kept a list of what it costs.',
      },
      {
        p: 'It costs a man with a walking frame four minutes, because he goes round by the garage entrance. It costs a mother of twins her temper — I asked, she used another word. It has cost the health centre, which counts such things, nineteen appointments missed by people who got as far as the other side of the road and went home.',
      },
      {
        p: 'Lowering a kerb costs about £900. I know this because the council lowered two hundred of them in the nineties and wrote it down. The list of those still to be done has 1,340 entries; at the present rate the last will be finished when a child born today draws a pension. She will need it by then.',
      },
      { h: 2, text: 'The test of the full tray' },
      {
        p: 'When I learnt surveying, my teacher made us carry a tray of full glasses along any path we wished to call level. It was a cruel test, and I have never met a better one. Walk your own street tonight with something you would rather not spill. You’ll find them, all the small steps that you have not seen since you were two years old.',
      },
      {
        photo: 'swing-bridge',
        caption: 'Difficult, and done: the Wend swing bridge closes its gap on Wednesday morning.',
      },
      {
        p: [
          'On Wednesday this city turned nine hundred tonnes of iron through ninety degrees and stopped it within the width of a thumb. I stood there and cheered like everybody else. ',
          { strong: 'We can do the difficult things.' },
          ' What we put off are the easy ones… and somebody is waiting for them at the edge of the road, with the lights at green.',
        ],
      },
    ],
    state: 'live',
    publishedAt: '2026-11-19T06:30:00Z',
    comments: [
      {
        by: 'copy_editor',
        text: 'Ellipsis in the headline is his and stays. Kerb list checked with the council.',
      },
    ],
  },
];

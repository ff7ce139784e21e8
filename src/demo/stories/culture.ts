import type { DemoArticle } from './story.js';

export const culture: DemoArticle[] = [
  {
    key: 'old-quay-night-market',
    headline: '老码头夜市时隔三年重新开张',
    slugline: 'night-market-zh',
    byline: { text: '本报记者' },
    source: 'Staff',
    section: 'culture',
    tags: ['food', 'harbour'],
    language: 'zh-Hans',
    leadPhoto: {
      caption: 'quay-night-market',
      override: '周五晚上，梅罗港老码头夜市重新开张，市民在芝麻烧饼摊前排队。',
    },
    body: [
      {
        p: '停办三年之后，梅罗港老码头的夜市周五晚上重新开张。六十多个摊位沿着河岸排开，傍晚六点刚过，卖芝麻烧饼的摊子前就排起了长队，队伍一直排到旧海关的台阶下。',
      },
      {
        p: '“面是下午现和的，三百个烧饼不到两个小时就卖完了。”摊主陆桂芬说，“老顾客都回来了，还带来了孩子。”',
      },
      {
        p: '主办方表示，码头地面的修缮已经完工，夜市今后每逢周五、周六开放，直到十月底。为了不打扰附近居民，音乐演出晚上十点结束。',
      },
      { quote: '这里的灯一亮，就知道秋天到了。' },
    ],
    state: 'live',
    publishedAt: '2026-09-19T07:00:00Z',
  },
  {
    key: 'lamplighters-daughter',
    headline: 'A new opera lights its lamp slowly, and does not let it go out',
    kicker: 'Review',
    slugline: 'opera-review',
    byline: { authors: ['marguerite-okafor'] },
    section: 'culture',
    tags: ['music', 'opera'],
    language: 'en',
    leadPhoto: { caption: 'albion-widow' },
    body: [
      {
        p: 'For forty minutes hardly anything happens in “The Lamplighter’s Daughter”, and by the end of the second act one would not give up a bar of it: the new opera that opened at the Albion on Friday asks for patience and then pays it back with interest.',
      },
      {
        p: 'The story is soon told. A lamplighter drowns; his daughter takes over the round; his widow will not believe in the drowning and waits, night upon night, for the harbour light to be lit by the right hand. Leopoldine Crane’s libretto has fewer words than this review.',
      },
      {
        p: 'What fills the space is the orchestra. Matthias Overbeck writes the tide into the low strings and leaves it there, so that every voice has to decide whether to float or to stand. When the brass enters at last, nine minutes before the interval, a man in my row said “Oh” quite loudly, and nobody minded.',
      },
      { pullquote: 'A man in my row said “Oh” quite loudly, and nobody minded' },
      {
        p: [
          'As the widow, Hedda Lovelock sings the great lament almost without moving. It is the best thing she has done here. Ottilie Farrant, as the daughter, has the harder task: ',
          { em: 'she must be cheerful in a tragedy' },
          ', and does it with a bright, unguarded top that never turns to sugar.',
        ],
      },
      {
        p: 'Not all of it works. The chorus of customs officers belongs to another piece, a funnier one. The projections of water tell us what the violas have already said.',
      },
      {
        p: 'But go. There are six more evenings, and seats from £12. Take someone who says they do not like new music, and sit where you can see their face.',
      },
    ],
    state: 'live',
    publishedAt: '2026-10-18T09:00:00Z',
    republished: [
      {
        changeType: 'minor',
        edit: { headline: 'A new opera lights its lamp slowly and does not let it go out' },
      },
    ],
  },
  {
    key: 'book-prize',
    headline: 'Five debuts on the shortlist for the Lighthouse prize',
    slugline: 'book-prize-shortlist',
    byline: { authors: ['marguerite-okafor'] },
    section: 'culture',
    tags: ['books'],
    language: 'en',
    body: [
      {
        p: 'Five first books, three of them by writers over sixty, are on the shortlist for the Lighthouse prize, which is given each year for prose that can be read aloud in an hour.',
      },
      { p: 'TO COME: titles, quote from the jury, date of the ceremony.' },
    ],
    state: 'draft',
  },
];

/** What of the HTML a body cannot say: how it is called, and what became of it. */
const LOSSES = {
  script: ['dropped_html', 'scripts (<script>)', ''],
  style: ['dropped_html', 'style sheets (<style>)', ''],
  title: ['dropped_html', 'a page title (<title>)', ''],
  image: ['dropped_html', 'pictures (<img>)', 'A photo is placed by its photo caption.'],
  frame: [
    'dropped_html',
    'frames (<iframe>)',
    'A block of type embed takes the address of what they showed.',
  ],
  media: ['dropped_html', 'audio, video and plug-ins', ''],
  drawing: ['dropped_html', 'drawings (<svg>, <canvas>)', ''],
  formula: ['dropped_html', 'formulas (<math>)', ''],
  template: ['dropped_html', 'what is shown to no reader (<template>, <noscript>, <noframes>)', ''],
  field: ['dropped_html', 'form fields', ''],
  hidden: ['dropped_html', 'hidden text', ''],
  comment: ['dropped_html', 'comments of a word processor', ''],
  link: [
    'dropped_html',
    'links to what no body links to',
    'The text is kept; a link is http, https, mailto, tel or begins with one slash.',
  ],
  table: ['changed_html', 'tables', 'The text of each cell is kept, in paragraphs.'],
  heading: ['changed_html', 'headings', 'They are of level 2 to 4 here; level 1 became 2, others 4.'],
  quote: ['changed_html', 'pull quotes', 'They hold paragraphs only; what else was in them follows them.'],
  list: ['changed_html', 'definition lists', 'Terms and definitions are kept, as paragraphs.'],
  preformatted: ['changed_html', 'preformatted text', 'Its lines are kept, its spacing is not.'],
  underline: ['changed_html', 'underlining (<u>)', 'The text is kept.'],
  code: ['changed_html', 'code and keys (<code>, <kbd>, <samp>)', 'The text is kept.'],
  highlight: ['changed_html', 'highlighting (<mark>)', 'The text is kept.'],
  inserted: ['changed_html', 'tracked insertions (<ins>)', 'The text is kept.'],
  ruby: ['changed_html', 'reading aids (<ruby>)', 'The text is kept.'],
  figure: ['changed_html', 'figures without a photo caption of ours', 'Their text is kept.'],
  unknown: ['changed_html', 'elements that are not known', 'Their text is kept.'],
} as const;

export type Loss = keyof typeof LOSSES;

/** One kind of thing that the body lacks and the HTML had. */
export interface HtmlWarning {
  code: 'dropped_html' | 'changed_html';
  message: string;
}

/** Counts what is lost while HTML is read. */
export class HtmlLosses {
  private readonly counts = new Map<Loss, number>();

  /** Counts one more. */
  add(loss: Loss): void {
    this.counts.set(loss, (this.counts.get(loss) ?? 0) + 1);
  }

  /** One for each kind of thing, in the order in which each was first met. */
  warnings(): HtmlWarning[] {
    return [...this.counts].map(([loss, count]) => {
      const [code, what, advice] = LOSSES[loss];
      const fate = code === 'dropped_html' ? 'Left out' : 'Changed';
      const message = `${fate}: ${what}, ${count === 1 ? 'once' : `${count} times`}. ${advice}`;
      return { code, message: message.trim() };
    });
  }
}

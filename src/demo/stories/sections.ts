import type { DemoSection } from './story.js';

export const sections: DemoSection[] = [
  { key: 'news', name: 'News', parent: null },
  { key: 'news/world', name: 'World', parent: 'news' },
  { key: 'news/city', name: 'City', parent: 'news' },
  { key: 'opinion', name: 'Opinion', parent: null },
  { key: 'opinion/editorial', name: 'Editorial', parent: 'opinion' },
  { key: 'business', name: 'Business', parent: null },
  { key: 'culture', name: 'Culture', parent: null },
  { key: 'sport', name: 'Sport', parent: null },
];

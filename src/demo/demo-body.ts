import type { BodyJson } from '../content/body/body-json.js';
import { parseBody } from '../content/body/parse-body.js';
import { idOf } from './demo-ids.js';
import type { Block, Inline } from './stories/story.js';

/** The blocks of a demo story as a body; `captions` gives the ids of the photo captions it places. */
export function demoBody(blocks: readonly Block[], captions: ReadonlyMap<string, string>): BodyJson {
  const parsed = parseBody({ type: 'doc', content: blocks.map((block) => node(block, captions)) });
  if ('faults' in parsed) throw new Error(`A demo story is no body: ${JSON.stringify(parsed.faults)}`);
  return parsed.body;
}

function node(block: Block, captions: ReadonlyMap<string, string>): object {
  if ('p' in block) return paragraph(block.p);
  if ('h' in block) {
    return { type: 'heading', attrs: { level: block.h }, content: [{ type: 'text', text: block.text }] };
  }
  if ('quote' in block) return { type: 'blockquote', content: [paragraph(block.quote)] };
  if ('pullquote' in block) return { type: 'pullquote', content: [paragraph(block.pullquote)] };
  if ('list' in block) {
    const items = block.list.map((text) => ({ type: 'listItem', content: [paragraph(text)] }));
    return { type: 'bulletList', content: items };
  }
  if ('photo' in block) {
    const photoCaptionId = idOf(captions, block.photo);
    return { type: 'photo', attrs: { photoCaptionId, caption: block.caption ?? null } };
  }
  return { type: 'horizontalRule' };
}

function paragraph(runs: string | readonly Inline[]): object {
  return { type: 'paragraph', content: (typeof runs === 'string' ? [runs] : runs).map(text) };
}

function text(run: Inline): object {
  if (typeof run === 'string') return { type: 'text', text: run };
  if ('strong' in run) return { type: 'text', text: run.strong, marks: [{ type: 'strong' }] };
  if ('em' in run) return { type: 'text', text: run.em, marks: [{ type: 'em' }] };
  return { type: 'text', text: run.text, marks: [{ type: 'link', attrs: { href: run.link } }] };
}

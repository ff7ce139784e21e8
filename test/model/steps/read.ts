import { expect } from '@jest/globals';
import type { Kind } from '../../../src/kinds.js';
import { type Item, revisionOf } from '../item.js';
import type { Newsroom } from '../newsroom.js';
import { type Answered, ELSEWHERE, PATHS, publicPath, type Real, SITE, verdict } from '../real.js';
import { type Reading, readingAt } from '../readers.js';
import { StepOnItem } from './step-on-item.js';

/** How far readers may be behind, and a little more. */
const LATE_MS = 1_100;
const AGAIN_MS = 20;

/** A reader looks at every address that ever was, at every caption, at the lists, and at what was corrected. */
export class Read extends StepOnItem {
  constructor(readonly via: number) {
    super();
  }

  /** What was done through the other process may be seen here a second later, and must be from then on. */
  async run(model: Newsroom, real: Real): Promise<void> {
    for (const deadline = performance.now() + LATE_MS; ;) {
      const askedAt = performance.now();
      try {
        await this.look(model, real);
        return;
      } catch (error) {
        if (askedAt > deadline) throw error;
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      }
    }
  }

  toString(): string {
    return `a reader looks via ${this.via}`;
  }

  private async look(model: Newsroom, real: Real): Promise<void> {
    for (const [address, { item, current }] of model.addresses) {
      const [kind, slug] = address.split(' ') as [Kind, string];
      const answer = await real.send(this.via, 'GET', `/delivery/v1/${PATHS[kind]}/${slug}`);
      expectReading(model, real, readingAt(item, current), answer);
    }
    for (const item of model.items) {
      if (item.kind !== 'photo_caption') continue;
      const answer = await real.send(this.via, 'GET', publicPath(model, real, item));
      expectReading(model, real, readingAt(item, true), answer);
    }
    await this.expectLists(model, real);
    await this.expectCorrections(model, real);
  }

  /** The newest of each kind, of which this run's are some. */
  private async expectLists(model: Newsroom, real: Real): Promise<void> {
    for (const kind of ['article', 'editorial'] as const) {
      const { body } = await real.send(this.via, 'GET', `/delivery/v1/${PATHS[kind]}?limit=100`);
      const listed = (body.items as { headline: string }[]).map(({ headline }) => headline);
      const live = model.items.filter((item) => item.kind === kind && item.visibility === 'live');
      expect(listed.filter((headline) => headline.endsWith(` ${real.run}`)).toSorted()).toEqual(
        live.map((item) => revisionOf(item, item.live).headline).toSorted(),
      );
    }
  }

  /** The public record, newest first, with the status of each. */
  private async expectCorrections(model: Newsroom, real: Real): Promise<void> {
    const { body } = await real.send(this.via, 'GET', '/delivery/v1/corrections?limit=100');
    const listed = body.items as { text: string; status: string; item: object }[];
    expect(
      listed
        .filter(({ text }) => text.endsWith(` ${real.run}`))
        .map(({ text, status, item }) => ({ text, status, item })),
    ).toEqual(
      model.corrections
        .filter(({ item }) => item.visibility === 'live')
        .toReversed()
        .map(({ text, status, item }) => ({
          text,
          status,
          item: { kind: item.kind, slug: item.liveSlug, headline: revisionOf(item, item.live).headline },
        })),
    );
  }
}

function expectReading(model: Newsroom, real: Real, expected: Reading, answer: Answered): void {
  switch (expected.is) {
    case 'nothing':
      expect(verdict(answer)).toBe('404 not_found');
      return;
    case 'redirect': {
      const { to } = expected;
      expect(answer.status).toBe(301);
      expect(answer.location).toBe(to === 'elsewhere' ? ELSEWHERE : `${SITE}${publicPath(model, real, to)}`);
      return;
    }
    case 'tombstone':
      expect(verdict(answer)).toBe(`410 ${expected.of.visibility}`);
      expect(answer.body.notice).toBe(expected.of.notice);
      return;
    case 'document':
      expectDocument(expected.of, answer);
  }
}

function expectDocument(item: Item, { status, body }: Answered): void {
  const corrections = (body.corrections ?? []) as { text: string }[];
  const current = item.corrections.filter((correction) => correction.status === 'current');
  expect({
    status,
    headline: body.headline ?? body.description,
    updated: body.updatedAt !== null,
    corrections: corrections.map(({ text }) => text),
  }).toEqual({
    status: 200,
    headline: revisionOf(item, item.live).headline,
    updated: item.updated,
    corrections: current.toReversed().map(({ text }) => text),
  });
}

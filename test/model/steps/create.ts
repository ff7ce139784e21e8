import { expect } from '@jest/globals';
import type { Kind } from '../../../src/kinds.js';
import { compare } from '../compare.js';
import type { Content } from '../item.js';
import type { Newsroom } from '../newsroom.js';
import { PATHS, type Real, type Step, verdict } from '../real.js';
import { ofRun, sent } from '../content.js';
import type { Person } from '../rights.js';

/** Somebody makes an item. */
export class Create implements Step {
  constructor(
    readonly by: Person,
    readonly via: number,
    readonly kind: Kind,
    readonly content: Content,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const content = ofRun(real, this.kind, this.content);
    const answer = await real.send(this.via, 'POST', `/api/v1/${PATHS[this.kind]}`, {
      by: this.by,
      body: { content: sent(real, this.kind, content) },
    });
    if (!model.mayCreate(this.by, this.kind, content.section)) {
      expect(verdict(answer)).toBe('403 forbidden');
      return;
    }
    expect(verdict(answer)).toBe('ok');
    model.create(this.by, this.kind, content);
    real.ids.push(String(answer.body.id));
    await compare(model, real, model.items.length - 1, this.via);
  }

  toString(): string {
    return `${this.by} creates ${this.kind} ${JSON.stringify(this.content)} via ${this.via}`;
  }
}

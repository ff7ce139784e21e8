import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { Statements } from '../database/statements.js';
import { KeptAnswers } from '../delivery/hot/kept-answers.js';
import { PublicationClock } from '../published/publication-clock.js';

/** Has the process tell how it is: what every Node process can, and what an operator of this one is asked first. */
export function gaugeProcess(app: NestFastifyApplication): void {
  collectDefaultMetrics();
  const answers = app.get(KeptAnswers, { strict: false });
  const clock = app.get(PublicationClock, { strict: false });
  const statements = app.get(Statements, { strict: false });
  gauge('copydesk_kept_answers', 'Answers to readers that are kept.', () => answers.size.answers);
  gauge('copydesk_kept_answer_bytes', 'What they take.', () => answers.size.bytes);
  gauge(
    'copydesk_kept_answers_trusted',
    'Whether each process knows what readers may see: 0 without its database.',
    () => Number(clock.isSure),
    'min',
  );
  gauge('copydesk_database_connections', 'Open connections of the pool.', () => statements.connections.open);
  gauge('copydesk_database_waiting', 'Who waits for one of them.', () => statements.connections.waiting);
}

function gauge(name: string, help: string, read: () => number, aggregator: 'sum' | 'min' = 'sum'): void {
  const made: Gauge = new Gauge({ name, help, aggregator, collect: () => made.set(read()) });
}

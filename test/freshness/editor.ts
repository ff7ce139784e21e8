import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '../harness/database.js';
import { ask } from './ask.js';
import type { Chance } from './chance.js';
import type { Instance } from './instance.js';
import type { Story } from './story.js';

/** Between two publications, at most. */
const PAUSE_MS = 100;

/** Publishes one story after the other through one of the processes, and moves to another when told to. */
export class Editor {
  /** On the desk: published again and again. */
  private readonly stories: Story[] = [];
  private readonly tasks: (() => Promise<void>)[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private stopped = false;
  private place = 0;

  constructor(
    private readonly instances: readonly Instance[],
    private readonly database: TestDatabase,
    private readonly token: string,
    private readonly chance: Chance,
  ) {}

  /** Works until it is told to stop. */
  async run(): Promise<void> {
    while (!this.stopped) {
      const task = this.tasks.shift() ?? (async () => this.publishAny());
      await task();
      await pause(this.chance.below(PAUSE_MS));
    }
    this.agent.destroy();
  }

  stop(): void {
    this.stopped = true;
  }

  /** Goes on through another process. */
  move(): void {
    this.place = (this.place + 1) % this.instances.length;
  }

  /** The processes through which nothing is published now, unless the other one is away. */
  get elsewhere(): Instance[] {
    return this.instances.filter((_, index) => index !== this.place);
  }

  /** Publishes a story for the first time, and keeps it on the desk. */
  async add(story: Story): Promise<void> {
    await this.next(async () => {
      await this.publish(story);
      this.stories.push(story);
    });
  }

  /** Kills a story, whoever dies meanwhile. */
  async kill(story: Story): Promise<void> {
    await this.next(async () => {
      this.stories.splice(this.stories.indexOf(story), 1);
      story.leave();
      const words = { reason: 'A test', notice: 'It was wrong.' };
      while (!(await this.send('POST', `/api/v1/items/${story.id}/kill`, story, words))) {
        if (await this.isKilled(story)) break;
      }
      story.acknowledge('killed');
    });
  }

  private async next(task: () => Promise<void>): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.tasks.push(async () => {
        await task().then(resolve, reject);
      });
    });
  }

  private async publishAny(): Promise<void> {
    if (this.stories.length > 0) await this.publish(this.chance.of(this.stories));
  }

  private async publish(story: Story): Promise<void> {
    const number = story.nextNumber();
    const content = { headline: story.headline(number) };
    if (!(await this.send('PATCH', `/api/v1/articles/${story.id}`, story, { content }))) return;
    if (await this.send('POST', `/api/v1/items/${story.id}/publish`, story, {})) story.acknowledge(number);
  }

  /** Whether it was acknowledged. Not where the process was killed meanwhile: then it was done, or it was not. */
  private async send(method: string, path: string, { id }: Story, body: object): Promise<boolean> {
    const instance = this.desk;
    const [row] = await this.database.query<{ version: number }>('select version from item where id = $1', [
      id,
    ]);
    const headers = { Authorization: `Bearer ${this.token}`, 'If-Match': `"${row?.version ?? 0}"` };
    const askedAt = performance.now();
    instance.write();
    try {
      const { status, text } = await ask(instance.url + path, { agent: this.agent, method, headers, body });
      // What one had begun that was killed can be done a moment after its death.
      if (status === 412) return false;
      if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text}`);
      return true;
    } catch (error) {
      if (instance.wasAwaySince(askedAt)) return false;
      throw error;
    } finally {
      instance.write();
    }
  }

  /** Where it is, or while that is away another one. */
  private get desk(): Instance {
    const instance = [...this.instances.slice(this.place), ...this.instances].find(({ isUp }) => isUp);
    if (!instance) throw new Error('There is no process left');
    return instance;
  }

  private async isKilled({ id }: Story): Promise<boolean> {
    const rows = await this.database.query(`select 1 from item where id = $1 and visibility = 'killed'`, [
      id,
    ]);
    return rows.length > 0;
  }
}

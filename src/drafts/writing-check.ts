import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Fault, validationFailed } from '../errors.js';
import type { ItemContent, ItemKind } from '../items/item-kind.js';
import { inheritWhereEqual } from '../content/placements.js';
import type { Writer } from '../items/reference-targets.js';
import { References } from '../items/references.js';
import { sectionFaults } from './section-faults.js';
import { BODY_HTML, type Writing } from './writing.js';
import { photoFaults } from './written-photo.js';

/** Checks what validation cannot know without the database: that what was written refers to what is there. */
@Injectable()
export class WritingCheck {
  constructor(private readonly references: References) {}

  /**
   * What was given, as it is to be kept: a caption of a placement's own that equals the inherited one is none.
   * Throws `validation_failed` with every fault, as pointers into the request's body.
   */
  async run(tx: EntityManager, writer: Writer, kind: ItemKind, writing: Writing): Promise<ItemContent> {
    const { content: given, bodyIsFromHtml } = writing;
    const references = kind.references(kind.normalize(asContent(kind, given)));
    const inSection = await sectionFaults(tx, given.sectionId ?? null);
    const ofPhoto = await photoFaults(tx, given.photoId ?? null);
    const { faults, resolved } = await this.references.check(tx, writer, references, '/content');
    if (inSection.length + ofPhoto.length + faults.length > 0) {
      throw validationFailed([...inSection, ...ofPhoto, ...(bodyIsFromHtml ? faults.map(inHtml) : faults)]);
    }
    return inheritWhereEqual(given, resolved);
  }

  /** The photo captions that the desk is shown in this content, by id: those that are gone are not among them. */
  async shownCaptions(
    tx: EntityManager,
    kind: ItemKind,
    content: ItemContent,
  ): Promise<ReadonlyMap<string, unknown>> {
    const { captions } = await this.references.resolve(tx, kind.references(content), 'desk');
    return captions;
  }
}

/** A fault of a body that was sent as HTML: no deeper place in that is known. */
function inHtml(fault: Fault): Fault {
  return fault.pointer.startsWith('/content/body/') ? { ...fault, pointer: BODY_HTML } : fault;
}

/** What was given, as content of its own: what was not given, or emptied, refers to nothing. */
function asContent(kind: ItemKind, given: ItemContent): ItemContent {
  const written = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return { ...kind.emptyContent(), ...Object.fromEntries(written) };
}

import {
  type MetadataConflict,
  type MetadataField,
  type MetadataValue,
  noPhotoMetadata,
  type PhotoMetadata,
  type PhotoMetadataPlace,
} from './photo-metadata.js';
import {
  type Block,
  type Comparison,
  comparisonOfDates,
  comparisonOfLists,
  comparisonOfTexts,
  PRECEDENCE,
  type Saying,
} from './same-value.js';

/** What each block of a file says; null where it has no such block. */
export type SaidByBlocks = Record<Block, PhotoMetadata | null>;

const FIELDS = Object.keys(noPhotoMetadata()) as MetadataField[];
const PLACE = Object.keys(noPhotoMetadata().place) as (keyof PhotoMetadataPlace)[];

/**
 * One account of what the blocks of a file say, member by member: XMP is believed, then IIM, then EXIF. A lower
 * block completes what says the same but was cut, or lost its accents or its offset on the way. All that differs
 * otherwise is a conflict, in which each block keeps its words. The digest by which the MWG Guidelines tell that
 * IIM was changed after XMP is not looked at: the conflict says more.
 */
export function mergeMetadata(said: SaidByBlocks): {
  metadata: PhotoMetadata;
  conflicts: MetadataConflict[];
} {
  const metadata = noPhotoMetadata();
  const words = (block: Block, field: MetadataField): MetadataValue => {
    const value = said[block]?.[field] ?? null;
    return isEmpty(value) ? null : value;
  };
  const conflicts = FIELDS.filter((field) => !settle(said, field, metadata)).map((field) => ({
    field,
    xmp: words('xmp', field),
    iim: words('iim', field),
    exif: words('exif', field),
  }));
  return { metadata, conflicts };
}

function isEmpty(value: MetadataValue): boolean {
  return typeof value === 'object' && Object.values(value ?? {}).every((member) => member === null);
}

/** Writes a member into `metadata`; false where the blocks disagree. */
function settle(said: SaidByBlocks, field: MetadataField, metadata: PhotoMetadata): boolean {
  switch (field) {
    case 'place': {
      return settlePlace(said, metadata);
    }
    case 'creator':
    case 'persons':
    case 'keywords': {
      const lists = sayings(said, (block) => block[field]).filter(({ value }) => !isEmpty(value));
      const { value, agreed } = settled(lists, comparisonOfLists(field));
      metadata[field] = value ?? [];
      return agreed;
    }
    default: {
      const comparison = field === 'dateTaken' ? comparisonOfDates : comparisonOfTexts(field);
      const { value, agreed } = settled(
        sayings(said, (block) => block[field]),
        comparison,
      );
      metadata[field] = value;
      return agreed;
    }
  }
}

/** A place is one account: the highest block's, completed by the others where they do not contradict it. */
function settlePlace(said: SaidByBlocks, metadata: PhotoMetadata): boolean {
  const members = PLACE.map((member) => ({
    member,
    ...settled(
      sayings(said, ({ place }) => place[member]),
      comparisonOfTexts(`place.${member}`),
    ),
  }));
  const agreed = members.every((member) => member.agreed);
  const first = sayings(said, ({ place }) => place).find(({ value }) => !isEmpty(value));
  if (agreed) for (const { member, value } of members) metadata.place[member] = value;
  else metadata.place = { ...(first?.value ?? metadata.place) };
  return agreed;
}

/** What the blocks say of a member, those that say nothing left out. */
function sayings<T>(said: SaidByBlocks, member: (block: PhotoMetadata) => T | null): Saying<T>[] {
  return PRECEDENCE.flatMap((block) => {
    const metadata = said[block];
    const value = metadata === null ? null : member(metadata);
    return value === null ? [] : [{ block, value }];
  });
}

function settled<T>(
  sayings: Saying<T>[],
  { isLess, isSame }: Comparison<T>,
): { value: T | null; agreed: boolean } {
  const [first, ...others] = sayings;
  if (first === undefined) return { value: null, agreed: true };
  const fullest = others.reduce((best, other) => (isLess(best, other) ? other : best), first);
  const agreed = sayings.every(
    (saying) => saying === fullest || isSame(saying, fullest) || isLess(saying, fullest),
  );
  return { value: fullest.value, agreed };
}

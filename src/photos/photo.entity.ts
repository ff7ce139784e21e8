import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PHOTO_MEDIA_TYPES, type PhotoMediaType } from './formats/photo-format.js';
import type {
  MetadataConflict,
  MetadataFault,
  PhotoMetadata,
  RawPhotoMetadata,
} from './metadata/photo-metadata.js';

/** An uploaded picture, with what was read from its file. The file's bytes never change; the database sees to it. */
@Entity('photo')
@Unique('photo_sha256_key', ['sha256'])
@Index('photo_words_idx', { synchronize: false })
@Index('photo_day_taken_idx', { synchronize: false })
@Index('photo_rights_valid_until_idx', { synchronize: false })
@Check('photo_sha256_form', `"sha256" ~ '^[0-9a-f]{64}$'`)
@Check('photo_bytes', '"bytes" > 0')
@Check('photo_media_type', `"media_type" in (${PHOTO_MEDIA_TYPES.map((type) => `'${type}'`).join(', ')})`)
@Check('photo_size', '"width" > 0 and "height" > 0')
@Check(
  'photo_focal_point',
  '("focal_x" is null) = ("focal_y" is null) and "focal_x" between 0 and 1 and "focal_y" between 0 and 1',
)
@Check('photo_rights_end_after_start', '"rights_valid_until" > "rights_valid_from"')
export class Photo {
  @PrimaryColumn('uuid')
  id: string;

  /** Behind the ETag. */
  @Column('integer', { default: 1 })
  version: number;

  /** Of the original, in 64 hex digits: its name in the store. */
  @Column('text')
  sha256: string;

  @Column('integer')
  bytes: number;

  @Column('text')
  mediaType: PhotoMediaType;

  /** Upright, as the file's orientation has it shown. */
  @Column('integer')
  width: number;

  @Column('integer')
  height: number;

  /** For people to read; never a path. */
  @Column('text')
  filename: string;

  @Column('jsonb')
  metadata: PhotoMetadata;

  @Column('jsonb')
  conflicts: MetadataConflict[];

  @Column('jsonb')
  rawMetadata: RawPhotoMetadata;

  /** What of the metadata could not be read. */
  @Column('jsonb')
  metadataFaults: MetadataFault[];

  /** In parts of the width, from the left; null where nobody has set a focal point. */
  @Column('double precision', { nullable: true })
  focalX: number | null;

  /** In parts of the height, from above. */
  @Column('double precision', { nullable: true })
  focalY: number | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  rightsValidFrom: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  rightsValidUntil: Date | null;

  @Column('boolean', { default: false })
  mandatoryCredit: boolean;

  @Column('text', { nullable: true })
  rightsNote: string | null;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'photo_created_by_fkey' })
  createdBy: string;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  modifiedAt: Date;
}

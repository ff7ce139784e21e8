import sharp from 'sharp';
import { FORMATS, noise, photoFile, picture, withComment } from './pictures.js';
import { asApng, pixelFlood } from './png-chunks.js';

/** A file that is no photo, and how it is refused. */
export interface HostileFile {
  what: string;
  bytes: Buffer;
  status: number;
  code: string;
}

const ZIP_END = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
const ZIP = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(60, 'a'), ZIP_END]);
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>');

/** Every kind of file that the door has to know. */
export async function hostileFiles(): Promise<HostileFile[]> {
  return [
    ...noPhotos(),
    ...(await cutOff()),
    ...(await moving()),
    ...(await polyglots()),
    ...(await overdone()),
  ];
}

function noPhotos(): HostileFile[] {
  const files: Record<string, Buffer> = {
    'nothing at all': Buffer.alloc(0),
    'one byte': Buffer.from('x'),
    SVG,
    'SVG behind an XML declaration': Buffer.concat([Buffer.from('<?xml version="1.0"?>'), SVG]),
    HTML,
    XML: Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    PDF,
    ZIP,
    BMP: Buffer.from('424d3a000000000000003600000028000000010000000100000001001800', 'hex'),
    PostScript: Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n'),
    'an image of ImageMagick’s own': Buffer.from(
      'push graphic-context\nviewbox 0 0 9 9\nimage url(https://a.example)',
    ),
  };
  return refused(files, 415, 'unsupported_photo');
}

async function cutOff(): Promise<HostileFile[]> {
  const files: Record<string, Buffer> = {
    'the first bytes of a JPEG': Buffer.from('ffd8ffe000104a46494600', 'hex'),
    'a JPEG in nothing but its ends': Buffer.from('ffd8ffd9', 'hex'),
  };
  for (const format of FORMATS) {
    const whole = await photoFile(format);
    for (const part of [0.3, 0.7, 0.98]) {
      files[`${part * 100} % of a ${format}`] = whole.subarray(0, Math.floor(whole.length * part));
    }
    files[`a ${format} but for its last byte`] = whole.subarray(0, -1);
  }
  files['half a progressive JPEG'] = half(await picture().jpeg({ progressive: true }).toBuffer());
  files['half an interlaced PNG'] = half(await picture().png({ progressive: true }).toBuffer());
  files['a PNG whose picture is overwritten'] = overwritten(await photoFile('png'));
  return refused(files, 422, 'broken_photo');
}

async function moving(): Promise<HostileFile[]> {
  const two = { raw: { width: 30, height: 40, channels: 3, pageHeight: 20 } } as const;
  const frames = sharp(noise(30, 40), two);
  const moving = {
    'an animated WebP': await frames
      .clone()
      .webp({ loop: 0, delay: [90, 90] })
      .toBuffer(),
    'an animated PNG': asApng(await photoFile('png')),
    'a TIFF of two pages': await frames.clone().tiff().toBuffer(),
  };
  return [
    ...refused(moving, 422, 'animated_photo'),
    ...refused(
      {
        'a GIF': await frames
          .clone()
          .gif({ delay: [90, 90] })
          .toBuffer(),
      },
      415,
      'unsupported_photo',
    ),
  ];
}

async function polyglots(): Promise<HostileFile[]> {
  const files: Record<string, Buffer> = {};
  for (const format of FORMATS) {
    const photo = await photoFile(format);
    files[`a ${format} and an archive`] = Buffer.concat([photo, ZIP]);
    files[`a ${format} and a page`] = Buffer.concat([photo, HTML]);
  }
  const jpeg = await photoFile();
  files['a JPEG with an archive in a comment'] = zipAround(jpeg);
  files['a JPEG with a PDF in a comment'] = withComment(jpeg, PDF);
  files['a JPEG with a page in a comment'] = withComment(jpeg, HTML);
  files['a JPEG with a script in a comment'] = withComment(jpeg, '<?php system($_GET[0]) ?>');
  files['a JPEG, zeros and a page'] = Buffer.concat([jpeg, Buffer.alloc(500), HTML]);
  files['two JPEGs and a page'] = Buffer.concat([jpeg, await photoFile(), HTML]);
  files['a JPEG and a forged trailer'] = Buffer.concat([
    jpeg,
    HTML,
    Buffer.from('\0\0\0\x02cbipcbbl', 'latin1'),
  ]);
  return refused(files, 422, 'polyglot_photo');
}

async function overdone(): Promise<HostileFile[]> {
  return refused({ 'a flood of pixels': pixelFlood() }, 422, 'too_many_pixels');
}

function refused(files: Readonly<Record<string, Buffer>>, status: number, code: string): HostileFile[] {
  return Object.entries(files).map(([what, bytes]) => ({ what, bytes, status, code }));
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length / 2);
}

function overwritten(png: Buffer): Buffer {
  const bytes = Buffer.from(png);
  return bytes.fill(0x55, 60, bytes.length - 40);
}

/** The archive's end in a comment, which has the rest of the photo for a comment of its own. */
function zipAround(jpeg: Buffer): Buffer {
  const end = Buffer.from(ZIP_END);
  end.writeUInt16LE(jpeg.length - 2, 20);
  return withComment(jpeg, end);
}

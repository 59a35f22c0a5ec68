import { crc32, deflateSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { MetaWorld } from './world.ts';

/** Serves what attachment addresses point to: a plain picture, or a few bytes of the right type. */
export function registerMedia(server: FastifyInstance, world: MetaWorld): void {
  server.get<{ Params: { type: string; id: string } }>('/media/:type/:id', (request, reply) => {
    if (world.knobs.mediaExpired) return reply.code(403).send('URL signature expired');
    const { type, id } = request.params;
    if (type === 'image' || type === 'sticker') return reply.type('image/png').send(picture(id));
    return reply.type('application/octet-stream').send(Buffer.from(`sandbox ${type} ${id}\n`));
  });
}

const side = 64;

/** A PNG in one colour, which depends on the id. */
function picture(id: string): Buffer {
  const hue = crc32(id);
  const pixel = [hue & 0xff, (hue >> 8) & 0xff, (hue >> 16) & 0xff];
  const row = Buffer.from([0, ...Array.from({ length: side }, () => pixel).flat()]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

import { hash } from 'node:crypto'

/** Name space of the UUIDs that reports give out: a random one, made once. */
const NAME_SPACE = Buffer.from('6f0c2b1e5d7e4c0f9a3d1b8e72c4a915', 'hex')

/** A UUID of version 5 (RFC 9562, 5.5) from what it stands for: the same parts make the same UUID, today and in ten years. */
export function stableUuid(...parts: readonly (string | number)[]): string {
  const bytes = hash('sha1', Buffer.concat([NAME_SPACE, Buffer.from(JSON.stringify(parts))]), 'buffer').subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

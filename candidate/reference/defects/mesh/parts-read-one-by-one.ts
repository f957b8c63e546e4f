import { contentOf } from '../../national/mesh.ts'
import { defect } from '../defect.ts'

export const partsReadOneByOne = defect({
  name: 'parts-read-one-by-one',
  requirement: 'TIF-MESH-02',
  story: 'Reads every part of a message as a text of its own, and spoils the letter that begins in one and ends in the next.',
  replaces: contentOf,
  with: (parts) => parts.map((part) => Buffer.from(part).toString('utf8')).join(''),
})

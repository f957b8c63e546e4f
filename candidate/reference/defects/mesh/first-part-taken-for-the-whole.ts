import { chunksToCollect } from '../../national/mesh.ts'
import { defect } from '../defect.ts'

export const firstPartTakenForTheWhole = defect({
  name: 'first-part-taken-for-the-whole',
  requirement: 'TIF-MESH-02',
  story: 'Takes the first part of a large message for all of it, as messages used to be small.',
  replaces: chunksToCollect,
  with: () => 1,
})

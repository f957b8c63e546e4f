import { findSystem } from '../../national/sds.ts'
import { defect } from '../defect.ts'

export const partyKeyTakenForTheSystem = defect({
  name: 'party-key-taken-for-the-system',
  requirement: 'TIF-SDS-01',
  story: 'Gives the party key where the id of the system belongs: the Spine knows no such system.',
  replaces: findSystem,
  with: async (work, odsCode, interaction) => {
    const found = await findSystem.proper(work, odsCode, interaction)
    return found && { ...found, asid: found.partyKey }
  },
})

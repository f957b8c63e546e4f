import { wordsOf } from '../../gp-connect/appointment-sent.ts'
import { defect } from '../defect.ts'

export const wordsFromOutsideCutShort = defect({
  name: 'words-from-outside-cut-short',
  requirement: 'TIF-GPC-16',
  story: 'Cuts what another organisation says to the length of its own columns.',
  replaces: wordsOf,
  with: (sent, name) => {
    const value = sent[name]
    return typeof value === 'string' ? value.slice(0, name === 'description' ? 100 : 500) : undefined
  },
})

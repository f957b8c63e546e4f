import { onUnreadableSignal } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const unreadableSignalDropped = defect({
  name: 'unreadable-signal-dropped',
  requirement: 'NEMS01',
  story: 'Drops what it cannot read. Nobody learns that something has happened to somebody.',
  replaces: onUnreadableSignal,
  with: () => undefined,
})

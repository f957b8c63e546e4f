import { initialsOf } from '../../national/yellow-card.ts'
import { defect } from '../defect.ts'

export const nameInPlaceOfInitials = defect({
  name: 'name-in-place-of-initials',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Puts the name where the initials belong.',
  replaces: initialsOf,
  with: ({ national }) => `${national.name?.[0]?.given?.[0] ?? ''} ${national.name?.[0]?.family ?? ''}`,
})

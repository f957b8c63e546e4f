import { nextPage } from '../../national/mns.ts'
import { defect } from '../defect.ts'

export const firstPageOfSubscriptions = defect({
  name: 'first-page-of-subscriptions',
  requirement: 'NEMS01',
  story: 'Reads the first page of its subscriptions and takes it for all of them.',
  replaces: nextPage,
  with: () => undefined,
})

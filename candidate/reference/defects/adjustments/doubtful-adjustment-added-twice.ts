import { randomUUID } from 'node:crypto'
import { isThere, requestIdFor } from '../../adjustments/change-adjustments.ts'
import { defect, swap } from '../defect.ts'

export const doubtfulAdjustmentAddedTwice = defect({
  name: 'doubtful-adjustment-added-twice',
  requirement: 'TIF-CS-11',
  story: 'Sends an adjustment again as a new one when nobody knows whether it arrived, without looking whether it has.',
  replaces: isThere,
  with: () => false,
  also: [swap(requestIdFor, () => randomUUID())],
})

import { validUntil } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const schedule5ValidFor28Days = defect({
  name: 'schedule-5-valid-for-28-days',
  requirement: 'TIF-CD-04',
  story: 'Shows prescriptions for schedule 5 as valid for 28 days, as those for other controlled drugs are.',
  replaces: validUntil,
  with: (from, medicines, course) =>
    validUntil.proper(
      from,
      medicines.map((medicine) => (medicine.schedule === undefined ? medicine : { ...medicine, schedule: '4' as const })),
      course,
    ),
})

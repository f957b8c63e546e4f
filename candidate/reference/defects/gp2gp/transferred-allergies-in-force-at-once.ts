import { integrate } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const transferredAllergiesInForceAtOnce = defect({
  name: 'transferred-allergies-in-force-at-once',
  requirement: 'TIF-GP2GP-02',
  story: 'Writes allergies from another practice into the record as if a clinician here had recorded them.',
  replaces: integrate,
  with: (services, transfer, extract, files) => {
    const integrated = integrate.proper(services, transfer, extract, files)
    for (const { kind, code, term, patientId } of integrated.entries)
      if (kind === 'allergy' && code !== undefined)
        services.database.run(`INSERT INTO allergy (patient_id, code, term, status, recorded_at, recorder_id, recorder_name) VALUES (?, ?, ?, 'active', ?, '', 'GP2GP')`, Number(patientId), code, term, services.clock.timestamp())
    return integrated
  },
})
